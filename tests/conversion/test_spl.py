from __future__ import annotations

import pytest

from clickops.errors import ConversionError
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
from support import spl
from support.platform import MANY, ONE, ask, text, written

SEARCHES: list[tuple[str, Node, str]] = [
    ("a value stands in quotes", ask("f", "a b"), 'f="a b"'),
    ("values of one field are a list", ask("f", "a", "b*", "*c", "*d*"), 'f IN ("a", "b*", "*c", "*d*")'),
    ("an empty value is an empty string", ask("f", text()), 'f=""'),
    ("a lone star asks whether the field is there", ask("f", "*"), "f=*"),
    ("numbers are text", ask("f", Number(5), Number(1.5), Number(2.0)), 'f IN ("5", "1.5", "2")'),
    ("presence", ask("f", Exists(expected=True)), "f=*"),
    ("null is absence", ask("f", Null()), "NOT (f=*)"),
    ("quotes and backslashes are escaped", ask("f", text('a"b\\c')), r'f="a\"b\\c"'),
    ("pipes, brackets and comment signs are harmless in quotes", ask("f", text("|[]//%_$")), 'f="|[]//%_$"'),
    ("a question mark is no wildcard in a search", ask("f", text("a?b")), 'f="a?b"'),
    ("a strange name is quoted", ask("x-y z", "v"), '"x-y z"="v"'),
    (
        "or in and is in parentheses",
        And((ask("f", "a"), Or((ask("g", "b"), ask("n.h", "c"))))),
        'f="a" AND (g="b" OR n.h="c")',
    ),
    (
        "and in or is in parentheses",
        Or((ask("f", "a"), And((ask("g", "b"), ask("n.h", "c"))))),
        'f="a" OR (g="b" AND n.h="c")',
    ),
    ("not is always in parentheses", And((ask("f", "a"), Not(ask("g", "b", "c")))), 'f="a" AND NOT (g IN ("b", "c"))'),
]

COMPUTED: list[tuple[str, Node, str]] = [
    ("a literal star", ask("f", text("a*b")), r"""isnotnull(mvfind('f', "(?si)^a\*b\z"))"""),
    ("a star amid other signs", ask("f", "a*b"), r"""isnotnull(mvfind('f', "(?si)^a.*b\z"))"""),
    ("one character", ask("f", text("a", ONE)), r"""isnotnull(mvfind('f', "(?si)^a.\z"))"""),
    (
        "a backtick, which would be a macro",
        ask("f", text("`x`", MANY)),
        r"""isnotnull(mvfind('f', "(?si)^\x60x\x60"))""",
    ),
    ("a pipe", ask("f", text("a|b", ONE)), r"""isnotnull(mvfind('f', "(?si)^a\x7Cb.\z"))"""),
    ("a line break", ask("f", text("a\nb")), r"""isnotnull(mvfind('f', "(?si)^a\x0Ab\z"))"""),
    ("a comparison with case", ask("f", text("Ab", cased=True)), r"""isnotnull(mvfind('f', "(?s)^Ab\z"))"""),
    ("a regular expression", ask("f", Regex('^a.*"$')), r"""isnotnull(mvfind('f', "(?s)^a[^\x0A]*\x22\z"))"""),
    ("a line's end", ask("f", Regex("a$.*", "m")), r"""isnotnull(mvfind('f', "(?s)a(?m:$)[^\x0A]*"))"""),
    ("a network", ask("ip", Cidr("10.0.0.0/8")), """cidrmatch("10.0.0.0/8", 'ip_address')"""),
    ("numbers", ask("f", Compare(Comparison.GTE, 5)), "tonumber('f')>=5"),
    ("another field", ask("f", FieldReference("g")), """\"x" . lower('f')="x" . lower('g')"""),
    ("another field with case", ask("f", FieldReference("g", cased=True)), """\"x" . 'f'="x" . 'g'"""),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in SEARCHES], ids=[case[0] for case in SEARCHES])
def test_a_search_says(tree: Node, query: str) -> None:
    assert written("spl", tree) == query


@pytest.mark.parametrize(("tree", "test"), [case[1:] for case in COMPUTED], ids=[case[0] for case in COMPUTED])
def test_what_a_search_cannot_say_is_computed_first(tree: Node, test: str) -> None:
    assert written("spl", tree) == f'*\n| eval clickops_1=if({test}, "true", "false")\n| search clickops_1="true"'


def test_what_needs_no_computing_stays_in_the_first_search() -> None:
    tree = And((ask("f", "a"), Or((ask("g", Regex("b.c")), ask("f", "d"))), Not(ask("g", Regex("b.c")))))
    assert str(written("spl", tree, scope=[ask("index", "trail*")])).splitlines() == [  # type: ignore[list-item]
        'index="trail*"',
        'AND f="a"',
        r"""| eval clickops_1=if(isnotnull(mvfind('g', "(?s)b[^\x0A]c")), "true", "false")""",
        '| search (clickops_1="true" OR f="d") AND NOT (clickops_1="true")',
    ]


def test_a_lone_alternative_behind_the_scope_is_in_parentheses() -> None:
    query = written("spl", Or((ask("f", "a"), ask("g", "b"))), scope=[ask("index", "*")])  # type: ignore[list-item]
    assert query == 'index=*\nAND (f="a" OR g="b")'


def test_a_date_is_refused_by_name() -> None:
    with pytest.raises(ConversionError, match="SPL cannot take a date apart"):
        written("spl", ask("f", DatePart("hour", Comparison.GT, 5)))


@pytest.mark.parametrize(
    "value", ['"', "\\", '\\"', "a|b", "[x]", "```", "`m`", "a b", "$x$", "*", "\\*", "a\nb", "' or 'a"]
)
def test_a_value_stays_a_value(value: str) -> None:
    shapes = ((text(value), value), (text(MANY, value, MANY), f"<{value}>"), (text(value, ONE), value + "."))
    for shape, held in shapes:
        query = str(written("spl", And((ask("f", shape), ask("g", "there")))))
        assert spl.matches(query, {"f": held, "g": "there"})
        assert not spl.matches(query, {"f": held, "g": "elsewhere"})
        assert not spl.matches(query, {"f": "other", "g": "there"})


def test_the_model_knows_splunks_precedence() -> None:
    assert spl.matches('a="1" OR b="1" AND c="1"', {"a": "1", "c": "1"})
    assert not spl.matches('a="1" OR b="1" AND c="1"', {"a": "1"})
    assert spl.matches('NOT a="1" OR a="1"', {"a": "1"})
