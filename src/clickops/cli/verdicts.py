"""How `clickops verify` tells what it found: a line a format, a line a rule, and why one event differs."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clickops.rules.pack import Rule
    from clickops.verify.compare import Verdict
    from clickops.verify.reports import Ran


def tell(
    ran: Ran,
    verdicts: Sequence[Verdict],
    *,
    seconds: float,
    rules: Sequence[Rule],
    events: Sequence[Mapping[str, Any]],
) -> None:
    """Write how a format did, each rule in a line, and for what differs unexplained why one event is as it is."""
    same = sum(verdict.same for verdict in verdicts)
    title = f"{ran.target} {', '.join(ran.formats)} on {ran.version} ({ran.level})"
    click.echo(f"{title}: {same} of {len(ran.rules)} rules select the same, {seconds:.0f} s")
    width = max(len(verdict.rule) for verdict in verdicts)
    for verdict in verdicts:
        click.echo(f"  {verdict.rule:<{width}}  {_said(verdict)}")
    for name, count in ran.differences.items():
        click.echo(f"  known difference: {name}, {count:,} events")
    for line in ran.unexplained:
        click.echo(f"  {line}")
    named = {rule.name: rule for rule in rules}
    for verdict in verdicts:
        for key in (*verdict.missed, *verdict.extra)[:1]:
            event = next(event for event in events if event["eventID"] == key)
            click.echo(textwrap.indent(_explained(named[verdict.rule], event), "    "))


def _said(verdict: Verdict) -> str:
    if verdict.refused:
        return "not converted"
    if verdict.failed:
        return "failed"
    known = f", {sum(verdict.known.values()):,} more by known differences" if verdict.known else ""
    return ("same, " if verdict.same else "DIFFERS, ") + f"{verdict.selected:,} selected by both{known}"


def _explained(rule: Rule, event: Mapping[str, Any]) -> str:
    from clickops.evaluate.explain import explain  # noqa: PLC0415
    from clickops.report.clean import clean_lines  # noqa: PLC0415

    return clean_lines(f"{event['eventID']}, by clickops:\n{explain(rule, event)}")
