"""What is decided by a part of a condition, where all parts must hold.

A rule for `iam.amazonaws.com` need not exclude what another service calls noise: a part says of which texts a field
must fit one, and whatever asks that field for others folds away. Queries with a limit on their length need that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from clickops.conversion import cases
from clickops.conversion.cases import changed
from clickops.conversion.fold import FALSE, TRUE, fold, joined
from clickops.conversion.layout import conjuncts
from clickops.conversion.overlap import common, holds, is_value
from clickops.conversion.shapes import literals
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Node, Not, Or, Text, atoms

_FEW = 4  # queries of one rule that are not worth a search for fewer
_MOST = 400  # texts of one field that are looked at


@lru_cache(maxsize=5_000)
def settled(tree: Node, single: Callable[[str], bool]) -> Node:
    """Fold what is decided by texts of which a field, if it holds a `single` value, must fit one."""
    parts = list(conjuncts(tree))
    for at in range(len(parts)):
        if FALSE in parts:
            return FALSE
        known = _wanted(parts[at])  # as it is by now: two parts may each decide the other, but not both
        for name, texts in known.items():
            if single(name) and len(texts) <= _MOST:
                parts = [other if number == at else _told(other, name, texts) for number, other in enumerate(parts)]
    return joined(And, parts)


@lru_cache(maxsize=5_000)
def _told(part: Node, name: str, texts: tuple[Text, ...]) -> Node:
    """Fold a part, given that a field fits one of some texts."""
    return changed(part, name, _decider(texts))


@lru_cache(maxsize=5_000)
def _wanted(part: Node) -> Mapping[str, tuple[Text, ...]]:
    """Give the fields that must fit a text where a part holds, each with all texts that may be the one."""
    match part:
        case Atom(str() as field, Text() as text):
            return {field: (text,)}
        case Or(nodes):
            first, *others = map(_wanted, nodes)
            shared = [field for field in first if all(field in other for other in others)]
            return {
                field: tuple(dict.fromkeys(text for known in (first, *others) for text in known[field]))
                for field in shared
            }
        case And(nodes):
            found: dict[str, tuple[Text, ...]] = {}
            for known in map(_wanted, nodes):
                found.update({field: texts for field, texts in known.items() if field not in found})
            return found
        case _:
            return {}


def _decider(texts: Sequence[Text]) -> Callable[[Atom], Node]:
    values: dict[str, list[Text]] = {}
    patterns = [text for text in texts if not is_value(text)]
    for text in texts:
        if is_value(text):
            values.setdefault(literals(text).lower(), []).append(text)

    def decide(atom: Atom) -> Node:
        test = atom.test
        if not isinstance(test, Text):
            return atom
        if all(holds(test, text) for text in texts):
            return TRUE
        near = [*values.get(literals(test).lower(), ()), *patterns] if is_value(test) else texts
        return atom if any(_meet(test, text) for text in near) else FALSE

    return decide


def _meet(one: Text, other: Text) -> bool:
    try:
        return bool(common(one, other))
    except ConversionError:  # in more ways than are counted
        return True


def texts(
    tree: Node, limit: int, write: Callable[[Node], str], single: Callable[[str], bool], field: str, beside: int = 0
) -> Iterator[str]:
    """Write queries of at most `limit` that together hold where `tree` does, each with what it decides folded away.

    `beside` is how many characters stand beside each. The tree is taken apart by halves, or first by the values of
    `field`, whichever gives fewer; what can never match is left out. Raises ConversionError when neither can.
    """

    @lru_cache(maxsize=5_000)  # gone with this call
    def size(part: Node) -> int:
        known = settled(part, single)
        return 0 if known == FALSE else len(write(known)) + beside

    for part in _parted(fold(tree), limit, size, field):
        if (known := settled(part, single)) != FALSE:
            yield write(known)


def _parted(tree: Node, limit: int, size: cases.Size, field: str) -> tuple[Node, ...]:
    found: tuple[Node, ...] = ()
    try:
        found = cases.split(tree, limit, size, cases.halves)
        if len(found) <= _FEW:
            return found
        return min(found, cases.split(tree, limit, size, lambda part: by_values(part, field), cases.halves), key=len)
    except ConversionError:
        if found:
            return found
    return cases.split(tree, limit, size, lambda part: by_values(part, field), cases.halves)


def by_values(tree: Node, field: str) -> Iterator[Sequence[Node]]:
    """Yield ways to part the values that a field is asked for beside others, and none of them: the rest folds away."""
    parts = conjuncts(tree)
    if any(isinstance(part, Atom | Or) and cases.fields(part) == {field} for part in parts):
        return  # it says already which ones
    asked = (atom for part in parts if len(cases.fields(part)) > 1 for atom in atoms(part))
    named = list(dict.fromkeys(atom for atom in asked if atom.field == field and cases.is_value(atom.test)))
    others = fold(And((Not(Or(tuple(named))), cases.given_none_of(tree, named)))) if named else FALSE
    for count in (1, 2, 3, 4, 5, 6, 8, 10, 12):
        if count <= len(named):
            most = -(-len(named) // count)
            some = (named[at : at + most] for at in range(0, len(named), most))
            yield [others, *(fold(And((Or(tuple(group)), tree))) for group in some)]
