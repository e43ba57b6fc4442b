"""The events of a verification: the cases of the pack, hostile variants of them, and files of records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from clickops.evaluate.fields import resolve
from clickops.rules.pack import Rule
from clickops.rules.tree import fields

Event = dict[str, Any]


class Case(Protocol):
    """An event, and whether a rule must fire on it: what `tuning.cases` reads."""

    @property
    def rule(self) -> str:
        """The name of the rule."""

    @property
    def match(self) -> bool:
        """Whether it must fire."""

    @property
    def event(self) -> Event:
        """The record."""


_KEPT = {"eventID", "eventTime"}  # what tells records apart, and when they were: every platform needs them as they are
_ABSENT = object()
_REPLACEMENTS: tuple[Any, ...] = (_ABSENT, None, "", [], {}, 7, True, "null", "success")
_SIGNS = ("%", "_", "*", "?", ".", "\\", "'", '"', "\n", "é", "[", "|", "{{x}}")


def numbered(events: Iterable[Mapping[str, Any]]) -> list[Event]:
    """Copy events, equal ones once, each with an eventID that tells it from all others and says its number."""
    seen: dict[str, Event] = {}
    for event in events:
        known = {key: value for key, value in event.items() if key != "eventID"}
        seen.setdefault(json.dumps(known, sort_keys=True), known)
    return [
        event | {"eventID": f"00000000-0000-4000-8000-{number:012d}"} for number, event in enumerate(seen.values(), 1)
    ]


def variants(event: Mapping[str, Any], rules: Sequence[Rule]) -> Iterator[Event]:
    """Vary an event in each field that some rules ask: absent, null, empty, in the other case, with signs, as a list.

    A dotted field is varied where the event has it through objects alone, or may get it.
    """
    asked = sorted(frozenset().union(*(fields(rule.tree) for rule in rules)) - _KEPT)
    for field in asked:
        values = resolve(event, field)
        for replacement in (*_REPLACEMENTS, *_near(values[0] if values else "x")):
            if (varied := _with(event, field, replacement)) is not None:
                yield varied


def of_cases(cases: Iterable[Case], rules: Sequence[Rule], *, each: int = 1) -> list[Event]:
    """Collect the events of cases, and one in `each` of the hostile variants; numbered, each event once.

    Of each rule the first case that fires and the first that does not are varied, in the fields that it asks.
    """
    named = {rule.name: rule for rule in rules}
    events: list[Event] = []
    hostile: list[Event] = []
    seen: set[tuple[str, bool]] = set()
    for case in cases:
        events.append(case.event)
        if case.rule in named and (case.rule, case.match) not in seen:
            seen.add((case.rule, case.match))
            hostile += variants(case.event, [named[case.rule]])
    return numbered([*events, *hostile[::each]])


def _near(value: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever an event holds
    if isinstance(value, str):
        yield value.upper()
        yield value.swapcase()
        yield from (f"{value}{sign}" for sign in _SIGNS)
        yield from (f"{sign}{value}" for sign in _SIGNS[:6])
        yield value[:-1]
    yield [value]
    yield ["x", value]
    yield {"x": value}
    yield json.dumps(value)


def _with(event: Mapping[str, Any], field: str, value: Any) -> Event | None:  # noqa: ANN401
    """Copy an event with another value in a field; None where that is not possible or changes nothing.

    What stands beside the field is shared with the event, not copied.
    """
    head, _, rest = field.partition(".")
    if value is _ABSENT and head not in event:
        return None
    if not rest:
        others = {key: kept for key, kept in event.items() if key != head}
        return others if value is _ABSENT else {**others, head: value}
    inner = event.get(head, {})
    varied = _with(inner, rest, value) if isinstance(inner, dict) else None
    return None if varied is None else {**event, head: varied}
