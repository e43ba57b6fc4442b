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
