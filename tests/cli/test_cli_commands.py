from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.command import Files, Run

GET = {"eventName": "GetObject", "readOnly": True}
COMMANDS = ("scan", "explain", "list", "test", "check", "convert")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command_and_every_exit_code(clickops: Run, flag: str) -> None:
    done = clickops(flag)
    assert done.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)
    assert "..." not in done.stdout.replace("[ARGS]...", "")
    assert [line[:3] for line in done.stdout.splitlines() if re.match("    [0-9]  ", line)] == ["   "] * 4


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_examples_and_exit_codes(clickops: Run, command: str) -> None:
    done = clickops(command, "--help")
    assert done.returncode == 0
    assert f"    clickops {command}" in done.stdout
    assert "Exit codes:" in done.stdout
    assert "--exit-zero" in done.stdout
    assert clickops(command, "-h").stdout == done.stdout


def test_without_a_command_the_help_is_shown_on_stderr_and_exit_is_2(clickops: Run) -> None:
    done = clickops()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands:" in done.stderr


def test_the_version_is_shown(clickops: Run) -> None:
    assert re.fullmatch(r"clickops \S+\n", clickops("--version").stdout)


@pytest.mark.parametrize(("typed", "meant"), [("scna", "scan"), ("conver", "convert"), ("expalin", "explain")])
def test_a_misspelt_command_is_told_the_near_one(clickops: Run, typed: str, meant: str) -> None:
    done = clickops(typed)
    assert done.returncode == 2
    assert f"did you mean {meant}?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_command_that_is_like_none_is_told_them_all(clickops: Run) -> None:
    assert ", ".join(COMMANDS) in clickops("nonsense").stderr


def test_list_shows_rules_highest_first(clickops: Run) -> None:
    done = clickops("list")
    head, *lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert head.split() == ["LEVEL", "NAME", "TITLE", "NEEDS"]
    levels = [("critical", "high", "medium", "low", "informational").index(line.split()[0]) for line in lines]
    assert levels == sorted(levels)
    assert any("aws_cloudtrail_manual_change " in line for line in lines)


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("rules", {"level", "name", "title", "needs", "id"}),
        ("filters", {"name", "rules", "title", "id"}),
        ("targets", {"name", "format", "rules", "lost", "proven on", "title", "options"}),
    ],
)
def test_list_is_json_on_request(clickops: Run, what: str, keys: set[str]) -> None:
    rows = json.loads(clickops("list", what, "--format", "json").stdout)
    assert rows
    assert all(set(row) == keys for row in rows)


def test_list_of_targets_serves_a_rule_whose_field_no_target_knows(clickops: Run, tmp_path: Path) -> None:
    strange = tmp_path / "strange.yml"
    strange.write_text(
        "title: S\nlogsource: {product: aws, service: cloudtrail}\ndetection: {a: {noSuchField: 1}, condition: a}\n"
    )
    done = clickops("list", "targets", "--rules", strange, "-f", "json")
    assert done.returncode == 0
    assert {(row["rules"], row["lost"]) for row in json.loads(done.stdout)} == {(1, 0)}


def test_list_shows_rules_of_ones_own(clickops: Run, rule: Path) -> None:
    (row,) = json.loads(clickops("list", "--rules", rule, "-f", "json").stdout)
    assert (row["name"], row["level"]) == ("bucket_deleted", "high")


def test_list_of_nothing_is_no_error(clickops: Run, rule: Path) -> None:
    done = clickops("list", "filters", "--rules", rule, "--no-filters")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "clickops: note: there are no filters\n")


def test_explain_says_why_a_rule_fires_and_exits_1(clickops: Run, trail: Files) -> None:
    done = clickops("explain", "aws_cloudtrail_manual_change", trail({}))
    assert done.returncode == 1
    head, verdict, reason, *_ = done.stdout.splitlines()
    assert "bob 111122223333" in head
    assert verdict.startswith("MATCH: ")
    assert reason.startswith("  because ")
    zero = clickops("explain", "aws_cloudtrail_manual_change", trail({}), "--exit-zero")
    assert (zero.returncode, zero.stdout) == (0, done.stdout)


def test_explain_says_why_a_rule_does_not_fire_and_exits_0(clickops: Run, trail: Files, rule: Path) -> None:
    done = clickops("explain", rule, trail({"eventName": "CreateBucket"}))
    assert done.returncode == 0
    assert "NO MATCH: A Bucket Is Deleted" in done.stdout
    assert "CreateBucket" in done.stdout


def test_explain_finds_a_record_by_its_position(clickops: Run, trail: Files, rule: Path) -> None:
    path = trail({"eventName": "A"}, {}, {"eventName": "C"})
    assert clickops("explain", rule, f"{path}:2").returncode == 1
    assert clickops("explain", rule, f"{path}:3").returncode == 0
    assert clickops("explain", rule, path).returncode == 0
    missing = clickops("explain", rule, f"{path}:4")
    assert missing.returncode == 2
    assert "position 4" in missing.stderr


def test_explain_shows_only_what_decided_and_with_v_the_whole_tree(clickops: Run, trail: Files) -> None:
    brief = clickops("explain", "aws_cloudtrail_manual_change", trail({})).stdout
    whole = clickops("explain", "aws_cloudtrail_manual_change", trail({}), "-v").stdout
    assert "  + 1 of console_* / console_label: sessionCredentialFromConsole: 'true'   ['true']   line " in brief
    assert re.search(r"^  \+ \d+ filters: none leaves it out$", brief, re.MULTILINE)
    assert "console_agent" not in brief
    assert "console_agent" in whole
    assert len(brief.splitlines()) < 15 < len(whole.splitlines())


def test_explain_names_the_filter_that_left_an_event_out_and_no_other(clickops: Run, trail: Files) -> None:
    path = trail({"eventSource": "support.amazonaws.com", "eventName": "CreateCase"})
    shown = clickops("explain", "aws_cloudtrail_manual_change", path).stdout
    assert "NO MATCH: " in shown
    assert "suppressed by filter noise_support" in shown
    assert "noise_queries" not in shown


def test_explain_says_how_many_records_of_a_file_it_explained(clickops: Run, trail: Files, rule: Path) -> None:
    path = trail({}, GET, GET)
    done = clickops("explain", rule, path)
    assert f"clickops: note: 1 of 3 records in {path} explained; name another as {path}:2" in done.stderr
    assert clickops("explain", rule, f"{path}:2").stderr == ""
    assert clickops("explain", rule, trail({})).stderr == ""


def test_explain_takes_patterns_and_folders(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "trails").mkdir()
    for name, changes in (("a.json", [GET, {}]), ("b.json", [GET, GET]), ("c.json", [GET])):
        trail(*changes, name=f"trails/{name}")
    done = clickops("explain", rule, "trails/*.json:2")
    assert done.returncode == 1
    assert [line.split("  ")[0] for line in done.stdout.splitlines() if line.startswith("trails/")] == [
        "trails/a.json:2",
        "trails/b.json:2",
    ]
    assert clickops("explain", rule, "trails/b*:2").returncode == 0
    assert clickops("explain", rule, "trails").stdout.count("NO MATCH") == 3
    missing = clickops("explain", rule, "trails/*.json:9")
    assert (missing.returncode, missing.stdout) == (2, "")


def test_explain_takes_what_scan_shows_on_a_line(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    from clickops.report.place import shorten

    (tmp_path / "trails" / "2026").mkdir(parents=True)
    name = "trails/2026/111122223333_CloudTrail_eu-west-1_20260301T2215Z_cRlHOZKCUcEx4mpl.json"
    trail(GET, {}, name=name)
    place = clickops("scan", "trails", "--rules", rule).stdout.split()[-1]
    assert place == f"{name}:2"
    for given in (place, f"{shorten(name)}:2"):
        assert f"{name}:2  " in clickops("explain", rule, given).stdout
    assert clickops("explain", "s3_console_change", place).returncode == 1
    assert clickops("explain", "s3_cons...", place).returncode == 1
    assert "s3_console_change" not in clickops("explain", "s3_cons", place).stdout
    many = clickops("explain", "s3_...", place)
    assert many.returncode == 2
    assert "explain takes one: aws_cloudtrail_manual_s3_made_public, aws_cloudtrail_s3_console_change" in many.stderr
    assert clickops("explain", rule, "trails/...nowhere:2").returncode == 2


def test_explain_names_the_files_that_a_shortened_place_may_be(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    for folder in ("january", "february"):
        (tmp_path / "trails" / folder).mkdir(parents=True)
        trail({}, name=f"trails/{folder}/of_one_name.json")
    done = clickops("explain", rule, "trails/.../of_one_name.json:1")
    assert done.returncode == 2
    assert "trails/.../of_one_name.json may be any of 2 files: trails/february/of_one_name.json, " in done.stderr


def test_explain_says_what_a_rule_that_is_skipped_needs(clickops: Run, trail: Files) -> None:
    for name in ("human_session_change_domain", "aws_cloudtrail_human_session_change_domain"):
        done = clickops("explain", name, trail({}))
        assert done.returncode == 2
        assert "is skipped: needs --var employer_domains=" in done.stderr


def test_explain_looks_into_archives(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(trail(GET), "a.json")
        archive.write(trail(GET, {}), "b.json")
    assert clickops("explain", rule, "a.zip!b.json:2").returncode == 1
    assert clickops("explain", rule, "a.zip!b.json").stdout.count("MATCH") == 1
    assert clickops("explain", rule, "a.zip").stdout.count("NO MATCH") == 2


def test_explain_has_colour_when_it_is_wanted(clickops: Run, trail: Files, rule: Path) -> None:
    assert "\x1b[1;31mMATCH" in clickops("explain", rule, trail({}), "--color", "always").stdout
    assert "\x1b" not in clickops("explain", rule, trail({})).stdout


def test_explain_reads_standard_input_and_writes_json(clickops: Run, event: dict[str, Any], rule: Path) -> None:
    done = clickops("explain", rule, "-", "--format", "json", stdin=json.dumps(event))
    said = json.loads(done.stdout)
    assert said["event"] == {"path": "-", "record": 1}
    assert (said["rule"], said["matched"]) == ("bucket_deleted", True)
    assert said["step"]["matched"] is True


def test_explain_takes_an_id_and_no_pattern_of_many(clickops: Run, trail: Files) -> None:
    rows = json.loads(clickops("list", "-f", "json").stdout)
    (given,) = (row["id"] for row in rows if row["name"] == "aws_cloudtrail_manual_change")
    assert "aws_cloudtrail_manual_change" in clickops("explain", given, trail({})).stdout
    many = clickops("explain", "*", trail({}))
    assert many.returncode == 2
    assert "takes one" in many.stderr


@pytest.mark.parametrize("content", ["nonsense", "{}", "[]"])
def test_explain_of_no_event_is_exit_2(clickops: Run, rule: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "event.json").write_text(content)
    done = clickops("explain", rule, "event.json")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("clickops: error: no CloudTrail record in event.json")


def test_explain_shows_no_raw_escapes(clickops: Run, trail: Files, rule: Path) -> None:
    evil = {"eventName": "\x1b[2J\u202e\r\n", "userIdentity": {"userName": "\x1b]0;x\x07"}}
    shown = clickops("explain", rule, trail(evil)).stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


@pytest.fixture
def folder(tmp_path: Path, event: dict[str, Any]) -> Callable[..., Path]:
    """Return what makes a folder of a rule and its cases, of which the second has this verdict."""

    def make(*, verdict: bool) -> Path:
        made = tmp_path / "mine"
        (made / "cases").mkdir(parents=True, exist_ok=True)
        (made / "bucket_deleted.yml").write_text((tmp_path / "bucket_deleted.yml").read_text())
        cases = [
            {"name": "A bucket is deleted", "match": True, "event": event},
            {"name": "A bucket is made", "match": verdict, "event": event | {"eventName": "CreateBucket"}},
        ]
        (made / "cases" / "bucket_deleted.yml").write_text(json.dumps(cases))
        return made

    return make


@pytest.mark.usefixtures("rule")
def test_cases_that_pass_are_one_line_and_exit_0(clickops: Run, folder: Callable[..., Path]) -> None:
    done = clickops("test", folder(verdict=False))
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 of 2 cases pass\n", "")


@pytest.mark.usefixtures("rule")
def test_a_case_that_fails_is_shown_with_its_reason_and_exit_1(clickops: Run, folder: Callable[..., Path]) -> None:
    done = clickops("test", folder(verdict=True))
    assert done.returncode == 1
    assert done.stdout.startswith("FAIL ")
    assert "A bucket is made" in done.stdout
    assert "bucket_deleted must fire, and does not" in done.stdout
    assert "NO MATCH" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 of 2 cases pass, 1 fail"
    assert clickops("test", folder(verdict=True), "--exit-zero").returncode == 0


def test_no_case_at_all_is_exit_2(clickops: Run, rule: Path) -> None:
    done = clickops("test", rule)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "clickops: error: no case was found\n"


@pytest.mark.usefixtures("rule")
def test_check_tells_all_problems_with_place_and_exit_1(clickops: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("title: Bad\nlogsource: {product: aws}\ndetection: {a: {b|nonsense: 1}, condition: a}\n")
    worse = tmp_path / "worse.yml"
    worse.write_text("title: [\n")
    done = clickops("check", bad, worse)
    assert done.returncode == 1
    assert f"{bad}:3: " in done.stdout
    assert f"{worse}:" in done.stdout
    assert all(re.match(r"\S+\.yml(:\d+)?: \S", line) for line in done.stdout.splitlines())
    assert clickops("check", bad, "--exit-zero").returncode == 0


@pytest.mark.parametrize("command", ["check", "test", "convert"])
def test_a_folder_that_is_not_there_is_exit_2(clickops: Run, command: str) -> None:
    more = ("-t", "splunk") if command == "convert" else ()
    done = clickops(command, *more, "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
