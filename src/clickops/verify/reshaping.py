"""Events with some of their values taken out or changed, as platforms keep them: see differences.py."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clickops.evaluate.fields import resolve

Event = Mapping[str, Any]


def pruned(value: Any, gone: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - any part of a record
    """Take out values at any depth."""
    if isinstance(value, dict | Mapping):
        return {key: pruned(part, gone) for key, part in value.items() if not gone(part)}
    if isinstance(value, list):
        return [pruned(part, gone) for part in value if not gone(part)]
    return value


def without(event: Event, names: Iterable[str], gone: Callable[[Any], bool]) -> Event:
    """Take out values of some fields."""
    made = copy.deepcopy(dict(event))
    for name in names:
        for value in resolve(event, name):
            if gone(value):
                _drop(made, name.split("."))
    return made


def replaced(event: Event, names: Iterable[str], change: Callable[[Any], Any]) -> Event:
    """Change the values of some fields, where an event has them through objects alone."""
    made = copy.deepcopy(dict(event))
    for name in names:
        *parents, last = name.split(".")
        inner: Any = made
        for key in parents:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and last in inner:
            inner[last] = change(inner[last])
    return made


def _drop(value: Any, keys: list[str]) -> None:  # noqa: ANN401
    for key in keys[:-1]:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value.pop(keys[-1], None)
