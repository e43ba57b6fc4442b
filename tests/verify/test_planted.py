"""A fault in any file that `convert` writes is found: in a query, a view, a loader, or what wraps a query."""

from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clickops.conversion import targets
from clickops.conversion.targets import Target
from clickops.errors import ClickopsError
from clickops.rules.load import load
from clickops.rules.pack import Pack
from clickops.verify.engines import EngineError
from clickops.verify.shipped import Shipped, strays
from support import planted
from support.engines import started

KEYS = ("userAgent", "invokedBy", "principalId", "requestParameters", "vpcEndpointId", "awsRegion")
SQL = ("sqlite", "duckdb")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load().select(["aws_cloudtrail_cloudshell_change", "aws_cloudtrail_session_name_bypass"])


def wrapped() -> Iterator[tuple[str, str, str]]:
    """Name each format whose queries stand in a wrapper, and the one whose queries run."""
    for target in targets.targets():
        groups: dict[tuple[str, str, str], list[str]] = {}
        for name, form in sorted(target.formats.items(), key=lambda one: not one[1].plain):
            groups.setdefault((form.engine, form.language, form.dialect), []).append(name)
        for first, *others in groups.values():
            yield from ((target.name, first, other) for other in others)


WRAPPED = list(wrapped())


def test_every_format_that_is_run_by_another_is_compared_with_it() -> None:
    assert len(WRAPPED) > 25


@pytest.mark.parametrize(("target", "first", "other"), WRAPPED)
def test_a_wrapper_holds_the_query_that_ran_and_a_fault_in_it_is_found(
    target: str, first: str, other: str, pack: Pack, tmp_path: Path
) -> None:
    whole = targets.find(target)
    ran = Shipped(whole, first, {}, pack)
    converted = [one for one in pack.rules if one.name not in ran.format.refused]
    assert converted
    assert list(strays(ran, [Shipped(whole, other, {}, pack)])) == []
    faulty = spoilt(whole, other, tmp_path)
    try:
        found = list(strays(ran, [Shipped(faulty, other, {}, pack)]))
    except ClickopsError:
        return  # the file cannot be read any more
    assert [line.partition(":")[0] for line in found] == [one.name for one in converted]


def spoilt(target: Target, name: str, folder: Path) -> Target:
    """Copy a target, with a character before each query of a format; a bare query has no template, so gets one."""
    copied = folder / target.name
    shutil.copytree(target.folder, copied, ignore=shutil.ignore_patterns("golden", "engine"))
    form = target.formats[name]
    if not form.template:
        (copied / "formats").mkdir(exist_ok=True)
        (copied / "formats" / "spoilt.txt").write_text("x${query}", "utf-8")
        form = msgspec.structs.replace(form, template="spoilt.txt")
        return msgspec.structs.replace(target, folder=copied, formats={**target.formats, name: form})
    path = copied / "formats" / form.template
    text = path.read_text("utf-8")
    assert "${query" in text
    path.write_text(text.replace("${query", "x${query"), "utf-8")
    return targets.read(copied)


def test_a_pack_of_which_nothing_converts_is_no_file_and_no_fault() -> None:
    (rule,) = load().select(["aws_cloudtrail_session_name_mismatch"]).rules
    shipped = [Shipped(targets.find("victorialogs"), name, {}, Pack((rule,))) for name in ("logsql", "vmalert")]
    assert all(not one.files for one in shipped)
    assert list(strays(shipped[0], shipped[1:])) == []


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", SQL)
def test_a_misspelt_column_or_path_of_a_view_is_found(name: str, key: str) -> None:
    assert planted.is_found(targets.find(name), "cloudtrail.sql", key)


@pytest.mark.parametrize("name", SQL)
def test_rows_that_a_view_loses_are_found_though_no_rule_asks_for_them(name: str) -> None:
    said = planted.said_of_view(targets.find(name), planted.LOSING)
    assert f"loses 2 of {len(planted.records())} loaded events, such as 0000" in said


@pytest.mark.parametrize("name", SQL)
def test_rows_that_a_view_gives_twice_are_found(name: str) -> None:
    assert "loaded events more than once, such as 0000" in planted.said_of_view(targets.find(name), planted.DOUBLING)


@pytest.mark.parametrize("record", [{"eventID": "made up"}, {"eventName": "of one without an eventID"}])
def test_a_row_that_no_event_was_loaded_for_is_found(record: dict[str, str]) -> None:
    more = f"\nINSERT INTO cloudtrail_records VALUES ('{json.dumps(record)}');"
    said = planted.said(targets.find("sqlite"), {"cloudtrail.sql": lambda text: text + more})
    found = record.get("eventID", "one without an eventID")
    assert said == f"cloudtrail gives 1 beyond the {len(planted.records())} loaded events, such as {found}"


@pytest.mark.parametrize("name", SQL)
def test_the_last_member_of_a_long_array_counts(name: str) -> None:
    assert planted.ends_of_long_arrays(targets.find(name)) == [1, 1]


@pytest.mark.parametrize("name", SQL)
def test_views_run_as_they_are_shipped_and_a_broken_one_is_refused(name: str, pack: Pack) -> None:
    assert planted.refuses_broken_views(targets.find(name), pack)


@pytest.mark.parametrize("stem", ["a.b", "cloudtrail_x"])
@pytest.mark.parametrize("name", ["duckdb", "bigquery"])
def test_a_view_may_be_called_as_rules_are(name: str, stem: str, pack: Pack) -> None:
    one = msgspec.structs.replace(pack.rules[0], name=stem)
    assert Shipped(targets.find(name), "views", {}, Pack((one,))).query(one).queries


@pytest.mark.parametrize("name", [one.name for one in targets.targets() if "views" in one.formats])
def test_a_view_that_is_called_otherwise_is_found(name: str, pack: Pack) -> None:
    (rule,) = pack.select("aws_cloudtrail_cloudshell_change").rules
    shipped = Shipped(targets.find(name), "views", {}, Pack((rule,)))
    assert shipped.query(rule).queries
    faulty = Shipped(targets.find(name), "views", {}, Pack((rule,)))
    vars(faulty)["files"] = {file: text.replace(rule.name, "detection") for file, text in shipped.files.items()}
    with pytest.raises(
        ClickopsError, match=r"views: the views are called \w*detection, and should aws_cloudtrail_cloud"
    ):
        faulty.query(rule)


def test_every_target_with_views_has_an_engine_that_makes_them() -> None:
    shipping = [target for target in targets.targets() if any(f.query.at == "view" for f in target.formats.values())]
    assert len(shipping) >= 9
    for target in shipping:
        module = importlib.import_module(f"clickops.verify.engines.{target.formats['views'].engine}")
        assert any(hasattr(one, "take") for one in vars(module).values() if isinstance(one, type))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("aws_cloudtrail_cloudshell_change.yml", "Filename: aws", "Filename: x"),
        ("clickops_pack.yml", "cloudshell", "cloudshel"),
    ],
)
def test_what_comes_with_a_module_of_panther_is_read(file: str, old: str, new: str, pack: Pack) -> None:
    with started(targets.find("panther"), None, pack) as (shipped, engine):
        take: Any = engine.take  # type: ignore[attr-defined]
        take(shipped)
        assert old in shipped.files[file]
        vars(shipped)["files"] = {**shipped.files, file: shipped.files[file].replace(old, new, 1)}
        with pytest.raises(EngineError):
            take(shipped)
