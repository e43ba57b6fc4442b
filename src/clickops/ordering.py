"""Sorting more than memory holds: entries of bytes, in memory while they are few and on disk when they are many."""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Self

Entry = tuple[bytes, bytes]
"""What an entry is sorted by, and what it holds."""

LIMIT = 8_000_000
"""Bytes of entries that are held before they are written to disk."""

_OVERHEAD = 170  # bytes that Python needs for an entry besides what is in it
_WIDTH = 16  # runs that are merged into one: so many files are open, and their buffers are in memory
_LENGTHS = struct.Struct(">II")
_BUFFER = 1 << 16


class Sorter:
    """Takes entries in any order and gives them back once, sorted by their keys; leaving it closes its files.

    Memory does not grow with the entries: runs of at most `limit` bytes are sorted and written to nameless temporary
    files, and files are merged before they become many. Raises OSError when the disk is full.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._held: list[Entry] = []
        self._size = 0
        self._levels: list[list[IO[bytes]]] = []  # files that were merged as often
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, key: bytes, content: bytes) -> None:
        """Take an entry; keys must differ for the order of equal ones to be certain."""
        self._held.append((key, content))
        self._size += len(key) + len(content) + _OVERHEAD
        if self._size > self._limit:
            self._spill()

    def drain(self) -> Iterator[Entry]:
        """Give all entries by their keys; once, and none may be added after."""
        self._held.sort()
        files = [file for level in self._levels for file in level]
        yield from heapq.merge(*map(_read, files), self._held) if files else self._held
        self._held = []
        self._open.close()

    def _spill(self) -> None:
        self._held.sort()
        file = self._write(self._held)
        self._held, self._size = [], 0
        for level in self._levels:
            level.append(file)
            if len(level) < _WIDTH:
                return
            file = self._write(heapq.merge(*map(_read, level)))
            for merged in level:
                merged.close()
            level.clear()
        self._levels.append([file])

    def _write(self, entries: Iterable[Entry]) -> IO[bytes]:
        import tempfile  # noqa: PLC0415 - rarely needed

        file = self._open.enter_context(tempfile.TemporaryFile(buffering=_BUFFER))  # noqa: SIM115 - it is the stack's
        for key, content in entries:
            file.write(_LENGTHS.pack(len(key), len(content)))
            file.write(key)
            file.write(content)
        file.seek(0)
        return file


def _read(file: IO[bytes]) -> Iterator[Entry]:
    while lengths := file.read(_LENGTHS.size):
        key, content = _LENGTHS.unpack(lengths)
        yield file.read(key), file.read(content)
