"""What tests/verify/test_loaders.py does, on the engines that CI installs."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from clickops.verify import scripts
from clickops.verify.engines import postgres
from support.loaders import RECORDS, ids, lines, loading, marked, script, whole

pytestmark = pytest.mark.engine


def test_clickhouse_loads_files_as_its_comment_says(tmp_path: Path) -> None:
    large: dict[str, Any] = {"eventID": "large", "requestParameters": {"body": "x" * (17 << 20)}}
    whole(tmp_path / "trails" / "a.json.gz", marked(RECORDS, "a"))
    whole(tmp_path / "trails" / "b.json.gz", [large, *marked(RECORDS, "b")])
    whole(tmp_path / "trails" / "c.json.gz", [])
    text = script("clickhouse")
    session = importlib.import_module("chdb.session").Session(str(tmp_path / "data"))
    try:
        session.query("CREATE DATABASE clickops")
        session.query("USE clickops")
        for statement in scripts.statements(text):
            session.query(statement)
        session.query(loading(text).replace("trails/", f"{tmp_path}/trails/").rstrip(";"))
        found = str(session.query("SELECT eventID FROM cloudtrail", "TSV")).splitlines()
    finally:
        session.close()
    assert sorted(found) == ids([large, *marked(RECORDS, "a"), *marked(RECORDS, "b")])


def test_postgres_loads_files_as_its_comment_says(tmp_path: Path) -> None:
    lines(tmp_path / "trail.ndjson.gz", RECORDS)
    text = script("postgres")
    (tmp_path / "made.sql").write_text(text + loading(text) + "\n", "utf-8")
    with postgres.served() as folder:
        asked = ("-c", "SELECT eventID FROM cloudtrail")
        done = subprocess.run(
            ["psql", "-h", folder, "-U", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", "-f", "made.sql", *asked],  # noqa: S607
            check=False,
            capture_output=True,
            cwd=tmp_path,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == ids(RECORDS)
