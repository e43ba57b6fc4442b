from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from clickops.report import ndjson
from clickops.scanning import Alert

Make = Callable[..., Alert]


def test_a_line_holds_the_whole_event_the_rules_and_the_place(alert: Make) -> None:
    made = alert()
    assert json.loads(ndjson.line(made)) == {
        "event": made.event,
        "rules": [
            {
                "name": "a_security_group_is_opened",
                "id": "6a0b1b4e-5c7e-4a2f-9a53-0d3f8b1c2d4e",
                "title": "A Security Group Is Opened",
                "level": "high",
            },
            {"name": "change", "id": "", "title": "A Person Changes Something", "level": "medium"},
        ],
        "level": "high",
        "path": "trails/a.json.gz",
        "record": 17,
    }


@pytest.mark.parametrize(
    "value",
    [
        "é",
        "日本",
        "🙂",
        "\ud800",
        "a\ud83d",
        "\x7f\x9b",
        "\u2028",
        "\u202e",
        2**70,
        -(2**64),
        1.5,
        [],
        {},
        None,
        "\\u00e9",
    ],
)
def test_every_value_survives_as_ascii_on_one_line(alert: Make, value: object) -> None:
    line = ndjson.line(alert(requestParameters={"value": value}))
    assert json.loads(line)["event"]["requestParameters"] == {"value": value}
    assert line.isascii()
    assert line.isprintable()


def test_a_path_that_is_no_text_survives(alert: Make) -> None:
    made = alert()
    line = ndjson.line(Alert(made.event, made.rules, "trails/\udcff.json", 1))
    assert json.loads(line)["path"] == "trails/\udcff.json"


def test_an_event_that_several_records_tell_of_says_how_many_and_whose(alert: Make) -> None:
    made = alert()
    several = json.loads(ndjson.line(Alert(made.event, made.rules, "a", 1, ("1", "2"), 3)))
    assert (several.pop("accounts"), several.pop("copies")) == (["1", "2"], 3)
    assert set(several) == set(json.loads(ndjson.line(made)))
