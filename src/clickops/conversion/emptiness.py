"""Null or an empty text, asked together, where a platform keeps an empty text as absence: one test for absence.

Such a platform cannot be asked for an empty text: every language refuses that by name. But whoever asks for absence or
for an empty text asks for what is kept as absence, and whoever denies both asks for presence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from clickops.conversion.fold import FALSE
from clickops.rules.tree import And, Atom, Exists, Named, Node, Not, Null, Or, Text

KeepsEmpty = Callable[[str], bool]
"""Whether an empty text of a raw field is kept as one."""


class _Group(msgspec.Struct, frozen=True):
    """Questions that are joined by one word, whatever names and negations stand between them."""

    alternatives: bool = False  # any of them may hold, else all must
    absent: frozenset[str] = frozenset()  # what is asked for absence as an alternative, or denied it


def without_empty(node: Node, keeps_empty: KeepsEmpty) -> Node:
    """Take the empty texts of a field out of a rule's tree where its absence is asked beside them.

    They stay where one of the two is asked without the other, and of fields that `keeps_empty`.
    """
    return _without(node, _Group(), keeps_empty, negated=False)


def _without(node: Node, group: _Group, keeps_empty: KeepsEmpty, *, negated: bool) -> Node:
    match node:
        case Named(name, child):
            return Named(name, _without(child, group, keeps_empty, negated=negated))
        case Not(child):
            return Not(_without(child, group, keeps_empty, negated=not negated))
        case And(nodes) | Or(nodes):
            alternatives = _are_alternatives(node, negated=negated)
            if alternatives is not group.alternatives or not group.absent:
                group = _Group(alternatives, frozenset(_absent(node, alternatives=alternatives, negated=negated)))
            return type(node)(tuple(_without(child, group, keeps_empty, negated=negated) for child in nodes))
        case Atom(str() as field, Text(())) if group.alternatives is not negated and field in group.absent:
            return node if keeps_empty(field) else FALSE
        case _:
            return node


def _absent(node: Node, *, alternatives: bool, negated: bool) -> Iterator[str]:
    """Yield the fields whose absence is one of some alternatives, or whose presence is one of what must hold."""
    match node:
        case Named(_, child):
            yield from _absent(child, alternatives=alternatives, negated=negated)
        case Not(child):
            yield from _absent(child, alternatives=alternatives, negated=not negated)
        case And(nodes) | Or(nodes) if _are_alternatives(node, negated=negated) is alternatives:
            for child in nodes:
                yield from _absent(child, alternatives=alternatives, negated=negated)
        case Atom(str() as field, Null() | Exists() as test):
            if (test == Exists(expected=True)) is (negated is alternatives):
                yield field
        case _:
            pass


def _are_alternatives(node: And | Or, *, negated: bool) -> bool:
    return isinstance(node, Or) is not negated
