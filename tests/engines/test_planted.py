"""What tests/verify/test_planted.py does, on the engines that CI installs."""

from __future__ import annotations

import pytest

from clickops.conversion import targets
from clickops.rules.load import load
from support import planted

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore")]  # fakesnow and pyspark warn

SCRIPTS = [
    (target.name, script)
    for target in targets.targets()
    for script in planted.scripts(target)
    if target.name not in {"sqlite", "duckdb"}
]


@pytest.mark.parametrize(("name", "script"), SCRIPTS)
def test_a_misspelt_column_or_path_is_found(name: str, script: str) -> None:
    assert planted.is_found(targets.find(name), script, "user_agent" if name == "security_lake" else "userAgent")


@pytest.mark.parametrize("name", ["postgres", "redshift", "clickhouse", "snowflake"])
def test_views_run_as_they_are_shipped_and_broken_ones_are_refused(name: str) -> None:
    assert planted.refuses_broken_views(targets.find(name), load().select(["aws_cloudtrail_session_name_bypass"]))


VIEWS = [name for name, script in SCRIPTS if script == "cloudtrail.sql" and name != "redshift"]


@pytest.mark.parametrize("name", VIEWS)
def test_rows_that_a_view_loses_are_found_though_no_rule_asks_for_them(name: str) -> None:
    said = planted.said_of_view(targets.find(name), planted.LOSING)
    assert f"loses 2 of {len(planted.records())} loaded events, such as 0000" in said


@pytest.mark.parametrize("name", VIEWS)
def test_rows_that_a_view_gives_twice_are_found(name: str) -> None:
    assert "loaded events more than once, such as 0000" in planted.said_of_view(targets.find(name), planted.DOUBLING)


@pytest.mark.parametrize(
    ("script", "old", "new", "said"),
    [
        ("cloudtrail.sql", "eventSource VARCHAR(1024)", "eventSource VARCHAR(8)", "has 8 bytes for eventSource, and a"),
        ("jsonpaths.json", "$['eventID']", "$['eventId']", "cloudtrail loses"),
    ],
)
def test_records_that_redshift_does_not_load_are_found(script: str, old: str, new: str, said: str) -> None:
    assert said in planted.said(targets.find("redshift"), {script: lambda text: text.replace(old, new)})


@pytest.mark.parametrize("name", sorted({name for name, _ in SCRIPTS}))
def test_the_last_member_of_a_long_array_counts(name: str) -> None:
    assert planted.ends_of_long_arrays(targets.find(name)) == [1, 1]
