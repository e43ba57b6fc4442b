"""All rules at once, at the price of one look-up a field: which rules fire on a record, and which may.

CloudTrail's fields repeat: a few hundred event names, user agents and identities make up millions of records. So for
each field the answers of all its atoms to one value are a bitmask, remembered by value; the rules that a tuple of
masks fires are remembered by tuple, and by all the values that a record shows. The memories are bounded. Misses ask
the matchers, which alone know what a test means.

Some answers are not known: those of keywords, of references between fields, of fields too deep for the projection and
of arrays. So each atom has two bits, whether it may be true and whether it must be; what must be true of a record
needs no second look, and what may be is confirmed by the predicate.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import attrgetter, getitem
from typing import Any

import msgspec

from clickops.evaluate.matchers import matcher, text_of
from clickops.evaluate.predicate import predicate
from clickops.evaluate.projection import Part, projected, projection
from clickops.rules import pattern
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Null, Or, Test, Text, fields

_REMEMBERED = 8_192  # questions of one kind
_KEPT = 64_000_000  # bytes of all records of which anything is remembered; the memories share their texts
_DOTS = 6  # in the name of a field that is looked at; requestParameters nests no deeper
_MAY, _BOTH = 0b01, 0b11  # the two bits of an atom: it may be true, it must be

_Masks = tuple[Any, ...]  # a bitmask for each field, and masks again for each part below
_Way = tuple[int, ...]
_Tests = dict[str, dict[Test, int]]
Answer = tuple[int, bool]
"""The index of a tree that may be true of a record, and whether it certainly is."""

Ask = Callable[[bytes], Sequence[Answer] | None]

SUSPECT = -1
"""The index for a record that may be no plain CloudTrail record: the plain reader must look at it."""


def automaton(trees: Sequence[Node], plain: Node, objects: Collection[str] = ()) -> Ask:
    """Make the function from a record's JSON to the trees that are or may be true of it, in their order.

    `plain` is what holds for every record that needs no closer look; where it does not, SUSPECT is among the answers.
    None is the answer for what the projection refuses: any tree may be true of it, and it may be no JSON at all. It
    refuses text in the place of one of `objects` where more than the top of a record decides.
    """
    asked = {field for tree in [*trees, plain] for field in fields(tree)}
    thorough = _automaton(trees, plain, projection(asked, _DOTS, objects), lambda _, answers: answers)
    # name, source, agent and flags dismiss most records by themselves, whatever their objects hold
    return _automaton(trees, plain, projection(asked, 0), lambda record, _: thorough(record))


def _automaton(
    trees: Sequence[Node],
    plain: Node,
    part: Part,
    then: Callable[[bytes, Sequence[Answer]], Sequence[Answer] | None],
) -> Ask:
    known = _Known(part)
    answers = [
        (index, _answer(tree, known, certain=False), _answer(tree, known, certain=True))
        for index, tree in [(SUSPECT, Not(plain)), *enumerate(trees)]
    ]
    memories: list[_Memory] = []
    masks = _part_masks(part, known.tests, memories)
    verdicts = _Memory(lambda found: tuple((index, must(found)) for index, may, must in answers if may(found)))
    records = _Memory(lambda values: verdicts[masks(values)])
    memories += [verdicts, records]
    decode = msgspec.json.Decoder(part.type).decode
    kept = 0

    def ask(record: bytes) -> Sequence[Answer] | None:
        nonlocal kept
        try:
            if not record.isascii():
                record.decode()  # what the projection skips, it does not look at: it might be no UTF-8
            values = decode(record)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        found: Sequence[Answer] | None = records.get(values)
        if found is None:
            kept += len(record)
            if kept > _KEPT:
                kept = len(record)
                for memory in memories:
                    memory.clear()
            found = records[values]
        return then(record, found) if found else found

    return ask


class _Known:
    """The fields of a projection, and the tests that trees ask of each: two bits in its mask."""

    def __init__(self, part: Part) -> None:
        self.ways = dict(projected(part))
        self.tests: _Tests = {field: {} for field in self.ways}
        self.made: dict[tuple[int, bool], Callable[[_Masks], bool]] = {}

    def bit(self, field: str, test: Test, *, certain: bool) -> int:
        number = self.tests[field].setdefault(test, len(self.tests[field]))
        return 1 << 2 * number + certain


class _Memory(dict[Any, Any]):
    """Answers by question; forgets all when there are too many, since what repeats is soon asked again."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        super().__init__()
        self.answer = answer

    def __missing__(self, question: Any) -> Any:  # noqa: ANN401 - values, parts, masks and records
        if len(self) >= _REMEMBERED:
            self.clear()
        answer = self[question] = self.answer(question)
        return answer


def _value_mask(field: str, tests: Mapping[Test, int]) -> Callable[[object], int]:
    """Make the function from a value of one field to its bitmask.

    Plain words, which are most of what rules ask for, are looked up; other texts are asked one by one.
    """
    words: dict[str, int] = {}
    texts: list[tuple[Callable[[str | bool], bool], int]] = []
    presence: list[tuple[Callable[[dict[str, Any]], bool], int]] = []
    array = 0  # what an array may pass
    for test, number in tests.items():
        bits = _BOTH << 2 * number
        if isinstance(test, Null | Exists | FieldReference):
            presence.append((predicate(Atom(field, test)), bits))
            continue
        array |= _MAY << 2 * number
        word = None if not isinstance(test, Text) or test.cased else pattern.literal(test.parts)
        if word is None:
            texts.append((matcher(test), bits))
        else:
            words[word.lower()] = words.get(word.lower(), 0) | bits

    def mask(value: object) -> int:
        event = {} if value is msgspec.UNSET else {field: value}
        found = sum(bits for holds, bits in presence if holds(event))
        if isinstance(value, str | bool):
            found |= words.get(text_of(value).lower(), 0)
            return found | sum(bits for passes, bits in texts if passes(value))
        return found | array if isinstance(value, tuple) else found

    return mask


def _part_masks(part: Part, tests: _Tests, memories: list[_Memory]) -> Callable[[object], _Masks]:
    """Make the function from a part of a record, or what stands in its place, to the masks of its fields."""
    own = [_Memory(_value_mask(name, tests[name])) for _, name in part.fields]
    own += [_Memory(_part_masks(below, tests, memories)) for _, below in part.below]
    memories += own
    get, absent = _getter(part.attributes), part.type()

    def masks(values: object) -> _Masks:
        if isinstance(values, tuple):
            return _anything(part, tests)
        return tuple(map(getitem, own, get(values if isinstance(values, part.type) else absent)))

    return masks


def _anything(part: Part, tests: _Tests) -> _Masks:
    """Give the masks of a part of which nothing is known."""
    own = (sum(_MAY << 2 * number for number in tests[name].values()) for _, name in part.fields)
    return (*own, *(_anything(below, tests) for _, below in part.below))


def _getter(attributes: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(attributes) > 1:
        return attrgetter(*attributes)
    return lambda values: tuple(getattr(values, attribute) for attribute in attributes)


def _answer(node: Node, known: _Known, *, certain: bool) -> Callable[[_Masks], bool]:
    """Make the function that says whether `node` is certainly true where the masks are these, or whether it may be.

    A node that several trees share (a filter stands in every rule that it serves) is made once.
    """
    made = known.made.get((id(node), certain))
    if made is None:
        made = known.made[id(node), certain] = _make(node, known, certain=certain)
    return made


def _make(node: Node, known: _Known, *, certain: bool) -> Callable[[_Masks], bool]:
    match node:
        case Named(_, child):
            return _answer(child, known, certain=certain)
        case Not(child):
            inner = _answer(child, known, certain=not certain)
            return lambda masks: not inner(masks)
        case And(nodes):
            each = [_answer(child, known, certain=certain) for child in nodes]
            return lambda masks: all(holds(masks) for holds in each)
        case Or(nodes):
            some = [_answer(child, known, certain=certain) for child in nodes]
            return lambda masks: any(holds(masks) for holds in some)
        case Atom(str(field), test) if field in known.ways and not isinstance(test, FieldReference):
            *path, last = known.ways[field]
            bit = known.bit(field, test, certain=certain)
            return lambda masks: bool(functools.reduce(getitem, path, masks)[last] & bit)
        case Atom():
            return lambda _: not certain
