"""Options that several commands share: which rules and filters, how placeholders are filled, how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypedDict, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


class PackOptions(TypedDict):
    """What the options of `pack_options` hold."""

    rules: tuple[str, ...]
    add_rules: tuple[str, ...]
    rule: tuple[str, ...]
    level: str | None
    filter: tuple[str, ...]
    no_filter: tuple[str, ...]
    no_filters: bool
    var: tuple[tuple[str, str], ...]
    config: str | None


def _level(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from clickops.rules.pack import LEVELS  # noqa: PLC0415 - `--help` does not need it

    if value.lower() not in LEVELS:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(LEVELS)}", ctx, param)
    return value.lower()


def pairs(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split each `key=value`."""
    found = []
    for value in values:
        key, sign, rest = value.partition("=")
        if not sign or not key:
            raise click.BadParameter(f"{value!r} is not key=value", ctx, param)
        found.append((key, rest))
    return tuple(found)


_EXISTING = click.Path(exists=True)
_WHICH = (
    click.option(
        *("-r", "--rule"),
        multiple=True,
        metavar="RULE",
        help="Only this rule: the name of its file, its id, or a pattern such as '*_s3_*'. Repeatable.",
    ),
    click.option(
        *("-l", "--level"),
        callback=_level,
        metavar="LEVEL",
        help="Only rules of this level and above: critical, high, medium, low or informational.",
    ),
)
_FILTERS = (
    click.option(
        "--filter",
        multiple=True,
        metavar="PATH",
        type=_EXISTING,
        help="Further Sigma filters, a file or folder. Repeatable.",
    ),
    click.option(
        "--no-filter",
        multiple=True,
        metavar="NAME",
        help="Switch off one filter (`clickops list filters`). Repeatable.",
    ),
    click.option("--no-filters", is_flag=True, help="Switch off all filters."),
)
_VARIABLES = (
    click.option(
        "--var",
        multiple=True,
        metavar="NAME=VALUE",
        callback=pairs,
        help="Fill the placeholder %NAME% of rules: --var employer_domains=example.com. Repeatable.",
    ),
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="Fill placeholders from a YAML file of `name: [value, ...]`.",
    ),
)
_RULES = click.option(
    "--rules",
    multiple=True,
    metavar="PATH",
    type=_EXISTING,
    help="Sigma rules to use in place of the shipped ones, a file or folder. Repeatable. Filters in it apply; "
    "the shipped filters name rules by id, so they serve only those that are copies of shipped ones.",
)
_ADD_RULES = click.option(
    "--add-rules",
    multiple=True,
    metavar="PATH",
    type=_EXISTING,
    help="Sigma rules to use in addition to the shipped ones, or to those of --rules. Repeatable.",
)


def pack_options(function: _Function) -> _Function:
    """Add the options of PackOptions to a command."""
    return _add(function, (_RULES, _ADD_RULES, *_WHICH, *_FILTERS, *_VARIABLES))


def variable_options(function: _Function) -> _Function:
    """Add `--var` and `--config` to a command."""
    return _add(function, _VARIABLES)


exit_zero = click.option("--exit-zero", is_flag=True, help="Exit with 0 where it would be 1.")


def _add(function: _Function, options: Iterable[Callable[[_Function], _Function]]) -> _Function:
    for option in reversed(tuple(options)):
        function = option(function)
    return function
