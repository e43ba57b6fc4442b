"""What a verification says of one format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from clickops.conversion.targets import Format
from clickops.verify.compare import Verdict


def complaints(form: Format, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Say what is wrong with a format: differences that nothing explains, and what target.yml says that is not so."""
    unrun = {rule: reason for reason, rules in form.unrun.items() for rule in rules}
    for verdict in verdicts:
        yield from _of_rule(form, verdict, unrun.get(verdict.rule, ""))


def known(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Count the events that each known difference explains."""
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        counts.update(verdict.known)
    return dict(counts)


def _of_rule(form: Format, verdict: Verdict, unrun: str) -> Iterator[str]:
    if verdict.refused:
        if verdict.rule not in form.refused:
            yield f"{verdict.rule}: not converted: {verdict.refused}"
    elif verdict.failed:
        if not unrun:
            yield f"{verdict.rule}: failed: {verdict.failed}"
    elif unrun:
        yield f"{verdict.rule}: runs, though target.yml says that it cannot: {unrun}"
    elif not (verdict.selected or verdict.missed or verdict.extra or verdict.known):
        yield f"{verdict.rule}: neither side selects any of the events, which proves nothing: give some with --events"
    for what, ids in (("selected by clickops alone", verdict.missed), ("selected by the engine alone", verdict.extra)):
        if ids:
            yield f"{verdict.rule}: {len(ids)} {what}: {' '.join(ids[:3])}{' ...' if len(ids) > 3 else ''}"
