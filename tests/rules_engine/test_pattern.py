from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops.rules import pattern
from clickops.rules.pattern import Parts
from clickops.rules.tree import Wildcard

MANY, ONE = Wildcard.MANY, Wildcard.ONE
SIGNS = st.text(alphabet="ab*?\\\n", max_size=12)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("abc", ("abc",)),
        ("a*c", ("a", MANY, "c")),
        ("a?c", ("a", ONE, "c")),
        ("*", (MANY,)),
        ("a**b", ("a", MANY, "b")),
        ("??", (ONE, ONE)),
        ("*?*", (MANY, ONE, MANY)),
        (r"a\*c", ("a*c",)),
        (r"a\?c", ("a?c",)),
        (r"a\\*c", ("a\\", MANY, "c")),
        (r"a\\\*c", ("a\\*c",)),
        (r"a\c", ("a\\c",)),
        (r"a\\c", ("a\\c",)),
        (r"a\\\c", ("a\\\\c",)),
        (r"a\\\\c", ("a\\\\c",)),
        ("a\\", ("a\\",)),
        ("a\nb*", ("a\nb", MANY)),
        ("[a-z]%_.+", ("[a-z]%_.+",)),
    ],
)
def test_a_sigma_string_is_read_as_the_specification_says(text: str, parts: Parts) -> None:
    assert pattern.parse(text) == parts


@given(SIGNS)
def test_what_is_written_is_read_back_as_the_same(text: str) -> None:
    parts = pattern.parse(text)
    assert pattern.parse(pattern.write(parts)) == parts


@given(SIGNS)
def test_parts_have_one_form(text: str) -> None:
    parts = pattern.parse(text)
    assert "" not in parts
    pairs = list(itertools.pairwise(parts))
    assert not any(isinstance(left, str) and isinstance(right, str) for left, right in pairs)
    assert (MANY, MANY) not in pairs
    assert pattern.join(parts) == parts


@given(st.lists(st.sampled_from(["", "a", "b", MANY, ONE]), max_size=8))
def test_joining_is_the_same_in_one_step_or_in_many(pieces: list[str | Wildcard]) -> None:
    whole = pattern.join(pieces)
    stepwise: Parts = ()
    for piece in pieces:
        stepwise = pattern.join([*stepwise, piece])
    assert stepwise == whole


@pytest.mark.parametrize(
    ("parts", "text"), [((), ""), (("a*",), "a*"), ((MANY,), None), ((ONE,), None), (("a", MANY), None)]
)
def test_only_a_text_without_wildcards_is_literal(parts: Parts, text: str | None) -> None:
    assert pattern.literal(parts) == text
