from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from clickops.report import text
from clickops.report.style import width
from clickops.scanning import Alert

Make = Callable[..., Alert]


def test_an_alert_says_when_who_what_where_and_which_rules_in_this_order(alert: Make) -> None:
    parts = [
        "2026-03-01T22:15:07Z",
        "high",
        "alice@example.com (SSO Admin) 111122223333",
        "ec2:AuthorizeSecurityGroupIngress sg-0a1b2c3d4e5f60718",
        "203.0.113.7 eu-west-1",
        "a_security_group_is_opened, change",
    ]
    assert re.split(r"  +", text.line(alert())) == parts


def test_without_a_terminal_an_alert_is_one_line_of_any_length(alert: Make) -> None:
    assert "\n" not in text.line(alert(eventName="X" * 5000))


@pytest.mark.parametrize("columns", [66, 80, 100, 120, 200])
def test_on_a_terminal_no_line_is_wider_and_nothing_is_lost(alert: Make, columns: int) -> None:
    lines = text.line(alert(), columns=columns).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.line(alert()).split())
    assert all(line.startswith(" " * 10) for line in lines[1:])


def test_columns_of_short_alerts_stand_below_each_other(alert: Make) -> None:
    first = text.line(alert(userIdentity={"userName": "bob"}, eventName="CreateVpc", requestParameters=None))
    second = text.line(alert(userIdentity={"userName": "charlotte"}, eventName="Do", requestParameters=None))
    assert first.index("203.0.113.7") == second.index("203.0.113.7")
    assert first.index("ec2:") == second.index("ec2:")


def test_a_failed_attempt_says_why_it_failed(alert: Make) -> None:
    assert "[ERROR Client.UnauthorizedOperation]" in text.line(alert(errorCode="Client.UnauthorizedOperation"))
    assert "ERROR" not in text.line(alert())
    assert "ERROR" not in text.line(alert(errorCode=None))


def test_an_arn_is_shortened_to_what_it_names(alert: Make) -> None:
    request = {"roleName": "Deploy", "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}
    line = text.line(alert(eventName="AttachRolePolicy", requestParameters=request))
    assert " Deploy policy/AdministratorAccess " in line


@pytest.mark.parametrize(
    "field", ["eventName", "eventSource", "eventTime", "sourceIPAddress", "awsRegion", "errorCode"]
)
@pytest.mark.parametrize("evil", ["\x1b]0;owned\x07", "a\nb", "\u202eabc", "\x9b2J", "\ud800"])
def test_what_an_attacker_writes_reaches_no_terminal(alert: Make, field: str, evil: str) -> None:
    line = text.line(alert(**{field: evil}))
    assert line.isprintable()
    assert evil not in line


def test_names_of_persons_and_things_are_cleaned_too(alert: Make) -> None:
    evil = alert(userIdentity={"userName": "\x1b[31m"}, requestParameters={"groupId": "sg\x1b[2J\n"})
    assert text.line(evil).isprintable()


def test_only_our_own_escapes_stand_in_a_coloured_line(alert: Make) -> None:
    line = text.line(alert(errorCode="AccessDenied\x1b[0m"), colour=True)
    assert "\x1b[1;31mhigh\x1b[0m" in line
    assert "AccessDenied\\x1b[0m" in line
    assert re.sub(r"\x1b\[[\d;]*m", "", line) == text.line(alert(errorCode="AccessDenied\x1b[0m"))


def test_a_value_without_end_does_not_fill_the_screen(alert: Make) -> None:
    assert len(text.line(alert(sourceIPAddress="9" * 100_000, eventName="E" * 100_000))) < 1000


def test_wide_characters_count_as_two_columns(alert: Make) -> None:
    ascii_ = text.line(alert(userIdentity={"userName": "abcd"}))
    wide = text.line(alert(userIdentity={"userName": "日本"}))
    assert width(wide[: wide.index("ec2:")]) == ascii_.index("ec2:")


def test_who_acted_through_an_agent_is_said_beside_the_name(alert: Make, agents: dict[str, Any]) -> None:
    cells = re.split(r"  +", text.line(alert(userIdentity=agents)))
    assert cells[2] == "alice@example.com (SSO Admin) 111122223333 through an agent"
    service = {**agents, "invokedBy": "cloudformation.amazonaws.com"}
    assert text.line(alert(userIdentity=service)) == text.line(alert())


@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_the_agent_stands_on_the_line_of_the_name(
    alert: Make, agents: dict[str, Any], columns: int
) -> None:
    lines = text.line(alert(userIdentity=agents), columns=columns).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert sum("alice@example.com (SSO Admin) 111122223333 through an agent" in line for line in lines) == 1


def test_an_agent_moves_no_column_but_the_next(alert: Make) -> None:
    bob = {"type": "IAMUser", "userName": "bob"}
    request = {"groupId": "sg-1"}
    by_hand = text.line(alert(userIdentity=bob, eventName="Do", requestParameters=request))
    agents = {**bob, "invokedBy": "q.amazonaws.com"}
    through = text.line(alert(userIdentity=agents, eventName="Do", requestParameters=request))
    assert "bob 111122223333 through an agent  ec2:Do sg-1 " in through
    assert through.index("203.0.113.7") == by_hand.index("203.0.113.7")


def test_no_long_name_hides_an_agent(alert: Make) -> None:
    agents = {"type": "IAMUser", "userName": "b" * 1000, "invokedBy": "q.amazonaws.com"}
    assert "bbb... through an agent  " in text.line(alert(userIdentity=agents))


def test_the_name_is_strong_and_the_agent_beside_it_is_not(alert: Make, agents: dict[str, Any]) -> None:
    line = text.line(alert(userIdentity=agents), colour=True)
    assert "\x1b[1malice@example.com (SSO Admin) 111122223333\x1b[0m through an agent" in line
