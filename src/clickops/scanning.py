"""Reading and matching together: files in, alerts out, and no more of a record decoded than is needed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Literal

import msgspec

from clickops.cloudtrail.reader import OnAside, OnProblem, Paths, blocks
from clickops.copies import moment
from clickops.evaluate.automaton import SUSPECT, automaton
from clickops.evaluate.predicate import predicate
from clickops.merging import Find, distinct, in_order
from clickops.rules.pack import Pack, Rule
from clickops.rules.tree import And, Atom, Exists, Not, Or, Text, Wildcard

_PLAIN = And(
    (
        Or((Atom("eventName", Exists(expected=True)), Atom("eventSource", Exists(expected=True)))),
        Not(Atom("eventSource", Text(("aws:", Wildcard.MANY)))),
        Not(Atom("eventCategory", Text(("Insight",)))),
        Not(Atom("eventType", Text(("AwsCloudTrailInsight",)))),
        Not(Atom("insightDetails", Exists(expected=True))),
    )
)
"""True only of what `cloudtrail.envelopes.is_record` takes for a record as it stands: all else goes to the reader."""


Sort = Literal["time", "input"]


class Alert(msgspec.Struct, frozen=True, eq=False):
    """One event on which rules fire, and where its record was found."""

    event: dict[str, Any]
    rules: tuple[Rule, ...]  # at least one; the highest level first, then by name
    path: str
    record: int
    accounts: tuple[str, ...] = ()  # whose trails hold it, when they are several
    copies: int = 1  # records that tell of it

    @property
    def level(self) -> str:
        """The highest level among its rules."""
        return self.rules[0].level


def scan(
    pack: Pack,
    paths: Paths,
    *,
    sort: Sort = "time",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    on_block: Callable[[str, int], None] | None = None,
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
) -> Iterator[Alert]:
    """Yield an alert for each event behind `paths` on which rules of `pack` fire.

    With `sort="time"` they come in order of eventTime once everything is read, those without a readable time last;
    memory stays bounded, what is more goes to a temporary file. With `sort="input"` each comes as soon as its record
    is read.

    Paths, problems and what is set aside are those of `cloudtrail.read`. An event is given once, however many records
    tell of it: equal records, records of one eventID, name, source and time, a record and its correction
    (`addendum.originalEventID`), and records of one `sharedEventID`. With `sort="time"` the correction or the richest
    copy is given, with `sort="input"` the first. `since` and `until` (aware; until excludes) keep the records of a
    time; a record without a readable eventTime is kept. `leave_out` is a file not to read, as one that is written.
    `on_block` gets each text's path and how many records it held.
    """
    found = finds(
        pack,
        paths,
        since=since,
        until=until,
        on_problem=on_problem,
        on_aside=on_aside,
        on_block=on_block,
        stdin=stdin,
        leave_out=leave_out,
    )
    return alerts(pack, found, sort)


def alerts(pack: Pack, found: Iterable[Find], sort: Sort = "time") -> Iterator[Alert]:
    """Make alerts of what `finds` found with the same pack: one of each event, in the order that `scan` describes.

    Raises ValueError for an order that is not one of `Sort`.
    """
    if sort not in {"time", "input"}:
        raise ValueError(f"sort is {sort!r}, not 'time' or 'input'")
    rules = _ranked(pack)
    return (
        Alert(one.event, tuple(rules[number] for number in one.rules), one.path, one.record, one.accounts, one.copies)
        for one in (in_order(found) if sort == "time" else distinct(found))
    )


def finds(
    pack: Pack,
    paths: Paths,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    on_block: Callable[[str, int], None] | None = None,
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
) -> Iterator[Find]:
    """Yield every record behind `paths` on which rules of `pack` fire, copies too, in the order of the input.

    The parameters are those of `scan`.
    """
    rules = _ranked(pack)
    trees = [rule.tree for rule in rules]
    ask = automaton(trees, _PLAIN)
    holds = [functools.cache(functools.partial(predicate, tree)) for tree in trees]  # made when it is needed
    every = tuple((index, False) for index in range(len(rules)))
    for block in blocks(paths, on_problem=on_problem, on_aside=on_aside, stdin=stdin, leave_out=leave_out):
        records = 0
        try:
            for position, piece in block.pieces():
                answers = ask(piece) if isinstance(piece, bytes) else None
                if answers == ():
                    records += 1
                    continue
                unsure = answers is None or (SUSPECT, True) in answers or (SUSPECT, False) in answers
                asked = every if answers is None or unsure else answers
                for source, event in block.records(position, piece):
                    records += 1
                    fired = tuple(index for index, certain in asked if certain or holds[index]()(event))
                    if fired and _within(time := event_time(event), since, until):
                        yield Find(event, moment(time), fired, source.path, source.record)
        except KeyboardInterrupt:  # so that who goes on with what was found knows how much was read
            if on_block is not None:
                on_block(block.path, records)
            raise
        if on_block is not None:
            on_block(block.path, records)


def _ranked(pack: Pack) -> list[Rule]:
    return sorted(pack.rules, key=lambda rule: (-rule.rank, rule.name))


def _within(time: dt.datetime | None, since: dt.datetime | None, until: dt.datetime | None) -> bool:
    return time is None or ((since is None or time >= since) and (until is None or time < until))


def event_time(event: Mapping[str, Any]) -> dt.datetime | None:
    """Read a record's eventTime, UTC where it names no zone; None when it is no time."""
    text = event.get("eventTime")
    try:
        time = dt.datetime.fromisoformat(text.strip().upper()) if isinstance(text, str) else None
    except ValueError:
        return None
    return time.replace(tzinfo=dt.UTC) if time is not None and time.tzinfo is None else time
