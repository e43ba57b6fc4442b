"""Event history's "Download CSV" -> records. Its columns changed names and order over the years.

A cell is put where the record has it: `User name` in userIdentity.userName. An empty cell is an absent field.
Text stays text (`readOnly` is "true"), but objects and lists in JSON are read. Columns that are no field of
CloudTrail's keep their name, which also serves exports with columns such as `userIdentity.arn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.splitter import lines

_FIELDS = (
    *("additionalEventData", "apiVersion", "awsRegion", "errorCode", "errorMessage", "eventCategory", "eventID"),
    *("eventName", "eventSource", "eventTime", "eventType", "eventVersion", "managementEvent", "readOnly"),
    *("recipientAccountId", "requestID", "requestParameters", "resources", "responseElements"),
    *("serviceEventDetails", "sessionCredentialFromConsole", "sharedEventID", "sourceIPAddress", "tlsDetails"),
    *("userAgent", "userIdentity", "vpcEndpointId"),
)
_PLACES: dict[str, tuple[str, ...]] = {field.lower(): (field,) for field in _FIELDS} | {
    "accesskey": ("userIdentity", "accessKeyId"),
    "accesskeyid": ("userIdentity", "accessKeyId"),
    "awsaccesskey": ("userIdentity", "accessKeyId"),
    "awsaccesskeyid": ("userIdentity", "accessKeyId"),
    "eventdatetime": ("eventTime",),
    "region": ("awsRegion",),
    "requestuseragent": ("userAgent",),
    "resourcename": ("resources", "resourceName"),
    "resourcetype": ("resources", "resourceType"),
    "sourceip": ("sourceIPAddress",),
    "username": ("userIdentity", "userName"),
}


def delimiter(head: bytes) -> str:
    """Give what separates the columns of a text that begins so; empty if none of them is the event's name."""
    first = head[: 64 * 1024].lstrip().partition(b"\n")[0].decode("utf-8", "replace")
    for character in ",;\t":
        if "eventname" in map(_plain, first.split(character)):
            return character
    return ""


def rows(chunks: Iterable[bytes], separator: str) -> Iterator[tuple[int, dict[str, Any] | Malformed]]:
    """Give each row below the header as a record, with its number from 1; blank lines are no rows."""
    import csv  # noqa: PLC0415  - rarely needed

    table = csv.reader(_texts(chunks, csv.field_size_limit()), delimiter=separator, strict=True)
    columns: list[str] = []
    number = 0
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Malformed(f"not CSV: {error}")
        else:
            if not row:
                continue
            if columns:
                yield number, _record(columns, row)
            columns = columns or row
        number += 1


def _texts(chunks: Iterable[bytes], longest: int) -> Iterator[str]:
    for _, line in lines(chunks):
        if isinstance(line, Malformed):
            yield "x" * (longest + 1)  # csv refuses this as it would refuse the line
        else:
            yield line.decode("utf-8", "surrogateescape") + "\n"


def _record(columns: list[str], row: list[str]) -> dict[str, Any] | Malformed:
    if len(row) != len(columns):
        return Malformed(f"a row of {len(row)} cells under {len(columns)} columns")
    if any("\ud800" <= character <= "\udfff" for character in "".join(row)):
        return Malformed("not UTF-8")
    record: dict[str, Any] = {}
    identity: dict[str, Any] = {}
    resource: dict[str, Any] = {}
    parts = {"userIdentity": identity, "resources": resource}
    for column, cell in zip(columns, row, strict=True):
        if cell:
            field, *member = _PLACES.get(_plain(column), (column,))
            if member:
                parts[field][member[0]] = cell
            else:
                record[field] = _value(cell)
    if identity:
        record.setdefault("userIdentity", identity)  # a column with all of it knows more
    if resource:
        record.setdefault("resources", [resource])
    return record


def _value(cell: str) -> object:
    if not cell.startswith(("{", "[")):
        return cell
    try:
        return load(cell)
    except Malformed:  # `[S3Console/0.4]`
        return cell


def _plain(name: str) -> str:
    return "".join(character for character in name if character not in " \"'_-\r").lower()
