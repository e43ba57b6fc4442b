"""OpenSearch itself, from Maven Central's jars (backends/opensearch/engine), with Painless.

Records are stored as AWS writes them (`schema=raw`; `sa` has aliases to the keyword fields), or as Elastic's
AWS integration leaves them (`schema=ecs`), with flat_object for flattened. Of a monitor the whole is read with
the alerting plugin's model, which is published, and its search is run; the plugin itself is not published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import ecs, java, remote, scratch, search
from clickops.verify.engines import Engine, EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"

_NAMED = "aws.cloudtrail."
_ALIASES = {
    "aws_region": "awsRegion.keyword",
    "error_code": "errorCode.keyword",
    "error_message": "errorMessage.keyword",
    "event_category": "eventCategory.keyword",
    "event_id": "eventID.keyword",
    "event_name": "eventName.keyword",
    "event_source": "eventSource.keyword",
    "event_type": "eventType.keyword",
    "request_id": "requestID.keyword",
    "request_parameters.roleSessionName": "requestParameters.roleSessionName.keyword",
    "source_ip_address": "sourceIPAddress.keyword",
    "user_agent": "userAgent.keyword",
    "user_identity.accountId": "userIdentity.accountId.keyword",
    "user_identity.arn": "userIdentity.arn.keyword",
    "user_identity.invokedBy": "userIdentity.invokedBy.keyword",
    "user_identity.principalId": "userIdentity.principalId.keyword",
    "user_identity.session_context.session_issuer.arn": "userIdentity.sessionContext.sessionIssuer.arn.keyword",
    "user_identity.session_context.session_issuer.type": "userIdentity.sessionContext.sessionIssuer.type.keyword",
    "user_identity.type": "userIdentity.type.keyword",
    "user_identity.userName": "userIdentity.userName.keyword",
}
"""Security Analytics' aliases (OSMapping/cloudtrail_logtype.json at 8e81aa6c) to raw fields, as far as asked."""


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Start a server on loopback. Raises EngineError without Maven and a JDK."""
    sources = conversion.target.folder / "engine"
    folder = java.built(sources)
    with java.server(folder, "Node") as port, java.asked(folder, "Monitors") as read:
        yield _OpenSearch(_index(conversion, remote.local(port), f"OpenSearch {java.version(sources)}"), read)


@contextmanager
def connect(conversion: Conversion, url: str) -> Iterator[Engine]:
    """Use an index of its own in the user's OpenSearch; of a monitor its search is run, no monitor is made."""
    server = remote.server(url, port=9200)
    version = search.named(server, "OpenSearch", "opensearch")
    with scratch.kept(server, partial(search.remove, server)) as make:
        yield _OpenSearch(_index(conversion, server, version, make), lambda _: "OK ")


def _index(
    conversion: Conversion, server: remote.Server, version: str, make: scratch.Make = scratch.unkept
) -> search.Index:
    schema = conversion.settings["schema"]
    return search.Index(
        server,
        version,
        conversion.settings["index"].split(",")[0].replace("*", "clickops"),
        _mappings(schema),
        ecs.document if schema == "ecs" else dict,
        make=make,
    )


class _OpenSearch:
    """Runs queries and monitors: of those the search and its buckets, or the query that is asked of each document."""

    def __init__(self, index: search.Index, read: Callable[[str], str]) -> None:
        self.version = index.version
        self._index = index
        self._read = read

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Store the records."""
        return self._index.load(events)

    def take(self, shipped: Shipped) -> None:
        """Read the monitors that a format ships as the alerting plugin does."""
        for text in shipped.files.values():
            if _is_monitor(text):
                self._monitor(text)

    def run(self, query: Written) -> frozenset[str]:
        """Give the events of a query, or of a monitor's buckets; raises EngineError for what is no monitor."""
        if not _is_monitor(query):
            return self._index.run(query)
        (source,) = self._monitor(str(query))["inputs"]
        if "search" not in source:
            return self._index.run(source["doc_level_input"]["queries"][0]["query"])
        body = json.dumps(source["search"]["query"]).replace("{{period_end}}||-30m", "0")
        return self._index.buckets(json.loads(body.replace("{{period_end}}", "253402300799000")), "events", "event")

    def _monitor(self, text: str) -> dict[str, Any]:
        monitor: dict[str, Any] = json.loads(text)
        said = self._read(json.dumps(monitor))
        if not said.startswith("OK "):
            raise EngineError(said)
        return monitor


def _is_monitor(query: Written) -> bool:
    return isinstance(query, str) and query.startswith("{") and '"monitor_type"' in query


def _mappings(schema: str) -> Mapping[str, Any]:
    if schema == "ecs":
        return {"dynamic": False, "properties": ecs.properties("flat_object")}
    if schema == "raw":
        return search.RAW
    keyword = {"type": "keyword", "ignore_above": 8191}
    text = {"type": "text", "fields": {"keyword": keyword}}
    made: dict[str, Any] = dict(search.RAW["properties"])
    for alias, path in _ALIASES.items():
        _set(made, path.removesuffix(".keyword"), text)
        _set(made, _NAMED + alias, {"type": "alias", "path": path})
    _set(made, "timestamp", {"type": "alias", "path": "eventTime"})
    return {**search.RAW, "properties": made}


def _set(properties: dict[str, Any], name: str, kind: Mapping[str, Any]) -> None:
    *parents, last = name.split(".")
    for parent in parents:
        properties[parent] = {"properties": dict(properties.get(parent, {}).get("properties", {}))}
        properties = properties[parent]["properties"]
    properties.setdefault(last, kind)
