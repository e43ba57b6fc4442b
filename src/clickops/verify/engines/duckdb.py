"""DuckDB itself, over a file of records that the shipped view reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clickops.conversion import templates
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.engines import Engine, EngineError, Level

if TYPE_CHECKING:
    import duckdb

LEVEL: Level = "engine"


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Open a database in memory."""
    import duckdb  # noqa: PLC0415 - an optional package

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        yield _DuckDB(conversion, connection, Path(folder) / "records.json")


class _DuckDB:
    def __init__(self, conversion: Conversion, connection: duckdb.DuckDBPyConnection, file: Path) -> None:
        import duckdb  # noqa: PLC0415

        self.version = f"DuckDB {duckdb.__version__}"
        self._conversion = conversion
        self._connection = connection
        self._file = file

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Write the records as CloudTrail writes a file; the view is made a table, to read them once."""
        self._file.write_text(json.dumps({"Records": list(events)}), "utf-8")
        statement = templates.writer("cloudtrail.sql", self._conversion.target.template("cloudtrail.sql"))(
            {**self._conversion.settings, "files": str(self._file)}
        )
        self._connection.execute(statement.replace("REPLACE VIEW", "REPLACE TABLE"))
        return frozenset(event["eventID"] for event in events)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        import duckdb  # noqa: PLC0415

        try:
            rows = self._connection.execute(f"SELECT eventID FROM ({query})").fetchall()  # noqa: S608 - the query is ours
        except duckdb.Error as error:
            raise EngineError(f"{error}") from None
        return frozenset(row[0] for row in rows)
