from __future__ import annotations

import re

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion import parsing, regexes
from clickops.errors import ConversionError
from clickops.rules.tree import Regex

_PIECES = [
    "a",
    "B",
    "b",
    ".",
    "\\.",
    "[ab]",
    "[^a]",
    "[a-c]",
    "\\d",
    "\\W",
    "\\s",
    "é",
    "\\x41",
    "[\\d_-]",
    "(a|b)",
    "(?:ab)",
]
_EXPRESSIONS = st.lists(
    st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", "", "*", "+?", "{1,2}", "{2}"])).map("".join), max_size=4
).map("".join)
_VALUES = st.text(alphabet="aAbBcC.\n 1_-é", max_size=6)


def holds(expression: str, flags: str, value: str) -> bool:
    prefix = f"(?{flags})" if flags else ""
    return re2.search(prefix + expression, value) is not None


@settings(max_examples=400, deadline=None)
@given(_EXPRESSIONS, st.sampled_from(["", "^"]), st.sampled_from(["", "$"]), st.sampled_from(["", "s", "m"]), _VALUES)
def test_what_is_written_for_lucene_fits_what_re2_finds(
    expression: str, start: str, end: str, flags: str, value: str
) -> None:
    searched = f"{start}{expression}{end}"
    lucene = regexes.lucene(parsing.parse(Regex(searched, flags)))
    assert (re.fullmatch(lucene, value, re.DOTALL) is not None) is holds(searched, flags, value), lucene


@settings(max_examples=200, deadline=None)
@given(_EXPRESSIONS, _VALUES.filter(str.isascii))
def test_without_case_both_letters_fit(expression: str, value: str) -> None:
    lucene = regexes.lucene(parsing.parse(Regex(expression, "i")))
    assert (re.fullmatch(lucene, value, re.DOTALL) is not None) is holds(expression, "i", value), lucene


@pytest.mark.parametrize(
    "expression", ["(?P<n>a)b", "(?<n>a)b", "(?i)ab", "(?i:a)b", "a(?s:.)b", "[]a]", "[a-]", "[^]]", "a{,2}", "x{3}"]
)
def test_is_read(expression: str) -> None:
    for value in ("ab", "AB", "a\nb", "]", "-", "xxx", "a{,2}"):
        lucene = regexes.lucene(parsing.parse(Regex(expression)))
        assert (re.fullmatch(lucene, value, re.DOTALL) is not None) is holds(expression, "", value), (lucene, value)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (r"\pL", r"has \\p, which not every language knows"),
        (r"\Qa\E", r"has \\Q, which"),
        ("[[:alpha:]]", r"a class like \[:alpha:\]"),
        ("(?U)a", "a group of a kind"),
        ("a)b", "a bracket that is not open"),
        ("(a", "an end in the middle"),
        ("[a", "an end in the middle"),
        ("*a", "a quantifier with nothing before it"),
        ("[b-a]", "a range in brackets that goes nowhere"),
        ("(" * 60 + "a" + ")" * 60, "more than 50 groups"),
    ],
)
def test_is_refused_by_name(expression: str, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        parsing.parse(Regex(expression))


@pytest.mark.parametrize("expression", ["a^b", "(^a|b)c", r"a\b.", "(a$)+"])
def test_an_edge_within_cannot_be_said_to_lucene(expression: str) -> None:
    with pytest.raises(ConversionError, match="has an edge"):
        regexes.lucene(parsing.parse(Regex(expression)))


def test_what_is_longer_than_elasticsearch_takes_is_refused() -> None:
    with pytest.raises(ConversionError, match="longer than 1,000"):
        regexes.lucene(parsing.parse(Regex("a." * 600)))


def test_choices_at_the_top_have_their_own_edges() -> None:
    assert regexes.lucene(parsing.parse(Regex("^a|b$|c"))) == "a.*|.*b|.*c.*"
