"""`clickops verify` proves nothing over nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from clickops.cli.app import run
from clickops.tuning import suite
from clickops.verify import differences
from clickops.version import version
from support.command import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-t", "duckdb", "-f", "veiws"), "duckdb has no format 'veiws' (did you mean views?); there are: sql, views"),
        (("-f", "typo"), "no target here has the format 'typo'; there are: "),
        (("-t", "sqlite", "-O", "tabel=x"), "sqlite has no option 'tabel' (did you mean table?); there are: table,"),
        (("-t", "duckdb", "-t", "sqlite", "-O", "minutes=abc"), "duckdb: the option minutes cannot be 'abc'"),
        (
            ("-t", "sqlite", "-t", "duckdb", "-O", "nothing=1"),
            "no target here has the option 'nothing'; there are: table",
        ),
        (("-t", "sqlite", "--rule", "nope"), "no rule is called 'nope'"),
        (("-t", "sqlite", "--rule", "aws_cloudtrail_rot_change"), "did you mean aws_cloudtrail_root_change?"),
        (("-t", "nowhere"), "there is no target 'nowhere'; there are: athena, bigquery,"),
        (("-t", "sqlit"), "there is no target 'sqlit' (did you mean sqlite?); there are: athena,"),
        (("-t", "sqlite", "--update"), "no such option '--update'"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_runs(
    clickops: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = clickops("verify", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "events" not in done.stderr


def test_without_events_nothing_is_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "CASES", tmp_path)
    assert run(["verify", "-t", "sqlite"]) == 2
    assert "there are no events to compare on" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, "", "{", '{"Records": []}', '{"a": 1}'])
def test_events_that_are_none_are_an_error_though_the_cases_would_do(
    tmp_path: Path, clickops: Run, content: str | None
) -> None:
    trail = tmp_path / "trail.json"
    if content is None:
        trail.mkdir()
    else:
        trail.write_text(content, "utf-8")
    done = clickops("verify", "-t", "sqlite", "--events", "trail.json", "--sparse", "1000")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "clickops: error: there are no events in trail.json"


def test_a_rule_that_no_event_shows_is_not_proven(tmp_path: Path, clickops: Run) -> None:
    rule = tmp_path / "mine.yml"
    rule.write_text(
        "title: Mine\nlogsource: {product: aws, service: cloudtrail}\n"
        "detection: {selection: {eventName: NobodyCallsThis}, condition: selection}\nlevel: low\n",
        "utf-8",
    )
    told = ("--rules", "mine.yml", "--sparse", "1000")
    done = clickops("verify", "-t", "sqlite", *told)
    assert done.returncode == 1
    assert "mine: neither side selects any of the events, which proves nothing" in done.stdout
    (tmp_path / "trail.json").write_text(
        '{"eventName": "NobodyCallsThis", "eventSource": "a.amazonaws.com", "eventTime": "2026-11-30T10:00:00Z"}',
        "utf-8",
    )
    done = clickops("verify", "-t", "sqlite", *told, "--events", "trail.json")
    assert done.returncode == 0, done.stdout
    assert "mine  same, 1 selected by both" in done.stdout


def test_an_option_of_one_target_among_several_is_no_mistake(clickops: Run) -> None:
    done = clickops(
        *("verify", "-t", "sqlite", "-t", "duckdb", "-O", "files=x", "--rule", "*_s3_made_public", "--sparse", "1000")
    )
    assert done.returncode == 0, done.stderr
    assert "sqlite sql" in done.stdout
    assert "duckdb sql" in done.stdout


def test_a_report_says_what_was_run_on_what_and_on_how_much(tmp_path: Path, clickops: Run) -> None:
    chosen = ("--rule", "*_s3_made_public", "--rule", "*_session_name_mismatch", "--sparse", "500")
    done = clickops("verify", "-t", "elasticsearch", "-f", "eql", "-O", "schema=raw", *chosen, "--report", "new/a.json")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "new" / "a.json").read_text("utf-8"))
    assert (report["clickops"], report["sparse"], report["records"]) == (version(), 500, [])
    (ran,) = report["runs"]
    assert (ran["target"], ran["formats"], ran["options"]) == ("elasticsearch", ["eql"], {"schema": "raw"})
    assert (ran["engine"], ran["level"]) == ("eql", "emulation")
    assert ran["version"].startswith("eql ")
    assert f"{ran['events']:,} events" in done.stderr
    assert ran["rules"] == {}
    assert ran["refused"] == {
        "EQL sees no values of a field that often holds several": ["aws_cloudtrail_manual_s3_made_public"],
        "EQL cannot compare one field with another": ["aws_cloudtrail_session_name_mismatch"],
    }
    assert (ran["differences"], ran["unrun"], ran["unexplained"]) == ({}, {}, [])


def test_a_report_counts_what_each_rule_selects_and_each_difference_explains(tmp_path: Path, clickops: Run) -> None:
    report = tmp_path / "a.json"
    done = clickops("verify", "-t", "sqlite", "--rule", "*_manual_change", "--sparse", "50", "--report", report)
    (ran,) = json.loads(report.read_text("utf-8"))["runs"]
    assert ran["formats"] == ["sql", "views"]
    assert f"same, {ran['rules']['aws_cloudtrail_manual_change']:,} selected by both" in done.stdout
    assert ran["rules"]["aws_cloudtrail_manual_change"] > 0
    assert f"known difference: json text, {ran['differences']['json text']:,} events" in done.stdout


def test_a_report_also_names_what_is_unexplained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "explanations", lambda *_, **__: [])
    report = tmp_path / "a.json"
    told = ("--rule", "*_manual_change", "--sparse", "50", "--report", str(report))
    assert run(["verify", "-t", "sqlite", *told]) == 1
    (ran,) = json.loads(report.read_text("utf-8"))["runs"]
    assert ran["unexplained"][0].startswith("aws_cloudtrail_manual_change: ")


def test_a_report_never_takes_the_place_of_the_records_that_it_is_about(tmp_path: Path, clickops: Run) -> None:
    trail = tmp_path / "trail.json"
    trail.write_text('{"Records": []}', "utf-8")
    done = clickops("verify", "-t", "sqlite", "--events", trail, "--report", "trail.json")
    assert done.returncode == 2
    assert "refusing to overwrite an input file: trail.json" in done.stderr
    assert trail.read_text("utf-8") == '{"Records": []}'


def test_a_known_difference_that_no_event_shows_is_no_fault_of_a_user_s(clickops: Run) -> None:
    done = clickops("verify", "-t", "sqlite", "--rule", "*_s3_made_public", "--sparse", "500")
    assert done.returncode == 0, done.stdout
    assert "known difference" not in done.stdout


@pytest.mark.parametrize(
    ("target", "module", "package"),
    [
        ("bigquery", "zetasql", "zetasql"),
        ("clickhouse", "chdb", "chdb"),
        ("databricks", "pyspark", "pyspark"),
        ("datadog", "vrl_python", "vrl-python"),
        ("duckdb", "duckdb", "duckdb"),
        ("elasticsearch", "eql", "eql"),
        ("postgres", "psycopg", "'psycopg[binary]'"),
        ("sentinel", "duckdb_kql", "duckdb-kql"),
        ("snowflake", "fakesnow", "fakesnow"),
    ],
)
def test_a_package_that_is_missing_is_one_sentence_with_what_to_type(
    target: str, module: str, package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    form = ("-f", "eql") if target == "elasticsearch" else ()
    assert run(["verify", "-t", "sqlite", "-t", target, *form, "--rule", "*_s3_made_public", "--sparse", "1000"]) == 2
    (told,) = capsys.readouterr().err.splitlines()  # before anything is done: no count of the events either
    assert told.startswith("clickops: error: ")
    assert told.endswith(f"needs the Python package {module}: pip install {package}")
