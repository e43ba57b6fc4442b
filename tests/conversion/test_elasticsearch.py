"""What the elasticsearch target writes beside queries: rules that Kibana and ElastAlert take."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from clickops.conversion.convert import convert
from clickops.errors import ClickopsError
from clickops.rules.pack import Pack
from clickops.rules.tree import Not
from clickops.verify import ecs
from support import elastalert, kibana
from support.platform import ask, rule

KINDS = {"siem_rule_ndjson": "query", "siem_eql_rule_ndjson": "eql", "siem_esql_rule_ndjson": "esql"}
HOSTILE = ('"', "\\", "a: b", "{{x}}", "%{x}", "\n- x", "'''", "| x", "// x", "é")


def files(form: str, *values: str, allowlist: str = "", **options: str) -> dict[str, str]:
    condition = ask("eventName", *(values or ("DeleteTrail",)))
    made = rule(condition, title='A "title": {{x}}\n# no', level="high", description="It's\n\nlong: yes")
    found = convert(Pack((made,), (), ()), "elasticsearch", form, allowlist=allowlist, options=options)
    return {name: str(text) for name, text in found.items()}


def rules(form: str, *values: str, **options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files(form, *values, **options)["rules.ndjson"].splitlines()]


@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize("value", HOSTILE)
def test_kibana_takes_what_is_written(form: str, value: str) -> None:
    (one,) = rules(form, value)
    kibana.check_rule(one)
    assert one["type"] == KINDS[form]
    assert one["severity"] == "high"
    assert one["enabled"] is False
    assert one["exceptions_list"] == []


@pytest.mark.parametrize("key", ["name", "severity", "risk_score", "type", "description"])
def test_kibana_does_not_take_a_rule_that_lacks_something(key: str) -> None:
    (one,) = rules("siem_rule_ndjson")
    del one[key]
    with pytest.raises((jsonschema.ValidationError, KeyError)):
        kibana.check_rule(one)


def test_kibana_does_not_take_what_it_does_not_know() -> None:
    (one,) = rules("siem_rule_ndjson")
    with pytest.raises(jsonschema.ValidationError):
        kibana.check_rule(one | {"colour": "red"})


def test_a_query_rule_asks_by_its_filter_alone() -> None:
    (one,) = rules("siem_rule_ndjson", index="logs-x,logs-y")
    assert not one["query"]
    assert one["index"] == ["logs-x", "logs-y"]
    (asked,) = one["filters"]
    assert asked["query"]["bool"]["filter"][-1] == {
        "term": {"event.action": {"value": "DeleteTrail", "case_insensitive": True}}
    }


def test_an_esql_rule_names_what_tells_alerts_apart_and_no_index_beside_its_query() -> None:
    (one,) = rules("siem_esql_rule_ndjson")
    assert "metadata _id, _index, _version" in one["query"]
    assert "index" not in one


@pytest.mark.parametrize("form", KINDS)
def test_an_allowlist_is_an_exception_list_and_a_file_to_import(form: str) -> None:
    made = files(form, allowlist="people")
    (one,) = (json.loads(line) for line in made["rules.ndjson"].splitlines())
    lines = [json.loads(line) for line in made["exceptions_people.ndjson"].splitlines()]
    kibana.check_rule(one)
    kibana.check_exceptions(lines)
    assert [reference["list_id"] for reference in one["exceptions_list"]] == [lines[0]["list_id"]] == ["people"]
    assert [line["type"] for line in lines] == ["detection", "simple"]
    assert {line["list_id"] for line in lines} == {one["exceptions_list"][0]["id"]} == {"people"}
    assert {line["namespace_type"] for line in (*lines, *one["exceptions_list"])} == {"single"}
    (entry,) = lines[1]["entries"]
    assert (entry["field"], entry["type"]) == ("aws.cloudtrail.user_identity.arn", "match_any")
    assert entry["operator"] == "included"


def test_without_an_allowlist_there_is_no_exception_list() -> None:
    assert set(files("siem_rule_ndjson")) == {"rules.ndjson"}


def test_an_allowlist_cannot_bring_a_path() -> None:
    with pytest.raises(ClickopsError, match="cannot be called"):
        files("siem_rule_ndjson", allowlist="../x")


@pytest.mark.parametrize("value", HOSTILE)
def test_elastalert_takes_what_is_written(value: str) -> None:
    one = yaml.safe_load(files("elastalert", value)["made_up.yml"])
    elastalert.check(one)
    asked = one["filter"][0]["bool"]["filter"][-1]
    held = next(iter(asked.values()))["event.action"]["value"]
    assert held == ("[Éé]" if value == "é" else value)


@pytest.mark.parametrize("change", [{"type": "every"}, {"realert": {"years": 1}}, {"index": None}, {"colour": "red"}])
def test_elastalert_does_not_take_what_it_does_not_know(change: dict[str, Any]) -> None:
    one = yaml.safe_load(files("elastalert")["made_up.yml"])
    with pytest.raises(jsonschema.ValidationError):
        elastalert.check(one | change)


@pytest.mark.parametrize(
    ("schema", "when", "key"), [("ecs", "@timestamp", "event.id"), ("raw", "eventTime", "eventID")]
)
def test_elastalert_alerts_once_for_each_event(schema: str, when: str, key: str) -> None:
    """It looks the key up in the document, where a field has no `.keyword` behind its name."""
    one = yaml.safe_load(files("elastalert", schema=schema)["made_up.yml"])
    assert (one["timestamp_field"], one["query_key"], one["realert"]) == (when, key, {"days": 1})
    assert one["buffer_time"]["minutes"] > one["run_every"]["minutes"] + 15


def test_raw_queries_read_as_the_post_of_2019_wrote_them() -> None:
    condition = ask("userIdentity.invokedBy", "AWS Internal")
    made = rule(Not(condition), title="")
    found = convert(Pack((made,), (), ()), "elasticsearch", options={"schema": "raw"})
    (clause,) = json.loads(str(found["made_up.json"]))["query"]["bool"]["must_not"]
    assert clause == {"term": {"userIdentity.invokedBy.keyword": {"value": "AWS Internal", "case_insensitive": True}}}


RECORDS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("a name", {"eventName": "RunInstances"}, "event.action", "RunInstances"),
    ("null is dropped", {"errorCode": None}, "aws.cloudtrail.error_code", None),
    ("a hyphen is dropped", {"userAgent": "-"}, "user_agent.original", None),
    ("an address", {"sourceIPAddress": "192.0.2.1"}, "source.ip", "192.0.2.1"),
    ("a service is no address", {"sourceIPAddress": "ec2.amazonaws.com"}, "source.ip", None),
    (
        "a role's session has the role's name",
        {"userIdentity": {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"userName": "Admin"}}}},
        "user.name",
        "Admin",
    ),
    (
        "parameters keep their names",
        {"requestParameters": {"a": {"B": 1}, "c": None}},
        "aws.cloudtrail.flattened.request_parameters",
        {"a": {"B": 1}},
    ),
]


@pytest.mark.parametrize(("record", "name", "value"), [case[1:] for case in RECORDS], ids=[case[0] for case in RECORDS])
def test_the_engine_is_given_what_the_integration_stores(record: dict[str, Any], name: str, value: object) -> None:
    found: Any = ecs.document(record)
    for key in name.split("."):
        found = found.get(key, {}) if isinstance(found, dict) else {}
    assert (found or None) == value
