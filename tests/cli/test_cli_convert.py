from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import Run


def test_the_plain_query_of_each_rule_stands_on_stdout_under_its_title(clickops: Run) -> None:
    done = clickops("convert", "-t", "splunk", "--rule", "aws_cloudtrail_root_change", "--rule", "*_manual_change")
    assert done.returncode == 0
    assert done.stdout.count("index=*") == 2
    for title in ("AWS Change by the Root User", "Manual AWS Change in the Console"):
        assert f"``` {title}" in done.stdout


def test_rules_of_ones_own_are_converted(clickops: Run, rule: Path) -> None:
    for given in ((rule,), ("--rules", rule)):
        done = clickops("convert", "-t", "splunk", *given)
        assert 'eventName="DeleteBucket"' in done.stdout
        assert done.stdout.count("index=") == 1


def test_options_of_the_target_are_set(clickops: Run, rule: Path) -> None:
    for flag in ("-O", "--option", "--backend-option"):
        assert 'index="trails"' in clickops("convert", "-t", "splunk", rule, flag, "index=trails").stdout.replace(
            "index=trails", 'index="trails"'
        )


def test_one_file_is_written_where_it_is_wanted(clickops: Run, rule: Path, tmp_path: Path) -> None:
    done = clickops("convert", "-t", "splunk", "-f", "savedsearches", "-o", "made/savedsearches.conf", rule)
    assert (done.returncode, done.stdout) == (0, "")
    assert "DeleteBucket" in (tmp_path / "made" / "savedsearches.conf").read_text()


def test_a_folder_gets_a_file_a_rule(clickops: Run, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for folder in ("new/", "there"):
        assert clickops("convert", "-t", "splunk", "-o", folder, rule).returncode == 0
        assert [path.name for path in (tmp_path / folder).iterdir()] == ["bucket_deleted.spl"]


def test_all_targets_are_written_into_folders(clickops: Run, rule: Path, tmp_path: Path) -> None:
    assert clickops("convert", "--all", "-o", "queries", rule).returncode == 0
    formats = {"/".join(path.relative_to(tmp_path).parts[1:3]) for path in (tmp_path / "queries").glob("*/*/*")}
    rows = json.loads(clickops("list", "targets", "-f", "json").stdout)
    assert formats == {f"{row['name']}/{row['format']}" for row in rows}


def test_a_rule_that_cannot_be_converted_is_named_the_others_are_written_and_exit_is_1(
    clickops: Run, rule: Path, tmp_path: Path
) -> None:
    strange = tmp_path / "strange.yml"
    strange.write_text(
        "title: S\nlogsource: {product: aws, service: cloudtrail}\ndetection: {a: {noSuchField: 1}, condition: a}\n"
    )
    done = clickops("convert", "-t", "splunk", rule, strange)
    assert done.returncode == 1
    assert "DeleteBucket" in done.stdout
    line, *notes = done.stderr.splitlines()
    assert all(note.startswith("clickops: note: ") for note in notes)
    assert line.startswith("splunk: strange: ")
    assert "noSuchField" in line
    assert clickops("convert", "-t", "splunk", rule, strange, "--exit-zero").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "-t splunk"),
        (("-t", "splunk", "--all"), "exclude each other"),
        (("--all",), "-o queries/"),
        (("--all", "-o", "-"), "-o queries/"),
        (("--all", "-o", "x", "-f", "spl"), "every format"),
        (("--all", "-o", "x", "-O", "nonsense=1"), "nonsense"),
        (("--all", "-o", "x", "-O", "tabel=1"), "no target has the option 'tabel' (did you mean table?); there are: "),
        (("--all", "-o", "x", "-O", "minutes=abc"), "the option minutes cannot be 'abc'"),
        (("-t", "nonsense"), "splunk"),
        (("-t", "sentinal"), "did you mean sentinel?"),
        (("-t", "splunk", "-f", "nonsense"), "savedsearches"),
        (("-t", "splunk", "-O", "nonsense=1"), "index"),
        (("-t", "splunk", "-O", "index"), "key=value"),
        (("-t", "splunk", "-O", "index=a b"), "index"),
        (("-t", "splunk", "--rule", "nonsense"), "nonsense"),
        (("--update",), "no such option '--update'"),
        (("-t", "splunk", "--update"), "no such option '--update'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(clickops: Run, arguments: tuple[str, ...], said: str) -> None:
    done = clickops("convert", "-q", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("clickops: error: ")
    assert said in line
