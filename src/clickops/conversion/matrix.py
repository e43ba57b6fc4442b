"""The tables of backends/README.md: what each target writes, what it loses, and on what that was run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from clickops.conversion.fields import Fields
from clickops.conversion.targets import Format, Target
from clickops.conversion.verified import Run
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.pack import Pack
from clickops.rules.tree import fields

_START = "<!-- matrix: written by `python3 dev.py goldens` -->"
_END = "<!-- end of matrix -->"
_HEAD = ("target", "format", "what it is", "rules", "fields not kept", "proven on")
_RUN_HEAD = ("target", "formats", "run on", "how", "known differences")
_FEW = 3  # fields that fit into a cell


class Row(msgspec.Struct, frozen=True):
    """One format of one target, and how the conversion of the pack into it went."""

    target: Target
    format: str
    problems: tuple[ConversionError, ...]


def write(rows: Sequence[Row], pack: Pack, ran: Mapping[str, Mapping[str, Run]]) -> str:
    """Write the table, the lists of what formats cannot express and targets do not keep, and what was run.

    Without the counts that each new rule changes. `ran` has the runs of a target by its name.
    """
    some = {row.target.name: row.target for row in rows}
    lost = {name: unkept(target, pack) for name, target in some.items()}
    lines = _table(
        _HEAD,
        (_cells(row, lost[row.target.name], ran[row.target.name].get(row.format)) for row in rows),
    )
    if refused := [line for row in rows for line in _refused(row)]:
        lines += ["", "Rules of the pack that a format cannot express:", "", *refused]
    if many := {name: names for name, names in lost.items() if len(names) > _FEW}:
        lines += ["", "Fields of the pack that a target does not keep:", ""]
        lines += [f"- {name}: {', '.join(f'`{field}`' for field in names)}" for name, names in many.items()]
    if done := [cells for name, runs in ran.items() for cells in _ran(name, runs)]:
        lines += ["", *_table(_RUN_HEAD, done)]
    return "\n".join(lines)


def proof(form: Format, run: Run | None) -> str:
    """Say on what a format was run, and what else is known of it."""
    ran = f"{run.level}: {run.on}" if run else "not run"
    return "; ".join(part for part in (ran, form.proof) if part)


def unkept(target: Target, pack: Pack) -> list[str]:
    """Name the fields that rules ask and that a target, with its default options, is known not to keep."""
    places = target.fields(target.settings({}))
    asked = frozenset[str]().union(*(fields(rule.tree) for rule in pack.rules))
    return sorted(field for field in asked if _is_missing(places, field))


def insert(document: str, table: str) -> str:
    """Put the table between its markers; raises ClickopsError when the document has none."""
    before, start, rest = document.partition(_START)
    _, end, after = rest.partition(_END)
    if not start or not end:
        raise ClickopsError(f"backends/README.md lacks the line {_START if not start else _END}")
    return f"{before}{_START}\n{table}\n{_END}{after}"


def _is_missing(places: Fields, field: str) -> bool:
    try:
        return bool(places.place(field).missing)
    except ConversionError:  # a rule of the user's own may ask what no fields.yml lists
        return False


def _cells(row: Row, lost: Sequence[str], run: Run | None) -> list[str]:
    form = row.target.formats[row.format]
    default = " (default)" if row.format == row.target.default else ""
    return [
        f"[{row.target.name}]({row.target.name}/README.md)",
        f"`{row.format}`{default}",
        form.title,
        f"all but {len(row.problems)}, named below" if row.problems else "all",
        (", ".join(lost) or "none") if len(lost) <= _FEW else f"{len(lost)}, named below",
        proof(form, run),
    ]


def _ran(target: str, runs: Mapping[str, Run]) -> Iterator[list[str]]:
    """Yield the lines of a target, formats together that ran on the same with the same differences."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name, run in runs.items():
        together.setdefault((run.on, run.level, ", ".join(run.differs) or "none"), []).append(f"`{name}`")
    for cells, names in together.items():
        yield [target, ", ".join(names), *cells]


def _refused(row: Row) -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for problem in row.problems:
        by_reason.setdefault(problem.reason, []).append(problem.rule)
    for reason, rules in by_reason.items():
        names = ", ".join(f"`{rule}`" for rule in rules)
        yield f"- {row.target.name} `{row.format}`: {names}: {reason}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    return [_line(head), _line(["---"] * len(head)), *map(_line, lines)]


def _line(cells: Iterable[str]) -> str:
    escaped = (re.sub(r"([|])", r"\\\1", cell) for cell in cells)
    return "| " + " | ".join(escaped) + " |"
