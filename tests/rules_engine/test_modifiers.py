"""What modifiers make of a value; what the result is true of stands in tests/semantics."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops.errors import PlaceholderError, UnsupportedError
from clickops.rules import modifiers as rules_modifiers
from clickops.rules.drafts import Scalar
from clickops.rules.tree import (
    Cidr,
    Compare,
    Comparison,
    DatePart,
    Exists,
    FieldReference,
    Null,
    Number,
    Regex,
    Test,
    Text,
    Wildcard,
)

MANY, ONE = Wildcard.MANY, Wildcard.ONE
VARIABLES = {"one": ["x"], "two": ["x", "y*"], "none": [], "last": ["l"]}


def made(modifiers: str, value: Scalar) -> list[Test]:
    return rules_modifiers.tests(value, modifiers.split("|") if modifiers else [], VARIABLES)


def texts(modifiers: str, value: Scalar) -> list[str]:
    """The results that are plain text, without the wildcards around it."""
    found = []
    for test in made(modifiers, value):
        assert isinstance(test, Text)
        found.append("".join(part for part in test.parts if isinstance(part, str)))
    return found


@pytest.mark.parametrize(
    ("modifiers", "value", "test"),
    [
        ("", "a", Text(("a",))),
        ("", "a*", Text(("a", MANY))),
        ("", "", Text(())),
        ("", 42, Number(42)),
        ("", 1.5, Number(1.5)),
        ("", True, Text(("true",))),
        ("", False, Text(("false",))),
        ("", None, Null()),
        ("cased", "Ab", Text(("Ab",), cased=True)),
        ("cased", True, Text(("true",), cased=True)),
        ("cased|contains", "Ab", Text((MANY, "Ab", MANY), cased=True)),
        ("contains|cased", "Ab", Text((MANY, "Ab", MANY), cased=True)),
        ("all", "a", Text(("a",))),
        ("neq", "a", Text(("a",))),
        ("contains", "a", Text((MANY, "a", MANY))),
        ("startswith", "a", Text(("a", MANY))),
        ("endswith", "a", Text((MANY, "a"))),
        ("startswith|endswith", "a", Text((MANY, "a", MANY))),
        ("contains", "*a*", Text((MANY, "a", MANY))),
        ("contains", "a*b", Text((MANY, "a", MANY, "b", MANY))),
        ("contains", r"a\*", Text((MANY, "a*", MANY))),
        ("contains", "a\\", Text((MANY, "a\\", MANY))),
        ("contains", "", Text((MANY,))),
        ("startswith", "", Text((MANY,))),
        ("contains", 42, Text((MANY, "42", MANY))),
        ("contains", True, Text((MANY, "true", MANY))),
        ("re", r"a\.*", Regex(r"a\.*")),
        ("re", "", Regex("")),
        ("re|i", "a", Regex("a", "i")),
        ("re|s|m|i", "a", Regex("a", "ims")),
        ("re|i|i", "a", Regex("a", "i")),
        ("re|startswith", "a|b", Regex("^(?:a|b)")),
        ("re|endswith", "a|b", Regex("(?:a|b)$")),
        ("re|contains", "a|b", Regex("a|b")),
        ("cidr", "10.0.0.0/8", Cidr("10.0.0.0/8")),
        ("cidr", "2001:DB8::/32", Cidr("2001:db8::/32")),
        ("cidr", "10.0.0.1", Cidr("10.0.0.1/32")),
        ("exists", True, Exists(expected=True)),
        ("exists", False, Exists(expected=False)),
        ("lt", 5, Compare(Comparison.LT, 5)),
        ("lte", 5, Compare(Comparison.LTE, 5)),
        ("gt", -1.5, Compare(Comparison.GT, -1.5)),
        ("gte", 0, Compare(Comparison.GTE, 0)),
        ("hour", 5, DatePart("hour", Comparison.EQ, 5)),
        ("week|gte", 5, DatePart("week", Comparison.GTE, 5)),
        ("fieldref", "a.b", FieldReference("a.b")),
        ("fieldref", "a*", FieldReference("a*")),
        ("fieldref|startswith", "a", FieldReference("a", after=True)),
        ("fieldref|endswith", "a", FieldReference("a", before=True)),
        ("fieldref|contains", "a", FieldReference("a", before=True, after=True)),
        ("cased|fieldref", "a", FieldReference("a", cased=True)),
        ("base64", "foo", Text(("Zm9v",))),
        ("base64", "fo", Text(("Zm8=",))),
        ("base64", r"a\*b", Text((base64.b64encode(b"a*b").decode(),))),
        ("base64", "é", Text((base64.b64encode("é".encode()).decode(),))),
        ("base64|contains", "foo", Text((MANY, "Zm9v", MANY))),
        ("wide|base64", "cmd", Text(("YwBtAGQA",))),
        ("utf16le|base64", "cmd", Text(("YwBtAGQA",))),
        ("utf16be|base64", "cmd", Text(("AGMAbQBk",))),
        ("utf16|base64", "cmd", Text((base64.b64encode(b"\xff\xfec\0m\0d\0").decode(),))),
        ("expand", "%one%", Text(("x",))),
        ("expand", "a%one%b", Text(("axb",))),
        ("expand", "50%", Text(("50%",))),
        ("expand", "% one %", Text(("% one %",))),
        ("expand", r"\%one%last%", Text(("%onel",))),
        ("expand|contains", "%one%", Text((MANY, "x", MANY))),
        ("", "%one%", Text(("%one%",))),
    ],
)
def test_a_value_becomes_one_test(modifiers: str, value: Scalar, test: Test) -> None:
    assert made(modifiers, value) == [test]


def test_a_placeholder_with_several_values_becomes_several_tests() -> None:
    assert made("expand", "a%two%") == [Text(("ax",)), Text(("ay", MANY))]
    assert texts("expand", "%two%-%two%") == ["x-x", "x-y", "y-x", "y-y"]


@given(st.text(alphabet="abcdef", min_size=3, max_size=9), st.binary(max_size=4), st.binary(max_size=4))
def test_base64offset_is_found_wherever_the_text_stands_in_encoded_bytes(text: str, left: bytes, right: bytes) -> None:
    encoded = base64.b64encode(left + text.encode() + right).decode()
    assert any(part in encoded for part in texts("base64offset|contains", text))


@given(st.text(alphabet="abc", min_size=4, max_size=9))
def test_base64offset_makes_three_different_texts(text: str) -> None:
    assert len(set(texts("base64offset", text))) == 3


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        (" -a", [" -a", " /a", " –a", " —a", " ―a"]),  # noqa: RUF001 - these dashes are meant
        (" /a", [" -a", " /a", " –a", " —a", " ―a"]),  # noqa: RUF001
        ("-a", ["-a", "/a", "–a", "—a", "―a"]),  # noqa: RUF001
        ("a-b", ["a-b"]),
        ("a/b", ["a/b"]),
        ("--a", ["--a", "-/a", "-–a", "-—a", "-―a"]),  # noqa: RUF001
        ("- a", ["- a"]),
    ],
)
def test_windash_turns_the_dash_of_a_flag_and_no_other(value: str, forms: Sequence[str]) -> None:
    assert texts("windash", value) == forms


def test_windash_turns_each_flag_on_its_own_and_keeps_wildcards() -> None:
    assert len(set(texts("windash", "cmd -a -b"))) == 25
    assert made("windash", "* -a")[1] == Text((MANY, " /a"))


@pytest.mark.parametrize(
    ("modifiers", "value", "reason"),
    [
        ("contain", "a", "unknown modifier 'contain'"),
        ("", dt.date(2026, 1, 31), "2026-01-31 is read as a date by YAML: put it in quotes"),
        ("contains", None, "contains needs a text, not null"),
        ("contains|re", "a", "re needs a text and no other modifier before it"),
        ("re", 5, "re needs a text and no other modifier before it"),
        ("i", "a", "the flag 'i' needs re before it"),
        ("re|cidr", "a", "cidr cannot follow the modifier before it"),
        ("re", "(?=a)", "RE2 refuses the regular expression '(?=a)': invalid perl operator: (?="),
        ("re", r"(a)\1", r"RE2 refuses the regular expression '(a)\\1': invalid escape sequence: \1"),
        ("re", "(", "RE2 refuses the regular expression '(': missing ): ("),
        ("re", "a{2000}", "RE2 refuses the regular expression 'a{2000}': invalid repetition size: {2000}"),
        ("cidr", "10.0.0.1/8", "cidr: 10.0.0.1/8 has host bits set"),
        ("cidr", "example.com", "cidr: 'example.com' does not appear to be an IPv4 or IPv6 network"),
        ("cidr", "10.*", "cidr needs a text without wildcards"),
        ("cidr", None, "cidr needs a text, not null"),
        ("exists", "true", "exists needs true or false, without quotes"),
        ("exists", 1, "exists needs true or false, without quotes"),
        ("lt", "5", "lt needs a number, without quotes"),
        ("gte", None, "gte needs a number, without quotes"),
        ("gt", True, "gt needs a number, without quotes"),
        ("hour", "5", "hour needs a whole number, without quotes"),
        ("hour", 5.5, "hour needs a whole number, without quotes"),
        ("base64", "a*", "base64 needs a text without wildcards"),
        ("base64", None, "base64 needs a text, not null"),
        ("utf16", "é", "a UTF-16 value needs base64 or base64offset after it"),
        ("exists|contains", True, "contains cannot follow the modifier before it"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(modifiers: str, value: Scalar, reason: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        made(modifiers, value)
    assert caught.value.reason == reason


@pytest.mark.parametrize(("value", "name"), [("%none%", "none"), ("a%unknown%", "unknown"), ("%one%%none%", "none")])
def test_a_placeholder_without_a_value_is_told_by_its_name(value: str, name: str) -> None:
    with pytest.raises(PlaceholderError) as caught:
        made("expand", value)
    assert caught.value.placeholder == name


def test_five_dashes_are_expanded_and_six_are_refused() -> None:
    assert len(made("windash", " -a" * 5)) == 3_125
    with pytest.raises(UnsupportedError, match="windash makes more than 5,000 values of ' -a -a -a -a -a -a'"):
        made("windash", " -a" * 6)


@pytest.mark.parametrize(
    ("modifiers", "value", "reason"),
    [
        ("windash", " -a" * 100_000, "windash makes more than 5,000 values"),
        ("windash", " -a" * 5 + "x" * 1_000, "windash makes more than 1,000,000 characters of one value"),
        ("expand", "%two%" * 13, "expand makes more than 5,000 values"),
        ("expand", "%two%" * 100_000, "expand makes more than 5,000 values"),
        ("expand", "%two%" + "x" * 600_000, "expand makes more than 1,000,000 characters of one value"),
        ("|".join(["base64offset"] * 8), "a" * 50, "makes more than 5,000 values"),
        ("|".join(["base64"] * 11), "a", "more than 10 modifiers on one field"),
        ("|".join(["wide", "base64"] * 5), "a" * 50_000, "is given more than 100,000 characters"),
        ("base64", "a" * 100_001, "base64 is given more than 100,000 characters"),
        ("cidr", "1" * 90_000, "cidr: '11111111"),
    ],
)
def test_what_a_modifier_blows_up_is_refused_before_it_is_made(modifiers: str, value: str, reason: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        made(modifiers, value)
    assert reason in caught.value.reason
    assert len(str(caught.value)) < 600
