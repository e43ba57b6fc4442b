"""A value on its way through its modifiers: text with wildcards, bytes, a plain YAML value, or a finished test."""

from __future__ import annotations

import datetime as dt

import msgspec

from clickops.errors import UnsupportedError
from clickops.rules import pattern
from clickops.rules.tree import FieldReference, Null, Number, Test, Text, Wildcard

PLAIN_LIMIT = 100_000
"""Characters of a value to encode: each encoding makes it longer, and they can be chained."""

_WILDCARDS = 100
"""In one value: what stands between two of them is tried at every place of a text."""

_SHOWN = 80  # characters of a value in a message

Scalar = str | int | float | bool | None | dt.date


class Parts(msgspec.Struct, frozen=True):
    """Text with wildcards, still to be modified."""

    parts: pattern.Parts


Draft = Parts | bytes | bool | int | float | None | Test


def begin(value: Scalar, *, raw: bool) -> Draft:
    """Take a value from YAML; `raw` text has no wildcards and no escapes (expressions, names of fields)."""
    if isinstance(value, dt.date):
        raise UnsupportedError(f"{value} is read as a date by YAML: put it in quotes")
    if isinstance(value, str):
        return Parts((value,) if raw else pattern.parse(value))
    return value


def finish(draft: Draft, *, cased: bool) -> Test:
    """Make the test that a draft has become when no modifier is left."""
    match draft:
        case None:
            return Null()
        case bool():
            return Text(text(draft, ""), cased)
        case int() | float():
            return Number(draft)
        case bytes() | Parts():
            parts = text(draft, "")
            if sum(isinstance(part, Wildcard) for part in parts) > _WILDCARDS:
                raise UnsupportedError(f"more than {_WILDCARDS} wildcards in one value")
            return Text(parts, cased)
        case FieldReference():
            return msgspec.structs.replace(draft, cased=cased)
        case _:
            return draft


def text(draft: Draft, modifier: str) -> pattern.Parts:
    """Give a draft as text, numbers and booleans as JSON writes them; raises UnsupportedError for what is none."""
    match draft:
        case Parts(parts):
            return parts
        case bool():
            return ("true" if draft else "false",)
        case int() | float():
            return (str(draft),)
        case bytes():
            return pattern.join([_decode(draft)])
        case None:
            raise UnsupportedError(f"{modifier} needs a text, not null")
        case _:
            raise UnsupportedError(f"{modifier} cannot follow the modifier before it")


def plain(draft: Draft, modifier: str) -> str:
    """Give a draft as text without wildcards."""
    found = pattern.literal(text(draft, modifier))
    if found is None:
        raise UnsupportedError(f"{modifier} needs a text without wildcards")
    if len(found) > PLAIN_LIMIT:
        raise UnsupportedError(f"{modifier} is given more than {PLAIN_LIMIT:,} characters")
    return found


def data(draft: Draft, modifier: str) -> bytes:
    """Give a draft as bytes, text as UTF-8."""
    return draft if isinstance(draft, bytes) else plain(draft, modifier).encode()


def shown(value: object) -> str:
    """Write a value for a message, long ones cut."""
    written = repr(value)
    return written if len(written) <= _SHOWN else written[:_SHOWN] + "..."


def _decode(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError:
        raise UnsupportedError("a UTF-16 value needs base64 or base64offset after it") from None
