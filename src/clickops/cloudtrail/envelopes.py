"""What CloudTrail records travel in: one object -> the records inside it, and what is there but is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from clickops.cloudtrail import columns, holders, neighbours, tables
from clickops.cloudtrail.decode import Malformed, as_object, load
from clickops.cloudtrail.holders import UNPACKED_LIMIT
from clickops.cloudtrail.objects import whole

DEPTH = 8
"""Envelopes inside one another: SQS, SNS, EventBridge and the record are three."""

OnRow = Callable[[dict[str, object], dict[str, object]], None]

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


def unwrap(value: object, on_row: OnRow | None = None) -> Iterator[dict[str, object] | Aside | Malformed]:
    """Give the records in a value, each as CloudTrail writes it, and what is wrong with the others; never raises.

    `on_row` gets each row of a table that a record was put together from, and the record.
    """
    waiting = [(value, 0)]
    room = UNPACKED_LIMIT
    while waiting:
        item, depth = waiting.pop()
        try:
            found = as_object(_object_in(item))
            is_one = is_record(found)
            beside = _beside(found) if is_one else None
            if is_one and not beside:
                yield _record(found, on_row)
            elif kind := _kind_aside(found):
                yield Aside(kind)
            elif depth == DEPTH:
                raise Malformed(f"more than {DEPTH} envelopes inside one another")  # noqa: TRY301  - as the others
            else:
                inside, unpacked = (beside, 0) if beside else _open(found, room, on_row)
                room -= unpacked
                waiting += [(inner, depth + 1) for inner in reversed(inside)]
        except Malformed as why:
            yield why


def _object_in(item: object) -> object:
    """Read a text that is JSON, and make an object of a list that is a row or holds records."""
    if isinstance(item, Malformed):
        raise item
    if isinstance(item, str) and item.lstrip()[:1] in ("{", "["):
        item = load(item)
    if isinstance(item, list):
        if row := tables.row(item):
            return row
        if item and isinstance(item[0], dict):
            return {"Records": item}
    return item


def _beside(row: dict[str, object]) -> list[object] | None:
    """Give the whole record that stands beside what Splunk and Logs Insights extracted, or a choice of columns."""
    return None if "userIdentity" in row else holders.whole_record(row)


def _record(found: dict[str, object], on_row: OnRow | None) -> dict[str, object]:
    """Give a record as CloudTrail writes it; Datadog's pipeline moves two fields of one that it leaves as it is."""
    if "userIdentity" in found and "userAgent" in found:
        return whole(found)
    return _placed(found, on_row) if columns.is_respelled(found) else whole(found)


def _placed(row: dict[str, object], on_row: OnRow | None) -> dict[str, object]:
    record = columns.placed(row)
    if on_row:
        on_row(row, record)
    return record


def _open(envelope: dict[str, object], room: int, on_row: OnRow | None) -> tuple[list[object], int]:
    """Give what an envelope holds, and how many bytes of the room for unpacking it took."""
    if (inside := holders.whole_record(envelope)) or (inside := tables.rows(envelope)) is not None:
        return inside, 0
    if columns.is_row(envelope) and is_record(record := _placed(envelope, on_row)):
        return [record], 0
    if found := holders.held(envelope, room):
        return found
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
