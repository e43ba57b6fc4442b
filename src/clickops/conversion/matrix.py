"""The table of backends/README.md: what each target writes, what it loses, and how that was proven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from clickops.conversion.convert import Note
from clickops.conversion.targets import Target
from clickops.errors import ClickopsError, ConversionError

_START = "<!-- matrix: written by `clickops convert --update` -->"
_END = "<!-- end of matrix -->"
_HEAD = ("target", "format", "what it is", "rules", "fields not kept", "proven on")


class Row(msgspec.Struct, frozen=True):
    """One format of one target, and how the conversion of the pack into it went."""

    target: Target
    format: str
    rules: int
    problems: tuple[ConversionError, ...]
    notes: tuple[Note, ...]


def write(rows: Sequence[Row]) -> str:
    """Write the table, and the list of rules that a format cannot express."""
    lines = [_line(_HEAD), _line(["---"] * len(_HEAD)), *(_line(_cells(row)) for row in rows)]
    refused = [line for row in rows for line in _refused(row)]
    if refused:
        lines += ["", "Rules of the pack that a format cannot express:", "", *refused]
    return "\n".join(lines)


def insert(document: str, table: str) -> str:
    """Put the table between its markers; raises ClickopsError when the document has none."""
    before, start, rest = document.partition(_START)
    _, end, after = rest.partition(_END)
    if not start or not end:
        raise ClickopsError(f"backends/README.md lacks the line {_START if not start else _END}")
    return f"{before}{_START}\n{table}\n{_END}{after}"


def _cells(row: Row) -> list[str]:
    form = row.target.formats[row.format]
    default = " (default)" if row.format == row.target.default else ""
    lost = sorted({note.field for note in row.notes if note.lost})
    converted = row.rules - len(row.problems)
    return [
        f"[{row.target.name}]({row.target.name}/README.md)",
        f"`{row.format}`{default}",
        form.title,
        f"{converted} of {row.rules}",
        ", ".join(lost) or "none",
        form.proof,
    ]


def _refused(row: Row) -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for problem in row.problems:
        by_reason.setdefault(problem.reason, []).append(problem.rule)
    for reason, rules in by_reason.items():
        names = ", ".join(f"`{rule}`" for rule in rules)
        yield f"- {row.target.name} `{row.format}`: {names}: {reason}"


def _line(cells: Iterable[str]) -> str:
    escaped = (re.sub(r"([|])", r"\\\1", cell) for cell in cells)
    return "| " + " | ".join(escaped) + " |"
