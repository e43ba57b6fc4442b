"""What a verification says of one format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from clickops.conversion.targets import Format
from clickops.verify.compare import Verdict


def complaints(form: Format, verdicts: Sequence[Verdict], *, complete: bool) -> Iterator[str]:
    """Say what is wrong with a format: unknown differences, and known ones that are none any more.

    Whether a known difference is still one can be told of a complete corpus only.
    """
    unrun = {rule: reason for reason, rules in form.unrun.items() for rule in rules}
    for verdict in verdicts:
        yield from _of_rule(form, verdict, unrun.get(verdict.rule, ""))
    found = known(verdicts)
    for name in form.differs:
        if complete and name not in found:
            yield f"{name}: no event shows this known difference any more: take it out of target.yml"


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
    for what, ids in (("missed", verdict.missed), ("selected beside", verdict.extra)):
        if ids:
            yield f"{verdict.rule}: {len(ids)} {what}: {' '.join(ids[:3])}{' ...' if len(ids) > 3 else ''}"
