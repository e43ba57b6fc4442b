"""A pack: rules, each with the filters that serve it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

import msgspec

from clickops.errors import ClickopsError, Problem
from clickops.rules.tree import And, Named, Node

LEVELS = ("informational", "low", "medium", "high", "critical")


class Logsource(msgspec.Struct, frozen=True):
    """What a rule or filter is written for; None means any."""

    category: str | None = None
    product: str | None = None
    service: str | None = None

    def holds(self, other: Logsource) -> bool:
        """Whether all that `other` is written for lies within this (filters specification: "logsource")."""
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    @property
    def fits_cloudtrail(self) -> bool:
        """Whether CloudTrail records are among what this names."""
        return self.product in {None, "aws"} and self.service in {None, "cloudtrail"} and self.category is None


class Filter(msgspec.Struct, frozen=True):
    """A Sigma Filter: a condition that is ANDed, as it is written, to the rules that it serves."""

    name: str  # the stem of its file
    id: str
    title: str
    description: str
    logsource: Logsource
    rules: tuple[str, ...]  # ids or names; empty means any rule
    condition: Node
    path: str
    line: int

    def serves(self, rule: Rule) -> bool:
        """Whether it is ANDed to `rule`."""
        named = not self.rules or rule.id in self.rules or bool(rule.names & set(self.rules))
        return named and self.logsource.holds(rule.logsource)


class Rule(msgspec.Struct, frozen=True):
    """A Sigma rule: what it says about itself, what it means, and the filters that serve it."""

    name: str  # the stem of its file; in a text the rule's own name
    id: str
    title: str
    level: str
    status: str
    description: str
    author: str
    date: str
    modified: str
    references: tuple[str, ...]
    tags: tuple[str, ...]
    falsepositives: tuple[str, ...]
    fields: tuple[str, ...]
    logsource: Logsource
    condition: Node  # the rule alone
    path: str
    line: int
    names: frozenset[str] = frozenset()  # under what a filter may name it, beside its id
    filters: tuple[Filter, ...] = ()

    @property
    def tree(self) -> Node:
        """The whole condition: the rule's own and that of each filter."""
        if not self.filters:
            return self.condition
        return And((self.condition, *(Named(f"filter {f.name}", f.condition) for f in self.filters)))

    @property
    def rank(self) -> int:
        """The level as a number, higher is worse."""
        return LEVELS.index(self.level)


class Pack(msgspec.Struct, frozen=True):
    """Rules with their filters attached, and what was left out when they were loaded."""

    rules: tuple[Rule, ...]
    filters: tuple[Filter, ...] = ()
    left_out: tuple[Problem, ...] = ()

    def select(self, names: Iterable[str] = (), level: str | None = None) -> Pack:
        """Keep the rules that one of `names` means (stem, UUID or glob over stems), of `level` and above.

        Raises ClickopsError for a name that means no rule of the pack.
        """
        names = tuple(names)
        for name in names:
            if not any(_means(name, rule) for rule in self.rules):
                raise ClickopsError(f"no rule is called {name!r}: `clickops list` shows them all")
        lowest = LEVELS.index(level) if level else 0
        kept = (rule for rule in self.rules if rule.rank >= lowest)
        chosen = tuple(rule for rule in kept if not names or any(_means(name, rule) for name in names))
        return msgspec.structs.replace(self, rules=chosen)

    def without_filters(self, names: Iterable[str] | None = None) -> Pack:
        """Switch off the filters called `names`, all of them when None.

        Raises ClickopsError for a name that means no filter of the pack.
        """
        off = {f.name for f in self.filters} if names is None else set(names)
        for name in off - {f.name for f in self.filters}:
            known = ", ".join(sorted(f.name for f in self.filters)) or "none"
            raise ClickopsError(f"no filter is called {name!r}; there are: {known}")
        kept = tuple(f for f in self.filters if f.name not in off)
        return attach(self.rules, kept, self.left_out)


def attach(rules: Iterable[Rule], filters: Iterable[Filter], left_out: Iterable[Problem] = ()) -> Pack:
    """Make a pack in which each rule carries those of `filters` that serve it, in their order."""
    filters = tuple(filters)
    served = (msgspec.structs.replace(rule, filters=tuple(f for f in filters if f.serves(rule))) for rule in rules)
    return Pack(tuple(served), filters, tuple(left_out))


def _means(name: str, rule: Rule) -> bool:
    return name == rule.name or name.lower() == rule.id.lower() or fnmatch.fnmatchcase(rule.name, name)
