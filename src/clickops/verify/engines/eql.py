"""PyPI's eql: Elastic's own EQL in Python, which is not what Elasticsearch runs. AGPL, for development only.

Records are stored as the AWS integration leaves them, or as AWS writes them (`schema=raw`). Those that hold several
values where AWS sends none are not asked: neither EQL sees them. Nor are those with a line break at the end of a value,
which this one overlooks (it ends its regular expressions with `$`). Text is text there, as a keyword field makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import ecs
from clickops.verify.columns import LONE, fits
from clickops.verify.engines import Engine, EngineError, Level

LEVEL: Level = "emulation"
NEEDS = ("eql",)

_BOOLEAN = {
    *("managementEvent", "readOnly", "read_only", "explicitTrustGrant", "deletionProtection"),
    *("deletionProtectionEnabled", "publiclyAccessible", "endpointPrivateAccess", "endpointPublicAccess"),
}
_TRUTH = {"true": True, "false": False}


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Make an engine in this process."""
    yield _Eql(raw=conversion.settings["schema"] == "raw", keyword=conversion.settings["keyword"])


class _Eql:
    def __init__(self, *, raw: bool, keyword: str) -> None:
        self.version = f"eql {version('eql')}"
        self._raw = raw
        self._keyword = keyword.removeprefix(".") if raw else ""
        self._events: list[Any] = []

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Keep the records, each with its eventID beside it."""
        import eql  # noqa: PLC0415 - for development only

        taken = [event for event in events if _is_readable(event)]
        documents = (dict(event) if self._raw else ecs.document(event) for event in taken)
        keyed = zip(taken, documents, strict=True)
        self._events = [
            eql.Event("any", 0, _stored(made, self._keyword) | {"_id": event["eventID"]}) for event, made in keyed
        ]
        return frozenset(event["eventID"] for event in taken)

    def run(self, query: Written) -> frozenset[str]:
        """Ask an event query; raises EngineError with the parser's words."""
        import eql  # noqa: PLC0415
        from eql.parser import elasticsearch_syntax  # noqa: PLC0415

        found: set[str] = set()
        engine = eql.PythonEngine()
        try:
            with elasticsearch_syntax:
                engine.add_query(eql.parse_query(str(query)))
        except eql.EqlError as error:
            raise EngineError(" ".join(str(error).split())) from None
        engine.add_output_hook(lambda output: found.update(event.data["_id"] for event in output.events))
        engine.stream_events(self._events)
        return frozenset(found)


def _is_readable(event: Mapping[str, Any]) -> bool:
    return fits(event, LONE) and _has_truth(event) and '\\n"' not in json.dumps(event)


def _has_truth(value: Mapping[str, Any]) -> bool:
    """Whether every field that is mapped as boolean holds a truth value, if any."""
    return all(
        _has_truth(part) if isinstance(part, Mapping) else key not in _BOOLEAN or part is None or _text(part) in _TRUTH
        for key, part in value.items()
    )


def _stored(value: Mapping[str, Any], keyword: str) -> dict[str, Any]:
    """Make numbers and booleans the text that a keyword field has, under its name, and leave null out."""
    made: dict[str, Any] = {}
    for key, part in value.items():
        if isinstance(part, Mapping):
            made[key] = _stored(part, keyword)
        elif part is not None:
            text = part if isinstance(part, list) else _text(part)
            made[key] = _TRUTH[_text(part)] if key in _BOOLEAN else {keyword: text} if keyword else text
    return made


def _text(value: Any) -> str:  # noqa: ANN401 - any part of a record
    return value if isinstance(value, str) else json.dumps(value)
