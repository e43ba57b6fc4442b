"""`clickops verify --url` on the products themselves: the same result, and nothing left, also when it is ended.

ClickHouse is the library chdb behind a small server that speaks as its HTTP interface does. What each needs is in the
docstrings of clickops.verify.engines.
"""

from __future__ import annotations

import importlib
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from clickops import content
from clickops.cli.app import run
from clickops.verify import java, remote, search
from clickops.verify.engines import postgres, trino
from support.command import CLICKOPS, ENVIRONMENT
from support.fake_http import Answer, Asked, serving

pytestmark = pytest.mark.engine

RULES = ("--rule", "*_s3_made_public", "--rule", "*_name_mismatch")


class Server(msgspec.Struct, frozen=True):
    target: str
    url: str
    left: Callable[[], set[str]]  # what is there
    busy: Callable[[], bool]  # whether something of ours is there, or at work


@contextmanager
def elasticsearch() -> Iterator[Server]:
    folder = java.built(content.BACKENDS / "elasticsearch" / "engine")
    with java.server(folder, "org.elasticsearch.plugins.Node", "plugins") as port:
        yield searching("elasticsearch", port)


@contextmanager
def opensearch() -> Iterator[Server]:
    with java.server(java.built(content.BACKENDS / "opensearch" / "engine"), "Node") as port:
        yield searching("opensearch", port)


def searching(target: str, port: int) -> Server:
    there = remote.local(port)
    search._call(there, "PUT", "/mine", {})

    def left() -> set[str]:
        return set(search._call(there, "GET", "/_all", None))

    return Server(target, str(there), left, lambda: left() != {"mine"})


@contextmanager
def trino_itself() -> Iterator[Server]:
    with trino.served() as (_, url):
        headers = {"X-Trino-User": "x", "X-Trino-Catalog": "memory", "X-Trino-Schema": "default"}
        there = remote.server(url, port=1)
        trino._asked(there, headers, "CREATE TABLE mine (a varchar)")

        def left() -> set[str]:
            return set(trino._asked(there, headers, "SHOW TABLES"))

        yield Server("trino", f"{url}/memory/default", left, lambda: left() != {"mine"})


@contextmanager
def postgres_itself() -> Iterator[Server]:
    psycopg: Any = importlib.import_module("psycopg")
    with postgres.served() as folder, psycopg.connect(host=folder, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE TABLE mine (a text)")

        def names(query: str) -> set[str]:
            return {row[0] for row in connection.execute(query).fetchall()}

        ours = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'clickops' AND query LIKE '%clickops_verify%'"
        yield Server(
            "postgres",
            f"postgresql://postgres@{quote(folder, safe='')}/postgres",
            lambda: names(
                "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_(catalog|toast)'"
            ),
            lambda: bool(names(ours)),
        )


@contextmanager
def clickhouse() -> Iterator[Server]:
    session = importlib.import_module("chdb.session").Session()
    session.query("CREATE DATABASE logs")
    session.query("CREATE TABLE logs.mine (a String) ENGINE = MergeTree ORDER BY tuple()")

    def answer(asked: Asked) -> Answer:
        statement = f"{asked.asked['query']}\n{asked.body}" if "query" in asked.asked else asked.body
        try:
            session.query(f"USE {asked.asked['database']}")
            return 200, str(session.query(statement, "TSV"))
        except Exception as error:  # noqa: BLE001 - chdb raises kinds of its own
            return 500, str(error)

    def left() -> set[str]:
        return set(str(session.query("SELECT name FROM system.tables WHERE database = 'logs'", "TSV")).split())

    try:
        with serving(answer) as url:
            yield Server("clickhouse", f"{url}/logs", left, lambda: left() != {"mine"})
    finally:
        session.close()


SERVERS = (elasticsearch, opensearch, trino_itself, postgres_itself, clickhouse)


@pytest.fixture(scope="module", params=SERVERS, ids=[server.__name__ for server in SERVERS])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with request.param() as started:
        yield started


def test_it_selects_the_same_there_and_leaves_nothing(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    before = server.left()
    assert run(["verify", "-t", server.target, "--url", server.url, "--sparse", "500", *RULES]) == 0
    said = capfd.readouterr().out
    assert "(engine): 2 of 2 rules select the same" in said
    assert server.left() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_leaves_nothing_when_it_is_ended(server: Server, number: signal.Signals) -> None:
    before = server.left()
    command = [*CLICKOPS, "verify", "-t", server.target, "--url", server.url, "--sparse", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT) as process:
        while not server.busy():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        process.send_signal(number)
        said, _ = process.communicate(timeout=120)
    assert process.returncode == (130 if number == signal.SIGINT else -number), said
    assert server.left() == before


def test_a_killed_run_leaves_nothing_in_postgres() -> None:
    with postgres_itself() as server:
        before = server.left()
        command = [*CLICKOPS, "verify", "-t", server.target, "--url", server.url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT) as process:
            while not server.busy():
                assert process.poll() is None, process.communicate()
                time.sleep(0.02)
            process.kill()
            process.communicate(timeout=60)
        for _ in range(500):
            if server.left() == before:
                return
            time.sleep(0.02)
        pytest.fail("the transaction is still there")
