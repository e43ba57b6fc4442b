"""Engines, a module each: what runs the queries of a target. Found by the name that target.yml gives, not registered.

A module has `LEVEL`, how much its verdict is worth, and `start(conversion)`, a context manager that gives an `Engine`
and takes down whatever it started. What it needs beside Python it names in an EngineError. Where a user may have the
product, `connect(conversion, url)` gives an `Engine` on that server, in a place of its own that it removes in the end.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

import msgspec

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.errors import ClickopsError

Level = Literal["engine", "emulation", "model"]
"""The product's own code; another product that reads the same language; our own reading of its documentation."""


class EngineError(ClickopsError):
    """An engine that is not there or cannot be started: what to install, or what it said."""


class UnansweredError(EngineError):
    """A server that was asked and did not answer: what was asked of it may have been done."""


class Engine(Protocol):
    """A place that holds CloudTrail as the platform ingests it, and answers queries."""

    version: str
    """The product and its version, as a person would say it: `DuckDB 1.4.2`."""

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Store records, all at once, each with an eventID of its own; returns the ids of those that were taken."""

    def run(self, query: Written) -> frozenset[str]:
        """Give the eventIDs of the records that a query selects; raises EngineError when it is refused."""


class Module(msgspec.Struct, frozen=True):
    """What an engine's module offers."""

    name: str
    level: Level
    start: Callable[[Conversion], AbstractContextManager[Engine]]
    connect: Callable[[Conversion, str], AbstractContextManager[Engine]] | None = None


def find(name: str) -> Module:
    """Find an engine's module; raises ClickopsError for one that is not there."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", name):
        try:
            module = importlib.import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{name}":
                raise EngineError(f"{name} needs the Python package {error.name}") from None
        else:
            return Module(name, module.LEVEL, module.start, getattr(module, "connect", None))
    raise ClickopsError(f"there is no engine {name!r} in clickops.verify.engines")
