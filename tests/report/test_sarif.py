from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clickops.errors import Problem
from clickops.report import sarif
from clickops.rules.pack import Rule
from clickops.scanning import Alert

Make = Callable[..., Alert]


def run(rules: tuple[Rule, ...], *alerts: Alert, problems: list[Problem] | None = None) -> dict[str, Any]:
    log = json.loads("".join(sarif.pieces(rules, alerts, problems or [], "1.2.3")))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_a_run_without_alerts_is_whole(rules: tuple[Rule, ...]) -> None:
    found = run(rules)
    assert found["results"] == []
    assert found["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert found["tool"]["driver"]["version"] == "1.2.3"


def test_a_rule_says_what_it_knows_and_leaves_out_what_it_does_not(rules: tuple[Rule, ...]) -> None:
    full, least = run(rules)["tool"]["driver"]["rules"]
    assert full == {
        "id": "a_security_group_is_opened",
        "guid": "6a0b1b4e-5c7e-4a2f-9a53-0d3f8b1c2d4e",
        "shortDescription": {"text": "A Security Group Is Opened"},
        "fullDescription": {"text": "Detects a group that is opened to the world."},
        "helpUri": "https://example.com/why",
        "help": {"text": "False positives: Load balancers"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"level": "high", "security-severity": "8.0", "tags": ["attack.defense-impairment"]},
    }
    assert set(least) == {"id", "shortDescription", "defaultConfiguration", "properties"}


def test_an_alert_is_one_result_under_its_highest_rule(rules: tuple[Rule, ...], alert: Make) -> None:
    (result,) = run(rules, alert())["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("a_security_group_is_opened", 0, "error")
    assert result["properties"]["rules"] == ["a_security_group_is_opened", "change"]
    assert result["message"]["text"] == (
        "A Security Group Is Opened: alice@example.com (SSO Admin) 111122223333: "
        "ec2:AuthorizeSecurityGroupIngress sg-0a1b2c3d4e5f60718, from 203.0.113.7 eu-west-1, 2026-03-01T22:15:07Z"
    )
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "trails/a.json.gz"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "trails/a.json.gz:17", "kind": "object"}]


def test_a_message_says_that_a_person_acted_through_an_agent(
    rules: tuple[Rule, ...], alert: Make, agents: dict[str, Any]
) -> None:
    (result,) = run(rules, alert(userIdentity=agents))["results"]
    assert ": alice@example.com (SSO Admin) 111122223333 through an agent: ec2:" in result["message"]["text"]


def test_a_message_names_the_other_accounts_that_got_the_event(rules: tuple[Rule, ...], alert: Make) -> None:
    (result,) = run(rules, alert(recipientAccountId="444455556666"))["results"]
    assert "sg-0a1b2c3d4e5f60718, in 444455556666, from 203.0.113.7" in result["message"]["text"]


def test_an_interrupted_run_was_no_success(rules: tuple[Rule, ...], alert: Make) -> None:
    log = json.loads("".join(sarif.pieces(rules, [alert()], [], "1", lambda: True)))
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "partial" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_an_event_keeps_its_fingerprint_in_another_file_and_order_of_keys(rules: tuple[Rule, ...], alert: Make) -> None:
    first = alert()
    moved = Alert(dict(reversed(first.event.items())), rules, "copy.ndjson", 3)
    other = alert(eventName="Other")
    prints = [result["partialFingerprints"]["event/v1"] for result in run(rules, first, moved, other)["results"]]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#d.json", "a%20b/c%23d.json"),
        ("/tmp/é.json", "file:///tmp/%C3%A9.json"),  # noqa: S108
        ("a.zip!x.json", "a.zip!x.json"),
        ("\udcff", "%ED%B3%BF"),
        ("-", "-"),
    ],
)
def test_a_path_becomes_a_uri(rules: tuple[Rule, ...], alert: Make, path: str, uri: str) -> None:
    (result,) = run(rules, Alert(alert().event, rules, path, 1))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_an_attackers_text_makes_no_link_and_no_placeholder(rules: tuple[Rule, ...], alert: Make) -> None:
    (result,) = run(rules, alert(eventName="[x](http://evil) {0}\x1b"))["results"]
    assert r"\[x\](http://evil) {{0}}\\x1b" in result["message"]["text"]


def test_what_could_not_be_read_is_notified(rules: tuple[Rule, ...], alert: Make) -> None:
    problems: list[Problem] = []

    def alerts() -> Iterator[Alert]:
        problems.append(Problem("bad.json", 0, "not JSON"))
        yield alert()
        problems.append(Problem("good.json", 3, "no object"))

    log = json.loads("".join(sarif.pieces(rules, alerts(), problems, "1")))
    (invocation,) = log["runs"][0]["invocations"]
    told = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert told == ["bad.json: not JSON", "good.json:3: no object"]
    assert invocation["executionSuccessful"] is False


def test_results_are_written_as_they_come(rules: tuple[Rule, ...], alert: Make) -> None:
    asked: list[int] = []

    def alerts() -> Iterator[Alert]:
        for number in range(3):
            asked.append(number)
            yield alert()

    written = sarif.pieces(rules, alerts(), [], "1")
    next(written)
    next(written)
    assert asked == [0]
