"""How a condition that is too long for one pattern is dealt out to as few as are easily found.

A rule asks who called, in one of many ways, and what was called, one of many things: two unions that must both hold.
Halving either again and again would leave much of each pattern empty; here both are cut to measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from clickops.conversion import cases
from clickops.conversion.cases import Size, fields
from clickops.conversion.fold import fold
from clickops.conversion.layout import conjuncts
from clickops.conversion.shapes import literals
from clickops.rules.tree import And, Node, Not, Or, Text, atoms

_SHARES = (1.0, 0.62, 0.52, 0.4, 0.35, 0.27, 0.2, 0.15)  # of one union, which stand in one pattern
_GRAIN = 120  # signs of what is not cut any further
_TOGETHER = 3  # members of a list that are not cut apart
_FRAME = 14  # signs around a text

Unit = tuple[int, Node]
"""A part of an alternative, with the number of that alternative."""


def packed(tree: Node, limit: int, size: Size, most: int) -> Sequence[Node] | None:
    """Give few trees of at most `limit` that together hold where `tree` does; None where it cannot be done so.

    More than `most` are not counted: one more of them is given than that.
    """
    parts = conjuncts(tree)
    unions = sorted(filter(is_union, parts), key=_length, reverse=True)[:2]
    rest = [part for part in parts if part not in unions]

    def fits(chosen: Sequence[Node]) -> bool:
        return cases.sized(fold(And((*rest, *chosen))), size)[0] <= limit

    best: Sequence[Sequence[Node]] | None = None
    if len(unions) == 1:
        best = _filled([], unions[0], fits)
    for first, second in (unions, unions[::-1]) if len(unions) > 1 else ():
        for share in _SHARES:
            found = _dealt(first, second, share, fits, len(best) if best else most + 1)
            if found and (best is None or len(found) < len(best)):
                best = found
    return [fold(And((*rest, *chosen))) for chosen in best] if best else None


def is_union(part: Node) -> bool:
    """Whether a part offers alternatives in some length, and does not only leave something out."""
    return isinstance(part, Or) and _length(part) > _GRAIN and not any(isinstance(node, Not) for node in part.nodes)


def _dealt(
    first: Node, second: Node, share: float, fits: Callable[[Sequence[Node]], bool], most: int
) -> list[Sequence[Node]] | None:
    """Cut the first union into pieces of a share of it, and for each the second to what still fits.

    Gives no more than `most`; None where a piece fits with nothing.
    """
    units = _units(first)
    room = sum(_length(node) for _, node in units) * share
    made: list[Sequence[Node]] = []
    for piece in _cut(units, lambda chunk: sum(_length(node) for _, node in chunk) <= room + 1):
        found = _filled([_union(piece)], second, fits)
        if found is None:
            return None
        made += found
        if len(made) >= most:
            return made[:most]
    return made


def _filled(head: Sequence[Node], union: Node, fits: Callable[[Sequence[Node]], bool]) -> list[Sequence[Node]] | None:
    """Cut a union into pieces that fit beside what is there already."""
    made: list[Sequence[Node]] = []
    for piece in _cut(_units(union), lambda chunk: fits([*head, _union(chunk)])):
        if len(piece) == 1 and not fits([*head, _union(piece)]):
            return None
        made.append([*head, _union(piece)])
    return made


def _cut(units: Sequence[Unit], fits: Callable[[Sequence[Unit]], bool]) -> Iterator[Sequence[Unit]]:
    """Cut a row into the longest pieces that fit, each of one unit at least."""
    left = list(units)
    while left:
        low, high = 1, len(left)
        while low < high:  # the longest that fits, by halving: what is longer does not fit either
            middle = (low + high + 1) // 2
            low, high = (middle, high) if fits(left[:middle]) else (low, middle - 1)
        yield left[:low]
        del left[:low]


def _union(units: Sequence[Unit]) -> Node:
    """Join units, those of one alternative with what they share asked once."""
    alternatives: dict[int, list[Node]] = {}
    for number, node in units:
        alternatives.setdefault(number, []).append(node)
    return fold(Or(tuple(cases.any_of(nodes) for nodes in alternatives.values())))


@lru_cache(maxsize=10_000)
def _units(union: Node) -> Sequence[Unit]:
    nodes = union.nodes if isinstance(union, Or) else (union,)
    return [(number, unit) for number, node in enumerate(sorted(nodes, key=_order)) for unit in _pieces(node)]


def _order(node: Node) -> tuple[str, ...]:
    """Let stand together what asks the same fields."""
    return tuple(sorted(fields(node)))


def _pieces(node: Node) -> Iterator[Node]:
    """Cut an alternative into short parts of the longest list that it holds."""
    lists = [part for part in conjuncts(node) if isinstance(part, Or)]
    if _length(node) <= _GRAIN or not lists:
        yield node
        return
    longest = max(lists, key=_length)
    rest = [part for part in conjuncts(node) if part is not longest]
    for at in range(0, len(longest.nodes), _TOGETHER):
        yield fold(And((*rest, Or(longest.nodes[at : at + _TOGETHER]))))


@lru_cache(maxsize=5_000)
def _length(node: Node) -> int:
    """Estimate how long a part is when it is written."""
    return sum(_FRAME + len(literals(atom.test)) for atom in atoms(node) if isinstance(atom.test, Text))
