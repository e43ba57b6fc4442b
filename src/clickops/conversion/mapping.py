"""A rule's tree in a platform's own fields, and what is lost on the way."""

from __future__ import annotations

import re

import msgspec

from clickops.conversion import parsing, shapes
from clickops.conversion.emptiness import without_empty
from clickops.conversion.fields import Fields, Place
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Compare,
    Exists,
    FieldReference,
    Named,
    Node,
    Not,
    Null,
    Number,
    Or,
    Regex,
    Test,
    Text,
    Wildcard,
)

_SIGNS = {Wildcard.MANY: ".*", Wildcard.ONE: "."}


class Note(msgspec.Struct, frozen=True):
    """What a reader of a converted query should know about one field."""

    field: str
    text: str
    lost: bool  # the platform does not keep the field: it is evaluated as absent


class Mapped(msgspec.Struct, frozen=True):
    """A folded tree in the platform's names, and the notes: each field once, in the order of the rule."""

    condition: Node
    notes: tuple[Note, ...]


class Mapping:
    """Asks what rules ask of the fields that a platform stores; one serves many rules that share their filters."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._atoms: dict[Atom, Mapped] = {}

    def apply(self, node: Node) -> Mapped:
        """Ask the same of what the platform stores.

        A field that is not kept is evaluated as absent: a comparison is false, `null` and `exists: false` are true.
        That is exact for the data stored there. Raises ConversionError when nothing can match any more, when nothing
        is asked any more, and for a question that the kind of a field cannot answer.
        """
        notes: dict[str, Note] = {}
        condition = fold(self._node(without_empty(node, self._fields.keeps_empty), notes))
        if condition in (FALSE, TRUE):
            lost = ", ".join(note.field for note in notes.values() if note.lost)
            what = "can never match there" if condition == FALSE else "would match every event there"
            raise ConversionError(what + (f", since it does not keep {lost}" if lost else ""), target="")
        return Mapped(condition, tuple(notes.values()))

    def _node(self, node: Node, notes: dict[str, Note]) -> Node:
        match node:
            case Atom(None):
                raise ConversionError("a keyword asks every field: name the field that is meant", target="")
            case Atom(str() as field, test):
                bare = Atom(field, test)
                mapped = self._atoms.get(bare)
                if mapped is None:
                    mapped = self._atoms[bare] = self._atom(field, test)
                for note in mapped.notes:
                    notes.setdefault(note.field, note)
                return mapped.condition
            case And(nodes):
                return And(tuple(self._node(child, notes) for child in nodes))
            case Or(nodes):
                return Or(tuple(self._node(child, notes) for child in nodes))
            case Not(child):
                return Not(self._node(child, notes))
            case Named(_, child):
                return self._node(child, notes)
        raise AssertionError(node)

    def _atom(self, field: str, test: Test) -> Mapped:
        test = parsing.plain(test) if isinstance(test, Regex) else test
        fields = [field, test.field] if isinstance(test, FieldReference) else [field]
        places = [self._place(name) for name in fields]
        notes = [
            Note(name, place.missing or place.note, lost=bool(place.missing))
            for name, place in zip(fields, places, strict=True)
            if place.missing or place.note
        ]
        return Mapped(_answer(places[0], places[-1], test), tuple(notes))

    def _place(self, field: str) -> Place:
        place = self._fields.place(field)
        if place.type == "object":
            raise ConversionError(f"{field} holds further fields: ask for one of them", target="")
        return place


def _answer(place: Place, other: Place, test: Test) -> Node:
    match test:
        case Null():
            return Not(Or(tuple(_there(place, name, place.stand_ins(name)) for name in place.names)))
        case Exists(expected):
            there = Or(tuple(_there(place, name, place.absent) for name in place.names))
            return there if expected else Not(there)
        case FieldReference():
            pairs = [(mine, theirs) for mine in place.names for theirs in other.names]
            return Or(tuple(_reference(place, mine, other, theirs, test) for mine, theirs in pairs))
        case _:
            return Or(tuple(_comparison(place, name, test) for name in place.names))


def _there(place: Place, name: str, stand_ins: tuple[str, ...]) -> Node:
    """Ask whether the place holds this field, with a value that is not one of `stand_ins`."""
    return And((Atom(name, Exists(expected=True)), *place.condition, _is_none_of(name, stand_ins)))


def _comparison(place: Place, name: str, test: Test) -> Node:
    stand_ins = tuple(value for value in place.stand_ins(name) if _may_match(test, value))
    return And((_typed(place, name, test), *place.condition, _is_none_of(name, stand_ins)))


def _typed(place: Place, name: str, test: Test) -> Node:
    match place.type, test:
        case "date", _:
            raise ConversionError(f"{name} is kept as a date: its text cannot be compared", target="")
        case "boolean", Text():
            fitting = [value for value in ("true", "false") if _may_match(test, value)]
            return Or(tuple(Atom(name, Text((value,))) for value in fitting))
        case "boolean", Number() | Compare() | Cidr():
            return FALSE
        case "boolean", _:
            raise ConversionError(f"{name} is kept as true or false: compare it with one of them", target="")
        case _, Cidr() if place.address:
            return Atom(place.address, test)
        case _:
            return Atom(name, test)


def _reference(place: Place, name: str, other: Place, other_name: str, test: FieldReference) -> Node:
    if not {place.type, other.type} <= {"keyword", "several", "flattened", "json", "map"}:
        raise ConversionError(f"{name} and {other_name} are not both kept as text: not comparable", target="")
    return And(
        (
            Atom(name, msgspec.structs.replace(test, field=other_name)),
            *place.condition,
            *other.condition,
            _is_none_of(name, place.stand_ins(name)),
            _is_none_of(other_name, other.stand_ins(other_name)),
        )
    )


def _is_none_of(name: str, values: tuple[str, ...]) -> Node:
    return Not(Or(tuple(Atom(name, Text((value,))) for value in values)))


def _may_match(test: Test, value: str) -> bool:
    """Whether `test` can be true of the text `value`; what is not plain text is taken to be."""
    if not isinstance(test, Text):
        return not isinstance(test, Number | Compare | Cidr)
    shape, literal = shapes.shape(test)
    if not test.cased:
        literal, value = literal.lower(), value.lower()
    match shape:
        case "any":
            return True
        case "exact":
            return value == literal
        case "prefix":
            return value.startswith(literal)
        case "suffix":
            return value.endswith(literal)
        case "contains":
            return literal in value
        case _:
            pattern = "".join(_SIGNS[part] if isinstance(part, Wildcard) else re.escape(part) for part in test.parts)
            return re.fullmatch(pattern, value, re.DOTALL if test.cased else re.DOTALL | re.IGNORECASE) is not None
