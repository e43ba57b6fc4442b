"""Alerts as text: one line each that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clickops.report.clean import clean, cut
from clickops.report.style import paint, width
from clickops.report.subject import AGENT, Subject, describe
from clickops.scanning import Alert

_STARTS = (0, 22, 32, 58, 98)  # columns of when, level, who, what, where: 120 with an address and a region
_INDENT = " " * 10
_LONGEST = 120  # characters of one cell
_ENDLESS = 1_000_000_000

_Cell = tuple[str, str]  # as it is and painted


def line(alert: Alert, *, colour: bool = False, columns: int | None = None) -> str:
    """Write one alert: when, level, who, what, from where, rules; no line break at the end.

    `columns` is the width of a terminal: what does not fit goes on below, indented. Without it all stands on one
    line, and a longer cell pushes the next to the right.
    """
    limit = _ENDLESS if columns is None else columns
    *others, last = (clean(rule.name) for rule in alert.rules)
    rules = [(name, paint(name, "faint", colour=colour)) for name in (*(f"{name}," for name in others), last)]
    rows = list(_rows(_cells(describe(alert.event), alert.level, colour=colour), limit, starts=_STARTS))
    ((beside, painted),) = _rows(rules, _ENDLESS, gap=" ")
    plain, shown = rows[-1]
    if width(plain) + len("  ") + width(beside) <= limit:
        rows[-1] = plain, f"{shown}  {painted}"
    else:
        rows += _rows(rules, limit, gap=" ", begin=_INDENT)
    return "\n".join(painted for _, painted in rows)


def _rows(
    cells: Iterable[_Cell], limit: int, *, starts: Sequence[int] = (), gap: str = "  ", begin: str = ""
) -> Iterator[_Cell]:
    """Put cells side by side into rows no wider than `limit`; the first row keeps to the columns in `starts`."""
    plain = painted = begin
    for number, (text, shown) in enumerate(cells):
        filled = bool(plain.strip())
        start = starts[number] if starts else 0
        space = " " * max(start - width(plain), len(gap) if filled else 0)
        if filled and width(plain + space + text) > limit:
            yield plain, painted
            plain = painted = _INDENT
            starts, space = (), ""
        plain += space + text
        painted += space + shown
    yield plain, painted


def _cells(subject: Subject, level: str, *, colour: bool) -> Iterator[_Cell]:
    time, who = _short(subject.time), _short(subject.identity)
    agent = f" {AGENT}" if subject.agent else ""  # behind what is cut, so that no long name hides it
    what = " ".join((_short(subject.operation), *(_short(_without_arn(one)) for one in subject.resources)))
    where = " ".join(_short(one) for one in (subject.source, subject.region) if one) or "-"
    failure = f" [ERROR {_short(subject.error)}]" if subject.error else ""
    yield time, time
    yield level, paint(level, level, colour=colour)
    yield who + agent, paint(who, "strong", colour=colour) + agent
    yield what + failure, what + paint(failure, "error", colour=colour)
    yield where, where


def _short(text: str) -> str:
    return cut(clean(text), _LONGEST) or "-"


def _without_arn(text: str) -> str:
    """Keep the part of an ARN that names the resource: service, region and account stand elsewhere in the line."""
    return text.split(":", 5)[5] if text.startswith("arn:") and text.count(":") >= 5 else text
