"""Elasticsearch itself, from Maven Central's jars (backends/elasticsearch/engine), with ES|QL, and Painless 7.10.2.

Records are stored as the AWS integration's pipeline leaves them, or as AWS writes them (`schema=raw`). ES|QL does not
see the values of a field that holds several; so records that hold some where AWS sends none are not asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from clickops.conversion.queries import Conversion
from clickops.verify import ecs, java, search
from clickops.verify.engines import Engine, Level

LEVEL: Level = "engine"


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Start a server on loopback. Raises EngineError without Maven and a JDK."""
    sources = conversion.target.folder / "engine"
    folder = java.built(sources)
    raw = conversion.settings["schema"] == "raw"
    with java.server(folder, "org.elasticsearch.plugins.Node", "plugins") as port:
        yield search.Index(
            port,
            f"Elasticsearch {java.version(sources)}",
            conversion.settings["index"].split(",")[0].replace("*", "clickops"),
            search.RAW if raw else {"dynamic": False, "properties": ecs.properties("flattened")},
            dict if raw else ecs.document,
            lone=conversion.format.language == "esql",
        )
