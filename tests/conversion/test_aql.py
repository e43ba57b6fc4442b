from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings

from clickops.conversion.languages import Query
from clickops.conversion.languages.aql import render
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
    Number,
    Or,
    Regex,
)
from clickops.verify.engines import EngineError
from clickops.verify.engines.aql import properties
from clickops.verify.models import aql
from support.platform import MANY, ONE, ask, cases, plain_atoms, references, text

CONDITIONS: list[tuple[str, Node, str]] = [
    ("a value is lowered", ask("f", "A b"), "LOWER(\"f\") = 'a b'"),
    ("values of a field are a list", ask("f", "A", "b_%"), "LOWER(\"f\") IN ('a', 'b_%')"),
    ("a comparison with case", ask("f", text("Ab", cased=True)), "\"f\" = 'Ab'"),
    ("a beginning", ask("f", "Ab*"), "\"f\" ILIKE 'Ab%'"),
    ("a part with case", ask("f", text(MANY, "Ab", MANY, cased=True)), "\"f\" LIKE '%Ab%'"),
    ("one character", ask("f", text("a", ONE)), "\"f\" ILIKE 'a_'"),
    ("a literal underscore, a wildcard there", ask("f", "a_b*"), "\"f\" IMATCHES '(?s)^a_b.*'"),
    ("points and brackets", ask("f", "a_.(b)*"), "\"f\" IMATCHES '(?s)^a_[.][(]b[)].*'"),
    ("a quotation mark", ask("f", "a'b"), "\"f\" IMATCHES '(?s)^a\\x27b(?!.)'"),
    ("a backslash with case", ask("f", text("a\\b", cased=True)), "\"f\" MATCHES '(?s)^a\\x5Cb(?!.)'"),
    ("a line break", ask("f", text("a\nb")), "\"f\" IMATCHES '(?s)^a\\x0Ab(?!.)'"),
    ("letters beyond ASCII", ask("f", "é*"), "\"f\" IMATCHES '(?s)^[Éé].*'"),
    ("a regular expression", ask("f", Regex("a[.]b$")), "\"f\" MATCHES '(?s)^.*a[.]b(?!.)'"),
    ("presence", ask("f", Exists(expected=True)), '"f" IS NOT NULL'),
    ("absence", Not(ask("f", Exists(expected=True))), 'NOT ("f" IS NOT NULL)'),
    ("numbers are text", ask("f", Number(5), Number(1.5)), "LOWER(\"f\") IN ('5', '1.5')"),
    ("a dotted name", ask("n.h", "1"), "LOWER(\"n.h\") = '1'"),
    (
        "a negation is guarded",
        Not(ask("f", "a")),
        'NOT ("f" IS NOT NULL AND LOWER("f") = \'a\')',
    ),
    (
        "or in and",
        And((ask("f", "1"), Or((ask("g", "2"), ask("n.h", "3"))))),
        "LOWER(\"f\") = '1' AND (LOWER(\"g\") = '2' OR LOWER(\"n.h\") = '3')",
    ),
    ("a member", ask("n.f[].g", "A.b"), '"n.f[]" ILIKE \'%"g":"A.b"%\''),
    ("the beginning of one", ask("f[].g", "A.b*"), '"f[]" ILIKE \'%"g":"A.b%\''),
    ("a member that is a value", ask("f[]", "a"), '"f[]" ILIKE \'%"a"%\''),
    ("no member", Not(ask("f[]", "a")), 'NOT ("f[]" IS NOT NULL AND "f[]" ILIKE \'%"a"%\')'),
    ("a member of an object", ask("f[].g.h", "a"), '"f[]" IMATCHES \'(?s)^.*"g":[{][^}]*"h":"a".*\''),
    (
        "a member of an array in an array",
        ask("f[].g[].h", "a"),
        '"f[]" IMATCHES \'(?s)^.*"g":[^"0-9tf{n][^]]*"h":"a".*\'',
    ),
    ("a lone or", Or((ask("f", "1"), ask("g", "2"))), "(LOWER(\"f\") = '1' OR LOWER(\"g\") = '2')"),
    ("two fields", ask("f", FieldReference("g")), 'LOWER("f") = LOWER("g")'),
    ("a field begins with another", ask("f", FieldReference("g", after=True, cased=True)), 'STRPOS("f", "g") = 0'),
    (
        "a field ends with another",
        ask("f", FieldReference("g", before=True, cased=True)),
        '(STRLEN("f") >= STRLEN("g") AND STRPOS("f", "g", STRLEN("f") - STRLEN("g")) >= 0)',
    ),
]


@pytest.mark.parametrize(("tree", "condition"), [one[1:] for one in CONDITIONS], ids=[one[0] for one in CONDITIONS])
def test_a_condition_says(tree: Node, condition: str) -> None:
    query = written(tree).splitlines()
    assert query[0] == "SELECT starttime, QIDNAME(qid), username, sourceip, UTF8(payload)"
    assert query[1:3] == ["FROM events", "WHERE LOGSOURCETYPENAME(devicetype) = 'Amazon AWS CloudTrail'"]
    assert " ".join(" ".join(query[3:-1]).split()) == f"AND {condition}"
    assert query[-1] == "LAST 30 MINUTES"


def test_options_say_which_log_source_and_how_long() -> None:
    query = render(Query(ask("f", "1"), options={"log_source_type": "Trail", "minutes": "5"}))
    assert "= 'Trail'\n" in query
    assert query.endswith("\nLAST 5 MINUTES")


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (ask("f", DatePart("hour", Comparison.GT, 5)), "cannot take a date apart"),
        (ask("f", Compare(Comparison.GT, 5)), "cannot compare numbers"),
        (ask("f", Cidr("10.0.0.0/8")), "cannot look up an address"),
        (ask("f[].g", Regex("a.b")), "only look for texts in an array"),
        (ask("g", FieldReference("f[]")), "only look for texts in an array"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written(tree)


@pytest.mark.parametrize(
    "value",
    [
        '"',
        "'",
        "\\",
        "\\'",
        "a|b",
        "[x]",
        "--",
        "/*x*/",
        "a b",
        "%",
        "_",
        "*",
        "\\*",
        "a\nb",
        "' OR 'a'='a",
        "^a$",
        "&&",
    ],
)
def test_a_value_stays_a_value(value: str) -> None:
    for shape, held in ((text(value), value), (text(MANY, value, MANY), f"<{value}>"), (text(value, ONE), value + ".")):
        select = aql.reader(written(And((ask("f", shape), ask("g", "there")))))
        assert select({"f": held, "g": "there"})
        assert not select({"f": held, "g": "elsewhere"})
        assert not select({"f": "other", "g": "there"})
        assert not select({"g": "there"})


@settings(max_examples=300, deadline=None)
@given(cases(plain_atoms | references))
def test_the_model_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree, some = case
    try:
        select = aql.reader(written(mapped(tree)))
    except ConversionError:
        assume(condition=False)
        raise
    for event in some:
        assert select(properties(event)) is predicate(tree)(event), event


def mapped(tree: Node) -> Node:
    """Take the tree as the made-up platform has it, which keeps every field under its own name."""
    from clickops.conversion.mapping import Mapping
    from support.platform import fields

    return Mapping(fields()).apply(tree).condition


def written(tree: Node) -> str:
    return render(Query(tree))


def search(condition: str) -> str:
    return written(ask("f", "1")).replace("LOWER(\"f\") = '1'", condition)


def test_the_model_takes_an_absent_property_for_unknown() -> None:
    assert not aql.reader(search("NOT (\"g\" = 'a')"))({})
    assert aql.reader(search("NOT (\"g\" = 'a')"))({"g": "b"})
    assert aql.reader(search("\"g\" = 'a' OR \"f\" = 'b'"))({"f": "b"})


def test_the_model_joins_by_and_before_or() -> None:
    select = aql.reader(search("\"a\" = '1' OR \"b\" = '1' AND \"c\" = '1'"))
    assert select({"a": "1"})
    assert not select({"b": "1"})


@pytest.mark.parametrize(
    "condition",
    [
        "\"f\" = 'it''s'",
        "\"f\" MATCHES '(?s)abc'",
        "\"f\" MATCHES '^abc.*'",
        "f = 'a'",
        "\"f\" == 'a'",
        "UPPER(\"f\") = 'A'",
        "\"f\" = 'a' -- x",
    ],
)
def test_the_model_refuses_what_it_does_not_know(condition: str) -> None:
    with pytest.raises(EngineError):
        aql.reader(search(condition))({"f": "xabc"})


def test_properties_are_values_by_their_path() -> None:
    record = {"a": {"b": True, "c": None}, "d": ["x", "y"], "e": [], "f": 1}
    arrays = {"d[]": '["x","y"]', "d[0]": "x", "e[]": "[]"}
    assert properties(record) == {"a.b": "true", "a.c": "null", **arrays, "f": json.dumps(1)}
