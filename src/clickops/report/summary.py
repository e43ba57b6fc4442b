"""What a scan found, counted: by person, action and rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec

from clickops.report.clean import clean, cut
from clickops.report.style import paint
from clickops.report.subject import describe, utc
from clickops.scanning import Alert, event_time

_ROWS = 10  # of persons and actions; rules are few, and the one that fired once may be the worst
_LONGEST = 70


class Summary:
    """Counts while a scan goes on; memory grows with distinct persons and actions, not with events."""

    def __init__(self) -> None:
        self.files = 0
        self.records = 0
        self.alerts = 0
        self.unreadable = 0
        self.untimed = 0  # alerts without a readable time that passed where a time was asked for
        self.aside: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.actions: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.ranks: dict[str, tuple[int, str]] = {}  # the level of each rule, as a number and as its name
        self.first: dt.datetime | None = None
        self.last: dt.datetime | None = None

    def add(self, alert: Alert) -> None:
        """Count an alert."""
        subject = describe(alert.event)
        self.alerts += 1
        self.persons[msgspec.structs.replace(subject, role="").identity] += 1  # one row, with or without an agent
        self.actions[subject.operation] += 1
        for rule in alert.rules:
            self.rules[rule.name] += 1
            self.ranks[rule.name] = rule.rank, rule.level
        if (time := event_time(alert.event)) is not None:
            self.first = min(self.first or time, time)
            self.last = max(self.last or time, time)

    def counts(self) -> str:
        """Write one line: how many alerts, files and records there were."""
        aside = [_count(number, kind) for kind, number in self.aside.most_common()]
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
        if self.untimed:
            lines.append(f"{_count(self.untimed, 'alert')} without a readable time: kept, whatever time was asked for")
        for heading, counter in (("by person", self.persons), ("by action", self.actions)):
            lines += _table(heading, [(key, number, "") for key, number in counter.most_common()], colour=colour)
        rules = sorted(self.rules.items(), key=lambda item: (-self.ranks[item[0]][0], -item[1], item[0]))
        rows = [(name, number, self.ranks[name][1]) for name, number in rules]
        return lines + _table("by rule", rows, colour=colour, most=len(rows))


def _table(heading: str, rows: list[tuple[str, int, str]], *, colour: bool, most: int = _ROWS) -> list[str]:
    """Write rows of a key, how often it was met, and its level."""
    if not rows:
        return []
    size = len(f"{max(number for _, number, _ in rows):,}")
    lines = ["", paint(heading, "strong", colour=colour)]
    for key, number, level in rows[:most]:
        painted = f" ({paint(level, level, colour=colour)})" if level else ""
        lines.append(f"  {number:>{size},}  {cut(clean(key), _LONGEST)}{painted}")
    if len(rows) > most:
        lines.append(f"  {'':>{size}}  and {len(rows) - most:,} more")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
