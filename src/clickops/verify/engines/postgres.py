"""PostgreSQL itself: a server of its own in a folder of its own, on a socket there and on no port.

Needs PostgreSQL's programs (Debian: apt-get install postgresql) and the Python package psycopg.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clickops.conversion import templates
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.engines import Engine, EngineError, Level

if TYPE_CHECKING:
    import psycopg

LEVEL: Level = "engine"
_USER = "postgres"


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Make a cluster, start it, and stop it at the end; EngineError when the programs are not there."""
    with connected() as connection:
        yield _Postgres(conversion, connection)


@contextmanager
def connected() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect to a server that lives as long as the connection."""
    import psycopg  # noqa: PLC0415 - an optional package

    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="clickops-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:  # the server refuses to be root
            shutil.chown(folder, _USER)
        data = f"{folder}/data"
        _do(programs / "initdb", "-D", data, "-A", "trust", "-U", _USER, "--locale=C.UTF-8", "-E", "UTF8", "-N")
        server = ("-D", data, "-l", f"{folder}/log")
        _do(programs / "pg_ctl", *server, "-w", "-o", f"-c fsync=off -c listen_addresses='' -k {folder}", "start")
        try:
            with psycopg.connect(host=folder, user=_USER, dbname=_USER, autocommit=True) as connection:
                yield connection
        finally:
            _do(programs / "pg_ctl", *server, "-m", "immediate", "stop")


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
    def __init__(self, conversion: Conversion, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.version = f"PostgreSQL {connection.info.parameter_status('server_version')}"
        self._conversion = conversion
        self._connection = connection

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the shipped table and view, the latter kept so that it is read once; jsonb holds no NUL."""
        texts = {event["eventID"]: json.dumps(event) for event in events}
        taken = {key: text for key, text in texts.items() if "\\u0000" not in text}
        settings = self._conversion.settings
        statements = templates.writer("cloudtrail.sql", self._conversion.target.template("cloudtrail.sql"))(settings)
        with self._connection.cursor() as cursor:
            cursor.execute(statements.replace("CREATE OR REPLACE VIEW", "CREATE MATERIALIZED VIEW").encode())
            with cursor.copy(f"COPY {settings['table']}_records FROM STDIN".encode()) as copy:
                for text in taken.values():
                    copy.write_row([text])
            cursor.execute(f"REFRESH MATERIALIZED VIEW {settings['table']}".encode())
        return frozenset(taken)

    def run(self, query: Written) -> frozenset[str]:
        """Ask for the eventID of what a query gives."""
        return asked(self._connection, query)


def asked(connection: psycopg.Connection[tuple[Any, ...]], query: Written) -> frozenset[str]:
    """Give the eventIDs of a query's rows; raises EngineError with the server's words."""
    import psycopg  # noqa: PLC0415 - as above

    try:
        rows = connection.execute(f"SELECT eventID FROM ({query}) AS q".encode()).fetchall()  # noqa: S608 - ours
    except psycopg.Error as error:
        raise EngineError(f"{error}") from None
    return frozenset(row[0] for row in rows)
