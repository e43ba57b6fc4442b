"""Colour and columns for what a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from clickops.report.clean import clean

_CODES = {
    "critical": "1;97;41",
    "high": "1;31",
    "medium": "33",
    "low": "36",
    "informational": "2",
    "error": "31",
    "faint": "2",
    "strong": "1",
}


def paint(text: str, style: str, *, colour: bool) -> str:
    """Wrap a text in the escapes of a level, `error`, `faint` or `strong`; without colour it stays as it is."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour and text else text


def width(text: str) -> int:
    """Count the columns that a printable text takes on a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata  # noqa: PLC0415 - most names are ASCII

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, columns: int) -> str:
    """Fill a text with spaces up to `columns`."""
    return text + " " * (columns - width(text))


def table(rows: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> list[str]:
    """Align rows of one length into columns, two spaces between; cells are cleaned, heads in capitals."""
    cells = [[clean(cell) for cell in row] for row in rows]
    if heads:
        cells.insert(0, [head.upper() for head in heads])
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(pad, row, widths)).rstrip() for row in cells]
