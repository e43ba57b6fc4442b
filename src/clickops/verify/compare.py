"""Runs converted queries on an engine and says which events only one side selects."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from clickops.conversion.queries import Conversion
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.verify import differences
from clickops.verify.engines import Engine, EngineError, UnansweredError

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


def verdicts(engine: Engine, conversion: Conversion, rules: Sequence[Rule], events: Sequence[Event]) -> list[Verdict]:
    """Load the events and run each rule; what the engine does not take is asked of neither side.

    An engine whose platform keeps a field of some events only says with `known` what it keeps of each.
    """
    taken = engine.load(events)
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
    for event in events:
        if (key := event["eventID"]) in expected ^ found:
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
    if not names:
        return event
    made = copy.deepcopy(dict(event))
    for name in names:
        for inner, key in list(_homes(made, name)):
            inner.pop(key, None)
    return made


def _homes(value: Any, name: str) -> Iterator[tuple[dict[str, Any], str]]:  # noqa: ANN401 - any part of an event
    """Find the objects that hold a field, and its last key there."""
    if isinstance(value, list):
        for member in value:
            yield from _homes(member, name)
    elif isinstance(value, dict):
        if name in value:
            yield value, name
            return
        for at in (at for at, sign in enumerate(name) if sign == "."):
            if name[:at] in value:
                yield from _homes(value[name[:at]], name[at + 1 :])
