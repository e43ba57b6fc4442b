"""What a person sees: notes and progress on stderr, colour and width where there is a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

import click

from clickops.cli.display import COLOUR

if TYPE_CHECKING:
    from pathlib import Path

_EVERY = 0.1  # seconds between two states of the progress line
_notes: dict[str, None] = {}  # in the order in which they came up


def prepare() -> None:
    """Make stdout and stderr take any text: what their encoding lacks is written as an escape.

    A stderr that the shell closed (`2>&-`) takes everything and keeps nothing; without a stdout nothing can be done.
    """
    closed = sys.stdout is None
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open until the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if closed:
        raise click.ClickException("standard output is closed")


def say(text: str) -> None:
    """Write a line to stderr as it is: the text must be clean."""
    sys.stdout.flush()  # so that both streams keep their order where they meet
    sys.stderr.write(f"{text}\n")


def note(text: str, *, now: bool = False) -> None:
    """Tell something worth knowing that is no fault: once, and after all else, unless it is of use `now` alone."""
    if not now:
        _notes[text] = None
        return
    say(f"clickops: note: {_clean(' '.join(text.splitlines()))}")


def notes() -> Iterator[str]:
    """Give the notes of the command that runs so far, for what is written for machines."""
    yield from _notes


def tell_notes() -> None:
    """Write the notes of the command that ends."""
    for text in _notes:
        note(text, now=True)
    _notes.clear()


def error(text: str) -> None:
    """Tell in one line why it could not be done, after the notes."""
    tell_notes()
    say(f"clickops: error: {_clean(' '.join(text.splitlines()))}")


def problem(text: object) -> None:
    """Tell about something left out: its text begins with the place, as compilers write it."""
    say(_clean(str(text)))


def coloured(stream: TextIO) -> bool:
    """Whether colour is wanted: as `--color` says, else NO_COLOR (no-color.org) or FORCE_COLOR, else on a terminal.

    A terminal that calls itself dumb gets none.
    """
    context = click.get_current_context(silent=True)
    wanted = "auto" if context is None else context.meta.get(COLOUR, "auto")
    if wanted != "auto":
        return bool(wanted == "always")
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int | None:
    """Give the terminal's width; None where there is no terminal, and lines may be of any length."""
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except OSError:
        return None


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Open what results are written to: a file in UTF-8, or stdout for None and `-`.

    A file is written under a hidden name beside it and takes its place at the end, so that what stood there is
    neither lost to a run that fails nor in the way of one that reads it. A device or pipe is written directly.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    final = os.path.realpath(path)
    direct = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
    name = path if direct else _beside(final)  # the real path of /dev/stdout may be the name of a pipe, as no file has
    try:
        stream = open(name, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: PTH123, SIM115 - below
    except OSError as why:
        from clickops.errors import ClickopsError  # noqa: PLC0415 - `--help` does not need it

        raise ClickopsError(f"cannot write {path}: {why.strerror}") from None
    try:
        with stream:
            yield stream
        if not direct:
            os.replace(name, final)  # noqa: PTH105
    except BaseException:
        if not direct:
            os.unlink(name)  # noqa: PTH108
        raise


def refuse_overwriting(written: str | None, given: Iterable[str]) -> None:
    """Raise ClickException when what is to be written is one of the files that are given."""
    if written and any(os.path.isfile(path) and _same(path, written) for path in given):  # noqa: PTH113
        raise click.ClickException(f"refusing to overwrite an input file: {written}")


def keep(path: Path, content: bytes) -> None:
    """Write a file, and the folders above it; raises ClickopsError when that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as why:
        from clickops.errors import ClickopsError  # noqa: PLC0415 - `--help` does not need it

        raise ClickopsError(f"cannot write {path}: {why.strerror}") from None


def _same(path: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(path, other)  # noqa: PTH110, PTH121


def _beside(path: str) -> str:
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name[:200]}.{os.getpid()}")  # noqa: PTH118


class Progress:
    """One line on stderr that is written over and over; nothing where stderr is no terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = sys.stderr.isatty() and not quiet
        self.due = 0.0
        self.visible = False

    def show(self, text: str) -> None:
        """Show where things stand, at most ten times a second."""
        if self.shown and (now := time.monotonic()) >= self.due:
            self.due = now + _EVERY
            self.visible = True
            width = (columns(sys.stderr) or len(text) + 1) - 1  # a line that wraps could not be taken away
            sys.stderr.write(f"\r\x1b[K{text[:width]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self.visible:
            self.visible = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _clean(text: str) -> str:
    from clickops.report.clean import clean  # noqa: PLC0415 - `--help` does not need it

    return clean(text)
