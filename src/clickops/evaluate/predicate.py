"""A condition tree as a function of an event: plain, and the reference for whatever is faster.

Only `Null` and `Exists` are true of an absent field; an atom is true when any of the field's values passes its test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clickops.evaluate.fields import every_scalar, resolve, scalars
from clickops.evaluate.matchers import ValueTest, any_matcher, matcher, refers
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Null, Or

Event = Mapping[str, Any]
Predicate = Callable[[Event], bool]


def predicate(node: Node) -> Predicate:
    """Make the function that says whether `node` is true of an event."""
    match node:
        case Named(_, child):
            return predicate(child)
        case Not(child):
            inner = predicate(child)
            return lambda event: not inner(event)
        case And(nodes):
            each = [predicate(child) for child in nodes]
            return lambda event: all(holds(event) for holds in each)
        case Or(nodes):
            some = _alternatives(nodes)
            return lambda event: any(holds(event) for holds in some)
        case Atom():
            return _atom(node)


def _atom(atom: Atom) -> Predicate:
    field, test = atom.field, atom.test
    if field is None:
        return _keyword(atom)
    match test:
        case Null():
            return lambda event: not (found := resolve(event, field)) or any(value is None for value in found)
        case Exists(expected):
            return lambda event: bool(resolve(event, field)) is expected
        case FieldReference(other):
            matches = refers(test)
            return lambda event: any(
                matches(value, part)
                for value in scalars(resolve(event, field))
                for part in scalars(resolve(event, other))
            )
        case _:
            return _field(field, [test])


def _alternatives(nodes: Sequence[Node]) -> list[Predicate]:
    """Make the predicates of an `or`: a field is looked up once for all the values that it is compared with."""
    compared: dict[str, list[ValueTest]] = {}
    others: list[Predicate] = []
    for node in nodes:
        match node:
            case Atom(str(field), test) if not isinstance(test, Null | Exists | FieldReference):
                compared.setdefault(field, []).append(test)
            case _:
                others.append(predicate(node))
    return [*(_field(field, tests) for field, tests in compared.items()), *others]


def _field(field: str, tests: Sequence[ValueTest]) -> Predicate:
    passes = any_matcher(tests)
    return lambda event: any(passes(value) for value in scalars(resolve(event, field)))


def _keyword(atom: Atom) -> Predicate:
    if isinstance(atom.test, Null | Exists | FieldReference):
        raise TypeError(f"a keyword cannot hold {atom.test}")
    passes = matcher(atom.test)
    return lambda event: any(passes(value) for value in every_scalar(event))
