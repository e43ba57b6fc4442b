"""Rules for Panther: what they say of an event, what they are safe from, and the files around them."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings

from clickops import content
from clickops.conversion import attack, goldens
from clickops.conversion.convert import convert
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, Cidr, Compare, Comparison, DatePart, FieldReference, Node, Not, Null, Regex
from clickops.verify.engines import panther
from support import platform
from support.platform import MANY, ONE, ask, cases, comparisons, plain_atoms, references, text, trees

Case = tuple[Node, list[dict[str, Any]]]


def written(tree: Node, title: str = "Made Up") -> str:
    return str(platform.written("panther_python", tree, title=title))


def chosen(tree: Node, events: list[dict[str, Any]], title: str = "Made Up") -> list[int]:
    """Say which events a rule finds, by their place."""
    with panther.start(Conversion(find("panther"))) as engine:
        engine.load([event | {"eventID": str(number)} for number, event in enumerate(events)])
        return sorted(map(int, engine.run(written(tree, title))))


def module(source: str) -> dict[str, Any]:
    made: dict[str, Any] = {"__name__": "rule"}
    exec(compile(source, "rule.py", "exec", dont_inherit=True), made)  # noqa: S102 - what is tested
    return made


@settings(max_examples=120, deadline=None)
@given(cases(plain_atoms | references | comparisons, lists=True))
def test_a_rule_finds_what_the_evaluator_finds(case: Case) -> None:
    tree, events = case
    try:
        found = chosen(tree, events)
    except ConversionError:
        assume(condition=False)
    assert found == [number for number, event in enumerate(events) if predicate(tree)(event)]


@settings(max_examples=100, deadline=None)
@given(trees(plain_atoms | references), platform.words)
def test_nothing_of_a_rule_but_literals_gets_into_its_module(tree: Node, title: str) -> None:
    """Its code is the same whatever it holds: only known functions are called, and only once-quoted text differs."""
    try:
        parsed = ast.parse(written(tree, title))
    except ConversionError:
        assume(condition=False)
    (rule,) = (one for one in parsed.body if isinstance(one, ast.FunctionDef) and one.name == "rule")
    known = {"equals", "starts", "ends", "contains", "like", "searches", "exists", "is_number", "refers"}
    for node in ast.walk(rule.body[-1]):
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name)
            assert node.func.id in known
        assert not isinstance(node, ast.Attribute | ast.Subscript | ast.JoinedStr | ast.Lambda)
    assert module(written(tree, title))["TITLE"] == title


@pytest.mark.parametrize(
    ("tree", "event", "expected"),
    [
        (ask("f", text("Get", MANY)), {"f": "getObject"}, True),
        (ask("f", text("Get", MANY, cased=True)), {"f": "getObject"}, False),
        (ask("f", text("a", ONE, "c")), {"f": "abc"}, True),
        (ask("f", text("a", ONE, "c")), {"f": "ac"}, False),
        (ask("f", text("a*[b", MANY, "c")), {"f": "A*[BxC"}, True),
        (ask("f", text("a*[b", MANY, "c")), {"f": "aXbxc"}, False),
        (ask("f", Regex("^a.c$")), {"f": "abc\n"}, False),
        (ask("f", Regex("^a.c$")), {"f": "a\nc"}, False),
        (ask("f", Regex("^b$", "m")), {"f": "a\nb"}, True),
        (ask("f", Regex("^b$")), {"f": "a\nb"}, False),
        (ask("f", Regex(r"^\w+$")), {"f": "é"}, False),
        (ask("ip", Cidr("10.0.0.0/8")), {"ip": "10.1.2.3"}, True),
        (ask("ip", Cidr("10.0.0.0/8")), {"ip": "::ffff:10.1.2.3"}, True),
        (ask("ip", Cidr("10.0.0.0/8")), {"ip": "cloudformation.amazonaws.com"}, False),
        (ask("ip", Cidr("2001:db8::/32")), {"ip": "10.1.2.3"}, False),
        (Not(ask("f", "a")), {}, True),
        (Not(ask("f", "a")), {"f": ["b", "A"]}, False),
        (ask("f", Null()), {"f": None}, True),
        (ask("f", Null()), {"f": []}, False),
        (ask("f", "true"), {"f": True}, True),
        (ask("f", "1"), {"f": True}, False),
        (ask("many.a", "x"), {"many": [{"a": "y"}, {"a": ["X"]}]}, True),
        (ask("many.a", "x"), {"many": [{"a": {"a": "x"}}]}, False),
    ],
)
def test_a_rule_means_what_sigma_means(tree: Node, event: dict[str, Any], expected: bool) -> None:
    event = {"ip_address" if key == "ip" else key: value for key, value in event.items()}  # as the platform keeps it
    assert chosen(tree, [event]) == ([0] if expected else [])


@pytest.mark.parametrize(
    "odd", [None, 7, 1.5, True, "", "x", [], {}, [[None]], [{"h": [7]}], {"h": {"h": None}}, "\ud800"]
)
def test_no_value_makes_a_rule_raise(odd: Any) -> None:
    every = And(
        (
            *(ask(field, "a", "a*", "*a", "*a*", "a?b", Regex("a"), Null()) for field in ("f", "n.h", "many.a")),
            ask("f", Compare(Comparison.LT, 3)),
            ask("f", FieldReference("n.h", before=True)),
        )
    )
    made = module(written(Not(every)))
    for event in ({"f": odd, "n": odd, "many": odd}, {"f": {"f": odd}, "n": {"h": odd}, "many": [odd, {"a": odd}]}):
        held = panther._Object(panther.stored(event))
        assert made["rule"](held) is True
        assert isinstance(made["title"](held), str)
        assert json.dumps(made["alert_context"](held))
        assert made["dedup"](held) == "unknown"


def test_dates_are_refused_by_name() -> None:
    with pytest.raises(ConversionError, match="a Panther rule cannot take a date apart"):
        written(ask("f", DatePart("hour", Comparison.LT, 8)))


def test_what_nests_deeper_than_python_reads_is_refused() -> None:
    tree: Node = ask("f", "a")
    for number in range(205):
        tree = Not(And((tree, Atom("g", text(str(number))))))
    with pytest.raises(ConversionError, match="nests deeper"):
        written(tree)


def test_keys_are_found_in_any_case_as_panther_finds_them() -> None:
    held = panther._Object({"useragent": "x", "userAgent": "y"})
    assert held["userAgent"] == "y"
    assert held["USERAGENT"] == "x"
    assert "userIdentity" not in held


def test_a_list_of_people_is_asked_of_the_lookup_table() -> None:
    files = convert(goldens.shipped(), "panther", allowlist="people")
    made = module(str(files["aws_cloudtrail_root_change.py"]))

    class Event(panther._Object):
        def lookup(self, table: str, key: str) -> Any:
            return {("people", "arn:aws:iam::111122223333:root"): {"arn": "x"}}.get((table, key))

    root = {"type": "Root", "arn": "arn:aws:iam::111122223333:root"}
    assert made["rule"](Event({"eventName": "CreateUser", "userIdentity": root})) is False
    root = {"type": "Root", "arn": "arn:aws:iam::444455556666:root"}
    assert made["rule"](Event({"eventName": "CreateUser", "userIdentity": root})) is True
    assert made["rule"](Event({"eventName": "GetUser", "userIdentity": root})) is False


def test_the_metadata_holds_what_panther_wants() -> None:
    files = convert(goldens.shipped(), "panther", options={"enabled": "true"})
    names = [name.removesuffix(".py") for name in files if name.endswith(".py")]
    assert len(names) == 22
    for name in names:
        found = yaml.safe_load(str(files[f"{name}.yml"]))
        assert found["Filename"] == f"{name}.py"
        assert found["RuleID"] == name
        assert found["Enabled"] is True
        assert found["LogTypes"] == ["AWS.CloudTrail"]
        assert found["Severity"] in {"Info", "Low", "Medium", "High", "Critical"}
        assert not set('<>&"%') & set(found["DisplayName"])
    pack = yaml.safe_load(str(files["clickops_pack.yml"]))
    assert pack["PackDefinition"]["IDs"] == names
    denied = yaml.safe_load(str(files["aws_cloudtrail_manual_logging_tampered.yml"]))
    assert all(re.fullmatch(r"TA\d{4}:T\d{4}(\.\d{3})?", one) for one in denied["Reports"]["MITRE ATT&CK"])
    assert denied["Reports"]["MITRE ATT&CK"]


def test_a_technique_is_told_with_its_tactic() -> None:
    assert attack.pairs(["attack.persistence", "attack.t1098.001", "attack.t1098"]) == ["TA0003:T1098.001"]
    assert attack.pairs(["attack.persistence", "attack.t1098"]) == ["TA0003:T1098"]
    assert attack.pairs(["attack.persistence"]) == []


def test_alerts_are_one_as_the_option_says() -> None:
    files = convert(goldens.shipped(), "panther", options={"dedup": "userIdentity.arn"})
    made = module(str(files["aws_cloudtrail_root_change.py"]))
    event = {"eventID": "1", "eventName": "CreateUser", "userIdentity": {"arn": "me"}}
    assert made["dedup"](event) == "me"
    assert made["title"](event) == f"{made['TITLE']}: CreateUser by me"


def test_the_record_is_stored_as_panther_stores_it() -> None:
    raw = {"errorCode": None, "userIdentity": {"userName": None, "arn": "a"}, "requestParameters": {"a": None}}
    assert panther.stored(raw) == {
        "userIdentity": {"arn": "a"},
        "requestParameters": {"a": None},
        "p_log_type": "AWS.CloudTrail",
    }
    insight = {"eventType": "AwsCloudTrailInsight", "eventID": "1"}
    assert panther.stored(insight) == {
        "eventType": "AwsCloudTrailInsight",
        "eventId": "1",
        "p_log_type": "AWS.CloudTrail",
    }


PAIRS = content.RULES.parent.parent / "shared" / "data" / "mapping_pairs" / "panther.jsonl"


@pytest.mark.skipif(not PAIRS.is_file(), reason="the shared pairs are not here")
def test_the_pairs_of_panthers_own_parser_come_out_the_same() -> None:
    checked = 0
    for line in PAIRS.read_text("utf-8").splitlines():
        pair = json.loads(line)
        if "eventName" not in pair["raw"]:  # a digest is no event
            continue
        kept = {key: value for key, value in pair["stored"].items() if not key.startswith("p_")}
        assert panther.stored(pair["raw"]) == kept | {"p_log_type": "AWS.CloudTrail"}
        checked += 1
    assert checked >= 2
