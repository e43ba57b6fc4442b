"""What is decided by a part of a condition, where all parts must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from clickops.conversion.cases import changed, fields, joined
from clickops.conversion.fold import FALSE, TRUE
from clickops.conversion.layout import conjuncts
from clickops.conversion.overlap import common, holds
from clickops.rules.tree import And, Atom, Node, Or, Text


@lru_cache(maxsize=100_000)
def settled(tree: Node, single: Callable[[str], bool]) -> Node:
    """Fold what is decided by texts of which a field, if it holds a `single` value, must fit one."""
    parts = list(conjuncts(tree))
    for at in range(len(parts)):
        known = _texts(parts[at])  # as it is by now: two parts may each decide the other, but not both
        if known and single(known[0]):
            parts = [other if number == at else _told(other, *known) for number, other in enumerate(parts)]
    return joined(And, parts)


@lru_cache(maxsize=100_000)
def _told(part: Node, name: str, texts: tuple[Text, ...]) -> Node:
    """Fold a part, given that a field fits one of some texts."""
    return changed(part, name, _decider(texts))


@lru_cache(maxsize=100_000)
def _texts(part: Node) -> tuple[str, tuple[Text, ...]] | None:
    """Give a field and the texts of which it must fit one, if a part says no more."""
    children = part.nodes if isinstance(part, Or) else (part,)
    texts = tuple(child.test for child in children if isinstance(child, Atom) and isinstance(child.test, Text))
    names = fields(part)
    return (next(iter(names)), texts) if len(texts) == len(children) and len(names) == 1 else None


def _decider(texts: Sequence[Text]) -> Callable[[Atom], Node]:
    def decide(atom: Atom) -> Node:
        test = atom.test
        if not isinstance(test, Text):
            return atom
        if all(holds(test, text) for text in texts):
            return TRUE
        return atom if any(common(test, text) for text in texts) else FALSE

    return decide
