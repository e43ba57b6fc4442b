"""EventBridge's own matcher, event-ruler, from Maven Central (backends/eventbridge/engine).

CloudTrail sends a record as `detail` of an event, as it is (ten envelopes in cloud-custodian's tests). What decides
about `detail-type` is the record's eventType. `readOnly` and `managementEvent` are booleans (CloudTrail user guide,
"CloudTrail record contents"): a record in which they are anything else was not sent by CloudTrail. An event of more
than 256 KB is not delivered, and a pattern of more than 2,048 signs is not taken (Amazon EventBridge user guide,
"Quotas").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import java
from clickops.verify.engines import Engine, EngineError, Level

LEVEL: Level = "engine"

_LARGEST = 256 * 1024
_LONGEST = 2048
_BOOLEANS = ("readOnly", "managementEvent")
_TYPES = {
    "AwsConsoleSignIn": "AWS Console Sign In via CloudTrail",
    "AwsServiceEvent": "AWS Service Event via CloudTrail",
}


@contextmanager
def start(conversion: Conversion) -> Iterator[Engine]:
    """Start the matcher. Raises EngineError without Maven and a JDK."""
    sources = conversion.target.folder / "engine"
    with java.asked(java.built(sources), "Matcher") as ask:
        yield _Matcher(f"event-ruler {java.version(sources)}", ask)


class _Matcher:
    def __init__(self, version: str, ask: Callable[[str], str]) -> None:
        self.version = version
        self._ask = ask

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Send the records in their envelopes."""
        taken = []
        for record in events:
            text = json.dumps(envelope(record))
            if len(text) <= _LARGEST and all(isinstance(record.get(name, False), bool) for name in _BOOLEANS):
                taken.append(record["eventID"])
                self._ask(f"E {text}")
        return frozenset(taken)

    def run(self, query: Written) -> frozenset[str]:
        """Match all events; raises EngineError for what EventBridge would not take."""
        try:
            pattern = json.loads(query) if isinstance(query, str) else query
        except ValueError as error:
            raise EngineError(f"no JSON: {error}") from None
        text = json.dumps(pattern, separators=(",", ":"), ensure_ascii=False)
        if len(text) > _LONGEST:
            raise EngineError(f"the pattern has {len(text):,} signs")
        answer = self._ask(f"P {text}")
        if answer.startswith("!"):
            raise EngineError(answer[2:])
        return frozenset(answer.split())


def envelope(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the event that carries a record."""
    service = str(record.get("eventSource", "")).split(".")[0]
    return {
        "version": "0",
        "id": record["eventID"],
        "detail-type": _TYPES.get(str(record.get("eventType")), "AWS API Call via CloudTrail"),
        "source": f"aws.{service}",
        "account": str(record.get("recipientAccountId", "")),
        "time": record.get("eventTime"),
        "region": record.get("awsRegion"),
        "resources": [],
        "detail": record,
    }
