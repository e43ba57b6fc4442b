from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion import cases
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, Node, Not, Or, atoms
from support.platform import MANY, ask, names, patterns, text, trees
from support.platform import cases as drawn

Case = tuple[Node, list[dict[str, Any]]]

values = st.sampled_from(["", "a", "A", "b", "ab", "aB", "a b"])
questions = st.builds(Atom, names, patterns(values, st.just(MANY)))


def size(tree: Node) -> int:
    return sum(1 for _ in atoms(tree))


def ways(tree: Node) -> list[Any]:
    found = [cases.cases(tree, name) for name in sorted(cases.fields(tree))]
    return [*found, *cases.halves(tree)]


@settings(max_examples=200, deadline=None)
@given(drawn(questions), st.sampled_from(["f", "g", "n.h"]))
def test_an_event_is_in_one_case_if_the_tree_holds_and_else_in_none(case: Case, name: str) -> None:
    tree, some = case
    tree = cases.spread(tree)
    division = cases.cases(tree, name)
    for event in some:
        assert sum(predicate(one)(event) for one in division) == predicate(tree)(event), division


@settings(max_examples=200, deadline=None)
@given(drawn(questions))
def test_what_is_split_or_spread_together_holds_where_the_tree_does(case: Case) -> None:
    tree, some = case
    spread = cases.spread(tree)
    try:
        several = cases.split(spread, 4, size, ways)
    except ConversionError:
        several = (spread,)
    for event in some:
        assert predicate(spread)(event) is predicate(tree)(event)
        assert any(predicate(one)(event) for one in several) is predicate(tree)(event), several


@settings(max_examples=200, deadline=None)
@given(trees(questions))
def test_no_part_of_what_is_split_is_too_long(tree: Node) -> None:
    try:
        several = cases.split(cases.spread(tree), 4, size, ways)
    except ConversionError:
        return
    assert all(size(one) <= 4 for one in several)


def test_filters_of_other_sources_vanish_from_the_case_of_a_source() -> None:
    tree = cases.spread(
        And(
            (
                Not(And((ask("f", "q"), ask("g", "Send")))),
                Not(And((ask("f", "iot"), ask("g", "Register")))),
            )
        )
    )
    q, iot, rest = cases.cases(tree, "f")
    assert q == And((ask("f", "q"), Not(ask("g", "Send"))))
    assert iot == And((ask("f", "iot"), Not(ask("g", "Register"))))
    assert rest == Not(ask("f", "q", "iot"))


def test_values_with_the_same_outcome_are_one_case() -> None:
    tree = Or((And((ask("f", "1", "2"), ask("g", "x"))), And((ask("f", "3"), ask("g", "y")))))
    one, other = cases.cases(tree, "f")
    assert one == And((ask("f", "1", "2"), ask("g", "x")))
    assert other == And((ask("f", "3"), ask("g", "y")))


def test_a_field_that_decides_nothing_divides_nothing() -> None:
    tree = And((ask("f", "1"), ask("g", "x*")))
    assert cases.cases(tree, "f") == [tree]


def test_alternatives_share_what_all_of_them_ask() -> None:
    who = ask("g", "x")
    assert cases.any_of((And((who, ask("f", "1"))), And((who, ask("f", "2"))))) == And((who, ask("f", "1", "2")))
    assert cases.any_of((who, And((who, ask("f", "1"))))) == who


def test_nothing_is_left_of_what_a_case_decides() -> None:
    known = Atom("f", text("Get"))
    assert cases.given(ask("f", "get*"), known) == TRUE
    assert cases.given(ask("f", "list*"), known) == FALSE
    assert cases.given(ask("f", text("get", cased=True)), known) == ask("f", text("get", cased=True))
    assert cases.given(fold(ask("g", "x")), known) == ask("g", "x")


def test_what_stays_too_long_is_refused() -> None:
    tree = And(tuple(ask("f", f"*{letter}*") for letter in "abcde"))
    with pytest.raises(ConversionError, match="cannot be split"):
        cases.split(tree, 4, size, ways)


def test_what_would_be_too_many_is_refused() -> None:
    tree = fold(Or(tuple(And((ask("f", f"{n}*"), ask("g", f"{n}*"), ask("n.h", "x"))) for n in range(99))))
    with pytest.raises(ConversionError, match="more than 48 queries"):
        cases.split(tree, 3, size, cases.halves)
