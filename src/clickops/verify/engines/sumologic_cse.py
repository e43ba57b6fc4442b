"""Sumo Logic's Cloud SIEM: a model that keeps the values of each record under `fields`.

Numbers and booleans are text there, null is the text null, which is the worse of the readings that the documentation
leaves open, and of an array no member has a name that we know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.engines.aql import properties
from clickops.verify.models import Model, sumologic_cse

LEVEL: Level = "model"


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[sumologic_cse.Record]]:
    """Give the model."""
    del conversion
    yield Model("Sumo Logic's reference of Cloud SIEM rules", ingested, sumologic_cse.reader)


def ingested(event: Mapping[str, Any]) -> sumologic_cse.Record:
    """Give the record of an event."""
    record = {f"fields.{path}": value for path, value in properties(event).items() if "[" not in path}
    return record | {"metadata_vendor": "Amazon AWS", "metadata_product": "CloudTrail"}
