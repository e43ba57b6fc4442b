"""When an event happened: the forms in which CloudTrail, and what exports it, write a time."""

from __future__ import annotations

import datetime as dt
import re

_ZONES = (" UTC", " GMT", " Z")
_named = re.compile(r"([A-Z]{3})[a-z]* (\d{1,2}), (\d{4}),? (?:@ )?(\d\d:\d\d:\d\d\S*)", re.IGNORECASE).fullmatch
_numbered = re.compile(
    r"(?P<first>\d{1,4})[/.-](?P<second>\d{1,2})[/.-](?P<third>\d{1,4})(?P<comma>,?) "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<rest>\d\d)(?:[.,](?P<part>\d+))?)?(?: ?(?P<half>[ap]\.?m\.?))?",
    re.IGNORECASE,
).fullmatch
_net = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/").fullmatch
_digits = re.compile(r"\d{10,19}(?:\.\d+)?").fullmatch
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST = 10**9  # in 2001: nothing that CloudTrail knows is older
_EPOCHS = ((10**11, 1), (10**14, 10**3), (10**17, 10**6), (10**20, 10**9))
"""Below which number how many parts of a second are counted."""


def time_of(value: object) -> dt.datetime | None:
    """Read a time, UTC where it names no zone; None if it is not one, or if it may be one of two.

    Besides ISO 8601: Event history's `2021-05-19, 10:03:27 AM`, `20/11/2026, 08:14:03.000` and
    `11/20/2026, 8:14:03.000 AM` as Sentinel and PowerShell export it, `2026-11-20 08:14:03.000 UTC` as Athena and
    BigQuery do, `Nov 20, 2026 @ 08:14:03.000` as Kibana does, `/Date(1795162443000)/`, and seconds or parts of them
    since 1970. Days come before months but with AM or PM in capitals, which only American browsers write.
    """
    try:
        if isinstance(value, str):
            return _from_text(" ".join(value.split()))
        return _since_1970(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        return None


def _from_text(text: str) -> dt.datetime | None:
    for zone in _ZONES:
        text = text.removesuffix(zone)
    if found := _net(text):
        return _since_1970(int(found[1]))
    if _digits(text):
        return _since_1970(float(text) if "." in text else int(text))
    if (found := _named(text)) and (month := found[1].lower()) in _MONTHS:
        text = f"{found[3]}-{_MONTHS.index(month) + 1:02}-{int(found[2]):02} {found[4]}"
    elif found := _numbered(text):
        return _from_numbers(found)
    time = dt.datetime.fromisoformat(text.upper())
    return time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time


def _from_numbers(found: re.Match[str]) -> dt.datetime | None:
    first, second, third = found["first"], found["second"], found["third"]
    half = (found["half"] or "").replace(".", "")
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) == 4:
        year, day, month = int(third), int(first), int(second)
        may_be_either = day <= 12 and month <= 12 and day != month
        if may_be_either and not found["comma"] and not half:  # programs write both, as their host's culture is
            return None
        if month > 12 or (may_be_either and half.isupper()):
            day, month = month, day
    else:
        return None
    hour = int(found["hour"])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in {"pm", "PM"} else 0)
    part = int(f"{found['part'] or ''}000000"[:6])
    return dt.datetime(year, month, day, hour, int(found["minute"]), int(found["rest"] or 0), part, dt.UTC)


def _since_1970(number: float) -> dt.datetime | None:
    for limit, parts in _EPOCHS:
        if _FIRST <= number < limit:
            return dt.datetime.fromtimestamp(number / parts, dt.UTC)
    return None
