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
from support.platform import MANY, ask, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value is compared in lower case", ask("f", "A b"), 'to_lower(f) == "a b"'),
    ("values of one field are a list", ask("f", "A", "b"), 'to_lower(f) in ("a", "b")'),
    ("a prefix", ask("f", "A*"), 'starts_with(to_lower(f), "a")'),
    ("an end", ask("f", "*A"), 'ends_with(to_lower(f), "a")'),
    ("a part", ask("f", "*A*"), 'to_lower(f) like "*a*"'),
    ("wildcards", ask("f", "A*b?c"), 'to_lower(f) like "a*b?c"'),
    ("literal wildcards beside others", ask("f", text(MANY, "a*\\", MANY)), r'to_lower(f) like "*a\\*\\\\*"'),
    ("a comparison with case", ask("f", text("Ab", cased=True)), 'f == "Ab"'),
    ("letters beyond ASCII in both cases", ask("f", "é*"), 'f rlike "[Éé].*"'),
    ("quotes, backslashes and line breaks are escaped", ask("f", text('"\\\n')), r'to_lower(f) == "\"\\\n"'),
    ("numbers are text", ask("f", Number(5)), 'to_lower(f) == "5"'),
    ("numbers are compared as such", ask("f", Compare(Comparison.GTE, 5)), "to_double(f) >= 5"),
    ("booleans are themselves", ask("r", "true"), "r == true"),
    ("presence", ask("f", Exists(expected=True)), "f is not null"),
    ("null is absence", ask("f", Null()), "not coalesce(f is not null, false)"),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), 'cidr_match(ip_address, "10.0.0.0/8")'),
    ("a network in text", ask("g", Cidr("10.0.0.0/8")), 'cidr_match(to_ip(g), "10.0.0.0/8")'),
    ("a regular expression", ask("f", Regex("^a[b-d]+")), 'f rlike "a[b-d]+.*"'),
    ("another field", ask("f", FieldReference("g")), "to_lower(f) == to_lower(g)"),
    ("another field at the end", ask("f", FieldReference("g", before=True, cased=True)), "ends_with(f, g)"),
    ("a strange name is quoted", ask("x-y z", "v"), 'to_lower(`x-y z`) == "v"'),
    (
        "a negation takes unknown for false",
        And((ask("f", "a"), Not(Or((ask("g", "b"), ask("n.h", "c")))))),
        'to_lower(f) == "a" and not coalesce(to_lower(g) == "b" or to_lower(n.h) == "c", false)',
    ),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_query_says(tree: Node, query: str) -> None:
    start = "from logs metadata _id, _index, _version | where "
    assert " ".join(str(written("esql", tree)).split()) == start + query


def test_no_alternative_is_lost_beside_a_boolean_value() -> None:
    query = str(written("esql", Or((ask("r", "true"), ask("r", Exists(expected=True))))))
    assert query.endswith("r == true or r is not null")


FLATTENED: list[tuple[str, Node, str]] = [
    ("a value", ask("fl.a", "0.0.0.0/0"), r'qstr("fl.a:\"0.0.0.0/0\"")'),
    ("some", ask("fl.a", "1", "2*"), r'qstr("fl.a:(\"1\" OR 2*)")'),
    ("signs stay signs", ask("fl.a", text('"\\*', MANY)), r'qstr("fl.a:\\\"\\\\\\**")'),
    ("with case", ask("fl.a", text("Ab", cased=True)), r'qstr("fl.a:\"Ab\"")'),
    ("presence", ask("fl.a", Exists(expected=True)), 'qstr("_exists_:fl.a")'),
    ("a number", ask("fl.a", Number(5)), r'qstr("fl.a:\"5\"")'),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in FLATTENED], ids=[case[0] for case in FLATTENED])
def test_a_flattened_field_is_asked_in_lucenes_syntax_where_case_means_nothing(tree: Node, query: str) -> None:
    assert str(written("esql", tree)).endswith(f"\n    {query}")


REFUSED: list[tuple[str, Node, str]] = [
    ("a flattened field", ask("fl.a", "x"), r"fl.a is part of a flattened field, which ES\|QL cannot read"),
    ("an end in a flattened field", ask("fl.a", "*1"), "fl.a is part of a flattened field"),
    (
        "a negated flattened field",
        Not(ask("fl.a", "1")),
        r"fl.a is part of a flattened field, which ES\|QL cannot negate",
    ),
    ("its absence", ask("fl.a", Null()), "cannot negate"),
    ("a field of several values", ask("many.a", "x"), "many.a often holds several values"),
    ("a flattened field beside another", ask("f", FieldReference("fl.a")), "fl.a is part of a flattened field"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("esql", tree)
