"""What a verification says of one format, and the table of backends/README.md that says it to everybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from clickops.conversion.targets import Format
from clickops.errors import ClickopsError
from clickops.verify.compare import Verdict

_START = "<!-- verified: written by `clickops verify --update` -->"
_END = "<!-- end of verified -->"
_HEAD = ("target", "format", "run on", "how", "rules", "events", "known differences")


class Outcome(msgspec.Struct, frozen=True):
    """One format of one target, run: what is to be mended comes first."""

    target: str
    format: str
    version: str
    level: str
    rules: int  # that were run
    events: int
    complaints: tuple[str, ...]
    known: Mapping[str, int] = {}

    @property
    def row(self) -> str:
        """Write the line of the table; a format with complaints says how many there are."""
        known = ", ".join(sorted(self.known)) or "none"
        wrong = f" **{len(self.complaints)} unexplained**" if self.complaints else ""
        cells = (self.target, f"`{self.format}`", self.version, self.level, str(self.rules), f"{self.events:,}")
        return "| " + " | ".join((*cells, known + wrong)) + " |"


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


def table(outcomes: Iterable[Outcome], document: str) -> str:
    """Put rows into the table of a document, in place of those of the same formats; raises ClickopsError without it."""
    before, start, rest = document.partition(_START)
    old, end, after = rest.partition(_END)
    if not start or not end:
        raise ClickopsError(f"backends/README.md lacks the line {_START if not start else _END}")
    rows = {tuple(re.split(r" \| ", line[2:])[:2]): line for line in old.splitlines() if line.startswith("| ")}
    rows = {key: line for key, line in rows.items() if "`" in key[1]}
    rows |= {(one.target, f"`{one.format}`"): one.row for one in outcomes}
    head = ["| " + " | ".join(_HEAD) + " |", "| " + " | ".join("---" for _ in _HEAD) + " |"]
    return "\n".join((before + start, *head, *(rows[key] for key in sorted(rows)), end + after))
