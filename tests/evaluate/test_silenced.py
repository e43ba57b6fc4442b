"""Filters that are counted: the alerts are those of a scan without counting, and each count is what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clickops.evaluate.silenced import Silenced
from clickops.rules.load import load
from clickops.rules.pack import Pack
from clickops.scanning import scan
from support.rulefiles import FILTER, RULE, RULE_ID

OTHER_ID = "7d1c0a4e-6b1f-4a8e-9f57-0f7f4f8f7a33"
OTHER = RULE.replace(RULE_ID, OTHER_ID).replace("Bucket Deleted by Hand", "Anything").replace("DeleteBucket", "'*'")
BOTH = FILTER.replace(f"- {RULE_ID}", f"- {RULE_ID}\n        - {OTHER_ID}").replace("Sandbox Accounts", "Both")
ANY = FILTER.replace(f"\n        - {RULE_ID}", " any").replace("Sandbox Accounts", "Any").replace("111122223333", "9")


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    path = tmp_path / "t.json"
    changes: list[dict[str, Any]] = [
        {"recipientAccountId": "111122223333"},
        {"recipientAccountId": "444455556666"},
        {"recipientAccountId": "111122223333", "eventName": "CreateBucket"},
        {"recipientAccountId": "111122223333", "userIdentity": {"invokedBy": "x"}},
    ]
    base = {"eventName": "DeleteBucket", "eventSource": "s3.amazonaws.com"}
    records = [base | change | {"eventID": str(number)} for number, change in enumerate(changes)]
    path.write_text(json.dumps({"Records": [*records, records[0]]}))
    return path


def counted(pack: Pack, path: Path) -> dict[str, tuple[int, int]]:
    silenced = Silenced(pack.filters)
    found = [(alert.event, [rule.name for rule in alert.rules]) for alert in scan(pack, path, silenced=silenced)]
    assert found == [(alert.event, [rule.name for rule in alert.rules]) for alert in scan(pack, path)]
    return {count.filter.name: (count.silenced, count.thinned) for count in silenced.counts}


def test_a_filter_of_one_rule_takes_a_rule_out_of_an_alert_that_stays(trail: Path) -> None:
    assert counted(load(f"{RULE}---\n{OTHER}---\n{FILTER}"), trail) == {"sandbox_accounts": (0, 1)}


def test_a_filter_of_every_rule_that_fires_silences_the_alert(trail: Path) -> None:
    assert counted(load(f"{RULE}---\n{FILTER}"), trail) == {"sandbox_accounts": (1, 0)}
    assert counted(load(f"{RULE}---\n{OTHER}---\n{BOTH}"), trail) == {"both": (2, 0)}


def test_a_filter_that_left_nothing_out_has_no_count(trail: Path) -> None:
    assert counted(load(f"{RULE}---\n{ANY}"), trail) == {"any": (0, 0)}


def test_each_of_two_filters_that_leave_out_the_same_is_counted(trail: Path) -> None:
    assert counted(load(f"{RULE}---\n{FILTER}---\n{BOTH}"), trail) == {"sandbox_accounts": (1, 0), "both": (1, 0)}


def test_what_another_filter_leaves_out_is_no_merit_of_the_one_that_is_counted(trail: Path) -> None:
    pack = load(f"{RULE}---\n{FILTER}---\n{BOTH}")
    silenced = Silenced(pack.filters[1:])
    assert len([*scan(pack, trail, silenced=silenced)]) == 1
    assert [count.silenced for count in silenced.counts] == [0]
