"""Small inputs from the field, with the answers that their README gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import Run

CASES = Path(__file__).parents[3] / "shared" / "cases" / "reading"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside this repository")


def alerts(output: str) -> list[tuple[str, str]]:
    found = [json.loads(line) for line in output.splitlines()]
    return sorted((one["event"]["eventName"], one["level"]) for one in found)


@pytest.mark.parametrize("everything", [(), ("--all-files",)])
def test_in_an_organisations_log_archive_neighbours_are_set_aside(clickops: Run, everything: tuple[str, ...]) -> None:
    done = clickops("scan", CASES / "16-org-bucket", "-f", "ndjson", *everything)
    expected = [("AuthorizeSecurityGroupIngress", "high"), ("CreateUser", "high"), ("RunInstances", "medium")]
    assert alerts(done.stdout) == expected
    assert done.returncode == 1
    assert "0 unreadable" in done.stderr
    for kind in ("AWS Config file", "load balancer log", "VPC flow log", "digest", "S3 access log", "empty marker"):
        assert kind in done.stderr


def test_what_cloudtrail_sends_to_a_topic_beside_records_is_set_aside(clickops: Run) -> None:
    done = clickops("scan", CASES / "21-sns-validation-message", "-f", "ndjson")
    assert alerts(done.stdout) == [("AuthorizeSecurityGroupIngress", "high")]
    assert done.returncode == 1
    assert "0 unreadable, set aside: 1 CloudTrail validation message, 1 CloudTrail delivery notice" in done.stderr


def test_that_sentinels_table_does_not_keep_the_label_is_said(clickops: Run) -> None:
    done = clickops("scan", CASES / "10-sentinel-csv")
    (note,) = [line for line in done.stderr.splitlines() if "not keep" in line]
    assert "query_data.csv does not keep the console label" in note
    assert "the-same-as-trail.json" not in note
