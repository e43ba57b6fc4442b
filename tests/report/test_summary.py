from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clickops.report.summary import Summary
from clickops.rules.pack import Rule
from clickops.scanning import Alert

Make = Callable[..., Alert]


def test_a_summary_counts_alerts_by_person_action_and_rule(alert: Make) -> None:
    summary = Summary()
    summary.files, summary.records, summary.unreadable = 3, 1234, 2
    summary.aside["digest"] = 4
    summary.add(alert())
    summary.add(alert(eventName="CreateVpc", eventTime="2026-03-01T09:00:00Z"))
    assert summary.lines() == [
        "2 high",
        "2 alerts, 3 files, 1,234 records, 2 unreadable, set aside: 4 digests",
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
        "",
        "verdict: 2 alerts, the highest level is high, but 2 files or records could not be read",
    ]


def test_levels_are_counted_first_and_the_highest_is_in_the_verdict(alert: Make, rules: tuple[Rule, ...]) -> None:
    summary = Summary()
    for chosen in (rules[1:], rules[1:], rules):
        summary.add(Alert(alert().event, chosen, "a", 1))
    assert summary.lines()[0] == "1 high, 2 medium"
    assert summary.lines()[-1] == "verdict: 3 alerts, the highest level is high"
    assert summary.lines(colour=True)[0] == "1 \x1b[1;31mhigh\x1b[0m, 2 \x1b[33mmedium\x1b[0m"


def test_a_person_who_works_in_several_accounts_is_one_row_and_each_root_its_own(alert: Make) -> None:
    summary = Summary()
    for account in ("111122223333", "444455556666", "111122223333"):
        summary.add(alert(userIdentity={"userName": "bob", "accountId": account}))
        summary.add(alert(userIdentity={"type": "Root", "accountId": account}))
    assert summary.lines()[4:8] == [
        "by person",
        "  3  bob in 2 accounts",
        "  2  root 111122223333",
        "  1  root 444455556666",
    ]


def test_many_rows_of_one_are_a_sentence_and_few_stay_rows(alert: Make) -> None:
    summary = Summary()
    for number in range(12):
        summary.add(alert(eventName=f"Once{number}"))
    assert (
        "  once: ec2:Once0, ec2:Once1, ec2:Once2, ec2:Once3, ec2:Once4, ec2:Once5, ec2:Once6, ec2:Once7,"
        in summary.lines()
    )
    assert "    ec2:Once8, ec2:Once9 and 2 more" in summary.lines()
    assert not any(line.startswith("   1  ") for line in summary.lines())
    few = Summary()
    for number in range(3):
        few.add(alert(eventName=f"Once{number}"))
    assert "  1  ec2:Once2" in few.lines()


@pytest.mark.parametrize("columns", [40, 80, 100])
def test_on_a_terminal_no_line_is_wider(alert: Make, columns: int) -> None:
    summary = Summary()
    summary.aside.update({"load balancer test file": 3, "Route 53 Resolver log record": 4, "CloudFront log record": 5})
    summary.unreadable, summary.untimed, summary.partial = 1, 1, True
    for number in range(12):
        summary.add(alert(eventName=f"AVeryLongNameOfAnOperationThatNobodyHasSeenBefore{number}"))
        summary.add(alert(eventName="AnotherVeryLongNameOfAnOperationThatNobodyHasSeenBefore"))
    lines = summary.lines(columns=columns, filters=["filter mine (a/long/way/to/a/filter.yml) silenced 12 alerts"])
    assert max(len(line) for text in lines for line in text.split("\n")) <= columns
    assert "partial" in lines[-1]


def test_the_verdict_says_what_to_doubt(alert: Make) -> None:
    summary = Summary()
    summary.unreadable, summary.partial = 1, True
    assert summary.verdict() == (
        "verdict: no alerts, but 1 file or record could not be read; the run was interrupted, so this is partial"
    )
    summary.add(alert())
    assert summary.verdict().startswith("verdict: 1 alert, the highest level is high, but ")


def test_a_person_is_one_row_with_and_without_an_agent(alert: Make, agents: dict[str, Any]) -> None:
    summary = Summary()
    summary.add(alert())
    summary.add(alert(userIdentity=agents))
    assert summary.persons == {"alice@example.com": 2}


def test_a_summary_of_nothing_is_the_counts_and_the_verdict() -> None:
    assert Summary().lines() == ["0 alerts, 0 files, 0 records, 0 unreadable", "verdict: no alerts"]


def test_a_long_table_is_cut_and_says_how_much_is_missing(alert: Make) -> None:
    summary = Summary()
    for number in range(30):
        summary.add(alert(eventName=f"Action{number % 15}"))
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
    assert "1 alert without a readable time, kept in spite of --since and --until" in summary.lines()


def test_names_in_a_summary_are_cleaned(alert: Make) -> None:
    summary = Summary()
    summary.add(alert(eventName="\x1b[2J\n", userIdentity={"userName": "\u202e"}))
    assert all(line.isprintable() for line in summary.lines())
