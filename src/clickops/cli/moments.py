"""`--since` and `--until`: a time, a date, or how long before now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime as dt

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.datetime | None:
    """Read the value of an option called `since` or `until` by the clock."""
    if value is None:
        return None
    import datetime as dt  # noqa: PLC0415 - `--help` does not need it

    try:
        return parse(value, dt.datetime.now(dt.UTC), end=param.name == "until")
    except (ValueError, OverflowError):
        reason = f"{value!r} is not a time: write 2024-05-01, 2024-05-01T10:30, or 12h for twelve hours ago"
        raise click.BadParameter(reason, ctx, param) from None


def parse(text: str, now: dt.datetime, *, end: bool) -> dt.datetime:
    """Read a time in UTC unless it names its zone; a date means its first moment, with `end` the one after it.

    Raises ValueError or OverflowError for what is no time.
    """
    import datetime as dt  # noqa: PLC0415

    text = text.strip()
    if text[:-1].isascii() and text[:-1].isdigit() and text[-1] in _UNITS:
        return now - dt.timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
    time = dt.datetime.fromisoformat(text.upper())
    if time.tzinfo is None:
        time = time.replace(tzinfo=dt.UTC)
    if end and _is_date(text):
        time += min(dt.timedelta(days=1), dt.datetime.max.replace(tzinfo=time.tzinfo) - time)
    return time.astimezone(dt.UTC)


def _is_date(text: str) -> bool:
    import datetime as dt  # noqa: PLC0415

    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
