from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec
import pytest
from cfnlint.api import lint

from clickops.conversion import goldens
from clickops.conversion.convert import convert
from clickops.conversion.languages.eventbridge import WILDCARDS, has_wildcard, most_amid
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ClickopsError, ConversionError
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
    Text,
)
from clickops.verify.engines.event_ruler import envelope
from support.eventbridge import checked, patterns
from support.platform import MANY, ONE, ask, exception, rule, text

ABSENT = {"exists": False}


def ignored(value: str) -> dict[str, str]:
    return {"equals-ignore-case": value}


LISTS: list[tuple[str, Node, list[Any]]] = [
    ("a value", ask("f", "A b"), [ignored("A b")]),
    ("a value with case", ask("f", text("Ab", cased=True)), ["Ab"]),
    ("a value without letters", ask("f", "[1]"), ["[1]"]),
    ("an empty value", ask("f", text()), [""]),
    ("values", ask("f", "a", "b"), [ignored("a"), ignored("b")]),
    ("a beginning", ask("f", "A*"), [{"prefix": ignored("A")}]),
    ("an end", ask("f", text(MANY, "A", cased=True)), [{"suffix": "A"}]),
    ("a part, which has case", ask("f", "*A*"), [{"wildcard": "*A*"}]),
    ("a star that is none", ask("f", text(MANY, r"a*\b", MANY)), [{"wildcard": r"*a\*\\b*"}]),
    ("a number", ask("f", Number(5)), [5, "5"]),
    ("a text that is a number", ask("f", "5"), [5, "5"]),
    ("a text that is a boolean", ask("f", "true"), [True, ignored("true")]),
    ("a boolean", ask("r", "true"), [True]),
    ("a boolean that is not true", Not(ask("r", "true")), [ABSENT, None, False]),
    ("a boolean that is neither", Not(ask("r", "true", "false")), [ABSENT, None]),
    ("presence", ask("f", Exists(expected=True)), [{"exists": True}]),
    ("absence or null", ask("f", Null()), [ABSENT, None]),
    ("a network", ask("f", Cidr("10.0.0.0/8")), [{"cidr": "10.0.0.0/8"}]),
    ("a comparison", ask("g", Compare(Comparison.LTE, 5)), [{"numeric": ["<=", 5]}]),
    ("no value", Not(ask("f", "a")), [ABSENT, {"anything-but": {"equals-ignore-case": ["a"]}}]),
    ("no value with case", Not(ask("f", text("a", cased=True))), [ABSENT, {"anything-but": ["a"]}]),
    ("no beginning", Not(ask("f", "a*", "b*")), [ABSENT, {"anything-but": {"prefix": ["a", "b"]}}]),
    ("no end", Not(ask("f", "*a")), [ABSENT, {"anything-but": {"suffix": ["a"]}}]),
    ("neither value nor beginning", Not(ask("f", "a", "b*")), [ABSENT, {"anything-but": {"wildcard": ["a", "b*"]}}]),
    ("a beginning and an end", And((ask("f", "a*"), ask("f", "*b"))), [{"wildcard": "a*b"}]),
    ("a value and no other", And((ask("f", "a"), Not(ask("f", "b*")))), [ignored("a")]),
    (
        "a beginning and an end that overlap",
        And((ask("f", "console.*"), ask("f", "*.x"))),
        [{"wildcard": "console.*.x"}, ignored("console.x")],
    ),
    (
        "values out of what is excluded",
        Or((ask("f", "Test1"), Not(ask("f", "Test*")))),
        [ignored("Test1"), ABSENT, {"anything-but": {"prefix": ["Test"]}}],
    ),
]


@pytest.mark.parametrize(("tree", "matchers"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_a_field_is_asked_by_a_list(tree: Node, matchers: list[Any]) -> None:
    made, wider = patterns(tree, case="ignore")
    (pattern,) = made
    (asked,) = pattern.values()
    assert sorted(asked, key=str) == sorted(matchers, key=str)
    assert not wider


def test_fields_that_must_all_fit_stand_side_by_side() -> None:
    made, _ = patterns(And((ask("f", "1"), ask("n.h", "2"), Not(ask("r", "false")))))
    assert made == [{"f": [1, "1"], "n": {"h": [2, "2"]}, "r": [ABSENT, None, True]}]


def test_alternatives_in_several_fields_are_an_or() -> None:
    made, _ = patterns(Or((ask("f", "x"), ask("g", "y"))))
    assert made == [{"$or": [{"f": ["x"]}, {"g": ["y"]}]}]


def test_alternatives_in_which_a_field_may_be_absent_share_no_event() -> None:
    """AWS's matcher loses events where two branches of one `$or` hold `exists: false` for one field."""
    tree = Or((And((ask("g", "c"), Not(ask("f", "Get*", "Do*")))), Not(ask("f", "Get*", "Set*"))))
    ((pattern,), wider) = patterns(tree)
    assert not wider
    assert sorted(pattern["$or"], key=len) == [
        {"f": [ABSENT, {"anything-but": {"prefix": ["Get", "Set"]}}]},
        {"f": [{"prefix": "Set"}], "g": ["c"]},
    ]


def test_a_field_that_is_asked_for_and_against_a_pattern_selects_more_and_says_so() -> None:
    made, wider = patterns(And((ask("f", "*Key*"), Not(ask("f", "Get*")), Not(ask("r", "true")))))
    assert made == [{"f": [{"wildcard": "*Key*"}], "r": [ABSENT, None, False]}]
    assert wider


def test_a_field_that_is_asked_for_what_it_must_not_be_matches_nothing() -> None:
    with pytest.raises(ConversionError, match="can never match"):
        patterns(And((ask("f", "Get*"), Not(ask("f", "G*")))))


REFUSED: list[tuple[str, Node, str]] = [
    ("a regular expression", ask("f", Regex("a.c")), "EventBridge knows no regular expressions"),
    ("a wildcard for one sign", ask("f", text("a", ONE)), "no wildcard for one character"),
    ("another field", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("no network", Not(ask("f", Cidr("10.0.0.0/8"))), "exclude nothing but texts"),
    ("no number", Not(ask("f", Number(5))), "exclude nothing but texts"),
    ("a number and a text at once", And((ask("g", Compare(Comparison.GT, 5)), ask("g", "7*"))), "two questions"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        patterns(tree)


@pytest.mark.parametrize("value", ['"', "\\", "*", "**", "\n", "${x}", "}]", "$or", "<a>", "é", '{"prefix": "a"}'])
def test_a_value_stays_a_value(value: str) -> None:
    (exact,) = patterns(ask("f", text(value, cased=True)))[0]
    assert exact == {"f": [value]}
    escaped = value.replace("\\", "\\\\").replace("*", "\\*")
    assert patterns(ask("f", text("a", MANY, value, MANY)))[0] == [{"f": [{"wildcard": f"a*{escaped}*"}]}]


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """Make the stack of the shipped rules, without those that the target refuses."""
    refused = find("eventbridge").format("cloudformation").refused
    kept = Pack(tuple(one for one in goldens.shipped().rules if one.name not in refused))
    made = convert(kept, "eventbridge", "cloudformation")["clickops.template.json"]
    assert isinstance(made, str)
    assert len(made.encode()) < 1_000_000  # CloudFormation's quota for a template in a bucket
    found: dict[str, Any] = json.loads(made)
    return found


def test_each_shipped_rule_becomes_patterns_that_aws_takes(whole: dict[str, Any]) -> None:
    rules = [one for one in whole["Resources"].values() if one["Type"] == "AWS::Events::Rule"]
    counts = Counter(one["Metadata"]["clickops"]["rule"] for one in rules)
    refused = find("eventbridge").format("pattern").refused
    assert set(counts) | set(refused) == {one.name for one in goldens.shipped().rules}
    assert counts["aws_cloudtrail_s3_console_change"] == 1
    for one in rules:
        checked(json.loads(one["Properties"]["EventPattern"]))
        assert len(one["Properties"]["Description"]) <= 512


def test_a_stack_holds_no_null_which_cloudformation_refuses(whole: dict[str, Any]) -> None:
    """EventBridge user guide, "Using null values in AWS CloudFormation templates": a pattern that has one is text."""
    assert "null" in json.dumps(whole)
    assert not holds_null(whole)
    assert holds_null({"a": [1, {"b": None}]})


def holds_null(value: object) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(map(holds_null, parts))


def test_the_rules_of_a_level_fit_on_one_bus(whole: dict[str, Any]) -> None:
    """A bus takes 300 rules, and 30 with wildcards; a stack takes 500 resources."""
    rules = [one for one in whole["Resources"].values() if one["Type"] == "AWS::Events::Rule"]
    assert len(whole["Resources"]) <= 500
    wild = Counter(one["Condition"] for one in rules if has_wildcard(json.loads(one["Properties"]["EventPattern"])))
    assert set(wild) == {"High", "Evidence", "Public", "Medium", "Workloads", "Low"} <= set(whole["Conditions"])
    assert max(wild.values()) <= WILDCARDS < sum(wild.values())


def test_filters_for_which_a_bus_has_no_room_are_left_out_and_told_of() -> None:
    """README.md, "Known differences": the shipped filters, and no filter of the user's own."""
    public = next(one for one in goldens.shipped().rules if one.name == "aws_cloudtrail_manual_s3_made_public")
    own = msgspec.structs.replace(public, filters=(*public.filters, exception("mine", Not(ask("awsRegion", "x")))))
    made = Conversion(find("eventbridge"), "pattern").query(own)
    (note,) = (note.text for note in made.notes if note.field == "filters")
    assert note.startswith("end_users, noise_upload_parts are left out of the query: ")
    texts = list(map(json.dumps, made.queries))
    assert all('"awsRegion"' in text and '"Test*"' in text and "UploadPart" not in text for text in texts)


@pytest.mark.parametrize("name", ["aws_cloudtrail_console_action_legacy", "aws_cloudtrail_cloudshell_change"])
def test_without_case_a_rule_still_fits_on_one_bus(name: str) -> None:
    (one,) = (one for one in goldens.shipped().rules if one.name == name)
    made = Conversion(find("eventbridge"), "pattern", {"case": "ignore"}).query(one).queries
    assert 0 < len([checked(pattern) for pattern in made]) <= WILDCARDS


@pytest.mark.parametrize("amid", [1, 3, 7])
def test_no_pattern_asks_a_field_for_more_texts_amid_a_value_than_the_option_says(amid: int) -> None:
    tree = And((Atom("eventName", text("a", cased=True)), ask("errorCode", *(f"*{number}x*" for number in range(7)))))
    made = Conversion(find("eventbridge"), "pattern", {"amid": str(amid)}).query(rule(tree)).queries
    assert [most_amid(checked(pattern)) <= amid for pattern in made] == [True] * -(-7 // amid)


def test_where_a_bus_has_no_room_for_that_the_artifact_says_so() -> None:
    long = And(
        tuple(Or((Atom("eventName", text(f"{n}")), Atom(f"requestParameters.f{n}", text("x")))) for n in range(2))
    )
    many = Or(tuple(Atom("errorCode", text(MANY, f"{number:03}", MANY)) for number in range(91)))
    made = Conversion(find("eventbridge"), "pattern", {}).query(rule(And((long, many))))
    assert "may refuse the pattern as too complex" in "".join(note.text for note in made.notes)
    assert max(most_amid(checked(pattern)) for pattern in made.queries) > 3


def test_a_rule_that_would_take_more_wildcards_than_a_bus_is_refused() -> None:
    long = [Atom(f"requestParameters.f{number}", text(MANY, "x" * 1900, MANY)) for number in range(31)]
    conversion = Conversion(find("eventbridge"), "pattern")
    assert len(conversion.query(rule(Or(tuple(long[:30])))).queries) == 30
    with pytest.raises(ConversionError, match="more than 30 patterns with wildcards"):
        conversion.query(rule(Or(tuple(long))))


def test_only_what_cloudtrail_sends_is_asked() -> None:
    (pattern,) = Conversion(find("eventbridge"), "pattern").query(rule(ask("eventName", "A"))).queries
    assert pattern == {"detail-type": [{"suffix": " via CloudTrail"}], "detail": {"eventName": ["A"]}}
    kinds = ("AwsApiCall", "AwsConsoleSignIn", "AwsServiceEvent")
    types = {envelope({"eventID": "1", "eventType": kind})["detail-type"] for kind in kinds}
    assert len(types) == 3
    assert all(one.endswith(" via CloudTrail") for one in types)


def test_a_value_and_fields_below_it_can_both_be_asked() -> None:
    parameters = "requestParameters.policy"
    tree = And((Atom(parameters, text("a")), Atom(f"{parameters}.policy", text("b"))))
    (pattern,) = Conversion(find("eventbridge"), "pattern").query(rule(tree)).queries
    assert isinstance(pattern, dict)
    assert pattern["detail"]["requestParameters"]["policy"] == ["a"]
    assert pattern["detail.requestParameters.policy.policy"] == ["b"]


def stack(**options: str) -> dict[str, Any]:
    hostile = rule(
        Or((Atom("eventName", Text(("A",))), Atom("errorCode", Text(("B",))))), title='A <name> "of" ${x} & %'
    )
    made = convert(Pack((hostile,)), "eventbridge", "cloudformation", options=options)
    text = made["clickops.template.json"]
    assert isinstance(text, str)
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_stack_has_a_rule_that_tells_the_topic_who_did_what() -> None:
    made = stack()
    (name,) = (name for name, one in made["Resources"].items() if one["Type"] == "AWS::Events::Rule")
    properties = made["Resources"][name]["Properties"]
    assert name == "MadeUp"
    assert properties["State"] == {"Ref": "State"}
    assert 'A <name> "of" ${x} & %' in properties["Description"]
    assert "0f2f9a3e-4c3b-4a52-9d3d-6f1f0f9f7f11, level medium" in properties["Description"]
    (target,) = properties["Targets"]
    assert target["Arn"] == {"Ref": "Topic"}
    checked(json.loads(properties["EventPattern"]))


def test_the_alert_is_lines_of_json_text_whose_variables_are_all_defined() -> None:
    made = stack()["Resources"]["MadeUp"]["Properties"]["Targets"][0]["InputTransformer"]
    lines = [json.loads(line) for line in made["InputTemplate"].split("\n")]
    assert lines[0] == "A _name_ _of_ ${x} _ _"
    variables = {part.split(">")[0] for line in lines for part in line.split("<")[1:]}
    assert variables == set(made["InputPathsMap"])


def test_the_topic_can_be_used_by_eventbridge_alone() -> None:
    (statement,) = stack()["Resources"]["TopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sns:Publish"


def test_options_are_the_stacks_defaults() -> None:
    parameters = stack(state="DISABLED", bus="audit", deploy="all")["Parameters"]
    assert parameters["Level"]["Default"] == "all"
    assert parameters["State"]["Default"] == "DISABLED"
    assert parameters["EventBusName"]["Default"] == "audit"
    with pytest.raises(ClickopsError, match="state"):
        stack(state="ON")


def test_the_schemas_of_cloudformation_hold(whole: dict[str, Any]) -> None:
    """cfn-lint holds what AWS publishes of each resource; every kind of resource and of level is in what it reads."""
    some = {(one["Type"], one.get("Condition")): name for name, one in whole["Resources"].items()}
    small = whole | {"Resources": {name: whole["Resources"][name] for name in some.values()}}
    assert {kind for kind, _ in some} > {"AWS::Events::Rule", "AWS::SNS::Topic", "AWS::SNS::TopicPolicy"}
    assert lint(json.dumps(small), config={"regions": ["us-east-1"]}) == []
    spoilt = json.dumps(small).replace('"State": {"Ref": "State"}', '"State": "ON"')
    assert lint(spoilt, config={"regions": ["us-east-1"]}) != []
