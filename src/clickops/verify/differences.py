"""Known differences: what a platform makes of a record, or of a question, that our evaluator does not.

Each is an exact statement, as it is applied to a record or a condition and our evaluator asked again: what is left
without an explanation is a difference that nobody knew of. A format names those that it has under `differs`.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.rules import pattern, tree
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Or, Test, Text, Wildcard, fields
from clickops.verify import arrays, reshaping

Event = Mapping[str, Any]
Asked = tuple[Node, Event]


def explanations(node: Node, event: Event, names: Mapping[str, str], *, selected: bool) -> list[str]:
    """Name the known differences under which our evaluator says what the engine said of an event."""
    return [name for name in names if _verdict(*KNOWN[name](node, event)) is selected]


_asker = functools.lru_cache(256)(predicate)


def _verdict(node: Node, event: Event) -> bool:
    return _asker(node)(event)


def _case(node: Node, event: Event) -> Asked:
    """Compare with case."""
    return _changed(node, _cased), event


def _cased(atom: Atom) -> Atom:
    if isinstance(atom.test, Text | FieldReference):
        return Atom(atom.field, msgspec.structs.replace(atom.test, cased=True))
    return atom


def _null_text(node: Node, event: Event) -> Asked:
    """Take the text `null` for null."""
    return node, reshaping.pruned(event, lambda value: isinstance(value, str) and value.lower() == "null")


def _success_text(node: Node, event: Event) -> Asked:
    """Take the text `success` for an absent field."""
    return node, reshaping.pruned(event, lambda value: isinstance(value, str) and value.lower() == "success")


def _empty_text(node: Node, event: Event) -> Asked:
    """Take an empty text for an absent field."""
    return node, reshaping.pruned(event, lambda value: value == "" and isinstance(value, str))


def _empty_false(node: Node, event: Event) -> Asked:
    """Take an empty text for `false`, as a field does that OpenSearch maps as boolean."""
    return node, reshaping.replaced(event, fields(node), lambda value: False if value == "" else value)


def _containers(node: Node, event: Event) -> Asked:
    """Leave out objects and arrays, empty or not, where a field is asked that has them as its value."""
    return node, reshaping.without(event, fields(node), lambda value: isinstance(value, dict | list))


def _json_text(node: Node, event: Event) -> Asked:
    """Take the JSON text of an object or array for its value."""
    return node, reshaping.replaced(
        event,
        fields(node),
        lambda value: msgspec.json.encode(value).decode() if isinstance(value, dict | list) else value,
    )


def _pattern(node: Node, event: Event) -> Asked:
    """Read the field that another is compared with as a pattern, in which `*` is a wildcard."""

    def read(atom: Atom) -> Node:
        test = atom.test
        if not isinstance(test, FieldReference):
            return atom
        texts = [value for value in resolve(event, test.field) if isinstance(value, str)]
        before, after = ((Wildcard.MANY,) if open_end else () for open_end in (test.before, test.after))
        patterns = (pattern.join((*before, *pattern.parse(text), *after)) for text in texts)
        return Or(tuple(Atom(atom.field, Text(one, test.cased)) for one in patterns))

    return _changed(node, read), event


def _star(node: Node, event: Event) -> Asked:
    """Take a `*` of a text for a wildcard where the text has one beside it."""

    def read(atom: Atom) -> Node:
        if not isinstance(atom.test, Text) or not any(isinstance(part, Wildcard) for part in atom.test.parts):
            return atom
        parts = (sign for part in atom.test.parts for sign in ([part] if isinstance(part, Wildcard) else part))
        free = pattern.join(Wildcard.MANY if sign == "*" else sign for sign in parts)
        return Atom(atom.field, Text(free, atom.test.cased))

    return _changed(node, read), event


def _line_break(node: Node, event: Event) -> Asked:
    """Let no wildcard fit a value with a line break in it, nor that of the question whether there is one."""

    def read(atom: Atom) -> Node:
        broken = Atom(atom.field, Text((Wildcard.MANY, "\n", Wildcard.MANY)))
        if atom.test in (tree.Null(), Exists(expected=False)):
            return Or((atom, broken))
        return And((atom, Not(broken))) if _is_pattern(atom.test) or isinstance(atom.test, Exists) else atom

    return _changed(node, read), event


def _object(node: Node, event: Event) -> Asked:
    """Let a lone `*` fit whatever is there."""
    present = Exists(expected=True)
    lone = Text((Wildcard.MANY,))
    return _changed(node, lambda atom: Atom(atom.field, present) if atom.test == lone else atom), event


def _each_member(node: Node, event: Event) -> Asked:
    """Ask each member of an array for itself, and as the only one: what is true of any of them is true."""
    asked = {name.split(".")[0] for name in fields(node)}
    records = _lone({key: value for key, value in event.items() if key in asked})
    found = any(_verdict(node, record) for record in itertools.islice(records, 1000))
    return And(()) if found else Or(()), event


def _lone(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    """Yield what a value may be when each of its arrays has one of its members in its place."""
    if isinstance(value, dict) and value:
        for members in itertools.product(*(list(_lone(part)) for part in value.values())):
            yield dict(zip(value, members, strict=True))
    elif isinstance(value, list) and value:
        for member in value:
            yield from _lone(member)
    else:
        yield value


def _one_side(node: Node, event: Event) -> Asked:
    """Ask a field that should fit a pattern for that alone, and not for what it should not be."""
    patterns = {atom.field for atom, negated in _signed(node, negated=False) if not negated and _is_pattern(atom.test)}
    return _denying(node, lambda atom: And(()) if atom.field in patterns else Not(atom), negated=False), event


def _signed(node: Node, *, negated: bool) -> Iterator[tuple[Atom, bool]]:
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _signed(child, negated=negated)
        case Not(child):
            yield from _signed(child, negated=not negated)
        case Named(_, child):
            yield from _signed(child, negated=negated)
        case Atom():
            yield node, negated


def _is_pattern(test: Test) -> bool:
    return isinstance(test, Text) and any(isinstance(part, Wildcard) for part in test.parts)


def _kinds(node: Node, event: Event) -> Asked:
    """Let no text fit, and none be denied of, a field that holds null, true, false, an object or an array."""

    def is_other(atom: Atom) -> bool:
        words = isinstance(atom.test, Text) and atom.test.parts in {("true",), ("false",)}
        values = resolve(event, atom.field) if isinstance(atom.test, Text) and atom.field is not None else []
        return any(
            value is None or isinstance(value, dict | list) or (isinstance(value, bool) and not words)
            for value in values
        )

    return _changed(_undeniable(node, is_other), lambda atom: Or(()) if is_other(atom) else atom), event


def _truth(node: Node, event: Event) -> Asked:
    """Let nothing be denied of a truth value's field that holds another text, or a number."""

    def is_other(atom: Atom) -> bool:
        words = isinstance(atom.test, Text) and atom.test.parts in {("true",), ("false",)}
        values = resolve(event, atom.field) if words and atom.field is not None else []
        others = (value for value in values if isinstance(value, str | int | float) and not isinstance(value, bool))
        return any(value not in {"true", "false"} for value in others)

    return _undeniable(node, is_other), event


def _truth_as_number(node: Node, event: Event) -> Asked:
    """Take true for 1, and false for 0."""
    as_number = reshaping.replaced(event, fields(node), lambda value: int(value) if isinstance(value, bool) else value)
    return node, as_number


def _undeniable(node: Node, is_other: Callable[[Atom], bool]) -> Node:
    """Let the denial of some atoms never hold."""
    return _denying(node, lambda atom: Or(()) if is_other(atom) else Not(atom), negated=False)


def _denying(node: Node, denied: Callable[[Atom], Node], *, negated: bool) -> Node:
    """Push negations down to the atoms, and put something in the place of those that are denied."""
    match node:
        case And(nodes) | Or(nodes):
            children = tuple(_denying(child, denied, negated=negated) for child in nodes)
            return And(children) if isinstance(node, And) is not negated else Or(children)
        case Not(child):
            return _denying(child, denied, negated=not negated)
        case Named(name, child):
            return Named(name, _denying(child, denied, negated=negated))
        case Atom():
            return denied(node) if negated else node


KNOWN: Mapping[str, Callable[[Node, Event], Asked]] = {
    "case": _case,
    "null text": _null_text,
    "success text": _success_text,
    "empty text": _empty_text,
    "empty false": _empty_false,
    "containers": _containers,
    "json text": _json_text,
    "first member": arrays.first_member,
    "record list": arrays.record_list,
    "object list": arrays.object_list,
    "pattern": _pattern,
    "star": _star,
    "line break": _line_break,
    "object": _object,
    "kinds": _kinds,
    "truth": _truth,
    "truth as number": _truth_as_number,
    "each member": _each_member,
    "one side": _one_side,
}
"""The names that target.yml may use, each with what it does."""


def _changed(node: Node, change: Callable[[Atom], Node]) -> Node:
    match node:
        case And(nodes):
            return And(tuple(_changed(child, change) for child in nodes))
        case Or(nodes):
            return Or(tuple(_changed(child, change) for child in nodes))
        case Not(child):
            return Not(_changed(child, change))
        case Named(name, child):
            return Named(name, _changed(child, change))
        case Atom():
            return change(node)
