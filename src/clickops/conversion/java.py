r"""Java's regular expressions inside strings in single quotes, for languages that do not say how a string escapes.

So a quotation mark is `\x27`, and a backslash is spared wherever brackets can say the same: should a string take it for
a sign of its own, the common expressions stay whole. Whether an expression must fit the whole value or is searched for
in it is not said either: what is written here means the same in both readings. It wants the flag `s` in front.
"""

from __future__ import annotations

from clickops.conversion import regexes
from clickops.conversion.regexes import ANYTHING, Chars, Edge, Piece, Series
from clickops.rules.tree import Text

_START, _END = Edge("^"), Edge("$")


def text(text: Text) -> str:
    """Write a text with wildcards; letters beyond ASCII stand in both cases, the others are left to a flag."""
    both = regexes.of_text(text, fold=not text.cased)
    plain = regexes.of_text(text, fold=False)
    pieces = [many if _is_beyond_ascii(one) else one for many, one in zip(both, plain, strict=True)]
    return _written((_START, *pieces, _END))


def search(piece: Piece) -> str:
    """Write what is searched for anywhere."""
    pieces = piece.pieces if isinstance(piece, Series) else (piece,)
    before = () if pieces[:1] == (_START,) else (_START, ANYTHING)
    after = () if pieces[-1:] == (_END,) else (ANYTHING,)
    return _written((*before, *pieces, *after))


def _is_beyond_ascii(piece: Piece) -> bool:
    return isinstance(piece, Chars) and any(not first.isascii() for first, _ in piece.ranges)


def _written(pieces: tuple[Piece, ...]) -> str:
    if pieces[-2:] == (ANYTHING, _END):
        pieces = pieces[:-1]
    written = regexes.write(Series(pieces), _character, _edge, _member)
    return written.replace("[^\\x5D]", "[^]]")  # a bracket that comes first stands for itself


def _character(sign: str) -> str:
    if sign in "\\'^[]" or sign < " " or sign == "\x7f":
        return f"\\x{ord(sign):02X}"
    return f"[{sign}]" if sign in ".*+?(){}|$%" else sign


def _member(sign: str) -> str:
    return f"\\x{ord(sign):02X}" if sign in "\\'^[]-&" or sign < " " or sign == "\x7f" else sign


def _edge(edge: Edge) -> str:
    if edge.kind in "bB":
        return f"\\{edge.kind}"
    if edge.line:
        return f"(?m:{edge.kind})"
    return "^" if edge.kind == "^" else "(?!.)"  # Java's $ is also before a line break at the end
