"""A table in text, CSV or with other separators -> records: Event history's "Download CSV", exports of queries.

A row is read from the cell that holds a whole record, if there is one; else each cell is put where the record has it
(`columns`). An empty cell is an absent field, and
so is one that says null. Text stays text (`readOnly` is "true"), but objects and lists are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from types import ModuleType
from typing import Any

from clickops.cloudtrail import holders
from clickops.cloudtrail.columns import place, placed, plain
from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.envelopes import Aside
from clickops.cloudtrail.fields import OBJECTS
from clickops.cloudtrail.lines import lines
from clickops.cloudtrail.splitter import RECORD_LIMIT, too_long
from clickops.cloudtrail.unpack import peek

_TYPE = "#TYPE "  # the line that PowerShell's Export-Csv puts above the header
_NULLS = frozenset({"\\N", "NULL", "null", "<null>", "None", "nan", "NaN"})
"""What tools write into a table where there is nothing: ClickHouse and MySQL, SQL clients, Python, pandas."""
_HEAD = 64 * 1024  # bytes in which the header ends
_surrogate = re.compile("[\ud800-\udfff]").search
_full_line = re.compile(rb"[^\s,;][^\r\n]*+")


def delimiter(head: bytes) -> str:
    """Give what separates the columns of a text that begins so; empty if none is the event's name or may hold a record.

    Excel's line above the header, `sep=;`, says it; else it is a comma, a semicolon, a tab or a bar.
    """
    found = (line[0].decode("utf-8", "replace") for line in islice(_full_line.finditer(head[:_HEAD]), 3))
    characters = ",;\t|"
    may_hold = b"{" in head[:_HEAD]
    for header in found:
        if told := _told(header):
            characters = told
        elif not header.startswith(_TYPE):
            for character in characters:
                names = header.split(character)
                if any(place(name) == ("eventName",) or (may_hold and holders.is_column(name)) for name in names):
                    return character
            return ""
    return ""


def columns(head: bytes, separator: str) -> frozenset[str]:
    """Give the names of the columns of a text that begins so, in lower case and without blanks, `_`, `-` and quotes."""
    for line in islice(_full_line.finditer(head[:_HEAD]), 3):
        header = line[0].decode("utf-8", "replace")
        if not (_told(header) or header.startswith(_TYPE)):
            return frozenset(map(plain, header.split(separator)))
    return frozenset()


def rows(chunks: Iterable[bytes], separator: str) -> Iterator[tuple[int, dict[str, Any] | Aside | Malformed]]:
    """Give each row below the header as a record, with its number from 1; blank lines are no rows.

    A row of blank cells, as spreadsheets leave them below a table, is set aside.
    A row past `RECORD_LIMIT` is not kept. Lines end with a line feed, or with carriage returns alone.
    """
    parser = _parser()
    source = _Lines(chunks)
    table = parser.reader(source, delimiter=separator, strict=True)
    columns: list[str] = []
    number = 0
    while True:
        source.room = RECORD_LIMIT
        try:
            row = next(table)
        except StopIteration:
            return
        except parser.Error as error:
            why = "a line break outside of quotes" if "new-line" in str(error) else str(error)
            yield number, Malformed(f"not CSV: {why}")
        except Malformed as why_not:
            yield number, why_not
        else:
            if not row or (not columns and (_told(separator.join(row)) or row[0].startswith(_TYPE))):
                continue
            if columns:
                yield number, _row(columns, row) if any(map(str.strip, row)) else Aside("blank row")
            columns = columns or row
        number += 1


def _parser() -> ModuleType:
    """Load a CSV parser of our own: its limit of a cell holds for all who share it, and is less than ours."""
    import importlib.util  # noqa: PLC0415  - rarely needed

    spec = importlib.util.find_spec("_csv")
    if spec is None or spec.loader is None:
        raise ImportError("this Python has no csv module")
    parser = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(parser)
    parser.field_size_limit(RECORD_LIMIT)
    return parser


class _Lines:
    """The lines, as a parser wants them that can go on after an error; `room` is what the row may still take."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.room = RECORD_LIMIT
        head, chunks = peek(iter(chunks))
        if b"\n" not in head[:_HEAD]:
            chunks = (chunk.replace(b"\r", b"\n") for chunk in chunks)
        self._lines = lines(chunks)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        _, line = next(self._lines)
        if isinstance(line, Malformed):
            raise line
        self.room -= len(line)
        if self.room < 0:
            raise Malformed(too_long(RECORD_LIMIT))
        return line.decode("utf-8", "surrogateescape") + "\n"


def _told(line: str) -> str:
    """Give the separator that a line such as `sep=;` names; empty if it is another line."""
    line = line.strip('"\r\n')
    return line[4:] if len(line) == 5 and line.lower().startswith("sep=") else ""


def _row(columns: list[str], row: list[str]) -> dict[str, Any] | Malformed:
    if len(row) != len(columns):
        return Malformed(f"a row of {len(row)} cells under {len(columns)} columns")
    if any(map(_surrogate, row)):
        return Malformed("not UTF-8")
    cells: dict[str, Any] = {}
    for column, cell in zip(columns, row, strict=True):
        if cell and cell not in _NULLS:
            cells.setdefault(column, cell)  # of two columns of one name the first that is not empty counts
    alone = not any(place(column) == ("eventName",) for column in cells)
    if held := holders.cell(cells, alone=alone):
        return held
    try:
        return placed({column: _value(column, cell) for column, cell in cells.items()})
    except Malformed as why:
        return why


def _value(column: str, cell: str) -> object:
    if not cell.startswith(("{", "[")) or (*place(column), "")[0] in OBJECTS:
        return cell
    try:
        return load(cell)
    except Malformed:  # `[S3Console/0.4]`
        return cell
