"""What tools export, each in the form that its documentation shows: the records come out whole, whatever holds them."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail import RECORD_LIMIT
from cloudtrail.trails import ndjson, packed, reading, record, records, stored, text

EVENTS = records(2)
TEXTS = [text(event).decode() for event in EVENTS]
FIRST, SECOND = TEXTS


def table(columns: list[str], rows: Iterable[Iterable[object]], separator: str = ",") -> bytes:
    """Write CSV as most tools do, every cell in quotes."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([columns, *rows])
    return written.getvalue().encode()


def lines(template: str) -> bytes:
    """Write a line for each record, with its text in the place of `%s`."""
    return "".join(template.replace("%s", one) + "\n" for one in TEXTS).encode()


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def hits(*documents: dict[str, Any]) -> dict[str, Any]:
    """Write the answer of a search: Elasticsearch, "Search API", response body; OpenSearch the same."""
    found = [{"_index": "a", "_id": str(number), "_score": 1.0, **one} for number, one in enumerate(documents)]
    return {"took": 3, "timed_out": False, "hits": {"total": {"value": 2, "relation": "eq"}, "hits": found}}


def ecs(one: str) -> dict[str, Any]:
    """Write a document of Elastic's AWS integration: elastic/integrations, packages/aws, sample_event.json."""
    return {
        "@timestamp": "2026-03-02T08:00:00Z",
        "event": {"action": "X", "provider": "ec2", "original": one},
        "aws": {},
    }


# Amazon CloudWatch Logs API Reference, FilterLogEvents and GetQueryResults
FILTERED = {"events": [{"logStreamName": "s", "timestamp": 1, "message": one, "eventId": "0"} for one in TEXTS]}
INSIGHTS = [
    [{"field": "@timestamp", "value": "2026-03-02 08:00:00.000"}, {"field": "@message", "value": one}] for one in TEXTS
]
# CloudTrail API Reference, LookupEvents and GetQueryResults (a row is a list of objects of one key)
LOOKED_UP = [{"EventId": "e", "EventName": "n", "Username": "ann", "CloudTrailEvent": one} for one in TEXTS]
LAKE = {"QueryStatus": "FINISHED", "QueryResultRows": [[{"eventJson": one}] for one in TEXTS]}
# Splunk, REST API Reference, search/jobs/export and search/jobs/{sid}/results in JSON, json_rows and json_cols
SPLUNK = [{"_raw": one, "_time": "t", "eventName": "X", "userIdentity.arn": "a"} for one in TEXTS]
SPLUNK_LINES = (
    ndjson([{"preview": False, "offset": 0, "result": one} for one in SPLUNK]) + b'{"preview":false,"lastrow":true}\n'
)
SPLUNK_ANSWER = {"preview": False, "init_offset": 0, "messages": [{"type": "INFO", "text": "t"}], "results": SPLUNK}

EXPORTS: dict[str, bytes] = {
    "CloudWatch, filter-log-events": text(FILTERED),
    "CloudWatch, get-query-results": text({"results": INSIGHTS, "statistics": {}, "status": "Complete"}),
    "CloudWatch, get-query-results --query results": text(INSIGHTS),
    # Amazon CloudWatch Logs User Guide, "Export log data to Amazon S3": the time, a space, the message
    "CloudWatch, export to S3": packed(lines("2026-03-02T08:00:00.000Z %s")),
    # AWS CLI Command Reference, logs tail --format detailed, short and json
    "CloudWatch, tail": lines("2026-03-02T08:00:00.000000+00:00 111122223333_CloudTrail_eu-central-1 %s"),
    "CloudWatch, tail, short": lines("2026-03-02T08:00:00 %s"),
    "CloudWatch, tail, json": b"".join(
        b"2026-03-02T08:00:00+00:00 s\n" + json.dumps(one, indent=4).encode() + b"\n" for one in EVENTS
    ),
    "CloudWatch, console, log events": table(["timestamp", "message"], [[1, one] for one in TEXTS]),
    "CloudWatch, console, Logs Insights": table(["@timestamp", "@message"], [["t", one] for one in TEXTS]),
    "CloudTrail, lookup-events": text({"Events": LOOKED_UP}),
    "CloudTrail, lookup-events --query": json.dumps(TEXTS, indent=4).encode(),
    "CloudTrail, lookup-events through jq": "".join(json.dumps(one) + "\n" for one in TEXTS).encode(),
    "CloudTrail, lookup-events --output text": lines("EVENTS\tAKIA\t%s\te\tn\ts\tt\tfalse\tann\nRESOURCES\tt\tn"),
    "CloudTrail Lake": text(LAKE),
    "CloudTrail Lake, pretty": json.dumps(LAKE, indent=4).encode(),
    "CloudTrail Lake, saved to S3": table(["eventJson"], [[one] for one in TEXTS]),
    # AWS Tools for PowerShell, Find-CTEvent | Export-Csv: Windows PowerShell writes the line with the type
    "PowerShell": table(["CloudTrailEvent", "EventName", "Resources"], [[one, "n", "System.Object"] for one in TEXTS]),
    "PowerShell with #TYPE": b"#TYPE Amazon.CloudTrail.Model.Event\r\n"
    + table(["CloudTrailEvent", "EventName"], [[one, "n"] for one in TEXTS]),
    "PowerShell, tabs": table(["EventName", "CloudTrailEvent"], [["n", one] for one in TEXTS], "\t"),
    # Amazon SQS, Kinesis and Data Firehose: ReceiveMessage, GetRecords, "Data transformation" input
    "SQS, receive-message": text({"Messages": [{"MessageId": "m", "Body": one} for one in TEXTS]}),
    "Kinesis, get-records": text(
        {"Records": [{"PartitionKey": "p", "Data": in_base64(one.encode())} for one in TEXTS]}
    ),
    "Kinesis, packed": text({"Records": [{"Data": in_base64(gzip.compress(one.encode()))} for one in TEXTS]}),
    "Firehose": text(
        {"invocationId": "i", "records": [{"recordId": "r", "data": in_base64(one.encode())} for one in TEXTS]}
    ),
    "Elasticsearch, search": text(hits(*[{"_source": one} for one in EVENTS])),
    "Elasticsearch, search, pretty": json.dumps(hits(*[{"_source": one} for one in EVENTS]), indent=2).encode(),
    "elasticdump": ndjson([{"_index": "a", "_type": "_doc", "_source": one} for one in EVENTS]),
    "Elastic, ECS, search": text(hits(*[{"_source": ecs(one)} for one in TEXTS])),
    "Elastic, ECS, lines": ndjson([ecs(one) for one in TEXTS]),
    "Elastic, fields": text(hits(*[{"fields": {"event.original": [one], "event.action": ["X"]}} for one in TEXTS])),
    # Elasticsearch Reference, ES|QL query API and SQL search API, also columnar; OpenSearch, SQL and PPL API
    "ES|QL": text({"columns": [{"name": "event.original", "type": "keyword"}], "values": [[one] for one in TEXTS]}),
    "ES|QL, columnar": text({"columns": [{"name": "event.original", "type": "keyword"}], "values": [TEXTS]}),
    "SQL": text({"columns": [{"name": "event.original", "type": "text"}], "rows": [[one] for one in TEXTS]}),
    "OpenSearch, PPL": text(
        {"schema": [{"name": "event.original", "type": "string"}], "datarows": [[one] for one in TEXTS]}
    ),
    "Kibana, CSV": table(["@timestamp", "event.original"], [["Mar 2, 2026 @ 08:00:00.000", one] for one in TEXTS]),
    "Kibana, CSV of the source": table(["_id", "_source"], [["1", one] for one in TEXTS]),
    "Splunk, export": SPLUNK_LINES,
    "Splunk, results": text(SPLUNK_ANSWER),
    "Splunk, json_rows": text({"fields": ["_time", "_raw"], "rows": [["t", one] for one in TEXTS]}),
    "Splunk, json_cols": text({"fields": ["_time", "_raw"], "columns": [["t", "t"], TEXTS]}),
    "Splunk, CSV": table(["_time", "eventName", "_raw"], [["t", "X", one] for one in TEXTS]),
    # Datadog API Reference, Logs, Search logs: a record that no pipeline has parsed, and one in attributes
    "Datadog, message": text({"data": [{"id": "i", "type": "log", "attributes": {"message": one}} for one in TEXTS]}),
    "Datadog, attributes": text(
        {"data": [{"type": "log", "attributes": {"service": "s", "attributes": one}} for one in EVENTS], "meta": {}}
    ),
    "Datadog, CSV": table(["Date", "Host", "Service", "Message"], [["d", "h", "s", one] for one in TEXTS]),
    # LogScale documentation, "Search Response Format": application/json and application/x-ndjson
    "LogScale, JSON": text([{"@timestamp": 1, "@rawstring": one, "Vendor.eventName": "X"} for one in TEXTS]),
    "LogScale, lines": ndjson([{"@timestamp": 1, "@rawstring": one, "#repo": "r"} for one in TEXTS]),
    "VictoriaLogs": ndjson([{"_msg": one, "_stream": "{}", "_time": "t"} for one in TEXTS]),
    # Loki HTTP API, query_range; logcli --output=jsonl
    "Loki": text(
        {
            "status": "success",
            "data": {
                "resultType": "streams",
                "result": [{"stream": {"job": "j"}, "values": [["1", one] for one in TEXTS]}],
            },
        }
    ),
    "Loki, logcli": ndjson([{"labels": {}, "line": one, "timestamp": "t"} for one in TEXTS]),
    # Sumo Logic, Search Job API, messages; export of messages
    "Sumo Logic": text(
        {"fields": [{"name": "_raw"}], "messages": [{"map": {"_messagetime": "1", "_raw": one}} for one in TEXTS]}
    ),
    "Sumo Logic, CSV": table(["_messagetime", "_raw"], [["1", one] for one in TEXTS]),
    # IBM QRadar, Ariel search results: what UTF8(payload) gives, with the head that syslog put there
    "QRadar": text({"events": [{"starttime": 1, "payload": f"<13>Mar 02 08:00:00 host {one}"} for one in TEXTS]}),
    "QRadar, CSV": table(["starttime", "payload"], [["1", f"<13>Mar 02 08:00:00 host {one}"] for one in TEXTS]),
    "syslog": lines("<13>1 2026-03-02T08:00:00Z host app - - - %s"),
    # Steampipe, table aws_cloudtrail_lookup_event, query --output json and csv
    "Steampipe": text(
        {"columns": [], "rows": [{"event_name": "X", "cloud_trail_event": one} for one in EVENTS], "metadata": {}}
    ),
    "Steampipe, CSV": table(["event_name", "cloud_trail_event"], [["X", one] for one in TEXTS]),
    "Panther": ndjson([one | {"p_log_type": "AWS.CloudTrail", "p_any_ip_addresses": []} for one in EVENTS]),
    # Azure Monitor, Log Analytics query API: another table with the raw record
    "Log Analytics": text(
        {"tables": [{"name": "PrimaryResult", "columns": [{"name": "raw"}], "rows": [[t] for t in TEXTS]}]}
    ),
    # Athena API Reference, GetQueryResults
    "Athena, get-query-results": text(
        {"ResultSet": {"Rows": [{"Data": [{"VarCharValue": one}]} for one in ("raw", *TEXTS)], "ResultSetMetadata": {}}}
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_its_records_whole(tmp_path: Path, name: str) -> None:
    found = reading(stored(tmp_path / "a", EXPORTS[name]))
    own = {"p_log_type", "p_any_ip_addresses"}
    assert [{key: event[key] for key in event if key not in own} for event in found.events] == EVENTS
    assert not found.problems
    assert not found.asides


@pytest.mark.parametrize(
    "content",
    [
        {"events": [], "searchedLogStreams": []},
        {"Messages": []},
        {"QueryStatus": "FINISHED", "QueryResultRows": []},
        {"hits": {"total": {"value": 0}, "hits": []}},
        {"preview": False, "lastrow": True},
        {"preview": False, "results": []},
        {"data": []},
    ],
)
def test_an_answer_without_results_is_no_problem(tmp_path: Path, content: object) -> None:
    assert reading(stored(tmp_path / "a", text(content))) == ([], [], [], [])


def test_members_of_an_answer_have_their_number(tmp_path: Path) -> None:
    for content in (FILTERED, LAKE, hits(*[{"_source": one} for one in EVENTS])):
        assert reading(stored(tmp_path / "a", text(content))).places == ["a:1", "a:2"]


def test_an_answer_longer_than_a_record_is_read_member_by_member(tmp_path: Path) -> None:
    many = records(6_000)
    content = text(hits(*[{"_source": one} for one in many]))
    assert len(content) > RECORD_LIMIT
    found = reading(stored(tmp_path / "a", content))
    assert found.events == many
    assert found.places[-1] == "a:6000"


def test_hits_inside_a_record_are_its_own(tmp_path: Path) -> None:
    one = record(1, requestParameters={"hits": [{"eventName": "no"}]}, hits={"total": 1})
    found = reading(stored(tmp_path / "a", json.dumps(one, indent=1).encode()))
    assert found.events == [one]


def test_a_record_that_is_whole_is_not_opened_for_what_stands_beside_it(tmp_path: Path) -> None:
    beside = {"_raw": SECOND, "@message": SECOND, "message": SECOND, "CloudTrailEvent": SECOND, "arn": "other"}
    assert reading(stored(tmp_path / "a", ndjson([EVENTS[0] | beside]))).events == [EVENTS[0] | beside]


def test_a_cell_that_holds_no_json_is_named(tmp_path: Path) -> None:
    content = table(["timestamp", "message"], [[1, FIRST], [2, "START RequestId: x"], [3, FIRST[:-9]], [4, SECOND]])
    found = reading(stored(tmp_path / "a", content))
    assert found.events == EVENTS
    assert found.places == ["a:1", "a:4"]
    assert found.problems[0] == "a:2: in message: not JSON: Expecting value at character 1"
    assert found.problems[1].startswith("a:3: in message: not JSON: ")


def test_a_table_of_another_kind_is_not_taken_for_an_export(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"timestamp,message\n1,hello\n"))
    assert found.problems == ["a: neither JSON nor a CSV with a column of event names"]


def test_a_row_of_the_wrong_width_is_named(tmp_path: Path) -> None:
    content = {"columns": [{"name": "event.original"}], "values": [[FIRST], [SECOND, 1]]}
    found = reading(stored(tmp_path / "a", text(content)))
    assert found.events == EVENTS[:1]
    assert found.problems == ["a:1: not a row of 1 cells"]


def test_a_line_without_a_record_between_prefixed_ones_costs_only_itself(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", lines("2026-03-02T08:00:00Z %s") + b"2026-03-02T08:00:01Z START\n"))
    assert found.events == EVENTS
    assert found.problems == ["a:3: not JSON: Extra data at character 5"]


REFUSED = {
    "YAML is not read: with the AWS CLI, use --output json": b"Events:\n- AccessKeyId: A\n  CloudTrailEvent: '{}'\n",
    "a table for people is not read: with the AWS CLI, use --output json": b"-----------\n|LookupEvents|\n",
    "XML is not read: export JSON or CSV": b"<?xml version='1.0'?>\n<results preview='0'>\n",
    "a list for people is not read: with PowerShell, use ConvertTo-Json or Export-Csv": b"EventId : e\nName : n\n",
}


@pytest.mark.parametrize(("reason", "content"), REFUSED.items())
def test_what_is_made_for_people_is_refused_with_what_to_ask_instead(
    tmp_path: Path, reason: str, content: bytes
) -> None:
    assert reading(stored(tmp_path / "a", content)) == ([], [], [f"a: {reason}"], [])
