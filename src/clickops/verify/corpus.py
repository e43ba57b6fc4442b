"""The events of a verification: the cases of the pack, hostile variants of them, and files of records."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.rules.tree import Node, Text, atoms, fields

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
_STRIDE = 5  # from field to field
_GOLDEN = 0.6180339887  # whose multiples fall into step with nothing
_LOOKED_AT = 100  # texts of one field
_CONTROLS = ("\0", "\1", "\t", "\n", "\r", "\x1f", "\x7f", "\x85", "\u2028")
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


def variants(event: Event, rule: Rule, turn: int = 0) -> Iterator[Event]:
    """Vary an event in each field that a rule tests: absent, null, empty, in the other case, with special characters.

    Also as a list, alone and with another value that the rule tests, and with what holds it as an array of one object.
    A dotted field is varied where the event has it through objects alone, or may get it. Of the control characters, in
    all places that they may have, each field gets two: which ones, `turn` says, so that several events show all.
    """
    tested = sorted(fields(rule.tree) - _KEPT)
    holds = predicate(rule.tree)
    for place, field in enumerate(tested):
        values = resolve(event, field)
        value = values[0] if values else "x"
        replacements = [*_REPLACEMENTS, *_near(value), *_controlled(value, turn + place * _STRIDE)]
        replacements += [
            pair for other in _others(event, field, rule.tree, holds) for pair in ([value, other], [other, value])
        ]
        for replacement in replacements:
            if (varied := _with(event, field, replacement)) is not None:
                yield varied
    for path in sorted({field[:at] for field in tested for at, character in enumerate(field) if character == "."}):
        for value in filter(lambda value: isinstance(value, dict), resolve(event, path)):
            for members in ([value], [{}, value]):
                if (varied := _with(event, path, members)) is not None:
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
            hostile += variants(case.event, named[case.rule], len(seen))
            seen.add((case.rule, case.match))
    return numbered([*events, *_sparse(hostile, each)])


def _sparse(events: Sequence[Event], each: int) -> Iterator[Event]:
    """Take one of each so many, never at a regular place: variants come in the same order field by field."""
    for number, at in enumerate(range(0, len(events), each)):
        yield from events[at : at + each][int(number * _GOLDEN % 1 * each) :][:1]


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


def _controlled(value: Any, turn: int) -> Iterator[str]:  # noqa: ANN401
    """Give two texts with a control character: in front, in the middle, at the end, or alone."""
    if isinstance(value, str):
        half = len(value) // 2
        for number in (2 * turn, 2 * turn + 1):
            sign = _CONTROLS[number % len(_CONTROLS)]
            yield (f"{value}{sign}", f"{sign}{value}", f"{value[:half]}{sign}{value[half:]}", sign)[
                number // len(_CONTROLS) % 4
            ]


def _others(event: Event, field: str, tree: Node, holds: Callable[[Event], bool]) -> Iterator[str]:
    """Find a text that is tested in a field and decides otherwise than the event's own, if there is one."""
    tests = (atom.test for atom in atoms(tree) if atom.field == field)
    texts = ("".join(part for part in test.parts if isinstance(part, str)) for test in tests if isinstance(test, Text))
    whole = holds(event)
    for text in itertools.islice(dict.fromkeys(texts), _LOOKED_AT):
        varied = _with(event, field, text)
        if varied is not None and holds(varied) is not whole:
            yield text
            return


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
