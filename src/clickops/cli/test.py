"""`clickops test`: runs the cases of rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import exit_zero, variable_options

if TYPE_CHECKING:
    from clickops.tuning.cases import Result


class _Options(TypedDict):
    paths: tuple[str, ...]
    var: tuple[tuple[str, str], ...]
    config: str | None
    exit_zero: bool


@click.command("test", epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(exists=True))
@variable_options
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Run the cases of rules.

    A case is an event on which a rule must fire, or one on which it must not.

    PATH is a folder of rules and their cases, or a file; without it, the shipped rules and theirs (in a checkout).
    Each case that fails is shown with the reason.

    It is written as an item of a YAML list, in a file called as its rule:

    \b
      - name: A person deletes a bucket in the console
        match: true
        event: {eventName: DeleteBucket, eventSource: s3.amazonaws.com, ...}

    \b
    Examples:
      clickops test
      clickops test my_rules/
    """  # noqa: D301 - click reads \b
    from clickops.cli.packs import filled  # noqa: PLC0415 - `--help` does not need it
    from clickops.errors import ClickopsError, RuleError  # noqa: PLC0415
    from clickops.tuning import suite  # noqa: PLC0415
    from clickops.tuning.cases import run  # noqa: PLC0415

    problems: list[RuleError] = []
    gathered = suite.gather(
        options["paths"] or None, variables=filled(options["config"], options["var"]), on_problem=problems.append
    )
    for problem in problems:
        terminal.problem(problem)
    if not gathered.cases:
        raise ClickopsError("no case was found")
    failed = 0
    for case in gathered.cases:
        result = run(case, gathered.pack)
        if not result.passed:
            failed += 1
            _show(result)
    total = len(gathered.cases)
    click.echo(f"{total - failed} of {total} cases pass" + (f", {failed} fail" if failed else ""))
    return outcome(found=bool(failed or problems), exit_zero=options["exit_zero"])


def _show(result: Result) -> None:
    """Tell what a case wanted, and why the rule did otherwise."""
    from clickops.report.clean import clean, clean_lines  # noqa: PLC0415
    from clickops.report.style import paint  # noqa: PLC0415

    case = result.case
    place = clean(f"{case.path}:{case.line}: {case.name}")
    wanted = "fire, and does not" if case.match else "not fire, and does"
    click.echo(f"{paint('FAIL', 'high', colour=terminal.coloured(sys.stdout))} {place}")
    click.echo(f"  {clean(case.rule)} must {wanted}")
    for line in clean_lines(str(result.explanation)).split("\n"):
        click.echo(f"  {line}".rstrip())
    click.echo()
