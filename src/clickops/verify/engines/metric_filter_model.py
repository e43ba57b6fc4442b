"""CloudWatch metric filters: a model that reads AWS's filter patterns for JSON.

No emulator of AWS's runs them: moto takes every pattern, a broken one too, and matches every event. A record without
eventName or eventSource is none that CloudTrail sends ("CloudTrail record contents"), and is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.models import Model, metric_filter

LEVEL: Level = "model"
_REQUIRED = ("eventName", "eventSource")


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[Mapping[str, Any]]]:  # noqa: ARG001 - no option matters to it
    """Give the model; a record is matched as it is."""
    yield _Records("AWS's guide to filter patterns", lambda event: event, metric_filter.reader)


class _Records(Model[Mapping[str, Any]]):
    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Store the records that CloudTrail may send."""
        return super().load([event for event in events if all(name in event for name in _REQUIRED)])
