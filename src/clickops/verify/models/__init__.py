"""Query languages that nothing here executes, read and evaluated as their vendors document them.

A model knows only what we write: anything else is an EngineError. It catches a lost negation, a wrong precedence and a
broken escape, and it is worth no more than the documentation that it was written from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from clickops.conversion.languages import Written

Event = Mapping[str, Any]
Stored = TypeVar("Stored")


class Model(Generic[Stored]):
    """An engine made of a platform's ingestion and of a reader of its language."""

    def __init__(
        self, version: str, ingested: Callable[[Event], Stored], reader: Callable[[str], Callable[[Stored], bool]]
    ) -> None:
        self.version = version
        self._ingested = ingested
        self._reader = reader
        self._stored: dict[str, Stored] = {}

    def load(self, events: Sequence[Event]) -> frozenset[str]:
        """Store records."""
        self._stored = {event["eventID"]: self._ingested(event) for event in events}
        return frozenset(self._stored)

    def run(self, query: Written) -> frozenset[str]:
        """Give the ids of the records that a query selects; raises EngineError for what its reader does not know."""
        selects = self._reader(str(query))
        return frozenset(event_id for event_id, stored in self._stored.items() if selects(stored))
