"""ClickHouse itself, as the library chdb. Needs the Python package chdb, but for the user's own server."""

from __future__ import annotations

import importlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from clickops.conversion.languages import Written
from clickops.verify import remote, scratch, scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"
NEEDS = ("chdb",)
_RENAMED = ("ALTER TABLE kept RENAME", "RENAME TABLE kept")


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Open a database in a folder of its own."""
    session = importlib.import_module("chdb.session")
    with tempfile.TemporaryDirectory() as folder:
        opened = session.Session(f"{folder}/data")
        opened.query("CREATE DATABASE clickops")
        opened.query("USE clickops")
        try:
            yield _ClickHouse(shipped, partial(_told, opened, Path(folder) / "records.ndjson"))
        finally:
            opened.close()


@contextmanager
def connect(shipped: Shipped, url: str) -> Iterator[Engine]:
    """Use a table and a view of its own in the database that the user's URL names (https://HOST:PORT/DATABASE)."""
    server = remote.server(url, port=8443 if url.startswith("https") else 8123)
    ask = partial(_asked, server)
    if not re.match(r"\d+\.\d+", " ".join(ask("SELECT version()"))):
        raise EngineError(f"{server} is no ClickHouse")
    with scratch.kept(server, lambda name: ask(f"DROP TABLE IF EXISTS {name} SYNC")) as make:
        yield _ClickHouse(shipped, ask, make)


class _ClickHouse:
    """A database, and what asks it: a statement, and lines that it inserts."""

    def __init__(self, shipped: Shipped, ask: Callable[..., list[str]], make: scratch.Make = scratch.unkept) -> None:
        self._shipped = shipped
        self._ask = ask
        self._make = make
        self.version = f"ClickHouse {ask('SELECT version()')[0]}"

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, and keep what the view gives, so that it is read once.

        On a user's server the view stays one, and nothing that is there already is replaced.
        """
        table = self._shipped.settings["table"]
        records, mine = f"{table}_records", self._make is scratch.unkept
        create, view = scripts.statements(self._shipped.companion("cloudtrail.sql"))
        if not mine:
            create, view = create.replace("IF NOT EXISTS ", ""), view.replace("OR REPLACE ", "")
        self._make(records, lambda: self._ask(create))
        self._ask(f"INSERT INTO {records}", "".join(json.dumps(event) + "\n" for event in events))
        self._make(table, lambda: self._ask(view))
        if mine:
            for statement in scripts.kept(table, "ENGINE = MergeTree ORDER BY tuple()"):
                self._ask(statement.replace(*_RENAMED))
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships; on a user's server none is made."""
        if self._make is scratch.unkept:
            for statement in scripts.statements(shipped.views):
                self._ask(statement)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        return frozenset(self._ask(f"SELECT eventID FROM (\n{query}\n)"))  # noqa: S608 - the query is ours


def _told(session: Any, file: Path, statement: str, lines: str = "") -> list[str]:  # noqa: ANN401 - chdb has no types
    """Ask the library."""
    if lines:
        file.write_text(lines, "utf-8")
        statement += f" SELECT line FROM file('{file}', LineAsString, 'line String')"  # noqa: S608 - a file of ours
    try:
        return str(session.query(statement, "TSV")).split()
    except Exception as error:  # noqa: BLE001 - chdb raises kinds of its own
        raise EngineError(f"{error}"[:500]) from None


def _asked(server: remote.Server, statement: str, lines: str = "") -> list[str]:
    """Ask a server (ClickHouse documentation, "HTTP Interface"); an error is told before anything else is."""
    asked = {"wait_end_of_query": "1", "default_format": "TSV"}
    if database := server.path.strip("/"):
        asked["database"] = database
    if lines:
        asked["query"] = f"{statement} FORMAT LineAsString"
    status, content = server.call("POST", "/?" + urlencode(asked), lines or statement)
    if status != 200:
        raise EngineError(f"{server} answers {status}: {remote.said(content)}")
    return content.decode().split()
