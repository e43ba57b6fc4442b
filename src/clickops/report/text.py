"""Alerts as text: one line each that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator

from clickops.report.clean import clean, cut
from clickops.report.style import paint, width
from clickops.report.subject import Subject, describe
from clickops.scan import Alert

_COLUMNS = (22, 10, 26, 40, 26)  # with an address and a region at the end, 120 columns
_GAP = 2
_INDENT = 10
_LONGEST = 120  # characters of one cell

_Cell = tuple[str, str]  # plain and painted


def line(alert: Alert, *, colour: bool = False, columns: int | None = None) -> str:
    """Write one alert: when, level, who, what, from where, rules; no line break at the end.

    `columns` is the width of a terminal: what does not fit goes on below, indented. Without it all stands on one
    line, and longer cells push the others to the right.
    """
    cells = list(_cells(describe(alert.event), alert.level, colour=colour))
    *first, last = [rule.name for rule in alert.rules]
    rules = [*(f"{name}," for name in first), last]
    cells += [(name, paint(name, "faint", colour=colour)) for name in map(clean, rules)]
    text, used = "", 0
    for number, (plain, painted) in enumerate(cells):
        taken = width(plain)
        if columns is not None and used > _INDENT and used + taken > columns:
            text, used = f"{text.rstrip()}\n{' ' * _INDENT}", _INDENT
        gap = max(_COLUMNS[number] - taken, _GAP) if number < len(_COLUMNS) else 1
        text += painted + " " * gap
        used += taken + gap
    return text.rstrip()


def _cells(subject: Subject, level: str, *, colour: bool) -> Iterator[_Cell]:
    time, who = _short(subject.time), _short(subject.who)
    what = " ".join((_short(subject.operation), *(_short(_without_arn(one)) for one in subject.resources)))
    where = " ".join(_short(one) for one in (subject.source, subject.region) if one) or "-"
    failure = f" [ERROR {_short(subject.error)}]" if subject.error else ""
    yield time, time
    yield level, paint(level, level, colour=colour)
    yield who, paint(who, "strong", colour=colour)
    yield what + failure, what + paint(failure, "error", colour=colour)
    yield where, where


def _short(text: str) -> str:
    return cut(clean(text), _LONGEST) or "-"


def _without_arn(text: str) -> str:
    """Keep the part of an ARN that names the resource: service, region and account stand elsewhere in the line."""
    return text.split(":", 5)[5] if text.startswith("arn:") and text.count(":") >= 5 else text
