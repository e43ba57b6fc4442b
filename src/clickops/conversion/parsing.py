"""RE2's syntax, read into the tree of `regexes.py`: everything that languages share, the rest refused by name."""

from __future__ import annotations

import re

from clickops.conversion.regexes import ANY, Chars, Choice, Edge, Piece, Range, Repeat, Series, either_case
from clickops.errors import ConversionError
from clickops.rules import pattern
from clickops.rules.tree import Regex, Text, Wildcard

_HIGHEST = "\U0010ffff"
_BREAK: tuple[Range, ...] = (("\n", "\n"),)
_CLASSES: dict[str, tuple[Range, ...]] = {
    "d": (("0", "9"),),
    "w": (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")),
    "s": (("\t", "\n"), ("\f", "\r"), (" ", " ")),
}
_EDGES = {"A": Edge("^"), "z": Edge("$"), "b": Edge("b"), "B": Edge("B")}
_CONTROLS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})\??")
_SIGNS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|([ims]*)([:)])))?")
_HEX = re.compile(r"x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})")
_DEPTH_LIMIT = 50


def parse(regex: Regex) -> Piece:
    """Read an expression; raises ConversionError for what is not shared by the languages that we write."""
    parser = _Parser(regex.pattern, frozenset(regex.flags))
    piece = parser.choice(0)
    if parser.at < len(parser.pattern):
        raise parser.refusal("a bracket that is not open")
    return piece


def plain(regex: Regex) -> Regex | Text:
    """Return the text that a regular expression stands for if it is no more than one: `^a` is `a*`."""
    piece = parse(regex)
    pieces = piece.pieces if isinstance(piece, Series) else (piece,)
    starts = pieces[:1] == (Edge("^"),)
    ends = pieces[-1:] == (Edge("$"),)
    signs: list[str] = []
    for one in pieces[starts : len(pieces) - ends]:
        if not isinstance(one, Chars) or one.negated or len(one.ranges) != 1 or one.ranges[0][0] != one.ranges[0][1]:
            return regex
        signs.append(one.ranges[0][0])
    before = () if starts else (Wildcard.MANY,)
    after = () if ends else (Wildcard.MANY,)
    return Text(pattern.join((*before, *signs, *after)), cased=True)


class _Parser:
    def __init__(self, pattern: str, flags: frozenset[str]) -> None:
        self.pattern = pattern
        self.flags = flags
        self.at = 0

    def refusal(self, what: str) -> ConversionError:
        return ConversionError(f"the regular expression {self.pattern!r} has {what}", target="")

    def next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        sign = self.next()
        if not sign:
            raise self.refusal("an end in the middle")
        self.at += 1
        return sign

    def choice(self, depth: int) -> Piece:
        if depth > _DEPTH_LIMIT:
            raise self.refusal(f"more than {_DEPTH_LIMIT} groups in each other")
        branches = [self.series(depth)]
        while self.next() == "|":
            self.at += 1
            branches.append(self.series(depth))
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def series(self, depth: int) -> Piece:
        pieces: list[Piece] = []
        while self.next() not in {"", "|", ")"}:
            piece = self.piece(depth)
            if piece is not None:
                pieces.append(self.repeated(piece))
        return pieces[0] if len(pieces) == 1 else Series(tuple(pieces))

    def repeated(self, piece: Piece) -> Piece:
        while found := _QUANTIFIER.match(self.pattern, self.at):
            self.at = found.end()
            sign, least, comma, most = found.groups()
            if sign:
                piece = Repeat(piece, *_SIGNS[sign])
            else:
                piece = Repeat(piece, int(least), int(most) if most else None if comma else int(least))
        return piece

    def piece(self, depth: int) -> Piece | None:
        """Read one piece; None for a group that only sets flags."""
        if self.next() == "(":
            return self.group(depth)
        match self.take():
            case "[":
                return self.bracket()
            case "\\":
                return self.escape()
            case ".":
                return ANY if "s" in self.flags else Chars(_BREAK, negated=True)
            case "^" | "$" as edge:
                return Edge(edge, "m" in self.flags)
            case "*" | "+" | "?":
                raise self.refusal("a quantifier with nothing before it")
            case sign:
                return either_case(sign) if "i" in self.flags else Chars(((sign, sign),))

    def group(self, depth: int) -> Piece | None:
        start = _GROUP.match(self.pattern, self.at)
        if not start or (self.pattern.startswith("(?", self.at) and start.end() == self.at + 1):
            raise self.refusal("a group of a kind that not every language knows")
        outer = self.flags
        self.at = start.end()
        self.flags = outer | frozenset(start[1] or "")
        if start[2] == ")":
            return None
        inner = self.choice(depth + 1)
        if self.take() != ")":
            raise self.refusal("a group that does not end")
        self.flags = outer
        return inner if isinstance(inner, Choice) else Series((inner,))

    def escape(self) -> Piece:
        if edge := _EDGES.get(self.next()):
            self.at += 1
            return edge
        found = self.escaped()
        if isinstance(found, Chars):
            return found
        return either_case(found) if "i" in self.flags else Chars(((found, found),))

    def escaped(self) -> Chars | str:
        """Read what follows a backslash: a class or one character."""
        if code := _HEX.match(self.pattern, self.at):
            self.at = code.end()
            return chr(int(code[1] or code[2], 16))
        sign = self.take()
        if ranges := _CLASSES.get(sign.lower()):
            return Chars(ranges, negated=sign.isupper())
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign.isascii() and sign.isalnum():
            raise self.refusal(f"\\{sign}, which not every language knows")
        return sign

    def bracket(self) -> Piece:
        negated = self.next() == "^"
        self.at += negated
        ranges: list[Range] = []
        while self.next() != "]" or not ranges:
            first = self.member()
            if isinstance(first, Chars):
                ranges.extend(_complement(first.ranges) if first.negated else first.ranges)
                continue
            last: Chars | str = first
            if self.next() == "-" and self.pattern[self.at + 1 : self.at + 2] != "]":
                self.at += 1
                last = self.member()
            if isinstance(last, Chars) or last < first:
                raise self.refusal("a range in brackets that goes nowhere")
            ranges.append((first, last))
        self.at += 1
        if "i" in self.flags:
            ranges.extend([pair for one in ranges for pair in _other_case(one)])
        return Chars(tuple(sorted(set(ranges))), negated)

    def member(self) -> Chars | str:
        if self.pattern.startswith("[:", self.at):
            raise self.refusal("a class like [:alpha:], which not every language knows")
        sign = self.take()
        return self.escaped() if sign == "\\" else sign


def _complement(ranges: tuple[Range, ...]) -> list[Range]:
    outside, start = [], "\0"
    for first, last in ranges:
        if start < first:
            outside.append((start, chr(ord(first) - 1)))
        start = chr(ord(last) + 1)
    return [*outside, (start, _HIGHEST)]


def _other_case(pair: Range) -> list[Range]:
    """Give the letters of a range in their other case; beyond ASCII only those of a range of one."""
    first, last = pair
    if first == last:
        return list(either_case(first).ranges)
    turned = []
    for lowest, highest in (("A", "Z"), ("a", "z")):
        if (low := max(first, lowest)) <= (high := min(last, highest)):
            turned.append((low.swapcase(), high.swapcase()))
    return turned
