"""What a condition says where fields are never there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clickops
from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.evaluate.without import certain, reads
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Null, Or, Text, fields
from support.strategies import events, trees

A, B = Atom("a", Text(("x",))), Atom("b", Text(("x",)))
KEYWORD = Atom(None, Text(("x",)))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (A, False),
        (B, None),
        (KEYWORD, None),
        (Not(A), True),
        (Atom("a", Null()), True),
        (Atom("a", Exists(expected=False)), True),
        (Atom("a", Exists(expected=True)), False),
        (Atom("a.b", Text(("x",))), False),
        (Atom("ab", Text(("x",))), None),
        (Atom("b", FieldReference("a")), False),
        (Atom("a", FieldReference("b")), False),
        (And((A, B)), False),
        (And((Not(A), B)), None),
        (Or((A, B)), None),
        (Or((A, Atom("a.c", Null()))), True),
        (Or((A, Named("n", A))), False),
        (Not(Or((A, B))), None),
        (Not(And((A, B))), True),
        (And(()), True),
        (Or(()), False),
    ],
)
def test_a_condition_is_decided_only_by_what_is_lost(tree: Node, expected: bool | None) -> None:
    assert certain(tree, ["a"]) is expected


@settings(max_examples=300, deadline=None)
@given(tree=trees, event=events, data=st.data())
def test_what_is_certain_holds_for_every_event_without_the_fields(
    tree: Node, event: dict[str, Any], data: st.DataObject
) -> None:
    lost = data.draw(st.lists(st.sampled_from(sorted(fields(tree))), unique=True)) if fields(tree) else []
    first = {field.split(".")[0] for field in lost}
    without = {key: value for key, value in event.items() if key.split(".")[0] not in first}
    assert not any(resolve(without, field) for field in lost)
    verdict = certain(tree, lost)
    assert verdict is None or verdict is predicate(tree)(without)


def test_of_the_shipped_rules_those_that_need_a_user_agent_are_blind_without_one() -> None:
    blind = {rule.name for rule in clickops.load().rules if certain(rule.tree, ["userAgent"]) is False}
    assert "aws_cloudtrail_console_action_legacy" in blind
    assert "aws_cloudtrail_manual_change" not in blind  # the label is enough
    both = ["userAgent", "sessionCredentialFromConsole"]
    assert certain(clickops.load().select(["aws_cloudtrail_manual_change"]).rules[0].tree, both) is False


def test_what_reads_a_field_reads_what_is_below_it_too() -> None:
    assert reads(And((B, Atom("a.b.c", Null()))), ["a"])
    assert reads(Atom("b", FieldReference("a.x")), ["a"])
    assert not reads(And((B, Atom("ab", Null()), KEYWORD)), ["a"])
