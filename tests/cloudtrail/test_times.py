"""Times in the forms that exports have; what may be one of two days is none."""

from __future__ import annotations

import datetime as dt

import pytest

from clickops.cloudtrail.times import time_of

AT = dt.datetime(2026, 11, 20, 8, 14, 3, tzinfo=dt.UTC)

FORMS = [
    "2026-11-20T08:14:03Z",
    "2026-11-20t08:14:03.000z",
    "2026-11-20T09:14:03+01:00",
    "2026-11-20 08:14:03.000",
    "2026-11-20 08:14:03.000000000",
    "2026-11-20 08:14:03 UTC",
    "2026-11-20, 08:14:03 AM",
    "2026-11-20, 8:14:03 a.m.",
    "20/11/2026, 08:14:03.000",
    "11/20/2026, 8:14:03.000 AM",
    "11/20/2026 8:14:03\u202fAM",
    "20/11/2026 08:14:03",
    "20.11.2026, 08:14:03",
    "2026/11/20 08:14:03",
    "Nov 20, 2026 @ 08:14:03.000",
    "November 20, 2026, 08:14:03",
    "/Date(1795162443000)/",
    "1795162443",
    "1795162443000",
    1795162443,
    1795162443.0,
    1795162443000,
    1795162443000000000,
]


@pytest.mark.parametrize("value", FORMS, ids=str)
def test_a_time_is_read(value: object) -> None:
    assert time_of(value) == AT


@pytest.mark.parametrize(
    ("value", "month", "day", "hour"),
    [
        ("2021-05-19, 10:03:27 AM", 5, 19, 10),
        ("2021-05-19, 12:03:27 AM", 5, 19, 0),
        ("2021-05-19, 12:03:27 PM", 5, 19, 12),
        ("2021-05-19, 10:03:27 pm", 5, 19, 22),
        ("5/6/2021, 8:03:27 AM", 5, 6, 8),  # American browsers write capitals
        ("5/6/2021, 8:03:27 am", 6, 5, 8),  # Australian ones do not
        ("05/06/2021, 08:03:27", 6, 5, 8),
        ("5/5/2021 08:03:27", 5, 5, 8),
    ],
)
def test_days_months_and_halves_of_a_day(value: str, month: int, day: int, hour: int) -> None:
    time = time_of(value)
    assert time is not None
    assert (time.year, time.month, time.day, time.hour, time.minute, time.second) == (2021, month, day, hour, 3, 27)


@pytest.mark.parametrize(
    "value",
    [
        *("", "...", "yesterday", "redacted", "05/06/2026 08:14:03", "31/31/2026, 08:14:03", "20/11/26, 08:14:03"),
        *("2026-11-20, 13:03:27 PM", "2026-11-20, 0:03:27 AM", "2026-11-20, 25:03:27", "Foo 20, 2026, 08:14:03"),
        *(None, True, 5, 7.5, 10**25, -1, float("inf"), float("nan"), [], {}, "9" * 5_000, "1" * 5_000 + ":"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_time_or_may_be_two_is_none(value: object) -> None:
    assert time_of(value) is None
