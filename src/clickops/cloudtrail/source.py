"""Paths -> the texts behind them: of files, of entries in zip archives, of standard input.

What a file is, its first bytes say, never its name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from clickops.cloudtrail.choice import Choice, Chooser, chooser
from clickops.cloudtrail.files import find, reason, root
from clickops.cloudtrail.unpack import CHUNK, ZIP, Unreadable, gather, peek, unpack

STDIN = "-"


class Text:
    """One text in UTF-8, in chunks of bounded size, to be read once and before the next text is asked for.

    `fault` is empty, or says behind the last chunk why no more of them came. `aside` names the kind of a text that
    was not opened.
    """

    def __init__(self, path: str, chunks: Iterable[bytes] = (), fault: str = "", aside: str = "") -> None:
        self.path = path
        self.fault = fault
        self.aside = aside
        self.chunks = self._until_fault(chunks)

    def _until_fault(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        try:
            yield from chunks
        except Unreadable as why:
            self.fault = str(why)


def texts(
    paths: str | Path | Iterable[str | Path],
    stdin: BinaryIO | None = None,
    leave_out: str | None = None,
    choice: Choice | None = None,
) -> Iterator[Text]:
    """Give every text behind the paths, in the order given and folders by name, but that of the file `leave_out`.

    What cannot be read at all is a text without chunks that has a fault; nothing is raised for it. So is one that
    `choice` (of a user; the default without it) leaves out, with its kind. Standard input is read where it is named
    first; Ctrl-C while it is waited for ends it, and is raised again after what was read.
    """
    choice = choice or Choice()
    for given in [paths] if isinstance(paths, str | Path) else paths:
        path = os.fspath(given)
        if path != STDIN:
            yield from _texts_of(path, leave_out, chooser(choice, root(path)))
        elif stdin is None:
            yield Text(path, fault="no standard input was handed over, or it was read before")
        else:
            given_up: list[KeyboardInterrupt] = []
            yield from _open(path, stdin, chooser(choice, path), given_up)
            stdin = None
            if given_up:
                raise given_up[0]


def _texts_of(path: str, leave_out: str | None, choose: Chooser) -> Iterator[Text]:
    for name, why_not in find(path):
        if why_not:
            yield Text(name, fault=why_not)
            continue
        if leave_out and _is_same(name, leave_out):
            continue
        if name != path and (kind := choose(name)):
            yield Text(name, aside=kind)
            continue
        try:
            file = open(name, "rb", opener=_without_waiting)  # noqa: SIM115  - the with is below
        except (OSError, ValueError) as error:
            yield Text(name, fault=reason(error))
            continue
        with file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                yield from _open(name, file, choose)
            else:
                yield Text(name, fault="not a regular file; a stream is read from -")


def _is_same(name: str, other: str) -> bool:
    """Compare files, by name first: to ask the system about each would take time."""
    if os.path.basename(name) != os.path.basename(other):  # noqa: PTH119
        return False
    return os.path.realpath(name) == os.path.realpath(other)


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe too, though nobody writes to it: then it can be refused."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _open(
    path: str, file: BinaryIO, choose: Chooser, given_up: list[KeyboardInterrupt] | None = None
) -> Iterator[Text]:
    head, chunks = peek(gather(_read(file) if given_up is None else _wait(file, given_up)))
    if not head.startswith(ZIP):
        yield Text(path, unpack(chunks))
    elif file.seekable():
        yield from _entries(path, file, choose)
    else:
        yield from _entries_of_stream(path, chunks, choose)


def _read(file: BinaryIO) -> Iterator[bytes]:
    try:
        while chunk := file.read(CHUNK):
            yield chunk
    except (OSError, ValueError) as error:
        raise Unreadable(reason(error)) from None


def _wait(file: BinaryIO, given_up: list[KeyboardInterrupt]) -> Iterator[bytes]:
    """Read what is there as it comes, until the end or Ctrl-C."""
    read = getattr(file, "read1", file.read)
    try:
        while chunk := read(CHUNK):
            yield chunk
    except (OSError, ValueError) as error:
        raise Unreadable(reason(error)) from None
    except KeyboardInterrupt as error:
        given_up.append(error)


def _entries_of_stream(path: str, chunks: Iterator[bytes], choose: Chooser) -> Iterator[Text]:
    """Put a stream on disk first: a zip archive's table of contents stands at its end."""
    import tempfile  # noqa: PLC0415  - rarely needed

    with tempfile.TemporaryFile() as file:
        try:
            file.writelines(chunks)
        except (OSError, Unreadable) as error:
            yield Text(path, fault=reason(error))
        else:
            yield from _entries(path, file, choose)


def _entries(path: str, file: BinaryIO, choose: Chooser) -> Iterator[Text]:
    """Give each file of a zip archive as `a.zip!name`, in the archive's order, hidden ones left out."""
    import struct  # noqa: PLC0415  - only for archives
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    damage = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError)

    def read(entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.flag_bits & 1:
            raise Unreadable("encrypted: unpack it first")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack without bound
            raise Unreadable(f"packed with method {entry.compress_type}, which is not supported: unpack it first")
        try:
            with archive.open(entry) as content:
                while chunk := content.read(CHUNK):
                    yield chunk
        except damage as error:
            raise Unreadable(f"damaged archive entry ({reason(error)})") from None

    try:
        archive = zipfile.ZipFile(file)
    except damage as error:
        yield Text(path, fault=f"damaged zip archive ({reason(error)})")
        return
    entries = [entry for entry in archive.infolist() if not (entry.is_dir() or _is_hidden(entry.filename))]
    for entry in entries:
        name = f"{path}!{entry.filename}"
        kind = choose(name)
        yield Text(name, aside=kind) if kind else Text(name, unpack(read(entry)))
    if not entries:
        yield Text(path, fault="a zip archive without files")


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in name.split("/"))
