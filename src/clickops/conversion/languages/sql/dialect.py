"""What a dialect of SQL is: its differences from the rest, as small functions and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from clickops.conversion import regexes, shapes
from clickops.conversion.regexes import Piece
from clickops.rules.tree import Text, Wildcard

Options = Mapping[str, str]

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_REGEX_SIGNS = frozenset(".^$|()[]{}*+?\\")
_MEMBER_SIGNS = frozenset("[]^-&~\\")  # Java reads && between brackets as "and"


class Members(msgspec.Struct, frozen=True):
    """Asks the same of each value at one place: `head`, a condition on `value` (a text), `tail`; any may fit."""

    head: str
    value: str
    tail: str


def quoted(text: str) -> str:
    """Write a text as standard SQL does: the quote doubled, all else as it is."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write one part of a name, in double quotes unless it is plain."""
    return name if _PLAIN.fullmatch(name) else '"' + name.replace('"', '""') + '"'


def path(name: str) -> str:
    """Write a column, or a member of a struct."""
    return ".".join(map(identifier, name.split(".")))


def lowered(text: Text) -> Text:
    """Fold the case of a text's literal pieces, as our evaluator does."""
    return Text(tuple(part if isinstance(part, Wildcard) else part.lower() for part in text.parts), text.cased)


def like(dialect: Dialect, value: str, text: Text) -> str:
    """Write a text with wildcards as LIKE, whose own signs are escaped where there are any."""
    if not text.cased:
        value, text = dialect.lower.format(value), lowered(text)
    literals = shapes.literals(text)
    escape = dialect.like_escape
    special = any(sign in literals for sign in ("%", "_", escape, *dialect.like_signs))

    def written(piece: str) -> str:
        return "".join(escape + sign if sign in ("%", "_", escape) else sign for sign in piece) if special else piece

    signs = {Wildcard.MANY: "%", Wildcard.ONE: "_"}
    pattern = "".join(signs[part] if isinstance(part, Wildcard) else written(part) for part in text.parts)
    clause = f" ESCAPE {dialect.quote(escape)}" if special and dialect.escape_clause else ""
    return f"{value} LIKE {dialect.quote(pattern)}{clause}"


def expression(piece: Piece, *, end: str = r"\z", flags: str = "(?s)") -> str:
    """Write a search in the syntax that RE2, Java and PCRE share: every sign that means something is escaped.

    `^` and `$` become the text's own ends, since `$` may stand before a last line break in Java and PCRE.
    """
    return flags + regexes.write(piece, _character, regexes.edges(r"\A", end), _member)


def _character(sign: str) -> str:
    return _escaped(sign, _REGEX_SIGNS)


def _member(sign: str) -> str:
    return _escaped(sign, _MEMBER_SIGNS)


def _escaped(sign: str, signs: frozenset[str]) -> str:
    if sign < " " or sign == "\x7f":
        return f"\\x{ord(sign):02X}"
    return "\\" + sign if sign in signs else sign


class Dialect(msgspec.Struct, frozen=True):
    """One dialect. Names come as in fields.yml; values are written expressions that are texts, or NULL."""

    name: str  # as a person says it: Trino
    recent: Callable[[Options], Sequence[str]]  # what bounds the time, as conditions; `minutes` out of the options
    members: Callable[[str, Sequence[str], str], Members] | None = None  # column of JSON, path in it, a free alias
    present: Callable[[str, Sequence[str]], str] | None = None  # whether the path has a value that is not null
    entry: Callable[[str, str], str] | None = None  # column of a map, key: its value
    several: Callable[[str, str], Members] | None = None  # name of an array (or of a member of its structs), alias
    column: Callable[[str], str] = path
    table: Callable[[Options], str] = lambda options: options["table"]
    quote: Callable[[str], str] = quoted
    lower: str = "lower({0})"
    unicode: bool = True  # `lower` folds all letters, not a to z alone
    like: Callable[[Dialect, str, Text], str] = like
    like_escape: str = "!"
    escape_clause: bool = True  # LIKE ... ESCAPE; False where the sign is fixed
    like_signs: tuple[str, ...] = ()  # what LIKE reads as an escape sign while there is no ESCAPE
    regex: Callable[[str, Piece], str] | None = None
    network: Callable[[str, str], str] | None = None  # value, CIDR; without it networks are regular expressions
    number: str = "TRY_CAST({0} AS DOUBLE)"  # NULL for what is no number, never an error
    starts: str = "starts_with({0}, {1})"
    ends: str = "ends_with({0}, {1})"
    holds: str = "strpos({0}, {1}) > 0"
    true: str = "TRUE"
    false: str = "FALSE"
