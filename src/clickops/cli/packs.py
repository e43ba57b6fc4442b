"""The pack that a command works with, as its options say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from clickops import content
from clickops.cli import notes, terminal
from clickops.cli.options import PackOptions
from clickops.errors import ClickopsError, RuleError
from clickops.rules import files, variables
from clickops.rules.load import OnProblem, load
from clickops.rules.pack import Filter, Pack, beside


class Chosen(msgspec.Struct, frozen=True):
    """A pack with at least one rule, and what is wrong with the documents that could not be loaded."""

    pack: Pack
    problems: tuple[str, ...]

    @property
    def own_filters(self) -> tuple[Filter, ...]:
        """Those filters of the user that serve a rule of the pack."""
        serving = {one.path for rule in self.pack.rules for one in rule.filters}
        return tuple(one for one in self.pack.filters if one.path in serving and not notes.shipped(one))


def choose(options: PackOptions, *, quiet: bool = False) -> Chosen:
    """Load rules and filters; what cannot be loaded is reported on stderr, and the rest goes on.

    Raises ClickopsError when no rule is left, for a name that means none, and for a placeholder that no rule has.
    """
    problems: list[RuleError] = []

    def report(error: RuleError) -> None:
        problems.append(error)
        terminal.problem(error)

    pack = _chosen(_loaded(options, report, quiet=quiet), options, failed=bool(problems))
    return Chosen(pack, tuple(map(str, problems)))


def every_rule(options: PackOptions) -> tuple[Pack, dict[str, str]]:
    """Choose as `choose` does, rules whose placeholder is empty too, and give the options that each of those needs."""
    failed: list[RuleError] = []

    def report(error: RuleError) -> None:
        failed.append(error)
        terminal.problem(error)

    pack = _loaded(options, report, quiet=False)
    needs: dict[str, list[str]] = {}
    filled = options.copy()
    while new := [one for one in pack.left_out if one.placeholder and one.placeholder not in needs.get(one.name, ())]:
        for one in new:
            needs.setdefault(one.name, []).append(one.placeholder)
        filled["var"] += tuple((one.placeholder, "example.com") for one in new)
        pack = _loaded(filled, lambda _: None, quiet=True)
    chosen = _chosen(pack, filled, failed=bool(failed))
    return chosen, {name: " ".join(map(notes.option, placeholders)) for name, placeholders in needs.items()}


def _loaded(options: PackOptions, report: OnProblem, *, quiet: bool) -> Pack:
    """Load what the options name, with nothing chosen from it yet."""
    values = filled(options["config"], options["var"])
    own = tuple({os.path.realpath(path): path for path in (*options["rules"], *options["add_rules"])}.values())
    if own:
        near = _of_folders(own)
        given = load(own, filters=options["filter"], variables=near | values, declared=near, on_problem=report)
        if options["rules"]:
            others = Pack((), () if options["no_filters"] else load(content.RULES / "filters").filters)
        else:
            others = load(variables=values, declared=values)
        if not quiet:
            notes.tell_replaced(given, others)
        pack = beside(given, others)
    else:
        pack = load(filters=options["filter"], variables=values, on_problem=report)
    if not quiet:
        notes.tell(pack, (*own, *options["filter"]))
    return pack


def _chosen(pack: Pack, options: PackOptions, *, failed: bool) -> Pack:
    """Keep the rules for CloudTrail that are asked for, with the filters that are not switched off."""
    fitting = tuple(rule for rule in pack.rules if rule.logsource.fits_cloudtrail)
    pack = _selected(msgspec.structs.replace(pack, rules=fitting), options)
    if options["no_filters"] or options["no_filter"]:
        pack = pack.without_filters(None if options["no_filters"] else options["no_filter"])
    if not pack.rules:
        raise ClickopsError("no rule could be loaded" if failed else "no rules match these options")
    return pack


def as_shipped(options: PackOptions) -> tuple[tuple[str, str], ...]:
    """Give the variables of the user, and for what is left the values with which the goldens are written."""
    from clickops.conversion.goldens import VARIABLES  # noqa: PLC0415 - commands that convert nothing do not need it

    given = {name for name, _ in options["var"]}
    shipped = ((name, value) for name, values in VARIABLES.items() for value in values if name not in given)
    return (*shipped, *options["var"])


def filled(config: str | None, given: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Collect the values of placeholders that a file and options give; an option wins.

    Raises ClickopsError for a value that its placeholder cannot mean.
    """
    named: dict[str, list[str]] = {}
    for name, value in given:
        named.setdefault(name, []).append(value)
    return (files.placeholders(Path(config)) if config is not None else {}) | variables.collect(named)


def _of_folders(rules: Sequence[str]) -> dict[str, list[str]]:
    """Read the placeholders of folders of rules, over the shipped ones, which copies of shipped rules need."""
    values: dict[str, list[str]] = {}
    for folder in (content.RULES, *map(Path, rules)):
        if (path := folder / files.PLACEHOLDERS).is_file():
            values |= files.placeholders(path)
    return values


def _selected(pack: Pack, options: PackOptions) -> Pack:
    """Keep the rules that are asked for."""
    for name in options["rule"]:
        for one in pack.left_out:
            if name == one.name and not any(name in {rule.name, rule.id} for rule in pack.rules):
                needed = f"needs {notes.option(one.placeholder)}" if one.placeholder else one.reason
                raise ClickopsError(f"{name} is skipped: {needed}")
    return pack.select(options["rule"], options["level"])
