"""The library as a person meets it in an interpreter."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import Any

import pytest

import clickops
from clickops import content
from clickops.version import version


def test_dir_shows_the_public_names_alone() -> None:
    clickops.load()
    assert dir(clickops) == sorted(clickops.__all__)
    assert not [name for name in dir(clickops) if name.startswith("_")]
    assert {"load", "scan", "Pack", "Alert"} <= set(dir(clickops))
    assert not {"rules", "errors", "annotations"} & set(dir(clickops))


def test_the_version_is_that_of_the_command() -> None:
    assert clickops.__version__ == version()
    with pytest.raises(AttributeError):
        _ = clickops.__nothing__


def test_the_version_costs_an_import_nothing() -> None:
    code = "import clickops, sys; assert 'importlib.metadata' not in sys.modules; clickops.__version__"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_an_interpreter_shows_fits_a_line() -> None:
    pack = clickops.load()
    alert = next(clickops.scan(pack, content.SAMPLES))
    assert repr(pack) == f"<Pack: {len(pack.rules)} rules, {len(pack.filters)} filters, 1 left out, 0 notes>"
    assert repr(pack.rules[0]).startswith("<Rule aws_cloudtrail_")
    assert repr(pack.filters[0]).startswith("<Filter ")
    assert repr(alert).startswith(f"<Alert {alert.level}, {alert.rules[0].name}")
    assert repr(alert.path)[1:-1] in repr(alert)
    assert max(len(repr(one)) for one in (pack, alert, *pack.rules, *pack.filters)) < 400


def test_the_repr_of_an_alert_is_short_and_harmless_whatever_the_event_holds() -> None:
    event = {"eventName": "\x1b[31m" + "x" * 1000, "eventTime": {"a": "b" * 1000}}
    shown = repr(clickops.Alert(event, clickops.load().rules[:1], "p", 1))
    assert len(shown) < 250
    assert shown.isprintable()
    assert "'None' 'None'" in repr(clickops.Alert({}, clickops.load().rules[:1], "p", 1))


def test_packs_and_alerts_are_json_on_request() -> None:
    pack = clickops.load()
    alert = next(clickops.scan(pack, content.SAMPLES))
    given = json.loads(json.dumps(alert.to_dict()))
    assert given["event"] == alert.event
    assert given["rules"][0] == {key: getattr(alert.rules[0], key) for key in ("name", "id", "title", "level")}
    assert (given["level"], given["path"], given["record"]) == (alert.level, alert.path, alert.record)
    whole = json.loads(json.dumps(pack.to_dict()))
    assert [one["id"] for one in whole["rules"]] == [one.id for one in pack.rules]
    assert whole["rules"][0]["filters"] == [one.name for one in pack.rules[0].filters]
    assert whole["left_out"][0]["placeholder"] == "employer_domains"
    assert "condition" not in whole["rules"][0]


def test_sources_and_explanations_are_json_on_request() -> None:
    pack = clickops.load()
    source, event = next(clickops.read(content.SAMPLES))
    assert source.to_dict() == {"path": source.path, "record": source.record}
    given = json.loads(json.dumps(clickops.explain(pack.rules[0], event).to_dict()))
    assert (given["rule"], given["matched"]) == (pack.rules[0].name, False)
    assert given["step"]["steps"]


def test_a_text_where_several_may_be_named_is_one_of_them() -> None:
    pack = clickops.load()
    assert [one.name for one in pack.select("aws_cloudtrail_root_change").rules] == ["aws_cloudtrail_root_change"]
    assert len(pack.without_filters("end_users").filters) == len(pack.filters) - 1
    own = content.EXAMPLES / "organisation_filter.yml"
    assert len(clickops.load(filters=str(own)).filters) == len(pack.filters) + 1
    name = next(content.SAMPLES.iterdir()).name
    assert len(list(clickops.scan(pack, content.SAMPLES, include=name))) == 9
    assert not list(clickops.scan(pack, content.SAMPLES, exclude=name))
    assert not list(clickops.read(content.SAMPLES, include="*.nothing"))


def test_a_wrong_argument_is_an_error_of_ours() -> None:
    with pytest.raises(clickops.ClickopsError, match="variables must be a mapping"):
        clickops.load(variables="a=b")  # type: ignore[arg-type]  # what is refused
    with pytest.raises(clickops.ClickopsError, match="sort must be 'time' or 'input', not 'tme'"):
        next(clickops.scan(clickops.load(), content.SAMPLES, sort="tme"))  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("time", [dt.datetime(2026, 1, 1), dt.date(2026, 1, 1), "2026-01-01"])  # noqa: DTZ001 - what is refused
def test_a_time_without_a_zone_is_refused_when_it_is_given(name: str, time: Any) -> None:
    with pytest.raises(clickops.ClickopsError, match=f"^{name} must be a datetime with a time zone, as in "):
        clickops.scan(clickops.load(), content.SAMPLES, **{name: time})


def test_a_time_with_a_zone_is_taken() -> None:
    late = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert [*clickops.scan(clickops.load(), content.SAMPLES, since=late, until=None)] == []
