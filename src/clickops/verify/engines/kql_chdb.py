"""KQL on ClickHouse, in the process, by its own reading of the language (`dialect='kusto'`).

It knows no `parse_json`, so queries that look into JSON are refused. Kusto compares a missing truth value as unequal to
`true` (Kusto reference, "Null values"), ClickHouse calls that unknown: what is missing is stored as false here.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import sentinel
from clickops.verify.engines import EngineError

LEVEL = "emulation"
NEEDS = ("chdb",)

_FRESH = "| where ingestion_time() > ago(5m)\n"


@contextmanager
def start(conversion: Conversion) -> Iterator[_ClickHouse]:
    """Open a session in memory."""
    session = importlib.import_module("chdb.session").Session()
    try:
        yield _ClickHouse(session, conversion.settings["table"])
    finally:
        session.close()


class _ClickHouse:
    def __init__(self, session: Any, table: str) -> None:  # noqa: ANN401 - an extra of the package
        self.version = f"ClickHouse {str(session.query('select version()', 'TSVRaw')).strip()} (chdb), dialect kusto"
        self._session = session
        self._table = table
        session.query("create database clickops")
        session.query("use clickops")
        session.query("set allow_experimental_kusto_dialect=1")

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        rows = [row for event in events if (row := sentinel.row(event)) is not None]
        types = ", ".join(
            f"{name} {'Bool' if kind == 'bool' else 'String'}" for name, (_, kind) in sentinel.COLUMNS.items()
        )
        self._session.query(f"drop table if exists {self._table}")
        self._session.query(f"create table {self._table} ({types}) engine=Memory")
        lines = "\n".join(json.dumps(row) for row in rows)
        self._session.query("set input_format_null_as_default=1")
        self._session.query(f"insert into {self._table} format JSONEachRow {lines}")
        return frozenset(row["AwsEventId"] for row in rows)

    def run(self, query: Written) -> frozenset[str]:
        text = str(query).replace(_FRESH, "") + "\n| project AwsEventId"
        self._session.query("set dialect='kusto'")
        try:
            found = str(self._session.query(text, "TSVRaw"))
        except Exception as error:  # noqa: BLE001 - chdb raises what it likes
            raise EngineError(f"chdb: {error}") from None
        finally:
            self._session.query("set dialect='clickhouse'")
        return frozenset(found.split())
