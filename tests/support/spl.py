"""Asks the model of Splunk about one event at a time."""

from __future__ import annotations

from collections.abc import Mapping

from clickops.verify.models.spl import pipeline


def matches(query: str, event: Mapping[str, str]) -> bool:
    """Whether a search finds an event, a mapping of field names to text."""
    return pipeline.read(query)({name: (value,) for name, value in event.items()})
