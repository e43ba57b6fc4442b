"""`clickops verify --paste`: writes checks that a user pastes into a product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clickops.cli import terminal
from clickops.cli.exits import Exit, outcome
from clickops.errors import ConversionError

if TYPE_CHECKING:
    from clickops.conversion.targets import Target
    from clickops.rules.pack import Pack
    from clickops.tuning.cases import Case


def write(
    target: Target,
    where: str,
    pack: Pack,
    *,
    paths: Sequence[str] = (),
    settings: Mapping[str, str],
    sparse: int = 1,
    exit_zero: bool = False,
) -> Exit:
    """Write a check of each rule to files in a folder, or to stdout for `-`; what is in each goes to stderr.

    The cases are those of the shipped rules, and those in `paths`. Raises ClickopsError for a target that takes none.
    """
    from clickops.verify.paste import Writer  # noqa: PLC0415 - `--help` does not need it

    writer = Writer(target, settings, sparse=sparse)
    cases = _cases(paths)
    failed = False
    for rule in pack.rules:
        try:
            check = writer.write(rule, cases)
        except ConversionError as problem:
            if problem.listed:
                terminal.note(str(problem))
            else:
                failed = True
                terminal.problem(problem)
            continue
        terminal.note(f"{check.rule}: {check}")
        if where == "-":
            click.echo(check.text)
        else:
            terminal.keep(Path(where) / check.file, check.text.encode())
    return outcome(found=failed, exit_zero=exit_zero)


def _cases(paths: Sequence[str]) -> tuple[Case, ...]:
    from clickops.tuning import suite  # noqa: PLC0415

    return suite.gather([*paths, *suite.shipped()], on_problem=terminal.problem).cases
