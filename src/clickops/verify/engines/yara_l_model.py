"""Google SecOps: nothing outside the product runs YARA-L, so a model reads that (models/yara_l)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.compare import without
from clickops.verify.engines import Level
from clickops.verify.models.yara_l import reading, udm

LEVEL: Level = "model"


class _Model:
    version = "YARA-L 2.0 as documented"

    def __init__(self) -> None:
        self._events: dict[str, udm.Event] = {}

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Store what is known of how the parser stores a record; leave out a record of which it is not known."""
        parsed = ((event["eventID"], udm.parse(event)) for event in events)
        self._events = {name: event for name, event in parsed if event is not None}
        return frozenset(self._events)

    def known(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give what is kept of a record: labels are written of some events only, and addresses that are addresses."""
        return without(event, udm.unkept(event))

    def run(self, query: Written) -> frozenset[str]:
        holds = reading.read(str(query))
        return frozenset(name for name, event in self._events.items() if holds(event))


@contextmanager
def start(conversion: Conversion) -> Iterator[_Model]:  # noqa: ARG001 - the language needs no settings
    """Give a model; there is nothing to start."""
    yield _Model()
