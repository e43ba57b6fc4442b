from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings

from clickops.evaluate.explain import explain
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Logsource, Rule
from clickops.rules.tree import Node
from support import reference
from support.strategies import events, trees


@settings(max_examples=600)
@given(trees, events)
def test_the_predicate_agrees_with_a_naive_reading(tree: Node, event: dict[str, Any]) -> None:
    assert predicate(tree)(event) is reference.holds(tree, event)


@settings(max_examples=300)
@given(trees, events)
def test_the_explanation_ends_in_the_verdict(tree: Node, event: dict[str, Any]) -> None:
    explanation = explain(rule(tree), event)
    assert explanation.matched is predicate(tree)(event)
    assert str(explanation).startswith("MATCH" if explanation.matched else "NO MATCH")


@given(trees)
def test_a_tree_survives_json(tree: Node) -> None:
    assert msgspec.json.decode(msgspec.json.encode(tree), type=Node) == tree


def rule(tree: Node) -> Rule:
    return Rule("r", "", "R", "low", "", "", "", "", "", (), (), (), (), Logsource(), tree, "r.yml", 1)
