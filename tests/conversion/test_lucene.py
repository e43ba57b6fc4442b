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
    Regex,
)
from support.platform import MANY, ONE, ask, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value is a phrase", ask("f", "a b"), 'f:"a b"'),
    ("an operator is a phrase too", ask("f", "OR", "<b>"), 'f:("OR" OR "<b>")'),
    ("quotes and backslashes are escaped in it", ask("f", text('a"b\\c')), r'f:"a\"b\\c"'),
    ("stars are literal in it", ask("f", text("a*b?")), 'f:"a*b?"'),
    ("values of one field are a list", ask("f", "a", "b*", "*c"), 'f:("a" OR b* OR *c)'),
    ("every sign is escaped beside a wildcard", ask("f", text('[a b]/\\"*', MANY)), r"f:\[a\ b\]\/\\\"\**"),
    ("one character", ask("f", text("a", ONE, "b")), "f:a?b"),
    ("an empty value is an empty phrase", ask("f", text()), 'f:""'),
    ("a lone star asks whether the field is there", ask("f", "a", "*"), "_exists_:f"),
    ("numbers are text", ask("f", Number(5)), 'f:"5"'),
    ("booleans are themselves", ask("r", "true"), 'r:"true"'),
    ("presence", ask("f", Exists(expected=True)), "_exists_:f"),
    ("absence takes something away from everything", ask("f", Null()), "*:* AND NOT (_exists_:f)"),
    ("a regular expression fits the whole value", ask("f", Regex("^a[b-d]+/")), r"f:/a[b-d]+\/.*/"),
    ("without case it has both letters", ask("f", Regex("a.b", "i")), "f:/.*[Aa][^\n][Bb].*/"),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), 'ip_address:"10.0.0.0/8"'),
    ("a strange name is escaped", ask("x-y z", "v"), r'x\-y\ z:"v"'),
    ("a flattened field has exact values and prefixes", ask("fl.a", "x", "y*"), 'fl.a:("x" OR y*)'),
    ("not in and takes away from the rest", And((ask("f", "a"), Not(ask("g", "b")))), 'f:"a" AND NOT (g:"b")'),
    (
        "not in or takes away from everything, since `a OR NOT b` means a and not b",
        Or((ask("f", "a"), Not(ask("g", "b")))),
        'f:"a" OR (*:* AND NOT (g:"b"))',
    ),
    (
        "nothing but nots take away from everything",
        And((Not(ask("f", "a")), Not(Or((ask("g", "b"), Not(ask("f", "c"))))))),
        '*:* AND NOT (f:"a") AND NOT (g:"b" OR (*:* AND NOT (f:"c")))',
    ),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_query_string_says(tree: Node, query: str) -> None:
    assert written("lucene", tree) == query


REFUSED: list[tuple[str, Node, str]] = [
    ("comparing fields", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("comparing numbers", ask("f", Compare(Comparison.LT, 5)), "cannot compare numbers"),
    ("a network in text", ask("g", Cidr("10.0.0.0/8")), "an address in a network where it is kept as text"),
    ("an end in a flattened field", ask("fl.a", "*x"), "fl.a is part of a flattened field"),
    ("a regular expression there", ask("fl.a", Regex("a.b")), "cannot search a flattened field"),
    ("an edge within", ask("f", Regex("(^a|b)c")), "an edge"),
    ("a word's edge", ask("f", Regex(r"\bab.")), "an edge"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("lucene", tree)
