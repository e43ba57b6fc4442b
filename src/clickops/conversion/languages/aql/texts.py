"""How AQL asks one text: by a pattern where that can say it, else by one of Java's expressions."""

from __future__ import annotations

import re

from clickops.conversion import java, shapes
from clickops.errors import ConversionError
from clickops.rules.tree import Text, Wildcard

_UNQUOTABLE = re.compile(r"['\\\x00-\x1f\x7f]")  # what a string may not hold as it is
_WILDCARD = re.compile(r"[%_]")


def is_quotable(text: Text) -> bool:
    """Whether a string can hold the text as it is."""
    return not _UNQUOTABLE.search(shapes.literals(text))


def _is_likable(text: Text) -> bool:
    return is_quotable(text) and not (_WILDCARD.search(shapes.literals(text)) or shapes.folds_beyond_ascii(text))


def written(name: str, text: Text) -> str:
    """Ask what a name in quotation marks holds for a text."""
    if shapes.shape(text)[0] == "any":
        return f"{name} IS NOT NULL"
    if _is_likable(text):
        signs = {Wildcard.MANY: "%", Wildcard.ONE: "_"}
        pattern = "".join(signs[part] if isinstance(part, Wildcard) else part for part in text.parts)
        return f"{name} {'LIKE' if text.cased else 'ILIKE'} {quote(pattern)}"
    return f"{name} {'MATCHES' if text.cased else 'IMATCHES'} '(?s){java.text(text)}'"


def quote(text: str) -> str:
    """Write a string; raises ConversionError for one with a quotation mark in it."""
    if "'" in text:
        raise ConversionError(f"AQL does not say how the quotation mark in {text!r} is written", target="")
    return f"'{text}'"
