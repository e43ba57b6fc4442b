"""Known differences explain what they name and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from clickops.rules.tree import And, Exists, FieldReference, Node, Not, Null
from clickops.verify.differences import KNOWN, explanations
from support.platform import ask

CASES: list[tuple[str, Node, dict[str, Any], bool]] = [
    ("case", ask("f", "A*"), {"f": "abc"}, False),
    ("null text", Not(ask("f", "null")), {"f": "NULL"}, True),
    ("null text", ask("n.f", "*"), {"n": {"f": "null"}}, False),
    ("success text", ask("f", Null()), {"f": "success"}, True),
    ("empty text", ask("f", "*"), {"f": ""}, False),
    ("empty false", ask("n.f", "false"), {"n": {"f": ""}}, True),
    ("containers", Not(ask("f", "x")), {"f": ["x"]}, True),
    ("json text", ask("f", "*x*"), {"f": {"g": "x"}}, True),
    ("first member", ask("f", "b"), {"f": ["a", "b"]}, False),
    ("first member", ask("n.f", "b"), {"n": [{"f": "a"}, {"f": "b"}]}, False),
    ("record list", ask("userIdentity.s.f", "b"), {"userIdentity": {"s": [{"f": "b"}]}}, False),
    ("record list", ask("q.f", "b"), {"q": ["a", {"f": "b"}]}, False),
    ("object list", ask("q.r.f", "b"), {"q": {"r": [{}, {"f": "b"}]}}, False),
    ("pattern", ask("f", FieldReference("g")), {"f": "abc", "g": "a*"}, True),
    ("star", ask("f", r"a\*b*"), {"f": "a-bc"}, True),
    ("line break", ask("f", "a*"), {"f": "ab\n"}, False),
    ("line break", ask("f", Exists(expected=True)), {"f": "ab\n"}, False),
    ("line break", ask("f", Exists(expected=False)), {"f": "ab\n"}, True),
    ("line break", ask("f", Null()), {"f": "ab\n"}, True),
    ("object", ask("f", "*"), {"f": {"g": "x"}}, True),
    ("kinds", Not(ask("f", "x")), {"f": None}, False),
    ("truth", Not(ask("f", "true")), {"f": "x"}, False),
    ("truth", Not(ask("f", "true")), {"f": 1}, False),
    ("truth as number", ask("f", "1*"), {"f": True}, True),
    ("kinds", ask("n.f", "*"), {"n": {"f": True}}, False),
    ("kinds", And((ask("f", "x"), Not(ask("f", "y")))), {"f": ["x"]}, False),
    ("each member", Not(ask("f", "a")), {"f": ["a", "b"]}, True),
    ("one side", And((ask("f", "*x*"), Not(ask("f", "a*")))), {"f": "axe"}, True),
]


@pytest.mark.parametrize(("name", "tree", "event", "engine"), CASES)
def test_a_known_difference_explains_its_own_event(name: str, tree: Node, event: dict[str, Any], engine: bool) -> None:
    assert explanations(tree, event, {name: ""}, selected=engine) == [name]


@pytest.mark.parametrize(("name", "tree", "event", "engine"), CASES)
def test_what_is_not_declared_explains_nothing(name: str, tree: Node, event: dict[str, Any], engine: bool) -> None:
    assert explanations(tree, event, {}, selected=engine) == []
    assert name in KNOWN


@pytest.mark.parametrize("name", KNOWN)
def test_a_plain_difference_stays_unexplained(name: str) -> None:
    tree = And((ask("f", "Abc"), Not(ask("n.g", "x"))))
    assert not explanations(tree, {"f": "Abc"}, {name: ""}, selected=False)
    assert not explanations(tree, {"f": "Abc", "n": {"g": "x"}}, {name: ""}, selected=True)


@pytest.mark.parametrize(
    ("name", "field", "event"),
    [
        ("record list", "q.r.f", {"q": {"r": [{"f": "b"}]}}),
        ("record list", "userIdentity.f", {"userIdentity": {"f": ["a", "b"]}}),
        ("object list", "q.r.f", {"q": {"r": {"f": ["a", "b"]}}}),
        ("object list", "q.items.r.items.f", {"q": {"items": [{"r": {"items": [{"f": "b"}]}}]}}),
    ],
)
def test_a_value_in_an_array_that_aws_writes_must_not_be_missed(name: str, field: str, event: dict[str, Any]) -> None:
    assert not explanations(ask(field, "b"), event, {name: ""}, selected=False)
