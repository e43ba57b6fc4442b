"""Texts with wildcards: how a Sigma string is read, joined and written again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from clickops.rules.tree import Wildcard

Parts = tuple[str | Wildcard, ...]

_PIECES = re.compile(r"\\([*?\\])|([*?]|[^*?\\]+|\\)")
_WILDCARDS = {"*": Wildcard.MANY, "?": Wildcard.ONE}
_SIGNS = {wildcard: sign for sign, wildcard in _WILDCARDS.items()}


def parse(text: str) -> Parts:
    r"""Read a Sigma string: `*` and `?` are wildcards, `\` makes them and itself literal.

    A backslash before anything else is itself (rules specification 2.1, "Escaping").
    """
    return join(escaped or _WILDCARDS.get(plain, plain) for escaped, plain in _PIECES.findall(text))


def join(pieces: Iterable[str | Wildcard]) -> Parts:
    """Bring pieces into the form of `Text.parts`: neighbouring literals merged, `**` is `*`."""
    parts: list[str | Wildcard] = []
    for is_text, run in itertools.groupby(pieces, lambda piece: isinstance(piece, str)):
        if not is_text:
            parts += run
        elif literal_text := "".join(map(str, run)):
            parts.append(literal_text)
    return tuple(part for at, part in enumerate(parts) if not (at and part is parts[at - 1] is Wildcard.MANY))


def literal(parts: Parts) -> str | None:
    """Return the text when it holds no wildcard, None otherwise."""
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else None


def write(parts: Parts) -> str:
    """Write parts as the Sigma string that `parse` reads back as the same."""
    return "".join(_SIGNS[part] if isinstance(part, Wildcard) else _escape(part) for part in parts)


def _escape(text: str) -> str:
    for sign in ("\\", "*", "?"):
        text = text.replace(sign, "\\" + sign)
    return text
