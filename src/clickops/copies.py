"""When several records tell of one event: which they are, and which of them is the best to show.

CloudTrail's record reference: `eventID` identifies an event; `addendum.originalEventID` names, in the record that
corrects another, the one that it corrects; `sharedEventID` stands in each of the records of one action that different
accounts get. An export may hold an event a second time, in another form and with fewer fields.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import msgspec

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
SIZE = 16
"""Bytes of a digest."""
NEVER = b"\xff" * 8
"""The `moment` of a record whose time cannot be read."""


def moment(time: dt.datetime | None) -> bytes:
    """Write an aware time as eight bytes that sort as times do; None comes last."""
    return NEVER if time is None else ((time - _EPOCH) // _MICROSECOND + (1 << 63)).to_bytes(8, "big")


def same(event: Mapping[str, Any], at: bytes) -> bytes:
    """Make a digest that copies of one record share: of its eventID, name, source and time (`moment`).

    Without an eventID it is that of the whole record as a JSON value.
    """
    if not (name := identity(event)):
        return _content(event)
    parts = (name, _text(event, "eventName"), _text(event, "eventSource"))
    when = _text(event, "eventTime") if at == NEVER else ""
    return _digest("copy", *parts, when, at.hex())


def identity(event: Mapping[str, Any]) -> str:
    """Give a record's eventID; empty when it has none."""
    return _text(event, "eventID")


def corrected(event: Mapping[str, Any]) -> str:
    """Give the eventID of the record that this one corrects; empty when it corrects none."""
    addendum = event.get("addendum")
    return _text(addendum, "originalEventID") if isinstance(addendum, dict) else ""


def named(event_id: str) -> bytes:
    """Make the digest of an eventID."""
    return _digest("id", event_id)


def shared(event: Mapping[str, Any]) -> bytes:
    """Make a digest that the records of one action share which went to different accounts; empty for other records.

    The action's name and service are in it, so that an id that was made up does not join what is different.
    """
    if not (name := _text(event, "sharedEventID")):
        return b""
    return _digest("shared", name, _text(event, "eventName"), _text(event, "eventSource"))


def recipient(event: Mapping[str, Any]) -> str:
    """Give the account that got the record; empty when it does not say."""
    return _text(event, "recipientAccountId")


def worth(event: Mapping[str, Any]) -> tuple[bool, int]:
    """Say how good a copy is: a correction is better than the original, and more values are better than fewer."""
    return isinstance(event.get("addendum"), dict), _values(event)


def _values(event: Mapping[str, Any]) -> int:
    """Count the texts, numbers and truth values at any depth."""
    count = 0
    waiting: list[object] = [event]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
        elif part is not None and part != "":
            count += 1
    return count


def _text(event: Mapping[str, Any], key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""


def _digest(*parts: str) -> bytes:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=SIZE).digest()


def _content(event: Mapping[str, Any]) -> bytes:
    """Make a digest that is the same for equal JSON values."""
    try:
        text = msgspec.json.encode(event, order="deterministic")
    except UnicodeEncodeError:  # a lone surrogate
        text = json.dumps(event, sort_keys=True).encode()
    return hashlib.blake2b(text, digest_size=SIZE).digest()
