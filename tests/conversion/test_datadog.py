from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clickops.conversion.convert import convert
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query, renderer
from clickops.conversion.mapping import Mapping
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Pack
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Compare,
    Comparison,
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
from clickops.verify.engines.datadog import Datadog
from support.platform import MANY, ONE, ask, cases, names, rule, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value is a phrase", ask("f", "a b"), 'f:"a b"'),
    ("an operator is a phrase too", ask("f", "OR", "<b>"), 'f:("OR" OR "<b>")'),
    ("quotes and backslashes are escaped in it", ask("f", text('a"b\\c')), r'f:"a\"b\\c"'),
    ("stars are signs in it", ask("f", text("a*b?")), 'f:"a*b?"'),
    ("line breaks are signs in it", ask("f", text("a\nb")), 'f:"a\nb"'),
    ("values of one field are a list", ask("f", "a", "b*", "*c"), 'f:("a" OR b* OR *c)'),
    ("special signs are escaped beside a wildcard", ask("f", text('[a b]-:\\"*#', MANY)), r"f:\[a\ b\]\-\:\\\"\*\#*"),
    ("others are not", ask("f", text("a/b,c.d_e@f", MANY)), "f:a/b,c.d_e@f*"),
    ("one character", ask("f", text("a", ONE, "b")), "f:a?b"),
    ("an empty value is an empty phrase", ask("f", text()), 'f:""'),
    ("a lone star asks whether the attribute is there", ask("f", "a", "*"), "f:*"),
    ("numbers are text", ask("f", Number(5)), 'f:"5"'),
    ("booleans are themselves", ask("r", "true"), 'r:"true"'),
    ("presence", ask("f", Exists(expected=True)), "f:*"),
    ("absence", ask("f", Null()), "NOT (f:*)"),
    ("networks", ask("f", Cidr("10.0.0.0/8"), Cidr("fd00::/8")), "CIDR(f, 10.0.0.0/8, fd00::/8)"),
    ("not in and", And((ask("f", "a"), Not(ask("g", "b")))), 'f:"a" AND NOT (g:"b")'),
    (
        "not in or stands alone in parentheses, since `a OR NOT b` means a and not b",
        Or((ask("f", "a"), Not(ask("g", "b")))),
        'f:"a" OR (NOT (g:"b"))',
    ),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_log_search_says(tree: Node, query: str) -> None:
    assert written("datadog", tree) == query


def test_a_negated_alternative_is_taken_away_from_the_source() -> None:
    tree = Or((ask("f", "a"), Not(ask("g", "b"))))
    query = written("datadog", tree, scope=[Atom("source", text("cloudtrail"))])
    assert query == 'source:"cloudtrail" AND (f:"a" OR (source:"cloudtrail" AND NOT (g:"b")))'


REFUSED: list[tuple[str, Node, str]] = [
    ("regular expressions", ask("f", Regex("a.b")), "cannot search"),
    ("comparisons of numbers", ask("f", Compare(Comparison.GT, 5)), "cannot compare numbers"),
    ("two attributes", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("a line break beside a wildcard", ask("f", text("a\n", MANY)), "control character"),
    ("a name with blanks", ask("x-y z", "v"), "cannot name the field"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_log_search_refuses(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("datadog", tree)


ATTRIBUTES = Fields(Schema("attributes", {name: Place(f"@{name}") for name in ("f", "g", "n.h")}), {})
LETTERS = st.text(st.sampled_from("aAbB01 ./:[]()\"'\\-+&|!{}^~#<>=@,_$%`"), min_size=1, max_size=4)
TEXTS = st.builds(
    lambda word, before, after: text(MANY if before else "", word, MANY if after else "", cased=True),
    LETTERS,
    st.booleans(),
    st.booleans(),
)
ATOMS = st.builds(Atom, names, TEXTS) | st.builds(Atom, names, st.builds(Exists, st.booleans()))


@settings(max_examples=150, deadline=None)
@given(cases(ATOMS))
def test_datadogs_own_code_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    """With case; without `?`, `*` and line breaks in values, and letters beyond ASCII: see the engine."""
    vrl = importlib.import_module("vrl_python")
    tree, events = case
    try:
        condition = Mapping(ATTRIBUTES).apply(tree).condition
    except ConversionError:
        assume(condition=False)
        raise
    query = renderer("datadog")(Query(condition))
    assert isinstance(query, str)
    program = f".hit = match_datadog_query(., {json.dumps(query)})"
    assert vrl.VRLRuntime.check_syntax(program) is None, query
    for event in events:
        if any("\n" in value for value in (str(event.get("f")), str(event.get("g")), str(event.get("n", {}).get("h")))):
            continue
        found = vrl.VRLRuntime().execute(program, event).processed_event["hit"]
        assert found is predicate(tree)(event), (query, event)


COLONS = {"n": {"f:g": {"a:b": "x:y"}, "h": "x"}}


@pytest.mark.parametrize(
    ("tree", "holds"),
    [
        (ask("n.f:g.a:b", "x:y"), True),
        (ask("n.f:g.a:b", "x:z", "x*"), True),
        (ask("n.f:g.a:b", Exists(expected=True)), True),
        (ask("n.f:g.a:b", "x"), False),
        (ask("n.f:g.a:c", Exists(expected=True)), False),
        (And((ask("n.h", "x"), Not(ask("n.f:g.a:b", text('@n.h:"x'), "*:z")))), True),
    ],
)
def test_datadogs_own_code_reads_the_colons_that_are_escaped(tree: Node, holds: bool) -> None:
    engine = Datadog(importlib.import_module("vrl_python").VRLRuntime, renamed=False)
    engine.load([{"eventID": "1", **COLONS}])
    fields = Fields(Schema("attributes", {"n.*": Place("@n.*")}), {})
    query = renderer("datadog")(Query(Mapping(fields).apply(tree).condition))
    assert isinstance(query, str)
    assert r"@n.f\:g.a\:" in query
    assert (engine.run(query) == {"1"}) is holds, query


def test_a_detection_rule_is_off_and_fires_once_for_each_event() -> None:
    body = rule_json("made_up")
    assert body["isEnabled"] is False
    assert body["queries"][0]["groupByFields"] == ["@eventID"]
    assert body["cases"] == [{"name": "made_up", "status": "medium", "condition": "event > 0", "notifications": []}]


def test_what_a_rule_says_of_itself_notifies_nobody_and_fills_nothing_in() -> None:
    body = rule_json("made_up", description="Ask @slack-all or @bob@example.com, not a@b.c, of {{@usr.name}}.")
    assert "Ask (at)slack-all or (at)bob@example.com, not a@b.c, of { {" in body["message"]
    assert "{{" not in body["message"]


def test_the_message_names_the_rule_and_its_doubts() -> None:
    message = rule_json("made_up", falsepositives=("a drill",))["message"]
    assert "made_up" in message
    assert "a drill" in message


def rule_json(name: str, **fields: Any) -> dict[str, Any]:
    made = rule(Atom("eventName", Text(("CreateUser",))), name, **fields)
    files = convert(Pack((made,)), find("datadog"), "rule_json")
    body: dict[str, Any] = json.loads(files[f"{name}.json"])
    return body
