"""What lies beside trails in a log archive is set aside by its form, and what only looks similar stays a problem.

The samples are invented, each in the form that the page named beside it gives.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail import RECORD_LIMIT
from cloudtrail.trails import ndjson, packed, reading, records, stored, text, trail

TWO = records(2)

# Amazon S3 User Guide, "Amazon S3 server access log format"
S3 = (
    b"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be amzn-s3-demo-bucket "
    b"[06/Feb/2026:00:00:38 +0000] 192.0.2.3 arn:aws:iam::111122223333:user/ann 3E57427F3EXAMPLE REST.GET.VERSIONING - "
    b'"GET /amzn-s3-demo-bucket?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lz= SigV4 ECDHE Header '
    b"amzn-s3-demo-bucket.s3.us-west-1.amazonaws.com TLSv1.2 - -\n"
)
# Amazon VPC User Guide, "Flow log records" and "Publish flow logs to Amazon S3"
FLOW_HEADER = (
    b"version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
    b"log-status\n"
)
FLOW = b"2 111122223333 eni-1235b8ca1234567 10.1.16.139 10.1.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK\n"
NO_DATA = b"2 111122223333 eni-1235b8ca1234567 - - - - - - - 1431280876 1431280934 - NODATA\n"
TRANSIT = b"version resource-type account-id tgw-id srcaddr dstaddr log-status\n6 TransitGateway 1 2 3 4 5 OK\n"
# Elastic Load Balancing, "Access logs for your Application Load Balancer" (and Network, Classic; connection logs)
APPLICATION = (
    b"h2 2026-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 [2001:db8::1]:2817 10.0.0.1:80 0.000 0.001 "
    b'0.000 200 200 34 366 "GET https://www.example.com:443/ HTTP/2.0" "curl/7.46.0" - - arn "Root=1-5833" "-" "-"\n'
)
NETWORK = (
    b"tls 2.0 2026-12-20T02:59:40 net/my-network-loadbalancer/c6e77e28c25b2234 g3d4b5e8bb8464cd 203.0.113.4:51341 "
    b"172.100.100.185:443 5 2 98 246 - arn:aws:acm:us-east-2:111122223333:certificate/x - ECDHE tlsv12 - x - - -\n"
)
CLASSIC = (
    b"2026-05-13T23:39:43.945958Z my-loadbalancer 192.0.2.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "
    b'"GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -\n'
)
CONNECTION = (
    b"2026-10-04T17:05:15.514108Z 203.0.113.1 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 - - - Success\n"
)
# Amazon CloudFront Developer Guide, "Standard logging reference"
CLOUDFRONT = (
    b"#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status\n"
    b"2026-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\n"
)
LOGS = {
    "S3 access log": S3 * 3,
    "S3 access log, one line without its end": S3.rstrip(),
    "VPC flow log": FLOW_HEADER + FLOW * 20,
    "VPC flow log, without its header": FLOW + NO_DATA,
    "VPC flow log, exported from CloudWatch": b"2026-11-20T00:00:00.000Z " + FLOW,
    "VPC flow log, of a transit gateway": TRANSIT,
    "load balancer log, application": APPLICATION * 2,
    "load balancer log, network": NETWORK,
    "load balancer log, classic": CLASSIC * 2,
    "load balancer log, connections": CONNECTION,
    "CloudFront log": CLOUDFRONT,
    "load balancer test file": b"Enable AccessLog for ELB: my-loadbalancer at 2026-11-20T00:00:00.000Z\n",
}


@pytest.mark.parametrize(("name", "content"), LOGS.items(), ids=LOGS)
def test_a_log_of_lines_is_set_aside_once_as_a_whole_file(tmp_path: Path, name: str, content: bytes) -> None:
    kind = name.partition(",")[0]
    for stored_as in (content, packed(content)):
        found = reading([stored(tmp_path / "a", stored_as), stored(tmp_path / "b", trail(TWO))])
        assert found == (TWO, ["b:1", "b:2"], [], [f"a {kind}"])


OBJECTS: dict[str, dict[str, Any]] = {
    # AWS Config Developer Guide, "Example configuration snapshot from AWS Config"
    "AWS Config file": {
        "fileVersion": "1.0",
        "configSnapshotId": "asdf-1",
        "configurationItems": [{"resourceId": "v"}],
    },
    # CloudTrail User Guide, "CloudTrail aggregated events"
    "aggregated event": {
        "eventVersion": "1.0",
        "eventCategory": "Aggregated",
        "eventType": "AwsAggregatedEvent",
        "eventSource": "s3.amazonaws.com",
        "timeWindow": {"windowStart": "2026-11-20T08:00:00Z", "windowEnd": "2026-11-20T08:05:00Z"},
        "summary": {"primaryDimension": {"dimension": "eventName", "statistics": []}},
    },
    # Amazon GuardDuty User Guide, "GuardDuty finding format"
    "GuardDuty finding": {
        "schemaVersion": "2.0",
        "accountId": "111122223333",
        "region": "us-east-1",
        "id": "1",
        "arn": "arn:aws:guardduty:us-east-1:111122223333:detector/1/finding/1",
        "type": "UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B",
        "severity": 5,
    },
    # AWS WAF Developer Guide, "Log fields for protection packs or web ACLs"
    "WAF log record": {
        "timestamp": 1576280412771,
        "formatVersion": 1,
        "webaclId": "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/x/1",
        "terminatingRuleId": "Default_Action",
        "action": "ALLOW",
        "httpRequest": {"clientIp": "192.0.2.1", "headers": []},
    },
    # Amazon Route 53 Developer Guide, "Values that appear in VPC Resolver query logs"
    "Route 53 Resolver log record": {
        "version": "1.1",
        "account_id": "111122223333",
        "region": "us-east-1",
        "vpc_id": "vpc-1",
        "query_timestamp": "2026-02-04T17:51:55Z",
        "query_name": "example.com.",
        "query_type": "A",
        "rcode": "NOERROR",
    },
    # AWS Network Firewall Developer Guide, "Contents of a AWS Network Firewall log"
    "Network Firewall log record": {
        "firewall_name": "test-firewall",
        "availability_zone": "us-east-1b",
        "event_timestamp": "1602627001",
        "event": {"timestamp": "2026-10-13T22:10:01.006481+0000", "event_type": "alert", "proto": "TCP"},
    },
    # AWS Security Hub User Guide, "AWS Security Finding Format (ASFF)"
    "Security Hub finding": {
        "SchemaVersion": "2018-10-08",
        "Id": "1",
        "ProductArn": "arn:aws:securityhub:us-east-1::product/aws/guardduty",
        "GeneratorId": "g",
        "AwsAccountId": "111122223333",
        "Types": [],
    },
    # Amazon CloudFront Developer Guide, "Configure standard logging (v2)", in JSON
    "CloudFront log record": {"date": "2026-12-04", "x-edge-location": "LAX1", "cs-method": "GET", "sc-status": "200"},
    # CloudTrail User Guide, "Configuring Amazon SNS notifications for CloudTrail"
    "CloudTrail delivery notice": {
        "s3Bucket": "amzn-s3-demo-bucket",
        "s3ObjectKey": ["AWSLogs/1/CloudTrail/x.json.gz"],
    },
    # Amazon SNS Developer Guide, "HTTP/HTTPS subscription confirmation JSON format"
    "SNS confirmation": {
        "Type": "SubscriptionConfirmation",
        "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
        "Token": "2336412f37",
        "TopicArn": "arn:aws:sns:us-west-2:123456789012:MyTopic",
        "Message": "You have chosen to subscribe to the topic arn:aws:sns:us-west-2:123456789012:MyTopic.",
        "SubscribeURL": "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription",
        "Timestamp": "2012-04-26T20:45:04.751Z",
    },
}


@pytest.mark.parametrize(("kind", "value"), OBJECTS.items(), ids=OBJECTS)
def test_an_object_of_a_neighbour_is_set_aside_wherever_it_stands(
    tmp_path: Path, kind: str, value: dict[str, Any]
) -> None:
    alone = text(value)
    pretty = json.dumps(value, indent=2).encode()
    for content in (alone, pretty, ndjson([value, value]), text({"Records": [value]})):
        found = reading(stored(tmp_path / "a", content))
        assert not found.events
        assert not found.problems
        assert {told.partition(" ")[2] for told in found.asides} == {kind}
    mixed = ndjson([value, TWO[0], value, TWO[1]])
    found = reading(stored(tmp_path / "a", mixed))
    assert found == (TWO, ["a:2", "a:4"], [], [f"a:1 {kind}", f"a:3 {kind}"])


def test_cloudtrails_messages_to_a_topic_are_set_aside() -> None:
    import io

    note = "CloudTrail validation message."
    forms: list[dict[str, Any]] = [
        {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:111122223333:t", "Message": note},
        {"messageId": "m", "eventSource": "aws:sqs", "body": json.dumps({"Type": "Notification", "Message": note})},
        {"messageId": "m", "eventSource": "aws:sqs", "body": note},
        {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": note}}]},
    ]
    found = reading("-", stdin=io.BytesIO(ndjson(forms)))
    assert not found.problems
    assert found.asides == [f"-:{number} CloudTrail validation message" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "name", ["_SUCCESS", "ConfigWritabilityCheckFile", "part-00000_$folder$", "_started_3012938120398"]
)
def test_an_empty_file_that_marks_something_is_set_aside_by_its_name(tmp_path: Path, name: str) -> None:
    stored(tmp_path / "trails" / name, b"")
    stored(tmp_path / "trails" / "a.json", trail(TWO))
    found = reading(tmp_path / "trails")
    assert (found.events, found.problems, found.asides) == (TWO, [], [f"{name} empty marker"])


def test_what_a_committer_writes_into_its_marker_is_set_aside(tmp_path: Path) -> None:
    content = text({"name": "org.apache.hadoop.fs.s3a.commit.files.SuccessData/1", "filenames": []})
    assert reading(stored(tmp_path / "_SUCCESS", content)).asides == ["_SUCCESS:1 empty marker"]


def test_blank_rows_of_a_csv_are_set_aside_and_do_not_hide_a_short_row(tmp_path: Path) -> None:
    rows = b"Event name,Event source,Event time\nX,s3.amazonaws.com,t\n,,\n , ,\n,\nX,s3\nY,s3.amazonaws.com,t\n"
    found = reading(stored(tmp_path / "a.csv", rows))
    assert [event["eventName"] for event in found.events] == ["X", "Y"]
    assert found.asides == [f"a.csv:{row} blank row" for row in (2, 3, 4)]
    assert found.problems == ["a.csv:5: a row of 2 cells under 3 columns"]


def test_an_object_of_config_longer_than_a_record_is_set_aside(tmp_path: Path) -> None:
    item = {"resourceId": "vol-1", "tags": {"name": "x" * 1000}}
    snapshot = OBJECTS["AWS Config file"] | {"configurationItems": [item] * (RECORD_LIMIT // 900)}
    content = text(snapshot)
    assert len(content) > RECORD_LIMIT
    assert reading(stored(tmp_path / "a", content)).asides == ["a:1 AWS Config file"]
    found = reading(stored(tmp_path / "a", content + b"\n" + text(TWO[0])))
    assert (found.events, found.asides) == (TWO[:1], ["a:1 AWS Config file"])


NOT_NEIGHBOURS = {
    "another service's log": b'192.0.2.1 - ann [10/Oct/2026:13:55:36 -0700] "GET /x HTTP/1.0" 200 2326\n',
    "IIS": b"#Version: 1.0\n#Fields: date time s-ip cs-method\n2026-12-04 1 2 3\n",
    "a table with words of a flow log": b"start end region\n1 2 eu-west-1\n",
    "a sentence": b"version action start end of the story\n",
    "only one line of an access log": S3 + b"and then something else\n",
    "a half of a flow log": FLOW[:60],
    "an empty file": b"",
}


@pytest.mark.parametrize("content", NOT_NEIGHBOURS.values(), ids=NOT_NEIGHBOURS)
def test_what_only_looks_like_a_neighbour_is_a_problem(tmp_path: Path, content: bytes) -> None:
    found = reading(stored(tmp_path / "a.json", content))
    assert not found.asides
    assert len(found.problems) == 1


NOT_OBJECTS: dict[str, dict[str, Any]] = {
    "a finding of another kind": {"schemaVersion": "2.0", "accountId": "1", "severity": 5, "type": "network"},
    "a list of configuration": {"configurationItems": []},
    "a message that is not the notice": {"Type": "Notification", "Message": "CloudTrail validation message? No"},
    "a confirmation without what confirms it": {"Type": "SubscriptionConfirmation", "Message": "You have chosen"},
    "a bucket": {"s3Bucket": "b"},
    "an object named like a marker": {"name": "org.apache.hadoop"},
}


@pytest.mark.parametrize("value", NOT_OBJECTS.values(), ids=NOT_OBJECTS)
def test_an_object_that_only_looks_like_a_neighbours_is_a_problem(tmp_path: Path, value: dict[str, Any]) -> None:
    found = reading(stored(tmp_path / "_SUCCESS", text(value)))
    assert not found.asides
    assert len(found.problems) == 1


def test_a_record_with_the_keys_of_a_neighbour_stays_a_record(tmp_path: Path) -> None:
    odd = [TWO[0] | value for kind, value in OBJECTS.items() if kind != "aggregated event"]
    assert reading(stored(tmp_path / "a", trail(odd))).events == odd


def test_network_activity_events_are_records(tmp_path: Path) -> None:
    denied = TWO[0] | {"eventCategory": "NetworkActivity", "eventType": "AwsVpceEvent"}
    assert reading(stored(tmp_path / "a", trail([denied]))).events == [denied]


@pytest.mark.parametrize("content", [S3 * 20_000, FLOW_HEADER + FLOW * 30])
def test_records_behind_a_log_in_one_file_are_not_lost_in_silence(tmp_path: Path, content: bytes) -> None:
    found = reading(stored(tmp_path / "a", content + ndjson(TWO)))
    assert not found.asides
    (problem,) = found.problems
    assert problem.endswith("with JSON after it: scan the two as files of their own")


def test_a_gigabyte_of_a_neighbours_lines_is_passed_over_in_bounds(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.gz", "wb", 1) as file:
        for _ in range(64):
            file.write(FLOW * (16 * 1024 * 1024 // len(FLOW)))
    code = f"import clickops; print(list(clickops.read({str(tmp_path)!r}, on_aside=lambda *told: print(*told))))"

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        resource.setrlimit(resource.RLIMIT_AS, (500 * 1024 * 1024,) * 2)

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, preexec_fn=bound)
    assert done.stdout.splitlines() == [f"{tmp_path}/a.gz VPC flow log", "[]"]
