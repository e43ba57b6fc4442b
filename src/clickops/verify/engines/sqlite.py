"""SQLite itself, out of Python's library, over the shipped table and view."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Open a database in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield _Sqlite(shipped, connection)


def searches(pattern: str, text: str | None) -> bool | None:
    """Be the REGEXP that the sqlite3 program has and the library has not: RE2, `.` being any character."""
    import re2  # noqa: PLC0415

    return None if text is None else re2.search(f"(?s){pattern}", text) is not None


class _Sqlite:
    version = f"SQLite {sqlite3.sqlite_version_info[0]}"

    def __init__(self, shipped: Shipped, connection: sqlite3.Connection) -> None:
        self._shipped = shipped
        self._connection = connection
        connection.create_function("regexp", 2, searches, deterministic=True)

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, and put the records into the one."""
        self._define(self._shipped.companion("cloudtrail.sql"))
        insert = f"INSERT INTO {self._shipped.settings['table']}_records VALUES (?)"  # noqa: S608 - an option of letters
        self._connection.executemany(insert, [(json.dumps(event),) for event in events])
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships."""
        self._define(shipped.views)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        try:
            rows = self._connection.execute(f"SELECT eventID FROM (\n{query}\n)").fetchall()  # noqa: S608 - the query is ours
        except sqlite3.Error as error:
            raise EngineError(f"{error}") from None
        return frozenset(row[0] for row in rows)

    def _define(self, script: str) -> None:
        try:
            self._connection.executescript(script)
        except sqlite3.Error as error:
            raise EngineError(f"a shipped script: {error}") from None
