"""Known differences: what a platform makes of a record, or of a question, that our evaluator does not.

Each is an exact statement, as it is applied to a record or a condition and our evaluator asked again: what is left
without an explanation is a difference that nobody knew of. A format names those that it has under `differs`.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.rules import pattern
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Or, Text, Wildcard, fields

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
    return node, _pruned(event, lambda value: isinstance(value, str) and value.lower() == "null")


def _empty_text(node: Node, event: Event) -> Asked:
    """Take an empty text for an absent field."""
    return node, _pruned(event, lambda value: value == "" and isinstance(value, str))


def _containers(node: Node, event: Event) -> Asked:
    """Leave out objects and arrays, empty or not, where a field is asked that has them as its value."""
    asked = fields(node)
    made = copy.deepcopy(dict(event))
    for name in asked:
        for value in resolve(event, name):
            if isinstance(value, dict | list):
                _drop(made, name.split("."))
    return node, made


def _json_text(node: Node, event: Event) -> Asked:
    """Take the JSON text of an object or array for its value."""
    made = copy.deepcopy(dict(event))
    for name in fields(node):
        *parents, last = name.split(".")
        inner: Any = made
        for key in parents:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and isinstance(inner.get(last), dict | list):
            inner[last] = msgspec.json.encode(inner[last]).decode()
    return node, made


def _first_member(node: Node, event: Event) -> Asked:
    """Ask only the first member of an array."""
    return node, {key: _first(value) for key, value in event.items()}


def _first(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, list):
        return _first(value[0]) if value else None
    if isinstance(value, dict):
        return {key: _first(part) for key, part in value.items()}
    return value


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
    """Let no wildcard fit a value with a line break in it."""
    broken = Text((Wildcard.MANY, "\n", Wildcard.MANY))

    def read(atom: Atom) -> Node:
        wild = isinstance(atom.test, Text) and any(isinstance(part, Wildcard) for part in atom.test.parts)
        return And((atom, Not(Atom(atom.field, broken)))) if wild else atom

    return _changed(node, read), event


def _object(node: Node, event: Event) -> Asked:
    """Let a lone `*` fit whatever is there."""
    present = Exists(expected=True)
    lone = Text((Wildcard.MANY,))
    return _changed(node, lambda atom: Atom(atom.field, present) if atom.test == lone else atom), event


KNOWN: Mapping[str, Callable[[Node, Event], Asked]] = {
    "case": _case,
    "null text": _null_text,
    "empty text": _empty_text,
    "containers": _containers,
    "json text": _json_text,
    "first member": _first_member,
    "pattern": _pattern,
    "star": _star,
    "line break": _line_break,
    "object": _object,
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


def _pruned(value: Any, gone: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, dict | Mapping):
        return {key: _pruned(part, gone) for key, part in value.items() if not gone(part)}
    if isinstance(value, list):
        return [_pruned(part, gone) for part in value if not gone(part)]
    return value


def _drop(value: Any, keys: list[str]) -> None:  # noqa: ANN401
    for key in keys[:-1]:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value.pop(keys[-1], None)
