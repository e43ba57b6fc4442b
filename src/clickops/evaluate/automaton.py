"""All rules at once, at the price of one look-up a field: which rules a record may fire.

CloudTrail's fields repeat: a few hundred event names, user agents and identities make up millions of records. So for
each field the answers of all its atoms to one value are a bitmask, remembered by value, and the rules that a tuple
of masks can fire are remembered by tuple. Both memories are bounded. Misses ask the predicate, which alone knows
what an atom means.

What masks cannot say (keywords, references between fields, fields that end where others go on) is assumed to be true
where that makes a rule fire and untrue where that does. So the answer may name a rule that does not fire, never the
reverse, and whoever asks confirms with the predicate.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, getitem
from typing import Any

import msgspec

from clickops.evaluate.matchers import text_of
from clickops.evaluate.predicate import predicate
from clickops.evaluate.projection import AnObject, Part, projected, projection
from clickops.rules import pattern
from clickops.rules.tree import And, Atom, FieldReference, Named, Node, Not, Or, Test, Text, atoms, fields

_REMEMBERED = 8_192  # values of one field or part, and answers
_LONGEST = 300  # characters of a value that is remembered

_Masks = tuple[Any, ...]  # a bitmask for each field, and masks again for each part below
_Way = tuple[int, ...]
_Tests = dict[str, dict[Test, int]]

SUSPECT = -1
"""What `candidates` names for a record that may be no plain CloudTrail record: the plain reader must look at it."""


def candidates(trees: Sequence[Node], plain: Node) -> Callable[[bytes | msgspec.Raw], Sequence[int]]:
    """Make the function from a record's JSON to the indexes of the trees that may be true of it.

    `plain` is what holds for every record that needs no closer look; where it does not, SUSPECT is among the answers.
    The function raises msgspec.ValidationError for a record of uncommon shape: any tree may be true of it.
    """
    part = projection(field for tree in [*trees, plain] for field in fields(tree))
    ways = dict(projected(part))
    tests: _Tests = {field: {} for field in ways}
    answers: list[tuple[int, Callable[[_Masks], bool]]] = []
    for index, tree in [(SUSPECT, Not(plain)), *enumerate(trees)]:
        relaxed = _relax(tree, ways, assumed=True)
        for atom in atoms(relaxed):
            if atom.field is not None:
                tests[atom.field].setdefault(atom.test, len(tests[atom.field]))
        answers.append((index, _answer(relaxed, ways, tests)))
    masks = _part_masks(part, tests)
    verdicts = _Memory(lambda found: tuple(index for index, holds in answers if holds(found)))
    decode = msgspec.json.Decoder(part.type).decode
    return lambda record: verdicts[masks(decode(record))]


class _Memory(dict[Any, Any]):
    """Answers by question; forgets all when there are too many, since what repeats is soon asked again."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        super().__init__()
        self.answer = answer

    def __missing__(self, question: Any) -> Any:  # noqa: ANN401 - values, parts and masks
        answer = self.answer(question)
        if not isinstance(question, str) or len(question) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[question] = answer
        return answer


def _value_mask(field: str, tests: Mapping[Test, int]) -> Callable[[object], int]:
    """Make the function from a value of one field to the bitmask of the atoms that it passes.

    Plain words, which are most of what rules ask for, are looked up; the rest is asked one by one.
    """
    words: dict[str, int] = {}
    others: list[tuple[Callable[[dict[str, Any]], bool], int]] = []
    for test, bit in tests.items():
        word = None if not isinstance(test, Text) or test.cased else pattern.literal(test.parts)
        if word is None:
            others.append((predicate(Atom(field, test)), 1 << bit))
        else:
            words[word.lower()] = words.get(word.lower(), 0) | 1 << bit

    def mask(value: object) -> int:
        event: dict[str, Any] = {field: {} if isinstance(value, AnObject) else value}
        if value is msgspec.UNSET:
            event = {}
        known = words.get(text_of(value).lower(), 0) if isinstance(value, str | bool) else 0
        return known | sum(bit for holds, bit in others if holds(event))

    return mask


def _part_masks(part: Part, tests: _Tests) -> Callable[[object], _Masks]:
    """Make the function from a part of a record, or what stands in its place, to the masks of its fields."""
    memories = [_Memory(_value_mask(name, tests[name])) for _, name in part.fields]
    memories += [_Memory(_part_masks(below, tests)) for _, below in part.below]
    get, absent = _getter(part.attributes), part.type()

    def masks(values: object) -> _Masks:
        return tuple(map(getitem, memories, get(values if isinstance(values, part.type) else absent)))

    return masks


def _getter(attributes: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(attributes) > 1:
        return attrgetter(*attributes)
    return lambda values: tuple(getattr(values, attribute) for attribute in attributes)


def _answer(node: Node, ways: Mapping[str, _Way], tests: _Tests) -> Callable[[_Masks], bool]:
    match node:
        case Named(_, child):
            return _answer(child, ways, tests)
        case Not(child):
            inner = _answer(child, ways, tests)
            return lambda masks: not inner(masks)
        case And(nodes):
            each = [_answer(child, ways, tests) for child in nodes]
            return lambda masks: all(holds(masks) for holds in each)
        case Or(nodes):
            some = [_answer(child, ways, tests) for child in nodes]
            return lambda masks: any(holds(masks) for holds in some)
        case Atom(field, test):
            *path, last = ways[field or ""]
            bit = 1 << tests[field or ""][test]
            return lambda masks: bool(functools.reduce(getitem, path, masks)[last] & bit)


def _relax(node: Node, known: Mapping[str, object], *, assumed: bool) -> Node:
    """Replace each atom that masks cannot answer by the constant that lets the whole be true."""
    match node:
        case Named(_, child):
            return _relax(child, known, assumed=assumed)
        case Not(child):
            return Not(_relax(child, known, assumed=not assumed))
        case And(nodes):
            return And(tuple(_relax(child, known, assumed=assumed) for child in nodes))
        case Or(nodes):
            return Or(tuple(_relax(child, known, assumed=assumed) for child in nodes))
        case Atom(field, test):
            if field in known and not isinstance(test, FieldReference):
                return node
            return And(()) if assumed else Or(())
