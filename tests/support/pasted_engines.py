"""Runs the checks that are pasted into products, on engines that are heavy."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.targets import find
from clickops.verify import engines
from support import aws
from support.engines import shipment, started
from support.pasted import Ask, row, script

Rows = Callable[[Any, str], Sequence[Sequence[Any]]]

_CHAIN = "SELECT result || chr(1) || coalesce(missed, '') || chr(1) || coalesce(beside, '') FROM ({})"
_LONGEST: dict[str, Any] = {
    "resources": [{}] * 20
}  # as long an array as the numbers of Redshift's emulation shall count


@contextmanager
def heavy(target: str) -> Iterator[Ask]:
    """Open the engine of a target, of whose parts those are taken that answer any query."""
    if target in {"eventbridge", "clickhouse"}:
        with _eventbridge() if target == "eventbridge" else _clickhouse() as ask:
            yield ask
        return
    with started(find(target)) as (_, engine):
        if target in {"redshift", "snowflake", "bigquery"}:  # whose functions come with the tables
            engine.load([{"eventID": "x", "eventTime": "2026-11-24T08:14:03Z", **_LONGEST}])
        rows: Rows = _ROWS.get(target, _trino)
        yield lambda text: row(rows(engine, text.rstrip().rstrip(";")))


def _trino(engine: Any, text: str) -> list[list[str]]:
    (line,) = engine.tell(_CHAIN.format(text))
    return [["", *line.split("\x01"), ""]]


def _postgres(engine: Any, text: str) -> Any:
    return engine._connection.execute(text.encode()).fetchall()


def _redshift(engine: Any, text: str) -> Any:
    return _postgres(engine, text.replace("LISTAGG(", "string_agg("))


@contextmanager
def _clickhouse() -> Iterator[Ask]:
    """Open ClickHouse without a table."""
    opened: Any = importlib.import_module("chdb.session").Session()
    try:
        yield lambda text: row([json.loads(str(opened.query(text.rstrip().rstrip(";"), "JSONCompactEachRow")))])
    finally:
        opened.close()


def _snowflake(engine: Any, text: str) -> Any:
    """Write the names of lambdas as the engine's `run` does, in the query alone."""
    before, query = text.split("clickops_found AS (")
    query = re.sub(r"\b([mn])::varchar", r"as_text(\1)", query)
    return engine._connection.cursor().execute(f"{before}clickops_found AS ({query}").fetchall()


def _databricks(engine: Any, text: str) -> list[tuple[Any, ...]]:
    return [tuple(one) for one in engine._session.sql(text).collect()]


def _bigquery(engine: Any, text: str) -> list[list[str]]:
    _, content = engine._asked(engine._catalogue, text)
    return [[cell.string_value for cell in one.cell] for one in content.table_data.row]


_ROWS: Mapping[str, Rows] = {
    "postgres": _postgres,
    "redshift": _redshift,
    "snowflake": _snowflake,
    "databricks": _databricks,
    "bigquery": _bigquery,
}


@contextmanager
def _eventbridge() -> Iterator[Ask]:
    """Answer as `aws events test-event-pattern` does, by AWS's own matcher."""
    conversion = shipment(find("eventbridge"))
    with engines.find("event_ruler").start(conversion) as engine:
        known: dict[str, str] = {}

        def answer(options: Mapping[str, str], given: str) -> str:
            event, pattern = options["--event"], json.loads(options["--event-pattern"])
            assert given == ""
            if event not in known:
                known[event] = f"event-{len(known)}"
                engine.load([json.loads(event)["detail"] | {"eventID": known[event]}])
            return str(known[event] in engine.run(pattern))

        with aws.cli(answer) as environment:
            yield lambda text: script(text, environment)
