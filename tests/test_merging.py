"""One event is one alert, and alerts come in order of time."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clickops
from clickops.copies import moment, worth
from clickops.errors import ClickopsError, InputError
from clickops.merging import Find, distinct, in_order
from clickops.scanning import Alert, event_time, scan

PACK = clickops.load()
EVENT = [event for _, event in clickops.read(Path(__file__).parent.parent / "samples")][2]
ADDENDUM = {"reason": "UPDATED_DATA", "updatedFields": "responseElements", "originalEventID": EVENT["eventID"]}
OTHER_ID = "0f4c1b7e-0d3a-4a55-8f3e-bb0000000001"


def find(number: int, event: dict[str, Any], rules: tuple[int, ...] = (0,)) -> Find:
    return Find(event, moment(event_time(event)), rules, "a.json", number)


def alerts(folder: Path, *events: dict[str, Any], sort: Any = "time") -> list[Alert]:
    (folder / "a.ndjson").write_text("\n".join(map(json.dumps, events)))
    return list(scan(PACK, folder, sort=sort))


def both(folder: Path, *events: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Which records are alerts in order of time and in that of the input."""
    return [one.record for one in alerts(folder, *events)], [
        one.record for one in alerts(folder, *events, sort="input")
    ]


def at(time: object, event_id: str) -> dict[str, Any]:
    return EVENT | {"eventTime": time, "eventID": event_id}


def test_alerts_come_in_order_of_time_and_what_has_no_time_last(tmp_path: Path) -> None:
    events = [
        at("yesterday", "1"),
        at("2026-11-24T10:00:00Z", "2"),
        at(None, "3"),
        at("2026-11-24T11:30:00+02:00", "4"),
        at("2026-11-24 09:45:00", "5"),
        at("2026-11-24T10:00:00Z", "6"),
        at("0001-01-01T00:00:00+02:00", "7"),
        at("9999-12-31T23:59:59-02:00", "8"),
    ]
    assert both(tmp_path, *events) == ([7, 4, 5, 2, 6, 8, 1, 3], [1, 2, 3, 4, 5, 6, 7, 8])


def test_an_order_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClickopsError, match="'time' or 'input'"):
        alerts(tmp_path, EVENT, sort="size")


def test_a_copy_with_more_values_is_shown_and_with_the_order_of_the_input_the_first(tmp_path: Path) -> None:
    poor = {key: value for key, value in EVENT.items() if key not in {"responseElements", "requestID", "eventVersion"}}
    assert both(tmp_path, poor, EVENT) == ([2], [1])
    assert both(tmp_path, EVENT, poor) == ([1], [1])
    (alert,) = alerts(tmp_path, poor, EVENT, poor)
    assert (alert.copies, alert.accounts) == (3, ())


@pytest.mark.parametrize(
    "change", [{}, {"eventID": OTHER_ID}, {"eventID": OTHER_ID, "eventTime": "2026-11-25T00:00:00Z"}]
)
def test_a_correction_is_shown_in_place_of_the_record_that_it_corrects(tmp_path: Path, change: dict[str, Any]) -> None:
    corrected = EVENT | {"addendum": ADDENDUM, "responseElements": None} | change
    assert both(tmp_path, EVENT, corrected) == ([2], [1])
    assert both(tmp_path, corrected, EVENT) == ([1], [1])
    assert both(tmp_path, EVENT, corrected, corrected | {"requestID": "x"}) == ([3], [1])
    assert both(tmp_path, corrected) == ([1], [1])


def test_a_correction_of_another_event_leaves_this_one_alone(tmp_path: Path) -> None:
    other = EVENT | {"eventID": OTHER_ID, "addendum": ADDENDUM | {"originalEventID": "another"}}
    assert both(tmp_path, EVENT, other) == ([1, 2], [1, 2])


def test_a_late_delivery_corrects_nothing(tmp_path: Path) -> None:
    late = EVENT | {"eventID": OTHER_ID, "addendum": {"reason": "DELIVERY_DELAY"}}
    assert both(tmp_path, EVENT, late) == ([1, 2], [1, 2])


def test_one_correction_replaces_one_of_the_records_that_share_an_id_by_mistake(tmp_path: Path) -> None:
    renamed = EVENT | {"eventName": "RunInstances", "eventID": EVENT["eventID"]}
    corrected = EVENT | {"eventID": OTHER_ID, "addendum": ADDENDUM}
    assert both(tmp_path, EVENT, renamed, corrected)[0] == [3, 2]


def test_records_that_several_accounts_got_are_one_alert_that_names_them(tmp_path: Path) -> None:
    one = EVENT | {"sharedEventID": "s", "recipientAccountId": "111122223333"}
    two = one | {"eventID": OTHER_ID, "recipientAccountId": "444455556666", "eventTime": "2026-11-24T08:14:04Z"}
    (alert,) = alerts(tmp_path, one, two, one)
    assert (alert.record, alert.accounts, alert.copies) == (1, ("111122223333", "444455556666"), 3)
    assert both(tmp_path, two, one) == ([1], [1])
    (first,) = alerts(tmp_path, one, two, sort="input")
    assert first.accounts == ()


def test_a_record_without_the_shared_id_joins_by_its_own(tmp_path: Path) -> None:
    one = EVENT | {"sharedEventID": "s", "recipientAccountId": "111122223333"}
    two = one | {"eventID": OTHER_ID, "recipientAccountId": "444455556666"}
    assert [alert.accounts for alert in alerts(tmp_path, EVENT, one, two)] == [("111122223333", "444455556666")]


def test_an_alert_of_several_accounts_has_the_rules_of_each() -> None:
    shared = {"sharedEventID": "s", "eventName": "A", "eventTime": "2026-11-24T08:14:04Z"}
    one, two = shared | {"eventID": "1", "extra": 1}, shared | {"eventID": "2"}
    (merged,) = in_order([find(1, one, (3,)), find(2, two, (0, 3))])
    assert (merged.record, merged.rules) == (1, (0, 3))


@pytest.mark.parametrize("change", [{"eventName": "RunInstances"}, {"eventTime": "2026-11-24T08:14:04Z"}])
def test_other_events_under_the_same_id_stay_alerts_of_their_own(tmp_path: Path, change: dict[str, Any]) -> None:
    assert both(tmp_path, EVENT, EVENT | change) == ([1, 2], [1, 2])


def test_a_shared_id_joins_no_other_action(tmp_path: Path) -> None:
    one = EVENT | {"sharedEventID": "s"}
    assert both(tmp_path, one, one | {"eventName": "RunInstances", "eventID": OTHER_ID}) == ([1, 2], [1, 2])


@pytest.mark.parametrize("missing", [None, "", 5, ["x"]])
def test_without_an_id_only_equal_records_are_one(tmp_path: Path, missing: object) -> None:
    one = EVENT | {"eventID": missing}
    turned = dict(reversed(one.items()))
    assert both(tmp_path, one, turned, one | {"awsRegion": "us-east-1"}) == ([1, 3], [1, 3])


@pytest.mark.parametrize("odd", [None, 5, [], {}, "x", True, [None], {"originalEventID": 5}, {"originalEventID": None}])
@pytest.mark.parametrize("key", ["addendum", "sharedEventID", "recipientAccountId", "eventTime"])
def test_odd_values_join_nothing(tmp_path: Path, key: str, odd: object) -> None:
    one = EVENT | {key: odd}
    (tmp_path / "a.ndjson").write_text("\n".join(map(json.dumps, [one, one | {"eventID": OTHER_ID}])))
    if (key, odd) == ("addendum", "x"):
        with pytest.raises(InputError, match="addendum is text"):
            next(scan(PACK, tmp_path))
        return
    wanted = [1] if (key, odd) == ("sharedEventID", "x") else [1, 2]
    assert [alert.record for alert in scan(PACK, tmp_path)] == wanted


def test_the_worth_of_a_copy_is_first_that_it_corrects_and_then_how_much_it_says() -> None:
    assert worth({"addendum": {}}) > worth({"a": 1, "b": {"c": ["d", False]}})
    assert worth({"a": [1, 2]}) > worth({"a": [1, None]}) == worth({"a": 1, "b": None, "c": "", "d": {}})


ids = st.sampled_from(["a", "b", "c", "d", ""])
events = st.fixed_dictionaries(
    {
        "eventID": ids,
        "eventName": st.sampled_from("xy"),
        "eventTime": st.sampled_from(["2026-01-01", "2026-01-02", ""]),
    },
    optional={
        "sharedEventID": ids,
        "recipientAccountId": st.sampled_from("12"),
        "addendum": st.fixed_dictionaries({"originalEventID": ids}),
        "odd": st.sampled_from([1e400, "\ud800", 2**70, "", {"a": ["é", None, True]}]),
    },
)


@settings(max_examples=200, deadline=None)
@given(made=st.lists(events, max_size=12))
def test_what_goes_to_disk_comes_back_as_it_was(made: list[dict[str, Any]]) -> None:
    def said(finds: Iterable[Find]) -> list[tuple[object, ...]]:
        return [(one.event, one.moment, one.rules, one.record, one.accounts, one.copies) for one in finds]

    given_ = [find(number, event) for number, event in enumerate(made)]
    held = list(in_order(given_))
    assert said(in_order(given_, limit=1)) == said(held)
    assert sum(one.copies for one in held) == len(made)
    assert [one.moment for one in held] == sorted(one.moment for one in held)
    assert {id(one) for one in distinct(given_)} <= {id(one) for one in given_}


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is what Linux keeps to")
@pytest.mark.parametrize("change", ["{}", "{'eventTime': None}", "{'sharedEventID': 's%s' % number}"])
def test_many_alerts_are_sorted_in_little_memory(change: str) -> None:
    """120 MB of finds; the same limit is too little for a tenth of them in a list."""
    import subprocess

    from support.command import ENVIRONMENT

    program = """
import resource, sys
from clickops.copies import moment
from clickops.merging import Find, in_order
from clickops.scanning import event_time
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 48_000_000,) * 2)
def finds(count):
    for number in range(count):
        event = {"eventID": str(number), "eventTime": f"2026-01-01T00:00:{number % 60:02}Z", "x": [str(number)] * 500}
        event |= CHANGE
        yield Find(event, moment(event_time(event)), (0,), "a", number)
if sys.argv[1] == "sorted":
    print(sum(1 for _ in in_order(finds(60_000))))
else:
    print(len(list(finds(12_000))))
"""
    for argument, works in (("sorted", True), ("held", False)):
        command = [sys.executable, "-c", program.replace("CHANGE", change), argument]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        assert (done.stdout == "60000\n") is works, done.stderr
        assert ("MemoryError" in done.stderr) is not works
