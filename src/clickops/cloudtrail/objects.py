"""Fields of a record that hold an object, where it arrived as text: JSON, Athena's struct, or Python's own writing.

Exports of tables keep `requestParameters` and its like as text. Left so, it would cost the severity, the person and
the recognition of service calls in silence; so it is read, or the record is a problem that names the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.fields import FREE, KNOWN, OBJECTS
from clickops.cloudtrail.structs import looks_like_struct, struct

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
"""What AWS itself writes in the place of an object or a value; it stays."""

_BELOW = sorted(
    field
    for field in KNOWN
    if field.startswith("userIdentity.") and (field in FREE or any(other.startswith(f"{field}.") for other in KNOWN))
)
_PATHS = [field.split(".") for field in [*sorted(OBJECTS), *_BELOW]]  # those above come first

_python = re.compile(  # a text without an end goes to the end, so that none is looked at twice
    r"""'((?:[^'\\]|\\.)*+)(?:'|\\?\Z)|"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|\b(None|True|False)\b""", re.DOTALL
).sub
_escape = re.compile(r"\\x([0-9a-fA-F]{2})|\\(.)|\"", re.DOTALL).sub
_WORDS = {"None": "null", "True": "true", "False": "false"}


def texts(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Give the object, the key and the whole field for each text that stands where a record has an object."""
    for path in _PATHS:
        holder: Any = record
        for name in path[:-1]:
            holder = holder.get(name) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and isinstance(text := holder.get(path[-1]), str) and text != HIDDEN:
            yield holder, path[-1], ".".join(path)


def whole(record: dict[str, Any]) -> dict[str, Any]:
    """Read, in place, what of a record's objects are texts; raises `Malformed` where one cannot be read."""
    for holder, key, field in texts(record):
        holder[key] = as_value(field, holder[key])
    return record


def as_value(field: str, text: str) -> object:
    """Read the text of an object's field: an object, a list, or None for `null` and for blanks; raises `Malformed`."""
    text = text.strip()
    if text in ("", "null", HIDDEN):
        return text if text == HIDDEN else None
    try:
        value = load(text)
    except Malformed as why:
        if looks_like_struct(text):
            return struct(field, text)
        value = _load_python(text) if text.startswith(("{'", "[{'")) else None
        if value is None:
            raise Malformed(f"{field} is text that is not JSON ({why})" if text[0] in "{[" else _other(field)) from None
    if isinstance(value, str) and value.startswith(("{", "[")):  # JSON in JSON: a text that was written twice
        value = load(value)
    if value is not None and not isinstance(value, dict | list):
        raise Malformed(_other(field))
    return value


def _other(field: str) -> str:
    return f"{field} is text that is not JSON"


def _load_python(text: str) -> object:
    """Read what Python's `str()` makes of an object."""

    def json(found: re.Match[str]) -> str:
        if found[3]:
            return _WORDS[found[3]]
        inside = found[2] if found[1] is None else found[1]
        return f'"{_escape(_as_json, inside)}"'

    if text[-1] not in "}]":
        return None
    try:
        return load(_python(json, text))
    except Malformed:
        return None


def _as_json(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\u00{found[1]}"
    if found[2] == "'":
        return "'"
    return found[0] if found[2] else '\\"'
