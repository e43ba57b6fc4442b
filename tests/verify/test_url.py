"""`clickops verify --url`: on small servers that stand for the user's."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from clickops.cli.app import run
from clickops.conversion.targets import find
from clickops.verify import engines, remote
from clickops.verify.engines import EngineError, clickhouse, trino
from support.command import CLICKOPS, ENVIRONMENT
from support.engines import shipment
from support.fake_http import Answer, Asked, Search, Splunk, serving

ONE = ("--rule", "aws_cloudtrail_root_change", "--sparse", "2000")
HERE = "http://127.0.0.1:9"
SECRETS = ("CLICKOPS_USER", "CLICKOPS_PASSWORD", "CLICKOPS_TOKEN")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def search() -> Iterator[tuple[Search, str]]:
    fake = Search()
    with serving(fake) as url:
        yield fake, url


def verify(*arguments: str) -> int:
    return run(["verify", *arguments, *ONE])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--url", HERE), "exactly one -t"),
        (("-t", "splunk", "-t", "trino", "--url", HERE), "exactly one -t"),
        (
            ("-t", "duckdb", "--url", HERE),
            "not serve duckdb; it serves: clickhouse, elasticsearch, opensearch, postgres, splunk, trino",
        ),
        (("-t", "elasticsearch", "-f", "eql", "--url", HERE), "not serve elasticsearch in the format asked for"),
        (("-t", "trino", "--url", "ftp://x"), "must begin with https:// or http://"),
        (("-t", "postgres", "--url", "https://x"), "must begin with postgresql:// or postgres://"),
        (("-t", "trino", "--url", "https://"), "must be https:// or http://HOST"),
        (("-t", "trino", "--url", "https://x:port"), "cannot be read"),
        (("-t", "postgres", "--url", "postgresql://x/y?host=z"), "must be postgresql://"),
        (("-t", "elasticsearch", "--url", "https://a:hunter2@x"), "CLICKOPS_PASSWORD"),
        (("-t", "elasticsearch", "--url", "http://127.0.0.1:1"), "http://127.0.0.1:1 does not answer"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(*arguments) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "note:" not in line]
    assert line.startswith("clickops: error: ")
    assert told in line
    assert "hunter2" not in line


def test_a_user_in_the_address_is_used_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKOPS_PASSWORD", "hunter2")
    server = remote.server("https://ann@logs.example.com/behind/", port=9200)
    assert server.headers == {"Authorization": "Basic YW5uOmh1bnRlcjI="}
    assert (str(server), server.path) == ("https://logs.example.com:9200", "/behind")


def test_credentials_go_over_tls_or_to_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKOPS_TOKEN", "xyz")
    assert remote.server("http://[::1]:9200", port=1).headers == {"Authorization": "Bearer xyz"}
    assert str(remote.server("http://[::1]:9200", port=1)) == "http://[::1]:9200"
    for url in ("http://10.0.0.1", "http://logs.example.com", "http://localhost.example.com"):
        with pytest.raises(EngineError, match="https:// alone"):
            remote.server(url, port=1)
    monkeypatch.delenv("CLICKOPS_TOKEN")
    assert remote.server("http://10.0.0.1", port=1).headers == {}


def test_a_token_that_would_break_a_request_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKOPS_TOKEN", "hunter2\nHost: x")
    with pytest.raises(EngineError, match="CLICKOPS_TOKEN cannot stand") as error:
        remote.server("https://x", port=1)
    assert "hunter2" not in str(error.value)


def test_a_redirect_is_not_followed(capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere: list[Asked] = []

    def answer(asked: Asked) -> Answer:
        elsewhere.append(asked)
        return 200, {}

    with serving(answer) as other, serving(lambda _: (307, {}), {"Location": f"{other}/"}) as url:
        assert verify("-t", "elasticsearch", "--url", url) == 2
    assert "redirects" in capsys.readouterr().err
    assert elsewhere == []


@pytest.mark.parametrize(("status", "told"), [(401, "CLICKOPS_USER"), (403, "does not allow GET /")])
def test_missing_rights_are_told(status: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda _: (status, {"error": "no"})) as url:
        assert verify("-t", "opensearch", "--url", url) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("target", ["elasticsearch", "opensearch", "splunk", "trino", "clickhouse"])
@pytest.mark.parametrize("said", ["<html>hello</html>", "{}", "[]", ""])
def test_what_is_another_kind_of_server_is_told(target: str, said: str) -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> Answer:
        asked.append(one)
        return 200, said

    conversion = shipment(find(target))
    connect = engines.find(conversion.format.engine).connect
    assert connect is not None
    with serving(answer) as url:
        opened = connect(conversion, url)
        with pytest.raises(EngineError, match=url):
            opened.__enter__()
    assert len(asked) == 1


def test_another_product_is_told(search: tuple[Search, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("-t", "opensearch", "--url", search[1]) == 2
    assert "is no OpenSearch, which -t opensearch asks for: Elasticsearch" in capsys.readouterr().err
    assert [asked.method for asked in search[0].asked] == ["GET"]


def test_an_index_is_made_and_filled_and_asked_and_removed(
    search: tuple[Search, str], capsys: pytest.CaptureFixture[str]
) -> None:
    fake, url = search
    assert verify("-t", "elasticsearch", "-f", "query_dsl", "--url", url) == 1  # it finds everything
    assert "Elasticsearch 9.9.9 (engine): 0 of 1 rules select the same" in capsys.readouterr().out
    names = {asked.path.split("/")[1] for asked in fake.asked} - {""}
    assert len(names) == 1
    assert min(names).startswith("clickops_verify_")
    assert [asked.method for asked in fake.asked].count("DELETE") == 1
    assert fake.indices == {"mine": ["x"]}


def test_an_index_that_keeps_what_maps_its_fields_is_not_asked(
    search: tuple[Search, str], capsys: pytest.CaptureFixture[str]
) -> None:
    fake, url = search
    fake.keeps = True
    assert verify("-t", "elasticsearch", "-f", "query_dsl", "--url", url) == 2
    assert "the index keeps what was only to map its fields" in capsys.readouterr().err
    assert not any(asked.path.endswith("_search") for asked in fake.asked)
    assert fake.indices == {"mine": ["x"]}


def test_an_index_that_is_there_is_left_alone(
    search: tuple[Search, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake, url = search
    monkeypatch.setattr("clickops.verify.scratch.places", lambda _: {"index": "mine"})
    assert verify("-t", "elasticsearch", "-f", "query_dsl", "--url", url) == 2
    assert "index [mine] already exists" in capsys.readouterr().err
    assert fake.indices == {"mine": ["x"]}
    assert "DELETE" not in {asked.method for asked in fake.asked}


def test_what_is_left_is_named(search: tuple[Search, str], capsys: pytest.CaptureFixture[str]) -> None:
    fake, url = search
    fake.refuses = {"_bulk": (500, {"error": "disk full"}), "DELETE": (403, {"error": "no"})}
    assert verify("-t", "elasticsearch", "-f", "query_dsl", "--url", url) == 2
    (name,) = set(fake.indices) - {"mine"}
    assert f"disk full; remove by hand, on {url}: {name} (" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15)])
def test_nothing_is_left_by_a_run_that_is_ended(search: tuple[Search, str], name: str, code: int) -> None:
    fake, url = search
    fake.goes_on.clear()
    command = [*CLICKOPS, "verify", "-t", "elasticsearch", "-f", "query_dsl", "--url", url, *ONE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT) as process:
        assert fake.searching.wait(60)
        assert len(fake.indices) == 2
        process.send_signal(getattr(signal, name))
        said, _ = process.communicate(timeout=60)
    fake.goes_on.set()
    assert process.returncode == code, said
    assert fake.indices == {"mine": ["x"]}


def test_splunk_is_filled_and_asked_over_its_rest_api(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("clickops.verify.splunk._EVERY", 0.01)
    monkeypatch.setenv("CLICKOPS_TOKEN", "xyz")
    fake = Splunk()
    with serving(fake) as url:
        assert run(["verify", "-t", "splunk", "--url", url, "--sparse", "2000", "--rule", "*_root_*"]) == 0
    said = capsys.readouterr().out
    assert "Splunk 9.4.0 (engine): " in said
    assert fake.indexes == {"main": []}
    sent = [asked for asked in fake.asked if asked.path.endswith("receivers/simple")]
    assert len(sent) > 400
    assert {asked.asked["sourcetype"] for asked in sent} == {"aws:cloudtrail"}


def test_splunk_refuses_a_stranger(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Splunk()) as url:
        assert verify("-t", "splunk", "--url", url) == 2
    assert "does not accept the credentials (401)" in capsys.readouterr().err


class Trino:
    """Answers statements with pages; where a statement goes on, its answer names another host."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.statements: list[str] = []

    def __call__(self, asked: Asked) -> Answer:
        self.asked.append((asked.method, asked.path))
        if asked.method == "POST":
            self.statements.append(asked.body)
            return 200, {"nextUri": "http://elsewhere.invalid/v1/statement/queued/1"}
        if asked.path.endswith("queued/1"):
            return 200, {"nextUri": "http://elsewhere.invalid/v1/statement/executing/2", "data": [["483"]]}
        if "record varchar" in self.statements[-1]:
            return 200, {"error": {"message": "line 1:1: Table\nexists"}}
        return 200, {"data": [["x"]]}


def test_trinos_pages_are_asked_of_the_named_host() -> None:
    fake = Trino()
    with serving(fake) as url:
        server = remote.server(url, port=1)
        assert trino._asked(server, {}, "SELECT 1") == ["483", "x"]
        assert [path for _, path in fake.asked] == [
            "/v1/statement",
            "/v1/statement/queued/1",
            "/v1/statement/executing/2",
        ]
        with pytest.raises(EngineError, match="line 1:1: Table exists"):
            trino._asked(server, {}, "CREATE TABLE x (record varchar)")


def test_a_statement_that_is_left_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Trino()
    with serving(fake) as url:
        server = remote.server(url, port=1)
        page = trino._page

        def interrupted(*arguments: Any) -> dict[str, Any]:
            if arguments[1] == "GET":
                raise KeyboardInterrupt
            return page(*arguments)

        monkeypatch.setattr(trino, "_page", interrupted)
        with pytest.raises(KeyboardInterrupt):
            trino._asked(server, {}, "SELECT 1")
    assert fake.asked[-1] == ("DELETE", "/v1/statement/queued/1")


def test_clickhouse_is_asked_for_one_statement_a_request() -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> Answer:
        asked.append(one)
        return (500, "Code: 57. DB::Exception:\nTable x already exists") if "x (" in one.body else (200, "a\nb\n")

    with serving(answer) as url:
        server = remote.server(f"{url}/logs", port=1)
        assert clickhouse._asked(server, "SELECT 1") == ["a", "b"]
        clickhouse._asked(server, "INSERT INTO t", '{"a": 1}\n')
        with pytest.raises(EngineError, match=r"answers 500: Code: 57\. DB::Exception: Table x already exists"):
            clickhouse._asked(server, "CREATE TABLE x (a String)")
    assert {one.asked["database"] for one in asked} == {"logs"}
    assert asked[1].asked["query"] == "INSERT INTO t FORMAT LineAsString"
    assert json.loads(asked[1].body) == {"a": 1}


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert verify("-t", "postgres", "--url", "postgresql://127.0.0.1:1/x") == 2
    assert "pip install 'psycopg[binary]'" in capsys.readouterr().err


def test_the_help_names_every_variable_and_target(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--help"]) == 0
    said = capsys.readouterr().out
    for name in (*SECRETS, "SSL_CERT_FILE", "elasticsearch", "opensearch", "splunk", "trino", "clickhouse", "postgres"):
        assert name in said
