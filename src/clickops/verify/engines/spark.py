"""Apache Spark itself, in a process of its own. Needs the Python package pyspark 4 and Java 17 or 21."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clickops.conversion import templates
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.engines import Engine, EngineError, Level

LEVEL: Level = "engine"
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
def start(conversion: Conversion) -> Iterator[Engine]:
    """Start a session on two threads; EngineError when the package is not there."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional package

    with tempfile.TemporaryDirectory() as folder:
        session = SparkSession.builder.master("local[2]").config(map=_SETTINGS).getOrCreate()
        try:
            yield _Spark(conversion, session, Path(folder) / "records.ndjson")
        finally:
            session.stop()


class _Spark:
    def __init__(self, conversion: Conversion, session: Any, file: Path) -> None:  # noqa: ANN401 - heavy types
        self._conversion = conversion
        self._session = session
        self._file = file
        self.version = f"Spark {session.version}"

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped view over the records, both kept for as long as the session lasts."""
        self._file.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
        table = self._conversion.settings["table"]
        records = self._session.read.text(str(self._file)).selectExpr("parse_json(value) AS record")
        records.createOrReplaceTempView(f"{table}_records")
        text = templates.writer("cloudtrail.sql", self._conversion.target.template("cloudtrail.sql"))(
            self._conversion.settings
        )
        view = text[text.index("CREATE OR REPLACE VIEW") :].rstrip(";\n")
        self._session.sql(view.replace("REPLACE VIEW", "REPLACE TEMPORARY VIEW"))
        self._session.table(table).localCheckpoint().createOrReplaceTempView(table)
        return frozenset(event["eventID"] for event in events)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        from pyspark.errors import PySparkException  # noqa: PLC0415

        try:
            rows = self._session.sql(f"SELECT eventID FROM ({query})").collect()  # noqa: S608 - the query is ours
        except PySparkException as error:
            raise EngineError(f"{error}"[:500]) from None
        return frozenset(row[0] for row in rows)
