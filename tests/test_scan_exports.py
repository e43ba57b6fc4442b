"""The same events by way of a table or a text give the same alerts: rules, level, person and time."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import clickops
from clickops.cloudtrail.fields import OBJECTS
from clickops.errors import Problem
from clickops.report.subject import describe
from clickops.rules.pack import Pack
from clickops.scanning import scan
from support.command import CLICKOPS, ENVIRONMENT

ARN = "arn:aws:sts::111122223333:assumed-role/Administrator/alice"
IDENTITY: dict[str, Any] = {
    "type": "AssumedRole",
    "principalId": "AROAIDPPEZS35WEXAMPLE:alice",
    "arn": ARN,
    "accountId": "111122223333",
    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
    "sessionContext": {
        "sessionIssuer": {
            "type": "Role",
            "arn": "arn:aws:iam::111122223333:role/Administrator",
            "userName": "Administrator",
        },
        "attributes": {"creationDate": "2026-11-20T07:55:01Z", "mfaAuthenticated": "true"},
    },
}
WORLD = {"groupId": "sg-1", "ipPermissions": {"items": [{"ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}]}}]}}


def event(number: int, name: str, agent: str, parameters: object, **more: Any) -> dict[str, Any]:
    return {
        "eventVersion": "1.11",
        "userIdentity": IDENTITY | ({"invokedBy": more.pop("by")} if "by" in more else {}),
        "eventTime": "2026-11-20T08:14:03Z",
        "eventSource": more.pop("of", "ec2.amazonaws.com"),
        "eventName": name,
        "awsRegion": "eu-west-1",
        "sourceIPAddress": more.pop("address", "198.51.100.24"),
        "userAgent": agent,
        "requestParameters": parameters,
        "eventID": f"0f4c1b7e-0d3a-4a55-8f3e-aa000000000{number}",
        "readOnly": False,
        "eventType": "AwsApiCall",
        "recipientAccountId": "111122223333",
    } | more


SERVICE = "cloudformation.amazonaws.com"
FIVE = [
    event(1, "AuthorizeSecurityGroupIngress", "AWS Internal", WORLD, sessionCredentialFromConsole="true"),
    event(2, "AuthorizeSecurityGroupIngress", "APN/1.0 HashiCorp/1.0 Terraform/1.9.8", WORLD),
    event(3, "CreateSecurityGroup", SERVICE, {"groupName": "x"}, by=SERVICE, address=SERVICE),
    event(4, "DescribeInstances", "AWS Internal", {}, readOnly=True),
    event(5, "PutBucketVersioning", "[Mozilla/5.0 (X11)]", {"bucketName": "b"}, of="s3.amazonaws.com"),
]


def table(rows: list[dict[str, Any]]) -> bytes:
    written = io.StringIO()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(written, columns, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def struct(value: Any) -> str:
    """Write as Athena does."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key.lower()}={struct(inner)}" for key, inner in value.items()) + "}"
    return str(value)


def texts(one: dict[str, Any]) -> dict[str, Any]:
    return {key: json.dumps(value) if key in OBJECTS else value for key, value in one.items()}


def athena(one: dict[str, Any]) -> dict[str, Any]:
    row = {key.lower(): value for key, value in texts(one).items()}
    return row | {"useridentity": struct(one["userIdentity"]), "readonly": str(one["readOnly"]).lower()}


def flat(value: Any, above: str = "") -> dict[str, Any]:
    """Take objects and lists apart as Logs Insights does."""
    members = enumerate(value) if isinstance(value, list) else value.items()
    found: dict[str, Any] = {}
    for key, inner in members:
        name = f"{above}{key}"
        found |= flat(inner, f"{name}.") if isinstance(inner, dict | list) else {name: inner}
    return found


def with_lists_as_text(value: Any, above: str = "") -> dict[str, Any]:
    """Take objects apart, and leave lists as JSON, as VictoriaLogs does; all values are text."""
    found: dict[str, Any] = {}
    for key, inner in value.items():
        name = f"{above}{key}"
        if isinstance(inner, dict):
            found |= with_lists_as_text(inner, f"{name}.")
        else:
            found[name] = inner if isinstance(inner, str) else json.dumps(inner)
    return found


def snake(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)
        .replace("_i_p_", "_ip_")
        .replace("_i_d", "_id"): inner if key == "requestParameters" else snake(inner)
        for key, inner in value.items()
    }


def few_columns(one: dict[str, Any]) -> dict[str, Any]:
    kept = ("eventTime", "eventName", "eventSource", "userAgent", "sourceIPAddress", "requestParameters")
    row = {key.lower(): texts(one)[key] for key in kept}
    identity = one["userIdentity"]
    return row | {"arn": identity["arn"], "invokedby": identity.get("invokedBy", ""), "readonly": str(one["readOnly"])}


FORMS = {
    "a trail": json.dumps({"Records": FIVE}, separators=(",", ":")).encode(),
    "JSON in text": lines([texts(one) for one in FIVE]),
    "JSON in text, as a trail": json.dumps({"Records": [texts(one) for one in FIVE]}, separators=(",", ":")).encode(),
    "columns with JSON": table([texts(one) for one in FIVE]),
    "Athena": table([athena(one) for one in FIVE]),
    "Athena, as lines": lines([athena(one) for one in FIVE]),
    "a few of Athena's columns": table([few_columns(one) for one in FIVE]),
    "a few of Athena's columns, as lines": lines([few_columns(one) for one in FIVE]),
    "a few of Athena's columns, as a trail": json.dumps(
        {"Records": [few_columns(one) for one in FIVE]}, separators=(",", ":")
    ).encode(),
    "snake case": lines([snake(one) for one in FIVE]),
    "capitals": table([{key.upper(): value for key, value in texts(one).items()} for one in FIVE]),
    "taken apart": lines([flat(one) for one in FIVE]),
    "taken apart, in columns": table([flat(one) for one in FIVE]),
    "taken apart by VictoriaLogs": lines([{"_stream": "{}", "_time": "t"} | with_lists_as_text(one) for one in FIVE]),
    "taken apart under Vendor": lines([{f"Vendor.{key}": value for key, value in flat(one).items()} for one in FIVE]),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return clickops.load()


@pytest.mark.parametrize("name", FORMS)
def test_five_events_give_two_alerts_in_every_form(tmp_path: Path, pack: Pack, name: str) -> None:
    (tmp_path / "a").write_bytes(FORMS[name])
    problems: list[Problem] = []
    alerts = list(scan(pack, tmp_path / "a", on_problem=problems.append))
    assert not problems
    said = [(alert.level, describe(alert.event)) for alert in alerts]
    assert [(level, one.action, one.person, one.account, one.time) for level, one in said] == [
        ("high", "AuthorizeSecurityGroupIngress", "alice", "111122223333", "2026-11-20T08:14:03Z"),
        ("medium", "PutBucketVersioning", "alice", "111122223333", "2026-11-20T08:14:03Z"),
    ]


UNREADABLE = {
    "a picture": b"\x89PNG\r\n\x1a\n",
    "cut off": gzip.compress(FORMS["a trail"])[:20],
    "prose": b"Dear all,\nthis is no trail.\n",
    "an object of something else": b'{"a": 1}',
}
NEIGHBOURS = {
    "VPC flow log": b"2 123456789010 eni-1235b8ca 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1 2 ACCEPT OK\n",
    "digest": b'{"digestStartTime": "2026-11-20T08:00:00Z"}',
    "AWS Config file": b'{"fileVersion": "1.0", "configurationItems": []}',
}


def test_a_folder_of_every_kind_is_scanned_in_one_run_with_the_right_summary(tmp_path: Path) -> None:
    for number, content in enumerate((*FORMS.values(), *UNREADABLE.values(), *NEIGHBOURS.values())):
        (tmp_path / f"{number:02}").write_bytes(content)
    command = [*CLICKOPS, "scan", str(tmp_path), "--format", "json", "--no-summary"]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    summary = found["summary"]
    assert summary["files"] == len(FORMS) + len(UNREADABLE) + len(NEIGHBOURS)
    assert (summary["records"], summary["unreadable"]) == (5 * len(FORMS), len(UNREADABLE))
    assert summary["aside"] == dict.fromkeys(NEIGHBOURS, 1)
    assert len({problem["path"] for problem in found["problems"]}) == len(UNREADABLE)
    assert {alert["event"]["eventName"]: alert["level"] for alert in found["alerts"]} == {
        "AuthorizeSecurityGroupIngress": "high",
        "PutBucketVersioning": "medium",
    }
    named = [alert for alert in found["alerts"] if "eventID" in alert["event"]]
    assert [alert["copies"] for alert in named] == [sum(not name.startswith("a few of") for name in FORMS)] * 2


def test_a_record_whose_parameters_cannot_be_read_is_told_and_not_judged(tmp_path: Path, pack: Pack) -> None:
    bad = [FIVE[0] | {"requestParameters": "{groupId=sg-1, ipPermissions={"}, FIVE[0] | {"userIdentity": "alice"}]
    for content in (lines([*bad, FIVE[4]]), json.dumps({"Records": [*bad, FIVE[4]]}, separators=(",", ":")).encode()):
        (tmp_path / "a").write_bytes(content)
        problems: list[Problem] = []
        assert len(list(scan(pack, tmp_path / "a", on_problem=problems.append))) == 1
        assert [problem.position for problem in problems] == [1, 2]
        assert problems[0].reason.startswith("requestParameters is a struct as text")
        assert problems[1].reason == "userIdentity is text that is not JSON"


def sentinel(one: dict[str, Any]) -> dict[str, Any]:
    """Write a row of the table AWSCloudTrail as the portal exports it: Azure Monitor reference, AWSCloudTrail."""
    identity = one["userIdentity"]
    return {
        "TimeGenerated [UTC]": "11/20/2026, 8:14:03.000 AM",
        "AwsEventId": one["eventID"],
        "EventSource": one["eventSource"],
        "EventTypeName": one["eventType"],
        "EventName": one["eventName"],
        "UserIdentityType": identity["type"],
        "UserIdentityPrincipalid": identity["principalId"],
        "UserIdentityArn": identity["arn"],
        "UserIdentityAccountId": identity["accountId"],
        "UserIdentityInvokedBy": identity.get("invokedBy", ""),
        "SessionMfaAuthenticated": "True",
        "SessionCreationDate [UTC]": "11/20/2026, 7:55:01.000 AM",
        "SessionIssuerUserName": identity["sessionContext"]["sessionIssuer"]["userName"],
        "AWSRegion": one["awsRegion"],
        "SourceIpAddress": one["sourceIPAddress"],
        "UserAgent": one["userAgent"],
        "RequestParameters": json.dumps(one["requestParameters"]),
        "ReadOnly": str(one["readOnly"]),
        "RecipientAccountId": one["recipientAccountId"],
        "ManagementEvent": "True",
        "Category": "",
        "Type": "AWSCloudTrail",
    }


def test_sentinels_table_gives_the_same_rules_person_and_time(tmp_path: Path, pack: Pack) -> None:
    events = [{key: one[key] for key in one if key != "sessionCredentialFromConsole"} for one in FIVE]
    (tmp_path / "trail").write_bytes(lines(events))
    (tmp_path / "table").write_bytes(b"\xef\xbb\xbf" + table([sentinel(one) for one in events]))
    trail, exported = (
        [
            (
                [rule.name for rule in alert.rules],
                (one := describe(alert.event)).who,
                one.time,
                one.action,
                one.resources,
            )
            for alert in scan(pack, tmp_path / name)
        ]
        for name in ("trail", "table")
    )
    assert len(trail) == 2
    assert exported == trail


def test_a_time_of_older_event_histories_is_one(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "a").write_bytes(
        b"Event ID,Event time,User name,Event name,Event source,User agent,Read-only\n"
        b'e-1,"2021-05-19, 10:03:27 AM",alice,TerminateInstances,ec2.amazonaws.com,console.ec2.amazonaws.com,false\n'
    )
    (alert,) = scan(pack, tmp_path / "a", until=dt.datetime(2021, 5, 19, 10, 3, 28, tzinfo=dt.UTC))
    assert describe(alert.event).time == "2021-05-19T10:03:27Z"
    assert not list(scan(pack, tmp_path / "a", since=dt.datetime(2021, 5, 19, 10, 3, 28, tzinfo=dt.UTC)))
