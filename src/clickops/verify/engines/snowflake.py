"""fakesnow: Snowflake's SQL, translated by sqlglot and run by DuckDB. Needs fakesnow, pandas and the connector below 4.

What it lacks of a VARIANT is added as macros of DuckDB, after Snowflake's reference: AS_ARRAY is NULL for what is no
array, IS_OBJECT, and `::varchar` of a lambda's argument, at which fakesnow leaves a text in quotes. sqlglot reads the
key of GET as a path, in which a colon divides: a key with one is given to it in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from clickops.conversion.languages import Written
from clickops.verify import scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "emulation"
NEEDS = ("fakesnow", "snowflake", "pandas")
_MACROS = (
    "CREATE MACRO as_array(v) AS CASE json_type(v) WHEN 'ARRAY' THEN CAST(v AS JSON[]) END",
    "CREATE MACRO is_object(v) AS json_type(v) = 'OBJECT'",
    "CREATE MACRO as_text(v) AS json_extract_string(v, '$')",
)
_KEY = re.compile(r"(?<=GET\(x, )'([\w-]*:[\w:-]*)'", re.ASCII)


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Put the emulation in the connector's place for as long as it is needed."""
    import fakesnow  # noqa: PLC0415 - an optional package

    with fakesnow.patch():
        import snowflake.connector  # noqa: PLC0415

        with snowflake.connector.connect(database="clickops", schema="clickops") as connection:
            yield _Snowflake(shipped, connection)


class _Snowflake:
    def __init__(self, shipped: Shipped, connection: Any) -> None:  # noqa: ANN401 - a stand-in for the connector
        self.version = f"fakesnow {version('fakesnow')}"
        self._shipped = shipped
        self._connection = connection

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view; records come by data frame, as a literal may not hold every sign."""
        import pandas as pd  # noqa: PLC0415
        from snowflake.connector.pandas_tools import write_pandas  # noqa: PLC0415

        table = self._shipped.settings["table"]
        create, view = scripts.statements(self._shipped.companion("cloudtrail.sql"))
        cursor = self._connection.cursor()
        cursor.execute(create)
        cursor.execute("CREATE TABLE texts (J varchar)")
        write_pandas(self._connection, pd.DataFrame({"J": [json.dumps(event) for event in events]}), "TEXTS")
        cursor.execute(f"INSERT INTO {table}_records SELECT parse_json(j) AS record FROM texts")  # noqa: S608 - ours
        cursor.execute(view)
        for statement in scripts.kept(table):
            cursor.execute(statement)
        for macro in _MACROS:
            self._connection._duck_conn.execute(macro)  # noqa: SLF001 - the emulation has no other door
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships."""
        for statement in scripts.statements(shipped.views):
            self._execute(statement)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        rows = self._execute(f"SELECT eventID FROM (\n{query}\n)").fetchall()  # noqa: S608 - the query is ours
        return frozenset(row[0] for row in rows)

    def _execute(self, statement: str) -> Any:  # noqa: ANN401 - as above
        written = re.sub(r"\b([mn])::varchar", r"as_text(\1)", _KEY.sub(r"""'"\1"'""", statement))
        try:
            return self._connection.cursor().execute(written)
        except Exception as error:  # noqa: BLE001 - sqlglot's, DuckDB's and the connector's kinds
            raise EngineError(f"{error}"[:300]) from None
