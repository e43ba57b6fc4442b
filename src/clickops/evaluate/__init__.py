"""What a condition tree says about an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clickops.rules.pack import Pack, Rule

Match = Callable[[Mapping[str, Any]], list[Rule]]


def compile(rules: Pack | Iterable[Rule]) -> Match:  # noqa: A001 - what `re` calls it too
    """Make the function that lists the rules which fire on an event (a record as CloudTrail writes it).

    Filters count. The rules come in the order of the pack.
    """
    from clickops.evaluate.predicate import predicate  # noqa: PLC0415 - `ipaddress` and `re` cost 10 ms

    predicates = [(rule, predicate(rule.tree)) for rule in (rules.rules if isinstance(rules, Pack) else rules)]
    return lambda event: [rule for rule, holds in predicates if holds(event)]
