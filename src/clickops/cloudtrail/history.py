"""Event history's "Download CSV" -> records. Its columns changed names and order over the years.

A cell is put where the record has it: `User name` in userIdentity.userName. An empty cell is an absent field.
Text stays text (`readOnly` is "true"), but objects and lists in JSON are read. Columns that are no field of
CloudTrail's keep their name, which also serves exports with columns such as `userIdentity.arn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from types import ModuleType
from typing import Any

from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.envelopes import Aside
from clickops.cloudtrail.lines import lines
from clickops.cloudtrail.splitter import RECORD_LIMIT, too_long
from clickops.cloudtrail.unpack import peek

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


_HEAD = 64 * 1024  # bytes in which the header ends
_full_line = re.compile(rb"[^\s,;][^\r\n]*+")


def delimiter(head: bytes) -> str:
    """Give what separates the columns of a text that begins so; empty if none of them is the event's name.

    Excel's line above the header, `sep=;`, says it; else it is a comma, a semicolon or a tab.
    """
    found = (line[0].decode("utf-8", "replace") for line in islice(_full_line.finditer(head[:_HEAD]), 2))
    header = next(found, "")
    characters = ",;\t"
    if told := _told(header):
        characters, header = told, next(found, "")
    for character in characters:
        if "eventname" in map(_plain, header.split(character)):
            return character
    return ""


def columns(head: bytes, separator: str) -> frozenset[str]:
    """Give the names of the columns of a text that begins so, in lower case and without blanks, `_`, `-` and quotes."""
    for line in islice(_full_line.finditer(head[:_HEAD]), 2):
        header = line[0].decode("utf-8", "replace")
        if not _told(header):
            return frozenset(map(_plain, header.split(separator)))
    return frozenset()


def rows(chunks: Iterable[bytes], separator: str) -> Iterator[tuple[int, dict[str, Any] | Aside | Malformed]]:
    """Give each row below the header as a record, with its number from 1; blank lines are no rows.

    A row of blank cells, as spreadsheets leave them below a table, is set aside.
    A row past `RECORD_LIMIT` is not kept. Lines end with a line feed, or with carriage returns alone.
    """
    parser = _parser()
    source = _Lines(chunks)
    table = parser.reader(source, delimiter=separator, strict=True)
    columns: list[str] = []
    number = 0
    while True:
        source.room = RECORD_LIMIT
        try:
            row = next(table)
        except StopIteration:
            return
        except parser.Error as error:
            why = "a line break outside of quotes" if "new-line" in str(error) else str(error)
            yield number, Malformed(f"not CSV: {why}")
        except Malformed as why_not:
            yield number, why_not
        else:
            if not row or (not columns and _told(separator.join(row))):
                continue
            if columns:
                yield number, _record(columns, row) if any(map(str.strip, row)) else Aside("blank row")
            columns = columns or row
        number += 1


def _parser() -> ModuleType:
    """Load a CSV parser of our own: its limit of a cell holds for all who share it, and is less than ours."""
    import importlib.util  # noqa: PLC0415  - rarely needed

    spec = importlib.util.find_spec("_csv")
    if spec is None or spec.loader is None:
        raise ImportError("this Python has no csv module")
    parser = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(parser)
    parser.field_size_limit(RECORD_LIMIT)
    return parser


class _Lines:
    """The lines, as a parser wants them that can go on after an error; `room` is what the row may still take."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.room = RECORD_LIMIT
        head, chunks = peek(iter(chunks))
        if b"\n" not in head[:_HEAD]:
            chunks = (chunk.replace(b"\r", b"\n") for chunk in chunks)
        self._lines = lines(chunks)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        _, line = next(self._lines)
        if isinstance(line, Malformed):
            raise line
        self.room -= len(line)
        if self.room < 0:
            raise Malformed(too_long(RECORD_LIMIT))
        return line.decode("utf-8", "surrogateescape") + "\n"


def _told(line: str) -> str:
    """Give the separator that a line such as `sep=;` names; empty if it is another line."""
    line = line.strip('"\r\n')
    return line[4:] if len(line) == 5 and line.lower().startswith("sep=") else ""


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
