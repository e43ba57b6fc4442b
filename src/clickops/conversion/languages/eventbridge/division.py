"""How a condition is divided until EventBridge can say it: no field asked twice, no `$or` whose cases it confuses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from clickops.conversion import cases
from clickops.conversion.cases import fields
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.conversion.languages.eventbridge.values import Matcher, Term, matchers
from clickops.conversion.layout import conjuncts
from clickops.conversion.overlap import common
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Node, Not, Or, Text, atoms

Cases = Sequence[Node]

_MOST = 25_000  # atoms that are looked at in dividing one rule
_TRIED = 3  # ways to divide a tree, the shortest first
WIDE = 4  # fields of alternatives that are not made to share no event


class Endless(Exception):  # noqa: N818 - no error yet: what asked says which
    """There are more cases than are looked at, in whatever way it is tried."""


class Factors(msgspec.Struct, frozen=True):
    """What must hold together: matchers of fields, and for what asks several fields cases that share no event."""

    alone: Sequence[tuple[str, list[Matcher]]]
    several: Sequence[Cases]
    lost: Sequence[str]  # fields that ought to be asked for one thing and against another at once


class Division:
    """Divides the trees of one rule; `kinds` says how the platform keeps a field."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        self.looked_at = 0
        self.factors = lru_cache(maxsize=5_000)(self._factors)
        self.cases = lru_cache(maxsize=5_000)(self._cases)
        self.divided = lru_cache(maxsize=5_000)(self._divided)
        self.differ = lru_cache(maxsize=5_000)(self._differ)
        self.matchers = lru_cache(maxsize=5_000)(self._matchers)

    def _factors(self, tree: Node) -> Factors | None:
        """Divide a tree into what asks one field, as matchers, and what asks several, as cases that share no event.

        There are two cases at least, and each can match; None is returned when the tree cannot.
        """
        alone: list[tuple[str, list[Matcher]]] = []
        several: list[Cases] = []
        lost: list[str] = []
        if tree == FALSE:
            return None
        for part in independent(tree):
            if len(fields(part)) == 1:
                (name,) = fields(part)
                asked, terms = self.matchers(name, part)
                if asked == []:
                    return None
                alone += [(name, asked)] if asked is not None else []
                lost += [name] * len(terms)
                continue
            found = self.cases(part)
            if not found:
                return None
            if any(self.asks_nothing(case) for case in found):
                continue
            if len(found) > 1:
                several.append(found)
                lost += [name for case in found for name in self.lost(case)]
            elif inner := self.factors(found[0]):
                alone += inner.alone
                several += inner.several
                lost += inner.lost
        return Factors(alone, several, lost)

    def asks_nothing(self, tree: Node) -> bool:
        """Whether a tree holds for every event."""
        factors = self.factors(tree)
        return factors is not None and not factors.alone and not factors.several

    def lost(self, tree: Node) -> Sequence[str]:
        """Name fields that ought to be asked for one thing and against another, once for each time."""
        factors = self.factors(tree)
        return factors.lost if factors else ()

    def _cases(self, part: Node) -> Cases:
        """Give cases that may stand in one `$or`: alternatives as they are where the matcher keeps them apart."""
        if isinstance(part, Or):
            several = _by_field(part)
            if self._share_nothing(several) or self._share_no_absence(several):
                return [case for case in several if self.factors(case) is not None]
        return self.divided(part)

    def _divided(self, part: Node) -> Cases:
        """Divide in the way that leaves the least to ask, best such that everything can be written."""
        self.looked_at += sum(1 for _ in atoms(part)) ** 2 // 100  # what it takes: each is asked given each
        if self.looked_at > _MOST:
            raise Endless
        if isinstance(part, Or) and self._share_nothing(part.nodes):
            return [case for case in part.nodes if self.factors(case) is not None]
        best: tuple[int, Cases] | None = None
        for way in _ways(part)[: 1 if _is_torn(part) else _TRIED]:
            lost = sum(len(self.lost(case)) for case in way)
            if best is None or lost < best[0]:
                best = lost, [case for case in way if self.factors(case) is not None]
            if not lost:
                break
        if best is None:
            raise AssertionError(part)
        return best[1]

    def _share_no_absence(self, several: Cases) -> bool:
        """Whether no field may be absent in two cases: what the matcher gets wrong."""
        seen: set[str] = set()
        for case in several:
            absent = self._absent(case)
            if seen & absent:
                return False
            seen |= absent
        return True

    def _absent(self, tree: Node) -> set[str]:
        factors = self.factors(tree)
        if factors is None:
            return set()
        absent = {name for name, asked in factors.alone if {"exists": False} in asked}
        return absent.union(*(self._absent(case) for union in factors.several for case in union))

    def _share_nothing(self, several: Cases) -> bool:
        """Whether no event can be in two cases, by what they ask of one field."""
        return all(self.differ(one, other) for one, other in itertools.combinations(several, 2))

    def _differ(self, one: Node, other: Node) -> bool:
        asked: dict[str, list[Node]] = {}
        for part in (*conjuncts(one), *conjuncts(other)):
            if len(fields(part)) == 1:
                asked.setdefault(next(iter(fields(part))), []).append(part)
        try:
            return any(self.matchers(name, fold(And(tuple(parts))))[0] == [] for name, parts in asked.items())
        except ConversionError:
            return False

    def _matchers(self, name: str, part: Node) -> tuple[list[Matcher] | None, Sequence[Term]]:
        """Write what asks one field."""
        return matchers(part, self.kinds.get(name, "keyword"))

    def ways(self, tree: Node) -> Iterator[Cases]:
        """Yield ways to take a tree apart that is too long, case by case.

        Alternatives in many fields are only parted: that none of the others holds would grow with each. So are those in
        fields with several values, where one may hold and not hold.
        """
        if wide := list(cases.halves(tree, self.are_parted)):
            yield from wide
            return
        parts = independent(tree)
        for part in parts:
            if len(fields(part)) > 1 and len(only := self.divided(part)) == 1:
                yield from self.ways(fold(And((*(other for other in parts if other is not part), *only))))
                return
        for part in parts:
            if len(fields(part)) > 1:
                rest = [other for other in parts if other is not part]
                yield [fold(And((*rest, case))) for case in self.divided(part)]

    def other_ways(self, tree: Node) -> Iterator[Cases]:
        """Yield the ways that do not look best."""
        for part in (parts := independent(tree)):
            rest = [other for other in parts if other is not part]
            for way in _ways(part) if len(fields(part)) > 1 else ():
                yield [piece for case in way if self.factors(piece := fold(And((*rest, case)))) is not None]

    def are_parted(self, part: Or) -> bool:
        """Whether alternatives are parted at once when they are too long."""
        names = fields(part)
        return len(names) >= WIDE or (len(names) > 1 and any(self.kinds.get(name) == "several" for name in names))


@lru_cache(maxsize=5_000)
def _ways(part: Node) -> list[tuple[Node, ...]]:
    """Give the ways to divide what asks several fields, the one that leaves the least to ask first."""
    knots = list(cases.knots(part))
    names = sorted(fields(part))
    tied = {name: [None, *(knot for knot in knots if any(atom.field == name for atom in knot))] for name in names}
    found = (tuple(cases.cases(part, name, values)) for name in names for values in tied[name])
    return sorted(dict.fromkeys(way for way in found if way != (part,)), key=_weight)


@lru_cache(maxsize=5_000)
def _weight(trees: tuple[Node, ...]) -> int:
    """Estimate how much there is to write: what asks several fields is to be divided further."""
    parts = (part for tree in trees for part in independent(tree))
    return sum(sum(1 for _ in atoms(part)) * (3 if len(fields(part)) > 1 else 1) for part in parts)


@lru_cache(maxsize=5_000)
def independent(tree: Node) -> tuple[Node, ...]:
    """Give the parts of a tree that must all hold and share no field with each other."""
    groups: list[tuple[frozenset[str], tuple[Node, ...]]] = []
    for part in conjuncts(tree) if tree != TRUE else ():
        names = fields(part)
        parts: tuple[Node, ...] = (part,)
        for group in [group for group in groups if group[0] & names]:
            groups.remove(group)
            names, parts = names | group[0], group[1] + parts
        groups.append((names, parts))
    return tuple(fold(And(parts)) for _, parts in groups)


def _is_torn(tree: Node) -> bool:
    """Whether a field is asked for one pattern and against another, which some values fit as well."""
    wanted: dict[str, set[Text]] = {}
    unwanted: dict[str, set[Text]] = {}
    for part in conjuncts(tree):
        for atom, negated in _signed(part, negated=False):
            if isinstance(atom.test, Text) and atom.field and not cases.is_value(atom.test):
                alone = negated and len(fields(part)) == 1
                if alone or not negated:
                    (unwanted if alone else wanted).setdefault(atom.field, set()).add(atom.test)
    return any(
        common(one, other) for name, texts in wanted.items() for one in texts for other in unwanted.get(name, ())
    )


def _signed(node: Node, *, negated: bool) -> Iterator[tuple[Atom, bool]]:
    match node:
        case Atom():
            yield node, negated
        case Not(child):
            yield from _signed(child, negated=not negated)
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _signed(child, negated=negated)


def _by_field(alternatives: Or) -> list[Node]:
    """Put together what asks the same field alone."""
    groups: dict[object, list[Node]] = {}
    for child in alternatives.nodes:
        groups.setdefault(fields(child) if len(fields(child)) == 1 else child, []).append(child)
    return [fold(Or(tuple(group))) for group in groups.values()]
