"""What the pack finds on public records, where those are there (they are not committed)."""

from __future__ import annotations

import copy
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clickops import content
from clickops.evaluate import compile as compiled
from clickops.rules.load import load
from clickops.rules.pack import Pack

EVENTS = content.RULES.parent.parent / "shared" / "data" / "events"
LEGACY = "aws_cloudtrail_console_action_legacy"
PUBLISHED = {
    "invictus_aws_dataset": 1,
    "boogy_cloudtrail_log_parser": 0,
    "sneller_testdata": 36,
    "panther_analysis_tests": 105,
    "stratus_red_team_docs": 0,
    "traildiscover": 7,
    "otrf_security_datasets": 0,
    "streamalert": 4,
    "cloud_custodian": 10,
    "clickops_notifier": 2,
    "plaso": 4,
}
HISTORY = ("eventID", "eventTime", "eventName", "eventSource", "awsRegion", "errorCode", "sourceIPAddress", "userAgent")
MACHINE = re.compile(r"\[?(aws-cli|aws-sdk|Boto|APN/|HashiCorp|terraform|stratus-red-team|python)", re.IGNORECASE)

Record = dict[str, Any]
Fired = Callable[[Record], set[str]]

pytestmark = pytest.mark.skipif(not EVENTS.is_dir(), reason="the shared events are not here")


def records(name: str = "*") -> Iterator[Record]:
    for path in sorted(EVENTS.glob(f"{name}.ndjson.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load()


@pytest.fixture(scope="module")
def fired(pack: Pack) -> Fired:
    match = compiled(pack)
    return lambda record: {rule.name.removeprefix("aws_cloudtrail_") for rule in match(record)}


@pytest.fixture(scope="module")
def labelled(fired: Fired) -> list[Record]:
    """Console changes that AWS labelled, from a client's address, that the pack finds."""
    found = [one for one in records() if is_labelled(one) and not one.get("errorCode") and is_console(fired(one))]
    found = [one for one in found if str(one.get("sourceIPAddress"))[:1].isdigit()]
    assert len(found) > 30
    return found


def is_labelled(record: Record) -> bool:
    return str(record.get("sessionCredentialFromConsole")).lower() == "true"


def is_console(names: set[str]) -> bool:
    return any(name.startswith(("manual_", "s3_console", "cloudshell", "agent")) for name in names)


def identity(record: Record) -> Record:
    found = record.get("userIdentity")
    return found if isinstance(found, dict) else {}


def as_event_history(record: Record) -> Record:
    """Keep what Event history's CSV has of a record: no label, no type, no parameters; a user's name."""
    mine = identity(record)
    name = "root" if mine.get("type") == "Root" else mine.get("userName") or str(mine.get("arn")).rpartition("/")[2]
    kept = {field: record[field] for field in HISTORY if record.get(field)}
    return kept | {"userIdentity": {"userName": name}, "readOnly": str(record.get("readOnly", False)).lower()}


def test_every_labelled_change_from_a_client_is_found_without_its_label(labelled: list[Record], fired: Fired) -> None:
    for record in labelled:
        unlabelled = copy.deepcopy(record)
        del unlabelled["sessionCredentialFromConsole"]
        assert is_console(fired(unlabelled)), record["eventID"]


def test_every_labelled_change_from_a_client_is_found_in_event_history(labelled: list[Record], fired: Fired) -> None:
    assert [one["eventID"] for one in labelled if not is_console(fired(as_event_history(one)))] == []


def test_root_is_known_by_its_name_in_event_history(fired: Fired) -> None:
    changes = [one for one in records() if "root_change" in fired(one)]
    changes = [one for one in changes if str(one.get("sourceIPAddress"))[:1].isdigit()]
    assert changes
    unnamed = [one for one in changes if "root_change" not in fired(as_event_history(one))]
    assert unnamed == []


def test_no_console_rule_fires_on_machines_services_or_end_users(fired: Fired) -> None:
    looked_at: Counter[str] = Counter()
    for record in records():
        caller = identity(record).get("invokedBy")
        machine = MACHINE.match(str(record.get("userAgent"))) and "CloudShell" not in str(record.get("userAgent"))
        service = isinstance(caller, str) and caller.endswith(".amazonaws.com") and caller != "signin.amazonaws.com"
        session = identity(record).get("sessionContext") or {}
        web = isinstance(session, dict) and (session.get("webIdFederationData") or {}).get("federatedProvider")
        kinds = {
            "machine": bool(machine) and not is_labelled(record),
            "service": service,
            "end user": bool(web) or record.get("eventType") == "AwsServiceEvent",
        }
        looked_at.update(kind for kind, holds in kinds.items() if holds)
        if any(kinds.values()):
            assert not is_console(fired(record)), record["eventID"]
    assert min(looked_at[kind] for kind in ("machine", "service", "end user")) > 50


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_2019_rule_without_filters_fires_as_it_was_counted(name: str, pack: Pack) -> None:
    match = compiled(pack.select([LEGACY]).without_filters())
    distinct = {json.dumps(record, sort_keys=True) for record in records(name)}
    assert sum(bool(match(json.loads(record))) for record in distinct) == PUBLISHED[name]


def test_what_only_the_2019_rule_reports_is_a_service_s_call_a_sign_in_or_nobody_s_identity(fired: Fired) -> None:
    """Each is explained in docs/console-actions.md."""
    alone = [record for record in records() if fired(record) == {LEGACY.removeprefix("aws_cloudtrail_")}]
    reasons = Counter(
        "service"
        if identity(record).get("invokedBy")
        else "sign-in"
        if record["eventName"] == "AssumeRole"
        else str(identity(record).get("type"))
        for record in alone
    )
    assert reasons == {"service": 6, "sign-in": 1, "Directory": 16, "User": 2}
