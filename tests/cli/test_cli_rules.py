"""Rules, filters and placeholders of one's own on the command line, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clickops import content
from support.command import RULE, Files, Run
from support.rulefiles import FILTER

MANUAL_CHANGE = "128e5582-9564-44b9-8f2e-881f120d1ce9"
DOMAIN_RULE = "aws_cloudtrail_human_session_change_domain"


def lines(text: str, beginning: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(beginning)]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A filter of one's own that silences bob in every rule."""
    path = tmp_path / "mine.yml"
    path.write_text(
        "title: Bob\nlogsource: {product: aws, service: cloudtrail}\n"
        "filter: {rules: any, bob: {userIdentity.userName: bob}, condition: not bob}\n"
    )
    return path


def test_notes_come_last_and_once_and_say_what_to_type(clickops: Run, trail: Files) -> None:
    done = clickops("scan", trail({}))
    notes = lines(done.stderr, "clickops: note: ")
    assert notes == [f"clickops: note: {DOMAIN_RULE} is skipped: needs --var employer_domains=YOUR.DOMAIN"]
    assert done.stderr.splitlines()[-1:] == notes
    assert "note" not in clickops("scan", trail({}), "--var", "employer_domains=corp.example").stderr


def test_notes_come_before_the_reason_for_which_it_fails(clickops: Run, tmp_path: Path) -> None:
    done = clickops("scan", tmp_path / "nowhere")
    assert done.returncode == 2
    assert [line.split(": ")[1] for line in lines(done.stderr, "clickops: ")] == ["note", "error"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("employer_domain=corp.example", "no rule has a placeholder 'employer_domain': did you mean employer_domains?"),
        ("employer_domains=alice@corp.example", "write what stands after the @, corp.example"),
        ("employer_domains=a.example,b.example", "give each domain by itself"),
    ],
)
@pytest.mark.parametrize("command", ["scan", "list", "test", "check", "convert"])
def test_a_variable_that_cannot_be_meant_is_exit_2_in_every_command(
    clickops: Run, trail: Files, command: str, given: str, said: str
) -> None:
    needed: dict[str, list[object]] = {"scan": [trail({})], "convert": ["-t", "sqlite"]}
    more = needed.get(command, [])
    done = clickops(command, *more, "--var", given)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]


def test_a_config_file_is_held_to_the_same(clickops: Run, trail: Files, tmp_path: Path) -> None:
    (tmp_path / "c.yml").write_text("employer_domain: [corp.example]\n")
    done = clickops("scan", trail({}), "--config", tmp_path / "c.yml")
    assert done.returncode == 2
    assert "did you mean employer_domains?" in done.stderr


def test_rules_are_added_to_those_that_are_shipped(clickops: Run, trail: Files, rule: Path) -> None:
    added = clickops("scan", trail({}), "--add-rules", rule, "-q", "-f", "csv").stdout
    assert "bucket_deleted" in added
    assert "aws_cloudtrail_manual_change" in added
    assert "aws_cloudtrail_manual_change" not in clickops("scan", trail({}), "--rules", rule, "-q", "-f", "csv").stdout


def test_rules_are_added_to_those_of_another_folder(clickops: Run, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text(RULE.replace("A Bucket Is", "Another Is").replace("5e0d8a51", "6e0d8a51"))
    names = clickops("list", "--rules", rule, "--add-rules", tmp_path / "other.yml").stdout
    assert "bucket_deleted" in names
    assert "other" in names
    assert "aws_cloudtrail" not in names


def test_a_rule_that_replaces_a_shipped_one_says_so(clickops: Run, trail: Files, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(RULE.replace("5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11", MANUAL_CHANGE))
    done = clickops("scan", trail({}), "--add-rules", tmp_path / "mine.yml", "--no-summary")
    assert "aws_cloudtrail_manual_change" not in done.stdout
    assert f"{tmp_path / 'mine.yml'} replaces the shipped rule aws_cloudtrail_manual_change" in done.stderr


def test_list_shows_every_rule_and_what_it_needs(clickops: Run) -> None:
    shown = clickops("list").stdout
    assert len(lines(shown.replace(" ", ""), "")) == 1 + len([*(content.RULES / "detections").glob("*.yml")])
    (row,) = [line for line in shown.splitlines() if DOMAIN_RULE in line]
    assert "--var employer_domains=YOUR.DOMAIN" in row
    assert "--var" not in clickops("list", "--var", "employer_domains=corp.example").stdout
    (one,) = clickops("list", "--rule", DOMAIN_RULE).stdout.splitlines()[1:]
    assert DOMAIN_RULE in one


def test_a_filter_of_ones_own_is_named_with_what_it_silenced(clickops: Run, trail: Files, mine: Path) -> None:
    path = trail({}, {"userIdentity": {"userName": "eve"}, "eventID": "1b0f42c8-7c55-4f0e-9a53-6f8e2c9d4a17"})
    done = clickops("scan", path, "--filter", mine)
    assert lines(done.stderr, "filter ") == [f"filter mine ({mine}) silenced 1 alert"]
    assert len(done.stdout.splitlines()) == 1
    idle = clickops("scan", trail({"userIdentity": {"userName": "eve"}}), "--filter", mine)
    assert lines(idle.stderr, "filter ") == [f"filter mine ({mine}) left nothing out"]


def test_a_filter_beside_ones_rules_is_counted_and_a_shipped_one_is_not(
    clickops: Run, trail: Files, rule: Path, mine: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "rule.yml").write_text(rule.read_text())
    (folder / "mine.yml").write_text(mine.read_text())
    done = clickops("scan", trail({}), "--rules", folder)
    assert lines(done.stderr, "filter ") == [f"filter mine ({folder / 'mine.yml'}) silenced 1 alert"]
    assert done.stdout == ""
    shipped = clickops("scan", trail({"eventSource": "support.amazonaws.com", "eventName": "CreateCase"}))
    assert lines(shipped.stderr, "filter ") == []
    off = clickops("scan", trail({}), "--rules", folder, "--no-filters")
    assert lines(off.stderr, "filter ") == []


def test_a_filter_that_names_a_file_is_told_the_id(clickops: Run, trail: Files, mine: Path) -> None:
    mine.write_text(mine.read_text().replace("any", "[aws_cloudtrail_manual_change]"))
    done = clickops("scan", trail({}), "--filter", mine)
    assert f"write its id in `rules`: {MANUAL_CHANGE}" in done.stderr
    assert lines(done.stderr, "filter ") == []


def test_a_value_that_can_never_match_is_told_in_the_end(clickops: Run, trail: Files, mine: Path) -> None:
    mine.write_text(mine.read_text().replace("userIdentity.userName: bob", "eventSource: 'ec2.amazonaws.com:*'"))
    done = clickops("scan", trail({}), "--filter", mine)
    (note,) = [line for line in lines(done.stderr, "clickops: note: ") if "can never be" in line]
    assert f"{mine}:3: eventSource can never be 'ec2.amazonaws.com:*'" in note
    assert "left nothing out" in done.stderr
    assert done.stdout


def test_the_shipped_folder_loads_no_example(clickops: Run) -> None:
    done = clickops("scan", "--sample", "--rules", content.RULES, "-q")
    assert done.stdout == clickops("scan", "--sample", "-q").stdout
    assert "organisation_filter" not in clickops("list", "filters", "--rules", content.RULES).stdout
    assert (content.EXAMPLES / "organisation_filter.yml").is_file()


def test_doubts_and_slips_of_rules_are_notes_and_no_problems(clickops: Run, trail: Files, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "typo.yml").write_text(
        RULE.replace("selection: {", "timeframe: 5m\n    selection: {status: a, ").replace("description:", "notes:")
    )
    (tmp_path / "r" / "info.yml").write_text("rule_metadata: []\n")
    done = clickops("scan", trail({}), "--rules", tmp_path / "r", "--no-summary")
    assert done.returncode == 0
    notes = [line.removeprefix("clickops: note: ") for line in lines(done.stderr, "clickops: note: ")]
    place = tmp_path / "r" / "typo.yml"
    assert notes == [
        "1 file is not a Sigma rule and was set aside: info.yml",
        f"{place}:8: status is not a field of a CloudTrail record",
        f"{place}:2: a description is needed: what it finds, and why that matters",
        f"{place}:7: timeframe has no effect, since each event is tested alone: leave it out",
    ]
    assert lines(clickops("scan", trail({}), "--rules", tmp_path / "r", "-q").stderr, "clickops: note") == []


def test_many_notes_end_in_the_command_that_shows_them_all(clickops: Run, trail: Files, tmp_path: Path) -> None:
    tags = ", ".join(f"T{number}" for number in range(12))
    (tmp_path / "r.yml").write_text(f"{RULE}tags: [{tags}]\n")
    done = clickops("scan", trail({}), "--rules", tmp_path / "r.yml", "--no-summary")
    assert done.stderr.splitlines()[-1] == (
        f"clickops: note: 7 more of this kind: `clickops check {tmp_path / 'r.yml'}` shows them all"
    )


def test_a_base_rule_of_a_correlation_is_skipped_with_the_reason(clickops: Run, trail: Files, tmp_path: Path) -> None:
    correlation = "title: Many\ncorrelation: {type: event_count, rules: [5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11]}\n"
    (tmp_path / "r.yml").write_text(f"{RULE}---\n{correlation}")
    done = clickops("scan", trail({}), "--add-rules", tmp_path / "r.yml", "--no-summary")
    assert done.returncode == 1
    assert "which clickops does not run, counts this rule" in done.stderr
    assert "r," not in done.stdout.replace("aws_", "")
    alone = clickops("scan", trail({}), "--rules", tmp_path / "r.yml")
    assert (alone.returncode, alone.stdout) == (2, "")


def test_a_filter_without_rules_is_named_and_not_applied(clickops: Run, trail: Files, tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_text("".join(line for line in FILTER.splitlines(keepends=True) if "rules:" not in line))
    done = clickops("scan", trail({}), "--filter", tmp_path / "f.yml")
    assert "f.yml" in done.stderr
    assert done.returncode == 1
    assert done.stdout
