from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from support.command import RULE, Files, Run

GET = {"eventName": "GetObject", "readOnly": True}


def test_a_find_is_one_line_on_stdout_and_exit_1(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    done = clickops("scan", trail({}, GET), "--rules", rule)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    parts = [
        "2026-03-01T22:15:07Z",
        "high",
        "bob",
        "s3:DeleteBucket",
        "photos",
        "111122223333",
        "203.0.113.7 eu-west-1",
    ]
    assert re.split("  +", line) == [*parts, "bucket_deleted", f"{tmp_path / 'trail.json'}:1"]


def test_nothing_found_is_exit_0_and_an_empty_stdout(clickops: Run, trail: Files, rule: Path) -> None:
    done = clickops("scan", trail(GET), "--rules", rule)
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 alerts, 1 file, 1 record, 0 unreadable" in done.stderr


def test_alerts_are_exit_1_though_a_file_cannot_be_read(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"Records": [{"eventName": "DeleteBucket"}, nonsense')
    done = clickops("scan", bad, trail({}), "--rules", rule)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert any(line.startswith(f"{bad}:2: ") for line in done.stderr.splitlines())
    assert "but 2 files or records could not be read" in done.stderr


@pytest.mark.parametrize(
    ("change", "arguments", "code"),
    [
        ({}, [], 1),
        ({}, ["--exit-zero"], 0),
        ({}, ["--strict"], 3),
        ({}, ["--strict", "--exit-zero"], 3),
        (GET, [], 3),
        (GET, ["--exit-zero"], 3),
        (GET, ["--strict"], 3),
    ],
)
@pytest.mark.parametrize("bad", ["bad.json", "missing.json"])
def test_the_exit_code_says_whether_all_was_read_when_nothing_was_found_or_with_strict(
    clickops: Run,
    trail: Files,
    rule: Path,
    tmp_path: Path,
    change: dict[str, Any],
    arguments: list[str],
    code: int,
    bad: str,
) -> None:
    (tmp_path / "bad.json").write_text("nonsense")
    done = clickops("scan", tmp_path / bad, trail(change), "--rules", rule, *arguments)
    assert done.returncode == code
    assert f"{tmp_path / bad}: " in done.stderr


def test_strict_changes_nothing_where_all_was_read(clickops: Run, trail: Files, rule: Path) -> None:
    assert clickops("scan", trail({}), "--rules", rule, "--strict").returncode == 1
    assert clickops("scan", trail(GET), "--rules", rule, "--strict").returncode == 0


def test_an_empty_folder_and_an_empty_standard_input_are_nothing_found(
    clickops: Run, rule: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for given, said in (("empty", "empty is a folder without files"), ("-", "standard input is empty")):
        done = clickops("scan", given, "--rules", rule)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"clickops: note: {said}" in done.stderr
        assert "0 alerts, 0 files, 0 records, 0 unreadable" in done.stderr
        assert clickops("scan", given, "--rules", rule, "--quiet", "--strict").stderr == ""
    assert clickops("scan", "empty", "missing", "--rules", rule).returncode == 2


@pytest.mark.parametrize("content", ["nonsense", ""])
def test_nothing_readable_at_all_is_exit_2(clickops: Run, rule: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    done = clickops("scan", tmp_path / "bad.json", "--rules", rule)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "clickops: error: nothing could be read"


def test_a_path_that_is_not_there_is_exit_2_and_named(clickops: Run, rule: Path) -> None:
    done = clickops("scan", "no/such/folder", "--rules", rule)
    assert done.returncode == 2
    assert "no/such/folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_exit_zero_turns_alerts_into_0_and_nothing_else(clickops: Run, trail: Files, rule: Path) -> None:
    assert clickops("scan", trail({}), "--rules", rule, "--exit-zero").returncode == 0
    assert clickops("scan", "nowhere", "--rules", rule, "--exit-zero").returncode == 2
    assert clickops("scan", "--exit-zero").returncode == 2


def test_without_a_path_it_says_what_to_type(clickops: Run) -> None:
    done = clickops("scan")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("clickops: error: ")
    assert "clickops scan trails/" in line
    assert "- for standard input" in line


def test_a_dash_reads_standard_input(clickops: Run, event: dict[str, Any], rule: Path) -> None:
    done = clickops("scan", "-", "--rules", rule, "--format", "ndjson", stdin=json.dumps(event))
    assert json.loads(done.stdout)["path"] == "-"
    assert done.returncode == 1


def test_the_shipped_rules_and_filters_run_when_none_are_named(clickops: Run, trail: Files) -> None:
    noise = {"eventSource": "support.amazonaws.com", "eventName": "CreateCase", "userAgent": "AWS Internal"}
    path = trail({}, noise)
    found = [json.loads(line) for line in clickops("scan", path, "-f", "ndjson").stdout.splitlines()]
    assert [one["event"]["eventName"] for one in found] == ["DeleteBucket"]
    names = [one["name"] for one in found[0]["rules"]]
    assert "aws_cloudtrail_manual_change" in names
    loud = clickops("scan", path, "-f", "ndjson", "--no-filter", "noise_support")
    assert len(loud.stdout.splitlines()) == 2
    assert clickops("scan", path, "-f", "ndjson", "--no-filters").stdout == loud.stdout


def test_rules_of_one_event_are_one_alert_highest_first(clickops: Run, trail: Files) -> None:
    (line,) = clickops("scan", trail({}), "-f", "ndjson").stdout.splitlines()
    alert = json.loads(line)
    ranks = [("critical", "high", "medium", "low").index(one["level"]) for one in alert["rules"]]
    assert ranks == sorted(ranks)
    assert len(ranks) > 1
    assert alert["level"] == alert["rules"][0]["level"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--rule", "aws_cloudtrail_manual_change"], 1),
        (["--rule", "*_s3_console_*"], 1),
        (["--rule", "aws_cloudtrail_root_change"], 0),
        (["--level", "CRITICAL"], 0),
        (["--level", "low"], 1),
    ],
)
def test_rules_are_chosen_by_name_pattern_and_level(
    clickops: Run, trail: Files, arguments: list[str], count: int
) -> None:
    assert len(clickops("scan", trail({}), *arguments).stdout.splitlines()) == count


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "nonsense"], "nonsense"),
        (["--level", "loud"], "critical"),
        (["--no-filter", "nonsense"], "noise_support"),
        (["--rules", "nowhere"], "nowhere"),
        (["--since", "yesterday"], "12h"),
        (["--var", "domains"], "key=value"),
        (["--format", "xml"], "ndjson"),
        (["--sinc", "2026"], "--since"),
        (["--sort", "size"], "input"),
        (["--color", "red"], "always"),
        (["--tz", "Europe/Berlim"], "Europe/Berlin"),
        (["--tz", "+0x:00"], "+02:00"),
        (["--output", "no/such/folder/x"], "cannot write no/such/folder/x"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_2(clickops: Run, trail: Files, arguments: list[str], said: str) -> None:
    done = clickops("scan", trail({}), "-q", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("clickops: error: ")
    assert said in line


def test_events_of_a_time_are_kept(clickops: Run, trail: Files, rule: Path) -> None:
    days = [{"eventTime": f"2026-03-0{day}T12:00:00Z"} for day in (1, 2, 3)]
    path = trail(*days)

    def found(*arguments: str) -> list[str]:
        lines = clickops("scan", path, "--rules", rule, "-q", *arguments).stdout.splitlines()
        return [line[:10] for line in lines]

    assert found("--since", "2026-03-02") == ["2026-03-02", "2026-03-03"]
    assert found("--until", "2026-03-02") == ["2026-03-01", "2026-03-02"]
    assert found("--until", "2026-03-02T12:00") == ["2026-03-01"]
    assert found("--since", "2026-03-02", "--until", "2026-03-02") == ["2026-03-02"]


def test_a_rule_that_does_not_load_is_named_the_others_run_and_exit_is_3_without_alerts(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("title: Bad\nlogsource: {product: aws}\ndetection: {a: {b|nonsense: 1}, condition: a}\n")
    done = clickops("scan", trail(GET), "--rules", rule, "--rules", bad)
    assert done.returncode == 3
    assert f"{bad}:3: " in done.stderr
    assert clickops("scan", trail(GET), "--rules", rule, "--rules", bad, "--exit-zero").returncode == 3
    assert clickops("scan", trail({}), "--rules", rule, "--rules", bad).returncode == 1
    told = json.loads(clickops("scan", trail(GET), "--rules", rule, "--rules", bad, "-f", "json").stdout)["notes"]
    assert [one for one in told if one.startswith(f"{bad}:3: ")]
    alone = clickops("scan", trail({}), "--rules", bad)
    assert alone.returncode == 2
    assert "no rule" in alone.stderr.splitlines()[-1]


def test_rules_for_other_logs_are_left_aside_with_one_note(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    other = "title: T{0}\nlogsource: {{product: windows}}\ndetection: {{a: {{eventName: '*'}}, condition: a}}\n"
    (tmp_path / "others.yml").write_text("---\n".join(other.format(number) for number in range(3)))
    done = clickops("scan", trail({}), "--rules", rule, "--rules", tmp_path / "others.yml")
    assert done.stderr.count("3 rules are for other logs than CloudTrail's") == 1
    assert len(done.stdout.splitlines()) == 1


def test_a_filter_of_ones_own_is_added(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "title: Bob\nlogsource: {product: aws, service: cloudtrail}\n"
        "filter:\n  rules: [5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11]\n"
        "  bob: {userIdentity.userName: bob}\n  condition: not bob\n"
    )
    path = trail({}, {"userIdentity": {"userName": "eve"}, "eventID": "2"})
    done = clickops("scan", path, "--rules", rule, "--filter", tmp_path / "mine.yml", "-q")
    assert [" eve" in line for line in done.stdout.splitlines()] == [True]
    off = clickops("scan", path, "--rules", rule, "--filter", tmp_path / "mine.yml", "-q", "--no-filter", "mine")
    assert len(off.stdout.splitlines()) == 2


def test_a_copy_of_a_shipped_rule_keeps_the_shipped_filters(clickops: Run, trail: Files, tmp_path: Path) -> None:
    from clickops.content import RULES

    name = "aws_cloudtrail_manual_change.yml"
    (tmp_path / "copy.yml").write_text((RULES / "detections" / name).read_text("utf-8"), "utf-8")
    path = trail({"eventSource": "support.amazonaws.com", "eventName": "CreateCase"})
    assert clickops("scan", path, "--rules", tmp_path / "copy.yml").returncode == 0
    assert clickops("scan", path, "--rules", tmp_path / "copy.yml", "--no-filters").returncode == 1


def test_a_placeholder_is_filled_by_an_option_or_a_file_and_else_noted_once(
    clickops: Run, trail: Files, tmp_path: Path
) -> None:
    name = "aws_cloudtrail_human_session_change_domain"
    arn = "arn:aws:sts::111122223333:assumed-role/Admin/alice@corp.example"
    path = trail({"userIdentity": {"type": "AssumedRole", "arn": arn}, "sessionCredentialFromConsole": "false"})
    empty = clickops("scan", path)
    assert empty.stderr.count(name) == 1
    assert "--var employer_domains=" in empty.stderr
    assert "human_session_change_domain" not in empty.stdout
    assert name not in clickops("scan", path, "--quiet").stderr
    filled = clickops("scan", path, "--var", "employer_domains=corp.example", "--rule", name)
    assert filled.stdout.count(" human_session_change_domain ") == 1
    assert "left out" not in filled.stderr
    (tmp_path / "mine.yml").write_text("employer_domains: [other.example, corp.example]\n")
    assert clickops("scan", path, "--config", tmp_path / "mine.yml", "--rule", name).stdout == filled.stdout
    asked = clickops("scan", path, "--rule", name)
    assert asked.returncode == 2
    assert "--var employer_domains=" in asked.stderr


def test_ndjson_is_an_object_a_line_for_events_of_every_kind(clickops: Run, trail: Files, rule: Path) -> None:
    odd: list[dict[str, Any]] = [
        {"userIdentity": None, "eventID": "1"},
        {"sourceIPAddress": {"ip": "203.0.113.7"}, "eventID": "2"},
        {"requestParameters": "HIDDEN_DUE_TO_SECURITY_REASONS", "eventID": "3"},
        {"requestParameters": {"size": 2**80, "half": "\ud800", "name": "日本\x1b"}, "eventID": "4"},
    ]
    path = trail(*odd)
    done = clickops("scan", path, "--rules", rule, "-f", "ndjson")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["record"] for one in found] == [1, 2, 3, 4]
    for one, change in zip(found, odd, strict=True):
        assert set(one) == {"event", "rules", "level", "path", "record"}
        assert change.items() <= one["event"].items()
    for form in ("text", "csv", "json", "sarif"):
        assert clickops("scan", path, "--rules", rule, "-f", form).returncode == 1


def test_csv_has_a_header_even_without_alerts(clickops: Run, trail: Files, rule: Path) -> None:
    header = clickops("scan", trail(GET), "--rules", rule, "-f", "csv").stdout
    assert header.startswith("time,level,rules,person")
    (row,) = csv.DictReader(clickops("scan", trail({}), "--rules", rule, "-f", "csv").stdout.splitlines())
    assert (row["person"], row["event_name"], row["record"]) == ("bob", "DeleteBucket", "1")


def test_sarif_is_one_document_that_tells_what_was_unreadable(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("nonsense")
    done = clickops("scan", trail({}), tmp_path / "bad.json", "--rules", rule, "-f", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["bucket_deleted"]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1
    assert done.returncode == 1


def validator() -> jsonschema.protocols.Validator:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "scan.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_json_is_one_document_as_the_published_schema_describes_it(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("nonsense")
    (tmp_path / "empty").mkdir()
    shared = {"sharedEventID": "s", "eventID": "2", "recipientAccountId": "444455556666"}
    path = trail({"sharedEventID": "s"}, shared, {"eventID": "3", "eventTime": "?", "odd": "\ud800"})
    found = ["scan", path, tmp_path / "bad.json", tmp_path / "empty", "--rules", rule, "-f", "json"]
    document = json.loads(clickops(*found).stdout)
    validator().validate(document)
    assert [one["record"] for one in document["alerts"]] == [1, 3]
    assert document["alerts"][0]["accounts"] == ["111122223333", "444455556666"]
    assert document["problems"] == [
        {
            "path": str(tmp_path / "bad.json"),
            "record": 0,
            "reason": "neither JSON nor a CSV with a column of event names",
        }
    ]
    assert any("without files" in note for note in document["notes"])
    summary = document["summary"]
    assert (summary["alerts"], summary["levels"], summary["unreadable"]) == (2, {"high": 2}, 1)
    assert summary["persons"] == [{"person": "bob", "accounts": ["111122223333"], "alerts": 2}]
    lines = clickops(*found[:-1], "ndjson").stdout.splitlines()
    assert list(map(json.loads, lines)) == document["alerts"]


def test_json_of_nothing_found_is_a_whole_document(clickops: Run, trail: Files, rule: Path) -> None:
    document = json.loads(clickops("scan", trail(GET), "--rules", rule, "-f", "json", "-q").stdout)
    validator().validate(document)
    assert (document["alerts"], document["problems"], document["notes"]) == ([], [], [])
    assert document["summary"]["first"] is None


def test_the_schema_refuses_what_is_no_such_document(clickops: Run, trail: Files, rule: Path) -> None:
    document = json.loads(clickops("scan", trail({}), "--rules", rule, "-f", "json").stdout)
    (alert,) = document["alerts"]
    for key in document:
        assert not validator().is_valid({name: value for name, value in document.items() if name != key})
    for key in alert:
        assert not validator().is_valid(document | {"alerts": [alert | {key: None}]})
    for key in document["summary"]:
        assert not validator().is_valid(document | {"summary": document["summary"] | {key: -1}})


@pytest.mark.parametrize("form", ["text", "csv", "json", "ndjson", "sarif"])
def test_alerts_of_every_format_come_in_order_of_time(clickops: Run, trail: Files, rule: Path, form: str) -> None:
    late = trail({"eventTime": "2026-03-03T00:00:00Z", "eventID": "3"}, {"eventTime": None, "eventID": "4"}, name="a")
    early = trail(
        {"eventTime": "2026-03-01T00:00:00Z"}, {"eventTime": "2026-03-02T00:00:00Z", "eventID": "2"}, name="b"
    )

    def order(*arguments: str) -> list[str]:
        done = clickops("scan", late, early, "--rules", rule, "-f", form, "-q", *arguments)
        return re.findall(r'(?<=eventTime":")2026-03-0\d|(?<=, )2026-03-0\d|^2026-03-0\d', done.stdout, re.MULTILINE)

    assert order() == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert order("--sort", "input") == ["2026-03-03", "2026-03-01", "2026-03-02"]


def test_an_event_that_another_account_got_names_it(clickops: Run, trail: Files, rule: Path) -> None:
    path = trail({"recipientAccountId": "444455556666"})
    assert "  111122223333 -> 444455556666  " in clickops("scan", path, "--rules", rule).stdout
    assert ", in 444455556666, from " in clickops("scan", path, "--rules", rule, "-f", "sarif").stdout
    (row,) = csv.DictReader(clickops("scan", path, "--rules", rule, "-f", "csv").stdout.splitlines())
    assert (row["account"], row["recipient_accounts"]) == ("111122223333", "444455556666")
    assert "->" not in clickops("scan", trail({}), "--rules", rule).stdout


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "2026-03-01T22:15:07Z"),
        ("Europe/Berlin", "2026-03-01T23:15:07+01:00"),
        ("-03:30", "2026-03-01T18:45:07-03:30"),
        ("local", "2026-03-02T00:15:07+02:00"),
    ],
)
def test_times_are_shown_in_a_zone_and_written_to_formats_in_utc(
    clickops: Run, trail: Files, rule: Path, zone: str, shown: str
) -> None:
    done = clickops("scan", trail({}), "--rules", rule, "--tz", zone, TZ="Africa/Cairo")
    assert done.stdout.startswith(f"{shown}  ")
    assert f"alerts from {shown} to {shown}" in done.stderr
    row = clickops("scan", trail({}), "--rules", rule, "--tz", zone, "-f", "csv", TZ="Africa/Cairo").stdout
    assert "\n2026-03-01T22:15:07Z," in row


def test_output_goes_to_a_file(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    done = clickops("scan", trail({"eventName": "DeleteBucket", "awsRegion": "日本"}), "--rules", rule, "-o", "found")
    assert (done.returncode, done.stdout) == (1, "")
    assert "日本" in (tmp_path / "found").read_text("utf-8")


def test_an_equal_record_in_a_second_file_is_no_second_alert(clickops: Run, trail: Files, rule: Path) -> None:
    done = clickops("scan", trail({}, name="a.json"), trail({}, name="b.json"), "--rules", rule)
    assert len(done.stdout.splitlines()) == 1


def test_the_summary_stands_on_stderr_and_can_be_left_out(clickops: Run, trail: Files, rule: Path) -> None:
    path = trail({})
    told = clickops("scan", path, "--rules", rule).stderr
    assert "1 alert, 1 file, 1 record, 0 unreadable" in told
    assert all(heading in told for heading in ("by person", "by action", "by rule"))
    assert told.splitlines()[-1] == "verdict: 1 alert, the highest level is high"
    assert clickops("scan", path, "--rules", rule, "--no-summary").stderr == ""
    assert clickops("scan", path, "--rules", rule, "--quiet").stderr == ""


def test_quiet_still_tells_what_could_not_be_read(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("nonsense")
    done = clickops("scan", trail({}), tmp_path / "bad.json", "--rules", rule, "--quiet")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{tmp_path / 'bad.json'}")


def test_what_is_no_cloudtrail_is_counted_by_kind_and_no_fault(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    record = {"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "b"}}}
    (tmp_path / "s3.json").write_text(json.dumps({"Records": [record, record]}))
    done = clickops("scan", trail(GET), tmp_path / "s3.json", "--rules", rule)
    assert done.returncode == 0
    assert "set aside: 2 " in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "csv", "json", "ndjson", "sarif"])
def test_every_encoding_of_a_terminal_takes_every_name(
    clickops: Run, trail: Files, rule: Path, encoding: str, form: str
) -> None:
    named = {"userIdentity": {"userName": "Zoë 日本 \ud800"}, "requestParameters": {"bucketName": "\u202e\x1b[2J"}}
    done = clickops("scan", trail(named), "--rules", rule, "-f", form, PYTHONIOENCODING=f"{encoding}:strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr


def test_a_file_name_does_not_command_the_terminal(clickops: Run, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[2J\n.json").write_text("nonsense")
    done = clickops("scan", tmp_path, "--rules", rule)
    assert "\x1b" not in done.stderr
    assert "evil\\x1b[2J\\n.json" in done.stderr


def test_rule_files_are_named_cleanly_too(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b.yml").write_text("title: \\x1b\n")
    (tmp_path / "good.yml").write_text(RULE)
    done = clickops("scan", trail({}), "--rules", tmp_path)
    assert "\x1b" not in done.stderr
    assert "evil\\x1b.yml" in done.stderr
    assert rule.name.removesuffix(".yml") in done.stdout


@pytest.mark.parametrize("form", ["text", "csv", "json", "ndjson", "sarif"])
def test_events_nested_to_the_limit_are_written_or_told_unreadable(
    clickops: Run, rule: Path, tmp_path: Path, form: str
) -> None:
    head = '{"eventName": "DeleteBucket", "eventSource": "s3.amazonaws.com", "requestParameters": '
    lines = [head + "[" * depth + "]" * depth + "}" for depth in (*range(900, 1010, 2), 100_000)]
    (tmp_path / "deep.ndjson").write_text("\n".join(lines))
    done = clickops("scan", "deep.ndjson", "--rules", rule, "-f", form)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"deep.ndjson:{len(lines)}: nested too deeply" in done.stderr


OLD_HISTORY = (
    "Event ID,Event time,User name,Event name,Resource type,Resource name,AWS access key,AWS region,Error code,"
    "Source IP address,Event source\n"
    "1,2019-11-20T08:14:03Z,ann,DeleteBucket,,,ASIA,eu-west-1,,198.51.100.24,s3.amazonaws.com\n"
)


def test_why_an_old_event_history_gives_no_alerts_is_said_last(clickops: Run, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"history{number}.csv").write_text(OLD_HISTORY)
    done = clickops("scan", ".")
    assert (done.returncode, done.stdout) == (0, "")
    (note,) = [line for line in done.stderr.splitlines() if "does not keep" in line or "do not keep" in line]
    assert note == done.stderr.splitlines()[-1]
    assert note.startswith("clickops: note: ./history0.csv, ./history1.csv and ./history2.csv do not keep ")
    assert "rules cannot fire" in note
    assert "aws cloudtrail lookup-events" in note
    assert "not keep" not in clickops("scan", ".", "--quiet").stderr


def test_of_a_trail_without_the_console_nothing_is_said(clickops: Run, trail: Files) -> None:
    path = trail({"sessionCredentialFromConsole": None, "userAgent": "aws-cli/2.32"})
    assert "not keep" not in clickops("scan", path).stderr


def test_neighbours_in_a_log_archive_are_counted_and_change_no_exit_code(
    clickops: Run, trail: Files, tmp_path: Path
) -> None:
    account = tmp_path / "AWSLogs" / "111122223333"
    for folder in ("CloudTrail", "Config", "GuardDuty"):
        (account / folder).mkdir(parents=True)
    trail(GET, name="AWSLogs/111122223333/CloudTrail/a.json")
    (account / "Config" / "ConfigWritabilityCheckFile").touch()
    (account / "GuardDuty" / "x.jsonl").write_text("not JSON\n")
    (tmp_path / "_SUCCESS").touch()
    done = clickops("scan", ".")
    assert done.returncode == 0
    assert "1 record, 0 unreadable" in done.stderr
    for kind in ("1 AWS Config file", "1 GuardDuty file", "1 empty marker"):
        assert kind in done.stderr
    assert clickops("scan", ".", "--all-files").returncode == 3


def test_files_are_chosen_by_globs_and_by_the_day_in_their_path(clickops: Run, trail: Files, tmp_path: Path) -> None:
    for day in ("01", "02", "08"):
        (tmp_path / "2026" / "03" / day).mkdir(parents=True)
        trail({"eventID": day}, name=f"2026/03/{day}/a.json")
    for arguments, files in (
        ([], 3),
        (["--include", "02"], 1),
        (["--exclude", "0[12]"], 1),
        (["--since", "2026-03-01", "--until", "2026-03-01"], 2),
        (["--include", "*.gz"], 0),
    ):
        done = clickops("scan", ".", *arguments)
        assert f"{files} file" in done.stderr
        assert done.returncode == (1 if files else 0)
    dated = clickops("scan", ".", "--since", "2026-03-01", "--until", "2026-03-01")
    assert "set aside: 1 out-of-range file" in dated.stderr
    nothing = clickops("scan", ".", "--include", "*.gz").stderr
    assert "set aside: 3 excluded files" in nothing
    assert "note: no file was opened: see --include" in nothing
    assert "no file was opened" not in dated.stderr


def test_alerts_without_a_readable_time_are_counted_where_a_time_was_asked_for(clickops: Run, trail: Files) -> None:
    path = trail({"eventTime": "some day"}, {"eventTime": "2026-03-01T10:00:00Z", "eventID": "2"})
    counted = "1 alert without a readable time"
    assert counted in clickops("scan", path, "--since", "2026-03-01").stderr
    assert counted in clickops("scan", path, "--until", "2026-03-02").stderr
    assert counted not in clickops("scan", path).stderr
