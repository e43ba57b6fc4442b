"""Alerts as NDJSON: one object per line, the whole event in it, for a program to read."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from clickops.rules.pack import Rule
from clickops.scanning import Alert

_OUTSIDE = re.compile(r"[^\x20-\x7e]")  # JSON writes the controls before the space as escapes itself


def line(alert: Alert) -> str:
    """Write one alert as `as_object` makes it; no line break.

    The text is ASCII, so it is the same in every encoding and harmless on a terminal.
    """
    return encode(as_object(alert))


def as_object(alert: Alert) -> dict[str, Any]:
    """Make an object of `event`, `rules` (highest level first), `level`, `path` and `record`.

    An event whose record several accounts got has `accounts` too, and one of which several records tell `copies`,
    their number.
    """
    several: dict[str, Any] = {"accounts": list(alert.accounts)} if alert.accounts else {}
    if alert.copies > 1:
        several["copies"] = alert.copies
    return {
        "event": alert.event,
        "rules": [_rule(rule) for rule in alert.rules],
        "level": alert.level,
        "path": alert.path,
        "record": alert.record,
        **several,
    }


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


def _rule(rule: Rule) -> dict[str, str]:
    return {"name": rule.name, "id": rule.id, "title": rule.title, "level": rule.level}
