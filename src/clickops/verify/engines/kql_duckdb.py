"""KQL on DuckDB, by duckdb-kql: another product that reads the language, measured by its makers on Kusto's emulator.

It has no `mv-apply`. A record has an id of its own here, so expanding it, and counting by all its columns, is the same
(Kusto reference, "mv-apply operator": expands each record, applies the subquery, repeats the other columns). Nor does
it know when a record arrived, or leave out columns by a pattern, neither of which matters to what is selected here.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import sentinel
from clickops.verify.engines import EngineError

LEVEL = "emulation"
NEEDS = ("duckdb", "duckdb_kql")

_APPLY = re.compile(
    r"mv-apply ([^\n]*) on \(\n {1,4}(.*?)\n {1,4}\| summarize (\w+) = (.*?)\n {1,2}\)(?=\n)", re.DOTALL
)
_LEFT_OUT = ("| where ingestion_time() > ago(5m)\n", "\n| project-away clickops_*")


@contextmanager
def start(conversion: Conversion) -> Iterator[_DuckDB]:
    """Open a database in memory."""
    duckdb, duckdb_kql = (importlib.import_module(name) for name in ("duckdb", "duckdb_kql"))
    with duckdb.connect(":memory:") as connection:
        yield _DuckDB(connection, duckdb_kql, conversion.settings["table"])


class _DuckDB:
    def __init__(self, connection: Any, kql: Any, table: str) -> None:  # noqa: ANN401 - extras of the package
        from importlib.metadata import version  # noqa: PLC0415

        self.version = f"duckdb-kql {version('duckdb-kql')}, DuckDB {version('duckdb')}"
        self._connection = connection
        self._kql = kql
        self._table = table

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        rows = [row for event in events if (row := sentinel.row(event)) is not None]
        types = {"bool": "BOOLEAN", "string": "VARCHAR", "json": "VARCHAR"}
        columns = ", ".join(f'"{name}" {types[kind]}' for name, (_, kind) in sentinel.COLUMNS.items())
        self._connection.execute(f'create or replace table "{self._table}" ({columns})')
        if rows:
            holes = ", ".join("?" * len(sentinel.COLUMNS))
            statement = f'insert into "{self._table}" values ({holes})'  # noqa: S608 - the option's pattern is a name
            self._connection.executemany(statement, [list(row.values()) for row in rows])
        return frozenset(row["AwsEventId"] for row in rows)

    def run(self, query: Written) -> frozenset[str]:
        text = without_apply(str(query), list(sentinel.COLUMNS))
        for line in _LEFT_OUT:
            text = text.replace(line, "")
        try:
            found = self._kql.execute(self._connection, text + "\n| project AwsEventId").fetchall()
        except Exception as error:  # noqa: BLE001 - neither package says what it raises
            raise EngineError(f"duckdb-kql: {error}") from None
        return frozenset(one for (one,) in found)


def without_apply(query: str, columns: Sequence[str]) -> str:
    """Write each `mv-apply` of a query as `mv-expand` and a count by all columns of the table."""
    known = list(columns)

    def expanded(found: re.Match[str]) -> str:
        first, steps, name, count = found.groups()
        by = ", ".join(known)
        known.append(name)
        return f"mv-expand {first}\n| {steps}\n| summarize {name} = {count} by {by}"

    return _APPLY.sub(expanded, query)
