from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion.fold import FALSE, fold
from clickops.conversion.languages.eventbridge.parting import apart
from clickops.conversion.settled import settled
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Node, Not, Null, Or
from support.platform import MANY, ask, text, trees

WORDS = st.sampled_from(["a", "ab", "abc", "b", "ba", "c"])
TEXTS = st.builds(
    lambda word, before, after: text(MANY if before else "", word, MANY if after else ""),
    WORDS,
    st.booleans(),
    st.booleans(),
)
NAMES = st.sampled_from(["f", "g", "h"])
ATOMS = st.builds(ask, NAMES, TEXTS) | st.builds(lambda name: ask(name, Null()), NAMES)
EVENTS = st.dictionaries(NAMES, WORDS)
LISTS = st.dictionaries(NAMES, st.lists(WORDS, max_size=3) | WORDS)


def always(_: str) -> bool:
    """Take every field for one that holds a single value."""
    return True


def never(_: str) -> bool:
    return False


@settings(max_examples=300, deadline=None)
@given(trees(ATOMS), trees(ATOMS), st.lists(EVENTS, min_size=4, max_size=8))
def test_what_is_settled_holds_for_the_same_events(one: Node, other: Node, events: list[dict[str, Any]]) -> None:
    tree = fold(And((one, other)))
    known = settled(tree, always)
    for event in events:
        assert predicate(known)(event) is predicate(tree)(event), (known, event)


@settings(max_examples=200, deadline=None)
@given(trees(ATOMS), trees(ATOMS), st.lists(LISTS, min_size=4, max_size=8))
def test_a_field_with_several_values_settles_nothing(one: Node, other: Node, events: list[dict[str, Any]]) -> None:
    tree = fold(And((one, other)))
    known = settled(tree, never)
    for event in events:
        assert predicate(known)(event) is predicate(tree)(event), (known, event)


@settings(max_examples=200, deadline=None)
@given(trees(ATOMS), trees(ATOMS), st.lists(LISTS, min_size=4, max_size=8))
def test_only_fields_with_one_value_are_settled(one: Node, other: Node, events: list[dict[str, Any]]) -> None:
    """Here `f` and `g` hold one value, `h` may hold several."""
    tree = fold(And((one, other)))
    known = settled(tree, {"f", "g"}.__contains__)
    for event in events:
        kept = {name: value if name == "h" or isinstance(value, str) else "ab" for name, value in event.items()}
        assert predicate(known)(kept) is predicate(tree)(kept), (known, kept)


def test_noise_of_another_service_folds_away() -> None:
    iam, other = ask("eventSource", text("iam")), ask("eventSource", text("support"))
    noise = Not(And((other, ask("eventName", text("x")))))
    assert settled(And((iam, noise)), always) == iam
    assert settled(And((iam, other)), always) == FALSE
    assert settled(And((iam, noise)), never) == And((iam, noise))


@settings(max_examples=300, deadline=None)
@given(trees(ATOMS), trees(ATOMS), trees(ATOMS), st.lists(EVENTS, min_size=4, max_size=8))
def test_parts_together_hold_for_the_same_events(
    one: Node, other: Node, third: Node, events: list[dict[str, Any]]
) -> None:
    tree = fold(And((Or((one, And((other, ask("f", text("a")))))), third)))
    parts = list(apart(tree, always))
    for event in events:
        assert any(predicate(part)(event) for part in parts) is predicate(tree)(event), (parts, event)


def test_a_named_alternative_is_parted_and_told_to_the_rest() -> None:
    """What asks the same of the rest stays together."""
    own = [And((ask("eventSource", text(one)), ask("eventName", text(f"Do{one}")))) for one in ("a", "b", "c")]
    noise = Not(And((ask("eventSource", text("c")), ask("eventName", text("Doc")), ask("userAgent", text("x")))))
    parts = list(apart(And((Or(tuple(own)), noise)), always))
    assert parts == [Or((own[0], own[1])), fold(And((own[2], Not(ask("userAgent", text("x"))))))]
