"""Records are taken out of what they travel in, and what only looks like them is left aside."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail.decode import Malformed
from clickops.cloudtrail.envelopes import DEPTH, Aside, is_record, unwrap
from clickops.cloudtrail.holders import UNPACKED_LIMIT
from cloudtrail.trails import ndjson, reading, record, records, stored, text

EVENTS = records(2)
EVENT = EVENTS[0]


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def sqs(body: Any) -> dict[str, Any]:
    return {"messageId": "m", "body": json.dumps(body), "eventSource": "aws:sqs", "awsRegion": "eu-central-1"}


def sns(message: Any) -> dict[str, Any]:
    return {
        "Type": "Notification",
        "TopicArn": "arn:aws:sns:eu-central-1:111122223333:t",
        "Message": json.dumps(message),
    }


def bridge(event: Any, kind: str = "AWS API Call via CloudTrail") -> dict[str, Any]:
    return {"version": "0", "detail-type": kind, "source": "aws.ec2", "account": "111122223333", "detail": event}


LOGS: dict[str, Any] = {
    "messageType": "DATA_MESSAGE",
    "owner": "111122223333",
    "logEvents": [{"id": "1", "timestamp": 1, "message": json.dumps(event)} for event in EVENTS],
}

WRAPPED = {
    "a record": (EVENT, 1),
    "EventBridge": (bridge(EVENT), 1),
    "a console sign-in by EventBridge": (bridge(EVENT, "AWS Console Sign In via CloudTrail"), 1),
    "a test": ({"event": EVENT, "expect": {"match": True}}, 1),
    "Elasticsearch": ({"_index": "trail", "_source": EVENT}, 1),
    "a trail": ({"Records": EVENTS}, 2),
    "lookup-events": ({"Events": [{"EventName": "x", "CloudTrailEvent": json.dumps(event)} for event in EVENTS]}, 2),
    "lookup-events, read already": ({"EventName": "x", "CloudTrailEvent": EVENT}, 1),
    "SNS": (sns(EVENT), 1),
    "SNS to Lambda": ({"Records": [{"EventSource": "aws:sns", "Sns": sns(event)} for event in EVENTS]}, 2),
    "SQS to Lambda": ({"Records": [sqs(event) for event in EVENTS]}, 2),
    "EventBridge by SQS": (sqs(bridge(EVENT)), 1),
    "EventBridge by SNS by SQS": (sqs(sns(bridge(EVENT))), 1),
    "a list by SQS": (sqs(EVENTS), 2),
    "CloudWatch Logs": (LOGS, 2),
    "CloudWatch Logs to Lambda": ({"awslogs": {"data": in_base64(gzip.compress(text(LOGS)))}}, 2),
    "CloudWatch Logs by Kinesis": (
        {
            "Records": [
                {
                    "eventSource": "aws:kinesis",
                    "eventName": "aws:kinesis:record",
                    "kinesis": {"data": in_base64(gzip.compress(text(LOGS)))},
                },
            ],
        },
        2,
    ),
    "EventBridge by Kinesis": ({"eventSource": "aws:kinesis", "kinesis": {"data": in_base64(text(bridge(EVENT)))}}, 1),
}


@pytest.mark.parametrize(("value", "count"), WRAPPED.values(), ids=WRAPPED)
def test_records_are_taken_out_of_envelopes(tmp_path: Path, value: dict[str, Any], count: int) -> None:
    assert list(unwrap(value)) == EVENTS[:count]
    found = reading(stored(tmp_path / "a", ndjson([value, value])))
    assert found.events == EVENTS[:count] * 2
    assert not found.problems


ASIDE: dict[str, dict[str, Any]] = {
    "S3 notification": {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "s3": {"bucket": {"name": "example"}, "object": {"key": "AWSLogs/111122223333/CloudTrail/x.json.gz"}},
    },
    "DynamoDB stream record": {"eventSource": "aws:dynamodb", "eventName": "INSERT", "dynamodb": {}},
    "digest": {"awsAccountId": "111122223333", "digestStartTime": "2026-03-02T08:00:00Z", "logFiles": []},
    "Insight event": {
        "eventVersion": "1.08",
        "eventType": "AwsCloudTrailInsight",
        "insightDetails": {"state": "Start", "eventName": "RunInstances"},
        "eventCategory": "Insight",
    },
    "CloudWatch Logs control message": {
        "messageType": "CONTROL_MESSAGE",
        "logEvents": [{"id": "", "timestamp": 1, "message": "CWL CONTROL MESSAGE: Checking health of destination."}],
    },
}


@pytest.mark.parametrize(("kind", "value"), ASIDE.items(), ids=ASIDE)
def test_what_is_no_record_is_left_aside_by_name(tmp_path: Path, kind: str, value: dict[str, Any]) -> None:
    for envelope in (value, sqs(value), sqs(sns(value))):
        assert list(unwrap(envelope)) == [Aside(kind)]
    found = reading(stored(tmp_path / "a", text({"Records": [value, EVENT, value]})))
    assert found == ([EVENT], ["a:2"], [], [f"a:1 {kind}", f"a:3 {kind}"])


def test_s3_notifications_have_three_forms() -> None:
    assert list(unwrap({"Service": "Amazon S3", "Event": "s3:TestEvent"})) == [Aside("S3 notification")]
    by_bridge = bridge({"bucket": {"name": "example"}}, "Object Created") | {"source": "aws.s3"}
    assert list(unwrap(by_bridge)) == [Aside("S3 notification")]
    assert list(unwrap(bridge(EVENT) | {"source": "aws.s3"})) == [EVENT]


def test_a_control_message_between_others_is_left_aside(tmp_path: Path) -> None:
    events = [*LOGS["logEvents"], *ASIDE["CloudWatch Logs control message"]["logEvents"]]
    found = reading(stored(tmp_path / "a", text(LOGS | {"logEvents": events})))
    assert found.places == ["a:1", "a:2"]
    assert found.asides == ["a:3 CloudWatch Logs control message"]
    assert not found.problems


def test_a_record_is_never_opened_for_what_it_holds() -> None:
    odd = record(1, body='{"eventName":"no"}', detail={"eventName": "no"}, Records=[{"eventName": "no"}])
    assert is_record(odd)
    assert list(unwrap(odd)) == [odd]


BROKEN = {
    "in body: not JSON: Expecting value at character 1": {"eventSource": "aws:sqs", "body": "hello"},
    "in Message: not JSON": {"Type": "SubscriptionConfirmation", "Message": "You have chosen to subscribe"},
    "in kinesis: not base64: ": {"kinesis": {"data": "x"}},
    "in kinesis: not JSON: ": {"kinesis": {"data": in_base64(b"hello")}},
    "in awslogs: the gzip data is cut off": {"awslogs": {"data": in_base64(gzip.compress(text(LOGS))[:-20])}},
    "in awslogs: damaged gzip data": {"awslogs": {"data": in_base64(b"\x1f\x8b" + b"\xff" * 50)}},
    f"in awslogs: more than {UNPACKED_LIMIT:,} bytes": {
        "awslogs": {"data": in_base64(gzip.compress(bytes(UNPACKED_LIMIT + 1)))},
    },
    "a message of 'aws:codecommit', not": {"eventSource": "aws:codecommit", "eventName": "x"},
    "neither eventName nor eventSource": bridge({"finding": 1}),
    "not an object but a number": sqs(7),
    "not an object but null": {"CloudTrailEvent": "null"},
}


@pytest.mark.parametrize(("reason", "value"), BROKEN.items(), ids=BROKEN)
def test_an_envelope_without_a_record_says_why(reason: str, value: dict[str, Any]) -> None:
    (why,) = unwrap(value)
    assert isinstance(why, Malformed)
    assert str(why).startswith(reason)


def test_one_bad_member_of_an_envelope_costs_only_itself() -> None:
    found = list(unwrap({"Records": [EVENTS[0], 7, sqs("no"), {"body": "{"}, EVENTS[1]]}))
    assert [item for item in found if isinstance(item, dict)] == EVENTS
    assert len(found) == 5


def test_envelopes_end_somewhere() -> None:
    value: dict[str, Any] = EVENT
    for _ in range(DEPTH):
        value = bridge(value)
    assert list(unwrap(value)) == [EVENT]
    assert [str(item) for item in unwrap(bridge(value))] == ["more than 8 envelopes inside one another"]


def test_bombs_in_one_record_share_one_limit() -> None:
    bomb = {"awslogs": {"data": in_base64(gzip.compress(b" " * (UNPACKED_LIMIT // 2) + text(EVENT)))}}
    found = list(unwrap({"Records": [bomb] * 4}))
    assert found[0] == EVENT
    assert [str(item) for item in found[1:]] == [f"in awslogs: more than {UNPACKED_LIMIT:,} bytes when unpacked"] * 3


@pytest.mark.parametrize("key", ["eventSource", "message", "detail-type", "eventCategory"])
def test_a_deep_value_where_a_text_is_usual_is_no_trouble(key: str) -> None:
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]
    assert len(list(unwrap({key: deep, "source": "aws.s3"}))) == 1
