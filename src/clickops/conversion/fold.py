"""Trees with constants in them, made as small as they can be without asking anything else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from clickops.rules.tree import And, Atom, Named, Node, Not, Or

TRUE: Node = And(())
"""What holds for every event: nothing is asked."""

FALSE: Node = Or(())
"""What holds for no event."""


def fold(node: Node) -> Node:
    """Drop names, repetitions, double negations and whatever a constant decides.

    `And` and `Or` come back with two nodes at least and none of their own kind right below them, so what is left
    is `TRUE`, `FALSE` or a tree that holds neither.
    """
    match node:
        case Atom():
            return node
        case Named(_, child):
            return fold(child)
        case Not(child):
            return negate(fold(child))
        case And(nodes):
            return _join(And, nodes)
        case Or(nodes):
            return _join(Or, nodes)


def negate(node: Node) -> Node:
    """Negate a folded node."""
    if node == TRUE:
        return FALSE
    if node == FALSE:
        return TRUE
    return node.node if isinstance(node, Not) else Not(node)


def joined(kind: type[And | Or], nodes: Iterable[Node]) -> Node:
    """Fold a node whose children are folded."""
    decisive = FALSE if kind is And else TRUE
    kept: dict[Node, None] = {}
    for child in nodes:
        if child == decisive:
            return decisive
        kept.update(dict.fromkeys(child.nodes if isinstance(child, kind) else (child,)))
    return next(iter(kept)) if len(kept) == 1 else kind(tuple(kept))


@lru_cache(maxsize=5_000)  # what is taken apart and put together again is mostly folded already
def _join(kind: type[And | Or], nodes: tuple[Node, ...]) -> Node:
    children: list[Node] = []
    for node in nodes:  # no comprehension: in Python 3.11 each would take a frame, and trees nest deeply
        children.append(node if isinstance(node, Atom) else fold(node))  # noqa: PERF401
    return joined(kind, children)
