"""PostgreSQL 12 and later: jsonb is walked by jsonpath, whose lax mode looks into arrays on the way.

Sources: PostgreSQL documentation, "JSON Functions and Operators" (9.16), "POSIX Regular Expressions" (9.7.3), "Pattern
Matching" (9.7.1: LIKE reads a backslash unless ESCAPE says otherwise).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from clickops.conversion import regexes
from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, identifier, quoted
from clickops.conversion.regexes import Edge, Piece
from clickops.errors import ConversionError

_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d{{1,3}})?$"  # doubled, as it stands in a format string
_SIGNS = frozenset(".^$|()[]{}*+?-\\")
_EDGES = {"b": r"\y", "B": r"\Y"}
_LINE = {"^": r"(?:\A|(?<=\n))", "$": r"(?:\Z|(?=\n))"}
_TEXT = {"^": r"\A", "$": r"\Z"}


def _quote(text: str) -> str:
    if "\0" in text:
        raise ConversionError("PostgreSQL's texts hold no NUL", target="")
    return quoted(text)


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    since = f"to_char(now() AT TIME ZONE 'UTC' - INTERVAL '{minutes} minutes', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    return (f"eventTime >= {since}",) if minutes else ()


def _path(keys: Sequence[str]) -> str:
    return "$" + "".join(f".{json.dumps(key)}" for key in keys)


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    found = f"jsonb_path_query({identifier(column)}, {_quote(_path(keys) + '[*]')})"
    head = f"EXISTS (SELECT 1 FROM {found} AS {alias}(v) WHERE jsonb_typeof({alias}.v) <> 'object' AND ("  # noqa: S608 - a part of the query that we write
    return Members(head, f"({alias}.v #>> '{{}}')", "))")


def _present(column: str, keys: Sequence[str]) -> str:
    found = f"jsonb_path_query({identifier(column)}, {_quote(_path(keys))})"
    return f"EXISTS (SELECT 1 FROM {found} AS m(v) WHERE jsonb_typeof(m.v) <> 'null')"  # noqa: S608 - as above


def _regex(value: str, piece: Piece) -> str:
    return f"{value} ~ {_quote(regexes.write(piece, _character, _edge))}"


def _character(sign: str) -> str:
    if sign < " " or sign == "\x7f":
        return f"\\u{ord(sign):04x}"
    return "\\" + sign if sign in _SIGNS else sign


def _edge(edge: Edge) -> str:
    return _EDGES.get(edge.kind) or (_LINE if edge.line else _TEXT)[edge.kind]


DIALECT = Dialect(
    name="PostgreSQL",
    recent=_recent,
    members=_members,
    present=_present,
    column=identifier,
    quote=_quote,
    like_signs=("\\",),
    regex=_regex,
    number=f"CASE WHEN {{0}} ~ '{_NUMBER}' THEN CAST({{0}} AS numeric) END",
    ends="right({0}, length({1})) = {1}",
)
