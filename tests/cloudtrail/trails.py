"""Records of an invented account, the forms that they are stored in, and what reading them gives."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from clickops.cloudtrail import read


class Reading(NamedTuple):
    """What a reading gave: the records, where each stood, what was wrong and what was left aside."""

    events: list[dict[str, Any]]
    places: list[str]
    problems: list[str]
    asides: list[str]


def reading(paths: Any, stdin: BinaryIO | None = None) -> Reading:
    """Read to the end and keep all that is told, problems as `name:record: reason` without the folder."""
    result = Reading([], [], [], [])
    for source, event in read(
        paths,
        on_problem=lambda problem: result.problems.append(_name(str(problem))),
        on_aside=lambda source, kind: result.asides.append(f"{_name(str(source))} {kind}"),
        stdin=stdin,
    ):
        result.events.append(event)
        result.places.append(_name(str(source)))
    return result


def _name(told: str) -> str:
    mark = "!" if "!" in told else ":"
    path, mark, rest = told.partition(mark)
    return path.rpartition("/")[2] + mark + rest


def stored(path: Path, content: bytes) -> Path:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def record(number: int, **more: Any) -> dict[str, Any]:
    """Give a record of an invented account; equal numbers give equal records."""
    return {
        "eventVersion": "1.09",
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": f"AROAEXAMPLEEXAMPLE{number:03}:ann@example.com",
            "arn": "arn:aws:sts::111122223333:assumed-role/Admin/ann@example.com",
            "accountId": "111122223333",
            "sessionContext": {"attributes": {"creationDate": "2026-03-02T08:00:00Z", "mfaAuthenticated": "true"}},
        },
        "eventTime": f"2026-03-02T08:{number % 60:02}:00Z",
        "eventSource": "ec2.amazonaws.com",
        "eventName": "AuthorizeSecurityGroupIngress",
        "awsRegion": "eu-central-1",
        "sourceIPAddress": "203.0.113.7",
        "userAgent": 'Mozilla/5.0 (X11; "quoted" \\ } ] {)',
        "requestParameters": {"groupId": f"sg-{number:017}", "ipPermissions": {"items": [{"ipRanges": {"items": []}}]}},
        "responseElements": None,
        "eventID": f"00000000-0000-4000-8000-{number:012}",
        "readOnly": False,
        "recipientAccountId": "111122223333",
        **more,
    }


def records(count: int) -> list[dict[str, Any]]:
    return [record(number) for number in range(count)]


def text(value: Any) -> bytes:
    """Write as CloudTrail does: on one line, without spaces."""
    return json.dumps(value, separators=(",", ":")).encode()


def trail(events: list[dict[str, Any]]) -> bytes:
    return text({"Records": events})


def ndjson(events: list[dict[str, Any]]) -> bytes:
    return b"".join(text(event) + b"\n" for event in events)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)
