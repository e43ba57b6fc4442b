"""Reading and matching together: files in, alerts out, and no more of a record decoded than is needed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Literal, TypedDict, Unpack

import msgspec

from clickops.cloudtrail.choice import Choice, globs
from clickops.cloudtrail.fields import OBJECTS
from clickops.cloudtrail.kept import OnLoss, watched
from clickops.cloudtrail.reader import Block, OnAside, OnProblem, Paths, blocks
from clickops.cloudtrail.times import time_of
from clickops.copies import moment
from clickops.errors import ClickopsError
from clickops.evaluate.automaton import SUSPECT, automaton
from clickops.evaluate.predicate import predicate
from clickops.evaluate.silenced import Silenced
from clickops.merging import Find, distinct, in_order
from clickops.rules.pack import Pack, Rule
from clickops.rules.tree import And, Atom, Exists, Not, Or, Text, Wildcard

_PLAIN = And(
    (
        Or((Atom("eventName", Exists(expected=True)), Atom("eventSource", Exists(expected=True)))),
        Not(Atom("eventSource", Text(("aws:", Wildcard.MANY)))),
        Not(Atom("eventCategory", Text(("Insight",)))),
        Not(Atom("eventCategory", Text(("Aggregated",)))),
        Not(Atom("eventType", Text(("AwsCloudTrailInsight",)))),
        Not(Atom("eventType", Text(("AwsAggregatedEvent",)))),
        Not(Atom("insightDetails", Exists(expected=True))),
    )
)
"""True only of what `cloudtrail.envelopes.is_record` takes for a record as it stands: all else goes to the reader."""

Sort = Literal["time", "input"]

_SHOWN = 40  # characters of a value in the repr of an alert


class Alert(msgspec.Struct, frozen=True, eq=False):
    """One event on which rules fire, and where its record was found.

    `event` is the whole record, as CloudTrail writes it; `rules` are those that fire, at least one, the highest level
    first, then by name. `path` is the file (`a.zip!name` in an archive) and `record` its position there, from 1, as
    `Source` counts. `accounts` are those whose trails hold it, when they are several, and `copies` is the number of
    its records.
    """

    event: dict[str, Any]
    rules: tuple[Rule, ...]
    path: str
    record: int
    accounts: tuple[str, ...] = ()
    copies: int = 1

    @property
    def level(self) -> str:
        """The highest level among its rules."""
        return self.rules[0].level

    def to_dict(self) -> dict[str, Any]:
        """Give it as `--format ndjson` does: `event`, `rules` (name, id, title, level), `level`, `path`, `record`.

        An event whose record several accounts got has `accounts` too, and one of which several records tell `copies`,
        their number.
        """
        rules = [{"name": one.name, "id": one.id, "title": one.title, "level": one.level} for one in self.rules]
        several: dict[str, Any] = {"accounts": list(self.accounts)} if self.accounts else {}
        if self.copies > 1:
            several["copies"] = self.copies
        place = {"path": self.path, "record": self.record}
        return {"event": self.event, "rules": rules, "level": self.level, **place, **several}

    def __repr__(self) -> str:
        """Show in one line what happened, which rules say so, and where it stands."""
        when, what = (str(self.event.get(key))[:_SHOWN] for key in ("eventTime", "eventName"))
        more = f" and {len(self.rules) - 1} more" if len(self.rules) > 1 else ""
        place = f"{self.path}:{self.record}"
        return f"<Alert {self.level}, {self.rules[0].name}{more}: {when!r} {what!r}, {place!r}>"


class Reading(TypedDict, total=False):
    """What may be said of the reading; problems, what is set aside and the choice of files are those of `read`."""

    on_problem: OnProblem | None
    on_aside: OnAside | None
    on_loss: OnLoss | None  # gets what an export does not keep of its records, once for each file (`cloudtrail.kept`)
    on_block: Callable[[str, int], None] | None  # gets each text's path and how many records it held
    stdin: BinaryIO | None
    leave_out: str | None  # a file not to read, as one that is written
    include: str | Iterable[str]
    exclude: str | Iterable[str]
    all_files: bool


def scan(
    pack: Pack,
    paths: Paths,
    *,
    sort: Sort = "time",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    silenced: Silenced | None = None,
    **reading: Unpack[Reading],
) -> Iterator[Alert]:
    """Yield an alert for each event behind `paths` on which rules of `pack` fire.

    With `sort="time"` they come in order of eventTime once everything is read, those without a readable time last;
    memory stays bounded, what is more goes to a temporary file. With `sort="input"` each comes as soon as its record
    is read.

    An event is given once, however many records tell of it: equal records, records of one eventID, name, source and
    time, a record and its correction (`addendum.originalEventID`), and records of one `sharedEventID`. With
    `sort="time"` the correction or the richest copy is given, with `sort="input"` the first.

    `since` and `until` (aware; until excludes) keep the records of a time; a record without a readable eventTime is
    kept. Below a folder, files whose path names another day are not opened; those of the day after are, as files are
    delivered late (`cloudtrail.dates`). `silenced` counts what its filters leave out. Raises ClickopsError for a time
    without a zone.
    """
    for name, time in (("since", since), ("until", until)):
        if time is not None and (not isinstance(time, dt.datetime) or time.tzinfo is None):
            needed = "a datetime with a time zone, as in datetime(2026, 1, 31, tzinfo=UTC)"
            raise ClickopsError(f"{name} must be {needed}, not {time!r}")
    found = finds(pack, paths, since=since, until=until, silenced=silenced, **reading)
    return alerts(pack, found, sort, silenced)


def alerts(pack: Pack, found: Iterable[Find], sort: Sort = "time", silenced: Silenced | None = None) -> Iterator[Alert]:
    """Make alerts of what `finds` found with the same pack: one of each event, in the order that `scan` describes.

    Raises ClickopsError for an order that is not one of `Sort`.
    """
    if sort not in {"time", "input"}:
        raise ClickopsError(f"sort must be 'time' or 'input', not {sort!r}")
    return _alerts(_ranked(pack), in_order(found) if sort == "time" else distinct(found), silenced)


def _alerts(ranked: list[Rule], found: Iterable[Find], silenced: Silenced | None) -> Iterator[Alert]:
    for one in found:
        rules = tuple(ranked[number] for number in one.rules)
        if silenced is None or (rules := silenced.left(one.event, rules)):
            yield Alert(one.event, rules, one.path, one.record, one.accounts, one.copies)


def finds(
    pack: Pack,
    paths: Paths,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    silenced: Silenced | None = None,
    **reading: Unpack[Reading],
) -> Iterator[Find]:
    """Yield every record behind `paths` on which rules of `pack` fire, copies too, in the order of the input.

    The parameters are those of `scan`; what `silenced` counts is left out by `alerts`.
    """
    trees = [rule.tree if silenced is None else silenced.tree(rule) for rule in _ranked(pack)]
    ask = automaton(trees, _PLAIN, OBJECTS)
    holds = [functools.cache(functools.partial(predicate, tree)) for tree in trees]  # made when it is needed
    every = tuple((index, False) for index in range(len(trees)))
    on_loss, on_block = reading.get("on_loss"), reading.get("on_block")
    for block in _blocks(paths, since, until, reading):
        records = 0
        try:
            for position, piece in block.pieces() if on_loss is None else watched(block, on_loss):
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
        except KeyboardInterrupt:  # so that a caller who goes on with what was found knows how much was read
            if on_block is not None:
                on_block(block.path, records)
            raise
        if on_block is not None:
            on_block(block.path, records)


def _blocks(paths: Paths, since: dt.datetime | None, until: dt.datetime | None, reading: Reading) -> Iterator[Block]:
    include, exclude = reading.get("include", ()), reading.get("exclude", ())
    return blocks(
        paths,
        on_problem=reading.get("on_problem"),
        on_aside=reading.get("on_aside"),
        stdin=reading.get("stdin"),
        leave_out=reading.get("leave_out"),
        choice=Choice(globs(include), globs(exclude), since, until, reading.get("all_files", False)),
    )


def _ranked(pack: Pack) -> list[Rule]:
    return sorted(pack.rules, key=lambda rule: (-rule.rank, rule.name))


def _within(time: dt.datetime | None, since: dt.datetime | None, until: dt.datetime | None) -> bool:
    return time is None or ((since is None or time >= since) and (until is None or time < until))


def event_time(event: Mapping[str, Any]) -> dt.datetime | None:
    """Read a record's eventTime, UTC where it names no zone; None when it is no time."""
    return time_of(event.get("eventTime"))
