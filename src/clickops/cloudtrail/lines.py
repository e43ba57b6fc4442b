"""Text of one JSON object a line: how it is told from other JSON, and its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from clickops.cloudtrail.decode import Malformed, as_object, load
from clickops.cloudtrail.splitter import CONTAINER, RECORD_LIMIT, Slice, too_long

JUNK = 10
"""Lines at the top that may be no JSON, as a program's greeting, while one of objects follows."""

_full_line = re.compile(rb"\S[^\n]*+")
_starts_container = re.compile(rb"\s*+\{\s*+" + CONTAINER).match
_ends_in_container = re.compile(CONTAINER + rb"\Z").search


def is_lines(head: bytes) -> bool:
    """Tell whether a text that begins so holds one JSON object a line.

    It does when its first line begins nothing that the next one goes on with and, of the first two that are not
    blank, one is an object by itself: so a damaged line costs no other. Before the first object up to `JUNK` lines
    may stand that no JSON goes on from. A text of one line is no such thing, as it means the same as a sequence
    of values; nor is one whose first line does not end in `head`.
    """
    found = [line[0].rstrip() for line in islice(_full_line.finditer(head), JUNK + 1)]
    if len(found) < 2:
        return False
    if _starts_container(head):
        return _are_containers(found)
    if _goes_on(found[0]):
        return False
    return _is_object(found[0]) or _is_object(found[1]) or _is_behind_junk(found, _is_object)


def _are_containers(found: list[bytes]) -> bool:
    """Tell lines of `{"Records":[...]}` from one trail on several lines; both start with a container."""
    first, second, *others = found
    if not _is_container(first):
        return _is_container(second) or _is_behind_junk(found, _is_container)
    if others and _is_open(second) and not _is_container(others[0]):
        return False  # a trail on several lines is behind it
    return any(line.startswith(b"{") for line in found[1:])


def _is_behind_junk(found: list[bytes], is_good: Callable[[bytes], bool]) -> bool:
    for line in found:
        if is_good(line):
            return True
        if _is_open(line):
            return False
    return False


def _goes_on(line: bytes) -> bool:
    return line == b"[" or (line.startswith(b"[") and line.endswith(b",")) or bool(_ends_in_container(line))


def _is_open(line: bytes) -> bool:
    """Tell whether JSON may go on behind this line: nothing in it is wrong but that it ends."""
    import json  # noqa: PLC0415  - rarely needed

    if line.startswith((b"{", b"[")) and line.endswith(b","):
        return True
    try:
        json.loads(text := line.decode())
    except json.JSONDecodeError as error:
        return error.pos >= len(text)
    except (ValueError, RecursionError):
        return False
    return False


def _is_container(line: bytes) -> bool:
    return bool(_starts_container(line)) and _is_object(line)


def _is_object(line: bytes) -> bool:
    """Tell whether a line is an object by itself, or the text of one, as `jq` and `--query` write it."""
    try:
        value = load(line)
        as_object(load(value) if isinstance(value, str) else value)
    except Malformed:
        return False
    return True


def lines(chunks: Iterable[bytes], limit: int = RECORD_LIMIT) -> Iterator[Slice]:
    """Every line with its number from 1, blank ones too, without its line feed."""
    number = 1
    rest = b""
    lost = False
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        rest += first
        for following in others:
            yield number, Malformed(too_long(limit)) if lost or len(rest) > limit else rest
            number += 1
            rest = following
            lost = False
        if len(rest) > limit:
            rest = b""
            lost = True
    if rest or lost:
        yield number, Malformed(too_long(limit)) if lost else rest
