"""Event history's CSV: the columns of every year, in any order and case."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from clickops.cloudtrail.splitter import RECORD_LIMIT
from cloudtrail.trails import packed, reading, stored

NEWEST = (
    "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,"
    "Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n"
    "ann,ASIAEXAMPLE,2026-03-02T08:00:00Z,ec2.amazonaws.com,StopInstances,eu-central-1,203.0.113.7,"
    '"Mozilla/5.0 (X11, Linux)",,"[{""resourceType"":""AWS::EC2::Instance"",""resourceName"":""i-1""}]",'
    "r-1,e-1,false,AwsApiCall,111122223333,Management\n"
)
OLDER = (
    "Event ID,Event time,User name,Event name,Resource type,Resource name,AWS access key,AWS region,Error code,"
    "Source IP address,Event source,Read-only,Request ID\n"
    "e-1,2026-03-02T08:00:00Z,ann,StopInstances,AWS::EC2::Instance,i-1,ASIAEXAMPLE,eu-central-1,,203.0.113.7,"
    "ec2.amazonaws.com,false,r-1\n"
)
COMMON = {
    "eventID": "e-1",
    "eventTime": "2026-03-02T08:00:00Z",
    "eventName": "StopInstances",
    "eventSource": "ec2.amazonaws.com",
    "userIdentity": {"userName": "ann", "accessKeyId": "ASIAEXAMPLE"},
    "resources": [{"resourceType": "AWS::EC2::Instance", "resourceName": "i-1"}],
    "awsRegion": "eu-central-1",
    "sourceIPAddress": "203.0.113.7",
    "readOnly": "false",
    "requestID": "r-1",
}
MORE = {
    "userAgent": "Mozilla/5.0 (X11, Linux)",
    "eventType": "AwsApiCall",
    "recipientAccountId": "111122223333",
    "eventCategory": "Management",
}


@pytest.mark.parametrize(("content", "event"), [(NEWEST, COMMON | MORE), (OLDER, COMMON)], ids=["newest", "older"])
@pytest.mark.parametrize("dress", [str, str.lower, lambda text: text.replace(" ", ""), lambda text: "\ufeff" + text])
def test_columns_become_the_fields_of_a_record(tmp_path: Path, content: str, event: object, dress: object) -> None:
    assert callable(dress)
    header, line, rest = content.partition("\n")
    for stored_as in (bytes, packed):
        found = reading(stored(tmp_path / "a", stored_as((dress(header) + line + rest).encode())))
        assert found == ([event], ["a:1"], [], [])


def test_other_separators_and_quoted_headers_are_understood(tmp_path: Path) -> None:
    for separator in ";\t":
        content = io.StringIO()
        csv.writer(content, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(NEWEST)))
        assert reading(stored(tmp_path / "a", content.getvalue().encode())).events == [COMMON | MORE]


def test_an_empty_cell_is_an_absent_field(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"Event name,Error code,User name\nA,,\n"))
    assert found.events == [{"eventName": "A"}]


def test_line_breaks_in_cells_and_blank_lines_between_rows(tmp_path: Path) -> None:
    content = b'\nEvent name,User agent\r\nA,"one\r\n\r\ntwo"\r\n\r\nB,three'
    found = reading(stored(tmp_path / "a", content))
    assert found.events == [{"eventName": "A", "userAgent": "one\r\n\r\ntwo"}, {"eventName": "B", "userAgent": "three"}]
    assert found.places == ["a:1", "a:2"]


def test_a_broken_row_costs_only_itself(tmp_path: Path) -> None:
    content = b'Event name,n\nA,1\nB\nC,1,2\nD,"x"y\n,1\nE,\xff\nF,"' + b"x" * RECORD_LIMIT + b'"\nG,1\nH,"1'
    found = reading(stored(tmp_path / "a", content))
    assert found.events == [{"eventName": "A", "n": "1"}, {"eventName": "G", "n": "1"}]
    assert found.places == ["a:1", "a:8"]
    assert found.problems == [
        "a:2: a row of 1 cells under 2 columns",
        "a:3: a row of 3 cells under 2 columns",
        "a:4: not CSV: ',' expected after '\"'",
        "a:5: neither eventName nor eventSource: not a CloudTrail record",
        "a:6: not UTF-8",
        "a:7: longer than 4,194,304 bytes, the limit of one record",
        "a:9: not CSV: unexpected end of data",
    ]


def test_a_cell_may_be_as_long_as_a_record(tmp_path: Path) -> None:
    content = b'Event name,n\nA,"' + b"x" * 200_000 + b'"\n'
    assert reading(stored(tmp_path / "a", content)).events == [{"eventName": "A", "n": "x" * 200_000}]


@pytest.mark.parametrize("content", [b"Event name,n\rA,1\rB,2\r", b"sep=;\r\nEvent name;n\r\nA;1\r\nB;2\r\n"])
def test_excel_may_have_saved_it(tmp_path: Path, content: bytes) -> None:
    found = reading(stored(tmp_path / "a", content))
    assert found.events == [{"eventName": "A", "n": "1"}, {"eventName": "B", "n": "2"}]
    assert not found.problems


def test_a_line_past_the_limit_costs_only_itself(tmp_path: Path) -> None:
    content = b"Event name,n\nA,1\n" + b"x," * 3_000_000 + b"\nB,2\n"
    found = reading(stored(tmp_path / "a", content))
    assert found.places == ["a:1", "a:3"]
    assert found.problems == ["a:2: longer than 4,194,304 bytes, the limit of one record"]


def test_columns_have_other_names_and_json_is_read(tmp_path: Path) -> None:
    content = (
        b"eventname,userIdentity.arn,useridentity,Username,Resource name,resources,requestparameters,useragent,n\n"
        b'A,arn:x,{type=IAMUser},ann,b,[],"{""bucketName"":""b""}",[S3Console/0.4],1\n'
    )
    assert reading(stored(tmp_path / "a", content)).events == [
        {
            "eventName": "A",
            "userIdentity": {"type": "IAMUser", "arn": "arn:x"},
            "resources": [],
            "requestParameters": {"bucketName": "b"},
            "userAgent": "[S3Console/0.4]",
            "n": "1",
        },
    ]


def test_a_table_without_event_names_is_no_event_history(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"Event,Name\nA,1\n"))
    assert found.problems == ["a: neither JSON nor a CSV with a column of event names"]
