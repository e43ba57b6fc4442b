"""`clickops verify` proves nothing over nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clickops.cli.app import run
from clickops.tuning import suite
from support.command import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-t", "duckdb", "-f", "veiws"), "duckdb has no format 'veiws': did you mean views?"),
        (("-f", "typo"), "no target here has the format 'typo'; there are: "),
        (("-t", "sqlite", "-O", "tabel=x"), "sqlite has no option 'tabel': did you mean table?"),
        (
            ("-t", "sqlite", "-t", "duckdb", "-O", "nothing=1"),
            "no target here has the option 'nothing'; there are: table",
        ),
        (("-t", "sqlite", "--rule", "nope"), "no rule is called 'nope'"),
        (("-t", "nowhere"), "there is no target 'nowhere'"),
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


def test_an_option_of_one_target_among_several_is_no_mistake(clickops: Run) -> None:
    done = clickops(
        *("verify", "-t", "sqlite", "-t", "duckdb", "-O", "files=x", "--rule", "*_s3_made_public", "--sparse", "1000")
    )
    assert done.returncode == 0, done.stderr
    assert "sqlite sql" in done.stdout
    assert "duckdb sql" in done.stdout


def test_a_known_difference_that_no_event_shows_is_no_fault_of_a_user_s(clickops: Run) -> None:
    done = clickops("verify", "-t", "sqlite", "--rule", "*_s3_made_public")
    assert done.returncode == 0, done.stdout
    assert "take it out of target.yml" not in done.stdout


@pytest.mark.parametrize(
    ("target", "module", "package"),
    [
        ("bigquery", "zetasql", "zetasql"),
        ("clickhouse", "chdb", "chdb"),
        ("databricks", "pyspark", "pyspark"),
        ("datadog", "vrl_python", "vrl-python"),
        ("duckdb", "duckdb", "duckdb"),
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
    assert run(["verify", "-t", target, "--rule", "*_s3_made_public", "--sparse", "1000"]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("clickops: error: ")
    assert told.endswith(f"needs the Python package {module}: pip install {package}")
