from __future__ import annotations

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
)
from support.platform import MANY, ask, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value is compared without case", ask("f", "a b"), '?f : "a b"'),
    ("values of one field are a list", ask("f", "a", "b*", "*c"), '?f like~ ("a", "b*", "*c")'),
    ("literal stars go where nothing is a wildcard", ask("f", text("a*b?")), '?f in~ ("a*b?")'),
    ("a prefix with a star", ask("f", text("*a", MANY)), 'startsWith~(?f, "*a")'),
    ("a part with a star", ask("f", text(MANY, "*", MANY)), 'stringContains~(?f, "*")'),
    ("stars of both kinds", ask("f", text("*", MANY, "b")), r'?f regex "\\*.*[Bb]"'),
    ("an empty value", ask("f", text()), '?f == ""'),
    ("a comparison with case", ask("f", text("Ab", cased=True)), '?f == "Ab"'),
    ("a prefix with case", ask("f", text("Ab", MANY, cased=True)), 'startsWith(?f, "Ab")'),
    ("letters beyond ASCII in both cases", ask("f", "é"), '?f regex "[Éé]"'),
    ("quotes, backslashes and line breaks are escaped", ask("f", text('"\\\n')), r'?f : "\"\\\n"'),
    ("numbers are text", ask("f", Number(5)), '?f : "5"'),
    ("booleans are themselves", ask("r", "true"), "?r == true"),
    ("presence", ask("f", Exists(expected=True)), "?f != null"),
    ("null is absence", ask("f", Null()), "not (?f != null)"),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), 'cidrMatch(?ip_address, "10.0.0.0/8")'),
    ("a strange name is quoted", ask("x-y z", "v"), '?`x-y z` : "v"'),
    (
        "a negated question is guarded",
        And((ask("f", "a"), Not(ask("g", "b", "c")))),
        '?f : "a" and not (?g != null and ?g like~ ("b", "c"))',
    ),
    (
        "or and and are in parentheses",
        And((ask("f", "a"), Or((ask("g", "b"), And((ask("g", "c"), ask("n.h", "d"))))))),
        '?f : "a" and (?g : "b" or (?g : "c" and ?n.h : "d"))',
    ),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_an_event_query_says(tree: Node, query: str) -> None:
    assert " ".join(str(written("eql", tree)).split()) == "any where " + " ".join(query.split())


def test_no_alternative_is_lost_beside_a_boolean_value() -> None:
    query = str(written("eql", Or((ask("r", "true"), ask("r", Exists(expected=True))))))
    assert query.endswith("?r == true or ?r != null")


REFUSED: list[tuple[str, Node, str]] = [
    ("comparing fields", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("comparing numbers", ask("f", Compare(Comparison.LT, 5)), "cannot compare numbers"),
    ("a network in text", ask("g", Cidr("10.0.0.0/8")), "an address in a network where it is kept as text"),
    ("a flattened field", ask("fl.a", "x"), "fl.a is part of a flattened field, which EQL cannot read"),
    ("a field of several values", ask("many.a", "x"), "many.a often holds several values, which EQL cannot read"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("eql", tree)
