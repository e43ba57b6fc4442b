"""Where one record ends and the next one begins: JSON text in chunks -> slices, without building values.

Memory holds one record and one chunk, however long the text or its lines are: brackets are counted, strings
are jumped over by a regular expression that never goes back, and a record past `RECORD_LIMIT` is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import msgspec

from clickops.cloudtrail.decode import Malformed, load_object
from clickops.cloudtrail.envelopes import is_record

RECORD_LIMIT = 4 * 1024 * 1024
"""Bytes of the longest record that is read. CloudTrail's own limit is 256 kB, 1 MB where an event store asks for it."""

Slice = tuple[int, bytes | Malformed]
"""A record's position, and its text or what is wrong with it."""

_QUOTE, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = b'"[]{}'
_BLANKS = b" \t\r\n,"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
CONTAINER = rb'"(?:Records|Events|logEvents|events|records|results|Messages|QueryResultRows)"\s*+:\s*+\['
"""What begins a list of records, or of what each holds one, in an object; it ends the look-back of 64 bytes."""
_HITS = rb'(?<!\\)"hits"\s*+:\s*+[\[{]\Z'  # a list in an object of that name: Elasticsearch, OpenSearch


def _passing(pattern: bytes) -> Callable[[bytes, int], re.Match[bytes]]:
    """Compile what is passed over from a place on; as that may be nothing at all, there always is a match."""
    return cast("Callable[[bytes, int], re.Match[bytes]]", re.compile(pattern, re.DOTALL).match)


_skip = _passing(rb"[ \t\r\n,]*+")  # commas too: one too many or too few loses no record
_closing = _passing(rb"[\]} \t\r\n]*+")
_junk = _passing(rb'[^,"\[\]{]*+(?:' + _STRING + rb'[^,"\[\]{]*+)*+')
_in_string = _passing(rb'[^"\\]*+(?:\\.[^"\\]*+)*+')
_to_bracket = _passing(rb'[^"\[\]{}]*+(?:' + _STRING + rb'[^"\[\]{}]*+)*+')
_whole_strings = re.compile(rb'[^"]*+(?:' + _STRING + rb'[^"]*+)*+', re.DOTALL).match
_without_strings = re.compile(_STRING, re.DOTALL).sub
_at_container = re.compile(rb"(?<!\\)" + CONTAINER + rb"\Z").search
_at_hits = re.compile(_HITS).search
_elements = msgspec.json.Decoder(list[msgspec.Raw])
_MANY = 256 * 1024  # bytes of elements that are held at once
_DEEP = 1_000  # brackets inside one another, which no decoder opens


def values(chunks: Iterable[bytes], limit: int = RECORD_LIMIT) -> Iterator[Slice]:
    """Every record of a sequence of JSON values, however they are laid out.

    The members of a list, and of `Records`, `Events`, `logEvents`, `hits.hits` and others in an object, are the
    records; they count from 1 through all of the text. Any other value is a record itself, and its position is the
    line it starts on. So is an object that has its eventName or eventSource before its `Records`, no further than
    the limit; behind them they come too late, as the members are given by then.
    """
    window = _Window(chunks, limit)
    try:
        while True:
            window.place = 0
            first = window.skip()
            line = window.place = window.line()
            if first == _OPEN_LIST:
                window.pos += 1
                yield from window.elements()
            elif first == _OPEN:
                yield from window.members(line)
            else:
                yield line, window.value()
    except _EndError:
        if window.place:
            yield window.place, Malformed("cut off: the text ends before its JSON does")


class _EndError(Exception):
    """The text has no further chunk."""


class _Window:
    """The part of the text that is still wanted: `text[keep:]`, of which `text[:pos]` is scanned."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self.place = 0  # position of what is being scanned, 0 between two values
        self.pos = 0
        self._chunks = iter(chunks)
        self._limit = limit
        self._text = b""
        self._keep = 0
        self._lost = False  # a part of the current value is dropped
        self._in_hits = False  # the object that is open in the outermost one has that name
        self._fresh = False  # `_many` did not yet fail on this text
        self._count = 0
        self._line = 1
        self._counted = 0  # up to here line feeds are in `_line`

    def line(self) -> int:
        self._line += self._text.count(b"\n", self._counted, self.pos)
        self._counted = self.pos
        return self._line

    def skip(self) -> int:
        """Pass over white space and commas; gives the byte that follows."""
        self._keep = self.pos
        while True:
            self.pos = _skip(self._text, self.pos).end()
            if self.pos < len(self._text):
                return self._text[self.pos]
            self._more()

    def members(self, line: int) -> Iterator[Slice]:
        """Give an object as one record, or the records of the containers that it has for members."""
        self._begin()
        self.pos += 1
        before: bytes | Malformed = b""  # what stands before the first container
        plain = True
        depth = 1
        count = self._count
        while depth := self._close(depth, stop_at_container=True):
            if plain and depth == 1:
                before = self._slice()
                if _is_record(before):
                    self._close(depth=2)
                    break
            elif not plain:
                before = b""
            plain = False
            yield from self.elements()
            self._begin()
        rest = self._slice()
        if plain:
            yield line, rest
        elif before and self._count == count and isinstance(before, bytes) and isinstance(rest, bytes):
            yield line, before + b"]" + rest  # a list without members: what stands around it may say why

    def elements(self) -> Iterator[Slice]:
        """Give the members of a list, from behind its opening bracket to behind its closing one."""
        while True:
            self.place = self._count + 1
            if self.skip() == _CLOSE_LIST:
                self.pos += 1
                return
            for element in self._many() or [self.value()]:
                self._count += 1
                yield self._count, element

    def value(self) -> bytes | Malformed:
        """Give the value that starts here, or the junk that stands in its place."""
        self._begin()
        first = self._text[self.pos]
        if first in (_OPEN, _OPEN_LIST):
            self.pos += 1
            self._close()
        else:
            self._junk(_closing if first == _CLOSE_LIST else _junk)
        return self._slice()

    def _many(self) -> list[bytes | Malformed]:
        """Give the next many elements at once, if msgspec takes the text for the members of a list.

        Reading from an element's start it does so only if the text ends with one: a wrong guess of where the
        last one begins is refused. It is five times as fast as counting brackets, which does the rest.
        """
        if not self._fresh:
            return []
        text = self._text
        start = text[self.pos : self.pos + 16]  # `{"eventVersion":`, with which most elements begin
        many = text[self.pos : text.rfind(start, self.pos, self.pos + _MANY)].rstrip(_BLANKS)
        try:
            found = _elements.decode(b"[" + many + b"]")
        except (msgspec.DecodeError, RecursionError):
            found = []
        if not found:
            self._fresh = False
            return []
        self.pos += len(many)
        refused = Malformed(too_long(self._limit))
        return [element if len(element) <= self._limit else refused for element in map(bytes, found)]

    def _close(self, depth: int = 1, *, stop_at_container: bool = False) -> int:
        """Go behind the bracket that closes the outermost of `depth` open ones, and give 0.

        If it stops inside a container, give how many are open around that.
        """
        while True:
            text = self._text
            pos = _to_bracket(text, self.pos).end()
            while pos < len(text) and (byte := text[pos]) != _QUOTE:
                pos += 1
                if byte in (_OPEN, _OPEN_LIST):
                    depth += 1
                    may_start = depth == 2 or (depth == 3 and self._in_hits)
                    if stop_at_container and may_start and self._starts(pos, depth):
                        self.pos = pos
                        return depth - 1
                    if depth > _DEEP:
                        pos, depth = _leap(text, pos, depth)
                else:
                    depth -= 1
                    if not depth:
                        self.pos = pos
                        return 0
                pos = _to_bracket(text, pos).end()
            self.pos = pos
            if pos == len(text):
                self._more()
            else:
                self._string()  # which the window does not hold to its end

    def _starts(self, pos: int, depth: int) -> bool:
        """Tell whether the bracket before `pos`, the last of `depth` open ones, begins a list of records."""
        is_list = self._text[pos - 1] == _OPEN_LIST
        if depth == 2 and is_list:
            return bool(_at_container(self._text, max(0, pos - 64), pos))
        is_hits = bool(_at_hits(self._text, max(0, pos - 64), pos))
        if depth == 2:
            self._in_hits = is_hits
            return False
        return is_list and is_hits

    def _string(self) -> None:
        self.pos += 1
        while True:
            self.pos = _in_string(self._text, self.pos).end()
            if self._text.startswith(b'"', self.pos):
                self.pos += 1
                return
            self._more()

    def _junk(self, passing: Callable[[bytes, int], re.Match[bytes]]) -> None:
        while True:
            self.pos = passing(self._text, self.pos).end()
            if self.pos == len(self._text):
                try:
                    self._more()
                except _EndError:
                    return
            elif passing is _junk and self._text[self.pos] == _QUOTE:
                self._string()
            else:
                return

    def _begin(self) -> None:
        self._keep = self.pos
        self._lost = False

    def _slice(self) -> bytes | Malformed:
        if self._lost or self.pos - self._keep > self._limit:
            return Malformed(too_long(self._limit))
        return self._text[self._keep : self.pos]

    def _more(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            raise _EndError
        if self.pos - self._keep > self._limit:
            self._lost = True
            self._keep = max(self._keep, self.pos - 64)  # what `_at_container` may look back on
        if self._counted < self._keep:
            self._line += self._text.count(b"\n", self._counted, self._keep)
            self._counted = self._keep
        self._text = self._text[self._keep :] + chunk
        self._counted -= self._keep
        self.pos -= self._keep
        self._keep = 0
        self._fresh = True


def _is_record(start: bytes | Malformed) -> bool:
    """Tell whether an object is a record by what stands before the container that begins at the end of `start`."""
    try:
        return isinstance(start, bytes) and is_record(load_object(start + b"]}"))
    except Malformed:
        return False


def _leap(text: bytes, pos: int, depth: int) -> tuple[int, int]:
    """Pass over fewer bytes than there are open brackets, so that the last of them stays open; a fast step."""
    end = _whole_strings(text, pos, pos + depth - 1).end()  # type: ignore[union-attr]  # matches nothing at all, too
    brackets = _without_strings(b"", text[pos:end])
    opened = brackets.count(b"[") + brackets.count(b"{")
    return end, depth + opened - brackets.count(b"]") - brackets.count(b"}")


def too_long(limit: int) -> str:
    """Say that a record is past the limit in bytes."""
    return f"longer than {limit:,} bytes, the limit of one record"
