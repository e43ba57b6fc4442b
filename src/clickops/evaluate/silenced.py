"""What chosen filters leave out of a scan, counted without asking anything of the records that no rule is after.

The filters that are counted are taken out of the trees that every record is held against, and asked only of what fires
without them: so a scan in which none is counted pays nothing, and one in which some are pays for would-be alerts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from clickops.evaluate.predicate import Predicate, predicate
from clickops.rules.pack import Filter, Rule
from clickops.rules.tree import Node

_Key = tuple[str, int, str]


class Count(msgspec.Struct):
    """How many events one filter has left out so far."""

    filter: Filter
    silenced: int = 0  # no rule was left that fired: an alert less
    thinned: int = 0  # the alert stays, with fewer rules


class Silenced:
    """Counts what each of some filters leaves out; of an event that several leave out, each has its count."""

    def __init__(self, filters: Collection[Filter]) -> None:
        self._counts = {_key(one): Count(one) for one in filters}
        self._holds: dict[_Key, Predicate] = {}

    @property
    def counts(self) -> Sequence[Count]:
        """The counts, in the order of the filters."""
        return tuple(self._counts.values())

    def tree(self, rule: Rule) -> Node:
        """Give the condition of a rule without the filters that are counted."""
        kept = tuple(one for one in rule.filters if _key(one) not in self._counts)
        return msgspec.structs.replace(rule, filters=kept).tree

    def left(self, event: Mapping[str, Any], fired: Sequence[Rule]) -> tuple[Rule, ...]:
        """Ask the filters of what fired without them: gives the rules that still fire, and counts the others."""
        left: list[Rule] = []
        out: set[_Key] = set()
        for rule in fired:
            against = [key for one in rule.filters if (key := _key(one)) in self._counts and not self._hold(one, event)]
            out.update(against)
            if not against:
                left.append(rule)
        for key in out:
            if left:
                self._counts[key].thinned += 1
            else:
                self._counts[key].silenced += 1
        return tuple(left)

    def _hold(self, one: Filter, event: Mapping[str, Any]) -> bool:
        key = _key(one)
        if key not in self._holds:
            self._holds[key] = predicate(one.condition)
        return self._holds[key](event)


def _key(one: Filter) -> _Key:
    return one.path, one.line, one.name
