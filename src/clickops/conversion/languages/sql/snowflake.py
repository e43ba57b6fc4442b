"""Snowflake: a VARIANT is walked by TRANSFORM and FILTER, whose lambdas look at each member of an array.

Sources: Snowflake documentation, "FILTER", "TRANSFORM", "ARRAY_FLATTEN" (NULL where a member is NULL, so none is),
"AS_ARRAY", "GET", "IS_NULL_VALUE", "Subquery operators" (a correlation inside of FLATTEN is unsupported, so there is no
EXISTS), "String & binary data types" (a backslash escapes in a literal), "LIKE" (no sign escapes unless ESCAPE says
so), "String functions (regular expressions)" (POSIX ERE; `s`: a dot is any sign, `m`: edges are those of lines).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clickops.conversion import regexes
from clickops.conversion.languages.sql.dialect import Dialect, Members, Options, identifier
from clickops.conversion.regexes import Choice, Edge, Piece, Repeat, Series
from clickops.errors import ConversionError

_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"
_SIGNS = frozenset(".^$|()[]{}*+?\\")
_MEMBER_SIGNS = frozenset("[]^-\\")


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0")
    return f"'{escaped}'"


def _recent(options: Options) -> Sequence[str]:
    minutes = int(options["minutes"])
    since = f"DATEADD(minute, -{minutes}, CURRENT_TIMESTAMP())"
    return (f"TRY_CAST(eventTime AS TIMESTAMP_TZ) >= {since}",) if minutes else ()


def _members_of(value: str) -> str:
    """Give an array's members, and what is no array as the only one."""
    return f"COALESCE(AS_ARRAY({value}), ARRAY_CONSTRUCT({value}))"


def _at(column: str, keys: Sequence[str]) -> str:
    """Write the values at a path, as an array of variants, with what arrays on the way hold."""
    first, *others = map(_quote, keys)
    values = _members_of(f"GET({identifier(column)}, {first})")
    for key in others:
        found = f"GET(x, {key})"
        values = f"ARRAY_FLATTEN(TRANSFORM({values}, x -> {_members_of(found)}))"
    return values


def _members(column: str, keys: Sequence[str], alias: str) -> Members:
    text = f"IFF(IS_OBJECT({alias}), NULL, {alias}::varchar)"
    return Members(f"ARRAY_SIZE(FILTER({_at(column, keys)}, {alias} -> ", text, ")) > 0")


def _present(column: str, keys: Sequence[str]) -> str:
    *before, last = keys
    if not before:
        return f"NOT IS_NULL_VALUE(GET({identifier(column)}, {_quote(last)}))"
    return f"ARRAY_SIZE(FILTER({_at(column, before)}, m -> NOT IS_NULL_VALUE(GET(m, {_quote(last)})))) > 0"


def _regex(value: str, piece: Piece) -> str:
    lines = {edge.line for edge in _edges(piece) if edge.kind in "^$"}
    if len(lines) > 1:
        raise ConversionError("Snowflake takes the edges of a text or of its lines, not both in one", target="")
    written = regexes.write(
        piece,
        lambda sign: "\\" + sign if sign in _SIGNS else sign,
        lambda edge: f"\\{edge.kind}" if edge.kind in "bB" else edge.kind,
        lambda sign: "\\" + sign if sign in _MEMBER_SIGNS else sign,
    )
    return f"REGEXP_INSTR({value}, {_quote(written)}, 1, 1, 0, '{'ms' if True in lines else 's'}') > 0"


def _edges(piece: Piece) -> Iterator[Edge]:
    match piece:
        case Edge():
            yield piece
        case Repeat(inner):
            yield from _edges(inner)
        case Series(pieces) | Choice(pieces):
            for one in pieces:
                yield from _edges(one)
        case _:
            pass


DIALECT = Dialect(
    name="Snowflake",
    recent=_recent,
    members=_members,
    present=_present,
    column=identifier,
    quote=_quote,
    regex=_regex,
    number=f"CASE WHEN {{0}} RLIKE {_quote(_NUMBER)} THEN TRY_TO_DOUBLE({{0}}) END",
    starts="STARTSWITH({0}, {1})",
    ends="ENDSWITH({0}, {1})",
    holds="CONTAINS({0}, {1})",
)
