from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.evaluate.automaton import SUSPECT, automaton
from clickops.evaluate.predicate import predicate
from clickops.evaluate.projection import projected, projection
from clickops.rules.tree import And, Atom, Exists, FieldReference, Node, Not, Null, Text, Wildcard
from support.strategies import events, trees

PLAIN = Atom("eventName", Exists(expected=True))


def answers(several: Iterable[Node], event: dict[str, Any]) -> dict[int, bool]:
    """What the automaton says of an event; that anything may be true where it passes."""
    several = list(several)
    said = automaton(several, PLAIN)(json.dumps(event).encode())
    return dict.fromkeys(range(SUSPECT, len(several)), False) if said is None else dict(said)


def agree(several: list[Node], event: dict[str, Any], said: dict[int, bool]) -> None:
    for index, tree in enumerate(several):
        true = predicate(tree)(event)
        assert index in said or not true, "a tree that is true is missed"
        assert true or not said.get(index), "a tree that is untrue is called certain"


@settings(max_examples=800)
@given(st.lists(trees, max_size=4), events)
def test_what_is_true_is_named_and_what_is_certain_is_true(several: list[Node], event: dict[str, Any]) -> None:
    agree(several, event, answers(several, event))


@settings(max_examples=400)
@given(st.lists(trees, max_size=3), st.lists(events, max_size=6))
def test_what_it_remembers_of_one_record_says_nothing_wrong_of_the_next(
    several: list[Node], records: list[dict[str, Any]]
) -> None:
    ask = automaton(several, PLAIN)
    for event in records:
        said = ask(json.dumps(event).encode())
        if said is not None:
            agree(several, event, dict(said))
            assert (SUSPECT in dict(said)) is ("eventName" not in event)


def test_a_record_of_common_shape_is_answered_for_certain() -> None:
    user = Atom("u.v", Text(("root",)))
    several: list[Node] = [user, Not(user), Atom("u.v", Null())]
    assert answers(several, {"eventName": "X", "u": {"v": "Root"}}) == {0: True}
    assert answers(several, {"eventName": "X", "u": {"v": "else"}}) == {1: True}
    assert answers(several, {"eventName": "X", "u": {"v": {}}}) == {1: True}
    for absent in ({"u": None}, {"u": "hidden"}, {"u": 5}, {}):
        assert answers(several, {"eventName": "X", **absent}) == {1: True, 2: True}


def test_a_record_without_the_plain_fields_is_suspect() -> None:
    assert answers([], {"eventName": "X"}) == {}
    assert answers([], {"detail": {}}) == {SUSPECT: True}


def test_arrays_are_left_open_but_for_what_they_can_never_pass() -> None:
    user = Atom("u.v", Text(("root",)))
    several: list[Node] = [user, Not(user), Atom("u.v", Null()), Atom("u.v", Exists(expected=True))]
    assert answers(several, {"eventName": "X", "u": {"v": ["root"]}}) == {0: False, 1: False, 3: True}
    assert answers(several, {"eventName": "X", "u": [{"v": "root"}]}) == {0: False, 1: False, 2: False, 3: False}


@pytest.mark.parametrize("event", [{"u": {"v": 5}}, {"u": {"v": 1.5}}, {"u.v": "root"}])
def test_numbers_and_keys_with_dots_are_left_to_the_predicate(event: dict[str, Any]) -> None:
    ask = automaton([Atom("u.v", Text(("root",)))], PLAIN)
    assert ask(b'{"eventName": "X", "u": {"v": "root"}}') == ((0, True),)
    assert ask(json.dumps({"eventName": "X"} | event).encode()) is None


def test_a_key_with_some_of_the_dots_is_left_to_the_predicate() -> None:
    ask = automaton([Atom("u.v.w", Text(("root",)))], PLAIN)
    for event in ({"u.v.w": "x"}, {"u.v": {"w": "x"}}, {"u": {"v.w": "x"}}):
        assert ask(json.dumps({"eventName": "X"} | event).encode()) is None


@pytest.mark.parametrize(
    "text", [b"", b"[", b"[]", b'{"eventName":"X","x":"\x80"}', b'{"x":' + b"[" * 9999 + b"]" * 9999 + b"}"]
)
def test_what_is_no_record_is_left_to_the_reader(text: bytes) -> None:
    assert automaton([], PLAIN)(text) is None


def test_what_masks_cannot_say_is_never_certain() -> None:
    same = Atom("a", FieldReference("b"))
    word = Atom(None, Text((Wildcard.MANY, "x", Wildcard.MANY)))
    deep = Atom("a.b.c.d.e.f.g.h", Text(("x",)))
    for unsaid in (same, word, deep):
        assert answers([unsaid, Not(unsaid)], {"eventName": "X"}) == {0: False, 1: False}
    assert answers([And((same, Atom("a", Text(("2",)))))], {"eventName": "X", "a": "1", "b": "1"}) == {}


def test_memory_is_bounded_when_values_never_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clickops.evaluate.automaton._REMEMBERED", 10)
    ask = automaton([Atom("a", Text(("value 7",)))], PLAIN)
    hits = [index for index in range(100) if ask(json.dumps({"eventName": "X", "a": f"value {index}"}).encode())]
    assert hits == [7]


@given(st.lists(st.text(max_size=8), max_size=5))
def test_any_name_of_a_field_can_be_projected_or_is_left_out(names: list[str]) -> None:
    assert {name for name, _ in projected(projection(names, 9))} <= set(names)
