"""Cells side by side in rows of a width, broken between words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from clickops.report.style import width

_INDENT = 4


class Cell(msgspec.Struct, frozen=True):
    """A text that stands in a row."""

    text: str
    style: str = ""
    tail: str = ""  # what stands behind the text without its style and is never shortened
    weight: float = math.inf  # how long the text may be, against others; without end it is not shortened
    least: int = 0  # columns
    space: int = 0  # columns left free before it


def wide(cell: Cell) -> int:
    """Count the columns of a cell's text and tail."""
    return width(cell.text) + width(cell.tail)


def rows(cells: Sequence[Cell], limit: float, gap: int = 2) -> list[list[Cell]]:
    """Put cells side by side, `gap` columns apart, into rows no wider than `limit`, all but the first indented.

    A cell that is wider than a row is broken between its words, and a word that is wider wherever it must.
    """
    made: list[list[Cell]] = [[]]
    filled = 0
    for cell in cells:
        for number, part in enumerate(_parts(cell, limit)):
            between = 1 if number else gap
            if made[-1] and filled + between + wide(part) > limit:
                made.append([])
                filled = 0
            space = between if made[-1] else _INDENT if len(made) > 1 else 0
            made[-1].append(msgspec.structs.replace(part, space=space))
            filled += space + max(wide(part), part.least)
    return made


def _parts(cell: Cell, limit: float) -> list[Cell]:
    most = limit - _INDENT
    if wide(cell) <= most:
        return [cell]
    size = int(max(most, 1))
    words = [word[at : at + size] for word in cell.text.split(" ") for at in range(0, max(len(word), 1), size)]
    parts = [msgspec.structs.replace(cell, text=word, tail="", least=0) for word in words]
    tails = [Cell(word, weight=cell.weight) for word in cell.tail.split()]
    return [*parts, *tails]
