"""Small servers on loopback that stand for products: they answer as documented and keep what they were asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from clickops.verify.models.spl import ingestion, pipeline


class Asked(msgspec.Struct, frozen=True):
    """One request."""

    method: str
    path: str
    asked: Mapping[str, str]  # of the query string
    headers: Mapping[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        """Read the body as a form."""
        return {key: values[0] for key, values in parse_qs(self.body, keep_blank_values=True).items()}


Answer = tuple[int, Any]
"""A status and what is answered: text as it is, all else as JSON."""


@contextmanager
def serving(answer: Callable[[Asked], Answer], headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve and give the address."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            status, said = answer(Asked(self.command, parts.path, asked, dict(self.headers), body))
            content = (said if isinstance(said, str) else json.dumps(said)).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked may have heard enough
                self.wfile.write(content)

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self._do
            raise AttributeError(name)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class Search:
    """Elasticsearch or OpenSearch, as far as indices are made, filled and removed; a search finds everything."""

    def __init__(self, distribution: str = "") -> None:
        self.indices: dict[str, list[str]] = {"mine": ["x"]}
        self.asked: list[Asked] = []
        self.refuses: dict[str, Answer] = {}  # a method or the end of a path -> what is answered
        self.keeps = False  # whether no record may be removed
        self.searching = threading.Event()
        self.goes_on = threading.Event()
        self.goes_on.set()
        self._version = {"number": "9.9.9"} | ({"distribution": distribution} if distribution else {})

    def __call__(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        for what, answer in self.refuses.items():
            if asked.method == what or asked.path.endswith(what):
                return answer
        _, name, *rest = asked.path.split("/")
        match asked.method, rest:
            case "GET", []:
                return 200, {"version": self._version}
            case "PUT", []:
                if name in self.indices:
                    return 400, {"error": {"root_cause": [{"reason": f"index [{name}] already exists"}]}}
                self.indices[name] = []
                return 200, {"acknowledged": True}
            case "DELETE", []:
                if self.indices.pop(name, None) is None:
                    return 404, {"error": {"root_cause": [{"reason": f"no such index [{name}]"}]}}
                return 200, {"acknowledged": True}
            case "POST", ["_bulk"]:
                return 200, {"items": list(self._bulk(self.indices[name], map(json.loads, asked.body.splitlines())))}
            case "POST", ["_search"]:
                self.searching.set()
                self.goes_on.wait(30)
                hits = [{"_id": one} for one in self.indices.get(name, ())]
                return 200, {"_shards": {"failed": 0}, "hits": {"hits": hits}}
        return 200, {}

    def _bulk(self, index: list[str], lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Carry out what a bulk request asks, and answer each."""
        for line in lines:
            ((action, what),) = line.items()
            if action == "index":
                next(lines)
                index.append(what["_id"])
            elif not self.keeps:
                index.remove(what["_id"])
            refused = action == "delete" and self.keeps
            yield {action: {"_id": what["_id"], "status": 403 if refused else 200}}


class Splunk:
    """Splunk's REST API, with the model of its language behind the searches."""

    def __init__(self, *, addon: bool = True, delay: int = 1) -> None:
        self.indexes: dict[str, list[tuple[str, str]]] = {"main": []}  # the source type and text of each event
        self.asked: list[Asked] = []
        self._addon = addon
        self._delay = delay  # how many counts show nothing yet

    def __call__(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if asked.headers.get("Authorization") != "Bearer xyz":
            return 401, {"messages": [{"type": "WARN", "text": "call not properly authenticated"}]}
        where = asked.path.removeprefix("/services/")
        name = where.removeprefix("data/indexes/")
        match asked.method, where:
            case "GET", "server/info":
                return 200, {"entry": [{"content": {"version": "9.4.0"}}]}
            case "POST", "data/indexes":
                if asked.form["name"] in self.indexes:
                    return 409, {"messages": [{"type": "ERROR", "text": "An index with that name already exists."}]}
                self.indexes[asked.form["name"]] = []
                return 201, {}
            case "DELETE", _ if name in self.indexes:
                del self.indexes[name]
                return 200, {}
            case "POST", "receivers/simple":
                self.indexes[asked.asked["index"]].append((asked.asked["sourcetype"], asked.body))
                return 200, {}
            case "POST", "search/v2/jobs/export":
                return 200, "".join(json.dumps(row) + "\n" for row in self._rows(asked.form["search"]))
        return 404, {"messages": [{"type": "ERROR", "text": "Not Found"}]}

    def _rows(self, search: str) -> Iterator[dict[str, Any]]:
        command, _, query = search.partition(" ")
        if command != "search":
            yield {"messages": [{"type": "FATAL", "text": f"Unknown search command '{command}'."}]}
            return
        if query.endswith("| stats count"):
            found = self.indexes[query.split()[0].removeprefix("index=")]
            self._delay -= 1
            yield {"preview": False, "result": {"count": str(0 if self._delay >= 0 else len(found))}}
            return
        keeps = pipeline.read(query.removesuffix("\n| table eventID"))
        for index, events in self.indexes.items():
            for sourcetype, text in events:
                fields = ingestion.fields(json.loads(text), addon=self._addon)
                if keeps(fields | {"index": (index,), "sourcetype": (sourcetype,)}):
                    yield {"preview": False, "result": {"eventID": fields["eventID"][0]}}
        yield {"preview": False, "lastrow": True}
