"""Paths -> the files behind them: folders are walked, globs matched, always in the same order.

Hidden files and folders (`.DS_Store`, `.git/`) are passed over when a folder or a glob leads to them, not when
they are named. A folder is entered once for each path given, so links that lead back end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

Found = tuple[str, str]
"""A file's path and an empty text, or a path and why there is no file behind it."""

EMPTY_FOLDER = "a folder without files"
"""Why there is nothing in a folder: a scan of nothing finds nothing, and is no failure."""

_MAGIC = frozenset("*?[")


def find(path: str) -> Iterator[Found]:
    """Give the files behind one path as it was given: a file, a folder or a glob."""
    if not _MAGIC.isdisjoint(path) and not os.path.lexists(path):
        found, nothing = _match(path), "no file matches"
    else:
        found, nothing = _walk(path, set()), EMPTY_FOLDER
    first = next(found, (path, nothing))
    yield first
    yield from found


def root(path: str) -> str:
    """Give the folder that names are found below: the path itself, or what stands before a glob's first pattern."""
    if _MAGIC.isdisjoint(path) or os.path.lexists(path):
        return path
    folder = _fixed(Path(path).parts)
    return str(folder) if folder.parts else ""


def reason(error: Exception) -> str:
    """Say what an operating system error means, without the path that is printed before it."""
    return str(getattr(error, "strerror", None) or error)


def _walk(path: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    # texts all through, as a Path for each of a million files would cost more than it says
    waiting = [path]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if not stat.S_ISDIR(status.st_mode):
                yield path, ""
            elif (folder := (status.st_dev, status.st_ino)) not in seen:
                seen.add(folder)
                names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208
                waiting += [os.path.join(path, name) for name in names if not name.startswith(".")]  # noqa: PTH118
        except (OSError, ValueError) as error:
            yield path, reason(error)


def _match(pattern: str) -> Iterator[Found]:
    # pathlib's glob, unlike the glob module's, does not follow links round and round
    parts = Path(pattern).parts
    folder = _fixed(parts)
    rest = "/".join(parts[len(folder.parts) :])
    try:
        matches = sorted(str(match) for match in folder.glob(rest) if not _hidden(match, folder))
    except (OSError, ValueError, NotImplementedError) as error:
        yield pattern, reason(error)
        return
    seen: set[tuple[int, int]] = set()
    given: set[Found] = set()  # `trails/**` matches a folder and what is in it
    for match in matches:
        for found in _walk(match, seen):
            if found not in given:
                given.add(found)
                yield found


def _fixed(parts: tuple[str, ...]) -> Path:
    fixed = next(index for index, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    return Path(*parts[:fixed])


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.parts[len(folder.parts) :])
