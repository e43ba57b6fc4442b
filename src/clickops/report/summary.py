"""What a scan found, counted: by person, action and rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from clickops.report.clean import clean, cut
from clickops.report.style import paint
from clickops.report.subject import describe, utc
from clickops.scan import Alert, event_time

_ROWS = 10
_LONGEST = 70


class Summary:
    """Counts while a scan goes on; memory grows with distinct persons and actions, not with events."""

    def __init__(self) -> None:
        self.files = 0
        self.records = 0
        self.alerts = 0
        self.unreadable = 0
        self.aside: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.actions: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.levels: dict[str, str] = {}
        self.first: dt.datetime | None = None
        self.last: dt.datetime | None = None

    def add(self, alert: Alert) -> None:
        """Count an alert."""
        subject = describe(alert.event)
        self.alerts += 1
        self.persons[" ".join(filter(None, (subject.person or "-", subject.account)))] += 1
        self.actions[subject.operation] += 1
        for rule in alert.rules:
            self.rules[rule.name] += 1
            self.levels[rule.name] = rule.level
        if (time := event_time(alert.event)) is not None:
            self.first = min(self.first or time, time)
            self.last = max(self.last or time, time)

    def counts(self) -> str:
        """Write one line: how many alerts, files and records there were."""
        aside = [f"{number:,} {kind}" for kind, number in self.aside.most_common()]
        counts = [
            _count(self.alerts, "alert"),
            _count(self.files, "file"),
            _count(self.records, "record"),
            f"{self.unreadable:,} unreadable",
            *((f"left aside: {', '.join(map(clean, aside))}",) if aside else ()),
        ]
        return ", ".join(counts)

    def lines(self, *, colour: bool = False) -> list[str]:
        """Write the counts and the time from the first alert to the last, then a table by person, action and rule.

        A table shows its ten largest rows.
        """
        lines = [self.counts()]
        if self.first is not None and self.last is not None:
            lines.append(f"alerts from {utc(self.first)} to {utc(self.last)}")
        lines += self._table("person", self.persons, colour=colour)
        lines += self._table("action", self.actions, colour=colour)
        return lines + self._table("rule", self.rules, colour=colour)

    def _table(self, name: str, counter: Counter[str], *, colour: bool) -> list[str]:
        if not counter:
            return []
        size = len(f"{counter.most_common(1)[0][1]:,}")
        lines = ["", paint(f"by {name}", "strong", colour=colour)]
        for key, number in counter.most_common(_ROWS):
            level = self.levels[key] if name == "rule" else ""
            painted = f" ({paint(level, level, colour=colour)})" if level else ""
            lines.append(f"  {number:>{size},}  {cut(clean(key), _LONGEST)}{painted}")
        if (more := len(counter) - _ROWS) > 0:
            lines.append(f"  {'':>{size}}  and {more:,} more")
        return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
