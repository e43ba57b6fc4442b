"""ClickHouse 23.8 and later: JSON text is walked by arrays and lambdas; lowerUTF8 folds letters beyond a to z.

Sources: ClickHouse documentation, "JSON functions", "Functions for searching in strings" (LIKE escapes with a backslash
and has no ESCAPE clause; `match` is RE2), "Syntax" (a backslash escapes in a string literal).
"""

from __future__ import annotations

from collections.abc import Sequence

from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression, identifier
from clickops.conversion.regexes import Piece

_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"
_SCALAR = (
    "multiIf(JSONType({0}) = 'String', JSONExtractString({0}), JSONType({0}) IN ('Null', 'Object', 'Array'), NULL, {0})"
)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0")
    return f"'{escaped}'"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    return (f"parseDateTimeBestEffortOrNull(eventTime) >= now() - INTERVAL {minutes} MINUTE",) if minutes else ()


def _members_of(values: str) -> str:
    """Put the members of arrays among some values in the arrays' place."""
    return f"arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), {values}))"


def _at(column: str, keys: Sequence[str]) -> str:
    """Write the values at a path, as an array of JSON texts; an empty text where there is none."""
    first, *others = keys
    values = f"[JSONExtractRaw(ifNull({identifier(column)}, ''), {_quote(first)})]"
    for key in others:
        values = f"arrayMap(x -> JSONExtractRaw(x, {_quote(key)}), {_members_of(values)})"
    return values


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    values = _members_of(_at(column, keys))
    return Members(f"arrayExists({alias} -> ifNull(", _SCALAR.format(alias), f", false), {values})")


def _present(column: str, keys: Sequence[str]) -> str:
    return f"arrayExists(m -> JSONType(m) <> 'Null', {_at(column, keys)})"


def _regex(value: str, piece: Piece) -> str:
    return f"match({value}, {_quote(expression(piece))})"


DIALECT = Dialect(
    name="ClickHouse",
    recent=_recent,
    members=_members,
    present=_present,
    column=identifier,
    quote=_quote,
    lower="lowerUTF8({0})",
    like_escape="\\",
    escape_clause=False,
    regex=_regex,
    number=f"if(match({{0}}, {_quote(_NUMBER)}), toFloat64OrNull({{0}}), NULL)",
    starts="startsWith({0}, {1})",
    ends="endsWith({0}, {1})",
    holds="position({0}, {1}) > 0",
)
