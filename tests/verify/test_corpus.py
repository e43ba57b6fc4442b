"""The hostile variants of a case: what they vary, and that a sparse corpus has some of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from clickops.conversion.goldens import shipped
from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.rules.tree import And, Not
from clickops.tuning import suite
from clickops.verify import corpus
from support.platform import ask, rule

EVENT = {"eventSource": "kms", "userIdentity": {"type": "Root", "sessionContext": {"user": "alice"}}}
RULE = rule(
    And(
        (
            ask("eventSource", "kms", "iam"),
            Not(ask("eventSource", "logs*")),
            ask("userIdentity.type", "Root"),
            ask("userIdentity.sessionContext.user", "alice"),
        )
    )
)


class Case(NamedTuple):
    rule: str
    match: bool
    event: dict[str, Any]


def values(field: str, turn: int = 0) -> list[Any]:
    return [value for one in corpus.variants(EVENT, RULE, turn) for value in resolve(one, field)]


def test_a_list_holds_the_value_and_one_that_decides_otherwise_first_and_last() -> None:
    found = values("eventSource")
    assert ["kms", "logs"] in found
    assert ["logs", "kms"] in found
    assert ["kms", "iam"] not in found  # says the same


def test_an_object_stands_in_an_array_alone_and_after_another() -> None:
    found = list(corpus.variants(EVENT, RULE))
    for wrapped in ([EVENT["userIdentity"]], [{}, EVENT["userIdentity"]]):
        assert {**EVENT, "userIdentity": wrapped} in found
    assert {**EVENT, "userIdentity": {"type": "Root", "sessionContext": [{"user": "alice"}]}} in found
    assert EVENT["userIdentity"] == {"type": "Root", "sessionContext": {"user": "alice"}}


@pytest.mark.parametrize("field", ["eventSource", "userIdentity.type"])
@pytest.mark.parametrize("sign", ["\0", "\1", "\t", "\n", "\r", "\x1f", "\x7f", "\x85", "\u2028"])
def test_some_case_has_each_control_character_at_each_place(field: str, sign: str) -> None:
    (value,) = resolve(EVENT, field)
    half = len(value) // 2
    found = [one for turn in range(18) for one in values(field, turn)]
    for varied in (sign, sign + value, value + sign, value[:half] + sign + value[half:]):
        assert varied in found


@pytest.mark.parametrize("each", [2, 3, 4, 5, 8, 10])
def test_a_sparse_corpus_has_of_each_kind(each: int) -> None:
    """Variants come in the same order for each field: a fixed step would take the same few of each."""
    cases = [Case(f"r{number}", match=True, event=EVENT | {"n": number}) for number in range(60)]
    found = corpus.of_cases(cases, [named(case.rule) for case in cases], each=each)
    assert len(found) < len(corpus.of_cases(cases, [named(case.rule) for case in cases])) / each + 2 * len(cases)
    for value in (None, "", 7, "KMS", ["kms"], ["kms", "logs"], ["logs", "kms"]):
        assert any(one.get("eventSource") == value for one in found), value
    for wrapped in ([EVENT["userIdentity"]], [{}, EVENT["userIdentity"]]):
        assert any(one.get("userIdentity") == wrapped for one in found), wrapped


def named(name: str) -> Rule:
    return rule(RULE.tree, name)


def test_the_shipped_corpus_has_what_its_rules_decide_by() -> None:
    cases = list(suite.gather(on_problem=lambda _: None).cases)
    events = corpus.of_cases(cases, shipped().rules)
    assert len(events) < 26_000, "CI runs every engine on them in an hour"
    texts = list(strings(events))
    for sign in ("\0", "\x1f", "\x85", "\u2028"):
        assert any(text.startswith(sign) for text in texts)
        assert any(text.endswith(sign) for text in texts)
    for name in ("userIdentity", "requestParameters"):
        assert any(isinstance(one.get(name), list) and isinstance(one[name][-1], dict) for one in events)
    (root,) = (one for one in shipped().rules if one.name == "aws_cloudtrail_root_change")
    holds = predicate(root.tree)
    several = [one for one in events if isinstance(one.get("eventSource"), list) and len(one["eventSource"]) > 1]
    assert {holds({**one, "eventSource": one["eventSource"][:1]}) is holds(one) for one in several} == {True, False}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
