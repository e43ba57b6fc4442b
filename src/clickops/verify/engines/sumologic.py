"""Sumo Logic's log search: a model that keeps each record as the message that AWS delivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.models import Model, sumologic

LEVEL: Level = "model"


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[Mapping[str, Any]]]:
    """Give the model; it holds one source category, whatever the options say."""
    del conversion
    yield Model("Sumo Logic's reference of log search", lambda event: event, sumologic.reader)
