"""Options for what a person sees: colour and the time zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import datetime as dt

_Function = TypeVar("_Function", bound=Callable[..., Any])

COLOUR = "clickops.colour"
"""Where the wish for colour stands in the context of a command."""


def colour_option(function: _Function) -> _Function:
    """Add `--color`, which `terminal.coloured` follows."""
    return click.option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        expose_value=False,
        callback=_keep,
        help="auto (colour on a terminal; NO_COLOR and FORCE_COLOR are obeyed), always or never. [default: auto]",
    )(function)


def _keep(ctx: click.Context, param: click.Parameter, value: str) -> None:
    del param
    ctx.meta[COLOUR] = value


def zone_option(function: _Function) -> _Function:
    """Add `--tz`, whose value is what turns an aware time into one of the zone; None is UTC."""
    return click.option(
        "--tz",
        metavar="ZONE",
        callback=_zone,
        help="Show times in this zone: Europe/Berlin, +02:00 or local. [default: UTC]",
    )(function)


def _zone(ctx: click.Context, param: click.Parameter, value: str | None) -> Callable[[dt.datetime], dt.datetime] | None:
    if value is None or value.upper() in {"UTC", "Z"}:
        return None
    import datetime as dt  # noqa: PLC0415 - `--help` does not need it

    if value.lower() == "local":
        return lambda time: time.astimezone()
    try:
        offset = dt.datetime.strptime(value, "%z").tzinfo if value[:1] in {"+", "-"} else None
    except ValueError:
        offset = None
    if offset is None:
        offset = _named(ctx, param, value)
    return lambda time: time.astimezone(offset)


def _named(ctx: click.Context, param: click.Parameter, value: str) -> dt.tzinfo:
    import zoneinfo  # noqa: PLC0415

    try:
        return zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        import difflib  # noqa: PLC0415 - a slip is rare

        near = difflib.get_close_matches(value, zoneinfo.available_timezones(), n=1)
        hint = f"did you mean {near[0]}?" if near else "write Europe/Berlin, +02:00, local or UTC"
        raise click.BadParameter(f"{value!r} is not a time zone: {hint}", ctx, param) from None
