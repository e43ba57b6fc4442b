"""`python3 dev.py verified`: from reports to verified.yml and the tables, or nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clickops import content
from clickops.conversion import goldens, verified
from clickops.conversion.targets import Target, find, targets
from clickops.conversion.verified import Run
from clickops.errors import ClickopsError
from clickops.rules.pack import Pack
from clickops.verify import reports
from clickops.verify.record import record
from clickops.verify.reports import Ran, Report


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand for backends/, which a test may write into."""
    folder = tmp_path / "backends"
    shutil.copytree(content.BACKENDS, folder, ignore=shutil.ignore_patterns("golden"))
    monkeypatch.setattr(content, "BACKENDS", folder)
    return folder


@pytest.fixture
def two() -> Pack:
    return goldens.shipped().select(["aws_cloudtrail_manual_change", "aws_cloudtrail_session_name_mismatch"])


@pytest.fixture
def folder(tmp_path: Path, copy: Path, two: Pack) -> Path:
    """Hold reports of two rules, one a target and schema."""
    assert copy.is_dir()
    return of_committed(tmp_path / "reports", two)


def of_committed(folder: Path, pack: Pack) -> Path:
    """Write the reports that the engines make where all is as it is committed."""
    folder.mkdir()
    for target in targets():
        by_options: dict[str, list[Ran]] = {}
        for name, run in verified.runs(target).items():
            by_options.setdefault(name.partition(" ")[2], []).append(ran(target, name, run, pack))
        for options, runs in by_options.items():
            keep(folder / f"{target.name} {options}.json", *runs)
    return folder


def ran(target: Target, name: str, run: Run, pack: Pack) -> Ran:
    """Make up how a format was run, with counts."""
    form, *options = name.split()
    names = {rule.name for rule in pack.rules}
    refused = {reason: kept for reason, rules in run.refuses.items() if (kept := tuple(r for r in rules if r in names))}
    return Ran(
        target=target.name,
        formats=(form,),
        options=dict(option.split("=") for option in options),
        engine=target.formats[form].engine,
        version=run.on,
        level=run.level,
        events=1234,
        rules=dict.fromkeys(names.difference(*refused.values()), 56),
        differences=dict.fromkeys(run.differs, 7),
        refused=refused,
        unrun={},
        unexplained=(),
    )


def keep(path: Path, *runs: Ran, records: tuple[str, ...] = ()) -> None:
    path.write_text(reports.write(Report(sparse=2, records=records, runs=runs)), "utf-8")


def change(path: Path, only: str = "", **fields: Any) -> None:
    """Change all runs of a report, or that of one format."""
    runs = reports.read(path).runs
    keep(path, *(msgspec.structs.replace(one, **fields) if only in {"", *one.formats} else one for one in runs))


def held(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def refused(folder: Path, copy: Path, two: Pack) -> Callable[..., None]:
    """Return what expects the reports to be refused, with each of the lines, and backends/ to be as it was."""

    def check(*lines: str) -> None:
        before = held(copy)
        with pytest.raises(ClickopsError) as refusal:
            record(folder, two)
        head, *said = str(refusal.value).splitlines()
        assert head == "the proof is not complete, and nothing was written:"
        assert said == list(lines)
        assert held(copy) == before

    return check


def test_what_is_committed_is_what_complete_reports_say(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goldens, "tables", lambda *_: {})  # `clickops check` compares them; it takes a minute
    folder = of_committed(tmp_path / "all", goldens.shipped())
    assert record(folder) == []
    change(folder / "sqlite .json", version="SQLite 99")
    assert record(folder) == [copy / "sqlite" / "verified.yml"]


def test_what_is_run_is_written_without_counts_and_into_the_tables(folder: Path, copy: Path, two: Pack) -> None:
    change(
        folder / "sqlite .json", version="SQLite 99", differences={"json text": 4711, "record list": 4713}, events=4712
    )
    written = record(folder, two)
    assert {copy / name for name in ("README.md", "sqlite/verified.yml")} <= {*written}
    text = (copy / "sqlite" / "verified.yml").read_text("utf-8")
    assert "SQLite 99" in text
    assert "471" not in text
    table = (copy / "README.md").read_text("utf-8")
    assert "| sqlite | `sql`, `views` | SQLite 99 | engine | json text, record list |" in table
    assert "| engine: SQLite 99 |" in table
    assert "471" not in table
    assert record(folder, two) == []


def test_refused_and_unrun_rules_are_written_by_their_reason(folder: Path, two: Pack) -> None:
    first, second = (rule.name for rule in two.rules)
    change(folder / "victorialogs .json", rules={}, refused={"no two fields": (second,)}, unrun={"no LIKE": (first,)})
    record(folder, two)
    run = verified.runs(find("victorialogs"))["vmalert"]
    assert run.refuses == {"no two fields": (second,)}
    assert run.unrun == {"no LIKE": (first,)}


def test_a_format_without_a_report_is_named(folder: Path, refused: Callable[..., None]) -> None:
    (folder / "sqlite .json").unlink()
    (folder / "splunk schema=json.json").unlink()
    refused(
        "splunk spl schema=json: no report has it",
        "splunk savedsearches schema=json: no report has it",
        "splunk app schema=json: no report has it",
        "sqlite sql: no report has it",
        "sqlite views: no report has it",
    )


def test_one_format_of_a_target_may_not_be_missing_either(folder: Path, refused: Callable[..., None]) -> None:
    path = folder / "cloudwatch .json"
    keep(path, *(one for one in reports.read(path).runs if one.formats != ("cloudformation",)))
    refused("cloudwatch cloudformation: no report has it")


def test_without_any_report_nothing_is_written(folder: Path, copy: Path) -> None:
    before = held(copy)
    with pytest.raises(ClickopsError, match="athena sql: no report has it"):
        record(folder / "nowhere")
    assert held(copy) == before


def test_a_format_in_two_reports_is_refused(folder: Path, refused: Callable[..., None]) -> None:
    shutil.copy(folder / "panther .json", folder / "again.json")
    refused(f"panther rules: is in {folder / 'again.json'} and {folder / 'panther .json'}")


@pytest.mark.parametrize(
    ("fields", "place"),
    [({"options": {"table": "x"}}, "sqlite sql table=x"), ({"target": "nowhere"}, "nowhere sql")],
)
def test_what_is_not_to_be_run_is_refused(
    folder: Path, refused: Callable[..., None], fields: dict[str, Any], place: str
) -> None:
    path = folder / "other.json"
    keep(path, msgspec.structs.replace(reports.read(folder / "sqlite .json").runs[0], **fields))
    refused(f"{place}: must not be in {path}")


def test_a_run_of_some_rules_or_of_other_rules_is_refused(folder: Path, refused: Callable[..., None]) -> None:
    change(folder / "panther .json", rules={"aws_cloudtrail_manual_change": 1, "mine": 3})
    refused(
        "panther rules: the rules that were run are not the shipped ones: aws_cloudtrail_session_name_mismatch, mine"
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"unexplained": ("a: 1 selected by clickops alone: x", "b: failed: y")},
            "a: 1 selected by clickops alone: x\npanther rules: b: failed: y",
        ),
        ({"events": 0}, "was compared on 0 events, and must be on 500 or more"),
        ({"events": 499}, "was compared on 499 events, and must be on 500 or more"),
        ({"version": ""}, "was run on panther '' (engine), and must be on panther (engine)"),
        ({"level": "model"}, "was run on panther 'Python 3' (model), and must be on panther (engine)"),
        ({"engine": "duckdb"}, "was run on duckdb 'Python 3' (engine), and must be on panther (engine)"),
        (
            {"refused": {"no": ("aws_cloudtrail_manual_change",)}},
            "target.yml and the converter refuse different rules: aws_cloudtrail_manual_change",
        ),
        (
            {"rules": {"aws_cloudtrail_manual_change": 0, "aws_cloudtrail_session_name_mismatch": 1}},
            "no event was selected by both sides: aws_cloudtrail_manual_change",
        ),
    ],
)
def test_what_is_unexplained_or_over_nothing_is_no_proof(
    folder: Path, refused: Callable[..., None], fields: dict[str, Any], line: str
) -> None:
    change(folder / "panther .json", **fields)
    refused(*f"panther rules: {line}".splitlines())


def test_a_run_on_records_from_elsewhere_is_refused(folder: Path, refused: Callable[..., None]) -> None:
    keep(folder / "panther .json", *reports.read(folder / "panther .json").runs, records=("trails/",))
    refused("panther rules: was compared on more than the cases of the rules: trails/")


def test_a_difference_of_target_yml_that_no_event_showed_is_named(folder: Path, refused: Callable[..., None]) -> None:
    change(folder / "elasticsearch schema=raw.json", only="lucene", differences={"case": 1, "containers": 1})
    refused(
        "elasticsearch lucene schema=raw: no event, with one variant in 2, shows the known difference 'empty false': "
        "take it out of target.yml, or run more variants"
    )


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"sparse": 1, "records": [], "runs": [{}]}', "\xff"])
def test_a_file_that_is_no_report_is_named(folder: Path, copy: Path, text: str) -> None:
    path = folder / "broken.json"
    path.write_bytes(text.encode("latin-1"))
    before = held(copy)
    with pytest.raises(ClickopsError, match=f"^{path}: "):
        record(folder)
    assert held(copy) == before


def test_an_installed_package_is_not_written_into(
    folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    change(folder / "sqlite .json", version="SQLite 99")
    monkeypatch.setattr(content, "_ROOT", tmp_path)
    before = held(copy)
    with pytest.raises(ClickopsError, match="into a checkout of the repository, and this is an installed package"):
        record(folder)
    with pytest.raises(ClickopsError, match="into a checkout of the repository, and this is an installed package"):
        goldens.update()
    assert held(copy) == before


def test_every_format_with_an_engine_is_wanted_in_each_schema() -> None:
    assert verified.wanted(find("athena")) == ["sql", "sql schema=lake", "named_queries", "named_queries schema=lake"]
    assert verified.wanted(find("sqlite")) == ["sql", "views"]
    bare = find("sqlite")
    formats = {name: msgspec.structs.replace(form, engine="") for name, form in bare.formats.items()}
    assert verified.wanted(msgspec.structs.replace(bare, formats=formats)) == []
