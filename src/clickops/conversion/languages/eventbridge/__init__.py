"""Amazon EventBridge's event patterns: fields that must all fit, each a list of matchers of which any may.

A condition is divided into cases (`cases.py`) until no field is asked twice; the cases stand side by side in `$or`, and
in further patterns where one would grow past what EventBridge takes. An `$or` whose cases share events in which a field
is absent is not written: the matcher then loses some of them (event-ruler 2.1.0, two `exists: false` with
`anything-but` on one field).
Sources: Amazon EventBridge user guide, "Event patterns", "Comparison operators" and "Quotas".
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from clickops.conversion import cases, shapes
from clickops.conversion.cases import fields
from clickops.conversion.fold import fold
from clickops.conversion.languages import Query
from clickops.conversion.languages.eventbridge.division import Division, Endless
from clickops.conversion.languages.eventbridge.packing import is_union, packed
from clickops.conversion.languages.eventbridge.parting import apart
from clickops.conversion.languages.eventbridge.values import Matcher
from clickops.conversion.layout import conjuncts
from clickops.conversion.settled import settled
from clickops.errors import ConversionError
from clickops.rules.tree import And, FieldReference, Node, Or, Text, atoms

Pattern = dict[str, Any]

LIMIT = 2048  # signs of one event pattern, without blanks (quota "Event pattern size")
BRANCHES = 1000  # that `$or` may stand for in one pattern
WILDCARDS = 30  # rules of a bus that may hold a wildcard (quota "Rules containing wildcards", which AWS does not raise)
TOO_MANY = f"would take more than {WILDCARDS} patterns with wildcards, all that a bus takes"
LOST = (
    "one pattern cannot ask it for one thing and against another, such as *Key* but not Get*; "
    "where the rule does, the pattern selects both"
)
COMPLEX = (
    "more than {} texts in the middle of a value, such as *Key*, are asked of one field, since a bus takes too few "
    "rules to part them; AWS may refuse the pattern as too complex"
)
_ENDLESS = 100_000
_OR = "$or"
_DETAIL = "detail"


def render(query: Query) -> tuple[Pattern, ...]:
    """Write event patterns; an event is selected that any of them matches."""
    for atom in atoms(query.condition):
        if isinstance(atom.test, FieldReference):
            raise ConversionError(f"EventBridge cannot compare one field with another ({atom.field})", target="")
    if query.options.get("case") == "exact":
        scope = tuple(map(cases.cased, query.scope))
        query = msgspec.structs.replace(query, condition=cases.cased(query.condition), scope=scope)
    division = Division(query.types)
    amid = int(query.options.get("amid", LIMIT))
    try:
        try:
            return _written(query, division, amid)
        except ConversionError:
            if amid == LIMIT:
                raise
        patterns = _written(query, division, LIMIT)
    except Endless:
        raise ConversionError("has too many cases for event patterns", target="") from None
    query.remarks["the pattern"] = COMPLEX.format(amid)
    return patterns


def _written(query: Query, division: Division, amid: int) -> tuple[Pattern, ...]:
    writer = _Writer(query, division, amid)
    trees = writer.trees(list(apart(settled(cases.spread(query.condition), query.is_single), query.is_single)))
    patterns = tuple(pattern for tree in trees if (pattern := writer.pattern(tree)) is not None)
    if not patterns:
        raise ConversionError("can never match there", target="")
    if {} in patterns:
        raise ConversionError("would match every event there", target="")
    if sum(map(has_wildcard, patterns)) > WILDCARDS:
        raise ConversionError(TOO_MANY, target="")
    query.remarks.update(dict.fromkeys(sorted({name for tree in trees for name in division.lost(tree)}), LOST))
    return patterns


class _Writer:
    def __init__(self, query: Query, division: Division, amid: int) -> None:
        self.scope = query.scope
        self.amid = amid
        self.division = division
        self.size = lru_cache(maxsize=5_000)(self._size)

    def trees(self, alternatives: Sequence[Node]) -> Sequence[Node]:
        """Give trees that one pattern can say each, in the way that takes the fewest."""
        best: Sequence[Node] = ()
        for way in (self._dealt, self._shorter):
            pieces: list[Node] = []
            for tree in alternatives:
                pieces += [tree] if cases.sized(tree, self.size)[0] <= LIMIT else way(tree)
                if len(pieces) > 2 * WILDCARDS:  # more than can be put together again
                    raise ConversionError(TOO_MANY, target="")
            found = tuple(cases.merged(pieces, LIMIT, self.size))
            best = min(best or found, found, key=len)
        return best

    def _dealt(self, tree: Node) -> Sequence[Node]:
        found = packed(tree, LIMIT, self.size, WILDCARDS)
        if found and len(found) > WILDCARDS:
            raise ConversionError(TOO_MANY, target="")
        return found or self._split(tree)

    def _shorter(self, tree: Node) -> Sequence[Node]:
        """Try both ways where something is left that asks several fields and offers no alternatives."""
        found = self._dealt(tree)
        if len(found) > 1 and any(len(fields(part)) > 1 and not is_union(part) for part in conjuncts(tree)):
            try:
                return min(found, self._split(tree), key=len)
            except ConversionError:
                return found
        return found

    def _split(self, tree: Node) -> Sequence[Node]:
        division = self.division
        return cases.split(tree, LIMIT, self.size, division.ways, cases.halves, division.other_ways)

    def _size(self, tree: Node) -> int:
        signs = sum(len(shapes.literals(atom.test)) for atom in atoms(tree) if isinstance(atom.test, Text))
        if signs > LIMIT and any(isinstance(part, Or) and self.division.are_parted(part) for part in conjuncts(tree)):
            return _ENDLESS + signs  # it will be taken apart before anything else
        pattern = self.pattern(tree)
        length = len(json.dumps(pattern, separators=(",", ":"), ensure_ascii=False))
        excess = most_amid(pattern or {}) - self.amid
        return length if excess <= 0 else max(length, LIMIT) + excess * LIMIT

    def pattern(self, tree: Node) -> Pattern | None:
        """Write one pattern of a tree, however long; None when nothing can match it."""
        pattern = self.object(fold(And((*self.scope, tree))), inside=False)
        if pattern and _branches(pattern) > BRANCHES:
            raise ConversionError(f"EventBridge takes at most {BRANCHES:,} branches in one pattern", target="")
        return pattern

    def object(self, tree: Node, *, inside: bool) -> Pattern | None:
        """Write what must hold together: for the whole event, or for what is `inside` its detail."""
        factors = self.division.factors(tree)
        if factors is None:
            return None
        unions = sorted(factors.several, key=len)
        while len(unions) > (1 if inside else 2):
            one, other, *rest = unions
            unions = [*rest, [fold(And(both)) for both in itertools.product(one, other)]]
        made: Pattern = {}
        for name, asked in factors.alone:
            _put(made, name.removeprefix(f"{_DETAIL}.") if inside else name, asked)
        for number, union in enumerate(reversed(unions)):
            deep = inside or (number == 0 and all(name.startswith(f"{_DETAIL}.") for name in fields(Or(tuple(union)))))
            home = made if inside or not deep else made.setdefault(_DETAIL, {})
            home[_OR] = [self.object(case, inside=deep) for case in union]
        return made


def _put(made: Pattern, name: str, asked: list[Matcher]) -> None:
    """Put matchers where a name leads; where a field holds both a value and further fields, under the whole name."""
    *above, last = name.split(".")
    home = made
    for key in above:
        inner = home.setdefault(key, {})
        if not isinstance(inner, dict):
            made[name] = asked
            return
        home = inner
    if last in home:
        made[name] = asked
    else:
        home[last] = asked


def has_wildcard(part: object) -> bool:
    """Whether a pattern holds a wildcard, or a list or object of it does."""
    if isinstance(part, dict):
        return "wildcard" in part or any(map(has_wildcard, part.values()))
    return isinstance(part, list) and any(map(has_wildcard, part))


def most_amid(pattern: Pattern) -> int:
    """Count the texts amid a value, such as `*Key*`, for which a pattern asks the field of which it wants the most."""
    wanted: dict[str, set[str]] = {}
    _collect(pattern, "", wanted)
    return max(map(len, wanted.values()), default=0)


def _collect(part: Mapping[str, Any], path: str, wanted: dict[str, set[str]]) -> None:
    for key, value in part.items():
        if key == _OR:
            for branch in value:
                _collect(branch, path, wanted)
        elif isinstance(value, dict):
            _collect(value, f"{path}{key}.", wanted)
        else:
            texts = (one.get("wildcard", "") for one in value if isinstance(one, dict))
            wanted.setdefault(path + key, set()).update(text for text in texts if text[:1] == text[-1:] == "*")


def _branches(pattern: Mapping[str, Any]) -> int:
    """Count the conjunctions that a pattern stands for."""
    count = 1
    for key, value in pattern.items():
        if key == _OR:
            count *= sum(map(_branches, value))
        elif isinstance(value, dict):
            count *= _branches(value)
    return count
