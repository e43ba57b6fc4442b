from __future__ import annotations

import json
from typing import Any

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.conversion import json_text
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Atom, Text
from support.platform import MANY, ONE, patterns, text, words

FOUND: list[tuple[str, str, Text, Any]] = [
    ("a member", "", text("All"), ["x", "all"]),
    ("the beginning of one", "", text("a", MANY), ["b", "Abc"]),
    ("a part of one", "", text(MANY, "b", MANY), ["abc"]),
    ("one with a sign for a sign", "", text("a", ONE, "c"), ["abc"]),
    ("one that is quoted", "", text('"a\\b'), ['"a\\b']),
    ("one with a line break", "", text("a\nb"), ["a\nb"]),
    ("a number", "", text("7"), [1, 7]),
    ("a boolean", "", text("True"), [True]),
    ("any", "", text(MANY), [None, "x"]),
    ("what a member has", "a", text("x"), [{"b": "y"}, {"c": {"a": "z"}, "a": "x"}]),
    ("what is in a member's array", "a.b", text("x"), [{"a": [{"b": "y"}, {"b": ["z", "x"]}]}]),
    ("what stands behind much else", "a", text("x"), [{"c": [{"d": {"e": ["]}"]}}], "a": "x"}]),
]
NOT_FOUND: list[tuple[str, str, Text, Any]] = [
    ("a part of a member", "", text("all"), ["small", "allot"]),
    ("a key", "", text("a"), [{"a": "b"}]),
    ("what a member has", "", text("x"), [{"a": "x"}]),
    ("a text in a text", "", text("all"), ['","all","']),
    ("the same key further down", "a", text("x"), [{"b": {"a": "x"}}]),
    ("the value of another key", "a", text("x"), [{"a": "y", "b": "x"}]),
    ("a key in another case", "a", text("x"), [{"A": "x"}]),
    ("a key that is a text", "a", text("x"), [{"b": "a", "c": "x"}]),
    ("null for any", "", text(MANY), [None, {}, []]),
    ("a text behind an object, where the array is one of texts", "", text("x"), [{}, "x"]),
    ("a number that begins so", "", text("7"), [71]),
    ("another case where case counts", "", text("a", cased=True), ["A"]),
]


@pytest.mark.parametrize(("path", "wanted", "array"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_is_found_in_an_array(path: str, wanted: Text, array: Any) -> None:
    assert finds(path, wanted, json.dumps(array))
    assert finds(path, wanted, json.dumps(array, separators=(",", ":")))


@pytest.mark.parametrize(
    ("path", "wanted", "array"), [case[1:] for case in NOT_FOUND], ids=[case[0] for case in NOT_FOUND]
)
def test_is_not_found_in_an_array(path: str, wanted: Text, array: Any) -> None:
    assert not finds(path, wanted, json.dumps(array))
    assert not finds(path, wanted, json.dumps(array, separators=(",", ":")))


@pytest.mark.parametrize("written", [r'["<a\/b>"]', r'["\u003Ca/b\u003e"]', '["<a/b>"]'])
def test_all_forms_of_a_sign_are_found(written: str) -> None:
    assert finds("", text("<A/b>"), written)


def test_without_escapes_a_quotation_mark_ends_a_text_where_json_goes_on() -> None:
    wanted = text(MANY, "groups/global/", MANY)
    assert finds("", wanted, '["x","uri="http://a/groups/global/AllUsers""]', json_text.UNESCAPED)
    assert finds("", text('say "x"'), '["say "x""]', json_text.UNESCAPED)
    assert not finds("", text("y"), '["x "y" z"]', json_text.UNESCAPED)


members = words | st.sampled_from(["a", "A", "b", 0, 1, True, False, None])
values = members | st.lists(members, max_size=2) | st.fixed_dictionaries({"x": members})
objects = st.fixed_dictionaries({}, optional={"a": values, "b": values})
arrays = st.lists(members, min_size=1, max_size=3) | st.lists(objects, min_size=1, max_size=3)
some_texts = patterns(words.filter(bool), st.sampled_from([MANY, ONE])).filter(lambda one: one.parts != ())


@settings(max_examples=1000, deadline=None)
@given(arrays, some_texts, st.booleans(), st.sampled_from(["", "a"]), st.booleans())
def test_finds_what_the_evaluator_finds(array: Any, wanted: Text, cased: bool, path: str, ascii_only: bool) -> None:
    """With texts that are no part of a number, since numbers are compared whole."""
    wanted = Text(wanted.parts, cased)
    event = {"f": array}
    holds = predicate(Atom(f"f.{path}" if path else "f", wanted))
    if len(wanted.parts) > 1 or not isinstance(wanted.parts[0], str):
        event = {"f": json.loads(json.dumps(array), parse_int=lambda _: None)}
        event = json.loads(json.dumps(event).replace("true", "null").replace("false", "null"))
    if wanted.parts == (MANY,):
        return
    assert finds(path, wanted, json.dumps(event["f"], ensure_ascii=ascii_only)) is holds(event)


def finds(path: str, wanted: Text, written: str, form: json_text.Form = json_text.ESCAPED) -> bool:
    expression = json_text.beginning(path.split(".") if path else [], [wanted], form)
    return re2.search(f"(?s)^{expression}", written) is not None
