"""The words of a search, and of the values in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clickops.verify.engines import EngineError

Event = Mapping[str, tuple[str, ...]]
"""Fields with their values; a field with none is not there."""

_TOKEN = re.compile(r'\s*("(?:\\.|[^"\\])*"|\'[^\']*\'|[=!<>]=|[(),=<>+-]|[^\s"\'(),=<>!+\[\]]+)', re.DOTALL)


class Reader:
    """Gives one token after the other. Raises EngineError where there is none, or another than was expected."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._at = 0

    def peek(self) -> str:
        """Give the next token without taking it; empty at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self, expected: str = "", *, then: bool = False) -> str:
        """Take the next token, or the one behind it with `then`."""
        token = self.peek()
        if not token or expected not in {"", token}:
            raise EngineError(f"SPL model: {expected or 'a word'} is missing before {token or 'the end'!r}")
        self._at += 1
        return self.take() if then else token

    def end(self) -> None:
        """Insist on there being nothing left."""
        if self.peek():
            raise EngineError(f"SPL model: {self.peek()!r} is left over")


def _tokens(source: str) -> list[str]:
    found, at, source = [], 0, source.rstrip()
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise EngineError(f"SPL model: no token of the language begins at {source[at : at + 20]!r}")
        found.append(token[1])
        at = token.end()
    return found


def text(token: str) -> str:
    r"""Read a token that may be in quotes.

    [search], "Quotes and escaping characters": `\"` is a quote and `\\` a backslash, other sequences are not altered;
    `\|` is a pipe, though whether in quotes too is not said.
    """
    if not token.startswith('"'):
        if "\\" in token:
            raise EngineError(f"SPL model: a backslash outside quotes: {token}")
        return token
    if re.search(r"(?<!\\)(?:\\\\)*\\\|", token):
        raise EngineError(rf"SPL model: \| in quotes: {token}")
    return re.sub(r'\\(["\\])', r"\1", token[1:-1])
