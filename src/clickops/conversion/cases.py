"""Case analysis: one condition as several that are shorter, or in which no field is asked twice.

Given `eventSource` is X, whatever asks for other sources is decided and folds away; what is left is the case of none of
those sources. Cases of one field share no event, except one whose field holds several values.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from clickops.conversion import overlap
from clickops.conversion.fold import FALSE, TRUE, fold, joined, negate
from clickops.conversion.layout import conjuncts
from clickops.conversion.overlap import common, holds
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Exists, Node, Not, Or, Text, atoms
from clickops.rules.tree import fields as all_fields

Size = Callable[[Node], int]
"""How long a condition is when it is written as one query; ConversionError when it cannot be."""

Ways = Callable[[Node], Iterable[Sequence[Node]]]
"""Yields ways to take a condition apart: trees that together hold where it does."""

_MOST = 48  # queries that one rule may become, before they are put together
_ENDLESS = 1_000_000  # no query is that long


@lru_cache(maxsize=5_000)
def fields(node: Node) -> frozenset[str]:
    """Collect every field that `node` reads; asked again and again of trees that share their parts."""
    if isinstance(node, And | Or):
        return frozenset[str]().union(*map(fields, node.nodes))
    return all_fields(node)


def split(tree: Node, limit: int, size: Size, *ways: Ways) -> tuple[Node, ...]:
    """Give trees of at most `limit` that together hold where `tree` does, as few as are easily found.

    `ways` say how a tree that is too long may be taken apart, the first that can is asked. Raises ConversionError when
    some part stays too long, and when there are too many.
    """
    pieces = list(itertools.islice(_pieces(tree, limit, size, ways), _MOST + 1))
    if len(pieces) > _MOST:
        raise ConversionError(f"would take more than {_MOST} queries of at most {limit:,} characters", target="")
    return tuple(merged(pieces, limit, size))


def _pieces(tree: Node, limit: int, size: Size, ways: Sequence[Ways]) -> Iterator[Node]:
    whole, refusal = sized(tree, size)
    if whole <= limit:
        yield tree
        return
    for several in (way(tree) for way in ways):
        best: tuple[int, int, Sequence[Node]] = whole, 0, ()
        for pieces in several:
            sizes = [sized(piece, size)[0] for piece in pieces]
            best = min(best, (max([limit, *sizes]), sum(sizes), pieces), key=lambda way: way[:2])
        if best[2]:
            for piece in best[2]:
                yield from _pieces(piece, limit, size, ways)
            return
    raise refusal or ConversionError(f"a part that cannot be split is longer than {limit:,} characters", target="")


def cased(node: Node) -> Node:
    """Let every text of a tree be compared with case."""
    match node:
        case Atom(field, Text(parts)):
            return Atom(field, Text(parts, cased=True))
        case And(nodes) | Or(nodes):
            return type(node)(tuple(map(cased, nodes)))
        case Not(child):
            return Not(cased(child))
        case _:
            return node


def spread(node: Node) -> Node:
    """Fold a tree, with no negation above what asks several fields."""
    return fold(_spread(node, negated=False))


def _spread(node: Node, *, negated: bool) -> Node:
    if len(fields(node)) < 2:
        return Not(node) if negated else node
    match node:
        case Not(child):
            return _spread(child, negated=not negated)
        case And(nodes) | Or(nodes):
            kind = type(node)
            alone: dict[frozenset[str], list[Node]] = {}
            for child in nodes:
                alone.setdefault(fields(child) if len(fields(child)) == 1 else frozenset(), []).append(child)
            mixed = alone.pop(frozenset(), [])
            groups = [*(kind(tuple(same)) for same in alone.values()), *mixed]
            spread_out = tuple(_spread(child, negated=negated) for child in groups)
            return (Or if (kind is And) is negated else And)(spread_out)
        case _:
            return Not(node) if negated else node


def sized(tree: Node, size: Size) -> tuple[int, ConversionError | None]:
    """Give the length of a tree, or one beyond all limits and why it cannot be written."""
    try:
        return size(tree), None
    except ConversionError as refusal:
        return _ENDLESS, refusal


def knots(tree: Node) -> Iterator[frozenset[Atom]]:
    """Yield what is asked together in a way that ties a tree up: of three fields, or of two by patterns."""
    for group in _groups(tree):
        patterns = [atom for atom in group if not is_value(atom.test)]
        if patterns or len({atom.field for atom in group}) > 2:
            yield frozenset(group)


def _groups(node: Node) -> Iterator[list[Atom]]:
    """Yield the atoms of each part of a tree that asks several fields and below which none does."""
    if len(fields(node)) < 2:
        return
    children = node.nodes if isinstance(node, And | Or) else (node.node,) if isinstance(node, Not) else ()
    inside = [group for child in children for group in _groups(child)]
    yield from inside or [list(atoms(node))]


def halves(tree: Node, wanted: Callable[[Or], bool] = bool) -> Iterator[Sequence[Node]]:
    """Yield ways to take a tree apart in the middle of the alternatives that are wanted."""
    for at, part in enumerate(parts := conjuncts(tree)):
        if isinstance(part, Or) and wanted(part):
            middle = len(part.nodes) // 2
            both = (part.nodes[:middle], part.nodes[middle:])
            yield [fold(And((*parts[:at], Or(half), *parts[at + 1 :]))) for half in both]


def merged(trees: Sequence[Node], limit: int, size: Size) -> Iterator[Node]:
    """Put trees together again as long as they fit, the longest first."""
    left = sorted(trees, key=size, reverse=True)
    while left:
        first = left.pop(0)
        for other in list(left):
            shared = _shared([conjuncts(first), conjuncts(other)])
            least = size(first) + size(other) - size(And(tuple(shared)))
            if least <= limit and sized(joined := any_of((first, other)), size)[0] <= limit:
                first = joined
                left.remove(other)
        yield first


def any_of(trees: Iterable[Node]) -> Node:
    """Join alternatives, with what they all ask asked once."""
    alternatives = [conjuncts(tree) for tree in trees]
    shared = _shared(alternatives)
    rests = (And(tuple(part for part in parts if part not in shared)) for parts in alternatives)
    return fold(And((*shared, Or(tuple(rests)))))


def _shared(alternatives: Sequence[tuple[Node, ...]]) -> list[Node]:
    return [part for part in alternatives[0] if all(part in other for other in alternatives[1:])]


def cases(tree: Node, field: str, only: Container[Atom] | None = None) -> Sequence[Node]:
    """Divide a tree by what `field` may be, as far as that decides something; the tree itself where it does not.

    The cases are the values that it asks for beside other fields, those with the same outcome together, and none of
    them (of `only` some values, if given); where it asks for no values, that a part which asks this field alone holds,
    and that it does not.
    """
    mixed = [part for part in conjuncts(tree) if len(fields(part)) > 1]
    asked = [atom for part in mixed for atom in atoms(part) if atom.field == field]
    values = dict.fromkeys(atom for atom in asked if is_value(atom.test) and (only is None or atom in only))
    if values:
        rest = given_none_of(tree, values)
        outcomes: dict[Node, list[Node]] = {}
        for atom in values:
            outcome = given(tree, atom)
            if outcome != rest:
                outcomes.setdefault(outcome, []).append(atom)
        several = [_both(Or(tuple(same)), outcome) for outcome, same in outcomes.items()]
        decided = tuple(atom for same in outcomes.values() for atom in same)
        several.append(_both(Not(Or(decided)), rest))
    elif unit := next(_units(mixed, field), None):
        several = [_both(one, _replace(tree, unit, outcome)) for one, outcome in ((unit, TRUE), (Not(unit), FALSE))]
    else:
        return [tree]
    return [case for case in several if case != FALSE]


def given(node: Node, known: Atom) -> Node:
    """Fold a tree under the condition that a text holds."""
    if not isinstance(known.test, Text):
        raise TypeError(known)
    return changed(node, known.field, partial(_decided, known.test))


@lru_cache(maxsize=20_000)
def _decided(known: Text, atom: Atom) -> Node:
    """Say what a question comes to where its field fits a text."""
    match atom.test:
        case Exists(expected):
            return TRUE if expected else FALSE
        case Text() if holds(atom.test, known):
            return TRUE
        case Text():
            return atom if common(atom.test, known) else FALSE
        case _:
            return atom


def given_none_of(node: Node, denied: Iterable[Atom]) -> Node:
    """Fold a tree under the condition that none of some texts of one field holds."""
    tests = [atom.test for atom in denied if isinstance(atom.test, Text)]
    field = next(iter(denied)).field

    def decide(atom: Atom) -> Node:
        out = isinstance(atom.test, Text) and any(holds(test, atom.test) for test in tests)
        return FALSE if out else atom

    return changed(node, field, decide)


def is_value(test: object) -> bool:
    """Whether a test is for one value, in whatever case or in its own."""
    return isinstance(test, Text) and overlap.is_value(test)


def changed(node: Node, field: str | None, change: Callable[[Atom], Node]) -> Node:
    """Put something in the place of each atom of a field; what does not change stays the same object."""
    match node:
        case Atom():
            return change(node) if node.field == field else node
        case And(nodes) | Or(nodes):
            if field is not None and field not in fields(node):
                return node
            children = [
                changed(child, field, change)
                if not isinstance(child, Atom)
                else (change(child) if child.field == field else child)
                for child in nodes
            ]  # atoms are most of a tree: a call for each would take twice the time
            if all(map(operator.is_, children, nodes)):
                return node
            return joined(type(node), children)
        case Not(child):
            inner = changed(child, field, change)
            return node if inner is child else negate(inner)
        case _:
            return node


def _both(condition: Node, outcome: Node) -> Node:
    return joined(And, (fold(condition), outcome))


def _units(nodes: Iterable[Node], field: str) -> Iterator[Node]:
    """Yield the largest parts of mixed nodes that ask `field` alone, alternatives together."""
    for node in nodes:
        children = node.nodes if isinstance(node, And | Or) else (node.node,) if isinstance(node, Not) else ()
        alone = tuple(child for child in children if fields(child) == {field})
        if alone and isinstance(node, And | Or):
            yield fold(type(node)(alone))
        elif alone:
            yield alone[0]
        yield from _units((child for child in children if len(fields(child)) > 1), field)


def _replace(node: Node, unit: Node, outcome: Node) -> Node:
    """Put an outcome in the place of a unit, wherever it stands in mixed parts."""
    if node == unit:
        return outcome
    match node:
        case And(nodes) | Or(nodes):
            kind = type(node)
            inside = unit.nodes if isinstance(unit, kind) else (unit,)
            rest = nodes
            if all(part in nodes for part in inside):
                rest = (outcome, *(part for part in nodes if part not in inside))
            children = [_replace(child, unit, outcome) for child in rest]
            unchanged = rest is nodes and all(child is before for child, before in zip(children, nodes, strict=True))
            return node if unchanged else joined(kind, children)
        case Not(child):
            inner = _replace(child, unit, outcome)
            return node if inner is child else negate(inner)
        case _:
            return node
