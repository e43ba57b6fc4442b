"""What Elasticsearch and OpenSearch have in common: an index made, filled and asked over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clickops.conversion.languages import Written
from clickops.verify import remote, scratch
from clickops.verify.columns import LONE, fits
from clickops.verify.engines import EngineError

Record = Mapping[str, Any]
Document = Mapping[str, Any]

_MOST = 1_000_000
_ESQL = re.compile(r"(?://[^\n]*\n)*from ")
_STORED = frozenset({200, 201})
_TEXT = {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 8191}}}
_SETTINGS = {
    "index.number_of_shards": 1,
    "index.number_of_replicas": 0,
    "index.max_result_window": _MOST,
    "index.mapping.total_fields.limit": 50_000,
}
RAW: Document = {
    "date_detection": False,
    "dynamic_templates": [
        {"texts": {"match_mapping_type": "string", "mapping": _TEXT}},
        {"whole": {"match_mapping_type": "long", "mapping": _TEXT}},
        {"broken": {"match_mapping_type": "double", "mapping": _TEXT}},
    ],
    "properties": {
        "eventTime": {"type": "date"},
        "managementEvent": {"type": "boolean"},
        "readOnly": {"type": "boolean"},
        "userIdentity": {
            "properties": {
                "sessionContext": {
                    "properties": {"attributes": {"properties": {"creationDate": {"type": "date"}}}},
                }
            }
        },
    },
}
"""Records as AWS writes them, under dynamic mapping as it is by default, but for longer values and no guessed dates."""


class Index:
    """One index of a server, and the queries that are asked of it; `documents` makes what is stored of a record."""

    def __init__(
        self,
        server: remote.Server,
        version: str,
        name: str,
        mappings: Document,
        documents: Callable[[Record], Document],
        *,
        lone: bool = False,
        make: scratch.Make = scratch.unkept,
    ) -> None:
        self.version = version
        self._server = server
        self._made = False
        self._make = make
        self._name = name
        self._mappings = mappings
        self._documents = documents
        self._lone = lone  # the language does not see the values of a field that holds several

    def load(self, events: Sequence[Record]) -> frozenset[str]:
        """Make the index and store the records that it takes, each under its eventID."""
        if self._made:
            remove(self._server, self._name)
        self._make(self._name, self._create)
        self._made = True
        taken: set[str] = set()
        some = [event for event in events if fits(event, LONE)] if self._lone else events
        self._map(some)
        for start in range(0, len(some), 500):
            taken.update(self._stored(some[start : start + 500]))
        self._call("POST", f"/{self._name}/_refresh", None)
        return frozenset(taken)

    def run(self, query: Written) -> frozenset[str]:
        """Ask the body of a search, a query clause, a query string, or ES|QL; EngineError with the server's words."""
        if isinstance(query, str) and _ESQL.match(query):
            rows = self._call("POST", "/_query", {"query": f"{query}\n| keep _id\n| limit 10000"})["values"]
            return frozenset(row[0] for row in rows)
        asked = json.loads(query) if isinstance(query, str) and query.startswith("{") else query
        clause = asked if isinstance(asked, dict) else {"query_string": {"query": asked}}
        body = clause if "query" in clause else {"query": clause}
        found = self._call("POST", f"/{self._name}/_search", {**body, "size": _MOST, "_source": False})
        if found["_shards"]["failed"]:
            raise EngineError(str(found["_shards"]["failures"]))
        return frozenset(hit["_id"] for hit in found["hits"]["hits"])

    def buckets(self, body: Document, name: str, key: str) -> frozenset[str]:
        """Run a search as it is and give one key of the buckets of a composite aggregation, page by page."""
        found: set[str] = set()
        pages = json.loads(json.dumps(body))
        composite = pages["aggregations"][name]["composite"]
        while True:
            page = self._call("POST", f"/{self._name}/_search", pages)["aggregations"][name]
            found.update(bucket["key"][key] for bucket in page["buckets"])
            if "after_key" not in page:
                return frozenset(found)
            composite["after"] = page["after_key"]

    def _create(self) -> None:
        """Make the index; a server refuses to when there is one of that name."""
        self._call("PUT", f"/{self._name}", {"settings": _SETTINGS, "mappings": self._mappings})

    def _map(self, events: Sequence[Record]) -> None:
        """Map every field by one document that has them all: a server takes a second for 40 records with new ones."""
        united: dict[str, Any] = {}
        for event in events:
            _unite(united, self._documents(event))
        there = {"_id": "united"}
        lines = [{"index": there}, united, {"delete": there}]  # where it is refused, each record maps its own fields
        answer = self._call("POST", f"/{self._name}/_bulk", "".join(f"{json.dumps(line)}\n" for line in lines))
        stored, removed = (
            item[action]["status"] for item, action in zip(answer["items"], ("index", "delete"), strict=True)
        )
        if stored in _STORED and removed != 200:
            raise EngineError(f"the index keeps what was only to map its fields: {answer}"[:500])

    def _stored(self, events: Sequence[Record]) -> Iterator[str]:
        lines = "".join(f"{line}\n" for event in events for line in self._lines(event))
        answer = self._call("POST", f"/{self._name}/_bulk", lines)
        for item in answer["items"]:
            if item["index"]["status"] in _STORED:
                yield item["index"]["_id"]

    def _lines(self, event: Record) -> tuple[str, str]:
        return json.dumps({"index": {"_id": event["eventID"]}}), json.dumps(self._documents(event))

    def _call(self, method: str, path: str, body: Document | str | None) -> dict[str, Any]:
        return _call(self._server, method, path, body)


def _unite(united: dict[str, Any], more: Document) -> None:
    """Add the fields of a document, each with the first value that is met, as it decides how a field is mapped."""
    for key, value in more.items():
        for member in _members(value):
            if isinstance(member, dict):
                if isinstance(inner := united.setdefault(key, {}), dict):
                    _unite(inner, member)
            else:
                united.setdefault(key, member)


def _members(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    if isinstance(value, list):
        for member in value:
            yield from _members(member)
    elif value is not None:
        yield value


def named(server: remote.Server, product: str, target: str) -> str:
    """Ask a server that the user named what it is, if it says so; raises EngineError when it is another product."""
    status, content = server.call("GET", f"{server.path}/")
    if status in {404, 405}:  # a proxy that passes less, a build without the module
        return f"{product} of an unknown version"
    found = _read(server, status, content).get("version")
    version = found if isinstance(found, dict) else {}
    other = "OpenSearch" if version.get("distribution") == "opensearch" else "Elasticsearch"
    if not version.get("number") or other != product:
        raise EngineError(f"{server} is no {product}, which -t {target} asks for" + (f": {other}" if version else ""))
    return f"{product} {version['number']}"


def remove(server: remote.Server, name: str) -> None:
    """Remove an index; that there is none is no error."""
    status, content = server.call("DELETE", f"{server.path}/{name}")
    if status != 404:
        _read(server, status, content)


def _call(server: remote.Server, method: str, path: str, body: Document | str | None) -> dict[str, Any]:
    """Ask; raises EngineError with the server's reason."""
    text = body if body is None or isinstance(body, str) else json.dumps(body)
    kind = "application/x-ndjson" if isinstance(body, str) else "application/json"
    return _read(server, *server.call(method, server.path + path, text, {"Content-Type": kind} if text else {}))


def _read(server: remote.Server, status: int, content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise EngineError(f"{server} does not answer as a search engine does ({status}): {remote.said(content)}")
    if "error" in answer:
        raise EngineError(_reason(answer["error"]))
    return answer


def _reason(error: Any) -> str:  # noqa: ANN401 - whatever the server says
    causes = error.get("root_cause") if isinstance(error, dict) else None
    said = causes[0].get("reason") if causes else error
    return " ".join(str(said).split())
