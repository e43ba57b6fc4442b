"""Engines, a module each: what runs the queries of a target. Found by the name that target.yml gives, not registered.

A module has `LEVEL`, how much its verdict is worth, and `start(shipped)`, a context manager that gives an `Engine`
and takes down whatever it started. `NEEDS` names the Python packages, as they are imported, that `start` imports; what
else it needs it names in an EngineError. Where a user may have the product, `connect(shipped, url)` gives an `Engine`
on that server, in a place of its own that it removes in the end.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, ParamSpec, Protocol

import msgspec

from clickops.conversion.languages import Written
from clickops.errors import ClickopsError
from clickops.verify.shipped import Shipped

_INSTALLED_AS = {
    "duckdb_kql": "duckdb-kql",
    "psycopg": "'psycopg[binary]'",
    "re2": "google-re2",
    "snowflake": "snowflake-connector-python",
    "vrl_python": "vrl-python",
}
"""Packages on PyPI that are not called as their modules are."""

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
    start: Callable[[Shipped], AbstractContextManager[Engine]]
    connect: Callable[[Shipped, str], AbstractContextManager[Engine]] | None = None
    needs: tuple[str, ...] = ()

    def refuse_missing(self) -> None:
        """Raise EngineError for a Python package that `start` needs and that is not installed."""
        for package in self.needs:
            if importlib.util.find_spec(package) is None:
                raise _needed(self.name, package)


def find(name: str) -> Module:
    """Find an engine's module; raises ClickopsError for one that is not there."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", name):
        try:
            module = importlib.import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{name}":
                raise _missing(name, error) from None
        else:
            connect = getattr(module, "connect", None)
            needs = getattr(module, "NEEDS", ())
            return Module(name, module.LEVEL, _named(name, module.start), connect and _named(name, connect), needs)
    raise ClickopsError(f"there is no engine {name!r} in clickops.verify.engines")


_P = ParamSpec("_P")


def _named(
    engine: str, open_one: Callable[_P, AbstractContextManager[Engine]]
) -> Callable[_P, AbstractContextManager[Engine]]:
    """Name the package that is missing when an engine is opened."""

    @contextmanager
    def opened(*args: _P.args, **kwargs: _P.kwargs) -> Iterator[Engine]:
        try:
            with open_one(*args, **kwargs) as one:
                yield one
        except ModuleNotFoundError as error:
            raise _missing(engine, error) from None

    return opened


def _missing(engine: str, error: ModuleNotFoundError) -> Exception:
    package = (error.name or "").partition(".")[0]
    if package in {"", "clickops"}:  # no package of others: a fault of ours
        return error
    return _needed(engine, package)


def _needed(engine: str, package: str) -> EngineError:
    return EngineError(
        f"{engine} needs the Python package {package}: pip install {_INSTALLED_AS.get(package, package)}"
    )
