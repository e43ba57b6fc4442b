from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clickops.report.summary import Summary
from clickops.scanning import Alert

Make = Callable[..., Alert]


def test_a_summary_counts_alerts_by_person_action_and_rule(alert: Make) -> None:
    summary = Summary()
    summary.files, summary.records, summary.unreadable = 3, 1234, 2
    summary.aside["digest"] = 4
    summary.add(alert())
    summary.add(alert(eventName="CreateVpc", eventTime="2026-03-01T09:00:00Z"))
    assert summary.lines() == [
        "2 alerts, 3 files, 1,234 records, 2 unreadable, left aside: 4 digests",
        "alerts from 2026-03-01T09:00:00Z to 2026-03-01T22:15:07Z",
        "",
        "by person",
        "  2  alice@example.com 111122223333",
        "",
        "by action",
        "  1  ec2:AuthorizeSecurityGroupIngress",
        "  1  ec2:CreateVpc",
        "",
        "by rule",
        "  2  a_security_group_is_opened (high)",
        "  2  change (medium)",
    ]


def test_a_person_is_one_row_with_and_without_an_agent(alert: Make, agents: dict[str, Any]) -> None:
    summary = Summary()
    summary.add(alert())
    summary.add(alert(userIdentity=agents))
    assert summary.persons == {"alice@example.com 111122223333": 2}


def test_a_summary_of_nothing_is_one_line() -> None:
    assert Summary().lines() == ["0 alerts, 0 files, 0 records, 0 unreadable"]


def test_a_long_table_is_cut_and_says_how_much_is_missing(alert: Make) -> None:
    summary = Summary()
    for number in range(15):
        summary.add(alert(eventName=f"Action{number}"))
    assert "     and 5 more" in summary.lines()


def test_what_is_no_time_does_not_spoil_the_range_of_times(alert: Make) -> None:
    summary = Summary()
    summary.add(alert(eventTime="zzZ"))
    assert not any("alerts from" in line for line in summary.lines())
    summary.add(alert())
    assert "alerts from 2026-03-01T22:15:07Z to 2026-03-01T22:15:07Z" in summary.lines()


def test_alerts_that_passed_without_a_time_are_counted(alert: Make) -> None:
    summary = Summary()
    summary.add(alert(eventTime="zzZ"))
    assert not any("readable time" in line for line in summary.lines())
    summary.untimed = 1
    assert "1 alert without a readable time: kept, whatever time was asked for" in summary.lines()


def test_names_in_a_summary_are_cleaned(alert: Make) -> None:
    summary = Summary()
    summary.add(alert(eventName="\x1b[2J\n", userIdentity={"userName": "\u202e"}))
    assert all(line.isprintable() for line in summary.lines())
