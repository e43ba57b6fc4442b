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


REFUSED: list[tuple[str, Node, str]] = [
    ("a flattened field", ask("fl.a", "x"), r"fl.a is part of a flattened field, which ES\|QL cannot read"),
    ("a field of several values", ask("many.a", "x"), "many.a often holds several values"),
    ("a flattened field beside another", ask("f", FieldReference("fl.a")), "fl.a is part of a flattened field"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("esql", tree)
