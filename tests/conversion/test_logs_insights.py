from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clickops import content
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query
from clickops.conversion.languages.logs_insights import LIMIT, render
from clickops.conversion.mapping import Mapping
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
    Text,
)
from clickops.rules.tree import atoms as tree_atoms
from clickops.verify.engines import EngineError
from clickops.verify.models import logs_insights
from support.platform import MANY, ONE, ask, cases, plain_atoms, references, text

GOLDEN = content.BACKENDS / "cloudwatch" / "golden"
FIELDS = Fields(
    Schema(
        "made up",
        {
            **{name: Place(name) for name in ("f", "g", "n.h", "r", "x-y z")},
            "a.b": Place(("a.b", "a.b:"), type="json"),
            "a.c.d": Place("a.c:d", type="json"),
        },
    ),
    {},
)


def queries(tree: Node, options: dict[str, str] | None = None) -> tuple[str, ...]:
    condition = Mapping(FIELDS).apply(tree).condition
    return render(Query(condition, (), FIELDS.types, options or {}))


def condition(tree: Node) -> str:
    (query,) = queries(tree)
    found = re.fullmatch(r"fields .*\n\| filter\n(.*)\n\| sort @timestamp desc\n\| limit 10000", query, re.DOTALL)
    assert found, query
    return " ".join(line.strip() for line in found[1].split("\n"))


CONDITIONS: list[tuple[str, Node, str]] = [
    ("a value without case", ask("f", "a b"), r"f like /(?i)^a b\z/"),
    ("a value without letters", ask("f", "1"), r"f like /^1\z/"),
    ("a value with case", ask("f", text("Ab", cased=True)), r"f like /^Ab\z/"),
    ("values of one field together", ask("f", "a", "b"), r"f like /(?i)^(a|b)\z/"),
    (
        "a beginning, an end, a part",
        ask("f", "a*", "*b", "*c*"),
        r"f like /(?i)^a/ or f like /(?i)b\z/ or f like /(?i)c/",
    ),
    ("signs of expressions", ask("f", text("a.b*[c]|\\(^$")), r"f like /(?i)^a\.b\*\[c\]\|\\\(\^\$\z/"),
    ("a slash, and what starts a comment", ask("f", text("/a#`")), r"f like /(?i)^\/a\x23\x60\z/"),
    ("a line break", ask("f", text("a\nb")), r"f like /(?i)^a\x0Ab\z/"),
    ("wildcards within", ask("f", text("a", MANY, "b", ONE)), r"f like /(?is)^a.*b.\z/"),
    ("letters beyond ASCII", ask("f", "é"), r"f like /(?i)^(É|é)\z/"),
    ("a lone star", ask("f", "a", "*"), "ispresent(f)"),
    ("a boolean is a number as well", ask("f", "true"), r"f = 1 or f like /(?i)^true\z/"),
    ("a number is its text", ask("f", Number(5)), r"f like /^5\z/"),
    ("presence", ask("f", Exists(expected=True)), "ispresent(f)"),
    ("absence", ask("f", Null()), "not (ispresent(f))"),
    ("a dotted field", ask("n.h", "1"), r"n.h like /^1\z/"),
    ("a field with special signs", ask("x-y z", "1"), r"`x-y z` like /^1\z/"),
    ("a search", ask("f", Regex("^a/[b#]$")), r"f like /(?s)^a\/[\x23b]\z/"),
    ("a network", ask("f", Cidr("10.0.0.0/8")), 'isIpInSubnet(f, "10.0.0.0/8")'),
    (
        "a number in order",
        ask("f", Compare(Comparison.GTE, 5)),
        r"f like /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\z/ and f >= 5",
    ),
    (
        "the beginning of another field",
        ask("f", FieldReference("g", after=True)),
        "ispresent(f) and ispresent(g) and startsWith(tolower(f), tolower(g)) = 1",
    ),
    ("a negation is guarded", Not(ask("f", "a")), r"not (ispresent(f) and f like /(?i)^a\z/)"),
    (
        "or in and",
        And((ask("f", "1"), Or((ask("g", "2"), ask("n.h", "3"))))),
        r"f like /^1\z/ and (g like /^2\z/ or n.h like /^3\z/)",
    ),
]


@pytest.mark.parametrize(("tree", "wanted"), [case[1:] for case in CONDITIONS], ids=[case[0] for case in CONDITIONS])
def test_a_query_says(tree: Node, wanted: str) -> None:
    assert condition(tree) == wanted


REFUSED: list[tuple[str, Node, str]] = [
    ("a part of a date", ask("f", DatePart("hour", Comparison.EQ, 3)), "cannot take a date apart"),
    ("a number in an array", ask("a.c.d", Compare(Comparison.EQ, 3)), "in an array"),
    ("an array beside a field", ask("f", FieldReference("a.c.d")), "in an array|not comparable"),
    ("one value that is longer than a query", ask("f", "a" * LIMIT), "longer than 10,000 characters"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_query_refuses(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        queries(tree)


def test_what_is_too_long_becomes_several_queries_that_find_the_same() -> None:
    names = [f"{number:03}{'x' * 60}" for number in range(300)]
    tree = And((ask("f", *names), Not(ask("g", "no"))))
    several = queries(tree)
    assert len(several) > 1
    assert max(map(len, several)) < LIMIT
    for name in names:
        assert found(several, {"f": name}) is True
        assert found(several, {"f": name, "g": "no"}) is False
    assert found(several, {"f": "else"}) is False


@pytest.mark.parametrize("value", [["x", "Wanted"], "wanted"])
def test_a_field_is_found_as_a_text_and_as_a_member_of_an_array(value: object) -> None:
    assert found(queries(ask("a.b", "wanted")), {"a": {"b": value}})


@pytest.mark.parametrize("value", [["x"], "x", [], {}, None, [["y", {"wanted": "x"}]], ['x","wanted']])
def test_and_not_where_it_only_seems_to_be_there(value: object) -> None:
    assert not found(queries(ask("a.b", "wanted")), {"a": {"b": value}})
    assert found(queries(Not(ask("a.b", "wanted"))), {"a": {"b": value}})


def test_members_of_arrays_are_reached_through_objects() -> None:
    tree = ask("a.c.d", "wanted")
    assert found(queries(tree), {"a": {"c": [{"e": {"d": "wanted"}}, {"d": "wanted"}]}})
    assert not found(queries(tree), {"a": {"c": [{"e": {"d": "wanted"}}, {"dd": "wanted"}]}})


def test_a_large_record_hides_what_comes_late_unless_it_is_parsed() -> None:
    event = {"n": {f"k{number}": number for number in range(300)}, "f": "a"}
    assert not found(queries(ask("f", "a")), event)
    assert found(queries(ask("f", "a"), {"fields": "parsed"}), event)


def test_a_parsed_field_with_special_signs_is_in_backticks() -> None:
    (query,) = queries(ask("x-y z", "1"), {"fields": "parsed"})
    assert "| fields jsonParse(@message) as record\n" in query
    assert r"record.`x-y z` like /^1\z/" in query


@lru_cache(maxsize=64)
def reader(query: str, absent: bool | None) -> Callable[[logs_insights.LogEvent], bool]:
    return logs_insights.reader(query, absent=absent)


def found(several: tuple[str, ...], event: dict[str, Any]) -> bool:
    """Run queries on a record, in all readings of what AWS's guide leaves open; they must agree."""
    stored = logs_insights.ingested(event)
    answers = {any(reader(query, absent)(stored) for query in several) for absent in (None, False)}
    assert len(answers) == 1, (several, event)
    return answers.pop()


@settings(max_examples=250, deadline=None)
@given(cases(plain_atoms | references), st.sampled_from(["discovered", "parsed"]))
def test_the_model_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]], way: str) -> None:
    """Without what a boolean, which is kept as a number, and JSON null cannot tell."""
    tree, events = case
    words = {
        word.lower() for one in tree_atoms(tree) if isinstance(one.test, Text) for word in map(str, one.test.parts)
    }
    kinds = any(isinstance(one.test, Regex | FieldReference | Number) for one in tree_atoms(tree))
    try:
        several = queries(tree, {"fields": way})
    except ConversionError:
        assume(condition=False)
        raise
    for event in events:
        if _has_number(event) and (kinds or words & {"true", "false", "1", "0"} or _has_pattern(tree)):
            continue
        assert found(several, event) is predicate(tree)(event), (several, event)


def _has_number(event: dict[str, Any]) -> bool:
    return any(
        isinstance(value, bool) or str(value) in {"0", "1"} for value in (*event.values(), *event.get("n", {}).values())
    )


def _has_pattern(tree: Node) -> bool:
    return any(isinstance(one.test, Text) and MANY in one.test.parts for one in tree_atoms(tree)) or any(
        isinstance(one.test, Text) and ONE in one.test.parts for one in tree_atoms(tree)
    )


@pytest.mark.parametrize(
    "query",
    [
        "filter f ~ 1",
        "filter f like 'a\\b'",
        "filter upper(f) = 1",
        "stats count(*)",
        "filter f like /(/",
        "filter (f = 1",
    ],
)
def test_the_model_knows_only_what_is_documented_and_written(query: str) -> None:
    with pytest.raises(EngineError):
        logs_insights.reader(query)


def test_comments_are_no_part_of_a_query() -> None:
    assert logs_insights.reader("# filter f = 2\nfilter f = 1")(logs_insights.ingested({"f": 1}))


def expressions() -> list[str]:
    """Give every regular expression of the shipped rules' queries."""
    several = [path.read_text("utf-8") for path in (GOLDEN / "logs_insights").iterdir()]
    return sorted({one for text in several for one in re.findall(r" like /((?:\\.|[^/\\\n])+)/", text)})


def test_hyperscan_which_aws_says_it_uses_compiles_every_expression() -> None:
    import hyperscan

    flags = hyperscan.HS_FLAG_ALLOWEMPTY | hyperscan.HS_FLAG_UTF8
    written = expressions()
    assert len(written) > 100
    for one in written:
        hyperscan.Database().compile(expressions=[one.encode()], ids=[0], elements=1, flags=[flags])


def test_saved_queries_are_resources_of_one_template() -> None:
    made = yaml.load((GOLDEN / "query_definitions" / "query_definitions.yml").read_bytes(), yaml.CSafeLoader)
    kinds = {one["Type"] for one in made["Resources"].values()}
    assert kinds == {"AWS::Logs::QueryDefinition"}
    assert all(len(one["Properties"]["QueryString"]) <= LIMIT for one in made["Resources"].values())
    assert "f1ed7a6b-600f-428f-ad14-1d903117c212" in json.dumps(made)
