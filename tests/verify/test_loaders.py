"""What is shipped to read or load CloudTrail's files reads every record of them, once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.loaders import RECORDS, ids, lines, loading, marked, script, whole

LARGE = 17 << 20
"""More than DuckDB reads as one object where nobody says otherwise: 16 MB."""


def seen(files: Path) -> list[str]:
    """Give the eventID of each row that DuckDB's view gives of files."""
    with duckdb.connect() as connection:
        connection.execute(script("duckdb", files=str(files)))
        return sorted(row[0] for row in connection.execute("SELECT eventID FROM cloudtrail").fetchall())


def large(mark: str) -> dict[str, Any]:
    return {"eventID": mark, "requestParameters": {"body": "x" * LARGE}}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("name", ["trail.ndjson", "trail.json", "trail.json.gz"])
def test_duckdb_reads_files_with_a_record_a_line(name: str, end: str, tmp_path: Path) -> None:
    lines(tmp_path / name, RECORDS, end)
    assert seen(tmp_path / name) == ids(RECORDS)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["trail.json", "trail.json.gz"])
def test_duckdb_reads_files_as_cloudtrail_writes_them(name: str, indent: int | None, tmp_path: Path) -> None:
    whole(tmp_path / name, RECORDS, indent)
    assert seen(tmp_path / name) == ids(RECORDS)


def test_duckdb_reads_all_files_of_a_trail_whatever_form_each_has(tmp_path: Path) -> None:
    day = tmp_path / "AWSLogs" / "111122223333" / "CloudTrail" / "eu-central-1" / "2026" / "11" / "24"
    whole(day / "a.json.gz", marked(RECORDS, "a"))
    whole(day / "b.json.gz", [])
    lines(day / "c.json.gz", marked(RECORDS, "c"))
    whole(day.parent / "25" / "d.json.gz", marked(RECORDS[:1], "d"))
    found = seen(tmp_path / "AWSLogs" / "**" / "*.json.gz")
    assert found == ids([*marked(RECORDS, "a"), *marked(RECORDS, "c"), *marked(RECORDS[:1], "d")])


@pytest.mark.parametrize("name", ["trail.json", "trail.json.gz"])
def test_duckdb_reads_a_record_and_a_file_beyond_its_default_size(name: str, tmp_path: Path) -> None:
    several = [large("first"), *RECORDS, large("last")]
    whole(tmp_path / "whole" / name, several)
    lines(tmp_path / "lines" / name, several)
    assert seen(tmp_path / "whole" / name) == seen(tmp_path / "lines" / name) == ids(several)


def test_sqlite_loads_a_file_as_its_comment_says(tmp_path: Path) -> None:
    whole(tmp_path / "trail.json", RECORDS)
    text = script("sqlite")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("readfile", 1, lambda name: (tmp_path / name).read_bytes())  # as the program has it
        connection.executescript(text)
        connection.executescript(loading(text))
        rows = connection.execute("SELECT eventID, record FROM cloudtrail").fetchall()
    assert sorted(row[0] for row in rows) == ids(RECORDS)
    assert {row[0]: json.loads(row[1]) for row in rows} == {one["eventID"]: one for one in RECORDS}
