from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings

from clickops.conversion.languages import Query
from clickops.conversion.languages.logscale import render
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import (
    And,
    Cidr,
    Compare,
    Comparison,
    DatePart,
    Exists,
    FieldReference,
    Node,
    Not,
    Null,
    Number,
    Or,
    Regex,
)
from clickops.verify.engines import EngineError
from clickops.verify.engines.logscale import ingested
from clickops.verify.models import logscale
from support.platform import MANY, ONE, ask, cases, comparisons, plain_atoms, references, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value ignores case", ask("f", "a b"), 'in(f, ignoreCase=true, values=["a b"])'),
    ("values of a field are a list", ask("f", "a", "b*"), 'in(f, ignoreCase=true, values=["a", "b*"])'),
    ("what has no letters needs no list", ask("f", "1"), 'f="1"'),
    ("a comparison with case", ask("f", text("Ab", MANY, cased=True)), 'f="Ab*"'),
    ("an empty value", ask("f", text()), r"f=/\A\z/di"),
    ("a lone star asks whether the field is there", ask("f", "*"), "f=*"),
    ("numbers are text", ask("f", Number(5), Number(1.5)), 'in(f, ignoreCase=true, values=["5", "1.5"])'),
    ("null is absence", ask("f", Null()), "not (f=*)"),
    ("a literal star, which nothing escapes", ask("f", text("a*b")), r"f=/\Aa\*b\z/di"),
    ("one character", ask("f", text("a", ONE)), r"f=/\Aa.\z/di"),
    ("a quotation mark", ask("f", text('a"b', cased=True)), r'f=/\Aa"b\z/d'),
    ("a backslash", ask("f", text("a\\b")), r"f=/\Aa\\b\z/di"),
    ("a slash stays in its literal", ask("f", text('"//*/', MANY)), r'f=/\A"\x2F\x2F\*\x2F/di'),
    ("letters beyond ASCII stand in both cases", ask("f", text("é")), r"f=/\A[Éé]\z/d"),
    ("a regular expression", ask("f", Regex("^a.*/$")), r"f=/\Aa[^\x0A]*\x2F\z/d"),
    ("a line's end", ask("f", Regex("a$.*", "m")), r"f=/a(?m:$)[^\x0A]*/d"),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), 'cidr(ip_address, subnet=["10.0.0.0/8"])'),
    ("numbers", ask("f", Compare(Comparison.GTE, 5)), "f >= 5"),
    ("an equal number", ask("f", Compare(Comparison.EQ, 5)), "(f >= 5 and f <= 5)"),
    ("a strange name is quoted", ask("x-y z", "1"), '"x-y z"="1"'),
    ("or in and", And((ask("f", "1"), Or((ask("g", "2"), ask("n.h", "3"))))), 'f="1" and (g="2" or n.h="3")'),
    ("and in or", Or((ask("f", "1"), And((ask("g", "2"), ask("n.h", "3"))))), 'f="1" or (g="2" and n.h="3")'),
    ("not", And((ask("f", "1"), Not(ask("g", "2")))), 'f="1" and not (g="2")'),
    (
        "two fields are lowered first",
        And((ask("f", "1"), Not(ask("f", FieldReference("g", before=True))))),
        """f="1"
| lower(f, as=clickops_1)
| lower(g, as=clickops_2)
| not ((f=* and g=* and text:endsWith(clickops_1, substring=clickops_2)))""",
    ),
    ("two fields with case", ask("f", FieldReference("g", cased=True)), "(f=* and g=* and test(f == g))"),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_query_says(tree: Node, query: str) -> None:
    assert written("logscale", tree) == query


def test_tags_stand_in_front_with_their_case_and_wildcards() -> None:
    query = written("logscale", ask("f", "1"), scope=[ask("#Vendor", "aws"), ask("#repo", "trail*")])  # type: ignore[list-item]
    assert query == '#Vendor="aws" #repo="trail*"\n| f="1"'


def test_members_of_arrays_are_asked_one_array_in_the_other() -> None:
    assert str(render(Query(ask("a.b[].c[].d", "1", "x*")))).splitlines() == [
        'objectArray:exists(array="a.b[]", var=x, condition={',
        '  objectArray:exists(array="x.c[]", var=y, condition={in(y.d, ignoreCase=true, values=["1", "x*"])})',
        "})",
    ]


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ({"a": {"b": [{"c": [{"d": "0"}, {"d": "1"}]}]}}, True),
        ({"a": {"b": [{"e": "1"}, {"c": [{"d": "1"}]}]}}, True),
        ({"a": {"b": [{"c": [{"d": "2"}]}]}}, False),
        ({"a": {"b": [{"e": [{"d": "1"}]}]}}, False),
        ({"a": {"b": {"c": {"d": "1"}}}}, False),
        ({}, False),
    ],
)
def test_one_member_is_enough(event: dict[str, Any], found: bool) -> None:
    select = logscale.reader(str(render(Query(ask("Vendor.a.b[].c[].d", "1")))))
    assert select(ingested(event)) is found


def test_a_member_that_stores_nothing_hides_those_behind_it() -> None:
    """The known difference of README.md: an array ends where an index has no field."""
    event = {"a": {"b": [{}, {"c": [{"d": "1"}]}]}}
    assert predicate(ask("a.b.c.d", "1"))(event)
    assert not logscale.reader(str(render(Query(ask("Vendor.a.b[].c[].d", "1")))))(ingested(event))


def test_a_flat_array_is_asked_for_any_member() -> None:
    query = str(render(Query(Or((ask("Vendor.f", "AB"), ask("Vendor.f[]", "AB"))))))
    assert logscale.reader(query)(ingested({"f": ["x", "ab"]}))
    assert logscale.reader(query)(ingested({"f": "ab"}))
    assert not logscale.reader(query)(ingested({"f": ["x", "abc"]}))
    assert not logscale.reader(query)(ingested({"f": []}))


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (ask("f", DatePart("hour", Comparison.GT, 5)), "cannot take a date apart"),
        (ask("f[]", FieldReference("g")), "cannot compare the members of f"),
        (ask("g", FieldReference("f[]")), "cannot compare g with the members"),
        (ask("[]".join("abcdefgh"), "1"), "more than 6 arrays"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        render(Query(tree))


@pytest.mark.parametrize(
    "value",
    [
        '"',
        "\\",
        '\\"',
        "a|b",
        "[x]",
        "//",
        "/*x*/",
        "a b",
        "?x",
        "*",
        "\\*",
        "a\nb",
        '" or f=*',
        "/",
        "/i",
        "})",
        "{",
        "é",
    ],
)
def test_a_value_stays_a_value(value: str) -> None:
    for shape, held in ((text(value), value), (text(MANY, value, MANY), f"<{value}>"), (text(value, ONE), value + ".")):
        select = logscale.reader(str(written("logscale", And((ask("f", shape), ask("g", "there"))))))
        assert select({"f": held, "g": "there"})
        assert not select({"f": held, "g": "elsewhere"})
        assert not select({"f": "other", "g": "there"})
        assert not select({"g": "there"})


@settings(max_examples=300, deadline=None)
@given(cases(plain_atoms | references | comparisons))
def test_the_model_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree, some = case
    try:
        select = logscale.reader(str(written("logscale", tree)))
    except ConversionError:
        assume(condition=False)
        raise
    for event in some:
        assert select(flat(event)) is predicate(tree)(event), event


def flat(event: dict[str, Any]) -> dict[str, str]:
    fields = {name: value for name, value in event.items() if name != "n"}
    fields |= {f"n.{name}": value for name, value in event.get("n", {}).items()}
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}


def test_the_model_joins_by_or_before_and() -> None:
    select = logscale.reader("a=1 or b=1 and c=1")
    assert select({"a": "1", "c": "1"})
    assert not select({"a": "1"})
    assert not logscale.reader("a=1 b=1")({"a": "1"})


def test_the_model_knows_absent_fields_and_nulls() -> None:
    assert logscale.reader("not (a=1)")({})
    assert logscale.reader('a != "1"')({})
    assert not logscale.reader("a=*")({})
    assert ingested({"a": None, "b": [], "c": True})["Vendor.a"] == "null"
    assert "Vendor.b" not in ingested({"b": []})


@pytest.mark.parametrize(
    "query", ["a=", "a=1 )", "f(a)", "a=/x/q", "a=1 | | b=1", "a=1 or", 'in(a, values=["x"])', "(a=1"]
)
def test_the_model_refuses_what_it_does_not_know(query: str) -> None:
    with pytest.raises(EngineError):
        logscale.reader(query)


def test_presence_in_an_array_asks_a_member() -> None:
    assert render(Query(ask("f[]", Exists(expected=True)))) == 'array:exists(array="f[]", var=x, condition={x=*})'
