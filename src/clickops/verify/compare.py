"""Runs converted queries on an engine and says which events only one side selects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from clickops.conversion.queries import Conversion
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.verify import complete, differences
from clickops.verify.engines import Engine, EngineError, UnansweredError
from clickops.verify.shipped import Shipped

Event = Mapping[str, Any]
UNFILTERED = "unfiltered"
"""The known difference of events that a filter takes out which target.yml says the query has not."""


class Verdict(msgspec.Struct, frozen=True):
    """What an engine made of one rule's query, beside what our own evaluator selects."""

    rule: str
    selected: int = 0  # by both
    missed: tuple[str, ...] = ()  # the ids that only our evaluator selects
    extra: tuple[str, ...] = ()  # the ids that only the engine selects
    refused: str = ""  # why there is no query
    failed: str = ""  # what the engine said of it
    known: Mapping[str, int] = {}  # how many events each known difference explains

    @property
    def same(self) -> bool:
        """Whether the query ran and selected what our evaluator selects."""
        return not (self.missed or self.extra or self.refused or self.failed)


def verdicts(
    engine: Engine,
    conversion: Conversion,
    rules: Sequence[Rule],
    events: Sequence[Event],
    others: Iterable[Shipped] = (),
) -> list[Verdict]:
    """Load the events and run each rule; what the engine does not take is asked of neither side.

    Raises EngineError where a shipped table or view does not have all that was taken.

    An engine whose platform keeps a field of some events only says with `known` what it keeps of each. One whose
    platform imports files of `others`, formats that hold the same queries, imports them with `take`.
    """
    taken = engine.load(events)
    complete.check(engine, conversion, taken)
    take: Callable[[Shipped], object] = getattr(engine, "take", lambda _: None)
    for other in others:
        take(other)
    known: Callable[[Event], Event] = getattr(engine, "known", lambda event: event)
    kept = [known(event) for event in events if event["eventID"] in taken]
    return [_verdict(engine, conversion, rule, kept) for rule in rules]


def _verdict(engine: Engine, conversion: Conversion, rule: Rule, events: Sequence[Event]) -> Verdict:
    try:
        converted = conversion.query(rule)
    except ConversionError as error:
        return Verdict(rule.name, refused=error.reason)
    lost = [note.field for note in converted.notes if note.lost]
    holds = predicate(rule.tree)
    expected = {event["eventID"] for event in events if holds(without(event, lost))}
    try:
        found = frozenset[str]().union(*(engine.run(query) for query in converted.queries))
    except UnansweredError:
        raise  # the server is gone, for every rule
    except EngineError as error:
        return Verdict(rule.name, failed=str(error))
    known: Counter[str] = Counter()
    unknown: set[str] = set()
    asked = conversion.filtered(rule)
    unfiltered = None if asked is rule else predicate(asked.tree)
    disputed = expected ^ found
    for event in events:
        if (key := event["eventID"]) in disputed:
            kept, selected = without(event, lost), key in found
            names = differences.explanations(rule.tree, kept, conversion.format.differs, selected=selected)
            if not names and unfiltered is not None and unfiltered(kept) is selected:
                names = [UNFILTERED]
            known.update(names)
            unknown |= set() if names else {key}
    missed, extra = tuple(sorted(unknown - found)), tuple(sorted(unknown & found))
    return Verdict(rule.name, len(expected & found), missed, extra, known=dict(known))


def without(event: Event, names: Sequence[str]) -> Event:
    """Copy an event without some fields: what a platform that does not keep them knows of it."""
    for name in names:
        event = _without(event, name)
    return event


def _without(value: Any, name: str) -> Any:  # noqa: ANN401 - any part of an event
    if isinstance(value, list):
        return [_without(member, name) for member in value]
    if not isinstance(value, dict):
        return value
    if name in value:
        return {key: inner for key, inner in value.items() if key != name}
    for at in (at for at, sign in enumerate(name) if sign == "."):
        if (head := name[:at]) in value:
            value = {**value, head: _without(value[head], name[at + 1 :])}
    return value
