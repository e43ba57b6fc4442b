"""Regular expressions as a small tree, so that each language gets the expression that means the same there.

Rules write RE2's syntax, which searches anywhere. Lucene's expressions fit the whole value, have no edges, fold no
case and know signs of their own; Perl's read a line's end differently. `parsing.py` makes the tree.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from clickops.errors import ConversionError
from clickops.rules.tree import Text, Wildcard

Range = tuple[str, str]


class Chars(msgspec.Struct, frozen=True):
    """One character out of some ranges, or out of none of them."""

    ranges: tuple[Range, ...]
    negated: bool = False


class Edge(msgspec.Struct, frozen=True):
    """`^` and `$` are the ends of the text, or of a line in it; `b` is the edge of a word, `B` is none."""

    kind: str
    line: bool = False


class Repeat(msgspec.Struct, frozen=True):
    """A piece so many times; `most` None means without end."""

    piece: Piece
    least: int
    most: int | None


class Series(msgspec.Struct, frozen=True):
    """One piece after the other."""

    pieces: tuple[Piece, ...]


class Choice(msgspec.Struct, frozen=True):
    """One of the pieces."""

    pieces: tuple[Piece, ...]


Piece = Chars | Edge | Repeat | Series | Choice

ANY = Chars((), negated=True)
"""Any character, line breaks too."""

_LUCENE_SIGNS = frozenset('.?+*|{}[]()^$-"\\/#@&<>~')
_LUCENE_LIMIT = 1000  # index.max_regex_length

ANYTHING = Repeat(ANY, 0, None)


def either_case(sign: str) -> Chars:
    """Give a character in both its cases, as far as each is one character."""
    both = sorted({sign, sign.lower(), sign.upper()})
    return Chars(tuple((one, one) for one in both if len(one) == 1))


def anchored(text: Text) -> Piece:
    """Write a text with wildcards as a search between edges; the case of letters is left to a flag."""
    pieces: tuple[Piece, ...] = (Edge("^"), *of_text(text, fold=False), Edge("$"))
    if pieces[1] == ANYTHING:
        pieces = pieces[2:]
    if len(pieces) > 1 and pieces[-2] == ANYTHING:
        pieces = pieces[:-2]
    return Series(pieces)


def of_text(text: Text, *, fold: bool) -> tuple[Piece, ...]:
    """Give the pieces that fit the whole value; `fold` writes letters in both cases."""
    pieces: list[Piece] = []
    for part in text.parts:
        if isinstance(part, str):
            pieces.extend(either_case(sign) if fold else Chars(((sign, sign),)) for sign in part)
        else:
            pieces.append(ANYTHING if part is Wildcard.MANY else ANY)
    return tuple(pieces)


def whole(piece: Piece) -> Piece:
    """Turn a search into an expression for the whole value that has no edges.

    Raises ConversionError where an edge stands anywhere but at the ends of the expression's outermost choices.
    """
    branches = piece.pieces if isinstance(piece, Choice) else (piece,)
    fitted = tuple(_whole(branch.pieces if isinstance(branch, Series) else (branch,)) for branch in branches)
    return fitted[0] if len(fitted) == 1 else Choice(fitted)


def _whole(pieces: tuple[Piece, ...]) -> Piece:
    before: Piece = ANYTHING
    after: Piece = ANYTHING
    while pieces and isinstance(first := pieces[0], Edge) and first.kind == "^":
        before, pieces = _edge(first), pieces[1:]
    while pieces and isinstance(last := pieces[-1], Edge) and last.kind == "$":
        after, pieces = _edge(last), pieces[:-1]
    if any(map(_has_edge, pieces)):
        raise ConversionError("the regular expression has an edge (^, $, \\b) between other characters", target="")
    return Series((before, *pieces, after))


def _edge(edge: Edge) -> Piece:
    """Give what may stand beyond the edge of a text or of a line in it."""
    if not edge.line:
        return Series(())
    line_break = Chars((("\n", "\n"),))
    return Repeat(Series((ANYTHING, line_break) if edge.kind == "^" else (line_break, ANYTHING)), 0, 1)


def _has_edge(piece: Piece) -> bool:
    match piece:
        case Edge():
            return True
        case Repeat(inner):
            return _has_edge(inner)
        case Series(pieces) | Choice(pieces):
            return any(map(_has_edge, pieces))
        case _:
            return False


def edges(start: str, end: str) -> Callable[[Edge], str]:
    """Give what writes the edges of words, and of lines by a group of their own; a text starts and ends as is said."""

    def edge(one: Edge) -> str:
        if one.kind in "bB":
            return f"\\{one.kind}"
        if one.line:
            return f"(?m:{one.kind})"
        return start if one.kind == "^" else end

    return edge


def write(
    piece: Piece,
    character: Callable[[str], str],
    edge: Callable[[Edge], str],
    member: Callable[[str], str] | None = None,
) -> str:
    """Write an expression in which `.` is any character, line breaks too.

    `character` escapes one character, `member` one between brackets where that is another matter.
    """
    match piece:
        case Edge():
            return edge(piece)
        case Chars((), True):
            return "."
        case Chars(((first, last),), False) if first == last:
            return character(first)
        case Chars(ranges, negated):
            inside = member or character
            signs = (inside(first) + (f"-{inside(last)}" if first != last else "") for first, last in ranges)
            return f"[{'^' if negated else ''}{''.join(signs)}]"
        case Repeat(inner, least, most):
            text = write(inner, character, edge, member)
            return (text if isinstance(inner, Chars) else f"({text})") + _quantifier(least, most)
        case Series(pieces):
            texts = [(one, write(one, character, edge, member)) for one in pieces]
            return "".join(f"({text})" if isinstance(one, Choice) else text for one, text in texts)
        case Choice(pieces):
            return "|".join(write(one, character, edge, member) for one in pieces)


def lucene(piece: Piece) -> str:
    """Write a search in Lucene's syntax, where `.` is any character and every sign can be escaped.

    Raises ConversionError for edges within, and for what is longer than Elasticsearch takes.
    """
    return _lucene(whole(piece))


def lucene_text(text: Text) -> str:
    """Write a text with wildcards in Lucene's syntax, letters in both cases unless it is cased."""
    return _lucene(Series(of_text(text, fold=not text.cased)))


def _lucene(piece: Piece) -> str:
    written = write(piece, lambda sign: "\\" + sign if sign in _LUCENE_SIGNS else sign, lambda _: "")
    if len(written) > _LUCENE_LIMIT:
        raise ConversionError(f"the regular expression is longer than {_LUCENE_LIMIT:,} characters", target="")
    return written


def _quantifier(least: int, most: int | None) -> str:
    match least, most:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _, None:
            return f"{{{least},}}"
        case _:
            return f"{{{least}}}" if least == most else f"{{{least},{most}}}"
