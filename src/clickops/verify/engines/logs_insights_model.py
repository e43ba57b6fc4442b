"""CloudWatch Logs Insights: a model that discovers the fields of each record and reads AWS's query language.

No emulator of AWS's runs it: moto returns every log event, whatever is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.models import Model, logs_insights
from clickops.verify.models.logs_insights import LogEvent

LEVEL: Level = "model"


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[LogEvent]]:
    """Give the model; of a record with more than 200 fields it knows the first, unless the option says to parse it."""
    kept = Model if conversion.settings["fields"] == "parsed" else _Discovering
    yield kept("AWS's guide to Logs Insights QL", logs_insights.ingested, logs_insights.reader)


class _Discovering(Model[LogEvent]):
    @staticmethod
    def known(event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep of a record what is discovered."""
        left = sum(1 for _ in logs_insights.leaves("", event)) - logs_insights.MOST
        return event if left <= 0 else _first(event, [logs_insights.MOST])


def _first(value: Any, left: list[int]) -> Any:  # noqa: ANN401 - any part of a record
    """Copy a part of a record up to so many values."""
    if isinstance(value, Mapping):
        return {key: _first(inner, left) for key, inner in value.items() if left[0] > 0}
    if isinstance(value, list):
        return [_first(inner, left) for inner in value if left[0] > 0]
    left[0] -= value is not None
    return value
