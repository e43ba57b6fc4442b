"""BigQuery's SQL on Apache DataFusion, in the process, by its parser's own reading of that dialect.

It has no JSON functions, so queries that look into JSON are refused. The table has the columns of BigQuery's shipped
view, filled as JSON_VALUE and JSON_QUERY do (GoogleSQL reference, "JSON functions"): a scalar as text, NULL for
anything else; JSON as its text. The other dialects that we write escape LIKE with `!`, which DataFusion 55 does
not run, or call functions that it has not.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.columns import DOCUMENTED
from clickops.verify.engines import Engine, EngineError, Level

LEVEL: Level = "emulation"
NEEDS = ("datafusion", "pyarrow")

_JSON = ("additionalEventData", "requestParameters", "responseElements")


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Give an engine in this process."""
    packages = [importlib.import_module(name) for name in ("datafusion", "pyarrow")]
    yield _DataFusion(conversion.settings["table"], *packages)


class _DataFusion:
    def __init__(self, table: str, datafusion: Any, arrow: Any) -> None:  # noqa: ANN401 - packages without types
        self.version = f"DataFusion {datafusion.__version__}"
        self._table = table
        self._arrow = arrow
        settings = {"sql_parser.dialect": "BigQuery", "sql_parser.enable_ident_normalization": "false"}
        config = datafusion.SessionConfig()
        for key, value in settings.items():
            config = config.set(f"datafusion.{key}", value)
        self._context = datafusion.SessionContext(config)

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the table anew, of texts and of structs of texts."""
        shape: dict[str, Any] = {}
        for name in DOCUMENTED:
            _put(shape, name.split("."), None)
        rows = [_row(shape, event) | {name: _json(event.get(name)) for name in _JSON} for event in events]
        columns = [(name, self._kind(part)) for name, part in (shape | dict.fromkeys(_JSON)).items()]
        self._context.deregister_table(self._table)
        table = self._arrow.Table.from_pylist(rows, schema=self._arrow.schema(columns))
        self._context.from_arrow(table, self._table)
        return frozenset(event["eventID"] for event in events)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        try:
            rows = self._context.sql(f"SELECT eventID FROM ({query}) AS q").to_pylist()  # noqa: S608 - the query is ours
        except Exception as error:  # noqa: BLE001 - the package raises plain exceptions
            raise EngineError(f"DataFusion: {error}"[:500]) from None
        return frozenset(row["eventID"] for row in rows)

    def _kind(self, shape: Any) -> Any:  # noqa: ANN401 - as above
        if shape is None:
            return self._arrow.string()
        return self._arrow.struct([(name, self._kind(part)) for name, part in shape.items()])


def _put(shape: dict[str, Any], keys: Sequence[str], value: Any) -> None:  # noqa: ANN401
    for key in keys[:-1]:
        shape = shape.setdefault(key, {})
    shape[keys[-1]] = value


def _row(shape: Mapping[str, Any], value: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a record
    """Fill a struct; what is no object has no parts."""
    parts = value if isinstance(value, Mapping) else {}
    return {
        name: _scalar(parts.get(name)) if inner is None else _row(inner, parts.get(name))
        for name, inner in shape.items()
    }


def _scalar(value: Any) -> str | None:  # noqa: ANN401
    return None if isinstance(value, dict | list) else value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str | None:  # noqa: ANN401
    return None if value is None else json.dumps(value, ensure_ascii=False)
