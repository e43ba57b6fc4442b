"""Paths -> CloudTrail records with their positions, whatever they are packed and wrapped in.

The kinds of text are told apart by their content: JSON as one value, a list, a sequence or one value a line,
tables as CSV, and lines that end in JSON. What cannot be read is a `Problem`, what is something else is set aside,
and the rest goes on. Memory does not grow with the input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from clickops.cloudtrail import neighbours, prefixed, trail
from clickops.cloudtrail.choice import Choice, globs
from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.envelopes import Aside, unwrap
from clickops.cloudtrail.foreign import foreign
from clickops.cloudtrail.history import columns, delimiter, rows
from clickops.cloudtrail.lines import is_lines, lines
from clickops.cloudtrail.runs import ONE_BY_ONE, Piece, joined
from clickops.cloudtrail.source import Text, texts
from clickops.cloudtrail.splitter import RECORD_LIMIT, values
from clickops.errors import InputError, Problem

_starts_json = re.compile(rb"\n[ \t]*+[{\[]").search
EMPTY = "empty"
"""Why there is no record in a text of no length, or of white space."""

Paths = str | Path | Iterable[str | Path]

_IDENTITY = b'"userIdentity"'


class Source(msgspec.Struct, frozen=True):
    """Where a record stands; prints as `trails/a.json.gz:12`, in an archive as `a.zip!name:12`.

    `record` counts from 1: the line in text of one value a line or in any sequence of values, the member of a
    list or of `Records`, the row below a CSV's header. What one record wraps shares its position. 0 is a whole file,
    which is set aside.
    """

    path: str
    record: int

    def __str__(self) -> str:
        """Give the text that is shown to a person."""
        return f"{self.path}:{self.record}" if self.record else self.path

    def to_dict(self) -> dict[str, Any]:
        """Give it as a JSON object."""
        return {"path": self.path, "record": self.record}


OnProblem = Callable[[Problem], None]
OnAside = Callable[[Source, str], None]


def read(
    paths: Paths,
    *,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    stdin: BinaryIO | None = None,
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    all_files: bool = False,
) -> Iterator[tuple[Source, dict[str, Any]]]:
    """Give every CloudTrail record behind the paths, with its position; each has an eventName or eventSource.

    `paths` are files, folders (with all that is in them, in order of names), globs, and `-` for `stdin`. Links
    are followed, a folder is read once; hidden files are read when they are named. Text is plain or gzip, in
    files or zip archives, UTF-8 or UTF-16.

    `on_problem` gets what cannot be read, files (position 0) and records; without it the first raises
    `InputError`. `on_aside` gets what is recognised and no CloudTrail record, with its kind: S3 notifications,
    DynamoDB stream records, digests, Insight and aggregated events, control messages, and what other services write
    to a log archive (`neighbours`), whole files with the record 0.

    Of what a folder, a glob or an archive leads to, `include` and `exclude` keep and leave out paths by globs (`*`
    matches `/` too), and in a tree laid out as `AWSLogs/` only the folders `CloudTrail` are opened, with `all_files`
    the others too; what is not opened goes to `on_aside`.
    """
    choice = Choice(globs(include), globs(exclude), all_files=all_files)
    for block in blocks(paths, on_problem=on_problem, on_aside=on_aside, stdin=stdin, choice=choice):
        yield from block.events()


def blocks(
    paths: Paths,
    *,
    on_problem: OnProblem | None = None,
    on_aside: OnAside | None = None,
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
    choice: Choice | None = None,
) -> Iterator[Block]:
    """Give every text behind the paths but the file `leave_out`, unread. Problems come when it is read.

    What `choice` does not open is told to `on_aside` and gives no block.
    """
    for text in texts(paths, stdin, leave_out, choice):
        if text.aside:
            (on_aside or _ignore)(Source(text.path, 0), text.aside)
            continue
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
        if separator := self._separator():
            yield from joined(rows(chunks, separator), ONE_BY_ONE, malformed=True)
        elif is_lines(head):
            yield from joined((line for line in lines(chunks) if not _is_blank(line[1])), ONE_BY_ONE)
        elif first in (b"{", b"[") or head.lstrip().startswith((b'"{', b'"[')):
            pieces = joined(values(chunks), 0)
            yield from pieces if self.data is not None else _without_config(head, pieces)
        elif first and (kind := neighbours.log(head)):
            yield 0, _log(kind, chunks)
            return
        elif first:
            yield from _otherwise(head, chunks)
        elif not (head or self._text.fault) and (kind := neighbours.empty_marker(self.path)):
            yield 0, Aside(kind)
        elif not self._text.fault:
            yield 0, Malformed(EMPTY)
        if self._text.fault:
            yield 0, Malformed(self._text.fault)

    @property
    def columns(self) -> frozenset[str]:
        """The names of a CSV's columns, in lower case and without blanks, `_` and `-`; empty for other texts."""
        separator = self._separator()
        return columns(self._head, separator) if separator else frozenset()

    def _separator(self) -> str:
        return "" if self._head.lstrip()[:1] in (b"{", b"[") else delimiter(self._head)

    def records(
        self, position: int, piece: bytes | dict[str, Any] | Aside | Malformed
    ) -> Iterator[tuple[Source, dict[str, Any]]]:
        """Give the records in one of the pieces, and tell what is wrong with it or no record."""
        source = Source(self.path, position)
        value: object
        try:
            value = load(piece) if isinstance(piece, bytes) else piece
        except Malformed as why:
            value = why
        for item in [value] if isinstance(value, Malformed | Aside) else unwrap(value):
            if isinstance(item, dict):
                yield source, item
            elif isinstance(item, Malformed):
                self._on_problem(Problem(self.path, position, str(item)))
            else:
                self._on_aside(source, item.kind)


def _otherwise(head: bytes, chunks: Iterable[bytes]) -> Iterator[Piece]:
    """Read text that is neither JSON nor a table: lines with a time before each record, or why it is none of these."""
    if prefixed.is_prefixed(head):
        yield from joined(prefixed.records(lines(chunks)), ONE_BY_ONE)
    elif prefixed.is_pretty(head):
        yield from joined(values(prefixed.without_times(lines(chunks))), 0)
    else:
        yield 0, Malformed(foreign(head) or "neither JSON nor a CSV with a column of event names")


def _log(kind: str, chunks: Iterable[bytes]) -> Aside | Malformed:
    """Set a text of lines aside that begins as a log, unless JSON is behind it, as where files were joined into one."""
    before = b""
    for chunk in chunks:
        if _starts_json(before + chunk):
            return Malformed(f"a {kind} with JSON after it: scan the two as files of their own")
        before = chunk[-64:]
    return Aside(kind)


def _without_config(head: bytes, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Set an object of AWS Config aside that is longer than a record may be."""
    for position, piece in pieces:
        large = position == 1 and isinstance(piece, Malformed) and neighbours.begins_config(head)
        yield position, Aside("AWS Config file") if large else piece


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
