"""ZetaSQL, the open source of BigQuery's GoogleSQL: its analyzer and reference engine. Needs the package zetasql.

Its program is WebAssembly, which is compiled in half a minute once and kept in wasmtime's cache from then on.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from clickops.conversion.languages import Written
from clickops.verify import scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"
NEEDS = ("zetasql",)


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Load the engine into this process; EngineError when the package is not there."""
    yield _ZetaSQL(shipped)


class _ZetaSQL:
    def __init__(self, shipped: Shipped) -> None:
        from zetasql.types import AnalyzerOptions, LanguageOptions, ZetaSQLBuiltinFunctionOptions  # noqa: PLC0415

        self.version = f"ZetaSQL {version('zetasql')}"
        self._shipped = shipped
        self._service = _service()  # before anything of the package makes one, which would not keep what it compiles
        language = LanguageOptions.maximum_features()
        self._options: Any = AnalyzerOptions(language_options=language)
        self._functions: Any = ZetaSQLBuiltinFunctionOptions(language_options=language)
        self._catalogue = 0

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Run the shipped view's SELECT over the records and keep what it gives as the view, so that it is run once."""
        from zetasql.types import TypeKind  # noqa: PLC0415

        table = self._shipped.settings["table"]
        create, view = scripts.statements(self._shipped.companion("cloudtrail.sql"))
        records = [[json.dumps(event)] for event in events]
        raw = self._registered(f"{table}_records", [("record", TypeKind.TYPE_STRING)], _content(records))
        columns, content = self._asked(raw, view[view.index("\nSELECT\n") :])
        named = [(column.name, column.type) for column in columns]
        self._catalogue = self._registered(table, named, content)
        for statement in (create, view):
            self._analyzed(statement, raw)
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Analyze the statements that make views; ZetaSQL runs queries alone."""
        for statement in scripts.statements(shipped.views):
            self._analyzed(statement, self._catalogue)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        _, content = self._asked(self._catalogue, f"SELECT eventID FROM (\n{query}\n)")  # noqa: S608 - the query is ours
        rows = content.table_data.row if content.table_data else ()  # which is not there where there is no row
        return frozenset(row.cell[0].string_value for row in rows)

    def _registered(self, name: str, columns: Sequence[tuple[str, Any]], content: Any) -> int:  # noqa: ANN401 - no types
        from zetasql.api import CatalogBuilder, TableBuilder  # noqa: PLC0415

        table = TableBuilder(name)
        for column, kind in columns:
            table = table.add_column(column, kind)
        catalogue = CatalogBuilder("db").add_table(table.build()).with_builtin_functions(self._functions).build()
        answer = self._service.register_catalog(simple_catalog=catalogue, table_content={name: content})
        registered: int = answer.registered_id
        return registered

    def _analyzed(self, statement: str, catalogue: int) -> None:
        try:
            self._service.analyze(sql_statement=statement, registered_catalog_id=catalogue, options=self._options)
        except Exception as error:  # noqa: BLE001 - as below
            raise EngineError(f"{error}: {statement}"[:500]) from None

    def _asked(self, catalogue: int, sql: str) -> tuple[Any, Any]:
        """Give the columns and the content of a query's answer."""
        try:
            prepared = self._service.prepare_query(
                sql=sql, registered_catalog_id=catalogue, options=self._options
            ).prepared
            answer = self._service.evaluate_query(prepared_query_id=prepared.prepared_query_id)
            self._service.unprepare_query(prepared.prepared_query_id)
        except Exception as error:  # noqa: BLE001 - the package raises kinds of its own
            raise EngineError(f"{error}"[:500]) from None
        return prepared.columns, answer.content


def _content(rows: list[list[str]]) -> Any:  # noqa: ANN401 - the package has no types
    from zetasql.api import create_table_content  # noqa: PLC0415

    return create_table_content(rows)


def _service() -> Any:  # noqa: ANN401 - as above
    """Load the engine, with what the package leaves out: the cache, and copying more than a byte at a time."""
    from zetasql.core import ZetaSqlLocalService, wasm_client  # noqa: PLC0415

    config = wasm_client.Config

    def cached() -> Any:  # noqa: ANN401 - as above
        made = config()
        made.cache = True
        return made

    wasm_client.Config = cached
    try:
        service: Any = ZetaSqlLocalService.get_instance()
    finally:
        wasm_client.Config = config
    client = service.wasm_client
    client.write_bytes = lambda at, data: ctypes.memmove(_address(client) + at, data, len(data))
    client.read_bytes = lambda at, size: ctypes.string_at(_address(client) + at, size)
    return service


def _address(client: Any) -> int:  # noqa: ANN401 - as above
    return ctypes.addressof(client.memory.data_ptr().contents)
