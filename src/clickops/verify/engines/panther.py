"""Panther's rules, run as Panther runs them: a Python module's `rule(event)` for each event.

The language is Python itself, so the module is the product's own code path; what is ours is the event. Panther hands
a rule an immutable mapping whose keys are found without case, and its arrays are sequences but no lists (panther-core
0.16, `immutable.py`). What its parser stores of a record: null is left out, Insights' `eventID` and `sharedEventID`
become `eventId` and `sharedEventId`, and fields that start with `p_` are added (the pairs of panther-labs/panther at
e74a52e). Which fields newer than that parser the hosted schema keeps is not published: all of them are kept here.
"""

from __future__ import annotations

import copy
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from clickops.conversion import taken
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify.engines import EngineError, Level
from clickops.verify.shipped import Shipped

LEVEL: Level = "engine"

_OPEN = frozenset({"requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"})
"""Columns of any JSON, which are stored as they come, null included."""


class _Object(Mapping[str, Any]):
    """An object of an event: a mapping, but no dict, that finds a key in any case when it does not have it as it is."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held
        self._keys: dict[str, str] = {}
        for key in held:
            self._keys.setdefault(key.lower(), key)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - any JSON
        return _frozen(self._held[key if key in self._held else self._keys[key.lower()]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class _Array(Sequence[Any]):
    """An array of an event: a sequence, but no list."""

    def __init__(self, held: Sequence[Any]) -> None:
        self._held = tuple(held)

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an index or a slice
        return _frozen(self._held[at])

    def __len__(self) -> int:
        return len(self._held)


def _frozen(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return _Object(value)
    return _Array(value) if isinstance(value, list) else value


def stored(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give a record as Panther's parser stores it."""
    made = {
        key: copy.deepcopy(value) if key in _OPEN else _without_null(value)
        for key, value in record.items()
        if value is not None or key in _OPEN
    }
    if made.get("eventType") == "AwsCloudTrailInsight":
        made = {{"eventID": "eventId", "sharedEventID": "sharedEventId"}.get(key, key): made[key] for key in made}
    return made | {"p_log_type": "AWS.CloudTrail"}


def _without_null(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    return [_without_null(one) for one in value] if isinstance(value, list) else value


class _Panther:
    version = f"Python {sys.version_info.major}"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._events: list[tuple[str, _Object]] = []
        self._count = 0

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        self._events = [(event["eventID"], _Object(stored(event))) for event in events]
        return frozenset(name for name, _ in self._events)

    def take(self, shipped: Shipped) -> None:
        """Read what comes with the modules: for each a rule, which names it; and a pack, which names the rules."""
        read = {name: taken.read(name, text) for name, text in shipped.files.items() if name.endswith(".yml")}
        rules = [one for one in read.values() if one["AnalysisType"] == "rule"]
        (pack,) = (one for one in read.values() if one["AnalysisType"] == "pack")
        modules = [name for name in shipped.files if name.endswith(".py")]
        if sorted(one["Filename"] for one in rules) != sorted(modules):
            raise EngineError(f"the rules do not name the modules: {', '.join(modules)}")
        if sorted(pack["PackDefinition"]["IDs"]) != sorted(one["RuleID"] for one in rules):
            raise EngineError("the pack does not name the rules")

    def run(self, query: Written) -> frozenset[str]:
        """Import a module of its own; whatever it raises is an error of the rule."""
        self._count += 1
        path = self._folder / f"rule_{self._count}.py"
        path.write_text(str(query), "utf-8", newline="\n")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            raise EngineError(f"{path} cannot be imported")
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
            return frozenset(name for name, event in self._events if _holds(module, event))
        except Exception as error:
            raise EngineError(f"the rule raised {error!r}") from error


def _holds(module: ModuleType, event: _Object) -> bool:
    answer = module.rule(event)
    if not isinstance(answer, bool):
        raise EngineError(f"rule() gave {answer!r}, which is neither True nor False")
    return answer


@contextmanager
def start(conversion: Conversion) -> Iterator[_Panther]:  # noqa: ARG001 - the language needs no settings
    """Give a place that runs rules; their files are gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield _Panther(Path(folder))
