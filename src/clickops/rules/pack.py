"""A pack: rules, each with the filters that serve it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from typing import Any

import msgspec

from clickops.errors import ClickopsError, Problem
from clickops.rules.near import among, did_you_mean
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

    name: str  # the stem of its file; in a text its own name
    id: str  # a UUID in lower case, or empty
    title: str
    description: str
    logsource: Logsource
    rules: tuple[str, ...]  # ids (in lower case) or names; empty means any rule
    condition: Node
    path: str  # its file, or `<text>`
    line: int  # where it begins in the file, from 1

    def serves(self, rule: Rule) -> bool:
        """Whether it is ANDed to `rule`."""
        named = not self.rules or rule.id in self.rules or bool(rule.names & set(self.rules))
        return named and self.logsource.holds(rule.logsource)

    def to_dict(self) -> dict[str, Any]:
        """Give what it says about itself as JSON has it, without the condition."""
        return _facts(self, "condition")

    def __repr__(self) -> str:
        """Show it in one line."""
        return f"<Filter {self.name}: {len(self.rules) or 'any'} rules>"


class Rule(msgspec.Struct, frozen=True):
    """A Sigma rule: what it says about itself, what it means, and the filters that serve it.

    `name` is the stem of its file (in a text its own name), `id` a UUID in lower case or empty, `level` one of
    informational, low, medium, high and critical. `title`, `status`, `description`, `author`, `date`, `modified`,
    `references`, `tags` (attack.t1098), `falsepositives` and `fields` are as the file has them, empty where it has
    none. `condition` is the rule alone and `tree` with its `filters`; `path` and `line` (from 1) are where it stands.
    """

    name: str  # the stem of its file; in a text the rule's own name
    id: str  # a UUID in lower case, or empty
    title: str
    level: str  # one of LEVELS
    status: str  # stable, test, experimental, deprecated, unsupported, or empty
    description: str
    author: str
    date: str  # 2026-01-31, as it is written
    modified: str  # the same
    references: tuple[str, ...]
    tags: tuple[str, ...]  # of ATT&CK, as in attack.t1098
    falsepositives: tuple[str, ...]
    fields: tuple[str, ...]  # worth showing in an alert
    logsource: Logsource
    condition: Node  # the rule alone
    path: str  # its file, or `<text>`
    line: int  # where it begins in the file, from 1
    names: frozenset[str] = frozenset()  # under what a filter may name it, in addition to its id
    filters: tuple[Filter, ...] = ()  # in the order of the pack

    @property
    def tree(self) -> Node:
        """The whole condition: the rule's own and that of each filter."""
        if not self.filters:
            return self.condition
        return And((self.condition, *(Named(f"filter {f.name}", f.condition) for f in self.filters)))

    @property
    def rank(self) -> int:
        """The level as a number from 0, higher is worse."""
        return LEVELS.index(self.level)

    def to_dict(self) -> dict[str, Any]:
        """Give what it says about itself as JSON has it, without the condition; `filters` holds names."""
        return _facts(self, "condition", "names", "filters") | {"filters": [one.name for one in self.filters]}

    def __repr__(self) -> str:
        """Show it in one line."""
        return f"<Rule {self.name}: {self.level}, {len(self.filters)} filters>"


class LeftOut(msgspec.Struct, frozen=True):
    """A rule or filter that is fine and was not loaded all the same; prints as `path:position: reason`."""

    path: str
    position: int  # the line in the file, from 1
    reason: str
    name: str  # the stem of its file; in a text its own name
    placeholder: str = ""  # that has no value, where this is the reason

    def __str__(self) -> str:
        """Give the line that is shown to a person."""
        return str(Problem(self.path, self.position, self.reason))


class Pack(msgspec.Struct, frozen=True):
    """Rules with their filters attached, and what was left out when they were loaded.

    `rules` are in the order of the files, `filters` are all of them, also those that serve no rule. `left_out` names
    what has a placeholder without a value or is counted by a correlation, `notes` what breaks the specification and
    was loaded, and files that are not rules.
    """

    rules: tuple[Rule, ...]  # in the order of the files
    filters: tuple[Filter, ...] = ()  # those that serve no rule too
    left_out: tuple[LeftOut, ...] = ()  # a placeholder is empty, or a correlation counts them
    notes: tuple[Problem, ...] = ()  # what breaks the specification and was loaded, and files that are no rules

    def to_dict(self) -> dict[str, Any]:
        """Give all but the conditions as JSON has it: `rules`, `filters`, `left_out` and `notes`."""
        return {
            "rules": [one.to_dict() for one in self.rules],
            "filters": [one.to_dict() for one in self.filters],
            "left_out": [_facts(one) for one in self.left_out],
            "notes": [one.to_dict() for one in self.notes],
        }

    def __repr__(self) -> str:
        """Show it in one line, since its rules fill screens."""
        counts = f"{len(self.rules)} rules, {len(self.filters)} filters"
        return f"<Pack: {counts}, {len(self.left_out)} left out, {len(self.notes)} notes>"

    def select(self, names: str | Iterable[str] = (), level: str | None = None) -> Pack:
        """Keep the rules that one of `names` means (stem, UUID or glob over stems), of `level` and above.

        Raises ClickopsError for a name that means no rule of the pack.
        """
        names = (names,) if isinstance(names, str) else tuple(names)
        for name in names:
            if not any(_means(name, rule) for rule in self.rules):
                meant = did_you_mean(name, [rule.name for rule in self.rules])
                raise ClickopsError(f"no rule is called {name!r}{meant or ': `clickops list` shows them all'}")
        lowest = LEVELS.index(level) if level else 0
        kept = (rule for rule in self.rules if rule.rank >= lowest)
        chosen = tuple(rule for rule in kept if not names or any(_means(name, rule) for name in names))
        return msgspec.structs.replace(self, rules=chosen)

    def without_filters(self, names: str | Iterable[str] | None = None) -> Pack:
        """Switch off the filters called `names`, all of them when None.

        Raises ClickopsError for a name that means no filter of the pack.
        """
        named = (names,) if isinstance(names, str) else names
        off = {f.name for f in self.filters} if named is None else set(named)
        for name in off - {f.name for f in self.filters}:
            raise ClickopsError(f"no filter is called {name!r}{among(name, sorted(f.name for f in self.filters))}")
        kept = tuple(f for f in self.filters if f.name not in off)
        return attach(self.rules, kept, self.left_out, self.notes)


def attach(
    rules: Iterable[Rule],
    filters: Iterable[Filter],
    left_out: Iterable[LeftOut] = (),
    notes: Iterable[Problem] = (),
) -> Pack:
    """Make a pack in which each rule carries those of `filters` that serve it, in their order."""
    filters = tuple(filters)
    served = (msgspec.structs.replace(rule, filters=tuple(f for f in filters if f.serves(rule))) for rule in rules)
    return Pack(tuple(served), filters, tuple(left_out), tuple(notes))


def beside(own: Pack, others: Pack) -> Pack:
    """Add others' rules and filters to one's own, which come first; of two with one id or name, one's own counts."""
    names = {one.name for one in own.rules} | {one.name for one in own.filters}
    ids = {one.id for one in own.rules} | {one.id for one in own.filters}
    ids -= {""}
    rules = [one for one in others.rules if one.name not in names and one.id not in ids]
    filters = [one for one in others.filters if one.name not in names and one.id not in ids]
    left_out = [one for one in others.left_out if one.name not in names]
    return attach(
        [*own.rules, *rules],
        [*own.filters, *filters],
        [*own.left_out, *left_out],
        [*own.notes, *others.notes],
    )


def _facts(one: msgspec.Struct, *without: str) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in one.__struct_fields__ if name not in without}
    return {name: msgspec.to_builtins(value) for name, value in found.items()}


def _means(name: str, rule: Rule) -> bool:
    return name == rule.name or (name != "" and name.lower() == rule.id) or fnmatch.fnmatchcase(rule.name, name)
