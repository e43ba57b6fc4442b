"""Where a field's values are in an event.

A name that stands in the event as a literal key is that key and nothing else. Otherwise a dotted name descends
objects, at any split of the name into keys, and arrays, into every member. The rules specification says only that
names are matched as they are written; CloudTrail nests, and some pipelines flatten it into dotted keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def resolve(event: Mapping[str, Any], name: str) -> list[Any]:
    """Find the raw values of a field: arrays and objects as they stand, an empty list when it is absent."""
    if name in event:
        return [event[name]]
    found: list[Any] = []
    at = name.find(".")
    while at >= 0:
        if (head := name[:at]) in event:
            found += _below(event[head], name[at + 1 :])
        at = name.find(".", at + 1)
    return found


def _below(value: object, name: str) -> list[Any]:
    if isinstance(value, dict):
        return resolve(value, name)
    if isinstance(value, list):
        return [found for member in value for found in _below(member, name)]
    return []


def scalars(values: list[Any]) -> Iterator[Any]:
    """Yield the text, numbers and booleans among values and in their arrays: what a comparison may look at."""
    for value in values:
        if isinstance(value, list):
            yield from scalars(value)
        elif value is not None and not isinstance(value, dict):
            yield value


def every_scalar(value: object) -> Iterator[Any]:
    """Yield each text, number and boolean at any depth, not the names of keys: what a keyword looks at."""
    if isinstance(value, dict):
        for member in value.values():
            yield from every_scalar(member)
    elif isinstance(value, list):
        for member in value:
            yield from every_scalar(member)
    elif value is not None:
        yield value
