"""The pack that a command works with, as its options say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from clickops import content
from clickops.cli import terminal
from clickops.cli.options import PackOptions
from clickops.errors import ClickopsError, Problem, RuleError
from clickops.rules import files
from clickops.rules.load import load
from clickops.rules.pack import Pack, attach


class Chosen(msgspec.Struct, frozen=True):
    """A pack with at least one rule, and how many documents could not be loaded."""

    pack: Pack
    problems: int


def choose(options: PackOptions, *, quiet: bool = False) -> Chosen:
    """Load rules and filters; what cannot be loaded is told on stderr, and the rest goes on.

    Raises ClickopsError when no rule is left, and for a name that means none.
    """
    problems: list[RuleError] = []

    def report(error: RuleError) -> None:
        problems.append(error)
        terminal.problem(error)

    values = filled(options["config"], options["var"])
    if options["rules"]:
        options["rules"] = tuple({os.path.realpath(path): path for path in options["rules"]}.values())
        values = _of_folders(options["rules"]) | values
        given = load(options["rules"], filters=options["filter"], variables=values, on_problem=report)
        own = {one.id for one in given.filters} | {one.name for one in given.filters}
        shipped = () if options["no_filters"] else load(content.RULES / "filters", variables=values).filters
        others = (one for one in shipped if one.id not in own and one.name not in own)
        pack = attach(given.rules, (*given.filters, *others), given.left_out)
    else:
        pack = load(filters=options["filter"], variables=values, on_problem=report)
    pack = _fitting(pack, quiet=quiet)
    if options["filter"] and not quiet:
        _tell_idle(pack, options["filter"])
    pack = _selected(pack, options, quiet=quiet)
    if options["no_filters"] or options["no_filter"]:
        pack = pack.without_filters(None if options["no_filters"] else options["no_filter"])
    if not pack.rules:
        raise ClickopsError("no rule is left to work with" + (", none could be loaded" if problems else ""))
    return Chosen(pack, len(problems))


def as_shipped(options: PackOptions) -> tuple[tuple[str, str], ...]:
    """Give the variables of the user, and for what is left the values with which the goldens are written."""
    from clickops.conversion.goldens import VARIABLES  # noqa: PLC0415 - commands that convert nothing do not need it

    given = {name for name, _ in options["var"]}
    shipped = ((name, value) for name, values in VARIABLES.items() for value in values if name not in given)
    return (*shipped, *options["var"])


def filled(config: str | None, given: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Collect the values of placeholders that a file and options give; an option wins."""
    named: dict[str, list[str]] = {}
    for name, value in given:
        named.setdefault(name, []).append(value)
    return (files.placeholders(Path(config)) if config is not None else {}) | named


def _of_folders(rules: Sequence[str]) -> dict[str, list[str]]:
    """Read the placeholders of folders of rules, over the shipped ones, which copies of shipped rules need."""
    values: dict[str, list[str]] = {}
    for folder in (content.RULES, *map(Path, rules)):
        if (path := folder / files.PLACEHOLDERS).is_file():
            values |= files.placeholders(path)
    return values


def _fitting(pack: Pack, *, quiet: bool) -> Pack:
    fitting = tuple(rule for rule in pack.rules if rule.logsource.fits_cloudtrail)
    if (others := len(pack.rules) - len(fitting)) and not quiet:
        noun = "rule is" if others == 1 else "rules are"
        terminal.note(f"{others} {noun} for other logs than CloudTrail's: left aside")
    return msgspec.structs.replace(pack, rules=fitting)


def _tell_idle(pack: Pack, given: Sequence[str]) -> None:
    """Say which of the filters that were given serve no rule: whoever wrote one believes otherwise."""
    own = {str(path) for source in given for path in _files(source)}
    serving = {one.path for rule in pack.rules for one in rule.filters}
    for one in pack.filters:
        if one.path in own - serving:
            what = "it names none of these rules" if one.rules else "its logsource holds none of these rules"
            terminal.note(f"the filter {one.name} serves no rule here: {what}")


def _files(source: str) -> list[Path]:
    try:
        return files.find(source)
    except RuleError:
        return []


def _selected(pack: Pack, options: PackOptions, *, quiet: bool) -> Pack:
    """Keep the rules that are asked for; say which of them an empty placeholder leaves out."""
    names = options["rule"]
    empty = {Path(one.path).stem: _placeholder(one) for one in pack.left_out}
    for name in names:
        if name in empty and not any(name in {rule.name, rule.id} for rule in pack.rules):
            raise ClickopsError(f"{name} is left out until a placeholder is filled: {_fill(empty[name])}")
    selected = pack.select(names, options["level"])
    if empty and not names and not quiet:
        verb = "is" if len(empty) == 1 else "are"
        fills = ", ".join(_fill(one) for one in dict.fromkeys(empty.values()))
        terminal.note(f"{', '.join(empty)} {verb} left out until a placeholder is filled: {fills}")
    return selected


def _placeholder(problem: Problem) -> str:
    return problem.reason.split("%")[1]


def _fill(placeholder: str) -> str:
    return f"--var {placeholder}=VALUE"
