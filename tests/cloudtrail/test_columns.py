"""Columns in other spelling are put where a record has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clickops.cloudtrail.columns import place
from clickops.cloudtrail.fields import FREE, KNOWN
from clickops.content import BACKENDS
from cloudtrail.trails import ndjson, reading, record, stored, text

PLACES = {
    "eventname": "eventName",
    "event_name": "eventName",
    "EVENTNAME": "eventName",
    "Event name": "eventName",
    "source_ip_address": "sourceIPAddress",
    "useridentity": "userIdentity",
    "useridentity_arn": "userIdentity.arn",
    "user_identity.arn": "userIdentity.arn",
    "arn": "userIdentity.arn",
    "invokedby": "userIdentity.invokedBy",
    "accountid": "userIdentity.accountId",
    "sessioncontext": "userIdentity.sessionContext",
    "useridentity.sessioncontext.sessionissuer.username": "userIdentity.sessionContext.sessionIssuer.userName",
    "sessionissuer_arn": "userIdentity.sessionContext.sessionIssuer.arn",
    "mfaauthenticated": "userIdentity.sessionContext.attributes.mfaAuthenticated",
    "TimeGenerated [UTC]": "eventTime",
    "tlsversion": "tlsDetails.tlsVersion",
    "vpc_endpoint_id": "vpcEndpointId",
    "requestParameters.groupId": "requestParameters.groupId",
    "request_parameters.group_id": "requestParameters.group_id",
    "Vendor.requestParameters.items[0].cidrIp": "requestParameters.items.0.cidrIp",
    "aws.cloudtrail.flattened.request_parameters.groupId": "requestParameters.groupId",
}


@pytest.mark.parametrize(("name", "field"), PLACES.items())
def test_a_column_has_its_place(name: str, field: str) -> None:
    assert ".".join(place(name)) == field


@pytest.mark.parametrize(
    "name",
    ["", "name", "type", "Type", "source", "service", "attributes", "resource.x", "event", "x" * 999, "a,eventname"],
)
def test_other_names_have_none(name: str) -> None:
    assert place(name) == ()


@pytest.mark.parametrize("field", sorted(KNOWN))
def test_every_field_has_its_place_however_it_is_spelled(field: str) -> None:
    for name in (field, field.lower(), field.replace(".", "_"), field.replace(".", "").upper()):
        assert place(name) == tuple(field.split("."))


STORED = [
    ("sentinel", "table", ""),
    ("athena", "table", ""),
    ("elasticsearch", "ecs", ""),
    ("datadog", "pipeline", "@"),
    ("crowdstrike", "vendor", ""),
]


@pytest.mark.parametrize(("target", "schema", "mark"), STORED)
def test_what_our_targets_store_is_put_back(target: str, schema: str, mark: str) -> None:
    """The names are those that backends/ says: `:` begins a JSON path, which is no column."""
    fields = yaml.safe_load((BACKENDS / target / "fields.yml").read_text("utf-8"))["schemas"][schema]["fields"]
    looked_at = 0
    for field, kept in fields.items():
        names = kept.get("name", [])
        for name in [names] if isinstance(names, str) else names:
            if ":" in name or "*" in name or field.partition(".")[0] in FREE or name.startswith("resources."):
                continue
            looked_at += 1
            if name != "user.name":  # two fields of ECS
                assert place(name.removeprefix(mark)) == tuple(field.split(".")), name
    assert looked_at > 20


def test_rows_in_lower_and_snake_case_are_records(tmp_path: Path) -> None:
    lower = {
        "eventname": "A",
        "eventsource": "s",
        "useridentity": {"accountid": "1", "sessioncontext": {"attributes": {}}},
    }
    snake = {
        "event_name": "A",
        "event_source": "s",
        "user_identity": {"account_id": "1"},
        "request_parameters": {"a_b": 1},
    }
    found = reading(stored(tmp_path / "a", ndjson([lower, snake])))
    assert found.events == [
        {"eventName": "A", "eventSource": "s", "userIdentity": {"accountId": "1"}},
        {"eventName": "A", "eventSource": "s", "userIdentity": {"accountId": "1"}, "requestParameters": {"a_b": 1}},
    ]
    assert not found.problems


def test_the_account_is_read_from_the_arn_where_no_column_has_it(tmp_path: Path) -> None:
    arn = "arn:aws:sts::111122223333:assumed-role/Admin/ann"
    content = f"eventname,arn,accountid\nA,{arn},\nB,{arn},444455556666\nC,arn:x,\n".encode()
    found = reading(stored(tmp_path / "a", content))
    assert [event["userIdentity"].get("accountId") for event in found.events] == ["111122223333", "444455556666", None]


def test_a_column_called_type_is_the_identity_only_if_it_holds_one(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"eventname,type\nA,AssumedRole\nB,AWSCloudTrail\n"))
    assert found.events == [
        {"eventName": "A", "userIdentity": {"type": "AssumedRole"}},
        {"eventName": "B", "type": "AWSCloudTrail"},
    ]


def test_what_was_taken_apart_by_number_is_a_list_again(tmp_path: Path) -> None:
    row = {
        "eventName": "A",
        "userIdentity.arn": "a",
        "requestParameters.items.0.cidrIp": "0.0.0.0/0",
        "requestParameters.items.1.cidrIp": "::/0",
        "requestParameters.policy": '{"Version":1}',
        "requestParameters.names": '["a","b"]',
    }
    found = reading(stored(tmp_path / "a", ndjson([row])))
    assert found.events[0]["requestParameters"] == {
        "items": [{"cidrIp": "0.0.0.0/0"}, {"cidrIp": "::/0"}],
        "policy": '{"Version":1}',
        "names": ["a", "b"],
    }


def test_ecs_without_the_original_is_put_back(tmp_path: Path) -> None:
    """Shaped after sample_event.json of elastic/integrations, packages/aws/data_stream/cloudtrail."""
    document: dict[str, Any] = {
        "@timestamp": "2026-03-02T08:00:00.000Z",
        "event": {"action": "A", "provider": "ec2.amazonaws.com", "id": "e", "outcome": "success", "kind": "event"},
        "cloud": {"account": {"id": "111122223333"}, "region": "eu-central-1", "provider": "aws"},
        "source": {"address": "203.0.113.7", "ip": "203.0.113.7"},
        "user": {"name": "Admin", "id": "AROA:ann"},
        "user_agent": {"original": "console.aws.amazon.com", "name": "Other"},
        "aws": {
            "cloudtrail": {
                "event_type": "AwsApiCall",
                "read_only": False,
                "user_identity": {
                    "type": "AssumedRole",
                    "arn": "arn:aws:sts::111122223333:assumed-role/Admin/ann",
                    "session_context": {
                        "mfa_authenticated": "true",
                        "session_issuer": {"type": "Role", "account_id": "1"},
                    },
                },
                "request_parameters": "{groupId=sg-1}",
                "flattened": {"request_parameters": {"groupId": "sg-1"}},
            }
        },
    }
    found = reading(stored(tmp_path / "a", text({"_source": document})))
    assert not found.problems
    event = found.events[0]
    assert event["eventTime"] == "2026-03-02T08:00:00.000Z"
    assert event["eventName"] == "A"
    assert event["sourceIPAddress"] == "203.0.113.7"
    assert event["userAgent"] == "console.aws.amazon.com"
    assert event["readOnly"] is False
    assert event["requestParameters"] == {"groupId": "sg-1"}
    assert event["userIdentity"] == {
        "type": "AssumedRole",
        "arn": "arn:aws:sts::111122223333:assumed-role/Admin/ann",
        "accountId": "111122223333",
        "principalId": "AROA:ann",
        "sessionContext": {
            "attributes": {"mfaAuthenticated": "true"},
            "sessionIssuer": {"type": "Role", "accountId": "1", "userName": "Admin"},
        },
    }


def test_a_record_with_an_identity_keeps_its_odd_keys(tmp_path: Path) -> None:
    odd = record(1, eventname="x", arn="y", event_id="z", useridentity="w")
    assert reading(stored(tmp_path / "a", ndjson([odd]))).events == [odd]


@pytest.mark.parametrize(
    "row",
    [
        {"eventname": "C"},
        {"event_name": "login", "event_time": "2026-03-02T08:00:00Z"},
        {"eventName": "ObjectCreated:Put", "eventSource": "aws:s3:x"},
        {"action": "A", "source": "b", "user": {"name": "c"}},
    ],
)
def test_rows_of_other_logs_are_no_records(tmp_path: Path, row: dict[str, Any]) -> None:
    found = reading(stored(tmp_path / "a", ndjson([row])))
    assert not found.events
    assert len(found.problems) == 1
