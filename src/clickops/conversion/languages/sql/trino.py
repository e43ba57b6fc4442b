"""Trino, and Athena's engine version 3, which is made of it.

A text of JSON is asked by SQL/JSON: a lax path walks the arrays on its way, `[*]` at its end takes their members, and
what is no JSON is NULL (Trino documentation, "JSON functions and operators").
"""

from __future__ import annotations

from collections.abc import Sequence

from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression, path, quoted
from clickops.conversion.regexes import Piece

_NUMBER = r"\A[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\z"
_MAP = "[]"  # behind a column's name in fields.yml: a map of texts, which are JSON where they hold more than one value


def start(options: Options) -> str:
    """Give the moment at which the time begins that a query looks over, in UTC."""
    return f"(now() - INTERVAL '{int(options['minutes'])}' MINUTE) AT TIME ZONE 'UTC'"


def since(options: Options) -> str:
    """Bound a text in which times are as CloudTrail writes them: such texts sort as times do."""
    return f"eventtime >= date_format({start(options)}, '%Y-%m-%dT%H:%i:%sZ')"


def _recent(options: Options) -> Sequence[str]:
    return (since(options),) if int(options["minutes"]) else ()


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    if column.endswith(_MAP):
        return _map_members(column.removesuffix(_MAP), keys, alias)
    found = f"json_query({path(column)}, {_lax(keys, '[*]')} WITH ARRAY WRAPPER)"
    return _any(f"CAST(json_parse({found}) AS array(json))", alias)


def _any(values: str, alias: str) -> Members:
    return Members(f"any_match({values}, {alias} -> (", f"json_extract_scalar({alias}, '$')", "))")


def _map_members(column: str, keys: Sequence[str], alias: str) -> Members:
    """Walk a value of a map with functions that Presto has as well: CloudTrail Lake documents Presto's.

    A text that is JSON may have been a text in the record (a policy) or an array: it is asked for as both.
    """
    entry = _entry(column, keys[0])
    values = _flattened(f"try(json_parse({entry}))")
    if len(keys) == 1:
        return _any(f"concat(ARRAY[CAST({entry} AS json)], {values})", alias)
    for key in keys[1:]:
        inner = quoted(f'$["{key}"]')
        values = f"flatten(transform({values}, x -> {_flattened(f'json_extract(x, {inner})')}))"
    return _any(values, alias)


def _flattened(value: str) -> str:
    return f"coalesce(TRY_CAST({value} AS array(json)), ARRAY[{value}])"


def _present(column: str, keys: Sequence[str]) -> str:
    if column.endswith(_MAP) and len(keys) == 1:
        return f"{_entry(column.removesuffix(_MAP), keys[0])} IS NOT NULL"
    if column.endswith(_MAP):
        found = f"json_query({_entry(column.removesuffix(_MAP), keys[0])}, {_lax(keys[1:], '')} WITH ARRAY WRAPPER)"
    else:
        found = f"json_query({path(column)}, {_lax(keys, '')} WITH ARRAY WRAPPER)"
    return f"{found} <> '[null]'"


def _lax(keys: Sequence[str], end: str) -> str:
    return quoted("lax $" + "".join(f'."{key}"' for key in keys) + end)


def _entry(column: str, key: str) -> str:
    return f"element_at({path(column)}, {quoted(key)})"


def _several(name: str, alias: str) -> Members:
    column, _, member = name.partition(".")
    value = f"{alias}.{path(member)}" if member else alias
    return Members(f"any_match({path(column)}, {alias} -> (", value, "))")


def _regex(value: str, piece: Piece) -> str:
    return f"regexp_like({value}, {quoted(expression(piece))})"


def _network(value: str, network: str) -> str:
    return f"contains({quoted(network)}, TRY_CAST({value} AS ipaddress))"


DIALECT = Dialect(
    name="Trino",
    recent=_recent,
    members=_members,
    present=_present,
    entry=_entry,
    several=_several,
    regex=_regex,
    network=_network,
    number=f"CASE WHEN regexp_like({{0}}, '{_NUMBER}') THEN TRY_CAST({{0}} AS DOUBLE) END",
)
