from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clickops import content
from clickops.conversion.cases import cased
from clickops.conversion.convert import convert
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query
from clickops.conversion.languages.metric_filter import LIMIT, MOST, render
from clickops.conversion.languages.metric_filter.dividing import divided
from clickops.conversion.languages.metric_filter.patterns import Writer
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
)
from clickops.verify.engines import EngineError
from clickops.verify.models import metric_filter
from support.platform import MANY, ONE, ask, names, rule, text, trees

GOLDEN = content.BACKENDS / "cloudwatch" / "golden"
FIELDS = Fields(
    Schema(
        "made up",
        {
            **{name: Place(name) for name in ("f", "g", "n.h", "r", "x-y z", "eventName")},
            "a.b": Place("a.b:", type="json"),
            "a.c.d": Place("a.c:d", type="json"),
            "a.e.e": Place("a.e:e:", type="json"),
        },
    ),
    {},
)


def patterns(tree: Node) -> tuple[str, ...]:
    condition = Mapping(FIELDS).apply(tree).condition
    return render(Query(condition, (), FIELDS.types))


PATTERNS: list[tuple[str, Node, str]] = [
    ("a value", ask("f", "a b"), '$.f="a b"'),
    ("alternatives", ask("f", "a", "b*", "*c", "*d*"), '$.f=a || $.f=b* || $.f="*c" || $.f="*d*"'),
    ("a name with dots", ask("f", "kms.amazonaws.com", "REST.*"), "$.f=kms.amazonaws.com || $.f=REST.*"),
    ("what is more than a word", ask("f", "a-b", "é", "a_b"), '$.f="a-b" || $.f="é" || $.f="a_b"'),
    ("digits that are text", ask("f", "5a", "1.2.*"), '$.f="5a" || $.f="1.2.*"'),
    (
        "words of the language",
        ask("f", "null", "Not", "EXISTS", "is"),
        '$.f="null" || $.f="Not" || $.f="EXISTS" || $.f="is"',
    ),
    ("a lone star", ask("f", "*"), '$.f="*"'),
    ("a boolean is asked by IS as well", ask("f", "true"), '$.f="true" || $.f IS TRUE'),
    ("and is denied by the other one", Not(ask("f", "true")), '$.f!="true" || $.f IS FALSE || $.f NOT EXISTS'),
    ("a number", ask("f", Number(5)), '$.f=5 || $.f="5"'),
    ("no number", Not(ask("f", Number(5))), '$.f!=5 && $.f!="5" || $.f NOT EXISTS'),
    ("presence", ask("f", Exists(expected=True)), '$.f="*"'),
    ("absence, or null", ask("f", Null()), "$.f IS NULL || $.f NOT EXISTS"),
    ("a denial beside absence", Not(ask("f", "a", "b")), "$.f!=a && $.f!=b || $.f NOT EXISTS"),
    ("a denial where the field is asked for", And((ask("f", "a*"), Not(ask("f", "ab")))), "$.f=a* && $.f!=ab"),
    ("a denial of what stands in every record", Not(ask("eventName", "a")), "$.eventName!=a"),
    (
        "or in and in parentheses",
        And((ask("g", "1"), Or((ask("f", "a"), Not(ask("n.h", "b")))))),
        '$.g="1" && ($.f=a || $.n.h!=b || $.n.h NOT EXISTS)',
    ),
    (
        "and in or without",
        Or((ask("g", "1"), And((ask("f", "a"), ask("n.h", "b"))))),
        '$.f=a && $.n.h=b || $.g="1"',
    ),
    ("a field with special signs", ask("x-y z", "a"), "$.['x-y z']=a"),
    ("once what is asked twice", And((ask("f", "*"), Or((ask("f", "*"), ask("f", "a"))))), '$.f="*"'),
    ("any member of an array", ask("a.b", "x"), "$.a.b[*]=x"),
    ("any member below one", ask("a.c.d", "x"), "$.a.c[*].d=x"),
]


@pytest.mark.parametrize(("tree", "wanted"), [case[1:] for case in PATTERNS], ids=[case[0] for case in PATTERNS])
def test_a_pattern_says(tree: Node, wanted: str) -> None:
    assert patterns(tree) == (f"{{ {wanted} }}",)


REFUSED: list[tuple[str, Node, str]] = [
    ("regular expressions", ask("f", Regex("a.b")), "cannot search"),
    ("numbers in order", ask("f", Compare(Comparison.GT, 5)), "cannot compare numbers"),
    ("networks", ask("f", Cidr("10.0.0.0/8")), "cannot look up an address"),
    ("two fields", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("two fields, denied", Not(ask("f", FieldReference("g"))), "cannot compare one field with another"),
    ("one character", ask("f", text("a", ONE)), "no sign for one character"),
    ("a wildcard within", ask("f", text("a", MANY, "b")), "at the ends of a text"),
    *((repr(sign), ask("f", text(f"a{sign}")), "holds no quotation mark") for sign in ('"', "\\", "*", "\n")),
    ("a denial of members", Not(ask("a.b", "x")), "can deny nothing of the members"),
    ("arrays in arrays", ask("a.e.e", "x"), "arrays of arrays"),
    ("what contradicts itself", And((ask("f", "a"), Not(ask("f", "a")))), "contradicts itself"),
    ("a value that is longer than a pattern", ask("f", "a" * LIMIT), "longer than 1,024 characters"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_pattern_refuses(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        patterns(tree)


def test_four_arrays_are_asked_in_two_patterns() -> None:
    tree = And((ask("f", "a"), Or(tuple(ask("a.b", word) for word in "wxyz"))))
    asked = [pattern.count("[*]") for pattern in patterns(tree)]
    assert (len(asked), sum(asked), max(asked) <= 3) == (2, 4, True)


def test_more_than_a_log_group_takes_is_refused() -> None:
    tree = ask("f", *(f"{number:04}{'x' * 900}" for number in range(MOST + 1)))
    with pytest.raises(ConversionError, match="more than 100 metric filters"):
        patterns(tree)


WORDS = st.text(st.sampled_from("abAB0 .:/[]()'-+&|!{}^~#<>=@,_$%`?é"), max_size=4)
TEXTS = st.builds(
    lambda word, before, after: text(MANY if before else "", word, MANY if after else ""),
    WORDS,
    st.booleans(),
    st.booleans(),
)
ATOMS = st.builds(Atom, names, TEXTS) | st.builds(Atom, names, TEXTS) | st.builds(Atom, names, st.just(Null()))
VALUES = WORDS | st.builds(lambda one, other: one + other, WORDS, WORDS)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    event: dict[str, Any] = {name: draw(VALUES) for name in ("f", "g") if draw(st.integers(0, 3))}
    if draw(st.integers(0, 3)):
        event["n"] = {"h": draw(VALUES)}
    return event


def found(several: tuple[str, ...], event: dict[str, Any]) -> bool:
    return any(metric_filter.reader(pattern)(event) for pattern in several)


@settings(max_examples=200, deadline=None)
@given(trees(ATOMS), st.lists(events(), min_size=3, max_size=5))
def test_the_model_finds_what_the_evaluator_finds(tree: Node, several: list[dict[str, Any]]) -> None:
    """With case, and of texts."""
    try:
        written = patterns(tree)
    except ConversionError:
        assume(condition=False)
        raise
    holds = predicate(_cased(tree))
    for event in several:
        assert found(written, event) is holds(event), (written, event)


@settings(max_examples=150, deadline=None)
@given(trees(ATOMS), st.lists(events(), min_size=3, max_size=5), st.integers(60, 160))
def test_dividing_changes_nothing(tree: Node, several: list[dict[str, Any]], limit: int) -> None:
    try:
        condition = cased(Mapping(FIELDS).apply(tree).condition)
        writer = Writer({})
        written = tuple(map(writer.pattern, divided(condition, limit, 50, writer.size, writer.is_single)))
    except ConversionError:
        assume(condition=False)
        raise
    assert max(map(len, written)) <= limit
    holds = predicate(_cased(tree))
    for event in several:
        assert found(written, event) is holds(event), (written, event)


def _cased(tree: Node) -> Node:
    return cased(Mapping(FIELDS).apply(tree).condition)


@pytest.mark.parametrize(
    "pattern",
    [
        "$.f=1",
        "{ f=1 }",
        '{ $.f="a*b" }',
        '{ $.f="a\\"b" }',
        "{ $.f EXISTS }",
        "{ $.f IS NOT NULL }",
        "{ $.a[*].b[*]=1 }",
        "{ ($.f=1 }",
        "{ $.f=1 && }",
        "{ $.f=%a% }",
        "{ $.f=true }",
        "{ $.f=NOT EXISTS }",
        "{ $.f=a*b }",
        "{ $.f=a-b }",
        "{ $.f=a$.g=b }",
        "{ " + " || ".join(["$.f=1"] * 200) + " }",
    ],
)
def test_the_model_knows_only_what_is_documented_and_written(pattern: str) -> None:
    with pytest.raises(EngineError):
        metric_filter.reader(pattern)


DOCUMENTED: list[tuple[str, bool]] = [
    ('{ $.eventType = "UpdateTrail" }', True),
    ('{ $.arrayKey[0] = "value" }', True),
    ('{ $.arrayKey = "value" }', False),
    ('{ $.arrayKey[*] = "another value" }', True),
    ("{ $.SomeObject IS NULL }", True),
    ("{ $.SomeObject NOT EXISTS }", False),
    ("{ $.SomeOtherObject NOT EXISTS }", True),
    ("{ $.['cluster.name'] = \"c\" }", True),
    ("{ $.eventType = UpdateTrail }", True),
    ("{ $.eventType != Update* }", False),
    ('{ $.objectList[1].id = 2 || $.eventType = "x" && $.eventType = "y" }', True),
    ('{ ($.objectList[1].id = 2 || $.eventType = "x") && $.eventType = "y" }', False),
]
EVENT = {
    "eventType": "UpdateTrail",
    "arrayKey": ["value", "another value"],
    "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
    "SomeObject": None,
    "cluster.name": "c",
}


@pytest.mark.parametrize(("pattern", "matches"), DOCUMENTED)
def test_the_model_does_as_the_guide_says_of_its_example(pattern: str, matches: bool) -> None:
    assert metric_filter.reader(pattern)(EVENT) is matches


def templates(*names: str, **fields: Any) -> list[dict[str, Any]]:
    tree = ask("userAgent", *(f"{n}{'x' * 300}" for n in range(5)))
    several = tuple(rule(tree, name, id=f"{name}-id", **fields) for name in names)
    files = convert(Pack(several), find("cloudwatch"), "cloudformation")
    assert list(files) == [f"{name}.yml" for name in names]
    return [yaml.safe_load(text) for text in files.values()]


def of_type(template: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["Properties"] for one in template["Resources"].values() if one["Type"] == kind]


def test_the_filters_of_a_rule_feed_the_one_alarm_of_its_stack() -> None:
    for name, template in zip(("one", "two"), templates("one", "two"), strict=True):
        (alarm,) = of_type(template, "AWS::CloudWatch::Alarm")
        assert alarm["MetricName"] == f"{name}-id"
        filters = of_type(template, "AWS::Logs::MetricFilter")
        fed = [one["MetricTransformations"][0]["MetricName"] for one in filters]
        assert fed == [f"{name}-id"] * 2
        assert [one["FilterName"] for one in filters] == [f"clickops-{name}_1", f"clickops-{name}_2"]
        assert template["Description"].startswith(f"clickops {name} (medium): an alarm on 2 of the 100")


def test_an_alarm_tells_title_id_and_level_and_not_the_number_of_a_filter() -> None:
    (alarm,) = of_type(templates("one")[0], "AWS::CloudWatch::Alarm")
    assert alarm["AlarmDescription"].startswith("Made Up. Rule one (one-id), level medium.")
    assert alarm["TreatMissingData"] == "notBreaching"


def test_the_stacks_of_the_shipped_rules_are_within_the_limits_of_cloudformation() -> None:
    several = [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in GOLDEN.glob("cloudformation/*.yml")]
    assert len(several) > 5
    assert max(len(one["Resources"]) for one in several) <= MOST + 3
    assert all(
        len(one["FilterPattern"]) <= LIMIT for made in several for one in of_type(made, "AWS::Logs::MetricFilter")
    )


def test_the_patterns_of_a_rule_are_one_file_a_pattern_a_line() -> None:
    for path in GOLDEN.glob("metric_filter/*.txt"):
        made = yaml.load((GOLDEN / "cloudformation" / f"{path.stem}.yml").read_bytes(), yaml.CSafeLoader)
        wanted = [one["FilterPattern"] for one in of_type(made, "AWS::Logs::MetricFilter")]
        assert path.read_text("utf-8").split("\n\n") == [*wanted[:-1], wanted[-1] + "\n"]


@pytest.mark.parametrize("form", ["cloudformation", "query_definitions"])
def test_the_schemas_of_cloudformation_hold(form: str) -> None:
    from cfnlint import api

    files = convert(Pack((rule(ask("userAgent", "Mozilla/*"), "one"),)), find("cloudwatch"), form)
    for text_of_file in files.values():
        assert api.lint(str(text_of_file), config={"regions": ["us-east-1"]}) == []
        spoilt = str(text_of_file).replace("Properties:", "Property:", 1)
        assert api.lint(spoilt, config={"regions": ["us-east-1"]}) != []


def test_hostile_words_of_a_rule_stay_words_in_the_template() -> None:
    words = 'x" }}\n- {"Ref": "AWS::AccountId"} ${AWS::Region} #'
    (template,) = templates("one", title=words, description=words)
    assert template["Metadata"]["Description"] == words.replace("\n", " ")
    assert set(template["Resources"]) == {"Alerts", "AlertsByMail", "Alarm", "Filter1", "Filter2"}
