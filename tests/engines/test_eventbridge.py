"""Random rules on EventBridge's own matcher, and the stack by cfn-lint.

The matcher needs Maven and a JDK of 17 or later; its jar comes from Maven Central the first time.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cfnlint.api import lint
from hypothesis import assume, given
from hypothesis import strategies as st

from clickops import content
from clickops.conversion import goldens
from clickops.conversion.convert import convert
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Atom, Node, Text
from clickops.verify import java
from support.engines import draws
from support.eventbridge import patterns, with_case
from support.platform import MANY, cases, names, plain_atoms, text

pytestmark = pytest.mark.engine

Case = tuple[Node, list[dict[str, Any]]]

MANY_RULES = draws(400)
NUMBERS = itertools.count(1)
words = st.sampled_from(["", "a", "A", "b", "ab", "aB", "a*b", '"', "\\", "a\nb", "é", "OR"])
ends = st.sampled_from([((), ()), ((), (MANY,)), ((MANY,), ()), ((MANY,), (MANY,))])
texts = st.builds(lambda word, open_ends: text(*open_ends[0], word, *open_ends[1]), words, ends)
text_atoms = st.builds(Atom, names, texts)


Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def matcher() -> Iterator[Ask]:
    with java.asked(java.built(content.BACKENDS / "eventbridge" / "engine"), "Matcher") as ask:
        yield ask


def found(matcher: Ask, several: list[dict[str, Any]], events: list[dict[str, Any]]) -> set[str]:
    """Give the ids of the events that any of some patterns matches."""
    for event in events:
        matcher(f"E {json.dumps(event)}")
    answers = [matcher(f"P {json.dumps(pattern)}") for pattern in several]
    assert not [answer for answer in answers if answer.startswith("!")], answers
    return {one for answer in answers for one in answer.split()} & {event["id"] for event in events}


def numbered(*events: dict[str, Any]) -> list[dict[str, Any]]:
    return [event | {"id": str(next(NUMBERS))} for event in events]


def as_text(event: dict[str, Any]) -> dict[str, Any]:
    """Write numbers and booleans as text, the boolean field aside."""
    return {
        name: as_text(value)
        if isinstance(value, dict)
        else value
        if isinstance(value, str) or name == "r"
        else json.dumps(value)
        for name, value in event.items()
    }


@MANY_RULES
@given(case=cases(text_atoms | plain_atoms))
def test_the_matcher_finds_what_the_evaluator_finds_with_case(matcher: Ask, case: Case) -> None:
    tree, some = case
    try:
        made, wider = patterns(tree)
    except ConversionError:
        assume(condition=False)
        raise
    events = numbered(*map(as_text, some))
    holds = predicate(with_case(tree))
    expected = {event["id"] for event in events if holds(event)}
    selected = found(matcher, made, events)
    assert selected >= expected if wider else selected == expected, (made, events)


def test_the_matcher_loses_an_event_in_branches_that_share_it(matcher: Ask) -> None:
    """The reason why alternatives are made disjoint: fails when AWS mends it (event-ruler 2.1.0)."""
    branch = [{"exists": False}, {"anything-but": {"wildcard": ["Get*"]}}]
    both = {"$or": [{"f": [{"exists": False}, {"anything-but": {"wildcard": ["Get*", "Do"]}}]}, {"f": branch}]}
    assert found(matcher, [{"f": branch}], numbered({"f": "Do"}))
    assert not found(matcher, [both], numbered({"f": "Do"}))


def test_the_matcher_reads_a_whole_name_as_a_path(matcher: Ask) -> None:
    lone = numbered({"p": {"q": {"q": "b"}}}, {"p": {"q": "b"}})
    assert found(matcher, [{"p.q.q": ["b"]}], lone) == {lone[0]["id"]}


def test_the_matcher_wants_what_is_asked_of_an_object_in_the_same_member_of_an_array(matcher: Ask) -> None:
    pattern = {"p": {"q": ["a"], "r": ["b"]}}
    one, apart = numbered({"p": [{"q": "a", "r": "b"}]}, {"p": [{"q": "a"}, {"r": "b"}]})
    assert found(matcher, [pattern], [one, apart]) == {one["id"]}


def test_the_matcher_refuses_what_is_no_pattern(matcher: Ask) -> None:
    assert matcher('P {"f": [{"prefix": {"wildcard": "a"}}]}').startswith("! ")


def test_cloudformation_takes_the_stack() -> None:
    made = convert(goldens.shipped(), "eventbridge", "cloudformation", on_problem=lambda _: None)
    assert lint(str(made["clickops.template.json"]), config={"regions": ["us-east-1"]}) == []


def test_texts_with_case_are_what_is_compared() -> None:
    assert with_case(Atom("f", Text(("a",)))) == Atom("f", Text(("a",), cased=True))
