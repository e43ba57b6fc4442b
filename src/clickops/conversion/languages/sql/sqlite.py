"""SQLite 3.38 and later: JSON is walked by json_each; lower() and LIKE fold a to z alone, GLOB folds nothing.

Sources: sqlite.org, "Built-in Scalar SQL Functions", "JSON Functions And Operators", "SQL Language Expressions". REGEXP
calls a function that the library does not have: the sqlite3 program brings one (ext/misc/regexp.c).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from clickops.conversion import regexes, shapes
from clickops.conversion.languages.sql import dialect
from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, expression, quoted
from clickops.conversion.regexes import Chars, Piece
from clickops.errors import ConversionError
from clickops.rules.tree import Text

_SCALAR = "CASE {0}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST({0}.atom AS TEXT) END"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    return (f"eventTime >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-{minutes} minutes')",) if minutes else ()


def _column(name: str) -> str:
    """Write a column: a dot is part of its name, as SQLite knows no structs."""
    return dialect.identifier(name)


def _walk(column: str, keys: Sequence[str], alias: str) -> list[str]:
    """Join a json_each for each key: the members of an array one by one, anything else as the only one."""
    tables, value = [], _column(column)
    for at, key in enumerate(keys):
        inner = quoted("$." + json.dumps(key))
        found = f"{value} -> {inner}"
        only = f"json_array({found})"
        tables.append(
            f"json_each(CASE json_type({value}, {inner}) WHEN 'array' THEN {found} ELSE {only} END) AS {alias}{at}"
        )
        value = f"iif({alias}{at}.type = 'object', {alias}{at}.value, NULL)"
    return tables


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    last = f"{alias}{len(keys) - 1}"
    tables = ", ".join(_walk(column, keys, alias))
    head = f"EXISTS (SELECT 1 FROM (SELECT {_SCALAR.format(last)} AS {alias} FROM {tables}) WHERE ("  # noqa: S608 - as below
    return Members(head, alias, "))")


def _present(column: str, keys: Sequence[str]) -> str:
    *before, last = keys
    inner = quoted("$." + json.dumps(last))
    tables = _walk(column, before, "m")
    if not before:
        return f"json_type({_column(column)}, {inner}) <> 'null'"
    at = f"m{len(before) - 1}"
    value = f"iif({at}.type = 'object', {at}.value, NULL)"
    return f"EXISTS (SELECT 1 FROM {', '.join(tables)} WHERE json_type({value}, {inner}) <> 'null')"  # noqa: S608 - a part of the query that we write


def _like(self: Dialect, value: str, text: Text) -> str:
    """Write LIKE where a to z are all there is to fold, else GLOB, with letters beyond in both cases."""
    if not text.cased and not shapes.folds_beyond_ascii(text):
        return dialect.like(self, value, text)
    if not text.cased:
        value = self.lower.format(value)
    pieces = regexes.of_text(text if text.cased else dialect.lowered(text), fold=False)
    return f"{value} GLOB {quoted(''.join(_glob(piece, cased=text.cased) for piece in pieces))}"


def _glob(piece: Piece, *, cased: bool) -> str:
    match piece:
        case regexes.ANYTHING:
            return "*"
        case regexes.ANY:
            return "?"
        case Chars(((sign, _),)) if not cased and not sign.isascii() and shapes.has_letters(sign):
            return "[" + "".join(first for first, _ in regexes.either_case(sign).ranges) + "]"
        case Chars(((sign, _),)):
            return f"[{sign}]" if sign in "*?[" else sign
    raise AssertionError(piece)


def _regex(value: str, piece: Piece) -> str:
    if "\0" in (written := expression(piece, end="$", flags="").replace(r"\A", "^")):
        raise ConversionError("SQLite's REGEXP ends at a NUL", target="")
    return f"{value} REGEXP {quoted(written)}"


DIALECT = Dialect(
    name="SQLite",
    recent=_recent,
    members=_members,
    present=_present,
    column=_column,
    unicode=False,
    like=_like,
    regex=_regex,
    number=(
        "CASE WHEN {0} NOT GLOB '*[^0-9eE.+-]*' AND ltrim({0}, '+-') GLOB '[0-9]*' AND {0} NOT GLOB '[+-][+-]*' "
        "AND json_valid('1' || ltrim({0}, '+-')) THEN CAST({0} AS REAL) END"
    ),
    starts="substr({0}, 1, length({1})) = {1}",
    ends="substr({0}, length({0}) - length({1}) + 1) = {1}",
    holds="instr({0}, {1}) > 0",
)
