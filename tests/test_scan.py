"""What is fast says what is plain."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clickops
from clickops.errors import Problem
from clickops.scanning import event_time, finds, scan

SAMPLES = Path(__file__).parent.parent / "samples"
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
PACK = clickops.load()
MATCH = clickops.compile(PACK)


def plainly(paths: list[Path]) -> tuple[list[tuple[str, int, list[str]]], list[str]]:
    """What reading and matching one by one finds."""
    problems: list[Problem] = []
    found = []
    for source, event in clickops.read(paths, on_problem=problems.append):
        if fired := MATCH(event):
            found.append((source.path, source.record, sorted(rule.name for rule in fired)))
    return found, [str(problem) for problem in problems]


def quickly(paths: list[Path]) -> tuple[list[tuple[str, int, list[str]]], list[str]]:
    problems: list[Problem] = []
    rules = sorted(PACK.rules, key=lambda rule: (-rule.rank, rule.name))
    found = [
        (one.path, one.record, sorted(rules[number].name for number in one.rules))
        for one in finds(PACK, paths, on_problem=problems.append)
    ]
    return found, [str(problem) for problem in problems]


def test_the_samples_raise_the_alerts_that_their_story_tells() -> None:
    found, problems = quickly([SAMPLES])
    assert [record for _, record, _ in found] == [3, 4, 7, 8, 9, 10, 11, 12, 13, 14]  # the last is a copy
    assert problems == []
    assert found == plainly([SAMPLES])[0]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside this repository")
@pytest.mark.parametrize("folder", ["events", "containers", "bad_inputs"])
def test_real_files_give_the_same_alerts_and_problems_fast_and_plain(folder: str) -> None:
    assert quickly([SHARED / folder]) == plainly([SHARED / folder])


odd = st.sampled_from([None, 5, True, [], ["x"], {}, {"a": 1}, "x", 1e999, "\ud800", 2**70])
keys = st.sampled_from(
    (
        *("eventName", "eventSource", "eventCategory", "userAgent", "readOnly", "userIdentity", "requestParameters"),
        *("insightDetails", "sessionCredentialFromConsole", "userIdentity.type", "detail", "extra"),
    )
)


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.dictionaries(keys, odd, max_size=3), min_size=1, max_size=10), damage=st.binary(max_size=3))
def test_odd_records_give_the_same_alerts_and_problems_fast_and_plain(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, Any]], damage: bytes
) -> None:
    (_, _, event, *_) = [event for _, event in clickops.read(SAMPLES)]
    records = [json.dumps(event | change) for change in changes] + [json.dumps(event)]
    text = ('{"Records":[' + ",".join(records) + "]}").encode()
    folder = tmp_path_factory.mktemp("odd")
    (folder / "a.json").write_bytes(text.replace(b"AuthorizeSecurityGroupIngress", damage + b"AuthorizeX", 1))
    (folder / "b.json.gz").write_bytes(gzip.compress(text))
    (folder / "c.json").write_bytes("\n".join(records).encode())
    assert quickly([folder]) == plainly([folder])


def test_the_story_is_told_in_order_of_time() -> None:
    assert [alert.record for alert in scan(PACK, SAMPLES)] == [10, 3, 4, 7, 8, 9, 11, 12, 13]
    assert [alert.record for alert in scan(PACK, SAMPLES, sort="input")] == [3, 4, 7, 8, 9, 10, 11, 12, 13]


def test_equal_records_are_one_alert_and_others_of_the_same_id_are_not(tmp_path: Path) -> None:
    (_, _, event, *_) = [event for _, event in clickops.read(SAMPLES)]
    turned = dict(reversed(event.items()))
    other = event | {"eventName": "RunInstances"}
    (tmp_path / "a.json").write_text("\n".join(map(json.dumps, [event, turned, other, event])))
    assert [alert.record for alert in scan(PACK, tmp_path)] == [1, 3]


def test_a_record_nested_to_the_limit_is_an_alert_or_a_problem(tmp_path: Path) -> None:
    (_, _, event, *_) = [event for _, event in clickops.read(SAMPLES)]
    for depth in range(900, 1000, 5):
        nested = json.dumps(event | {"x": "@", "eventID": str(depth)}).replace('"@"', "[" * depth + "]" * depth)
        (tmp_path / f"{depth}.json").write_text(nested)
    problems: list[Problem] = []
    alerts = list(scan(PACK, tmp_path, on_problem=problems.append))
    assert len(alerts) + len(problems) == 20
    assert {problem.reason for problem in problems} <= {"nested too deeply"}


def test_since_includes_and_until_excludes_and_what_has_no_time_is_kept(tmp_path: Path) -> None:
    (_, _, event, *_) = [event for _, event in clickops.read(SAMPLES)]
    times = [
        "2026-11-24T07:59:59Z",
        "2026-11-24T08:00:00Z",
        "2026-11-24 08:59:59.000000000",
        "2026-11-24T09:00:00Z",
        "x",
    ]
    (tmp_path / "a.json").write_text("\n".join(json.dumps(event | {"eventTime": time}) for time in times))
    since, until = (dt.datetime(2026, 11, 24, hour, tzinfo=dt.UTC) for hour in (8, 9))
    assert [alert.record for alert in scan(PACK, tmp_path, since=since, until=until)] == [2, 3, 5]


def test_times_are_read_as_they_are_met() -> None:
    at = dt.datetime(2026, 11, 24, 8, 14, 3, tzinfo=dt.UTC)
    for text in ("2026-11-24T08:14:03Z", "2026-11-24t08:14:03z", "2026-11-24 09:14:03+01:00", "2026-11-24 08:14:03"):
        assert event_time({"eventTime": text}) == at
    for other in ({}, {"eventTime": None}, {"eventTime": 5}, {"eventTime": "..."}):
        assert event_time(other) is None
