"""Texts and searches as regular expressions in RE2's syntax, as Go reads it, for languages that compare with case.

Backticks and control characters are written by their codes, so that an expression can stand between backticks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import parsing, regexes, shapes
from clickops.rules.tree import Regex, Text

_SIGNS = frozenset(".^$|()[]{}*+?\\")
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_MEMBERS = frozenset("]^\\-[")


def fitting(texts: Sequence[Text]) -> str:
    """Write what fits the whole value of any text; all are cased or none is."""
    pieces = [regexes.Series(regexes.of_text(text, fold=False)) for text in texts]
    written = "|".join(map(_write, pieces))
    return _flags(texts, pieces) + (f"^{written}$" if len(texts) == 1 else f"^({written})$")


def searching(texts: Sequence[Text]) -> str:
    """Write what is found in the value of any text, for an engine that searches; all are cased or none is."""
    if len(texts) > 1 and all(shapes.shape(text)[0] == "exact" for text in texts):
        return fitting(texts)
    found = [regexes.anchored(text) for text in texts]
    return _flags(texts, found) + "|".join(map(_write, found))


def search(regex: Regex) -> str:
    """Write a regular expression of a rule; raises ConversionError for what languages do not share."""
    return f"(?s){_write(parsing.parse(regex))}"


def character(sign: str) -> str:
    """Write one character."""
    if sign == "`" or sign < " " or sign == "\x7f":
        return f"\\x{ord(sign):02X}"
    return "\\" + sign if sign in _SIGNS else sign


def _flags(texts: Sequence[Text], pieces: Sequence[regexes.Piece]) -> str:
    """Give the flags that matter: letters of either case, and `.` for line breaks too."""
    fold = any(not text.cased and shapes.has_letters(shapes.literals(text)) for text in texts)
    dot = any("." in _ESCAPE.sub("", _write(piece)) for piece in pieces)
    flags = ("i" if fold else "") + ("s" if dot else "")
    return f"(?{flags})" if flags else ""


def _write(piece: regexes.Piece) -> str:
    return regexes.write(piece, character, _edge, _member)


def _member(sign: str) -> str:
    return "\\" + sign if sign in _MEMBERS else character(sign)


def _edge(edge: regexes.Edge) -> str:
    if edge.kind in "bB":
        return f"\\{edge.kind}"
    if edge.line:
        return f"(?m:{edge.kind})"
    return "^" if edge.kind == "^" else "$"
