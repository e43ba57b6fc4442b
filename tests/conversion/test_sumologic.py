from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings

from clickops.conversion.languages import Query, sumologic, sumologic_cse
from clickops.conversion.mapping import Mapping
from clickops.conversion.templates import writer
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
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
    Number,
    Or,
    Regex,
)
from clickops.verify.engines import EngineError
from clickops.verify.engines.sumologic_cse import ingested
from clickops.verify.models.sumologic import reader
from clickops.verify.models.sumologic_cse import reader as rule_reader
from support.platform import MANY, ONE, ask, cases, fields, plain_atoms, references, text

CONDITIONS: list[tuple[str, Node, str]] = [
    ("a value is compared in lower case", ask("f", "A b"), 'f_lower = "a b"'),
    ("values of a field are a list", ask("f", "A", "b"), 'f_lower in ("a", "b")'),
    ("a beginning", ask("f", "Ab*"), 'f_lower matches "ab*"'),
    ("a star amid other signs", ask("f", "A*b"), 'f_lower matches "a*b"'),
    ("a comparison with case", ask("f", text("Ab", MANY, cased=True)), 'f matches "Ab*"'),
    ("a literal star", ask("f", text("a*b")), r"f matches /(?is)\Aa\*b\z/"),
    ("one character", ask("f", text("a", ONE)), r"f matches /(?is)\Aa.\z/"),
    ("quotation marks, slashes and pipes", ask("f", text('"/|', MANY)), r"f matches /(?is)\A\x22\x2F\x7C.*\z/"),
    ("a backslash", ask("f", text("a\\b")), r"f matches /(?is)\Aa\\b\z/"),
    ("a line break", ask("f", text("a\nb")), r"f matches /(?is)\Aa\x0Ab\z/"),
    ("a regular expression", ask("f", Regex("a[.]b$")), r"f matches /(?s)\A.*a\.b\z/"),
    ("numbers are text", ask("f", Number(5), Number(1.5)), 'f_lower in ("5", "1.5")'),
    ("a lone star asks whether the field is there", ask("f", "*"), "!isNull(f)"),
    ("absence", Not(ask("f", Exists(expected=True))), "!(!isNull(f))"),
    ("a negation is guarded", Not(ask("f", "a")), '!(!isNull(f) and f_lower = "a")'),
    (
        "or in and",
        And((ask("f", "1"), Or((ask("g", "2"), ask("h", "3"))))),
        'f_lower = "1" and (g_lower = "2" or h_lower = "3")',
    ),
    ("two fields", ask("f", FieldReference("g")), "f_lower = g_lower"),
    (
        "a field ends with another",
        ask("f", FieldReference("g", before=True, cased=True)),
        "(!isNull(f) and !isNull(g) and f matches g_pattern)",
    ),
]

ENDS = (
    "(NOT isNull(fields['f']) AND NOT isNull(fields['g']) AND (length(fields['g']) = 0 OR "
    "(length(fields['f']) >= length(fields['g']) AND "
    "substring(fields['f'], length(fields['f']) - length(fields['g'])) = fields['g'])))"
)
EXPRESSIONS: list[tuple[str, Node, str]] = [
    ("a value is compared in lower case", ask("f", "A", "b_%"), "lower(fields['f']) IN ('a', 'b_%')"),
    ("a beginning", ask("n.h", "Ab*"), "lower(fields['n.h']) LIKE 'ab%'"),
    ("a literal underscore", ask("f", "a_b*"), "fields['f'] RLIKE '(?is)^a_b.*'"),
    ("a quotation mark", ask("f", text("a'b", cased=True)), "fields['f'] RLIKE '(?s)^a\\x27b(?!.)'"),
    ("a negation is guarded", Not(ask("f", "a")), "NOT (NOT isNull(fields['f']) AND lower(fields['f']) = 'a')"),
    ("a lone or", Or((ask("f", "1"), ask("g", "2*"))), "(lower(fields['f']) = '1' OR lower(fields['g']) LIKE '2%')"),
    ("a field ends with another", ask("f", FieldReference("g", before=True, cased=True)), ENDS),
]


def search(tree: Node) -> str:
    return sumologic.render(Query(tree))


def expression(tree: Node) -> str:
    return sumologic_cse.render(Query(tree))


@pytest.mark.parametrize(("tree", "condition"), [one[1:] for one in CONDITIONS], ids=[one[0] for one in CONDITIONS])
def test_a_search_says(tree: Node, condition: str) -> None:
    assert search(tree).splitlines()[-1] == f"| where {condition}"


@pytest.mark.parametrize(("tree", "condition"), [one[1:] for one in EXPRESSIONS], ids=[one[0] for one in EXPRESSIONS])
def test_a_rule_says(tree: Node, condition: str) -> None:
    written = " ".join(line.strip() for line in expression(tree).splitlines())
    assert written == f"metadata_vendor = 'Amazon AWS' AND metadata_product = 'CloudTrail' AND {condition}"


def test_fields_are_read_once_under_names_of_their_own() -> None:
    tree = And((ask("a.b", "1"), ask("a_b", "2"), ask("a.x-y.c", text("3", cased=True)), ask("a.b", "4*")))
    query = sumologic.render(Query(tree, scope=(ask("_sourceCategory", "*trail*"),)))  # type: ignore[arg-type]
    assert query.splitlines()[:-1] == [
        "_sourceCategory=*trail*",
        '| json field=_raw "a.b" as a_b nodrop',
        "| toLowerCase(a_b) as a_b_lower",
        '| json field=_raw "a_b" as a_b_2 nodrop',
        "| toLowerCase(a_b_2) as a_b_2_lower",
        "| json field=_raw \"a['x-y'].c\" as a_x_y_c nodrop",
    ]


def test_a_reference_is_a_pattern_of_the_other_field() -> None:
    assert (
        '| concat("*", g) as g_pattern' in search(ask("f", FieldReference("g", before=True, cased=True))).splitlines()
    )


def test_members_of_arrays_are_read_by_a_wildcard() -> None:
    query = search(Or((ask("a[].b", "x"), ask("c[]", "x"), ask("d[].e[]", "x"))))
    assert [line.split('"')[1] for line in query.splitlines() if "json" in line] == ["a[*].b", "c", "d[*].e[*]"]


@pytest.mark.parametrize(
    ("value", "event", "found"),
    [
        ("ab", {"a": [{"b": "x"}, {"b": "AB"}]}, True),
        ("ab", {"a": [{"b": "abc"}, {"b": 'x","ab'}, {"b": "ab,"}]}, False),
        ("ab", {"a": [{"c": "ab"}]}, False),
        ("ab", {"a": []}, False),
        ("ab", {}, False),
        ("a*b", {"a": [{"b": 'a","b'}]}, True),
        ("a*b", {"a": [{"b": "a"}, {"b": "b"}]}, False),
        ('"/\\', {"a": [{"b": '"/\\'}]}, True),
        ("5", {"a": [{"b": 5}]}, True),
        ("true", {"a": [{"b": "x"}, {"b": True}]}, True),
        ("0.0.0.0/0", {"a": [{"b": "10.0.0.0/8"}, {"b": "0.0.0.0/0"}]}, True),
        ("0.0.0.0/0", {"a": [{"b": "0.0.0.0/01"}]}, False),
    ],
)
def test_one_member_is_enough(value: str, event: dict[str, Any], found: bool) -> None:
    assert reader(search(ask("a[].b", value)))(event) is found
    assert predicate(ask("a.b", value))(event) is found


@pytest.mark.parametrize(("members", "found"), [([], False), (["x"], True), ([7], True), ("x", False)])
def test_an_array_is_there_when_it_has_members(members: Any, found: bool) -> None:
    assert reader(search(ask("a[]", Exists(expected=True))))({"a": members}) is found


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (ask("f", DatePart("hour", Comparison.GT, 5)), "cannot take a date apart"),
        (ask("f", Compare(Comparison.GT, 5)), "cannot compare numbers"),
        (ask("f", Cidr("10.0.0.0/8")), "cannot look up an address"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(tree: Node, reason: str) -> None:
    for write in (search, expression):
        with pytest.raises(ConversionError, match=reason):
            write(tree)


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (ask("a[]", Regex("x")), "for more than a text"),
        (ask("a[]", text("x\ny")), "in an array"),
        (ask("f", FieldReference("a[]")), "with the members"),
    ],
)
def test_arrays_are_asked_for_texts_alone(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        search(tree)
    with pytest.raises(ConversionError, match="members of an array is not documented"):
        expression(tree)


@pytest.mark.parametrize(
    "value",
    [
        '"',
        "'",
        "\\",
        '\\"',
        "a|b",
        "[x]",
        "//",
        "/*x*/",
        "a b",
        "%",
        "_",
        "*",
        "\\*",
        "a\nb",
        '" or f="',
        "' OR 'a'='a",
    ],
)
def test_a_value_stays_a_value(value: str) -> None:
    for shape, held in ((text(value), value), (text(MANY, value, MANY), f"<{value}>"), (text(value, ONE), value + ".")):
        tree = And((ask("f", shape), ask("g", "there")))
        for find in (finder(search(tree)), rule_finder(expression(tree))):
            assert find({"f": held, "g": "there"})
            assert not find({"f": held, "g": "elsewhere"})
            assert not find({"f": "other", "g": "there"})
            assert not find({"g": "there"})


@pytest.mark.parametrize("value", ["${file(1)}", "%{x}", "{{x}}"])
def test_no_value_begins_a_template_of_terraforms(value: str) -> None:
    for shape in (text(value), text(MANY, value), text(value, MANY), text(value, ONE, MANY)):
        written = expression(ask("f", shape))
        assert "${" not in written
        assert "%{" not in written
        assert "{{" not in written
    assert rule_finder(expression(ask("f", text(MANY, value))))({"f": "a" + value})


def test_no_description_begins_a_template_of_terraforms() -> None:
    fill = writer("x.json", '{"d": "${d|terraform}"}')
    assert fill({"d": "a ${file(1)}\n%{if x}"}) == {"d": "a $${file(1)} %%{if x}"}


def finder(query: str) -> Any:
    return reader(query)


def rule_finder(query: str) -> Any:
    select = rule_reader(query)
    return lambda event: select(ingested(event))


@settings(max_examples=200, deadline=None)
@given(cases(plain_atoms | references))
def test_the_models_find_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    """Without a `*` in a field that another is compared with, which is a wildcard there (README.md)."""
    tree, some = case
    try:
        mapped = Mapping(fields()).apply(tree).condition
        find, find_by_rule = finder(search(mapped)), rule_finder(expression(mapped))
    except ConversionError:
        assume(condition=False)
        raise
    for event in some:
        expected = predicate(tree)(event)
        assert find_by_rule(event) is expected, event
        if not (has_reference(tree) and "*" in str(event)):
            assert find(event) is expected, event


def has_reference(node: Node) -> bool:
    from clickops.rules.tree import atoms

    return any(isinstance(atom.test, FieldReference) for atom in atoms(node))


def test_the_model_takes_null_for_unknown() -> None:
    asked = '*\n| json field=_raw "f" as f nodrop\n| where '
    assert not finder(asked + '!(f = "a")')({})
    assert finder(asked + '!(f = "a")')({"f": "b"})
    assert finder(asked + "isNull(f)")({})
    assert not finder(asked + 'f = "A"')({"f": "a"})
    assert not rule_finder("NOT (fields['f'] = 'a')")({})
    assert not rule_finder("fields['f'] LIKE 'A%'")({"f": "ab"})


def test_the_model_joins_by_and_before_or() -> None:
    asked = '*\n| json field=_raw "f" as f nodrop\n| json field=_raw "g" as g nodrop\n| where '
    select = finder(asked + 'f = "1" or f = "2" and g = "1"')
    assert select({"f": "1"})
    assert not select({"f": "2"})


@pytest.mark.parametrize(
    "condition", [r'f = "a\"b"', "f matches /a/", 'f == "a"', "g = f", 'f = "a" | limit 5', "f in (f)", 'not (f = "a")']
)
def test_the_model_refuses_what_it_does_not_know(condition: str) -> None:
    with pytest.raises(EngineError):
        finder(f'*\n| json field=_raw "f" as f nodrop\n| where {condition}')({"f": "bab"})


def test_an_atom_of_any_field_is_known_by_name() -> None:
    assert search(Atom("a.b", Exists(expected=True))).endswith("| where !isNull(a_b)")
