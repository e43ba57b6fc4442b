"""PostgreSQL itself: a server of its own in a folder of its own, on a socket there and on no port.

Needs PostgreSQL's programs (Debian: apt-get install postgresql) and the Python package psycopg.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clickops.conversion.languages import Written
from clickops.verify import remote, scripts
from clickops.verify.engines import Engine, EngineError, Level, UnansweredError
from clickops.verify.shipped import Shipped

if TYPE_CHECKING:
    import psycopg

LEVEL: Level = "engine"
NEEDS = ("psycopg",)
_USER = "postgres"


@contextmanager
def start(shipped: Shipped) -> Iterator[Engine]:
    """Make a cluster, start it, and stop it at the end; EngineError when the programs are not there."""
    with connected() as connection:
        yield _Postgres(shipped, connection)


@contextmanager
def connect(shipped: Shipped, url: str) -> Iterator[Engine]:
    """Use temporary tables in the user's database, in a transaction that is never committed.

    `url` is postgresql://HOST:PORT/DATABASE, with ?sslrootcert=FILE where no known authority vouches for the server.
    """
    at = remote.address(url, ("postgresql", "postgres"), port=5432, options=("sslrootcert",))
    psycopg = _driver()
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it tells of queries that Ctrl-C ends
    known: dict[str, Any] = {"user": at.user, "password": at.password or at.token, "dbname": at.path.strip("/")}
    safe = {"sslmode": "verify-full", "sslrootcert": at.options.get("sslrootcert", "system")}
    where = {"host": at.host, "hostaddr": "", "port": at.port, **({} if remote.is_here(at.host) else safe)}
    given = {key: value for key, value in known.items() if value}
    try:
        with (
            psycopg.connect(**given, **where, application_name="clickops", connect_timeout=30) as connection,
            connection.transaction(force_rollback=True),
        ):
            yield _Postgres(shipped, connection, borrowed=True)
    except psycopg.Error as error:
        raise EngineError(f"{at.scheme}://{at.host}:{at.port}: {' '.join(str(error).split())}") from None


@contextmanager
def connected() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect to a server that lives as long as the connection."""
    with served() as folder, _driver().connect(host=folder, user=_USER, dbname=_USER, autocommit=True) as connection:
        yield connection


@contextmanager
def served() -> Iterator[str]:
    """Start a server, and give the folder of its socket."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="clickops-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:  # the server refuses to be root
            shutil.chown(folder, _USER)
        data = f"{folder}/data"
        _do(programs / "initdb", "-D", data, "-A", "trust", "-U", _USER, "--locale=C.UTF-8", "-E", "UTF8", "-N")
        server = ("-D", data, "-l", f"{folder}/log")
        _do(programs / "pg_ctl", *server, "-w", "-o", f"-c fsync=off -c listen_addresses='' -k {folder}", "start")
        try:
            yield folder
        finally:
            _do(programs / "pg_ctl", *server, "-m", "immediate", "stop")


def _driver() -> Any:  # noqa: ANN401 - an optional package
    return importlib.import_module("psycopg")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    program = shutil.which("initdb") or (str(found[-1]) if found else "")
    if not program:
        raise EngineError("postgres needs PostgreSQL's programs: apt-get install postgresql")
    return Path(program).parent


def _do(*command: str | Path) -> None:
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        list(map(str, command)),
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        user=_USER if os.geteuid() == 0 else None,
    )
    if done.returncode:
        raise EngineError(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")


class _Postgres:
    def __init__(
        self, shipped: Shipped, connection: psycopg.Connection[tuple[Any, ...]], *, borrowed: bool = False
    ) -> None:
        self.version = f"PostgreSQL {connection.info.server_version // 10_000}"
        self._shipped = shipped
        self._borrowed = borrowed
        self._connection = connection

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, and keep what the view gives, so that it is read once.

        A NUL, which jsonb does not hold, is replaced as by the shipped command that loads records. In a user's database
        both are temporary tables.
        """
        table, script = self._shipped.settings["table"], self._shipped.companion("cloudtrail.sql")
        if self._borrowed:
            script = script.replace("TABLE IF NOT EXISTS", "TEMPORARY TABLE").replace(
                "OR REPLACE VIEW", "TEMPORARY TABLE"
            )
        create, view = scripts.statements(script)
        with self._connection.cursor() as cursor:
            cursor.execute(create.encode())
            with cursor.copy(f"COPY {table}_records FROM STDIN".encode()) as copy:
                for event in events:
                    copy.write_row([json.dumps(event).replace("\\u0000", "\\ufffd")])
            cursor.execute(view.encode())
            if not self._borrowed:
                cursor.execute("; ".join(scripts.kept(table)).encode())
        return frozenset(event["eventID"] for event in events)

    def take(self, shipped: Shipped) -> None:
        """Make the views that a format ships; in a user's database none is made."""
        if shipped.views and not self._borrowed:
            executed(self._connection, shipped.views)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        return asked(self._connection, query)


def asked(connection: psycopg.Connection[tuple[Any, ...]], query: Written) -> frozenset[str]:
    """Give the eventIDs of a query's rows; raises EngineError as `executed` does."""
    rows = executed(connection, f"SELECT eventID FROM (\n{query}\n) AS q").fetchall()  # noqa: S608 - the query is ours
    return frozenset(row[0] for row in rows)


def executed(connection: psycopg.Connection[tuple[Any, ...]], statements: str) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run statements; raises EngineError with the server's words."""
    import psycopg  # noqa: PLC0415 - as above

    try:
        with connection.transaction():  # so that an error does not end the one around it
            return connection.execute(statements.encode())
    except psycopg.Error as error:
        raise (UnansweredError if connection.broken else EngineError)(f"{error}") from None
