"""The comparison of what an engine selects with what the evaluator selects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ClickopsError
from clickops.rules.pack import Filter, Logsource
from clickops.rules.tree import And, FieldReference, Not
from clickops.verify import corpus, engines, review
from clickops.verify.compare import UNFILTERED, Verdict, verdicts, without
from clickops.verify.engines import EngineError
from support.platform import ask, rule

RULE = rule(ask("eventName", "Delete*"), "deleted")
EVENTS = corpus.numbered([{"eventName": "DeleteBucket"}, {"eventName": "CreateBucket"}, {"eventName": ["x"]}])
FIRST, SECOND, THIRD = (event["eventID"] for event in EVENTS)


class Fixed:
    """An engine that takes the first two records and selects the same whatever it is asked."""

    version = "Fixed 1"

    def __init__(self, *selected: str, error: str = "") -> None:
        self.selected = selected
        self.error = error

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        return frozenset(event["eventID"] for event in events[:2])

    def run(self, query: Written) -> frozenset[str]:
        assert "Delete" in str(query)
        if self.error:
            raise EngineError(self.error)
        return frozenset(self.selected)


def verdict(engine: Fixed, one: Any = RULE) -> Verdict:
    (found,) = verdicts(engine, Conversion(find("splunk")), [one], EVENTS)
    return found


def test_the_same_events_are_the_same() -> None:
    found = verdict(Fixed(FIRST))
    assert found.same
    assert found.selected == 1


@pytest.mark.parametrize(
    ("selected", "missed", "extra"),
    [((), (FIRST,), ()), ((FIRST, SECOND), (), (SECOND,)), ((SECOND,), (FIRST,), (SECOND,))],
)
def test_an_event_of_one_side_only_is_named(
    selected: tuple[str, ...], missed: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    found = verdict(Fixed(*selected))
    assert (found.missed, found.extra, found.same) == (missed, extra, False)


def test_what_the_engine_does_not_take_is_asked_of_neither_side() -> None:
    assert verdict(Fixed(FIRST)).same
    assert THIRD not in verdict(Fixed()).missed


def test_what_a_filter_takes_out_that_the_format_leaves_out_is_known() -> None:
    away = Filter("away", "1", "Away", "", Logsource(), (), Not(ask("eventSource", "s3")), "away.yml", 1)
    (deleted, created, _) = ({**event, "eventSource": "s3"} for event in EVENTS)
    conversion = Conversion(find("splunk"))
    (before,) = verdicts(Fixed(FIRST), conversion, [msgspec.structs.replace(RULE, filters=(away,))], [deleted, created])
    assert before.extra == (FIRST,)
    conversion.format = msgspec.structs.replace(conversion.format, unfiltered={"why": {RULE.name: ("away",)}})
    for selected, extra in ((FIRST, ()), (SECOND, (SECOND,))):
        engine = Fixed(selected)
        (found,) = verdicts(engine, conversion, [msgspec.structs.replace(RULE, filters=(away,))], [deleted, created])
        assert (found.extra, dict(found.known)) == (extra, {} if extra else {UNFILTERED: 1})


def test_a_refused_rule_and_a_failing_engine_are_told_apart() -> None:
    assert "fields.yml does not say" in verdict(Fixed(), rule(ask("nowhere", "Delete"), "lost")).refused
    assert verdict(Fixed(error="no such column")).failed == "no such column"


def test_a_lost_field_is_hidden_from_our_evaluator_too() -> None:
    event = {"a": [{"b": {"c": 1, "d": 2}}, {"b": 3}], "e": 4, "x.y": 5}
    assert without(event, ["a.b.c", "e", "x.y"]) == {"a": [{"b": {"d": 2}}, {"b": 3}]}
    assert without(event, ["nowhere", "a.z"]) == event


def test_complaints_are_unknown_differences_and_rules_that_do_not_convert() -> None:
    form = find("splunk").formats["spl"]
    good = Verdict("a", 1, known={"null text": 2, "success text": 1, "containers": 1, "object list": 1})
    bad = Verdict("b", missed=(FIRST,))
    assert list(review.complaints(form, [good])) == []
    assert list(review.complaints(form, [good, bad])) == [f"b: 1 selected by clickops alone: {FIRST}"]
    assert list(review.complaints(form, [Verdict("a", refused="why")])) == ["a: not converted: why"]


@pytest.mark.parametrize("name", ["nonsense", "../sqlite", "__init__", ""])
def test_an_engine_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(ClickopsError, match="there is no engine"):
        engines.find(name)


def test_variants_change_one_field_each_and_keep_what_tells_events_apart() -> None:
    event = {"eventName": "A", "n": {"f": "x"}, "eventID": "1"}
    asked = rule(And((ask("n.f", "x"), ask("eventID", FieldReference("gone")))))
    found = list(corpus.variants(event, asked))
    assert {"eventName": "A", "n": {}, "eventID": "1"} in found
    assert {"eventName": "A", "n": {"f": "X"}, "eventID": "1"} in found
    assert {"eventName": "A", "n": {"f": None}, "eventID": "1"} in found
    assert all(one["eventName"] == "A" and one["eventID"] == "1" for one in found)
    assert event == {"eventName": "A", "n": {"f": "x"}, "eventID": "1"}
    assert len({one["eventID"] for one in corpus.numbered(found)}) == len(corpus.numbered(found)) > 30
