"""Where a record stands, short enough for a line: `trails/...KCUcEx4m:17`, which `find` leads back to its file."""

from __future__ import annotations

import os
import re
from collections import deque

_DOTS = "..."
_TRAIL = re.compile(r".*_CloudTrail_.*_([A-Za-z0-9]{8,32})\.json(\.gz)?")
"""`AccountID_CloudTrail_Region_Date_UniqueString.json.gz` ("CloudTrail log file examples")."""
_TAIL = 8  # characters of the unique string: one chance in 10 ** 14
_NAME = 24  # characters of any other name
_LOOKED_AT = 1_000_000  # files and folders


def shorten(path: str) -> str:
    """Write the first folder of a path and what tells its file from others; a path that is short stays as it is.

    A trail's file is known by the end of its unique string, any other by its name, of a long one by its end.
    """
    root, slash, rest = _split(path)
    if not slash or "!" in path:  # the entry of an archive is looked for in its archive
        return path
    name = rest.rpartition("/")[2]
    trail = _TRAIL.fullmatch(name)
    tail = trail[1][-_TAIL:] if trail else f"/{name}" if len(name) <= _NAME else name[-_NAME:]
    short = f"{root}/{_DOTS}{tail}"
    return short if len(short) < len(path) else path


def find(short: str) -> list[str]:
    """List the files that `shorten` writes like this, by name; none if it is not such a text.

    At most a million files and folders are looked at; raises ValueError when there are more.
    """
    folder, dots, tail = short.partition(_DOTS)
    if not (dots and tail and folder.endswith("/")):
        return []
    root = folder.rstrip("/") or "/"
    found = []
    waiting = deque([root])
    count = 0
    while waiting:
        try:
            entries = list(os.scandir(waiting.popleft()))
        except OSError:
            continue
        count += len(entries)
        if count > _LOOKED_AT:
            raise ValueError(f"more than {_LOOKED_AT:,} files and folders below {root}")
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif shorten(entry.path) == short:
                found.append(entry.path)
    return sorted(found)


def _split(path: str) -> tuple[str, str, str]:
    """Split a path behind its first folder, that of an absolute one behind the root's."""
    begin = 1 if path.startswith("/") else 0
    first, slash, rest = path[begin:].partition("/")
    return path[:begin] + first, slash, rest
