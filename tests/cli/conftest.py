from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from support.command import CLICKOPS, ENVIRONMENT, RULE, Files, Run


@pytest.fixture
def clickops(tmp_path: Path) -> Run:
    """Return what runs the real command in a folder of its own; text in and out, streams no terminals."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*CLICKOPS, *map(str, arguments)],
            check=False,
            capture_output=True,
            cwd=tmp_path,
            encoding=environment.get("PYTHONIOENCODING", "utf-8").partition(":")[0],
            env=ENVIRONMENT | environment,
            input=stdin,
        )

    return run


@pytest.fixture
def event() -> dict[str, Any]:
    """Return a record that RULE and the shipped rules fire on."""
    return {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "IAMUser",
            "arn": "arn:aws:iam::111122223333:user/bob",
            "accountId": "111122223333",
            "userName": "bob",
        },
        "eventTime": "2026-03-01T22:15:07Z",
        "eventSource": "s3.amazonaws.com",
        "eventName": "DeleteBucket",
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "203.0.113.7",
        "userAgent": "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12]",
        "requestParameters": {"bucketName": "photos"},
        "responseElements": None,
        "eventID": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "readOnly": False,
        "recipientAccountId": "111122223333",
        "sessionCredentialFromConsole": "true",
    }


@pytest.fixture
def trail(tmp_path: Path, event: dict[str, Any]) -> Files:
    """Return what writes a file of records, each the event with some fields changed."""

    def write(*changes: dict[str, Any], name: str = "trail.json") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"Records": [event | change for change in changes]}))
        return path

    return write


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """Return a file with one rule, which asks for no filter."""
    path = tmp_path / "bucket_deleted.yml"
    path.write_text(RULE)
    return path
