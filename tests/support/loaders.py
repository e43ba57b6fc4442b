"""Files of records as CloudTrail and `jq` write them, and the statement in a shipped file's comment that loads them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from clickops.conversion.targets import find
from support.engines import shipment

AWKWARD = ("", "a,b", "it's", '"', "\\", "\\N", "\\.", "\t\r\n", "\x01\x02", "é\u2028\U0001f600", "{", "[]", "$x ${x}")
RECORDS: list[dict[str, Any]] = [
    *({"eventID": f"text {at}", "userAgent": text, "resources": []} for at, text in enumerate(AWKWARD)),
    {"eventID": "null", "errorCode": None, "requestParameters": None},
    {"eventID": "empty", "userIdentity": {}, "requestParameters": {"a": [], "b": {}}},
    {"eventID": "deep", "requestParameters": {"a": [[{"b": [1, 2.5, True, None]}]]}},
]


def script(name: str, **options: str) -> str:
    """Give the shipped file that makes the view of a target."""
    return shipment(find(name), "views", None, **options).files["cloudtrail.sql"]


def loading(text: str) -> str:
    """Give the statement in the comment of a shipped file."""
    lines = [line.removeprefix("--   ") for line in text.split("\n") if line.startswith("--   ")]
    assert lines
    return "\n".join(lines)


def whole(path: Path, records: list[dict[str, Any]], indent: int | None = None) -> None:
    """Write a file as CloudTrail does."""
    _write(path, json.dumps({"Records": records}, indent=indent, ensure_ascii=indent is None))


def lines(path: Path, records: list[dict[str, Any]], end: str = "\n") -> None:
    """Write a file with one record a line, as `jq -c '.Records[]'` does."""
    _write(path, end.join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in records) + end)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = text.encode()
    path.write_bytes(gzip.compress(written) if path.suffix == ".gz" else written)


def marked(records: list[dict[str, Any]], mark: str) -> list[dict[str, Any]]:
    """Copy records, with ids that say which file they are in."""
    return [one | {"eventID": f"{mark} {one['eventID']}"} for one in records]


def ids(records: list[dict[str, Any]]) -> list[str]:
    return sorted(one["eventID"] for one in records)
