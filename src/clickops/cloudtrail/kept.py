"""What an export does not keep of CloudTrail's records, judged on the first that it holds.

Three things decide most rules: the label of console sessions (`sessionCredentialFromConsole`), the user agent, and who
called (`userIdentity.type` and `.arn`). The label is absent from every record outside of the console, so that records
without it say nothing; what says something is the form. Every record that CloudTrail writes has an `eventVersion`
("CloudTrail record contents"): JSON that holds one keeps records as they are, and the label with them. A table keeps
it in a column, or does not.

Two more decide how bad it is: the request's parameters and the error code. They too are absent from records in their
own right, so that only the columns of a CSV say whether they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from clickops.cloudtrail.columns import plain
from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.envelopes import Aside, is_record, unwrap
from clickops.cloudtrail.reader import Block
from clickops.cloudtrail.runs import Piece

FIRST = 1_000
"""Lines, rows or members of a file that are judged."""

LABEL = "sessionCredentialFromConsole"
AGENT = "userAgent"
IDENTITY = ("userIdentity.type", "userIdentity.arn")
REQUEST = "requestParameters"
ERROR = "errorCode"

_WORDS = {
    LABEL: "console label",
    AGENT: "user agent",
    IDENTITY[0]: "caller's identity",
    REQUEST: "request parameters",
    ERROR: "error code",
}
_OTHERS = ("accessKeyId", "accountId", "invokedBy", "onBehalfOf", "principalId", "sessionContext", "userName")
_CALLERLESS = ("AwsServiceEvent", "AwsVpceEvent")  # the caller or the user agent may be missing, whoever keeps them
_WHOLE = (b'"eventVersion":"', b'"userAgent":"', b'"userIdentity":{"type":"')  # as trails write them
_EVENT_HISTORY = frozenset(("eventid", "eventtime", "username", "eventname", "resourcetype", "resourcename"))
_SENTINEL = frozenset(("awseventid", "eventname", "useridentityarn"))


class Loss(msgspec.Struct, frozen=True):
    """What none of the first `records` records of a file has, though each, or one of a form like this, should."""

    path: str
    form: str
    """What it is: `Event history`, `Sentinel`, `table` for any other CSV, `JSON`."""
    records: int
    fields: tuple[str, ...]
    """Names of fields that are lost, as rules name them, with all that is below them; at least one."""

    @property
    def things(self) -> tuple[str, ...]:
        """What is lost in words: some of `console label`, `user agent`, `caller's identity` and so on."""
        return tuple(word for field, word in _WORDS.items() if field in self.fields)


OnLoss = Callable[[Loss], None]


def watched(block: Block, on_loss: OnLoss) -> Iterator[Piece]:
    """Give the pieces of a text, and say once what its first `FIRST` records do not keep, when they were read."""
    pieces = block.pieces()
    head = list(islice(pieces, 1))
    if not head or _is_whole(head[0][1]):  # as in nearly every file
        return chain(head, pieces)
    return _watched(_Watch(block), chain(head, pieces), on_loss)


def _watched(watch: _Watch, pieces: Iterator[Piece], on_loss: OnLoss) -> Iterator[Piece]:
    for piece in pieces:
        watch.see(piece[1])
        yield piece
        if watch.done:
            break
    if (loss := watch.loss()) is not None:
        on_loss(loss)
    yield from pieces


def _is_whole(piece: object) -> bool:
    return isinstance(piece, bytes) and all(mark in piece for mark in _WHOLE)


class _Watch:
    """What was met in the records of one text so far."""

    def __init__(self, block: Block) -> None:
        self.path = block.path
        self.columns = block.columns
        self.seen = 0
        self.records = 0
        self.label = LABEL.lower() in self.columns
        self.agent = False
        self.identity: set[str] = set()
        self.request = not self.columns or any(plain(REQUEST) in name for name in self.columns)
        self.error = not self.columns or any(plain(ERROR) in name for name in self.columns)
        self._rows: list[int] = []  # which records of one piece were rows of a table, by identity

    @property
    def done(self) -> bool:
        kept = self.label and self.agent and self.request and self.error
        return self.seen >= FIRST or (kept and not self.identity.isdisjoint(("type", "arn")))

    def see(self, piece: bytes | dict[str, Any] | Aside | Malformed) -> None:
        self.seen += 1
        if _is_whole(piece):
            self.records += 1
            self.label = self.agent = self.request = self.error = True
            self.identity.add("type")
            return
        try:
            value = load(piece) if isinstance(piece, bytes) else piece
        except Malformed:
            return
        self._rows.clear()
        row = bool(self.columns) and isinstance(value, dict) and is_record(value)
        for found in unwrap(value, self._row):
            if isinstance(found, dict):
                self._record(found, row=row or id(found) in self._rows)

    def _row(self, row: dict[str, Any], record: dict[str, Any]) -> None:
        """Take in a row of a table, which tells by its names what it would keep.

        One that has whole objects beside an event's version is no table's: a pipeline moved some fields of a record.
        """
        if not ("eventVersion" in row and isinstance(row.get("userIdentity"), dict)):
            self._rows.append(id(record))
        self.label = self.label or LABEL.lower() in set(map(plain, row))

    def _record(self, record: dict[str, Any], *, row: bool) -> None:
        if record.get("eventType") in _CALLERLESS:
            return
        self.records += 1
        self.label = self.label or LABEL in record or ("eventVersion" in record and not row)
        self.agent = self.agent or bool(record.get(AGENT))
        self.request = self.request or REQUEST in record or not row
        self.error = self.error or ERROR in record or not row
        identity = record.get("userIdentity")
        if isinstance(identity, dict):
            self.identity.update(key for key, value in identity.items() if value)

    def loss(self) -> Loss | None:
        """Say what is lost; None if nothing is, or there was nothing to judge."""
        fields: list[str] = []
        if not self.label:
            fields.append(LABEL)
        if not self.agent:
            fields.append(AGENT)
        if self.identity.isdisjoint(("type", "arn")):
            fields += (*IDENTITY, *(f"userIdentity.{name}" for name in _OTHERS if name not in self.identity))
        fields += [field for field, kept in ((REQUEST, self.request), (ERROR, self.error)) if not kept]
        return Loss(self.path, self._form(), self.records, tuple(fields)) if fields and self.records else None

    def _form(self) -> str:
        if self.columns >= _EVENT_HISTORY:
            return "Event history"
        if self.columns >= _SENTINEL:
            return "Sentinel"
        return "table" if self.columns else "JSON"
