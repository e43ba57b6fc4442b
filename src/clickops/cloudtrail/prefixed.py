"""Lines that end in a JSON object, or have one in a column: logs as they were shipped, printed or exported to S3.

`2026-11-20T08:14:03.000Z {...}` (CloudWatch's export to S3), `2026-11-20T08:14:03+00:00 stream {...}` (`aws logs
tail`), `<13>Nov 20 08:14:03 host {...}` (syslog), and the columns of the AWS CLI's `--output text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from clickops.cloudtrail.decode import Malformed, load_object
from clickops.cloudtrail.lines import JUNK
from clickops.cloudtrail.splitter import Slice

_full_line = re.compile(rb"\S[^\n]*+")
_time = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\s{]*+ [^{]*+\Z").match
_of_cli = re.compile(rb"(?:RESOURCES|NEXTTOKEN)(?:\t|\Z)").match


def is_prefixed(head: bytes) -> bool:
    """Tell whether one of the first lines of a text that begins so ends in an object, or has one in a column."""
    for line in islice(_full_line.finditer(head), JUNK + 1):
        if (record := _record(line[0])) is not None:
            try:
                load_object(record)
            except Malformed:
                continue
            return True
    return False


def records(lines: Iterable[Slice]) -> Iterator[Slice]:
    """Give the object in each line, or the line where there is none; what the CLI writes besides is left out."""
    for number, line in lines:
        if isinstance(line, Malformed):
            yield number, line
        elif line.strip() and not _of_cli(line):
            record = _record(line)
            yield number, line if record is None else record


def is_pretty(head: bytes) -> bool:
    """Tell whether a time is above an object of several lines, as `aws logs tail --format json` writes it."""
    first, second = (*[line[0].rstrip() for line in islice(_full_line.finditer(head), 2)], b"", b"")[:2]
    return bool(_time(first)) and second.startswith(b"{")


def without_times(lines: Iterable[Slice]) -> Iterator[bytes]:
    """Give the text of lines without those that are a time, which leave a blank line."""
    for _, line in lines:
        yield b"\n" if isinstance(line, Malformed) or _time(line.rstrip()) else line + b"\n"


def _record(line: bytes) -> bytes | None:
    if line.startswith(b"{"):
        return line
    for cell in line.split(b"\t") if b"\t" in line else ():
        if cell.startswith(b"{"):
            return cell
    at = line.find(b'{"')
    return line[at:] if at >= 0 else None
