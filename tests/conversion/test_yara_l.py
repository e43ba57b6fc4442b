"""YARA-L 2.0: what is written, read by a model of the language made from Google's reference, and by yaraast."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaraast.yaral.parser import YaraLParser
from yaraast.yaral.validator import YaraLValidator

from clickops.conversion import goldens
from clickops.conversion.convert import convert
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query, yara_l
from clickops.conversion.mapping import Mapping
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.matchers import text_of
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Cidr, Compare, Comparison, FieldReference, Node, Not, Null, Or, Regex
from clickops.verify.engines import EngineError, yara_l_model
from clickops.verify.models.yara_l import reading, udm
from support.platform import MANY, ONE, ask, cases, null_or_empty, plain_atoms, references, text, values

Case = tuple[Node, list[dict[str, Any]]]

ONES = {"f": "network.http.user_agent", "g": "metadata.product_event_type", "n.h": "target.application"}
SCHEMA = Schema(
    title="made up, in fields of UDM",
    keeps_empty=False,
    fields={
        **{raw: Place(path) for raw, path in ONES.items()},
        "r": Place("target.resource.attribute.labels:r", type="map"),
        "many": Place("security_result.rule_id", type="several"),
        "ip": Place("principal.ip", type="several"),
        "odd": Place("no field"),
        "gone": Place(missing="UDM drops it"),
    },
)
SEVERAL = msgspec.structs.replace(
    SCHEMA, title="all repeated", fields={**SCHEMA.fields, "f": Place("security_result.rule_id", type="several")}
)


def written(tree: Node, schema: Schema = SCHEMA) -> str:
    fields = Fields(schema, {})
    return yara_l.render(Query(Mapping(fields).apply(tree).condition, types=fields.types))


def stored(event: dict[str, Any]) -> udm.Event:
    """Give a made-up event as UDM keeps it: all of it text, nothing where it is empty."""
    made: dict[str, Any] = {"target.resource.attribute.labels": {}, "security_result.rule_id": []}
    flat = event | {"n.h": event["n"]["h"] if "n" in event else ""}
    made |= {path: text_of(flat[raw]) for raw, path in ONES.items() if raw in flat and not isinstance(flat[raw], list)}
    if "r" in event:
        made["target.resource.attribute.labels"] = {"r": text_of(event["r"])}
    values = event.get("f", [])
    made["security_result.rule_id"] = [text_of(one) for one in (values if isinstance(values, list) else [values])]
    return made


def without_empty(event: dict[str, Any]) -> dict[str, Any]:
    """Drop what UDM cannot tell from absence."""
    kept = {
        name: [one for one in value if one != ""] if isinstance(value, list) else value for name, value in event.items()
    }
    return {name: value for name, value in kept.items() if value not in ("", {"h": ""}, [])}


@settings(max_examples=400, deadline=None)
@given(cases(plain_atoms | references | null_or_empty()))
def test_a_query_finds_what_the_evaluator_finds(case: Case) -> None:
    agree(case, SCHEMA)


@settings(max_examples=200, deadline=None)
@given(cases(null_or_empty() | values))
def test_null_or_an_empty_text_is_found_as_it_was_written(case: Case) -> None:
    tree, events = case
    for schema in (SCHEMA, SEVERAL):
        try:
            query = written(tree, schema)
        except ConversionError:  # the tree is true of every event, or of none
            assume(condition=False)
        holds = reading.read(query)
        for event in events:
            assert holds(stored(event)) is predicate(tree)(event), (query, event)


@settings(max_examples=200, deadline=None)
@given(cases(plain_atoms | null_or_empty(), lists=True))
def test_a_repeated_field_has_any_of_its_values(case: Case) -> None:
    tree, events = case
    one = [
        event
        for event in events
        if not isinstance(event.get("g"), list) and not isinstance(event.get("n", {}).get("h"), list)
    ]
    agree((tree, one), SEVERAL)


def agree(case: Case, schema: Schema) -> None:
    tree, events = case
    try:
        query = written(tree, schema)
    except ConversionError:
        assume(condition=False)
    holds = reading.read(query)
    for event in map(without_empty, events):
        assert holds(stored(event)) is predicate(tree)(event), (query, event)


@settings(max_examples=100, deadline=None)
@given(cases(plain_atoms), st.text(max_size=20))
def test_another_parser_reads_the_rule(case: Case, title: str) -> None:
    try:
        query = written(case[0])
    except ConversionError:
        assume(condition=False)
    meta = json.dumps(" ".join(one for one in title.split() if one.isprintable()), ensure_ascii=False)
    rule = f"rule a {{\n  meta:\n    b = {meta}\n  events:\n{query}\n  condition:\n    $e\n}}\n"
    (read,) = YaraLParser(rule).parse().rules
    assert read.events is not None
    assert read.condition is not None


def test_another_parser_reads_the_goldens_and_finds_no_error_in_them() -> None:
    files = convert(goldens.shipped(), "google_secops", on_problem=lambda _: None)
    assert len(files) >= 18
    for text_of_rule in files.values():
        read = YaraLParser(str(text_of_rule)).parse()
        errors, _ = YaraLValidator().validate(read)
        assert not errors
    with pytest.raises(Exception, match=r"RPAREN|[Ee]xpected"):
        YaraLParser(str(next(iter(files.values()))).replace("not (", "not ((", 1)).parse()


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (ask("f", "x"), '    $e.network.http.user_agent = "x" nocase'),
        (ask("f", text("Get", cased=True)), '    $e.network.http.user_agent = "Get"'),
        (ask("f", "a*"), "    re.regex($e.network.http.user_agent, `(?s)^a`) nocase"),
        (ask("f", "*a.b"), r"    re.regex($e.network.http.user_agent, `(?s)a\.b$`) nocase"),
        (
            ask("f", text("a", ONE, "`", MANY, "b")),
            "    re.regex($e.network.http.user_agent, `(?s)^a.\\x{60}.*b$`) nocase",
        ),
        (ask("f", 'a"b'), '    re.regex($e.network.http.user_agent, `(?s)^a"b$`) nocase'),
        (ask("f", "a", "b"), "    re.regex($e.network.http.user_agent, `(?s)^(a|b)$`) nocase"),
        (ask("f", "*"), '    $e.network.http.user_agent != ""'),
        (ask("f", Null()), '    not ($e.network.http.user_agent != "")'),
        (ask("f", Null(), ""), '    not ($e.network.http.user_agent != "")'),
        (Not(ask("f", "", Null())), '    $e.network.http.user_agent != ""'),
        (ask("many", "", Null()), '    not (any $e.security_result.rule_id != "")'),
        (ask("r", Null(), ""), '    not ($e.target.resource.attribute.labels["r"] != "")'),
        (ask("many", "x"), '    any $e.security_result.rule_id = "x" nocase'),
        (Not(ask("many", "x")), '    not (any $e.security_result.rule_id = "x" nocase)'),
        (ask("r", "true"), '    $e.target.resource.attribute.labels["r"] = "true" nocase'),
        (ask("ip", Cidr("10.0.0.0/8")), '    net.ip_in_range_cidr(any $e.principal.ip, "10.0.0.0/8")'),
        (
            ask("f", Regex("^a?$")),
            '    ($e.network.http.user_agent != "" and re.regex($e.network.http.user_agent, `(?s)^a?$`))',
        ),
        (
            ask("n.h", FieldReference("f")),
            '    ($e.target.application != "" and $e.target.application = $e.network.http.user_agent nocase)',
        ),
        (
            And((ask("g", "a"), Or((ask("n.h", "b"), ask("ip", "*"))))),
            """\
    $e.metadata.product_event_type = "a" nocase
    ($e.target.application = "b" nocase or any $e.principal.ip != "")""",
        ),
    ],
)
def test_a_query_reads_as_google_writes_rules(tree: Node, expected: str) -> None:
    assert written(tree) == expected


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (ask("f", ""), "cannot tell an empty"),
        (Or((ask("f", ""), ask("g", Null()))), "cannot tell an empty network.http.user_agent"),
        (ask("f", Compare(Comparison.LT, 3)), "cannot compare numbers"),
        (ask("f", FieldReference("g", before=True)), "within another"),
        (ask("many", FieldReference("g")), "repeated"),
        (ask("odd", "x"), "not a field of UDM"),
        (ask("gone", "x"), "never match"),
    ],
)
def test_what_cannot_be_said_is_refused_by_name(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written(tree)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (" nocase", ""),
        ("not (", "("),
        ("not (", "not not ("),
        ("any ", ""),
        (r"\.", "."),
        ("`(?s)^", "`(?s)"),
        ("$`", "`"),
        ("(?s)", ""),
        (" or ", " and "),
        ('$e.network.http.user_agent != "" and ', ""),
        ("metadata.product_event_type", "target.application"),
        ('["r"]', '["R"]'),
    ],
)
def test_the_model_sees_a_fault(right: str, wrong: str) -> None:
    """Whatever breaks a query selects other events, or is no query any more."""
    part = And(
        (Not(Or((ask("f", "a.b*", "*c.d", "x"), ask("many", "y")))), Or((ask("g", "e", "h*i"), ask("r", "true"))))
    )
    tree = And((part, Not(ask("f", Regex("^[a-m]*$")))))
    values = ("", "A.bz", "axbz", "zc.d", "C.D", "zcxd", "x", "xx", "zx", "abc", "q", "q\nc.d")
    events: list[dict[str, Any]] = [{"f": value, "g": "e"} for value in values]
    events += [{"f": "q", "g": value} for value in ("E", "ee", "h\ni", "e\nx", "zhi")]
    events += [{"f": "q", "r": value} for value in (True, False)] + [{"g": "e"}, {"n": {"h": "e"}}, {}]
    kept = [without_empty(event) for event in events]
    query = written(tree)
    expected = [predicate(tree)(event) for event in kept]
    assert [reading.read(query)(stored(event)) for event in kept] == expected
    assert right in query
    broken = query.replace(right, wrong)
    with contextlib.suppress(EngineError):
        assert [reading.read(broken)(stored(event)) for event in kept] != expected


def test_long_lists_are_several_expressions_that_fit_a_line() -> None:
    query = written(ask("f", *(f"Event{number:04}" for number in range(60))))
    assert max(map(len, query.splitlines())) < 160
    assert query.count("re.regex(") > 4
    assert reading.read(query)({"network.http.user_agent": "event0059"})
    assert not reading.read(query)({"network.http.user_agent": "event0060"})


@pytest.mark.parametrize(
    ("query", "event", "expected"),
    [
        ('$e.target.application = "a" or $e.target.application = "b" and $e.target.application = "c"', "a", True),
        ('$e.target.application = "a" or $e.target.application = "b"\n$e.target.application = "b"', "a", False),
        ('not $e.target.application = "a" and $e.target.application = "b"', "b", True),
        ('not $e.target.application = "a"', "", True),
        ('$e.target.application != "A"', "a", True),
        ('$e.target.application != "A" nocase', "a", False),
        ("re.regex($e.target.application, `b`)", "abc", True),
        ("re.regex($e.target.application, `^B`) nocase // beginning", "bc", True),
        ("re.regex($e.target.application, `b`)", "a\nb", False),
        ("re.regex($e.target.application, `(?s)b`)", "a\nb", True),
        (r're.regex($e.target.application, "a\\.b")', "a.b", True),
        (r"re.regex($e.target.application, `a\.b`)", "axb", False),
        (r'$e.target.application = "a\tb"', "a\tb", True),
        (r"$e.target.application = `a\tb`", "a\tb", False),
    ],
)
def test_the_model_reads_what_google_documents(query: str, event: str, expected: bool) -> None:
    assert reading.read(query)({"target.application": event}) is expected


@pytest.mark.parametrize(
    "query",
    [
        '$e.target.application = "a" "b"',
        '($e.target.application = "a"',
        'any $e.target.application = "a"',
        '$e.principal.ip = "10.0.0.1"',
        "any $e.principal.ip = $e.target.application",
        '$e.target.unknown = "a"',
        '$e.target.application["a"] = "b"',
        '$e.additional.fields = "b"',
        r'$e.target.application = "\d"',
        "re.regex($e.target.application, `(?=a)`)",
        "$e.target.application in %list",
        "$f.target.application = `a`",
        "$e.target.application = con.*sole",
        "$e.target.application = /a/",
    ],
)
def test_the_model_refuses_what_google_does_not_document_or_we_do_not_write(query: str) -> None:
    with pytest.raises(EngineError):
        reading.read(query)


def test_the_label_of_the_console_is_known_of_some_events_only() -> None:
    """The known difference: a change that only this field tells is not found where the parser drops it."""
    rule = next(one for one in goldens.shipped().rules if one.name == "aws_cloudtrail_manual_change")
    conversion = Conversion(find("google_secops"))
    query = conversion.query(rule).query
    console = {"userAgent": "aws-sdk-java", "sessionCredentialFromConsole": "true", "eventSource": "elb.amazonaws.com"}
    with yara_l_model.start(conversion) as engine:
        engine.load(
            [
                console | {"eventID": "kept", "eventName": "CreateListener"},
                console | {"eventID": "dropped", "eventName": "CreateRule"},
            ]
        )
        assert engine.run(query) == {"kept"}
        assert engine.known(console | {"eventName": "CreateListener"}) == console | {"eventName": "CreateListener"}
        assert "sessionCredentialFromConsole" not in engine.known(console | {"eventName": "CreateRule"})


def test_a_record_whose_storage_is_not_known_is_not_taken() -> None:
    assert udm.parse({"eventName": "a", "userAgent": ["x"]}) is None
    assert udm.parse({"eventName": "a", "userIdentity": {"arn": {"x": 1}}}) is None
    two = {"items": [{"cidrIp": "10.0.0.0/8"}, {"cidrIp": "0.0.0.0/0"}]}
    request = {"ipPermissions": {"items": [{"ipRanges": two}]}}
    assert udm.parse({"eventName": "AuthorizeSecurityGroupIngress", "requestParameters": request}) is None
    assert udm.parse({"eventName": "a", "sourceIPAddress": "ec2.amazonaws.com", "errorCode": None}) is not None


def test_the_file_holds_a_whole_rule_and_nothing_breaks_out_of_its_texts() -> None:
    files = convert(goldens.shipped(), "google_secops", allowlist="people", on_problem=lambda _: None)
    rule = str(files["aws_cloudtrail_manual_change.yaral"])
    assert rule.startswith("rule clickops_aws_cloudtrail_manual_change {\n")
    assert "\n    not $e.principal.user.userid in %people\n\n  outcome:" in rule
    assert re.findall(r"^  (\w+):$", rule, re.MULTILINE) == ["meta", "events", "outcome", "condition"]
    for line in rule.partition("  events:")[0].splitlines()[3:-1]:
        assert re.fullmatch(r'    \w+ = "([^"\\]|\\["\\])*"', line)
