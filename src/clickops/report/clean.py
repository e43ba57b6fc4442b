"""Text out of events, made fit for a terminal: whoever caused an event chose what stands in it."""

from __future__ import annotations

import json
from typing import Any


def clean(text: str) -> str:
    r"""Write what is not printable as an escape (`\x1b`, `\u202e`): controls, bidi marks, lone surrogates.

    Line breaks and tabs are controls too, so the result is one line.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def clean_lines(text: str) -> str:
    """Clean a text of several lines and keep its line breaks."""
    return "\n".join(map(clean, text.split("\n")))


def plain(value: Any) -> str:  # noqa: ANN401 - whatever an event holds
    """Write any JSON value as text: a text as it is, null as nothing, an object or array as JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    except RecursionError:
        return "{...}" if isinstance(value, dict) else "[...]"


def cut(text: str, limit: int) -> str:
    """Shorten a text to `limit` characters, its end replaced by three dots."""
    return text if len(text) <= limit else text[: limit - 3] + "..."
