"""ClickHouse itself, as the library chdb. Needs the Python package chdb."""

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


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Open a database in a folder of its own; EngineError when the package is not there."""
    from chdb import session  # noqa: PLC0415 - an optional package

    with tempfile.TemporaryDirectory() as folder:
        opened = session.Session(f"{folder}/data")
        try:
            yield _ClickHouse(conversion, opened, Path(folder) / "records.ndjson")
        finally:
            opened.close()


class _ClickHouse:
    def __init__(self, conversion: Conversion, session: Any, file: Path) -> None:  # noqa: ANN401 - chdb has no types
        self._conversion = conversion
        self._session = session
        self._file = file
        self.version = f"ClickHouse {self._ask('SELECT version()')[0]}"

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, the latter as a table so that it is read once."""
        self._file.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
        table = self._conversion.settings["table"]
        text = templates.writer("cloudtrail.sql", self._conversion.target.template("cloudtrail.sql"))(
            self._conversion.settings
        )
        statements = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
        create, view, _ = statements.split(";")
        self._ask("CREATE DATABASE clickops")
        self._ask("USE clickops")
        self._ask(create)
        lines = f"file('{self._file}', LineAsString, 'line String')"
        self._ask(f"INSERT INTO {table}_records SELECT line FROM {lines}")  # noqa: S608 - names of our own
        kept = "ENGINE = MergeTree ORDER BY tuple() AS"
        self._ask(view.replace(f"CREATE OR REPLACE VIEW {table} AS", f"CREATE TABLE {table} {kept}"))
        return frozenset(event["eventID"] for event in events)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        return frozenset(self._ask(f"SELECT eventID FROM ({query})"))  # noqa: S608 - the query is ours

    def _ask(self, statement: str) -> list[str]:
        try:
            return str(self._session.query(statement, "TSV")).split()
        except Exception as error:  # noqa: BLE001 - chdb raises kinds of its own
            raise EngineError(f"{error}"[:500]) from None
