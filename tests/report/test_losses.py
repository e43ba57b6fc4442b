from __future__ import annotations

import clickops
from clickops.cloudtrail.kept import Loss
from clickops.report.losses import Losses

RULES = clickops.load().rules
ALL = ("sessionCredentialFromConsole", "userAgent", "userIdentity.type", "userIdentity.arn")


def notes(*found: Loss, names: tuple[str, ...] = ()) -> list[str]:
    losses = Losses()
    for loss in found:
        losses.add(loss)
    return list(losses.notes([rule for rule in RULES if not names or rule.name in names]))


def test_nothing_is_said_where_nothing_is_lost() -> None:
    assert notes() == []


def test_a_note_says_what_is_lost_what_cannot_fire_and_what_to_export_instead() -> None:
    (note,) = notes(Loss("a.csv", "Event history", 154, ALL[:2]), names=("aws_cloudtrail_manual_change",))
    assert note.startswith("a.csv does not keep the console label or the user agent (judged by 154 records). ")
    assert "So the rule cannot fire." in note
    assert "`aws cloudtrail lookup-events --output json`" in note
    assert "S3" in note


def test_the_rules_that_cannot_fire_are_named_or_those_that_can_if_they_are_fewer() -> None:
    (few,) = notes(Loss("a", "JSON", 1, ALL[1:2]))
    assert "aws_cloudtrail_cloudshell_change" in few
    assert "aws_cloudtrail_manual_change" not in few
    assert " more may miss events." in few
    lost = (*ALL[:3], "userIdentity")
    (many,) = notes(Loss("a", "JSON", 1, lost))
    assert f" of {len(RULES)} rules cannot fire: all but " in many
    assert "aws_cloudtrail_cloudshell_change" not in many
    assert "aws_cloudtrail_session_name_bypass" in many


def test_a_label_alone_silences_no_rule_but_weakens_some() -> None:
    (note,) = notes(Loss("q.csv", "Sentinel", 3, ALL[:1]))
    assert "cannot fire" not in note
    assert "may miss events." in note
    assert "AWSCloudTrail" in note


def test_files_that_lose_the_same_are_one_note_and_others_another() -> None:
    same = [Loss(f"{number}.csv", "Event history", 100 + number, ALL) for number in range(56)]
    first, second = notes(*same, Loss("x.json", "JSON", 1, ALL[1:2]))
    assert first.startswith("0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 51 more do not keep ")
    assert "(judged by 100 to 155 records)" in first
    assert second.startswith("x.json does not keep the user agent (judged by 1 record). ")
