"""DuckDB itself, over a file of records that the shipped view reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clickops.conversion.languages import Written
from clickops.verify import scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

if TYPE_CHECKING:
    import duckdb

LEVEL: Level = "engine"
NEEDS = ("duckdb",)


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Open a database in memory; the option `files` names a file that may be written."""
    import duckdb  # noqa: PLC0415 - an optional package

    with duckdb.connect() as connection:
        yield _DuckDB(shipped, connection)


class _DuckDB:
    def __init__(self, shipped: Shipped, connection: duckdb.DuckDBPyConnection) -> None:
        import duckdb  # noqa: PLC0415

        self.version = f"DuckDB {duckdb.__version__}"
        self._shipped = shipped
        self._connection = connection

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Write the records as CloudTrail writes a file; what the shipped view gives is kept, to read them once."""
        Path(self._shipped.settings["files"]).write_text(json.dumps({"Records": list(events)}), "utf-8")
        table = self._shipped.settings["table"]
        self._execute(self._shipped.companion("cloudtrail.sql"))
        self._execute("; ".join(scripts.kept(table)))
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships."""
        if shipped.views:
            self._execute(shipped.views)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        rows = self._execute(f"SELECT eventID FROM (\n{query}\n)").fetchall()  # noqa: S608 - the query is ours
        return frozenset(row[0] for row in rows)

    def _execute(self, statements: str) -> duckdb.DuckDBPyConnection:
        import duckdb  # noqa: PLC0415

        try:
            return self._connection.execute(statements)
        except duckdb.Error as error:
            raise EngineError(f"{error}") from None
