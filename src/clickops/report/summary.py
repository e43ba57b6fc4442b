"""What a scan found, counted: by level, person, action and rule."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from clickops.report.clean import clean, cut
from clickops.report.style import paint
from clickops.report.subject import describe, utc
from clickops.rules.pack import LEVELS
from clickops.scanning import Alert, event_time

_ROWS = 10  # of persons and actions; rules are few, and the one that fired once may be the worst
_ONES = 3  # rows of one: more are named in a sentence
_LONGEST = 70
_WIDTH = 100  # columns of a paragraph at most


class Summary:
    """Counts while a scan goes on; memory grows with distinct persons and actions, not with events.

    `partial` says that the scan was interrupted.
    """

    def __init__(self) -> None:
        self.files = 0
        self.records = 0
        self.alerts = 0
        self.unreadable = 0
        self.untimed = 0  # alerts without a readable time that passed where a time was asked for
        self.partial = False
        self.aside: Counter[str] = Counter()
        self.levels: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.accounts: dict[str, dict[str, None]] = {}  # those that a person worked in, as they were met
        self.actions: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.ranks: dict[str, tuple[int, str]] = {}  # the level of each rule, as a number and as its name
        self.first: dt.datetime | None = None
        self.last: dt.datetime | None = None

    def add(self, alert: Alert) -> None:
        """Count an alert."""
        subject = describe(alert.event)
        self.alerts += 1
        self.levels[alert.level] += 1
        # the same name is one row, with or without an agent and in any account; but each account has its own root
        person = f"root {subject.account}" if subject.person == "root" else subject.person or "-"
        self.persons[person] += 1
        self.accounts.setdefault(person, {})[subject.account] = None
        self.actions[subject.operation] += 1
        for rule in alert.rules:
            self.rules[rule.name] += 1
            self.ranks[rule.name] = rule.rank, rule.level
        if (time := event_time(alert.event)) is not None:
            self.first = min(self.first or time, time)
            self.last = max(self.last or time, time)

    def counts(self, alerts: int | None = None) -> str:
        """Write one line: how many alerts (or so many), files and records there were."""
        aside = [_count(number, kind) for kind, number in self.aside.most_common()]
        counts = [
            _count(self.alerts if alerts is None else alerts, "alert"),
            _count(self.files, "file"),
            _count(self.records, "record"),
            f"{self.unreadable:,} unreadable",
            *((f"set aside: {', '.join(map(clean, aside))}",) if aside else ()),
        ]
        return ", ".join(counts)

    def lines(
        self,
        *,
        colour: bool = False,
        columns: int | None = None,
        zone: Callable[[dt.datetime], dt.datetime] | None = None,
        filters: Iterable[str] = (),
    ) -> list[str]:
        """Write the counts, by level first, the time from the first alert to the last, tables, and the verdict.

        `columns` is the width of a terminal, which no line is wider than.
        `filters` are sentences on what the user's own filters left out.
        A table by person, action or rule shows its ten largest rows; many rows of one are a sentence.
        """
        width = min(columns or _WIDTH, _WIDTH)
        lines = [*self._by_level(colour=colour), *_wrapped(self.counts(), columns)]
        if self.first is not None and self.last is not None:
            lines += _wrapped(f"alerts from {utc(self.first, zone)} to {utc(self.last, zone)}", columns)
        if self.untimed:
            untimed = f"{_count(self.untimed, 'alert')} without a readable time, kept in spite of --since and --until"
            lines += _wrapped(untimed, columns)
        persons = [(self._person(name), number, "") for name, number in self.persons.most_common()]
        lines += _table("by person", persons, width, colour=colour)
        actions = [(key, number, "") for key, number in self.actions.most_common()]
        lines += _table("by action", actions, width, colour=colour)
        rules = sorted(self.rules.items(), key=lambda item: (-self.ranks[item[0]][0], -item[1], item[0]))
        rows = [(name, number, self.ranks[name][1]) for name, number in rules]
        lines += _table("by rule", rows, width, colour=colour, most=len(rows))
        for line in filters:
            lines += _wrapped(line, columns)
        return [*lines, *([""] if self.alerts else []), self.verdict(columns=columns, colour=colour)]

    def verdict(self, *, columns: int | None = None, colour: bool = False) -> str:
        """Write what it comes to, and what to doubt about it."""
        said = "no alerts"
        level = self._levels()[0] if self.alerts else ""
        if self.alerts:
            said = f"{_count(self.alerts, 'alert')}, the highest level is {level}"
        if self.unreadable:
            said += f", but {_count(self.unreadable, 'file or record', 'files or records')} could not be read"
        if self.partial:
            said += "; the run was interrupted, so this is partial"
        first, *rest = _wrapped(f"verdict: {said}", columns)
        head, found, tail = first.rpartition(level) if level else ("", "", first)
        return "\n".join([f"{head}{paint(found, level, colour=colour) if found else ''}{tail}", *rest])

    def as_object(self) -> dict[str, Any]:
        """Give the counts as a JSON object; docs/scan.schema.json describes it."""
        return {
            "alerts": self.alerts,
            "levels": {level: self.levels[level] for level in self._levels()},
            "files": self.files,
            "records": self.records,
            "unreadable": self.unreadable,
            "aside": dict(self.aside),
            "partial": self.partial,
            "first": None if self.first is None else utc(self.first),
            "last": None if self.last is None else utc(self.last),
            "persons": [
                {
                    "person": "root" if name.startswith("root ") else name,
                    "accounts": list(filter(None, self.accounts[name])),
                    "alerts": number,
                }
                for name, number in self.persons.most_common()
            ],
            "actions": dict(self.actions.most_common()),
            "rules": dict(self.rules.most_common()),
        }

    def _levels(self) -> list[str]:
        return [level for level in reversed(LEVELS) if self.levels[level]]

    def _by_level(self, *, colour: bool) -> list[str]:
        counts = [f"{self.levels[level]:,} {paint(level, level, colour=colour)}" for level in self._levels()]
        return [", ".join(counts)] if counts else []

    def _person(self, name: str) -> str:
        accounts = list(filter(None, self.accounts[name]))
        if len(accounts) > 1:
            return f"{name} in {len(accounts):,} accounts"
        return " ".join([name, *(one for one in accounts if one not in name)])


_Row = tuple[str, int, str]  # a key, how often it was met, and its level


def _table(heading: str, rows: list[_Row], width: int, *, colour: bool, most: int = _ROWS) -> list[str]:
    """Write rows that were met more than once, and the others behind them."""
    if not rows:
        return []
    ones = [row for row in rows if row[1] == 1]
    if len(ones) > _ONES:
        rows = [row for row in rows if row[1] > 1]
    else:
        ones = []
    size = len(f"{max((number for _, number, _ in rows), default=1):,}")
    lines = ["", paint(heading, "strong", colour=colour)]
    for key, number, level in rows[:most]:
        painted = f" ({paint(level, level, colour=colour)})" if level else ""
        room = width - 4 - size - (len(level) + 3 if level else 0)
        lines.append(f"  {number:>{size},}  {cut(clean(key), min(_LONGEST, max(room, 1)))}{painted}")
    if len(rows) > most:
        lines.append(f"  {'':>{size}}  and {len(rows) - most:,} more")
    for level in dict.fromkeys(level for _, _, level in ones):
        lines += _once([key for key, _, its in ones if its == level], level, most, width)
    return lines


def _once(keys: list[str], level: str, most: int, width: int) -> list[str]:
    """Name what was met once, in a paragraph."""
    named = ", ".join(cut(clean(key), _LONGEST) for key in keys[:most])
    more = f" and {len(keys) - most:,} more" if len(keys) > most else ""
    text = f"once{f' ({level})' if level else ''}: {named}{more}"
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _wrapped(text: str, columns: int | None) -> list[str]:
    """Break a sentence into lines of a terminal's width."""
    return textwrap.wrap(text, columns, subsequent_indent="  ", break_on_hyphens=False) if columns else [text]


def _count(number: int, noun: str, several: str = "") -> str:
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"
