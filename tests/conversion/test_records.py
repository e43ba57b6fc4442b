"""The 2019 rule, converted, on public records, where those are there (they are not committed)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from clickops import content
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.rules.load import load
from clickops.rules.pack import Rule
from support import eql, query_dsl, spl

EVENTS = content.RULES.parent.parent / "shared" / "data" / "events"
ALERTS = {"invictus_aws_dataset": 1, "sneller_testdata": 36, "panther_analysis_tests": 105}

pytestmark = pytest.mark.skipif(not EVENTS.is_dir(), reason="the shared events are not here")


@pytest.fixture(scope="module")
def legacy() -> Rule:
    (rule,) = load().select(["aws_cloudtrail_console_action_legacy"]).without_filters().rules
    return rule


def records(name: str) -> list[dict[str, Any]]:
    with gzip.open(Path(EVENTS, f"{name}.ndjson.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ALERTS)
def test_the_query_dsl_finds_what_the_post_found(name: str, legacy: Rule) -> None:
    query = Conversion(find("elasticsearch"), options={"schema": "raw", "keyword": ""}).query(legacy).query
    assert isinstance(query, dict)
    assert sum(query_dsl.matches(query, record) for record in records(name)) == ALERTS[name]


@pytest.mark.parametrize("name", ALERTS)
def test_eql_finds_what_the_post_found(name: str, legacy: Rule) -> None:
    query = Conversion(find("elasticsearch"), "eql", {"schema": "raw", "keyword": ""}).query(legacy).query
    assert len(eql.found(str(query), records(name))) == ALERTS[name]


@pytest.mark.parametrize("name", ["invictus_aws_dataset", "panther_analysis_tests"])
def test_spl_finds_what_the_post_found(name: str, legacy: Rule) -> None:
    query = str(Conversion(find("splunk")).query(legacy).query)
    read = {"userAgent", "eventName"}
    found = 0
    for record in records(name):
        event = {key: value for key, value in record.items() if key in read and isinstance(value, str)}
        identity = record.get("userIdentity")
        if isinstance(identity, dict) and isinstance(identity.get("invokedBy"), str):
            event["userIdentity.invokedBy"] = identity["invokedBy"]
        found += spl.matches(query, {"index": "main", "sourcetype": "aws:cloudtrail"} | event)
    assert found == ALERTS[name]
