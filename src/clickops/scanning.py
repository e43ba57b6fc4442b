"""Reading and matching together: files in, alerts out, and no more of a record decoded than is needed."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, ParamSpec

import msgspec

from clickops.cloudtrail.choice import Choice
from clickops.cloudtrail.kept import OnLoss, watched
from clickops.cloudtrail.reader import OnAside, OnProblem, Paths, blocks
from clickops.errors import ClickopsError
from clickops.evaluate.automaton import SUSPECT, automaton
from clickops.evaluate.predicate import predicate
from clickops.evaluate.silenced import Silenced
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

_SHOWN = 40  # characters of a value in the repr of an alert


class Alert(msgspec.Struct, frozen=True, eq=False):
    """One record on which rules fire, and where it was found."""

    event: dict[str, Any]  # the whole record, as CloudTrail writes it
    rules: tuple[Rule, ...]  # at least one; the highest level first, then by name
    path: str  # the file, in an archive `a.zip!name`
    record: int  # its position there, from 1, as `Source` counts

    @property
    def level(self) -> str:
        """The highest level among its rules."""
        return self.rules[0].level

    def to_dict(self) -> dict[str, Any]:
        """Give it as `--format ndjson` does: `event`, `rules` (name, id, title, level), `level`, `path`, `record`."""
        rules = [{"name": one.name, "id": one.id, "title": one.title, "level": one.level} for one in self.rules]
        return {"event": self.event, "rules": rules, "level": self.level, "path": self.path, "record": self.record}

    def __repr__(self) -> str:
        """Show in one line what happened, which rules say so, and where it stands."""
        when, what = (str(self.event.get(key))[:_SHOWN] for key in ("eventTime", "eventName"))
        more = f" and {len(self.rules) - 1} more" if len(self.rules) > 1 else ""
        place = f"{self.path}:{self.record}"
        return f"<Alert {self.level}, {self.rules[0].name}{more}: {when!r} {what!r}, {place!r}>"


_Scan = ParamSpec("_Scan")


def _zoned(scan: Callable[_Scan, Iterator[Alert]]) -> Callable[_Scan, Iterator[Alert]]:
    """Refuse times that name no zone when `scan` is called: events are in UTC, and the machine may be elsewhere."""

    @functools.wraps(scan)
    def checked(*args: _Scan.args, **kwargs: _Scan.kwargs) -> Iterator[Alert]:
        for name in ("since", "until"):
            time = kwargs.get(name)
            if time is not None and (not isinstance(time, dt.datetime) or time.tzinfo is None):
                needed = "a datetime with a time zone, as in datetime(2026, 1, 31, tzinfo=UTC)"
                raise ClickopsError(f"{name} must be {needed}, not {time!r}")
        return scan(*args, **kwargs)

    return checked


@_zoned
def scan(
    pack: Pack,
    paths: Paths,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    on_loss: OnLoss | None = None,
    on_block: Callable[[str, int], None] | None = None,
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    all_files: bool = False,
    silenced: Silenced | None = None,
) -> Iterator[Alert]:
    """Yield an alert for each record behind `paths` on which rules of `pack` fire, in the order of the input.

    Paths, problems and what is set aside are those of `cloudtrail.read`, and so are `include`, `exclude` and
    `all_files`. Records equal as JSON values are given once, wherever they stand. `since` and `until` (aware; until
    excludes) keep the records of a time; a record whose eventTime is none is kept. Below a folder, files whose path
    names another day are not opened; those of the day after are, as files are delivered late (`cloudtrail.dates`).
    `leave_out` is a file not to read, as one that is written. `on_loss` is told what an export does not keep of its
    records, once for each file (`cloudtrail.kept`), `on_block` each text's path and how many records it held.
    `silenced` counts what its filters leave out. Raises ClickopsError for a time without a zone.
    """
    rules = sorted(pack.rules, key=lambda rule: (-rule.rank, rule.name))
    trees = [rule.tree if silenced is None else silenced.tree(rule) for rule in rules]
    ask = automaton(trees, _PLAIN)
    holds = [functools.cache(functools.partial(predicate, tree)) for tree in trees]  # made when it is needed
    every = tuple((index, False) for index in range(len(rules)))
    seen: set[bytes] = set()
    choice = Choice(tuple(include), tuple(exclude), since, until, all_files)
    given = blocks(paths, on_problem=on_problem, on_aside=on_aside, stdin=stdin, leave_out=leave_out, choice=choice)
    for block in given:
        records = 0
        for position, piece in block.pieces() if on_loss is None else watched(block, on_loss):
            answers = ask(piece) if isinstance(piece, bytes) else None
            if answers == ():
                records += 1
                continue
            asked = every if answers is None or (SUSPECT, True) in answers or (SUSPECT, False) in answers else answers
            for source, event in block.records(position, piece):
                records += 1
                fired = tuple(rules[index] for index, certain in asked if certain or holds[index]()(event))
                if fired and _within(event, since, until) and (digest := _digest(event)) not in seen:
                    seen.add(digest)
                    if silenced is None or (fired := silenced.left(event, fired)):
                        yield Alert(event, fired, source.path, source.record)
        if on_block is not None:
            on_block(block.path, records)


def _within(event: Mapping[str, Any], since: dt.datetime | None, until: dt.datetime | None) -> bool:
    if since is None and until is None:
        return True
    time = event_time(event)
    return time is None or ((since is None or time >= since) and (until is None or time < until))


def event_time(event: Mapping[str, Any]) -> dt.datetime | None:
    """Read a record's eventTime, UTC where it names no zone; None when it is no time."""
    text = event.get("eventTime")
    try:
        time = dt.datetime.fromisoformat(text.strip().upper()) if isinstance(text, str) else None
    except ValueError:
        return None
    return time.replace(tzinfo=dt.UTC) if time is not None and time.tzinfo is None else time


def _digest(event: Mapping[str, Any]) -> bytes:
    """Make sixteen bytes that are the same for equal JSON values."""
    try:
        text = msgspec.json.encode(event, order="deterministic")
    except UnicodeEncodeError:  # a lone surrogate
        text = json.dumps(event, sort_keys=True).encode()
    return hashlib.blake2b(text, digest_size=16).digest()
