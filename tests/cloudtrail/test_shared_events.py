"""Real records and file shapes, which stand outside of the repository: none is lost, none raises."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cloudtrail.trails import reading

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there")

EVENTS = sorted(DATA.glob("events/*.ndjson.gz"))
CONTAINERS = {  # records, and what else is told
    "c7n__eventbridge_envelope.json": 1,
    "clickops_notifier__test_wrapper_event.json": 1,
    "datadog__cloudwatch_logs_subscription.json": 4,
    "invictus__records_single_line.json": 1,
    "otrf__logstash_ndjson_head20.json": 20,
    "otrf__python_repr_csv_head20.csv": 19,
    "plaso__lookup_events_jsonl_CloudTrailEvent_string.jsonl": 6,
    "trailscraper__records_pretty.json.gz": 2,
    "umccr_flaws__records_pretty.json.gz": 5,
}
BAD_INPUTS = {
    "eventTime_not_iso.ndjson": 4,
    "hidden_due_to_security_reasons.ndjson": 4,
    "keys_differ_only_by_case.ndjson": 3,
    "missing_comma_datadog_normalised.json": 3,
    "networkactivity_vpce_events.ndjson": 4,
    "requestParameters_string_readOnly_string.ndjson": 6,
    "servicevent_no_identity_type.ndjson": 3,
    "sourceIPAddress_is_object.ndjson": 2,
    "traildiscover_page_with_invalid_json.json": 1,
    "truncated_json__cloudgrep.json": 0,
    "umccr_bad1_01.json": 1,
    "userAgent_array_or_placeholder.ndjson": 4,
    "userIdentity_missing_or_empty.ndjson": 6,
    "yaml_bool_label.ndjson": 3,
}
PROBLEMS = [
    "sourceIPAddress_is_object.ndjson:2: neither eventName nor eventSource: not a CloudTrail record",
    "truncated_json__cloudgrep.json:1: cut off: the text ends before its JSON does",
]


def test_every_source_is_there() -> None:
    assert len(EVENTS) == 20
    assert {path.name for path in DATA.glob("containers/*")} == set(CONTAINERS)
    assert {path.name for path in DATA.glob("bad_inputs/*")} == set(BAD_INPUTS)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.name)
def test_every_line_is_a_record(path: Path) -> None:
    with gzip.open(path) as file:
        lines = [f"{path.name}:{number}" for number, _ in enumerate(file, 1)]
    found = reading(path)
    assert not found.problems
    assert sorted(found.places + [aside.partition(" ")[0] for aside in found.asides]) == sorted(lines)
    assert found.asides == (["streamalert.ndjson.gz:2 Insight event"] if path.name.startswith("streamalert") else [])


@pytest.mark.parametrize(("folder", "counts"), [("containers", CONTAINERS), ("bad_inputs", BAD_INPUTS)])
def test_every_shape_gives_its_records_or_a_reason(folder: str, counts: dict[str, int]) -> None:
    found = reading(DATA / folder)
    assert {name: sum(place.startswith(f"{name}:") for place in found.places) for name in counts} == counts
    assert found.problems == (PROBLEMS if folder == "bad_inputs" else [])
    assert not found.asides
