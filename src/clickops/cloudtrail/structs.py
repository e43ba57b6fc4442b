"""Athena's text of a struct, `{type=AssumedRole, arn=..., sessioncontext={attributes={...}}}` -> the object it was.

Athena (Trino) puts no quotes around values, so only the names of CloudTrail's fields tell where one value ends. What
a value could have faked, such as a name that comes twice or one that no record has there, is refused, not guessed.
"""

from __future__ import annotations

import re
from typing import Any

from clickops.cloudtrail.decode import Malformed
from clickops.cloudtrail.fields import FREE, KNOWN

_name = re.compile(r"(\w+)=").match
_border = re.compile(r", (?=\w+=)|[{}]").search
_pair = re.compile(r"[^=]++=[^=]*+").fullmatch

_Level = dict[str, Any]
"""Names in lower case -> the name as CloudTrail spells it, and the level below it: None for a value."""


def looks_like_struct(text: str) -> bool:
    """Tell whether a text begins as a struct does, or a list of structs."""
    text = text.removeprefix("[").lstrip()
    return text == "]" or (text.startswith("{") and bool(_name(text, 1)))


def struct(field: str, text: str) -> object:
    """Read the struct, or list of structs, that `field` of a record holds; raises `Malformed` where it is ambiguous.

    Names are matched in any case and come back in CloudTrail's spelling; `null` is an absent member. Linear time.
    """
    level = _LEVELS.get(field)
    if level is None:
        raise Malformed(f"{field} is a struct as text, whose names and values cannot be told apart: export it as JSON")
    try:
        found, end = _structs(text, level) if text.startswith("[") else _struct(text, 0, level)
    except _AmbiguousError as why:
        raise Malformed(f"{field} is a struct as text that is ambiguous ({why}): export it as JSON") from None
    if end < len(text):
        raise Malformed(f"{field} is a struct as text that goes on after its end: export it as JSON")
    return found


class _AmbiguousError(Exception):
    """What in the text may mean several things."""


def _structs(text: str, level: _Level) -> tuple[list[object], int]:
    members: list[object] = []
    at = 1
    while not text.startswith("]", at):
        member, at = _struct(text, at, level)
        members.append(member)
        at += 2 if text.startswith(", {", at) else 0
    return members, at + 1


def _struct(text: str, at: int, level: _Level) -> tuple[dict[str, Any], int]:
    """Read the struct that begins at a place; gives it and the place after it. As deep as `level` at most."""
    found: dict[str, Any] = {}
    seen: set[str] = set()
    if not text.startswith("{", at):
        raise _AmbiguousError("a { is missing")
    at += 1
    while not text.startswith("}", at):
        name = _name(text, at)
        key = name[1].lower() if name else ""
        if name is None or key not in level:
            raise _AmbiguousError(f"{text[at : at + 20]!r} is not a field of CloudTrail there")
        if key in seen:
            raise _AmbiguousError(f"{key} stands there twice")
        seen.add(key)
        spelled, below = level[key]
        value, at = _value(text, name.end(), below)
        if value not in ("", "null", None):
            found[spelled] = value
        if text.startswith(", ", at):
            at += 2
        elif not text.startswith("}", at):
            raise _AmbiguousError(f"a brace in {key}")
    return found, at + 1


def _value(text: str, at: int, below: _Level | None) -> tuple[object, int]:
    if text.startswith("{", at) and below is not None:
        return _struct(text, at, below) if below else _map(text, at)
    border = _border(text, at)
    if border is None:
        raise _AmbiguousError("it is cut off")
    if below is not None and text[at : border.start()] != "null":
        raise _AmbiguousError("a text where a struct should be")
    return text[at : border.start()], border.start()


def _map(text: str, at: int) -> tuple[dict[str, str], int]:
    """Read a map of free names, where no value holds what separates them."""
    end = text.find("}", at)
    inside = text[at + 1 : max(end, at + 1)]
    pairs = inside.split(", ") if inside else []
    if end < 0 or not all(map(_pair, pairs)):
        raise _AmbiguousError("a map of free names")
    return dict(pair.split("=", 1) for pair in pairs), end + 1


def _levels() -> dict[str, _Level]:
    top: _Level = {}
    for path in sorted(KNOWN):
        level = top
        *above, last = path.split(".")
        for name in above:
            level = level[name.lower()][1]
        below: _Level | None = {} if path in FREE or any(other.startswith(f"{path}.") for other in KNOWN) else None
        level.setdefault(last.lower(), (last, below))  # resources.ARN and resources.arn are one
    return {spelled: below for spelled, below in top.values() if below}


_LEVELS = _levels()
