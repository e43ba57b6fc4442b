"""What is written where: a run never harms what it reads, nor what an earlier one wrote."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from support.command import CLICKOPS, ENVIRONMENT, RULE, Files, Run


def test_an_input_is_never_written_over(clickops: Run, trail: Files, rule: Path) -> None:
    path = trail({})
    before = path.read_bytes()
    done = clickops("scan", path, "--rules", rule, "-o", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "refusing to overwrite an input file" in done.stderr
    assert path.read_bytes() == before


def test_an_earlier_result_in_the_folder_is_no_input_and_is_replaced(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    trail({}, name="trails.json")
    for _ in range(2):
        done = clickops("scan", tmp_path, "--rules", rule, "-f", "ndjson", "-o", tmp_path / "out.ndjson")
        assert "1 alert, " in done.stderr
        assert len((tmp_path / "out.ndjson").read_text("utf-8").splitlines()) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_run_that_fails_leaves_the_earlier_result(clickops: Run, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("earlier")
    done = clickops("scan", tmp_path / "nowhere", "--rules", rule, "-o", tmp_path / "out.txt")
    assert done.returncode == 2
    assert (tmp_path / "out.txt").read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bucket_deleted.yml", "out.txt"]


def test_a_device_is_written_directly(clickops: Run, trail: Files, rule: Path) -> None:
    assert clickops("scan", trail({}), "--rules", rule, "-o", os.devnull).returncode == 1
    assert not Path(os.devnull).is_file()


def test_of_many_problems_in_a_file_the_first_are_told_and_the_rest_counted(
    clickops: Run, trail: Files, rule: Path, tmp_path: Path
) -> None:
    good = trail({}).read_text().removeprefix('{"Records": [').removesuffix("]}")
    (tmp_path / "many.ndjson").write_text(f'{good}\n{{"a": 1}}\n' * 50)
    done = clickops("scan", tmp_path / "many.ndjson", "--rules", rule)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith(str(tmp_path))]
    assert len(told) == 21
    assert told[-1].endswith("many.ndjson: and 30 more that could not be read")
    assert "50 unreadable" in done.stderr


def test_few_problems_are_all_told_and_nothing_is_counted(clickops: Run, rule: Path, tmp_path: Path) -> None:
    (tmp_path / "few.ndjson").write_text('{"a": 1}\n{"eventName": "A"}\n{"b": 1}\n')
    done = clickops("scan", tmp_path / "few.ndjson", "--rules", rule)
    assert len([line for line in done.stderr.splitlines() if "few.ndjson:" in line]) == 2
    assert "more that could not" not in done.stderr


@pytest.mark.parametrize(("redirection", "said"), [(">&-", "standard output is closed"), ("<&-", "nothing could be")])
def test_a_closed_stream_is_told_and_exit_2(rule: Path, tmp_path: Path, redirection: str, said: str) -> None:
    shell = f'"$@" {redirection}'
    command = ["sh", "-c", shell, "sh", *CLICKOPS, "scan", "-", "--rules", str(rule)]
    done = subprocess.run(
        command, check=False, stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path, env=ENVIRONMENT, input=""
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_queries_of_a_file_a_rule_do_not_become_one_broken_file(clickops: Run, tmp_path: Path) -> None:
    done = clickops("convert", "-t", "elasticsearch", "-o", tmp_path / "all.json")
    assert done.returncode == 2
    assert "name a folder, as in -o all/" in done.stderr
    assert not (tmp_path / "all.json").exists()


def test_one_rule_is_one_file_and_several_are_a_folder(clickops: Run, tmp_path: Path) -> None:
    one = ("convert", "-q", "-t", "elasticsearch", "--rule", "*_manual_change", "-o")
    assert clickops(*one, tmp_path / "one.json").returncode == 0
    assert (tmp_path / "one.json").read_text("utf-8").startswith("{")
    assert clickops("convert", "-q", "-t", "elasticsearch", "-o", tmp_path / "all").returncode == 0
    assert len(list((tmp_path / "all").iterdir())) > 10


def test_the_last_day_there_is_can_be_an_end(clickops: Run, trail: Files, rule: Path) -> None:
    assert clickops("scan", trail({}), "--rules", rule, "--until", "9999-12-31").returncode == 1


def test_a_record_zero_is_refused(clickops: Run, trail: Files) -> None:
    done = clickops("explain", "aws_cloudtrail_manual_change", f"{trail({})}:0")
    assert done.returncode == 2
    assert "records count from 1" in done.stderr


def test_rules_named_twice_are_loaded_once_and_ids_have_no_case(clickops: Run, trail: Files, rule: Path) -> None:
    identity = next(line for line in RULE.splitlines() if line.startswith("id: ")).removeprefix("id: ")
    done = clickops("scan", trail({}), "--rules", rule, "--rules", rule, "--rule", identity.upper())
    assert done.returncode == 1
    assert done.stdout.count("bucket_deleted") == 1


def test_a_filter_that_serves_nothing_is_told(clickops: Run, trail: Files, rule: Path, tmp_path: Path) -> None:
    text = (
        "title: Idle\nlogsource: {product: aws, service: cloudtrail}\n"
        "filter: {rules: [5e0d8a51-8f0c-4a63-9d9c-0d2a5f7a1b11], selection: {eventName: x}, condition: not selection}\n"
    )
    (tmp_path / "serving.yml").write_text(text)
    (tmp_path / "idle.yml").write_text(text.replace("5e0d8a51", "00000000"))
    done = clickops("scan", trail({}), "--rules", rule, *("--filter", tmp_path / "idle.yml"))
    assert "the filter idle serves no rule here: it names none of these rules" in done.stderr
    done = clickops("scan", trail({}), "--rules", rule, *("--filter", tmp_path / "serving.yml"))
    assert "serves no rule" not in done.stderr


def test_the_standard_output_of_a_pipe_is_a_file_to_write_to(trail: Files, rule: Path) -> None:
    command = [*CLICKOPS, "scan", str(trail({})), "--rules", str(rule), "-q", "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"DeleteBucket" in done.stdout
