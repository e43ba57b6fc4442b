"""Alerts as NDJSON: one object per line, the whole event in it, for a program to read."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from clickops.scanning import Alert

_OUTSIDE = re.compile(r"[^\x20-\x7e]")  # JSON writes the controls before the space as escapes itself


def line(alert: Alert) -> str:
    """Write one alert as `Alert.to_dict` makes it; no line break.

    The text is ASCII, so it is the same in every encoding and harmless on a terminal.
    """
    return encode(alert.to_dict())


def encode(value: Any, *, sort: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Write JSON in ASCII, on one line, keys sorted if wanted; integers of any size and lone surrogates survive."""
    try:
        text = msgspec.json.encode(value, order="deterministic" if sort else None).decode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8
        text = json.dumps(value, separators=(",", ":"), sort_keys=sort)
    return _OUTSIDE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
