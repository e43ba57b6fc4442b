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
        "alice@example.com (SSO Admin)",
        "ec2:AuthorizeSecurityGroupIngress",
        "sg-0a1b2c3d4e5f60718",
        "111122223333",
        "203.0.113.7 eu-west-1",
        "a_security_group_is_opened +1",
        "trails/a.json.gz:17",
    ]
    assert re.split(r"  +", text.line(alert())) == parts


def test_the_rule_that_gave_the_level_has_a_short_name_and_a_lone_one_no_number(alert: Make) -> None:
    assert text.short_name("aws_cloudtrail_manual_change") == "change"
    assert text.short_name("aws_cloudtrail_root_change") == "root_change"
    assert text.short_name("my_rule") == "my_rule"
    assert text.short_name("aws_cloudtrail_") == "aws_cloudtrail_"
    made = alert()
    assert "  a_security_group_is_opened  " in text.line(Alert(made.event, made.rules[:1], "a", 1))


def test_an_account_that_got_the_event_of_another_accounts_caller_is_shown(alert: Make) -> None:
    assert "  111122223333 -> 444455556666  " in text.line(alert(recipientAccountId="444455556666"))
    made = alert()
    shared = Alert(made.event, made.rules, "a", 1, ("111122223333", "444455556666"), 2)
    assert "  111122223333 -> 444455556666  " in text.line(shared)
    assert "->" not in text.line(made)


def test_of_several_accounts_a_terminal_shows_the_first_and_how_many_more(alert: Make) -> None:
    made = alert()
    accounts = tuple(f"{number}" * 12 for number in range(1, 8))
    shared = Alert(made.event, made.rules, "trails/a.json.gz", 17, ("111122223333", *accounts), 8)
    assert " -> 111111111111 +6 " in text.line(shared, columns=120)
    assert " 111122223333 -> 111111111111 +6 " in text.line(shared, columns=200)
    assert "\n" not in text.line(shared, columns=120)
    assert text.line(shared, columns=80).count("\n") == 1
    assert ", ".join(accounts) in text.line(shared)


def test_without_a_terminal_an_alert_is_one_line_of_any_length(alert: Make) -> None:
    assert "\n" not in text.line(alert(eventName="X" * 5000))


@pytest.mark.parametrize("columns", [40, 66, 79, 250])
def test_on_a_narrow_or_wide_terminal_no_line_is_wider_and_nothing_is_lost(alert: Make, columns: int) -> None:
    lines = text.line(alert(), columns=columns).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.line(alert()).split())
    assert all(line.startswith(" " * 4) for line in lines[1:])


LONG = {
    "userIdentity": {
        "type": "AssumedRole",
        "arn": "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/"
        "alice.with.a.long.name@example.com",
        "accountId": "111122223333",
    },
    "requestParameters": {"groupId": "sg-0a1b2c3d4e5f60718", "groupName": "a-very-long-name-of-a-security-group"},
    "errorCode": "Client.UnauthorizedOperation",
}


@pytest.mark.parametrize(("columns", "most"), [(80, 2), (100, 2), (119, 2), (120, 1), (160, 1), (200, 1)])
@pytest.mark.parametrize(
    "change",
    [{}, LONG, {"sourceIPAddress": "2001:db8::1"}, {"requestParameters": None}, {"recipientAccountId": "444455556666"}],
)
@pytest.mark.parametrize(
    "path", ["trails/a.json.gz", "trails/2026/03/01/1_CloudTrail_eu-west-1_20260301T2215Z_cRlHOZKCUcEx4mpl.json.gz"]
)
def test_an_alert_is_one_line_of_120_columns_and_two_of_80(
    alert: Make, columns: int, most: int, change: dict[str, Any], path: str
) -> None:
    made = alert(**change)
    lines = text.line(Alert(made.event, made.rules, path, 17), columns=columns).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert len(lines) <= most
    assert lines[0].startswith("2026-03-01T22:15:07Z")
    assert re.search(r" trails/(a\.json\.gz|.*Ex4mpl(\.json\.gz)?):17$", lines[-1])
    for part in ("high", "111122223333", change.get("recipientAccountId", "high")):
        assert part in " ".join(lines).split()


def test_lines_break_between_words(alert: Make) -> None:
    words = text.line(alert()).split()
    for columns in (60, 80):
        shown = text.line(alert(), columns=columns).split()
        assert all(word in words or word.endswith("...") for word in shown)


def test_without_colour_no_line_ends_with_blanks(alert: Make) -> None:
    for columns in (None, 60, 80, 120, 200):
        for line in text.line(alert(requestParameters=None), columns=columns).split("\n"):
            assert line == line.rstrip()


def test_the_place_is_last_and_faint(alert: Make) -> None:
    assert text.line(alert(), colour=True).endswith("\x1b[2mtrails/a.json.gz:17\x1b[0m")


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
    assert "  Deploy policy/AdministratorAccess  " in line


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
    assert cells[2] == "alice@example.com (SSO Admin) through an agent"
    service = {**agents, "invokedBy": "cloudformation.amazonaws.com"}
    assert text.line(alert(userIdentity=service)) == text.line(alert())


@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_the_agent_stands_on_the_line_of_the_name(
    alert: Make, agents: dict[str, Any], columns: int
) -> None:
    lines = text.line(alert(userIdentity=agents), columns=columns).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert sum(re.search(r" al\S* through an agent ", f"{line} ") is not None for line in lines) == 1


def test_an_agent_moves_no_column_but_the_next(alert: Make) -> None:
    bob = {"type": "IAMUser", "userName": "bob"}
    request = {"groupId": "sg-1"}
    by_hand = text.line(alert(userIdentity=bob, eventName="Do", requestParameters=request))
    agents = {**bob, "invokedBy": "q.amazonaws.com"}
    through = text.line(alert(userIdentity=agents, eventName="Do", requestParameters=request))
    assert "  bob through an agent    ec2:Do  " in through
    assert through.index("203.0.113.7") == by_hand.index("203.0.113.7")


def test_no_long_name_hides_an_agent(alert: Make) -> None:
    agents = {"type": "IAMUser", "userName": "b" * 1000, "invokedBy": "q.amazonaws.com"}
    assert "bbb... through an agent  " in text.line(alert(userIdentity=agents))


def test_the_name_is_strong_and_the_agent_beside_it_is_not(alert: Make, agents: dict[str, Any]) -> None:
    line = text.line(alert(userIdentity=agents), colour=True)
    assert "\x1b[1malice@example.com (SSO Admin)\x1b[0m through an agent" in line
