from __future__ import annotations

import csv as reader
import io
from collections.abc import Callable
from typing import Any

import pytest

from clickops.report import csv
from clickops.rules.pack import Rule
from clickops.scanning import Alert

Make = Callable[..., Alert]


def row(alert: Alert) -> dict[str, str]:
    (found,) = reader.DictReader(io.StringIO(f"{csv.header()}\n{csv.line(alert)}\n"))
    return found


def test_the_header_is_the_documented_one() -> None:
    assert csv.header() == (
        "time,level,rules,person,role,account,event_source,event_name,resources,error,"
        "source_ip,region,user_agent,event_id,path,record,recipient_accounts"
    )


def test_a_row_holds_an_alert(alert: Make) -> None:
    assert row(alert(errorCode="AccessDenied")) == {
        "time": "2026-03-01T22:15:07Z",
        "level": "high",
        "rules": "a_security_group_is_opened; change",
        "person": "alice@example.com",
        "role": "SSO Admin",
        "account": "111122223333",
        "event_source": "ec2.amazonaws.com",
        "event_name": "AuthorizeSecurityGroupIngress",
        "resources": "sg-0a1b2c3d4e5f60718",
        "error": "AccessDenied",
        "source_ip": "203.0.113.7",
        "region": "eu-west-1",
        "user_agent": "AWS Internal",
        "event_id": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "path": "trails/a.json.gz",
        "record": "17",
        "recipient_accounts": "111122223333",
    }


def test_a_person_who_acted_through_an_agent_keeps_the_name_to_sort_by(alert: Make, agents: dict[str, Any]) -> None:
    assert row(alert(userIdentity=agents))["person"] == "alice@example.com"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", '=HYPERLINK("http://x","y")'])
def test_a_cell_that_begins_like_a_formula_is_quoted(alert: Make, formula: str) -> None:
    assert row(alert(userAgent=formula))["user_agent"] == f"'{formula}"


def test_a_tab_before_a_formula_is_a_tab_no_more(alert: Make) -> None:
    assert row(alert(userAgent="\t=1+1"))["user_agent"] == "\\t=1+1"


def test_a_cell_that_is_no_formula_is_not_quoted(alert: Make) -> None:
    assert row(alert(userAgent="aws-cli/2.1 =x"))["user_agent"] == "aws-cli/2.1 =x"


def test_commas_quotes_and_line_breaks_stay_in_their_cell_and_on_their_line(alert: Make) -> None:
    made = alert(userAgent='a,"b"\r\nc\x1b')
    assert "\n" not in csv.line(made)
    assert row(made)["user_agent"] == 'a,"b"\\r\\nc\\x1b'


def test_a_user_agent_that_is_a_list_is_shown_as_json(alert: Make) -> None:
    assert row(alert(userAgent=["a", "b"]))["user_agent"] == '["a","b"]'


def test_all_accounts_that_got_an_event_stand_in_one_cell(alert: Make, rules: tuple[Rule, ...]) -> None:
    made = Alert(alert().event, rules, "a", 1, ("111122223333", "444455556666"))
    assert row(made)["recipient_accounts"] == "111122223333; 444455556666"
