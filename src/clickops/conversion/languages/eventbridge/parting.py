"""Which alternatives are looked at on their own: those that decide what the rest of a condition asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clickops.conversion import cases
from clickops.conversion.cases import fields
from clickops.conversion.fold import FALSE, fold
from clickops.conversion.languages.eventbridge.division import WIDE
from clickops.conversion.layout import conjuncts
from clickops.conversion.settled import settled
from clickops.rules.tree import And, Atom, Node, Not, Or


def apart(tree: Node, single: Callable[[str], bool], done: frozenset[Node] = frozenset()) -> Iterator[Node]:
    """Yield alternatives that name the value of a field which other parts ask too: given it, those fold away.

    Those of which the same is left are yielded together, what is left of the alternatives last. Left together, they
    tie the other parts to each other.
    """
    parts = conjuncts(tree)
    for at, part in enumerate(parts):
        rest = [other for number, other in enumerate(parts) if number != at]
        asked = frozenset[str]().union(*(fields(other) for other in rest if len(fields(other)) > 1))
        if not isinstance(part, Or) or part in done:
            continue
        if named := [child for child in part.nodes if _is_apart(part, child, asked)]:
            for union, beside in _told(named, rest, single):
                yield from apart(fold(And((union, *beside))), single, done | {union})
            if others := tuple(child for child in part.nodes if child not in named):
                left = fold(Or(others))
                yield from apart(fold(And((*rest, left))), single, done | {left})
            return
    yield tree


def _told(
    alternatives: Sequence[Node], rest: Sequence[Node], single: Callable[[str], bool]
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield alternatives with what is left of the rest, simple ones of which the same is left together."""
    groups: dict[tuple[tuple[Node, ...], Node | None], list[Node]] = {}
    for child in alternatives:
        own = conjuncts(child)
        told = conjuncts(settled(fold(And((child, *rest))), single))
        if told == (FALSE,):
            continue
        beside = tuple(part for part in told if part not in own)
        simple = all(len(fields(part)) == 1 for part in own)
        groups.setdefault((beside, None if simple else child), []).append(
            fold(And(tuple(part for part in told if part in own)))
        )
    for (beside, _), several in groups.items():
        yield fold(Or(tuple(several))), beside


def _is_apart(part: Or, alternative: Node, asked: frozenset[str]) -> bool:
    """Whether an alternative names a value that others ask, or is compound where many fields are asked."""
    if len(part.nodes) == 1 or not isinstance(alternative, And):
        return False
    compound = any(
        isinstance(child, Not) or (isinstance(child, Or) and len(fields(child)) > 1) for child in alternative.nodes
    )
    return bool(_valued(alternative) & asked) or (compound and len(fields(part)) >= WIDE)


def _valued(alternative: Node) -> set[str]:
    """Name the fields of which an alternative wants one of some values, where it asks more."""
    parts = conjuncts(alternative)
    return {name for part in parts if len(parts) > 1 for name in fields(part) if len(_values(part, name)) > 0}


def _values(part: Node, name: str) -> Sequence[Atom]:
    children = part.nodes if isinstance(part, Or) else (part,)
    found = [child for child in children if isinstance(child, Atom) and child.field == name]
    return found if len(found) == len(children) and all(cases.is_value(child.test) for child in found) else ()
