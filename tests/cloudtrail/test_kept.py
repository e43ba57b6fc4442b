"""What an export does not keep is said once for each file; a trail that happens to lack it is no export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail import blocks
from clickops.cloudtrail.kept import FIRST, Loss, watched
from cloudtrail.trails import ndjson, record, records, stored, text, trail

LABEL = {"sessionCredentialFromConsole": "true"}


def losses(path: Path) -> list[Loss]:
    found: list[Loss] = []
    for block in blocks(path, on_problem=lambda _: None):
        given = list(watched(block, found.append))
        assert list(map(str, given)) == list(map(str, next(blocks(path)).pieces()))
    return found


def without(*keys: str, **more: Any) -> dict[str, Any]:
    return {key: value for key, value in record(1, **more).items() if key not in keys}


OLD_HISTORY = (
    "Event ID,Event time,User name,Event name,Resource type,Resource name,AWS access key,AWS region,Error code,"
    "Source IP address,Event source\n"
    "1,2019-11-20T08:14:03Z,ann,DeleteBucket,,,ASIA,eu-west-1,,198.51.100.24,s3.amazonaws.com\n"
)
HISTORY = (
    "Event name,Event time,User name,Event source,Resource type,Resource name,Event ID,User agent\n"
    "DeleteBucket,2026-11-20T08:14:03Z,ann,s3.amazonaws.com,,,1,Mozilla/5.0\n"
)
ATHENA = "eventversion,useridentity,eventname,eventsource,useragent\n"
ROW = '1.11,"{""type"":""IAMUser"",""arn"":""a""}",DeleteBucket,s3.amazonaws.com,Mozilla/5.0\n'
ALL = ("console label", "user agent", "caller's identity")
MORE = ("request parameters", "error code")
EXPORTS: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "Event history of 2019": (OLD_HISTORY.encode(), "Event history", (*ALL, MORE[0])),
    "Event history": (HISTORY.encode(), "Event history", (ALL[0], ALL[2], *MORE)),
    "Event history in a spreadsheet": (HISTORY.replace(",", ";").encode(), "Event history", (ALL[0], ALL[2], *MORE)),
    "Athena without the label": ((ATHENA + ROW).encode(), "table", (*ALL[:1], *MORE)),
    "Athena without parameters": (("errorcode," + ATHENA + "," + ROW).encode(), "table", (ALL[0], MORE[0])),
    "Athena without errors": (("requestparameters," + ATHENA + "," + ROW).encode(), "table", (ALL[0], MORE[1])),
    "rows of a table in JSON": (b'{"EventName":"X","eventName":"X","EventVersion":"1.11"}', "JSON", ALL),
    "records without an agent": (ndjson([without("userAgent")] * 3), "JSON", ALL[1:2]),
    "records without a caller": (ndjson([without("userIdentity"), without("userIdentity")]), "JSON", ALL[2:]),
    "some fields of records": (
        text([{"eventName": "X", "userAgent": "x"}]),
        "JSON",
        (ALL[0], ALL[2]),
    ),
    "fields in an envelope": (text({"detail": {"eventName": "X"}}), "JSON", ALL),
}


@pytest.mark.parametrize(("content", "form", "things"), EXPORTS.values(), ids=EXPORTS)
def test_what_an_export_does_not_keep_is_said_once(
    tmp_path: Path, content: bytes, form: str, things: tuple[str, ...]
) -> None:
    (loss,) = losses(stored(tmp_path / "a", content))
    assert (loss.path, loss.form, loss.things) == (f"{tmp_path}/a", form, things)
    assert loss.records >= 1


WHOLE = {
    "a trail": trail(records(3)),
    "a trail in which nobody used the console, or a browser": trail([record(1, userAgent="aws-cli/2.32")]),
    "a trail of service events": trail([without("userAgent", "userIdentity", eventType="AwsServiceEvent")]),
    "network activity": ndjson([without("userAgent", eventType="AwsVpceEvent")]),
    "an indented trail": json.dumps({"Records": records(2)}, indent=1).encode(),
    "lines": ndjson(records(2)),
    "lookup-events": text({"Events": [{"EventName": "x", "CloudTrailEvent": json.dumps(record(1))}]}),
    "EventBridge": ndjson([{"detail": record(1)}]),
    "Athena with all columns, in which some are empty": (
        ATHENA.strip() + ",sessioncredentialfromconsole,requestparameters,errorcode\n" + ROW.strip() + ",,,\n"
    ).encode(),
    "a table with records in a column": (
        'eventName,event\n,"' + json.dumps(record(1)).replace('"', '""') + '"\n'
    ).encode(),
    "one whole record among others": ndjson([without("userAgent", "userIdentity")] * 20 + records(1)),
    "nothing": trail([]),
    "what is no record": b'{"a":1}',
    "prose": b"Dear reader,\n",
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_of_whole_records_and_of_what_is_none_nothing_is_said(tmp_path: Path, content: bytes) -> None:
    assert losses(stored(tmp_path / "a", content)) == []


def test_the_first_thousand_records_are_judged_and_no_others(tmp_path: Path) -> None:
    poor = [without("userAgent")] * (FIRST - 1)
    assert losses(stored(tmp_path / "a", ndjson([*poor, *records(2)]))) == []
    (loss,) = losses(stored(tmp_path / "a", ndjson([*poor, poor[0], *records(2)])))
    assert loss.records == FIRST


def test_what_is_kept_of_the_caller_is_not_reported_as_lost(tmp_path: Path) -> None:
    (loss,) = losses(stored(tmp_path / "a", HISTORY.encode()))
    assert "userIdentity.arn" in loss.fields
    assert "userIdentity.sessionContext" in loss.fields
    assert "userIdentity.userName" not in loss.fields


@pytest.mark.parametrize("value", [[], {}, 5, None, [[]]])
def test_odd_values_are_judged_without_a_fault(tmp_path: Path, value: object) -> None:
    odd = without("eventVersion", eventType=value, userAgent=value, userIdentity=value)
    assert len(losses(stored(tmp_path / "a", ndjson([odd, odd])))) == 1
