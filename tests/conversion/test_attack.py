from __future__ import annotations

from clickops.conversion import attack
from clickops.rules.load import load
from support.platform import ask, rule


def test_tactics_and_techniques_are_told_apart() -> None:
    tags = (
        "attack.initial-access",
        "attack.T1078.004",
        "attack.privilege_escalation",
        "cve.2021-44228",
        "attack.g0016",
    )
    assert attack.techniques(tags) == ["T1078.004"]
    assert attack.tactics(tags) == ["initial-access", "privilege-escalation"]


def test_a_technique_stands_under_each_of_the_rules_tactics_that_it_serves() -> None:
    threat = attack.threat(("attack.persistence", "attack.impact", "attack.t1098.001", "attack.t1098.003"))
    assert [one["tactic"]["id"] for one in threat] == ["TA0003", "TA0040"]
    (technique,) = threat[0]["technique"]
    assert (technique["id"], technique["name"]) == ("T1098", "Account Manipulation")
    assert [one["id"] for one in technique["subtechnique"]] == ["T1098.001", "T1098.003"]
    assert technique["subtechnique"][0]["reference"] == "https://attack.mitre.org/techniques/T1098/001/"
    assert threat[1]["technique"] == []


def test_a_technique_without_its_tactic_brings_one() -> None:
    (entry,) = attack.threat(("attack.t1485",))
    assert entry["tactic"]["name"] == "Impact"


def test_what_the_file_does_not_know_is_left_out() -> None:
    assert attack.threat(("attack.t9999", "attack.nonsense")) == []
    assert attack.threat(rule(ask("f", "a")).tags) == []


def test_every_tag_of_the_shipped_rules_is_known() -> None:
    for one in load(variables={"employer_domains": ["example.com"]}).rules:
        named = {
            part["id"]
            for entry in attack.threat(one.tags)
            for technique in entry["technique"]
            for part in (technique, *technique["subtechnique"])
        }
        assert set(attack.techniques(one.tags)) <= named, one.name
        assert len(attack.tactics(one.tags)) + len(attack.techniques(one.tags)) == len(one.tags), one.name
