r"""Datadog's own log search in VRL (`match_datadog_query`), as the Python package vrl-python carries it.

It is what Datadog's pipelines run, not the hosted search. It differs from the manual of that: it does not look into
arrays, `?` is no wildcard, `\*` is one beside another, `*` stands for no line break, and letters beyond ASCII and
CIDR() are no part of its grammar. It reads a name as a path of VRL, in which a part with a colon stands in quotes: the
engine writes them around what the query has escaped. The manual says that an attribute fits when any member of an
array does; so a record with arrays below `requestParameters` and the like is kept once for each choice of members, and
is selected when any is: right where a query asks for members, not where it forbids them. A record with an array
elsewhere, which AWS does not send, is not taken.
"""

from __future__ import annotations

import importlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.engines import EngineError

LEVEL = "engine"
NEEDS = ("vrl_python",)
_FREE = ("requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "resources")
_MOST = 64  # choices of members in one record
_RENAMED = {"eventName": "evt.name", "userAgent": "http.useragent", "sourceIPAddress": "network.client.ip"}
_NAME = re.compile(r'"(?:[^"\\]|\\.)*"|@(?:[\w.-]|\\:)+(?=:)', re.ASCII)  # or a text in quotes, in which there is none


@contextmanager
def start(conversion: Conversion) -> Iterator[Datadog]:
    """Give the engine."""
    runtime = importlib.import_module("vrl_python").VRLRuntime
    yield Datadog(runtime, renamed=conversion.settings["schema"] == "pipeline")


class Datadog:
    """Logs in memory, each asked by a program of one function."""

    version = "vrl-python 0.1.0, match_datadog_query"

    def __init__(self, runtime: Any, *, renamed: bool) -> None:  # noqa: ANN401 - the package has no types
        self._runtime = runtime
        self._renamed = renamed
        self._logs: list[tuple[str, dict[str, Any]]] = []

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Keep each record as its attributes, renamed as Datadog's pipeline for CloudTrail does."""
        self._logs = []
        for event in events:
            if any(_has_array(value) for key, value in event.items() if key not in _FREE):
                continue
            for choice in itertools.islice(_choices(dict(event)), _MOST):
                self._logs.append((event["eventID"], _stored(choice) if self._renamed else choice))
        for _, log in self._logs:
            log["source"] = "cloudtrail"
        return frozenset(name for name, _ in self._logs)

    def run(self, query: Written) -> frozenset[str]:
        """Match each log; raises EngineError with the parser's words."""
        program = f".clickops_hit = match_datadog_query(., {json.dumps(_as_paths(str(query)))})"
        if (problem := self._runtime.check_syntax(program)) is not None:
            raise EngineError(str(getattr(problem, "messages", problem)))
        runtime = self._runtime()
        found = set()
        for name, log in self._logs:
            if name not in found and runtime.execute(program, log).processed_event["clickops_hit"]:
                found.add(name)
        return frozenset(found)


def _as_paths(query: str) -> str:
    return _NAME.sub(lambda name: name[0] if name[0].startswith('"') else _as_path(name[0]), query)


def _as_path(name: str) -> str:
    return ".".join(f'\\"{part}\\"' if ":" in part else part for part in name.split("."))


def _stored(event: dict[str, Any]) -> dict[str, Any]:
    log = {key: value for key, value in event.items() if key not in _RENAMED}
    for key, name in _RENAMED.items():
        if key in event:
            *parents, last = name.split(".")
            inner = log
            for parent in parents:
                inner = inner.setdefault(parent, {})
            inner[last] = event[key]
    return log


def _has_array(value: Any) -> bool:  # noqa: ANN401 - any part of an event
    if isinstance(value, dict):
        return any(map(_has_array, value.values()))
    return isinstance(value, list)


def _choices(value: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield what a value is with one member in the place of each array."""
    if isinstance(value, dict):
        for members in itertools.product(*(list(itertools.islice(_choices(one), _MOST)) for one in value.values())):
            yield dict(zip(value, members, strict=True))
    elif isinstance(value, list) and value:
        for one in value:
            yield from _choices(one)
    else:
        yield value
