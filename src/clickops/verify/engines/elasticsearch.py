"""Elasticsearch itself, from Maven Central's jars (backends/elasticsearch/engine), with ES|QL, and Painless 7.10.2.

Records are stored as the AWS integration's pipeline leaves them, or as AWS writes them (`schema=raw`). ES|QL does not
see the values of a field that holds several; so records that hold some where AWS sends none are not asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from clickops.conversion.queries import Conversion
from clickops.verify import ecs, java, remote, scratch, search
from clickops.verify.engines import Engine, Level

LEVEL: Level = "engine"


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Start a server on loopback. Raises EngineError without Maven and a JDK."""
    sources = conversion.target.folder / "engine"
    folder = java.built(sources)
    with java.server(folder, "org.elasticsearch.plugins.Node", "plugins") as port:
        yield _index(conversion, remote.local(port), f"Elasticsearch {java.version(sources)}")


@contextmanager
def connect(conversion: Conversion, url: str) -> Iterator[Engine]:
    """Use an index of its own in the user's Elasticsearch; CLICKOPS_TOKEN is an API key as Kibana shows it."""
    server = remote.server(url, port=9200, bearer="ApiKey")
    version = search.named(server, "Elasticsearch", "elasticsearch")
    with scratch.kept(server, partial(search.remove, server)) as make:
        yield _index(conversion, server, version, make)


def _index(
    conversion: Conversion, server: remote.Server, version: str, make: scratch.Make = scratch.unkept
) -> search.Index:
    raw = conversion.settings["schema"] == "raw"
    return search.Index(
        server,
        version,
        conversion.settings["index"].split(",")[0].replace("*", "clickops"),
        search.RAW if raw else {"dynamic": False, "properties": ecs.properties("flattened")},
        dict if raw else ecs.document,
        lone=conversion.format.language == "esql",
        make=make,
    )
