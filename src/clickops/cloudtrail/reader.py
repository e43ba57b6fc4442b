"""Paths -> CloudTrail records with their positions, whatever they are packed and wrapped in.

The kinds of text are told apart by their content: JSON as one value, a list, a sequence or one value a line,
tables as CSV, and lines that end in JSON. What cannot be read is a `Problem`, what is something else is set aside,
and the rest goes on. Memory does not grow with the input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from clickops.cloudtrail import prefixed, trail
from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.envelopes import unwrap
from clickops.cloudtrail.foreign import foreign
from clickops.cloudtrail.history import delimiter, rows
from clickops.cloudtrail.lines import is_lines, lines
from clickops.cloudtrail.runs import ONE_BY_ONE, Piece, joined
from clickops.cloudtrail.source import Text, texts
from clickops.cloudtrail.splitter import RECORD_LIMIT, values
from clickops.errors import InputError, Problem

Paths = str | Path | Iterable[str | Path]

_IDENTITY = b'"userIdentity"'


class Source(msgspec.Struct, frozen=True):
    """Where a record stands; prints as `trails/a.json.gz:12`, in an archive as `a.zip!name:12`.

    `record` counts from 1: the line in text of one value a line or in any sequence of values, the member of a
    list or of `Records`, the row below a CSV's header. What one record wraps shares its position.
    """

    path: str
    record: int

    def __str__(self) -> str:
        """Give the text that is shown to a person."""
        return f"{self.path}:{self.record}"


OnProblem = Callable[[Problem], None]
OnAside = Callable[[Source, str], None]


def read(
    paths: Paths,
    *,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[tuple[Source, dict[str, Any]]]:
    """Give every CloudTrail record behind the paths, with its position; each has an eventName or eventSource.

    `paths` are files, folders (with all that is in them, in order of names), globs, and `-` for `stdin`. Links
    are followed, a folder is read once; hidden files are read when they are named. Text is plain or gzip, in
    files or zip archives, UTF-8 or UTF-16.

    `on_problem` gets what cannot be read, files (position 0) and records; without it the first raises
    `InputError`. `on_aside` gets what is recognised and no CloudTrail record: S3 notifications, DynamoDB stream
    records, digests, Insight events, CloudWatch Logs control messages.
    """
    for block in blocks(paths, on_problem=on_problem, on_aside=on_aside, stdin=stdin):
        yield from block.events()


def blocks(
    paths: Paths,
    *,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
) -> Iterator[Block]:
    """Give every text behind the paths but the file `leave_out`, unread. Problems come when it is read."""
    for text in texts(paths, stdin, leave_out):
        parts: list[bytes] = []
        size = 0
        for chunk in text.chunks:
            parts.append(chunk)
            size += len(chunk)
            if size > RECORD_LIMIT:
                break
        head = b"".join(parts)
        whole = size <= RECORD_LIMIT and not text.fault
        yield Block(text.path, head if whole else None, head, text, on_problem or _raise, on_aside or _ignore)


class Block(msgspec.Struct, frozen=True, eq=False):
    """One text; read it before the next one is asked for.

    `data` is all of it, unpacked, if it is whole and no longer than `RECORD_LIMIT`.
    """

    path: str
    data: bytes | None
    _head: bytes
    _text: Text
    _on_problem: OnProblem
    _on_aside: OnAside

    def events(self) -> Iterator[tuple[Source, dict[str, Any]]]:
        """Give the records in it, as `read` does; once."""
        for position, piece in self.pieces():
            yield from self.records(position, piece)

    def pieces(self) -> Iterator[Piece]:
        """Give the position of each record and its JSON text, a CSV row's value, or why there is neither; once.

        Of a long run of what is no record, the first are told and then how many there are.
        """
        if self.data is not None and (found := trail.records(self.data)) is not None:
            pieces = enumerate(found, 1)
            are_records = all(_IDENTITY in record for record in (*found[:1], *found[-1:]))
            yield from pieces if are_records else _looked_at(pieces)
            return
        yield from _looked_at(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        head = self._head
        chunks = chain([head], self._text.chunks)
        first = head.lstrip()[:1]
        if first not in (b"{", b"[") and (separator := delimiter(head)):
            yield from joined(rows(chunks, separator), ONE_BY_ONE, malformed=True)
        elif is_lines(head):
            yield from joined((line for line in lines(chunks) if not _is_blank(line[1])), ONE_BY_ONE)
        elif first in (b"{", b"[") or head.lstrip().startswith((b'"{', b'"[')):
            yield from joined(values(chunks), 0)
        elif prefixed.is_prefixed(head):
            yield from joined(prefixed.records(lines(chunks)), ONE_BY_ONE)
        elif prefixed.is_pretty(head):
            yield from joined(values(prefixed.without_times(lines(chunks))), 0)
        elif first and (why := foreign(head)):
            yield 0, Malformed(why)
        elif first:
            yield 0, Malformed("neither JSON nor a CSV with a column of event names")
        elif not self._text.fault:
            yield 0, Malformed("white space where the first record should be" if head else "empty")
        if self._text.fault:
            yield 0, Malformed(self._text.fault)

    def records(
        self, position: int, piece: bytes | dict[str, Any] | Malformed
    ) -> Iterator[tuple[Source, dict[str, Any]]]:
        """Give the records in one of the pieces, and tell what is wrong with it or no record."""
        source = Source(self.path, position)
        try:
            value = load(piece) if isinstance(piece, bytes) else piece
        except Malformed as why:
            value = why
        for item in [value] if isinstance(value, Malformed) else unwrap(value):
            if isinstance(item, dict):
                yield source, item
            elif isinstance(item, Malformed):
                self._on_problem(Problem(self.path, position, str(item)))
            else:
                self._on_aside(source, item.kind)


def _looked_at(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give the pieces, those that lack an identity as values: they may be rows of a table that look like records."""
    for position, piece in pieces:
        if isinstance(piece, bytes) and _IDENTITY not in piece:
            try:
                value = load(piece)
            except Malformed as why:
                value = why
            if isinstance(value, dict | Malformed):
                yield position, value
                continue
        yield position, piece


def _is_blank(line: bytes | Malformed) -> bool:
    return isinstance(line, bytes) and not line.strip()


def _raise(problem: Problem) -> None:
    place = f"{problem.path}:{problem.position}" if problem.position else problem.path
    raise InputError(problem.reason, path=place)


def _ignore(_source: Source, _kind: str) -> None:
    pass
