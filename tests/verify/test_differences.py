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
