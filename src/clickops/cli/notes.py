"""What there is to know about the rules and filters that a command loaded, and what to type about it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

from clickops import content
from clickops.cli import terminal
from clickops.errors import Problem
from clickops.rules.pack import Filter, Pack, Rule

_MOST = 5  # of one kind: `clickops check` has them all


def shipped(one: Rule | Filter) -> bool:
    """Whether a rule or filter is one that comes with clickops."""
    return Path(one.path).resolve().is_relative_to(content.RULES.resolve())


def option(placeholder: str) -> str:
    """Give the option that fills a placeholder."""
    return f"--var {placeholder}={'YOUR.DOMAIN' if placeholder.endswith('domains') else 'VALUE'}"


def tell(pack: Pack, given: Sequence[str]) -> None:
    """Note what was left out, set aside or is doubtful in a pack of which `given` are the user's own files."""
    _tell_left_out(pack)
    if given:
        others = [rule for rule in pack.rules if not rule.logsource.fits_cloudtrail]
        if others:
            verb = "rule is" if len(others) == 1 else "rules are"
            named = _listed(f"{one.name} ({_logs(one)})" for one in others)
            terminal.note(f"{len(others)} {verb} for other logs than CloudTrail's and set aside: {named}")
        _tell_doubts(pack, given)
        for one in pack.filters:
            if not shipped(one) and not any(one in rule.filters for rule in pack.rules):
                terminal.note(f"the filter {one.name} serves no rule here: {_idle(one, pack)}")


def tell_replaced(given: Pack, others: Pack) -> None:
    """Note which shipped rules give way to rules of the user's own that have the same id or file name."""
    for own, rule in itertools.product(given.rules, others.rules):
        if own.name == rule.name or (own.id and own.id == rule.id):
            terminal.note(f"{own.path} replaces the shipped rule {rule.name}, which has the same name or id")


def _tell_left_out(pack: Pack) -> None:
    for placeholder in dict.fromkeys(one.placeholder for one in pack.left_out if one.placeholder):
        names = [one.name for one in pack.left_out if one.placeholder == placeholder]
        verb, needs = ("is", "needs") if len(names) == 1 else ("are", "need")
        terminal.note(f"{_listed(names)} {verb} skipped: {needs} {option(placeholder)}")
    for one in pack.left_out:
        if not one.placeholder:
            terminal.note(f"{one.name} is skipped: {one.reason}")


def _tell_doubts(pack: Pack, given: Sequence[str]) -> None:
    from clickops.rules.load import ASIDE  # noqa: PLC0415 - what is shipped has none
    from clickops.tuning.doubts import doubts  # noqa: PLC0415

    aside = [Path(one.path).name for one in pack.notes if one.reason == ASIDE]
    if aside:
        verb = "file is not a Sigma rule and was" if len(aside) == 1 else "files are not Sigma rules and were"
        terminal.note(f"{len(aside)} {verb} set aside: {_listed(dict.fromkeys(aside))}")
    loaded: list[Rule | Filter] = [*pack.rules, *pack.filters]
    fitting = [one for one in loaded if one.logsource.fits_cloudtrail and not shipped(one)]
    asked = (
        Problem(one.path, line, reason) for one in fitting for line, reason in itertools.islice(doubts(one), _MOST)
    )
    check = f"`clickops check {' '.join(given)}`"
    for found in ([*asked], [one for one in pack.notes if one.reason != ASIDE]):
        for one in found[:_MOST]:
            terminal.note(str(one))
        if len(found) > _MOST:
            terminal.note(f"{len(found) - _MOST:,} more of this kind: {check} shows them all")


def _idle(one: Filter, pack: Pack) -> str:
    """Say why a filter serves none of the rules, and which id is meant."""
    ids = {rule.name: rule.id for rule in pack.rules if rule.id}
    for name in one.rules:
        if name in ids:
            return f"{name} is the name of a file, write its id in `rules`: {ids[name]}"
    if not one.rules or any(name in {rule.id, *rule.names} for rule in pack.rules for name in one.rules):
        return "its logsource holds none of these rules"
    return "it names none of these rules by id (`clickops list -f json` shows ids)"


def _logs(one: Rule) -> str:
    named = (one.logsource.category, one.logsource.product, one.logsource.service)
    return "/".join(part[:40] for part in named if part)


def _listed(names: Iterable[str]) -> str:
    found = [*names]
    more = f" and {len(found) - _MOST:,} more" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more
