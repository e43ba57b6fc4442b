"""Where a record travels: the keys and columns that may hold one, or a list of them, and what each tool calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clickops.cloudtrail.decode import Malformed, load

UNPACKED_LIMIT = 16 * 1024 * 1024
"""Bytes that all gzip texts inside one record may unpack to; CloudWatch Logs packs batches of up to 1 MB."""

RECORDS = (
    *("cloudtrailevent", "cloud_trail_event", "cloudtrail_event", "cloudtrail event"),  # lookup-events, Steampipe
    *("eventjson", "event_json"),  # CloudTrail Lake
    *("_raw", "@rawstring", "@message"),  # Splunk and Sumo Logic, LogScale, Logs Insights
    *("event.original", "log.original"),  # Elastic
    "utf8(payload)",  # QRadar
)
"""Keys, in lower case, whose value is a whole record: it is taken before what stands beside it."""

_CONTAINERS = (
    *("records", "events", "logevents"),  # CloudTrail, lookup-events, CloudWatch Logs, QRadar, Kinesis, Firehose
    *("detail", "body", "sns", "_source", "hits"),  # EventBridge, SQS, SNS to Lambda, Elasticsearch and OpenSearch
    *("results", "result", "queryresultrows", "tables", "rows"),  # Splunk, CloudTrail Lake, Sentinel's API, Steampipe
    *("messages", "map", "message", "event", "log", "line"),  # SQS, Sumo Logic, SNS, and what ships logs
    *("payload", "utf8_payload", "payloadasutf", "_msg", "msg"),  # QRadar, VictoriaLogs
    *("data", "attributes", "logs"),  # Datadog, Loki, Kinesis
    *("responses", "datalakequery", "edges", "node"),  # _msearch, Panther's GraphQL
    *("record", "raw", "json", "content", "value"),  # tables with one column
)
"""Keys, in lower case, that may hold a record, a list, an object or JSON text, in the order they are looked into."""

_PACKED = ("kinesis", "awslogs")
_SPLUNK = {"preview", "offset", "init_offset", "lastrow", "post_process_count"}  # what is left of an empty answer
_UNANSWERED = {"cancelled", "failed", "queued", "running", "scheduled", "timed_out", "timeout", "unknown"}
_json_behind = re.compile(r'[^{]{0,512}(?=\{\s*")').match  # a time, a host, a stream's name
_base64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*").fullmatch


def is_column(name: str) -> bool:
    """Tell whether a column of this name may hold a record."""
    return _lower(name) in RECORDS or _lower(name) in _COLUMNS


def cell(row: dict[str, Any], *, alone: bool) -> dict[str, Any] | None:
    """Give the cell of a row that holds a record; `alone`: no other column has the event's name.

    Beside one, a cell of a name that others use too must hold what only a record has.
    """
    keys = {_lower(name): name for name in reversed(row)}
    for wanted in (*RECORDS, *_CONTAINERS):
        name = keys.get(wanted)
        text = row[name] if name is not None else None
        if isinstance(text, str) and _json(text) and (alone or wanted in RECORDS or _is_whole(text)):
            return {str(name): text}
    return None


def whole_record(envelope: dict[str, Any]) -> list[object] | None:
    """Give what the first of the keys in `RECORDS` holds, or of others that hold what only a record has.

    None if there is none, or only text that is not JSON.
    """
    event = envelope.get("event")
    if isinstance(event, dict) and "original" in event:
        return _held("event.original", event["original"])
    keys = {_lower(key): key for key in reversed(envelope)}
    for wanted in (*RECORDS, *_CONTAINERS):
        value = envelope[keys[wanted]] if wanted in keys else None
        if (wanted in RECORDS or _is_whole(value)) and (inside := _held(wanted, value)):
            return inside
    return None


def _is_whole(value: object) -> bool:
    """Tell whether a text, or an object, has the names of what makes a record whole."""
    return isinstance(value, str | dict) and all(name in value for name in ("eventName", "userIdentity"))


def held(envelope: dict[str, Any], room: int) -> tuple[list[object], int] | None:
    """Give what an envelope holds, and how many bytes of the room for unpacking it took; None if it is none.

    Raises `Malformed` where it holds text that cannot be read.
    """
    keys = {_lower(key): key for key in reversed(envelope)}
    first_text = ""
    is_empty = False
    for key, data in _packed(envelope):
        text = unpacked(key, data, room)
        return _load(key, text), len(text)
    for wanted in (*RECORDS, *_CONTAINERS):
        if (key := keys.get(wanted, "")) not in envelope:
            continue
        value = envelope[key]
        if found := _held(key, value):
            return found, 0
        if value == []:
            is_empty = True
        elif isinstance(value, str):
            first_text = first_text or key
    if isinstance(fields := envelope.get("fields"), dict) and fields:  # what Elasticsearch answers for `fields`
        return [{key: _only(value) for key, value in fields.items()}], 0
    if is_empty or ("preview" in envelope and envelope.keys() <= _SPLUNK):
        _refuse_unanswered(envelope)
        return [], 0
    return (_load(first_text, envelope[first_text]), 0) if first_text else None


def _refuse_unanswered(envelope: dict[str, Any]) -> None:
    """Raise `Malformed` for what a query says that failed or still runs: of Logs Insights, CloudTrail Lake, Athena."""
    for key in ("status", "QueryStatus"):
        if isinstance(status := envelope.get(key), str) and status.lower() in _UNANSWERED:
            raise Malformed(f"the answer of a query whose status is {status}: run it again")


def _packed(envelope: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the base64 in an envelope: of Lambda's events, Kinesis (`Data`), Firehose (`data`), QRadar (`payload`)."""
    for key in _PACKED:
        inside = envelope.get(key)
        if isinstance(inside, dict) and isinstance(data := inside.get("data"), str):
            yield key, data
    for key in ("Data", "data", "payload"):
        if isinstance(data := envelope.get(key), str) and _base64(data):
            yield key, data


def _only(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _held(key: str, value: object) -> list[object] | None:
    if isinstance(value, dict):
        return [value] if value else None
    if isinstance(value, list):
        return value or None
    if isinstance(value, str) and (text := _json(value)):
        return _load(key, text)
    return None


def _json(text: str) -> str:
    """Give the JSON in a text, from behind what a syslog daemon or a shipper put before it; empty if there is none."""
    if text.lstrip()[:1] in ("{", "["):
        return text
    behind = _json_behind(text)
    return text[behind.end() :] if behind else ""


def _load(key: str, text: str | bytes) -> list[object]:
    try:
        inside = load(text)
    except Malformed as why:
        raise Malformed(f"in {key}: {why}") from None
    return inside if isinstance(inside, list) else [inside]


def unpacked(key: str, data: str, room: int) -> bytes:
    """Read base64, and gzip in it, of at most `room` bytes; raises `Malformed`."""
    import base64  # noqa: PLC0415  - rarely needed

    from clickops.cloudtrail.unpack import GZIP, Unreadable, gunzip  # noqa: PLC0415  - the same

    try:
        text = base64.b64decode(data)
    except ValueError as error:
        raise Malformed(f"in {key}: not base64: {error}") from None
    if not text.startswith(GZIP):
        return text
    whole = bytearray()
    try:
        for chunk in gunzip(iter([text])):
            whole += chunk
            if len(whole) > room:
                raise Malformed(f"in {key}: more than {UNPACKED_LIMIT:,} bytes when unpacked")
    except Unreadable as why:
        raise Malformed(f"in {key}: {why}") from None
    return bytes(whole)


def _lower(name: str) -> str:
    return name.strip(" \t\r\n\"'").lower()


_COLUMNS = frozenset(_CONTAINERS) - {"events", "records", "results", "rows", "tables", "value", "map", "hits", "sns"}
