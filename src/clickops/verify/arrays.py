"""Arrays in records, for engines that look into those alone that AWS sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FREE = frozenset({"requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "resources"})
"""The fields whose contents each service chooses; all others are texts, booleans and objects of these."""


def unusual(event: Mapping[str, Any]) -> bool:
    """Whether an array stands in a field where CloudTrail never has one (record contents, CloudTrail user guide)."""
    return any(_has_array(value) for key, value in event.items() if key not in FREE)


def _has_array(value: Any) -> bool:  # noqa: ANN401 - any part of an event
    if isinstance(value, dict):
        return any(map(_has_array, value.values()))
    return isinstance(value, list)
