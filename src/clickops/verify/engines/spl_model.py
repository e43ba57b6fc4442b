"""Splunk: nothing outside it runs SPL, so a model reads that (models/spl); with --url the user's own Splunk runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import splunk
from clickops.verify.engines import EngineError, Level
from clickops.verify.models.spl import ingestion, pipeline
from clickops.verify.models.spl.tokens import Event

LEVEL: Level = "model"
connect = splunk.connect


class Model:
    """Holds records as events with fields, and answers searches."""

    version = "SPL as Splunk's Search Reference 9.4 documents it"

    def __init__(self, conversion: Conversion) -> None:
        self._settings = conversion.settings
        self._events: dict[str, Event] = {}

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Index records."""
        addon = self._settings["schema"] == "addon"
        metadata = {name: (self._settings[name].replace("*", "x"),) for name in ("index", "sourcetype")}
        self._events = {event["eventID"]: ingestion.fields(event, addon=addon) | metadata for event in events}
        return frozenset(self._events)

    def run(self, query: Written) -> frozenset[str]:
        """Give the eventIDs of the events that a search keeps; EngineError for what the model does not know."""
        if not isinstance(query, str):
            raise EngineError("SPL is text")
        keeps = pipeline.read(query)
        return frozenset(name for name, event in self._events.items() if keeps(event))


@contextmanager
def start(conversion: Conversion) -> Iterator[Model]:
    """Give a model that holds nothing yet."""
    yield Model(conversion)
