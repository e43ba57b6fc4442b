from __future__ import annotations

import re

import pytest

from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query
from clickops.conversion.languages.kql import render
from clickops.conversion.mapping import Mapping
from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
    Atom,
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
from support.platform import MANY, ONE, ask, text, written

CONDITIONS: list[tuple[str, Node, str]] = [
    ("a value is compared without case", ask("f", "a b"), 'f =~ "a b"'),
    ("values of one field are a list", ask("f", "a", "b"), 'f in~ ("a", "b")'),
    ("a beginning", ask("f", "a*"), 'f startswith "a"'),
    ("an end", ask("f", "*a"), 'f endswith "a"'),
    ("a part is never asked for as a term", ask("f", "*a*"), 'f contains "a"'),
    ("a comparison with case", ask("f", text("Ab", cased=True)), 'f == "Ab"'),
    ("a beginning with case", ask("f", text("Ab", MANY, cased=True)), 'f startswith_cs "Ab"'),
    ("letters beyond z are lowered, since operators do not", ask("f", text("É")), 'tolower(f) == "é"'),
    ("signs without case need no lowering", ask("f", text("☃")), 'f =~ "☃"'),
    ("a lone star asks whether the column holds something", ask("f", "*"), "isnotempty(f)"),
    ("numbers are text", ask("f", Number(5), Number(1.5)), 'f in~ ("5", "1.5")'),
    ("presence", ask("f", Exists(expected=True)), "isnotempty(f)"),
    ("null is absence", ask("f", Null()), "not(isnotempty(f))"),
    ("so is null or an empty text", ask("f", Null(), ""), "not(isnotempty(f))"),
    ("neither is presence", Not(ask("f", "", Null())), "isnotempty(f)"),
    ("null, an empty text or a value", ask("f", "", Null(), "a"), 'not(isnotempty(f)) or f =~ "a"'),
    ("true and false", ask("r", "true"), "r == true"),
    (
        "true, or there at all",
        Or((ask("r", "true"), ask("r", Exists(expected=True)))),
        "r == true or isnotnull(r)",
    ),
    ("presence of true or false", ask("r", Exists(expected=True)), "isnotnull(r)"),
    ("quotes and backslashes are escaped", ask("f", text('a"b\\c')), r'f =~ "a\"b\\c"'),
    ("line breaks and controls are escaped", ask("f", text("a\nb\x01")), r'f =~ "a\nb\u0001"'),
    ("a star amid other signs is anchored", ask("f", "a*b"), r'f matches regex "(?is)^a.*b\\z"'),
    ("one character", ask("f", text("a", ONE)), r'f matches regex "(?is)^a.\\z"'),
    ("literal wildcards", ask("f", text("a*?b")), 'f =~ "a*?b"'),
    ("a regular expression", ask("f", Regex('^a.*"$')), r'f matches regex "(?s)^a[^\\x{A}]*\"\\z"'),
    (
        "one that fits the empty text asks for presence",
        ask("f", Regex("x*")),
        'isnotempty(f) and f matches regex "(?s)x*"',
    ),
    ("a network", ask("f", Cidr("10.0.0.0/8")), 'coalesce(ipv4_is_in_range(f, "10.0.0.0/8"), false)'),
    (
        "a network of IPv6 has no IPv4 in it",
        ask("f", Cidr("::/0")),
        'f contains ":" and coalesce(ipv6_is_in_range(f, "::/0"), false)',
    ),
    ("numbers", ask("f", Compare(Comparison.GTE, 5)), "coalesce(toreal(f) >= 5, false)"),
    (
        "another field, when both are there",
        ask("f", FieldReference("g")),
        "isnotempty(f) and isnotempty(g) and tolower(f) == tolower(g)",
    ),
    (
        "the end of another field with case",
        ask("f", FieldReference("g", before=True, cased=True)),
        "isnotempty(f) and isnotempty(g) and f endswith_cs g",
    ),
    ("a strange name is in brackets", ask("x-y z", "v"), '["x-y z"] =~ "v"'),
    ("so is one with dots, which would be a path", ask("n.h", "v"), '["n.h"] =~ "v"'),
    ("not is in parentheses", Not(ask("g", "b", "c")), 'not(g in~ ("b", "c"))'),
    (
        "and in or is in parentheses",
        Or((ask("f", "a"), And((ask("g", "b"), ask("n.h", "c"))))),
        'f =~ "a" or (g =~ "b" and ["n.h"] =~ "c")',
    ),
    (
        "two questions of one test do not fall apart in or",
        Or((ask("f", Regex("x*")), ask("g", "b"))),
        '(isnotempty(f) and f matches regex "(?s)x*") or g =~ "b"',
    ),
]


@pytest.mark.parametrize(("tree", "condition"), [case[1:] for case in CONDITIONS], ids=[case[0] for case in CONDITIONS])
def test_a_query_says(tree: Node, condition: str) -> None:
    assert written("kql", tree) == f"AWSCloudTrail\n| where {condition}"


def test_what_must_hold_stands_in_lines_of_its_own() -> None:
    tree = And((ask("f", "a"), Or((ask("g", "b"), ask("n.h", "c")))))
    assert str(written("kql", tree)).splitlines() == [
        "AWSCloudTrail",
        '| where f =~ "a"',
        '| where g =~ "b" or ["n.h"] =~ "c"',
    ]


def test_no_operator_looks_for_terms() -> None:
    some = (text("a"), text("a", MANY), text(MANY, "a"), text(MANY, "a", MANY), text("a", MANY, "b"), text("a", ONE))
    for shape in some:
        assert not re.search(r"\bhas\w*", str(written("kql", ask("f", shape))))


def test_the_empty_text_is_refused_since_absence_is_stored_as_it() -> None:
    with pytest.raises(ConversionError, match="f is empty where it is absent"):
        written("kql", ask("f", text()))


def test_the_empty_text_is_refused_beside_the_absence_of_another_column() -> None:
    with pytest.raises(ConversionError, match="f is empty where it is absent"):
        written("kql", Or((ask("f", ""), ask("g", Null()))))


def test_a_date_is_refused_by_name() -> None:
    with pytest.raises(ConversionError, match="KQL cannot take a date apart"):
        written("kql", ask("f", DatePart("hour", Comparison.GT, 5)))


def inside(node: Node, dialect: str = "") -> list[str]:
    """Write a tree whose fields with a colon are in JSON."""
    made = render(
        Query(node, types={"P:a.b": "json", "P:x-y": "json", "P:a.where": "json", "P:[].c": "json"}, dialect=dialect)
    )
    assert isinstance(made, str)
    return made.splitlines()


def test_json_is_asked_by_a_step_that_counts_what_passes() -> None:
    assert inside(And((Not(ask("P:a.b", "v*", "w")), ask("f", "x")))) == [
        "let each = (d: dynamic) { iff(array_length(d) > 0, d, pack_array(d)) };",
        'let text = (d: dynamic) { iff(gettype(d) in ("dictionary", "array"), "", tostring(d)) };',
        "AWSCloudTrail",
        '| where f =~ "x"',
        '| mv-apply v1 = each(parse_json(P)["a"]) on (',
        '    mv-expand v2 = each(v1["b"])',
        "    | mv-expand v3 = each(v2)",
        '    | summarize clickops_1 = countif(text(v3) =~ "w" or text(v3) startswith "v")',
        "  )",
        "| where not(clickops_1 > 0)",
        "| project-away clickops_*",
    ]


def test_the_same_question_to_json_has_one_step() -> None:
    one = ask("P:a.b", "v")
    lines = inside(Or((And((one, ask("f", "x"))), And((one, ask("g", "y"))))))
    assert len([line for line in lines if line.startswith("| mv-apply")]) == 1


def test_two_questions_to_json_have_two() -> None:
    lines = inside(And((ask("P:a.b", "v"), Not(ask("P:a.b", "w")))))
    assert lines[-3:-1] == ["| where clickops_1 > 0", "| where not(clickops_2 > 0)"]


@pytest.mark.parametrize(("field", "first"), [("P:x-y", '["x-y"]'), ("P:a.where", '["a"]'), ("P:[].c", "")])
def test_members_are_taken_by_names_that_cannot_be_words_of_the_language(field: str, first: str) -> None:
    lines = inside(ask(field, "v"))
    assert f"| mv-apply v1 = each(parse_json(P){first}) on (" in lines
    assert not any(".where" in line for line in lines)


def test_presence_in_json_is_a_value_of_any_kind_and_a_text_is_not_an_object() -> None:
    assert any("countif(isnotnull(v3))" in line for line in inside(ask("P:a.b", Exists(expected=True))))
    assert any("countif(plain(v3))" in line for line in inside(ask("P:a.b", "*")))
    assert any('countif(plain(v3) and text(v3) == "")' in line for line in inside(ask("P:a.b", text())))


def test_in_json_null_or_an_empty_text_is_two_questions() -> None:
    fields = Fields(Schema("", {"a": Place("P:a.b", type="json"), "f": Place("f")}, keeps_empty=False), {})
    condition = Mapping(fields).apply(Or((ask("a", Null(), ""), ask("f", Null(), "")))).condition
    lines = inside(condition)
    assert [line for line in lines if "countif" in line] == [
        "    | summarize clickops_1 = countif(isnotnull(v3))",
        '    | summarize clickops_2 = countif(plain(v3) and text(v3) == "")',
    ]
    assert "| where not(clickops_1 > 0) or clickops_2 > 0 or not(isnotempty(f))" in lines


def test_a_column_is_compared_with_what_is_in_json() -> None:
    test = "isnotempty(f) and plain(v3) and tolower(f) endswith_cs tolower(text(v3))"
    assert f"    | summarize clickops_1 = countif({test})" in inside(ask("f", FieldReference("P:a.b", before=True)))


def test_a_rule_on_a_schedule_asks_for_what_has_just_arrived_and_a_query_does_not() -> None:
    fresh = "| where ingestion_time() > ago(5m)"
    assert inside(ask("P:a.b", "v"), "scheduled")[3] == fresh, "behind the table, where the function still knows"
    assert fresh not in inside(ask("P:a.b", "v"))


def long(count: int) -> Node:
    return Or(tuple(Atom("f", text(f"{number}_", "x" * 90, MANY)) for number in range(count)))


def test_a_rule_that_is_too_long_becomes_several_queries_that_lose_nothing() -> None:
    whole = str(render(Query(And((ask("g", "y"), long(150))))))
    queries = render(Query(And((ask("g", "y"), long(150))), dialect="scheduled"))
    assert isinstance(queries, tuple)
    assert len(whole) > 10_000
    assert all(len(query) <= 9_600 and '| where g =~ "y"' in query for query in queries)
    asked = [set(re.findall(r"startswith (\S+)", query)) for query in queries]
    assert set().union(*asked) == set(re.findall(r"startswith (\S+)", whole))
    assert sum(map(len, asked)) == 150


def test_one_that_cannot_be_taken_apart_is_refused() -> None:
    with pytest.raises(ConversionError, match="a part that cannot be split is longer than 9,600 characters"):
        render(Query(Not(long(150)), dialect="scheduled"))


@pytest.mark.parametrize("value", ['"', "\\", '\\"', "a|b", "['x']", "// x", "a\nb", "' or 'a", "*", "@", "\u2028"])
def test_a_value_stays_in_its_quotes(value: str) -> None:
    for shape in (text(value), text(value, MANY), text(MANY, value, MANY), text(value, ONE)):
        (line,) = str(written("kql", ask("f", shape))).splitlines()[1:]
        string = re.search(r'"(?:[^"\\\n]|\\.)*"\)?$', line)
        assert string, line
        assert '"' not in line[: string.start()]
