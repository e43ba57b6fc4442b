"""The shape in which trails deliver: `{"Records":[...]}` without a blank, split at once and not step by step."""

from __future__ import annotations

import msgspec


class _Trail(msgspec.Struct, forbid_unknown_fields=True):
    Records: list[msgspec.Raw]


_decode = msgspec.json.Decoder(_Trail).decode
_EMPTY = b'{"Records":[]}'


def records(text: bytes) -> list[bytes] | None:
    """Give the records of a file just as a trail delivers it; None for any other text, which the splitter reads.

    The lengths say that nothing but commas stands between the records: no blanks, no second `Records`.
    """
    try:
        found = _decode(text).Records
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    length = len(_EMPTY) + sum(map(len, found)) + max(0, len(found) - 1)
    return [bytes(record) for record in found] if length == len(text) else None
