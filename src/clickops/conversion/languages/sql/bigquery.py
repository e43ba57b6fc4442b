"""BigQuery's GoogleSQL: JSON text is walked by JSON_QUERY and UNNEST.

Sources: BigQuery, "JSON functions" (JSONPath quotes keys with double quotes), "Lexical structure" (a literal in single
quotes holds no line break; a backslash escapes), "LIKE operator" (a backslash escapes, there is no ESCAPE).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression
from clickops.conversion.regexes import Piece

_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"


def _quote(text: str) -> str:
    return "'" + "".join(map(_sign, text)) + "'"


def _sign(sign: str) -> str:
    if sign in "\\'":
        return "\\" + sign
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _column(name: str) -> str:
    return ".".join(part if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", part) else f"`{part}`" for part in name.split("."))


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    since = f"TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL {minutes} MINUTE)"
    return (f"SAFE_CAST(eventTime AS TIMESTAMP) >= {since}",) if minutes else ()


def _query(value: str, key: str) -> str:
    return f"JSON_QUERY({value}, {_quote('$.' + json.dumps(key))})"


def _walk(column: str, keys: Sequence[str], alias: str) -> list[str]:
    """Join an UNNEST for each key: the members of an array one by one, anything else as the only one."""
    tables, value = [], _column(column)
    for at, key in enumerate(keys):
        found = _query(value, key)
        tables.append(f"UNNEST(IFNULL(JSON_QUERY_ARRAY({found}, '$'), [{found}])) AS {alias}{at}")
        value = f"{alias}{at}"
    return tables


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    tables = ", ".join(_walk(column, keys, alias))
    head = f"EXISTS (SELECT 1 FROM {tables} WHERE "  # noqa: S608 - a part of the query that we write
    return Members(head, f"JSON_VALUE({alias}{len(keys) - 1}, '$')", ")")


def _present(column: str, keys: Sequence[str]) -> str:
    *before, last = keys
    value = f"m{len(before) - 1}" if before else _column(column)
    there = f"NULLIF({_query(value, last)}, 'null') IS NOT NULL"
    if not before:
        return there
    return f"EXISTS (SELECT 1 FROM {', '.join(_walk(column, before, 'm'))} WHERE {there})"  # noqa: S608 - as above


def _regex(value: str, piece: Piece) -> str:
    return f"REGEXP_CONTAINS({value}, {_quote(expression(piece))})"


DIALECT = Dialect(
    name="BigQuery",
    recent=_recent,
    members=_members,
    present=_present,
    column=_column,
    table=lambda options: f"`{options['table']}`",
    quote=_quote,
    like_escape="\\",
    escape_clause=False,
    regex=_regex,
    number=f"IF(REGEXP_CONTAINS({{0}}, {_quote(_NUMBER)}), SAFE_CAST({{0}} AS FLOAT64), NULL)",
    starts="STARTS_WITH({0}, {1})",
    ends="ENDS_WITH({0}, {1})",
    holds="STRPOS({0}, {1}) > 0",
)
