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

RECORD_LIMIT = 4 * 1024 * 1024
"""Bytes of the longest record that is read. CloudTrail's own limit is 256 kB, 1 MB where an event store asks for it."""

Slice = tuple[int, bytes | Malformed]
"""A record's position, and its text or what is wrong with it."""

_QUOTE, _OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = b'"[]{}'
_BLANKS = b" \t\r\n,"
_CONTAINER = rb'"(?:Records|Events|logEvents)"\s*+:\s*+\['


def _passing(pattern: bytes) -> Callable[[bytes, int], re.Match[bytes]]:
    """Compile what is passed over from a place on; as that may be nothing at all, there always is a match."""
    return cast("Callable[[bytes, int], re.Match[bytes]]", re.compile(pattern, re.DOTALL).match)


_skip = _passing(rb"[ \t\r\n,]*+")  # commas too: one too many or too few loses no record
_junk = _passing(rb'[^,"\[\]{}]*+')
_in_string = _passing(rb'[^"\\]*+(?:\\.[^"\\]*+)*+')
_to_bracket = _passing(rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+')
_at_container = re.compile(rb"(?<!\\)" + _CONTAINER + rb"\Z").search
_starts_container = re.compile(rb"\s*+\{\s*+" + _CONTAINER).match
_full_line = re.compile(rb"\S[^\n]*+")
_elements = msgspec.json.Decoder(list[msgspec.Raw])
_MANY = 256 * 1024  # bytes of elements that are held at once


def is_lines(head: bytes) -> bool:
    """Tell whether a text that begins so holds one JSON object a line.

    It does when its first line begins nothing that the next one goes on with and, of the first two that are not
    blank, one is an object by itself: so a damaged line costs no other. A text of one line is no such thing, as
    it means the same as a sequence of values.
    """
    if _starts_container(head):
        return False
    found = _full_line.finditer(head)
    first, second = (next(found, None) for _ in range(2))
    if not first or not second or _goes_on(first[0].rstrip()):
        return False
    return _is_object(first[0]) or _is_object(second[0])


def _goes_on(line: bytes) -> bool:
    return line == b"[" or (line.startswith(b"[") and line.endswith(b",")) or bool(_at_container(line))


def _is_object(line: bytes) -> bool:
    try:
        load_object(line)
    except Malformed:
        return False
    return True


def lines(chunks: Iterable[bytes], limit: int = RECORD_LIMIT) -> Iterator[Slice]:
    """Every line with its number from 1, blank ones too, without its line feed."""
    number = 1
    rest = b""
    lost = False
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        rest += first
        for following in others:
            yield number, Malformed(_too_long(limit)) if lost or len(rest) > limit else rest
            number += 1
            rest = following
            lost = False
        if len(rest) > limit:
            rest = b""
            lost = True
    if rest or lost:
        yield number, Malformed(_too_long(limit)) if lost else rest


def values(chunks: Iterable[bytes], limit: int = RECORD_LIMIT) -> Iterator[Slice]:
    """Every record of a sequence of JSON values, however they are laid out.

    The members of a list, and of `Records`, `Events` and `logEvents` in an object, are the records; they count
    from 1 through all of the text. Any other value is a record itself, and its position is the line it starts on.
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
        plain = True
        while self._close(stop_at_container=True):
            plain = False
            yield from self.elements()
            self._begin()
        if plain:
            yield line, self._slice()

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
        elif first == _QUOTE:
            self._string()
        elif first in (_CLOSE, _CLOSE_LIST):
            self.pos += 1
        else:
            self._junk()
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
        too_long = Malformed(_too_long(self._limit))
        return [element if len(element) <= self._limit else too_long for element in map(bytes, found)]

    def _close(self, *, stop_at_container: bool = False) -> bool:
        """Go behind the bracket that closes the innermost open one; True if it stops inside a container."""
        depth = 1
        while True:
            text = self._text
            pos = _to_bracket(text, self.pos).end()
            while pos < len(text) and (byte := text[pos]) != _QUOTE:
                pos += 1
                if byte in (_OPEN, _OPEN_LIST):
                    depth += 1
                    if stop_at_container and depth == 2 and _at_container(text, max(0, pos - 64), pos):
                        self.pos = pos
                        return True
                else:
                    depth -= 1
                    if not depth:
                        self.pos = pos
                        return False
                pos = _to_bracket(text, pos).end()
            self.pos = pos
            if pos == len(text):
                self._more()
            else:
                self._string()  # which the window does not hold to its end

    def _string(self) -> None:
        self.pos += 1
        while True:
            self.pos = _in_string(self._text, self.pos).end()
            if self._text.startswith(b'"', self.pos):
                self.pos += 1
                return
            self._more()

    def _junk(self) -> None:
        try:
            while (end := _junk(self._text, self.pos).end()) == len(self._text):
                self.pos = end
                self._more()
        except _EndError:
            return
        self.pos = end

    def _begin(self) -> None:
        self._keep = self.pos
        self._lost = False

    def _slice(self) -> bytes | Malformed:
        if self._lost or self.pos - self._keep > self._limit:
            return Malformed(_too_long(self._limit))
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


def _too_long(limit: int) -> str:
    return f"longer than {limit:,} bytes, the limit of one record"
