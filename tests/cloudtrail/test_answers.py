"""Answers of queries and rows of tables that once were misread in silence."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cloudtrail.test_kept import losses
from cloudtrail.trails import ndjson, reading, record, stored, text

ONE = record(1)
TEXT = json.dumps(ONE)


def table(*rows: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


# QRadar, VictoriaLogs, Loki by Grafana, Datadog, Elasticsearch by Kibana, what ships logs
@pytest.mark.parametrize("name", ["Payload", "utf8_payload", "payloadAsUTF", "_msg", "Line", "Message", "_source"])
@pytest.mark.parametrize("beside", ["eventName", "Event Name", "@evt.name"])
def test_a_cell_that_holds_a_whole_record_is_read_beside_the_event_s_name(
    tmp_path: Path, name: str, beside: str
) -> None:
    found = reading(stored(tmp_path / "a.csv", table([beside, name], [ONE["eventName"], TEXT])))
    assert (found.events, found.problems) == ([ONE], [])
    found = reading(stored(tmp_path / "a.json", text({beside: ONE["eventName"], name: TEXT})))
    assert (found.events, found.problems) == ([ONE], [])


@pytest.mark.parametrize("cell", ['{"a": 1}', '{"eventName": "X"}', "[]", "AssumeRole {not JSON}"])
def test_a_cell_of_that_name_that_holds_no_record_is_one_column_of_a_row(tmp_path: Path, cell: str) -> None:
    content = table(["eventName", "eventSource", "message"], ["X", "s3.amazonaws.com", cell])
    (event,) = reading(stored(tmp_path / "a.csv", content)).events
    assert event["eventName"] == "X"
    assert event["eventSource"] == "s3.amazonaws.com"


# "GetQueryResults" of CloudWatch Logs and of CloudTrail: a query's status stands beside its rows
@pytest.mark.parametrize(
    "answer",
    [
        {"results": [], "statistics": {}, "status": "Failed"},
        {"status": "Running", "results": []},
        {"QueryStatus": "FAILED", "ErrorMessage": "x", "QueryResultRows": []},
        {"QueryStatus": "TIMED_OUT", "QueryResultRows": []},
    ],
)
def test_a_query_that_failed_or_still_runs_is_a_problem(tmp_path: Path, answer: dict[str, Any]) -> None:
    found = reading(stored(tmp_path / "a.json", json.dumps(answer, indent=1).encode()))
    assert found.problems == [
        f"a.json:1: the answer of a query whose status is {answer.get('status') or answer['QueryStatus']}: run it again"
    ]


@pytest.mark.parametrize("answer", [{"results": [], "status": "Complete"}, {"QueryStatus": "FINISHED", "events": []}])
def test_a_query_that_found_nothing_is_no_problem(tmp_path: Path, answer: dict[str, Any]) -> None:
    assert reading(stored(tmp_path / "a.json", text(answer))) == ([], [], [], [])


def test_lake_s_field_on_the_vpc_of_a_role_is_known(tmp_path: Path) -> None:
    # "Supported event schemas" of CloudTrail Lake
    identity = "{type=AssumedRole, sessioncontext={ec2roledelivery=null, ec2issuedinvpc=null}, invokedby=null}"
    row = [{"eventName": "X"}, {"eventSource": "s3.amazonaws.com"}, {"userIdentity": identity}]
    (event,) = reading(stored(tmp_path / "a.json", text({"QueryResultRows": [row]}))).events
    assert event["userIdentity"]["type"] == "AssumedRole"


def test_what_datadog_s_pipeline_moved_is_put_back(tmp_path: Path) -> None:
    moved = {key: value for key, value in ONE.items() if key not in {"userAgent", "sourceIPAddress"}}
    moved |= {"http": {"useragent": ONE["userAgent"]}, "network": {"client": {"ip": ONE["sourceIPAddress"]}}}
    path = stored(tmp_path / "a.json", text({"data": [{"attributes": {"attributes": moved}}]}))
    (event,) = reading(path).events
    assert {key: event[key] for key in ONE if ONE[key] is not None} == {key: ONE[key] for key in ONE if ONE[key]} | {
        "readOnly": False
    }
    assert losses(path) == []


@pytest.mark.parametrize("nothing", ["\\N", "NULL", "null", "<null>", "None", "nan", "NaN", ""])
def test_what_tools_write_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    content = table(["eventName", "eventSource", "errorCode"], ["X", "s3.amazonaws.com", nothing])
    assert reading(stored(tmp_path / "a.csv", content)).events == [
        {"eventName": "X", "eventSource": "s3.amazonaws.com"},
    ]


def test_a_user_of_such_a_name_among_others_keeps_it(tmp_path: Path) -> None:
    content = table(["eventName", "eventSource", "userAgent"], ["X", "s3.amazonaws.com", "null/1.0"])
    (event,) = reading(stored(tmp_path / "a.csv", content)).events
    assert event["userAgent"] == "null/1.0"


# Panther's GraphQL API, Elasticsearch's multi search, Datadog's API version 1
@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"dataLakeQuery": {"results": {"edges": [{"node": ONE}]}}}},
        {"responses": [{"hits": {"hits": [{"_source": ONE}]}}]},
        {"logs": [{"content": {"attributes": ONE}}]},
    ],
)
def test_a_record_deep_in_an_answer_is_found(tmp_path: Path, answer: dict[str, Any]) -> None:
    assert reading(stored(tmp_path / "a.json", text(answer))).events == [ONE]


def test_rows_of_an_answer_are_judged_by_their_columns(tmp_path: Path) -> None:
    row = [{"field": "eventName", "value": "X"}, {"field": "eventSource", "value": "s3.amazonaws.com"}]
    (loss,) = losses(stored(tmp_path / "a.json", text({"results": [row], "status": "Complete"})))
    assert loss.things == ("console label", "user agent", "caller's identity")
    columns = ["EventName", "EventSource", "EventVersion", "UserAgent", "UserIdentityType"]
    rows = [["X", "s3.amazonaws.com", "1.11", "Mozilla/5.0", "IAMUser"]]
    answer = {"tables": [{"columns": [{"name": name} for name in columns], "rows": rows}]}
    (loss,) = losses(stored(tmp_path / "b.json", text(answer)))
    assert loss.things == ("console label",)
    columns.append("SessionCredentialFromConsole")
    answer = {"tables": [{"columns": [{"name": name} for name in columns], "rows": [[*rows[0], None]]}]}
    assert losses(stored(tmp_path / "c.json", text(answer))) == []


def test_dotted_names_keep_the_caller(tmp_path: Path) -> None:
    flat = {
        "eventName": "X",
        "eventSource": "s3.amazonaws.com",
        "userIdentity.type": "Root",
        "userAgent": "x",
        "sessionCredentialFromConsole": "true",
    }
    assert losses(stored(tmp_path / "a.json", ndjson([flat]))) == []


@pytest.mark.parametrize(
    ("name", "payload"),
    [("utf8(payload)", TEXT), ("payload", TEXT), ("payload", base64.b64encode(TEXT.encode()).decode())],
)
def test_qradars_events_are_read_as_text_and_as_base64(tmp_path: Path, name: str, payload: str) -> None:
    answer = {"events": [{"starttime": 1764000000000, "logsourcename": "AWS CloudTrail", name: payload}]}
    assert reading(stored(tmp_path / "a.json", text(answer))).events == [ONE]


def test_splunk_s_time_stands_in_for_the_event_s(tmp_path: Path) -> None:
    time = "2026-11-24T08:14:03.000+0000"
    (event,) = reading(stored(tmp_path / "a.csv", table(["_time", "eventName"], [time, "X"]))).events
    assert event["eventTime"] == time
    both = table(["_time", "eventName", "eventTime"], [time, "X", "2026-11-24T08:14:03Z"])
    (event,) = reading(stored(tmp_path / "b.csv", both)).events
    assert event["eventTime"] == "2026-11-24T08:14:03Z"
