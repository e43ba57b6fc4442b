from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops.errors import UnsupportedError
from clickops.evaluate.predicate import predicate
from clickops.rules.condition import parse
from clickops.rules.tree import And, Atom, Exists, Named, Node, Not, Or

NAMES = ("a", "b", "c", "a_1", "a_2", "_a", "not_a", "or_b", "ofx", "sel-x")
DETECTIONS: dict[str, Node] = {name: Atom(name, Exists(expected=True)) for name in NAMES}


def holds(condition: str, *present: str) -> bool:
    """Whether a condition is true when exactly these detections are."""
    return predicate(parse([condition], DETECTIONS))(dict.fromkeys(present, 1))


def named(*names: str) -> Iterator[Named]:
    return (Named(name, DETECTIONS[name]) for name in names)


@pytest.mark.parametrize(
    ("condition", "meaning"),
    [
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("not a and b", "(not a) and b"),
        ("not a or b", "(not a) or b"),
        ("not (a or b)", "(not a) and (not b)"),
        ("not not a", "a"),
        ("a and not b and c", "a and ((not b) and c)"),
        ("  a   and\n b\t", "a and b"),
        ("((a))", "a"),
        ("(a)and(b)", "a and b"),
        ("not(a)", "not a"),
        ("1 of a_*", "a_1 or a_2"),
        ("any of a_*", "a_1 or a_2"),
        ("all of a_*", "a_1 and a_2"),
        ("not 1 of a_*", "not a_1 and not a_2"),
        ("1 of a_* and b", "(a_1 or a_2) and b"),
        ("all of a_* or b", "(a_1 and a_2) or b"),
        ("1 of a_1", "a_1"),
        ("1 of _*", "_a"),
        ("1 of *a", "a or not_a"),
        ("1 of *", "1 of them"),
        ("not_a", "not not not_a"),
        ("or_b and ofx", "ofx and or_b"),
        ("1 of sel-*", "sel-x"),
        ("1 of *_*", "a_1 or a_2 or not_a or or_b"),
    ],
)
def test_two_ways_of_writing_a_condition_mean_the_same(condition: str, meaning: str) -> None:
    verdicts = set()
    for chosen in itertools.product([True, False], repeat=len(NAMES)):
        present = [name for name, there in zip(NAMES, chosen, strict=True) if there]
        verdict = holds(condition, *present)
        assert verdict is holds(meaning, *present), present
        verdicts.add(verdict)
    assert verdicts == {True, False}


def test_them_is_every_detection_without_an_underscore_in_front() -> None:
    node = parse(["1 of them"], DETECTIONS)
    assert node == Named("1 of them", Or(tuple(named(*(name for name in NAMES if name != "_a")))))


def test_the_tree_keeps_the_names_and_the_order_of_the_rule() -> None:
    assert parse(["b and not 1 of a_*"], DETECTIONS) == And(
        (*named("b"), Not(Named("1 of a_*", Or(tuple(named("a_1", "a_2"))))))
    )


def test_a_list_of_conditions_is_true_when_one_of_them_is() -> None:
    assert parse(["a", "b"], DETECTIONS) == Or(tuple(named("a", "b")))
    assert parse(["a"], DETECTIONS) == next(named("a"))


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("", "the condition has nothing where a detection is expected"),
        ("nothing", "the condition names 'nothing', which is not a detection of this rule"),
        ("A", "the condition names 'A', which is not a detection of this rule"),
        ("a b", "the condition has 'b' where `and` or `or` is expected"),
        ("a and", "the condition has nothing where a detection is expected"),
        ("and a", "the condition has 'and' where a detection is expected"),
        ("a or or b", "the condition has 'or' where a detection is expected"),
        ("not", "the condition has nothing where a detection is expected"),
        ("(a", "the condition has nothing where a closing parenthesis is expected"),
        ("a)", "the condition has ')' where `and` or `or` is expected"),
        ("()", "the condition has ')' where a detection is expected"),
        ("a AND b", "the condition has 'AND' where `and` or `or` is expected"),
        ("NOT a", "NOT: write the condition's operators in lower case"),
        ("2 of a_*", "`2 of` is not in the specification: use `1 of` or `all of`"),
        ("one of a_*", "`one of` is not in the specification: use `1 of` or `all of`"),
        ("1 of", "the condition has nothing where a pattern or `them` after `of` is expected"),
        ("1 of (a)", "the condition has '(' where a pattern or `them` after `of` is expected"),
        ("of a", "the condition has 'of' where a detection is expected"),
        ("1 of nothing*", "`1 of nothing*` means no detection of this rule"),
        ("all of nothing*", "`all of nothing*` means no detection of this rule"),
        ("1 of A*", "`1 of A*` means no detection of this rule"),
        ("1 of a?", "`1 of a?` means no detection of this rule"),
        ("1 of [abc]", "`1 of [abc]` means no detection of this rule"),
        ("a*", "a*: a pattern needs `1 of` or `all of` before it"),
        (
            "a | count() > 5",
            "`| count` is an aggregation, which left Sigma: write a condition on one event (clickops counts none)",
        ),
    ],
)
def test_what_is_not_in_the_language_is_refused_by_name(condition: str, reason: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        parse([condition], DETECTIONS)
    assert caught.value.reason == reason


@pytest.mark.parametrize(("depth", "right"), [(49, True), (51, False)])
def test_nesting_has_an_end(depth: int, right: bool) -> None:
    for condition in ("(" * depth + "a" + ")" * depth, "not " * depth + "a"):
        if right:
            assert parse([condition], DETECTIONS)
        else:
            with pytest.raises(UnsupportedError, match="nested deeper than 50 levels"):
                parse([condition], DETECTIONS)


def test_a_condition_names_its_detections_only_so_often() -> None:
    assert parse(["a and " * 900 + "b"], DETECTIONS)
    with pytest.raises(UnsupportedError, match="more than 2,000 words"):
        parse(["a and " * 1_000 + "b"], DETECTIONS)
    with pytest.raises(UnsupportedError, match="more than 2,000 words"):
        parse(["a"] * 1_001, DETECTIONS)


def test_a_small_condition_makes_no_large_tree() -> None:
    large = Or(tuple(Atom("f", Exists(expected=True)) for _ in range(30_000)))
    assert parse(["a or a or a"], {"a": large})
    with pytest.raises(UnsupportedError, match="more than 100,000 comparisons"):
        parse(["a or a or a or a"], {"a": large})
    many = {f"s{number}": DETECTIONS["a"] for number in range(20_000)}
    assert parse(["1 of them"], many)
    with pytest.raises(UnsupportedError, match="more than 100,000 comparisons"):
        parse(["1 of x or " * 10 + "1 of them"], many | {"x": DETECTIONS["a"]})


WORDS = st.sampled_from([*NAMES, "and", "or", "not", "1", "all", "any", "of", "them", "a_*", "*", "(", ")", "|", "x"])


@given(st.lists(WORDS, max_size=12))
def test_any_row_of_words_is_read_or_refused(words: list[str]) -> None:
    try:
        node = parse([" ".join(words)], DETECTIONS)
    except UnsupportedError:
        return
    predicate(node)({})
