"""Which records of which files are meant: FILE, FILE:RECORD, a pattern, or a place as `scan` shortens it."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from clickops.cli import terminal
from clickops.cloudtrail.reader import Source, read
from clickops.cloudtrail.source import STDIN
from clickops.errors import ClickopsError, Problem
from clickops.report import place

_POSITION = re.compile(r"(.+):(\d+)", re.DOTALL)
_COUNTED = 100_000  # records of a file: of more it is said that they are more
_FILES = 20
_NAMED = 3

_Record = tuple[Source, dict[str, Any]]


def find(given: str) -> Iterator[tuple[list[_Record], str]]:
    """Give of each file that is meant the first record, or all at the named position; and what to say of the others.

    Raises ClickopsError when there is none; what could not be read is reported first.
    """
    path, record = given, 0
    position = None if given == STDIN or Path(given).exists() else _POSITION.fullmatch(given)
    if position is not None:
        path, record = position[1], int(position[2])
        if not record:
            raise ClickopsError(f"{given}: records count from 1")
    problems: list[Problem] = []
    files = 0
    entry = "" if Path(path).exists() or "!" not in path else path
    paths = [path.partition("!")[0]] if entry else _shortened(path) or [path]
    records = read(paths, on_problem=problems.append, stdin=getattr(sys.stdin, "buffer", None))
    for name, of_file in itertools.groupby(records, key=lambda one: one[0].path):
        if entry and name != entry:
            continue
        if files == _FILES:
            terminal.note(f"{files} files explained, there are more: narrow {given}")
            return
        found, total = _meant(of_file, record)
        if found:
            files += 1
            yield found, "" if record or total == 1 else _rest(found[0][0], total)
        if entry or name == path:
            break  # there is no other file
    if not files:
        for problem in problems:
            terminal.problem(problem)
        where = f"{path} has no CloudTrail record at position {record}"
        raise ClickopsError(where if record else f"no CloudTrail record in {path}")


def _shortened(path: str) -> list[str]:
    """Find the files of a path that `scan` shortened."""
    if path == STDIN or Path(path).exists():
        return []
    try:
        found = place.find(path)
    except ValueError as why:
        raise ClickopsError(f"{path}: {why}: give the whole path") from None
    if len(found) > 1:
        named = ", ".join(found[:_NAMED]) + (f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else "")
        raise ClickopsError(f"{path} may be any of {len(found):,} files: {named}: give the whole path")
    return found


def _meant(records: Iterable[_Record], record: int) -> tuple[list[_Record], int]:
    """Give the records at a position, or for 0 at the first there is, and how many positions were met."""
    found: list[_Record] = []
    positions = 0
    last = 0
    for source, event in records:
        if record and source.record > record:
            break
        positions += source.record != last
        last = source.record
        if source.record == record or (not record and positions == 1):
            found.append((source, event))
        if positions > _COUNTED:
            break
    return found, positions


def _rest(first: Source, total: int) -> str:
    counted = f"{total:,}" if total <= _COUNTED else f"more than {_COUNTED:,}"
    return f"1 of {counted} records in {first.path} explained; name another as {first.path}:{first.record + 1}"
