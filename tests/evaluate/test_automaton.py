from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.evaluate.automaton import SUSPECT, candidates
from clickops.evaluate.predicate import predicate
from clickops.evaluate.projection import projected, projection
from clickops.rules.tree import And, Atom, Exists, FieldReference, Node, Not, Null, Text, atoms
from support.strategies import events, trees

PLAIN = Atom("eventName", Exists(expected=True))


def names(trees: Iterable[Node], event: dict[str, Any]) -> set[int]:
    """Which trees the automaton says may be true; all of them where it passes."""
    try:
        return set(candidates(list(trees), PLAIN)(json.dumps(event).encode()))
    except msgspec.ValidationError:
        return {SUSPECT, *range(len(list(trees)))}


@settings(max_examples=600)
@given(st.lists(trees, max_size=4), events)
def test_no_tree_that_is_true_is_missed(several: list[Node], event: dict[str, Any]) -> None:
    true = {index for index, tree in enumerate(several) if predicate(tree)(event)}
    assert true <= names(several, event)


@settings(max_examples=300)
@given(st.lists(trees, max_size=3), st.lists(events, max_size=6))
def test_what_it_remembers_of_one_record_says_nothing_wrong_of_the_next(
    several: list[Node], records: list[dict[str, Any]]
) -> None:
    ask = candidates(several, PLAIN)
    for event in records:
        try:
            found = set(ask(json.dumps(event).encode()))
        except msgspec.ValidationError:
            continue
        assert {index for index, tree in enumerate(several) if predicate(tree)(event)} <= found
        assert (SUSPECT in found) is ("eventName" not in event)


@settings(max_examples=300)
@given(trees, st.dictionaries(st.sampled_from(["eventName", "a", "x"]), st.sampled_from(["a", "b", True, None])))
def test_no_tree_is_named_without_need_where_masks_can_answer(tree: Node, event: dict[str, Any]) -> None:
    askable = all(isinstance(atom.test, Text) and atom.field == "eventName" for atom in atoms(tree))
    if askable:
        assert (0 in names([tree], event)) is predicate(tree)(event)


def test_a_record_of_common_shape_names_only_what_is_true() -> None:
    user = Atom("u.v", Text(("root",)))
    several: list[Node] = [user, Not(user), Atom("u.v", Null()), Atom("u", Exists(expected=True))]
    assert names(several[:3], {"eventName": "X", "u": {"v": "Root"}}) == {0}
    assert names(several[:3], {"eventName": "X", "u": {"v": "else"}}) == {1}
    assert names(several[:3], {"eventName": "X", "u": None}) == {1, 2}
    assert names(several[:3], {"eventName": "X"}) == {1, 2}


def test_a_record_without_the_plain_fields_is_suspect() -> None:
    assert names([], {"eventName": "X"}) == set()
    assert names([], {"detail": {}}) == {SUSPECT}


@pytest.mark.parametrize("value", [["root"], 5, {"v": ["root"]}, {"v": 5}, "hidden"])
def test_uncommon_shapes_are_left_to_the_predicate(value: object) -> None:
    ask = candidates([Atom("u.v", Text(("root",)))], PLAIN)
    with pytest.raises(msgspec.ValidationError):
        ask(json.dumps({"eventName": "X", "u": value}).encode())


def test_a_key_with_dots_is_left_to_the_predicate() -> None:
    ask = candidates([Atom("u.v.w", Text(("root",)))], PLAIN)
    for event in ({"u.v.w": "x"}, {"u.v": {"w": "x"}}, {"u": {"v.w": "x"}}):
        with pytest.raises(msgspec.ValidationError):
            ask(json.dumps({"eventName": "X"} | event).encode())


def test_a_reference_between_fields_is_assumed_to_hold_and_under_not_to_fail() -> None:
    same = Atom("a", FieldReference("b"))
    assert names([same, Not(same)], {"eventName": "X", "a": "1", "b": "1"}) == {0, 1}
    assert names([And((same, Atom("a", Text(("2",)))))], {"eventName": "X", "a": "1", "b": "1"}) == set()


def test_memory_is_bounded_when_values_never_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clickops.evaluate.automaton._REMEMBERED", 10)
    ask = candidates([Atom("a", Text(("value 7",)))], PLAIN)
    hits = [index for index in range(100) if ask(json.dumps({"eventName": "X", "a": f"value {index}"}).encode())]
    assert hits == [7]


@given(st.lists(st.text(max_size=8), max_size=5))
def test_any_name_of_a_field_can_be_projected_or_is_left_out(names: list[str]) -> None:
    assert {name for name, _ in projected(projection(names))} <= set(names)
