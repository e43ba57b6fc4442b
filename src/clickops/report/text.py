"""Alerts as text: one line each that a person can act on.

On a terminal an alert takes one line of 120 columns or two of 80: what says least is shortened first. Elsewhere it is
one line with all of it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from clickops.report.clean import clean, cut
from clickops.report.layout import Cell, rows, wide
from clickops.report.place import shorten
from clickops.report.style import paint
from clickops.report.subject import AGENT, Subject, describe
from clickops.scanning import Alert

_LONGEST = 120  # characters of one cell
_ONE_LINE, _TWO_LINES = 120, 80  # columns from which an alert fits one line, or two
_ALIGNED, _NARROW = (8, 22, 30, 22), (6, 0, 0, 0)  # columns of level, who, what and on what, where there is room
_STEPS = ((0, _ALIGNED), (1, _ALIGNED), (2, _ALIGNED), (0, _NARROW), (1, _NARROW), (2, _NARROW), (3, _NARROW))
_SHORTEST = 7  # characters that are left of what is shortened
_Least = tuple[int, int, int, int]
_PREFIXES = ("aws_cloudtrail_", "manual_")


def line(
    alert: Alert,
    *,
    colour: bool = False,
    columns: int | None = None,
    zone: Callable[[dt.datetime], dt.datetime] | None = None,
) -> str:
    """Write one alert: when, level, who, what, on what, account, from where, rule, place; no line break at the end.

    `columns` is the width of a terminal: what does not fit is shortened, or goes on below, indented. Without it all
    stands on one line. `zone` turns the time into that of a zone.
    """
    subject = describe(alert.event, zone)
    make = partial(_cells, alert, subject)
    if columns is None:
        (only,) = rows(make(0, _ALIGNED), math.inf)
        return _painted(only, colour=colour)
    made = _fitted(make, columns) if columns >= _TWO_LINES else rows(make(0, _NARROW), columns)
    return "\n".join(_painted(row, colour=colour) for row in made)


def short_name(rule: str) -> str:
    """Write the name of a rule without what most names begin with."""
    for prefix in _PREFIXES:
        rule = rule.removeprefix(prefix) or rule
    return rule


def _fitted(make: Callable[[int, _Least], list[Cell]], columns: int) -> list[list[Cell]]:
    """Lay an alert out in one line or in two: leave out what says least, then shorten what is longest."""
    most = 1 if columns >= _ONE_LINE else 2
    for brief, least in _STEPS if most == 1 else _STEPS[3:]:
        made = rows(make(brief, least), columns)
        if len(made) <= most:
            return made
    for brief in (3, 4, 5):
        made = _shortened(make(brief, _NARROW), columns, most)
        if len(made) <= most:
            break
    return made


def _shortened(cells: list[Cell], columns: int, most: int) -> list[list[Cell]]:
    """Shorten the longest cells until there are no more rows than `most`, or nothing can be shortened."""
    while len(made := rows(cells, columns, gap=1)) > most:
        longest = max(cells, key=lambda cell: len(cell.text) / cell.weight if len(cell.text) > _SHORTEST else 0)
        if len(longest.text) <= _SHORTEST or math.isinf(longest.weight):
            break
        kept = longest.text.removesuffix("...")
        shorter = msgspec.structs.replace(longest, text=kept[: len(longest.text) - 4] + "...")
        cells[cells.index(longest)] = shorter
    return made


def _cells(alert: Alert, subject: Subject, brief: int, least: _Least) -> list[Cell]:
    """Make the cells, those called in `_ALIGNED` of so many columns at least.

    `brief` 1 leaves out the region and all but one of several accounts, 2 the way to the file, 3 the role and further
    resources, 4 the error's code, and 5 all resources; there an address of
    IPv6 may be shortened.
    """
    return [cell for cell in _each(alert, subject, brief, least) if cell.text or cell.least]


def _each(alert: Alert, subject: Subject, brief: int, least: _Least) -> Iterator[Cell]:
    role = f" ({subject.role})" if subject.role and brief < 3 else ""
    things = subject.resources[: 0 if brief >= 5 else 1 if brief >= 3 else None]
    account = subject.account if subject.account != subject.person else ""
    others = _some(subject.others(alert.accounts), all_of_them=brief < 1)
    path = alert.path if brief < 2 else shorten(alert.path)
    rule, *more = alert.rules
    yield Cell(_short(subject.time))
    yield Cell(alert.level, style=alert.level, least=least[0])
    agent = f" {AGENT}" if subject.agent else ""  # behind what is cut, so that no long name hides it
    yield Cell(_short((subject.person or "-") + role), style="strong", tail=agent, weight=1.2, least=least[1])
    yield Cell(_short(subject.operation), weight=2.2, least=least[2])
    yield Cell(" ".join(_short(_without_arn(one)) for one in things), weight=1.4, least=least[3])
    failure = "ERROR" if brief >= 4 else f"[ERROR {_short(subject.error)}]"
    yield Cell(failure if subject.error else "", style="error", weight=1.4)
    yield Cell(_short(" -> ".join(filter(None, (account, others)))))
    where = _short(" ".join(filter(None, (subject.source, subject.region if brief < 1 else ""))))
    yield Cell(where, weight=3 if brief >= 5 else math.inf)
    yield Cell(_short(short_name(rule.name)), tail=f" +{len(more)}" if more else "", weight=1)
    yield Cell(f"{clean(path)}:{alert.record}", style="faint")


def _some(accounts: Sequence[str], *, all_of_them: bool) -> str:
    """Write accounts, of several the first and how many more there are."""
    return ", ".join(accounts) if all_of_them or len(accounts) < 2 else f"{accounts[0]} +{len(accounts) - 1}"


def _painted(row: Sequence[Cell], *, colour: bool) -> str:
    """Write the cells of a row, which hold the space before them."""
    return "".join(
        f"{' ' * cell.space}{paint(cell.text, cell.style, colour=colour and bool(cell.style))}{cell.tail}"
        f"{' ' * max(cell.least - wide(cell), 0)}"
        for cell in row
    ).rstrip()


def _short(text: str) -> str:
    return cut(clean(text), _LONGEST) or "-"


def _without_arn(text: str) -> str:
    """Keep the part of an ARN that names the resource: service, region and account stand elsewhere in the line."""
    return text.split(":", 5)[5] if text.startswith("arn:") and text.count(":") >= 5 else text
