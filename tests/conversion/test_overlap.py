from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion.overlap import common, holds
from clickops.errors import ConversionError
from clickops.evaluate.matchers import matcher
from clickops.rules import pattern
from clickops.rules.tree import Text, Wildcard
from support.platform import MANY, ONE, text

pieces = st.lists(st.sampled_from(["a", "b", "ab", "A", MANY, ONE]), max_size=4)
texts = st.builds(lambda parts, cased: Text(pattern.join(parts), cased), pieces, st.booleans())
values = st.text("abAB", max_size=5)


@settings(max_examples=800, deadline=None)
@given(texts, texts, st.lists(values, min_size=8, max_size=8))
def test_what_two_texts_have_in_common_fits_exactly_what_fits_both(one: Text, other: Text, some: list[str]) -> None:
    if one.cased is not other.cased:  # letters that only one side folds are kept as the other has them
        other = Text(other.parts, one.cased)
    shared = common(one, other)
    for value in some:
        both = matcher(one)(value) and matcher(other)(value)
        assert any(matcher(part)(value) for part in shared) is both, (shared, value)


@settings(max_examples=800, deadline=None)
@given(texts, texts, st.lists(values, min_size=8, max_size=8))
def test_a_text_that_holds_another_fits_whatever_the_other_fits(outer: Text, inner: Text, some: list[str]) -> None:
    if holds(outer, inner):
        assert all(matcher(outer)(value) for value in some if matcher(inner)(value))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (text("a", MANY), text(MANY, "b"), [text("a", MANY, "b")]),
        (text("console.", MANY), text(MANY, ".x"), [text("console.x"), text("console.", MANY, ".x")]),
        (text("Get", MANY), text("List", MANY), []),
        (text("Get", MANY), text("GetUser"), [text("GetUser")]),
        (text("Get", MANY), text("get", MANY, cased=True), [text("get", MANY, cased=True)]),
    ],
    ids=["start and end", "an overlap", "nothing", "one holds the other", "case"],
)
def test_texts_have_in_common(one: Text, other: Text, shared: list[Text]) -> None:
    assert sorted(common(one, other), key=str) == sorted(shared, key=str)


def test_a_text_with_case_does_not_hold_one_without() -> None:
    assert holds(text("Get", MANY), text("Get", MANY, cased=True))
    assert not holds(text("Get", MANY, cased=True), text("Get", MANY))
    assert not holds(text("a", ONE), text("a", MANY))
    assert not holds(text("a", ONE, MANY), text("a", MANY))


def test_texts_that_overlap_in_too_many_ways_are_refused() -> None:
    dense = text(MANY, *(sign for letter in "abcdef" for sign in (letter, MANY)))
    other = text(MANY, *(sign for letter in "uvwxyz" for sign in (letter, Wildcard.MANY)))
    with pytest.raises(ConversionError, match="too many ways"):
        common(dense, other)
