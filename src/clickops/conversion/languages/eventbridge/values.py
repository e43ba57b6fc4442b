"""What EventBridge can ask of one field: a list of matchers, any of which may hold.

It cannot ask two things at once of one field, so a condition is brought into the form "fits this text, or is none of
those" first. Source: Amazon EventBridge user guide, "Comparison operators for use in event patterns".
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from clickops.conversion import shapes
from clickops.conversion.overlap import common, holds
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Cidr, Compare, Exists, Node, Not, Number, Or, Regex, Test, Text, Wildcard

Matcher = Any
"""A value, or an object with one operator."""

_LEAST = -1_000_000_000  # of the numbers that a pattern compares
_OPERATORS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


class Term(msgspec.Struct, frozen=True):
    """Values that fit `wanted` (any, and no value at all, when it is None) and none of `unwanted`."""

    wanted: Test | None
    unwanted: frozenset[Test] = frozenset()


def matchers(node: Node, kind: str) -> tuple[list[Matcher] | None, tuple[Term, ...]]:
    """Write a condition on one field, which `kind` says how it is kept; None when it asks nothing.

    An empty list matches nothing. The second is what cannot be written: terms that want one thing and not another, of
    which only the first half is in the list. Raises ConversionError for what no list says.
    """
    written: dict[str, Matcher] = {}
    terms = _distinct(_terms(node))
    if Term(None) in terms:
        return None, ()
    for term in terms:
        for matcher in _written(_field(node), term, kind):
            written.setdefault(json.dumps(matcher), matcher)
    return list(written.values()), tuple(term for term in terms if term.wanted is not None and term.unwanted)


def _field(node: Node) -> str:
    match node:
        case Atom(field):
            return field or ""
        case And(nodes) | Or(nodes):
            return _field(nodes[0])
        case Not(child):
            return _field(child)
        case _:
            raise AssertionError(node)


def _terms(node: Node) -> list[Term]:
    match node:
        case Atom(_, test):
            return [Term(test)]
        case Or(nodes):
            return [term for child in nodes for term in _terms(child)]
        case And(nodes):
            return _all_of([_terms(child) for child in nodes])
        case Not(child):
            return _all_of([_negated(term) for term in _terms(child)])
        case _:
            raise AssertionError(node)


def _negated(term: Term) -> list[Term]:
    outside = [Term(None, frozenset({term.wanted}))] if term.wanted else []
    return outside + [Term(test) for test in term.unwanted]


def _all_of(lists: Iterable[list[Term]]) -> list[Term]:
    found = [Term(None)]
    for terms in lists:
        found = _distinct(both for one, other in itertools.product(found, terms) for both in _both(one, other))
    return found


def _both(one: Term, other: Term) -> Iterator[Term]:
    unwanted = one.unwanted | other.unwanted
    for wanted in _meeting(one.wanted, other.wanted):
        if wanted is None:
            yield Term(None, unwanted)
        elif not any(_covers(test, wanted) for test in unwanted):
            yield Term(wanted, frozenset(test for test in unwanted if _meet(wanted, test)))


def _meeting(one: Test | None, other: Test | None) -> Iterable[Test | None]:
    if one is None or other is None or one == other:
        return [other if one is None else one]
    if isinstance(one, Exists) or isinstance(other, Exists):
        return [one if isinstance(other, Exists) else other]
    if isinstance(one, Text) and isinstance(other, Text):
        return common(one, other)
    raise ConversionError("EventBridge cannot ask one field two questions that must both hold", target="")


def _covers(outer: Test, inner: Test) -> bool:
    if outer == inner or isinstance(outer, Exists):
        return True
    return isinstance(outer, Text) and isinstance(inner, Text) and holds(outer, inner)


def _meet(one: Test, other: Test) -> bool:
    return not (isinstance(one, Text) and isinstance(other, Text)) or bool(common(one, other))


def _distinct(terms: Iterable[Term]) -> list[Term]:
    """Leave out terms that others hold whole."""
    found = list(dict.fromkeys(terms))
    return [term for term in found if not any(other != term and _includes(other, term) for other in found)]


def _includes(outer: Term, inner: Term) -> bool:
    if outer.wanted is None:
        return inner.wanted is None and outer.unwanted <= inner.unwanted
    return inner.wanted is not None and not outer.unwanted and _covers(outer.wanted, inner.wanted)


def _written(field: str, term: Term, kind: str) -> Iterable[Matcher]:
    if term.wanted is None:
        return _none_of(field, term.unwanted, kind)
    return _wanted(field, term.wanted, kind)


def _wanted(field: str, test: Test, kind: str) -> Iterable[Matcher]:
    match test:
        case Exists():
            return [{"exists": True}]
        case Text() if kind == "boolean":
            return [shapes.literals(test) == "true"]
        case Text():
            return _text(test)
        case Number(value):
            return [json.loads(shapes.number(value)), shapes.number(value)]
        case Cidr(network):
            return [{"cidr": network}]
        case Compare(operator, value):
            return [{"numeric": [_OPERATORS[operator], value]}]
        case Regex():
            raise ConversionError(f"EventBridge knows no regular expressions ({field})", target="")
        case _:
            raise shapes.refusal("EventBridge", field, test)


def _text(text: Text) -> Iterable[Matcher]:
    shape, literal = shapes.shape(text)
    value: Matcher = {"equals-ignore-case": literal} if not text.cased and shapes.has_letters(literal) else literal
    match shape:
        case "any":
            return [{"wildcard": "*"}, {"numeric": [">=", _LEAST]}, True, False]
        case "exact" if literal in {"true", "false"} or _is_number(literal):
            return [json.loads(literal), value]
        case "exact":
            return [value]
        case "prefix" | "suffix" if not _is_misread(shape, literal):
            return [{shape: value}]
        case _:
            return [{"wildcard": _wildcard(text)}]


def _is_misread(shape: str, literal: str) -> bool:
    """Whether the matcher (event-ruler 2.1.0) gets a beginning or an end wrong; as a wildcard it reads it as it should.

    It confuses quotation marks at either end with those that it puts around a text, and takes whatever holds a sign
    beyond ASCII for what ends with it when a wildcard stands beside.
    """
    return '"' in (literal[0], literal[-1]) or (shape == "suffix" and not literal.isascii())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and str(int(text)) == text and len(text) < 16


def _wildcard(text: Text) -> str:
    if Wildcard.ONE in text.parts:
        raise ConversionError("EventBridge has no wildcard for one character", target="")
    return shapes.write(text, lambda piece: piece.replace("\\", "\\\\").replace("*", "\\*"))


def _none_of(field: str, tests: frozenset[Test], kind: str) -> Iterable[Matcher]:
    """Write that a field is absent or has none of some values."""
    absent: Matcher = {"exists": False}
    if any(isinstance(test, Exists) or (isinstance(test, Text) and shapes.shape(test)[0] == "any") for test in tests):
        return [absent, None]  # null is no value
    if kind == "boolean":
        taken = {shapes.literals(test) for test in tests if isinstance(test, Text)}
        return [absent, None, *(value for value in (True, False) if json.dumps(value) not in taken)]
    if not all(isinstance(test, Text) for test in tests):
        raise ConversionError(f"EventBridge can exclude nothing but texts ({field})", target="")
    texts = sorted((test for test in tests if isinstance(test, Text)), key=_wildcard)
    return [absent, {"anything-but": _excluded(texts)}]


def _excluded(texts: list[Text]) -> Matcher:
    told = [shapes.shape(text) for text in texts]
    literals = [literal for _, literal in told]
    kinds = {shape for shape, _ in told}
    if kinds == {"exact"}:
        folds = any(shapes.has_letters(shapes.literals(text)) and not text.cased for text in texts)
        return {"equals-ignore-case": literals} if folds else literals
    if kinds in ({"prefix"}, {"suffix"}) and not any(_is_misread(*one) for one in told):
        return {next(iter(kinds)): literals}
    return {"wildcard": [_wildcard(text) for text in texts]}
