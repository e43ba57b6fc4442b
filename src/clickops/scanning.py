"""Reading and matching together: files in, alerts out, and no more of a record decoded than is needed."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from clickops.cloudtrail.fields import OBJECTS
from clickops.cloudtrail.reader import OnAside, OnProblem, Paths, blocks
from clickops.cloudtrail.times import time_of
from clickops.evaluate.automaton import SUSPECT, automaton
from clickops.evaluate.predicate import predicate
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


class Alert(msgspec.Struct, frozen=True, eq=False):
    """One record on which rules fire, and where it was found."""

    event: dict[str, Any]
    rules: tuple[Rule, ...]  # at least one; the highest level first, then by name
    path: str
    record: int

    @property
    def level(self) -> str:
        """The highest level among its rules."""
        return self.rules[0].level


def scan(
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
) -> Iterator[Alert]:
    """Yield an alert for each record behind `paths` on which rules of `pack` fire, in the order of the input.

    Paths, problems and what is set aside are those of `cloudtrail.read`. Records equal as JSON values are given
    once, wherever they stand. `since` and `until` (aware; until excludes) keep the records of a time; a record
    whose eventTime is none is kept. `leave_out` is a file not to read, as one that is written. `on_block` is told
    each text's path and how many records it held.
    """
    rules = sorted(pack.rules, key=lambda rule: (-rule.rank, rule.name))
    trees = [rule.tree for rule in rules]
    ask = automaton(trees, _PLAIN, OBJECTS)
    holds = [functools.cache(functools.partial(predicate, tree)) for tree in trees]  # made when it is needed
    every = tuple((index, False) for index in range(len(rules)))
    seen: set[bytes] = set()
    for block in blocks(paths, on_problem=on_problem, on_aside=on_aside, stdin=stdin, leave_out=leave_out):
        records = 0
        for position, piece in block.pieces():
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
    return time_of(event.get("eventTime"))


def _digest(event: Mapping[str, Any]) -> bytes:
    """Make sixteen bytes that are the same for equal JSON values."""
    try:
        text = msgspec.json.encode(event, order="deterministic")
    except UnicodeEncodeError:  # a lone surrogate
        text = json.dumps(event, sort_keys=True).encode()
    return hashlib.blake2b(text, digest_size=16).digest()
