"""A condition that is too long for one pattern, divided into several.

Most of what is asked is asked of names that begin in some way: given that eventName begins with D or E, whatever is
said of other names is decided and folds away. Beginnings are put together while they fit. What is asked in all cases is
made shorter first: lists of alternatives are parted, and a value with which texts are asked for however they begin
is a case of its own. The shortest of several ways is taken, and what fits together is put together again.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from clickops.conversion import cases
from clickops.conversion.cases import Size, changed, fields
from clickops.conversion.fold import FALSE, joined, negate
from clickops.conversion.layout import conjuncts
from clickops.conversion.settled import settled
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Node, Not, Or, Text, Wildcard, atoms

_CHUNKS = (4, 3, 1)  # parts of the longest list of alternatives
_EXCESS = 1.2  # pieces to a pattern, when what fits together is put together again, at the most
_SHORT = 10  # patterns for which another way is soon tried
_LONGEST = 12  # signs of a beginning
_DEEPEST = 16
_WORTH = 0.8  # of the length, on the average, that is left of it by an alternative for it to be parted
_FEW = 30  # values that may each be a case
_GROWTH = 4  # the power of its length with which a tree that is too long takes more patterns

Single = Callable[[str], bool]
"""Whether a field holds one value, so that what it is decides what else it is not."""


def divided(tree: Node, limit: int, most: int, size: Size, single: Single) -> Sequence[Node]:
    """Give at most so many trees of at most `limit` that together hold where `tree` does.

    Raises ConversionError when some part stays too long, and when there are too many.
    """
    divider = _Divider(limit, most, size, single)
    parts = divider.alternatives(tree)
    made: Sequence[Node] = divider.merged([piece for part in parts for piece in divider.shortest(part)])
    if len(parts) > 1 and len(made) <= _SHORT:
        made = min(made, divider.shortest(tree), key=len)
    if not made:
        raise ConversionError("can never match there: what it asks contradicts itself", target="")
    if len(made) > most:
        raise divider.excess()
    return made


class _Divider:
    def __init__(self, limit: int, most: int, size: Size, single: Single) -> None:
        self.limit = limit
        self.most = most
        self.single = single
        self.size = lru_cache(maxsize=5_000)(lambda tree: cases.sized(settled(tree, single), size)[0])

    def excess(self) -> ConversionError:
        return ConversionError(f"it would take more than {self.most} metric filters", target="")

    def fits(self, tree: Node) -> bool:
        return tree == FALSE or self.size(tree) <= self.limit

    def names(self, tree: Node) -> list[str]:
        return sorted(name for name in fields(tree) if self.single(name))

    def shortest(self, tree: Node) -> Sequence[Node]:
        """Divide a tree in several ways and take the one that gives the fewest pieces."""
        found: list[Sequence[Node]] = []
        most = _EXCESS * self.most
        refusal: ConversionError | None = None
        for chunks in _CHUNKS if not self.fits(tree) else (1,):
            try:
                parts = [case for part in self.parted(tree, chunks) for case in self.apart(part)]
                pieces = list(itertools.islice((one for part in parts for one in self.pieces(part, 0)), int(most) + 1))
                if len(pieces) > most:
                    raise self.excess()
                found.append(self.merged(pieces))
                most = min(most, _EXCESS * len(found[-1]))
            except ConversionError as error:
                refusal = error
        if not found and refusal:
            raise refusal
        return min(found, key=len)

    def pieces(self, tree: Node, depth: int) -> Iterator[Node]:
        """Divide a tree by what a field is, by how it begins, or in the middle of a list of alternatives."""
        tree = settled(tree, self.single)
        if self.fits(tree):
            yield from [tree] if tree != FALSE else []
            return
        ways: list[Sequence[Node]] = [way for name in self.names(tree) for way in self.ways(tree, name) if len(way) > 1]
        ways += [way for part in _lists(tree) if len(way := self.shares(tree, part, 2)) > 1]
        ways = [way for way in ways or list(cases.halves(tree)) if tree not in way]
        if not ways or depth > _DEEPEST:
            raise ConversionError(f"a part that cannot be divided is longer than {self.limit:,} characters", target="")
        best = min(ways, key=lambda way: sum(map(self.cost, way)))
        for part in best:
            yield from self.pieces(part, depth + 1)

    def cost(self, tree: Node) -> float:
        """Estimate how many patterns a tree will take."""
        return max(1.0, float(self.size(tree) / self.limit)) ** _GROWTH

    def ways(self, tree: Node, name: str) -> Sequence[Sequence[Node]]:
        told = (_starts(tree, name, signs) for signs in range(1, _LONGEST))
        several = next((starts for starts in told if len(starts) > 1), None)
        values = frozenset[Atom]().union(*(_values(part, name) for part in conjuncts(tree)))
        return [
            *([self.packed(tree, name, several)] if several else []),
            *([cases.cases(tree, name)] if 0 < len(values) < _FEW else []),
        ]

    def packed(self, tree: Node, name: str, starts: Sequence[str]) -> Sequence[Node]:
        """Put beginnings together while they fit, and the case of none of them with one group."""
        base = self.size(_within(tree, name, len(starts[0]), ()))
        alone = {start: self.size(_case(tree, name, (start,))) for start in starts}
        groups: list[list[str]] = []
        lengths: list[int] = []
        for start in sorted(starts, key=lambda start: -alone[start]):
            more = alone[start] - base
            at = next((at for at, length in enumerate(lengths) if length + more <= self.limit), len(groups))
            if at == len(groups):
                groups.append([])
                lengths.append(base)
            groups[at].append(start)
            lengths[at] += more
        rests = [_rest(tree, name, starts, group) for group in groups]
        last = next((at for at, rest in enumerate(rests) if self.fits(rest)), None)
        made = [_case(tree, name, group) for at, group in enumerate(groups) if at != last]
        made.append(rests[last] if last is not None else _rest(tree, name, starts, ()))
        return [case for case in made if case != FALSE]

    def alternatives(self, tree: Node) -> Sequence[Node]:
        """Part a list of alternatives where each of them decides much of the rest."""
        for part in conjuncts(tree):
            if not isinstance(part, Or) or _denies(part) or len(fields(part)) < 2:
                continue
            rest = [other for other in conjuncts(tree) if other is not part]
            several = [settled(joined(And, (*rest, node)), self.single) for node in _by_field(part)]
            if sum(map(self.size, several)) < _WORTH * len(several) * self.size(tree):
                return several
        return [tree]

    def parted(self, tree: Node, chunks: int) -> Sequence[Node]:
        """Part the longest list of alternatives that denies nothing into chunks of about one length."""
        lists = _lists(tree)
        if chunks == 1 or not lists:
            return [tree]
        longest = max(lists, key=lambda part: (len(fields(part)) > 1, self.size(part)))
        return self.shares(tree, longest, chunks)

    def shares(self, tree: Node, part: Or, number: int) -> Sequence[Node]:
        """Share out one list of alternatives."""
        rest = [other for other in conjuncts(tree) if other is not part]
        whole = sum(map(self.size, part.nodes))
        groups: list[list[Node]] = [[]]
        taken = 0.0
        for node in part.nodes:
            if groups[-1] and taken + self.size(node) / 2 > whole * len(groups) / number:
                groups.append([])
            groups[-1].append(node)
            taken += self.size(node)
        return [joined(And, (*rest, joined(Or, group))) for group in groups]

    def apart(self, tree: Node) -> Sequence[Node]:
        """Make a case of each value with which texts are asked for however they begin."""
        for part in conjuncts(tree):
            if len(fields(part)) > 1 and _denies(part) and (loose := _loose(part)):
                for name in (name for name in self.names(part) if name not in loose):
                    values = _values(part, name)
                    several = cases.cases(tree, name, values) if values else [tree]
                    if len(several) > 1:
                        return [case for one in several for case in self.apart(one)]
        return [tree]

    def merged(self, trees: Sequence[Node]) -> list[Node]:
        """Put trees together again as long as they fit, the longest first."""
        left = sorted(trees, key=self.size, reverse=True)
        made: list[Node] = []
        while left:
            first = left.pop(0)
            for other in list(left):
                shared = frozenset(conjuncts(first)) & frozenset(conjuncts(other))
                least = self.size(first) + self.size(other) - sum(map(self.size, shared))
                if least <= self.limit and self.fits(joined := cases.any_of((first, other))):
                    first = joined
                    left.remove(other)
            made.append(first)
        return made


def _by_field(part: Or) -> Sequence[Node]:
    """Put alternatives together that ask one and the same field."""
    groups: dict[object, list[Node]] = {}
    for node in part.nodes:
        groups.setdefault(fields(node) if len(fields(node)) == 1 else node, []).append(node)
    return [joined(Or, group) for group in groups.values()]


@lru_cache(maxsize=5_000)
def _values(part: Node, name: str) -> frozenset[Atom]:
    return frozenset(atom for atom in atoms(part) if atom.field == name and cases.is_value(atom.test))


def _starts(tree: Node, name: str, signs: int) -> list[str]:
    found = (start for part in conjuncts(tree) for start in _starts_of(part, name, signs))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=5_000)
def _starts_of(part: Node, name: str, signs: int) -> tuple[str, ...]:
    found = (_start(atom, name, signs) for atom in atoms(part))
    return tuple(dict.fromkeys(start for start in found if start is not None))


def _start(atom: Atom, name: str, signs: int) -> str | None:
    """Give the beginning of the texts that fit, where it is that long."""
    if atom.field != name or not isinstance(atom.test, Text) or not atom.test.parts:
        return None
    first = atom.test.parts[0]
    return first[:signs] if isinstance(first, str) and len(first) >= signs else None


def _begins(name: str, starts: Sequence[str]) -> Node:
    return joined(Or, (Atom(name, Text((start, Wildcard.MANY), cased=True)) for start in starts))


def _case(tree: Node, name: str, starts: Sequence[str]) -> Node:
    """Give the case that a name begins in one of some ways, all of one length."""
    return joined(And, (_begins(name, starts), _within(tree, name, len(starts[0]), starts)))


def _rest(tree: Node, name: str, starts: Sequence[str], kept: Sequence[str]) -> Node:
    """Give the case that a name begins in none of the ways but those that are kept."""
    others = [start for start in starts if start not in kept]
    return joined(And, (negate(_begins(name, others)), _within(tree, name, len(starts[0]), kept)))


def _within(tree: Node, name: str, signs: int, starts: Sequence[str]) -> Node:
    """Let no text fit that begins in another way."""
    kept = frozenset(starts)
    return joined(And, [_part_within(part, name, signs, kept) for part in conjuncts(tree)])


@lru_cache(maxsize=5_000)
def _part_within(part: Node, name: str, signs: int, starts: frozenset[str]) -> Node:
    def decide(atom: Atom) -> Node:
        start = _start(atom, name, signs)
        return atom if start is None or start in starts else FALSE

    return changed(part, name, decide)


def _lists(tree: Node) -> list[Or]:
    """Give the alternatives that deny nothing."""
    return [part for part in conjuncts(tree) if isinstance(part, Or) and not _denies(part)]


def _denies(node: Node) -> bool:
    match node:
        case And(nodes) | Or(nodes):
            return any(map(_denies, nodes))
        case _:
            return isinstance(node, Not)


def _loose(part: Node) -> frozenset[str]:
    """Name the fields of which something is asked however they begin."""
    valued = {atom.field for atom in atoms(part) if cases.is_value(atom.test)}
    return frozenset(name for name in fields(part) - valued if name in fields(_within(part, name, 1, ())))
