from __future__ import annotations

from typing import Any

import pytest

from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
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
)
from support import query_dsl
from support.platform import MANY, ONE, ask, text, written

CLAUSES: list[tuple[str, Node, dict[str, Any]]] = [
    ("a value", ask("f", "A b"), {"term": {"f": {"value": "A b", "case_insensitive": True}}}),
    ("a prefix", ask("f", "A*"), {"prefix": {"f": {"value": "A", "case_insensitive": True}}}),
    ("an end", ask("f", "*A"), {"wildcard": {"f": {"value": "*A", "case_insensitive": True}}}),
    ("wildcards", ask("f", text("a*", ONE, "\\")), {"wildcard": {"f": {"value": r"a\*?\\", "case_insensitive": True}}}),
    ("with case", ask("f", text("Ab", cased=True)), {"term": {"f": {"value": "Ab"}}}),
    ("nothing to fold", ask("f", text("[1]", MANY)), {"prefix": {"f": {"value": "[1]"}}}),
    ("letters beyond ASCII", ask("f", "é"), {"regexp": {"f": {"value": "[Éé]", "flags": "NONE"}}}),
    ("numbers are text", ask("f", Number(5)), {"term": {"f": {"value": "5"}}}),
    ("booleans are themselves", ask("r", "false"), {"term": {"r": False}}),
    ("presence", ask("f", Exists(expected=True)), {"exists": {"field": "f"}}),
    ("a lone star", ask("f", "*"), {"exists": {"field": "f"}}),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), {"term": {"ip_address": "10.0.0.0/8"}}),
    ("a regular expression", ask("f", Regex("^a.")), {"regexp": {"f": {"value": "a[^\n].*", "flags": "NONE"}}}),
    ("a flattened value", ask("fl.a", "x"), {"term": {"fl.a": {"value": "x", "case_insensitive": True}}}),
]


@pytest.mark.parametrize(("tree", "clause"), [case[1:] for case in CLAUSES], ids=[case[0] for case in CLAUSES])
def test_a_clause_says(tree: Node, clause: dict[str, Any]) -> None:
    assert written("query_dsl", tree) == {"bool": {"filter": [clause]}}


def test_what_must_not_hold_stands_side_by_side() -> None:
    tree = And((ask("f", "1"), Not(ask("g", "2", "3*")), Not(ask("f", Null()))))
    assert written("query_dsl", tree) == {
        "bool": {
            "filter": [{"term": {"f": {"value": "1"}}}, {"exists": {"field": "f"}}],
            "must_not": [{"term": {"g": {"value": "2"}}}, {"prefix": {"g": {"value": "3"}}}],
        }
    }


def test_alternatives_are_a_should_of_which_one_must_hold() -> None:
    assert written("query_dsl", Or((ask("f", "1"), Not(ask("g", "2"))))) == {
        "bool": {
            "filter": [
                {
                    "bool": {
                        "should": [
                            {"term": {"f": {"value": "1"}}},
                            {"bool": {"must_not": [{"term": {"g": {"value": "2"}}}]}},
                        ],
                        "minimum_should_match": 1,
                    }
                }
            ]
        }
    }


def test_the_query_has_the_rules_title_for_its_name() -> None:
    query = written("query_dsl", ask("f", "1"), title='A "title"')
    assert query == {"bool": {"_name": 'A "title"', "filter": [{"term": {"f": {"value": "1"}}}]}}


def test_one_script_looks_for_all_parts_of_a_flattened_value() -> None:
    query = written("query_dsl", ask("fl.a", "x", "*A*", "*B*", "*c"))
    assert isinstance(query, dict)
    (alternatives,) = query["bool"]["filter"]
    scripts = [one["script"]["script"]["params"] for one in alternatives["bool"]["should"] if "script" in one]
    assert scripts == [{"field": "fl.a", "texts": ["a", "b"]}, {"field": "fl.a", "texts": ["c"]}]


@pytest.mark.parametrize("value", ['"', "\\", "}}", "x'; y", "${x}", "/* */", "\n"])
def test_no_value_enters_a_scripts_source(value: str) -> None:
    query = written("query_dsl", ask("fl.a", text(MANY, "z", value, MANY)))
    assert isinstance(query, dict)
    script = query["bool"]["filter"][0]["script"]["script"]
    assert script["source"] == written_source("*z*")
    assert query_dsl.matches(query, {"fl": {"a": f"Z{value}"}})
    assert not query_dsl.matches(query, {"fl": {"b": f"Z{value}"}})


def written_source(value: str) -> str:
    query = written("query_dsl", ask("fl.a", value))
    assert isinstance(query, dict)
    return str(query["bool"]["filter"][0]["script"]["script"]["source"])


def test_a_field_is_compared_with_another_by_a_script() -> None:
    query = written("query_dsl", Not(ask("fl.a", FieldReference("fl.b", before=True))))
    assert isinstance(query, dict)
    assert query_dsl.matches(query, {"fl": {"a": "AROA:ann", "b": "bob"}})
    assert not query_dsl.matches(query, {"fl": {"a": "AROA:Ann", "b": "aNN"}})
    assert query_dsl.matches(query, {"fl": {"a": "AROA:ann"}})


REFUSED: list[tuple[str, Node, str]] = [
    ("comparing numbers", ask("f", Compare(Comparison.LT, 5)), "cannot compare numbers"),
    ("a network in text", ask("g", Cidr("10.0.0.0/8")), "an address in a network where it is kept as text"),
    ("a pattern in a flattened field", ask("fl.a", "x*y"), "fl.a is part of a flattened field"),
    ("a regular expression there", ask("fl.a", Regex("a.b")), "cannot search a flattened field"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("query_dsl", tree)
