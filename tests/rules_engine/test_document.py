from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from clickops.errors import RuleError
from clickops.rules.document import SIZE_LIMIT, Mapping, Sequence, documents, structures


def one(text: str) -> Mapping:
    (found,) = documents(text, "rule.yml")
    return found


def refusal(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        list(documents(text, "rule.yml"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("text", "text"),
        ("'42'", "42"),
        ("42", 42),
        ("-1.5", -1.5),
        ("9007199254740993", 9007199254740993),
        ("true", True),
        ("yes", True),
        ("OFF", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("''", ""),
        ("012", 10),
        ("0x1F", 31),
        ("12:30", 750),
        ("2026-01-31", dt.date(2026, 1, 31)),
        ("y", "y"),
        ("1e3", "1e3"),
        ("0o12", "0o12"),
        ("089", "089"),
        ("!!str 42", "42"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("'a: b # c'", "a: b # c"),
        ("a\\*b", "a\\*b"),
        ('"a\\tb"', "a\tb"),
    ],
)
def test_a_value_is_read_as_pyyaml_reads_it(text: str, value: Any) -> None:
    found = one(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert list(one("1: a\ntrue: b\n2026-01-31: c\nnull: d\n'': e\n")) == ["1", "true", "2026-01-31", "null", ""]


def test_each_key_and_item_knows_its_line() -> None:
    found = one("# comment\na: 1\n\nb:\n  c: 2\n  d:\n    - x\n    # another\n    - y\ne: [p,\n  q]\n")
    assert found.lines == {"a": 2, "b": 4, "e": 10}
    assert found["b"].lines == {"c": 5, "d": 6}
    assert found["b"]["d"].lines == [7, 9]
    assert found["e"].lines == [10, 11]
    assert (found.line, found["b"].line) == (2, 5)


def test_of_a_key_that_stands_twice_the_last_counts_and_both_are_known() -> None:
    found = one("a: 1\nb: 2\na: 3\n")
    assert found == {"a": 3, "b": 2}
    assert (found.twice, found.lines["a"]) == (["a"], 3)
    assert one("a: 1\nb: {a: 2}\n").twice == []


def test_several_documents_are_read_and_empty_ones_left_out() -> None:
    assert list(documents("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n", "x")) == [{"a": 1}, {"b": 2}]
    assert list(documents("", "x")) == list(documents("# only a comment\n", "x")) == []


def test_lists_are_for_those_who_ask_for_them() -> None:
    found = list(structures("- a\n---\nb: 1\n---\n[]\n", "x"))
    assert [type(value) for value in found] == [Sequence, Mapping, Sequence]
    assert refusal("b: 1\n---\n- a\n") == "rule.yml:3: not a mapping but a list"


def test_what_comes_before_a_fault_is_given() -> None:
    found = documents("a: 1\n---\nb: [\n", "rule.yml")
    assert next(found) == {"a": 1}
    with pytest.raises(RuleError, match=r"rule\.yml:4: not YAML"):
        next(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("just text", "rule.yml:1: not a mapping but 'just text'"),
        ("\n\n42", "rule.yml:3: not a mapping but 42"),
        ("a: &x 1\nb: *x", "rule.yml:2: the alias *x is not allowed in a rule: write the value out"),
        ("a: &x [*x]", "rule.yml:1: the alias *x is not allowed in a rule: write the value out"),
        ("a: 1\n<<: {b: 2}", "rule.yml:2: the merge key << is not allowed in a rule: write the keys out"),
        (
            "a: 1\nb: !!python/object/apply:os.system [id]",
            "rule.yml:2: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed in a rule",
        ),
        (
            "a: !!python/name:os.system ''",
            "rule.yml:1: the tag tag:yaml.org,2002:python/name:os.system is not allowed in a rule",
        ),
        ("a: !own 1", "rule.yml:1: the tag !own is not allowed in a rule"),
        ("a: !!set {b, c}", "rule.yml:1: the tag tag:yaml.org,2002:set is not allowed in a rule"),
        ("a: !!binary aGk=", "rule.yml:1: the tag tag:yaml.org,2002:binary is not allowed in a rule"),
        ("a: !!int x", "rule.yml:1: 'x' is not a value of type int"),
        ("a: !!float ''", "rule.yml:1: '' is not a value of type float"),
        ("a: !!bool maybe", "rule.yml:1: 'maybe' is not a value of type bool"),
        ("a: 2026-02-30", "rule.yml:1: '2026-02-30' is not a value of type timestamp"),
        ("? [a]\n: b", "rule.yml:1: a key must be plain text"),
        ("? {a: b}\n: c", "rule.yml:1: a key must be plain text"),
        ("%TAG !e! tag:e,2000:\n---\na: 1", "rule.yml:1: the directive %TAG is not allowed in a rule"),
        ("a: \0", "rule.yml: not YAML: unacceptable character"),
        ("a: \ud800", "rule.yml: not YAML: holds a lone surrogate"),
        ("a: [1, 2", "rule.yml:2: not YAML: while parsing a flow sequence did not find expected ',' or ']'"),
        (
            "a:\n\t- b",
            "rule.yml:2: not YAML: while scanning for the next token found character that cannot start any token",
        ),
        ("a: b: c", "rule.yml:1: not YAML: mapping values are not allowed in this context"),
        ("a: 'b", "rule.yml:1: not YAML: while scanning a quoted scalar found unexpected end of stream"),
    ],
)
def test_what_is_no_rule_is_refused_by_name(text: str, reason: str) -> None:
    assert refusal(text).startswith(reason)


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert one("'<<': 1\n") == {"<<": 1}


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert one("a: " + "[" * 39 + "]" * 39)["a"]
    assert refusal("a: " + "[" * 40 + "]" * 40) == "rule.yml:1: nested deeper than 40 levels"


def test_a_file_at_the_limit_is_read_and_a_longer_one_is_not() -> None:
    text = "a: 1\n#"
    assert one(text.ljust(SIZE_LIMIT, "#")) == {"a": 1}
    assert refusal(text.ljust(SIZE_LIMIT + 1, "#")) == "rule.yml: longer than 1,000,000 characters"
