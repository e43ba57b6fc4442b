"""Trino in a process of its own, for itself and for Athena, whose engine version 3 is made of it.

Trino reads the shipped view; Athena's tables have the columns of their shipped statements, filled as AWS does it.
Records are loaded as if they had just happened, so that the bound of the time is run as well.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from clickops import content
from clickops.conversion.languages import Written
from clickops.verify import java, lakes, machine, remote, scratch, scripts
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"
_FOLDER = content.BACKENDS / "trino" / "engine"
_JDK = 25
_BATCH = 300_000  # characters; a statement may have 1,000,000
_ROWS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "athena": lakes.table,
    "lake": lakes.lake,
    "security_lake": lakes.security_lake,
}


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Start Trino; EngineError without Maven and a JDK of version 25."""
    with served() as (process, _):
        yield _Trino(shipped, partial(_told, process), f"Trino {java.version(_FOLDER)}")


@contextmanager
def served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start Trino and give its process and its address on loopback."""
    home = _jdk()
    folder = java.built(_FOLDER, home)
    options = ["-Xmx1500m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"]
    options += ["--enable-native-access=ALL-UNNAMED", "-cp", f"{folder}/classes:{folder}/lib/*", "Trino"]
    with subprocess.Popen(  # noqa: S603 - our own program
        [f"{home}/bin/java", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        text=True,
    ) as process:
        try:
            (address,) = _answer(process)
            yield process, address
        finally:
            process.kill()


@contextmanager
def connect(shipped: Shipped, url: str) -> Iterator[Engine]:
    """Use tables of its own in the catalog and schema that the user's URL names (https://HOST:PORT/CATALOG/SCHEMA)."""
    server = remote.server(url, port=8080)
    names = server.path.strip("/").split("/") if server.path else []
    headers = {"X-Trino-User": server.user or "clickops", "X-Trino-Source": "clickops"}
    headers |= dict(zip(("X-Trino-Catalog", "X-Trino-Schema"), names, strict=False))
    tell = partial(_asked, server, headers)
    version = " ".join(tell("SELECT version()"))
    if not version:
        raise EngineError(f"{server} is no Trino")
    with scratch.kept(server, lambda name: tell(f"DROP TABLE IF EXISTS {name}")) as make:
        yield _Trino(shipped, tell, f"Trino {version}", make)


class _Trino:
    def __init__(
        self,
        shipped: Shipped,
        tell: Callable[[str], list[str]],
        version: str,
        make: scratch.Make = scratch.unkept,
    ) -> None:
        self.tell = tell
        self.version = version
        self._make_table = make
        self._shipped = shipped
        self._settings = shipped.settings
        lake = self._settings.get("schema") == "lake"
        self._kind = "lake" if lake else shipped.target.name
        self._table = self._settings["event_data_store" if lake else "table"]

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Put the records into the target's table."""
        now = dt.datetime.now(dt.UTC)
        recent = [{**event, "eventTime": now.strftime("%Y-%m-%dT%H:%M:%SZ")} for event in events]
        if self._kind == "trino":
            self._fill(self._settings["records"], recent)
            (view,) = scripts.statements(self._shipped.companion("cloudtrail.sql"))
            if self._make_table is scratch.unkept:
                for statement in (view, *scripts.kept(self._table)):
                    self.tell(statement)
            else:
                kept = view.replace("OR REPLACE VIEW", "TABLE")
                self._make_table(self._table, lambda: self.tell(kept))
        else:
            self._fill("rows", [_ROWS[self._kind](event) for event in recent])
            self._make(now)
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships; on a user's server none is made."""
        if self._make_table is scratch.unkept:
            for statement in scripts.statements(shipped.views):
                self.tell(statement)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventid of what a query gives."""
        if not isinstance(query, str):
            raise EngineError("Trino reads text")
        return frozenset(self.tell(f"SELECT eventid FROM (\n{query}\n)"))  # noqa: S608 - the query is ours

    def _make(self, now: dt.datetime) -> None:
        """Make Athena's table out of its rows as JSON, with the partitions that Athena gives it."""
        own = self._kind == "lake"
        columns = lakes.LAKE if own else _translated(self._shipped.companion("cloudtrail_table.sql"))
        texts = columns.replace(" timestamp", " varchar")
        partition = f", '{now:%Y/%m/%d}' AS \"timestamp\"" if self._kind == "athena" else ""
        names = re.findall(r"^  (\w+) (\w+)|, (\w+) (\w+)", _outer(columns), re.MULTILINE)
        pairs = [(one or three, two or four) for one, two, three, four in names]
        chosen = ", ".join(
            f"CAST(from_iso8601_timestamp(r.{name}) AS timestamp) AS {name}" if kind == "timestamp" else f"r.{name}"
            for name, kind in pairs
        )
        row = f"(SELECT CAST(json_parse(record) AS ROW{texts}) AS r FROM rows)"  # noqa: S608 - our own columns
        self.tell(f"CREATE TABLE {self._table} AS SELECT {chosen}{partition} FROM {row}")  # noqa: S608

    def _fill(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make a table with one column, `record`, of JSON texts."""
        self._make_table(table, lambda: self.tell(f"CREATE TABLE {table} (record varchar)"))
        batch: list[str] = []
        for text in map(json.dumps, rows):
            batch.append(text.replace("'", "''"))
            if sum(map(len, batch)) > _BATCH:
                self._insert(table, batch)
                batch = []
        if batch:
            self._insert(table, batch)

    def _insert(self, table: str, batch: Sequence[str]) -> None:
        texts = "\x01".join(batch)
        self.tell(f"INSERT INTO {table} SELECT record FROM UNNEST(split('{texts}', chr(1))) AS x (record)")  # noqa: S608


def _told(process: subprocess.Popen[str], statement: str) -> list[str]:
    """Run a statement in our own process and give the first columns; EngineError for what Trino refuses."""
    if process.stdin is None:
        raise EngineError("Trino has ended")
    process.stdin.write(json.dumps({"sql": statement}) + "\n")
    process.stdin.flush()
    return _answer(process)


def _answer(process: subprocess.Popen[str]) -> list[str]:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise EngineError("Trino has ended")
    answer = json.loads(line)
    if "error" in answer:
        raise EngineError(answer["error"])
    rows: list[str] = answer["rows"]
    return rows


def _asked(server: remote.Server, headers: Mapping[str, str], statement: str) -> list[str]:
    """Run a statement on a server and give the first columns (Trino documentation, "Trino client REST API").

    Where it goes on is asked of the named host, whatever host the answer names. A statement that is left is cancelled.
    """
    answer = _page(server, "POST", "/v1/statement", headers, statement)
    rows: list[str] = []
    after = ""
    try:
        while True:
            rows += [str(row[0]) for row in answer.get("data") or ()]
            after = urlsplit(answer.get("nextUri") or "").path
            if not after:
                break
            answer = _page(server, "GET", after, headers)
    except BaseException:
        with suppress(EngineError):
            if after:
                server.call("DELETE", after, headers=headers)
        raise
    if "error" in answer:
        raise EngineError(" ".join(str(answer["error"].get("message")).split()))
    return rows


def _page(
    server: remote.Server, method: str, path: str, headers: Mapping[str, str], body: str | None = None
) -> dict[str, Any]:
    """Give one answer; 429, 502, 503 and 504 mean "again, later"."""
    for _ in range(100):
        status, content = server.call(method, path, body, headers)
        if status not in {429, 502, 503, 504}:
            break
        time.sleep(0.1)
    try:
        answer = json.loads(content) if status == 200 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise EngineError(f"{server} does not answer as Trino does ({status}): {remote.said(content)}")
    return answer


def _translated(statement: str) -> str:
    """Give the columns of a Hive statement with Trino's types."""
    found = re.search(r"^CREATE [^(]*\((.*?)\n\)", statement, re.DOTALL | re.MULTILINE)
    if found is None:
        raise EngineError("the statement of the table has no columns")
    columns = found[1].replace("STRING", "varchar").replace("TIMESTAMP", "timestamp").replace(":", "")
    return f"({columns.replace('<', '(').replace('>', ')').replace('STRUCT', 'ROW')}\n)"


def _outer(columns: str) -> str:
    """Leave out what stands in brackets within the outermost ones."""
    depth, kept = 0, []
    for sign in columns.strip()[1:-1]:
        depth -= sign == ")"
        if depth == 0:
            kept.append(sign)
        depth += sign == "("
    return "".join(kept)


def _jdk() -> str:
    """Find a JDK that is new enough: the environment's, or one where Debian keeps them."""
    homes = [machine.variable("JAVA_HOME"), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    for home in filter(None, homes):
        release = Path(home, "release")
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text("utf-8")) if release.is_file() else None
        if found and int(found[1]) >= _JDK and Path(home, "bin", "javac").is_file():
            return home
    raise EngineError(
        f"Trino needs a JDK of version {_JDK} or later (JAVA_HOME, or in /usr/lib/jvm): "
        f"apt-get install openjdk-{_JDK}-jdk-headless"
    )
