"""Apache Spark itself, in a process of its own. Needs the Python package pyspark 4 and Java 17 or 21."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clickops.conversion.languages import Written
from clickops.verify import scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"
NEEDS = ("pyspark",)
_SETTINGS: dict[str, Any] = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # it takes longer to compile than a few thousand rows take to read
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Start a session on two threads; EngineError when the package is not there."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional package

    with tempfile.TemporaryDirectory() as folder:
        session = (
            SparkSession.builder.master("local[2]")
            .config(map=_SETTINGS | {"spark.sql.warehouse.dir": folder})
            .getOrCreate()
        )
        try:
            yield _Spark(shipped, session, Path(folder) / "records.ndjson")
        finally:
            session.stop()


class _Spark:
    def __init__(self, shipped: Shipped, session: Any, file: Path) -> None:  # noqa: ANN401 - heavy types
        self._shipped = shipped
        self._session = session
        self._file = file
        self.version = f"Spark {session.version}"

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, and keep what the view gives, so that it is read once."""
        self._file.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
        table = self._shipped.settings["table"]
        create, view = scripts.statements(self._shipped.companion("cloudtrail.sql"))
        self._execute(create)
        records = self._session.read.text(str(self._file)).selectExpr("parse_json(value) AS record")
        records.write.insertInto(f"{table}_records")
        self._execute(view)
        for statement in scripts.kept(table, "USING parquet"):
            self._execute(statement)
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships."""
        for statement in scripts.statements(shipped.views):
            self._execute(statement)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        rows = self._execute(f"SELECT eventID FROM (\n{query}\n)")  # noqa: S608 - the query is ours
        return frozenset(row[0] for row in rows)

    def _execute(self, statement: str) -> list[Any]:
        from pyspark.errors import PySparkException  # noqa: PLC0415

        try:
            rows: list[Any] = self._session.sql(statement).collect()
        except PySparkException as error:
            raise EngineError(f"{error}"[:500]) from None
        return rows
