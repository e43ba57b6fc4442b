from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion.fold import fold
from clickops.conversion.languages.eventbridge.packing import packed
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Node, Or, atoms
from support.platform import ask, text

MOST = 30


def size(tree: Node) -> int:
    return sum(1 for _ in atoms(tree))


def union(fields: list[str], count: int) -> Node:
    """Alternatives of one list each, long enough to be cut."""
    several = [
        And(
            (
                ask(fields[0], text(f"{fields[0]} number {at}")),
                Or(tuple(ask(fields[1], text(f"the {one} of {at}, in many words")) for one in range(9))),
            )
        )
        for at in range(count)
    ]
    return Or(tuple(several))


TREE = fold(And((union(["a", "b"], 3), union(["c", "d"], 4), ask("e", text("x")))))
VALUES = {
    "a": st.sampled_from([f"a number {at}" for at in range(4)]),
    "b": st.builds("the {} of {}, in many words".format, st.integers(0, 9), st.integers(0, 3)),
    "c": st.sampled_from([f"c number {at}" for at in range(4)]),
    "d": st.builds("the {} of {}, in many words".format, st.integers(0, 9), st.integers(0, 4)),
    "e": st.just("x"),
}


@settings(max_examples=60, deadline=None)
@given(st.integers(12, 60), st.lists(st.fixed_dictionaries(VALUES), min_size=20, max_size=40))
def test_what_is_packed_holds_for_the_same_events(limit: int, events: list[dict[str, Any]]) -> None:
    trees = packed(TREE, limit, size, MOST)
    assert trees is not None
    assert all(size(tree) <= limit for tree in trees)
    if len(trees) <= MOST:
        for event in events:
            assert any(predicate(tree)(event) for tree in trees) is predicate(TREE)(event), event


def test_more_than_are_wanted_are_not_counted() -> None:
    trees = packed(TREE, 12, size, 4)
    assert trees is not None
    assert len(trees) > 4


def test_what_cannot_be_cut_to_size_is_not_packed() -> None:
    assert packed(TREE, 5, size, MOST) is None
    assert packed(ask("a", text("b")), 0, size, MOST) is None
