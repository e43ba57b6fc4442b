"""`clickops check`: what is wrong with rules, filters and cases."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import exit_zero, variable_options


class _Options(TypedDict):
    paths: tuple[str, ...]
    var: tuple[tuple[str, str], ...]
    config: str | None
    exit_zero: bool


@click.command("check", epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(exists=True))
@variable_options
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Find what is wrong with rules, filters and cases, all at once.

    PATH is a file or folder; without it, all that is shipped is looked through. A problem is one line,
    `path:line: reason`, and says what to write instead.

    \b
    Examples:
      clickops check
      clickops check my_rules/
    """  # noqa: D301 - click reads \b
    from clickops.cli.packs import filled  # noqa: PLC0415 - `--help` does not need it
    from clickops.report.clean import clean  # noqa: PLC0415
    from clickops.tuning.check import check  # noqa: PLC0415

    problems = check(options["paths"] or None, variables=filled(options["config"], options["var"]))
    for problem in problems:
        click.echo(clean(str(problem)))
    terminal.say(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}")
    return outcome(found=bool(problems), exit_zero=options["exit_zero"])
