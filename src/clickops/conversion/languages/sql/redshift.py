"""Amazon Redshift: JSON text is walked by its text-based JSON functions, arrays by joins with a table of numbers.

A place in an array is a number of hundreds and a rest: two joins with a hundred numbers reach ten thousand members, and
cost a lone value two hundred comparisons.

Whoever has such a member is found by a subquery that is not correlated, since Redshift decorrelates few kinds of them.
Tables and functions have the names that formats/cloudtrail.sql gives.

Sources: Amazon Redshift Database Developer Guide, "JSON_EXTRACT_PATH_TEXT", "Correlated subqueries", "LIKE" (a
backslash escapes in a pattern unless ESCAPE says otherwise, and is written twice in a literal), "REGEXP_INSTR" (`p`:
PCRE).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from clickops.conversion import regexes
from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, identifier
from clickops.conversion.regexes import Edge, Piece
from clickops.errors import ConversionError

_NUMBER = r"\A[+-]?\d{1,200}(\.\d+)?([eE][+-]?\d{1,2})?(?!.)"
_SIGNS = frozenset(".^$|()[]{}*+?\\")
_MEMBER_SIGNS = frozenset("[]^-\\")
_WORD = "[A-Za-z0-9_]"
_BORDER = f"((?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_INSIDE = f"((?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))"
_EDGES = {"b": _BORDER, "B": _INSIDE}
_TEXT = {"^": r"\A", "$": "(?!.)"}  # `$` alone stands before a last line break as well
_LINE = {"^": "(?<![^\n])", "$": "(?![^\n])"}
_ARRAY = "[]"  # behind a column's name in fields.yml: it holds an array


def _quote(text: str) -> str:
    if "\0" in text:
        raise ConversionError("Redshift's texts hold no NUL", target="")
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    since = f"TO_CHAR(GETDATE() - INTERVAL '{minutes} minutes', 'YYYY-MM-DD HH24:MI:SS')"
    return (f"eventTime >= REPLACE({since}, ' ', 'T') || 'Z'",) if minutes else ()


def _found(value: str, key: str, *, last: bool = False) -> str:
    """Read a key: the `last` one of a path leads to a value, which an object is not."""
    return (
        f"f_cloudtrail_value({value}, {_quote(key)})"
        if last
        else f"JSON_EXTRACT_PATH_TEXT({value}, {_quote(key)}, TRUE)"
    )


def _walk(column: str, keys: Sequence[str], alias: str, *, last: bool) -> tuple[str, str]:
    """Write the tables that a walk along a path joins, and the member that it comes to."""
    name = column.removesuffix(_ARRAY)
    value, tables = f"{alias}.{identifier(name)}", f"cloudtrail AS {alias}"
    steps = ["", *keys] if name != column else keys
    for at, key in enumerate(steps):
        ends = last and at == len(steps) - 1
        found = _found(value, key, last=ends) if key else value
        hundreds = f"{alias}{at}h.i * 100"
        place = f"{hundreds} + {alias}{at}.i"
        for digit, reached in ((f"{alias}{at}h", hundreds), (f"{alias}{at}", place)):
            tables += f" JOIN cloudtrail_numbers AS {digit} ON {reached} < f_cloudtrail_length({found})"
        value = f"f_cloudtrail_{'text' if ends else 'member'}({found}, {place})"
    return tables, value


def _having(column: str, key: str, tables: str, alias: str) -> str:
    """Begin a subquery; what has no such key in its text is not worth walking."""
    text = f"STRPOS({alias}.{identifier(column.removesuffix(_ARRAY))}, {_quote(json.dumps(key))})"
    return f"eventID IN (SELECT {alias}.eventID FROM {tables} WHERE {text} > 0 AND ("  # noqa: S608 - a part of the query that we write


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    tables, value = _walk(column, keys, alias, last=True)
    return Members(_having(column, keys[-1], tables, alias), value, "))")


def _present(column: str, keys: Sequence[str]) -> str:
    *before, last = keys
    if not before and not column.endswith(_ARRAY):
        return f"{_found(identifier(column), last)} IS NOT NULL"
    tables, value = _walk(column, before, "m", last=False)
    return f"{_having(column, last, tables, 'm')}{_found(value, last)} IS NOT NULL))"


def _regex(value: str, piece: Piece) -> str:
    written = regexes.write(
        piece,
        lambda sign: "\\" + sign if sign in _SIGNS else sign,
        _edge,
        lambda sign: "\\" + sign if sign in _MEMBER_SIGNS else sign,
    )
    return _search(value, f"(?s){written}")


def _search(value: str, expression: str) -> str:
    return f"REGEXP_INSTR({value}, {_quote(expression)}, 1, 1, 0, 'p') > 0"


def _edge(edge: Edge) -> str:
    return _EDGES.get(edge.kind) or (_LINE if edge.line else _TEXT)[edge.kind]


DIALECT = Dialect(
    name="Redshift",
    recent=_recent,
    members=_members,
    present=_present,
    column=identifier,
    table=lambda _: "cloudtrail",
    quote=_quote,
    like_signs=("\\",),
    regex=_regex,
    number=f"CASE WHEN {_search('{0}', '(?s)' + _NUMBER.replace('{', '{{').replace('}', '}}'))} "
    "THEN CAST({0} AS DOUBLE PRECISION) END",
    starts="STRPOS({0}, {1}) = 1",
    ends="RIGHT({0}, LENGTH({1})) = {1}",
    holds="STRPOS({0}, {1}) > 0",
)
