"""What readers of several languages have in common: how a text becomes tokens, and three-valued logic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from clickops.verify.engines import EngineError


def tokens(token: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each token, whose kind is the name of its group; raises EngineError at none."""
    at, text = 0, text.rstrip()
    while at < len(text):
        found = token.match(text, at)
        if not found or not found.lastgroup:
            raise EngineError(f"no token at {text[at : at + 20]!r}")
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def decided(each: Iterable[Callable[[Any], Any]], one: object, *, decisive: bool) -> bool | None:
    """Join answers by OR, of which True is decisive, or by AND, of which False is; None is unknown."""
    known: bool | None = not decisive
    for holds in each:
        value: bool | None = holds(one)
        if value is decisive:
            return decisive
        if value is None:
            known = None
    return known
