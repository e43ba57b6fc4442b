"""What CloudTrail records travel in: one object -> the records inside it, and what is there but is none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clickops.cloudtrail import neighbours
from clickops.cloudtrail.decode import Malformed, as_object, load

DEPTH = 8
"""Envelopes inside one another: SQS, SNS, EventBridge and the record are three."""

UNPACKED_LIMIT = 16 * 1024 * 1024
"""Bytes that all gzip texts inside one record may unpack to; CloudWatch Logs packs batches of up to 1 MB."""

_LISTS = ("Records", "Events", "logEvents")
_OBJECTS_OR_TEXTS = ("detail", "CloudTrailEvent", "body", "Sns", "Message", "message", "event", "_source")
_PACKED = ("kinesis", "awslogs")
_MESSAGES = ("Message", "message", "body", "Body")


class Aside(msgspec.Struct, frozen=True):
    """Something that looks like CloudTrail, is another thing, and is left out on purpose."""

    kind: str


def is_record(value: dict[str, object]) -> bool:
    """Tell whether an object is a CloudTrail record itself: it has an eventName or an eventSource.

    Lambda's triggers (`aws:s3`, `aws:sqs`, ...) have them too, and Insight and aggregated events, each of which is
    about many calls, say what they are.
    """
    return (
        ("eventName" in value or "eventSource" in value)
        and not _starts(value, "eventSource", "aws:")
        and not _of_many(value)
    )


def unwrap(value: object) -> Iterator[dict[str, object] | Aside | Malformed]:
    """Give the records in a value, each as it stands there, and what is wrong with the others; never raises."""
    waiting = [(value, 0)]
    room = UNPACKED_LIMIT
    while waiting:
        item, depth = waiting.pop()
        try:
            found = as_object(item)
            if is_record(found):
                yield found
            elif kind := _kind_aside(found):
                yield Aside(kind)
            elif depth == DEPTH:
                raise Malformed(f"more than {DEPTH} envelopes inside one another")  # noqa: TRY301  - as the others
            else:
                inside, unpacked = _open(found, room)
                room -= unpacked
                waiting += [(inner, depth + 1) for inner in reversed(inside)]
        except Malformed as why:
            yield why


def _open(envelope: dict[str, object], room: int) -> tuple[list[object], int]:
    """Give what an envelope holds, and how many bytes of the room for unpacking it took."""
    for key in _LISTS:
        if isinstance(inside := envelope.get(key), list):
            return inside, 0
    for key in _OBJECTS_OR_TEXTS:
        inside = envelope.get(key)
        if isinstance(inside, dict):
            return [inside], 0
        if isinstance(inside, str):
            return _load(key, inside), 0
    for key in _PACKED:
        inside = envelope.get(key)
        if isinstance(inside, dict) and isinstance(data := inside.get("data"), str):
            text = _unpack(key, data, room)
            return _load(key, text), len(text)
    if isinstance(source := envelope.get("eventSource"), str):
        raise Malformed(f"a message of {source[:40]!r}, not a CloudTrail record")
    raise Malformed("neither eventName nor eventSource: not a CloudTrail record")


def _kind_aside(value: dict[str, object]) -> str:
    source = value.get("eventSource")
    if source == "aws:s3" or value.get("Event") == "s3:TestEvent":
        return "S3 notification"
    if value.get("source") == "aws.s3" and _starts(value, "detail-type", "Object "):
        return "S3 notification"  # by way of EventBridge
    if source == "aws:dynamodb":
        return "DynamoDB stream record"
    if "digestStartTime" in value:
        return "digest"
    if kind := _of_many(value) or neighbours.thing(value):
        return kind
    for key in _MESSAGES:
        if kind := neighbours.message(value.get(key)):
            return kind
    if value.get("messageType") == "CONTROL_MESSAGE" or _starts(value, "message", "CWL CONTROL MESSAGE"):
        return "CloudWatch Logs control message"
    return ""


def _of_many(value: dict[str, object]) -> str:
    category, kind = value.get("eventCategory"), value.get("eventType")
    if category == "Insight" or kind == "AwsCloudTrailInsight" or "insightDetails" in value:
        return "Insight event"
    return "aggregated event" if category == "Aggregated" or kind == "AwsAggregatedEvent" else ""


def _starts(value: dict[str, object], key: str, prefix: str) -> bool:
    return isinstance(text := value.get(key), str) and text.startswith(prefix)


def _load(key: str, text: str | bytes) -> list[object]:
    try:
        inside = load(text)
    except Malformed as why:
        raise Malformed(f"in {key}: {why}") from None
    return inside if isinstance(inside, list) else [inside]


def _unpack(key: str, data: str, room: int) -> bytes:
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
