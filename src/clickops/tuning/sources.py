"""Folders of rules and cases as they are written: each YAML document with the text that it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from clickops.errors import RuleError
from clickops.rules import document, files
from clickops.rules.document import Mapping, Sequence
from clickops.rules.read import foreign

OnProblem = Callable[[RuleError], None]
Source = str | Path

BASES = "bases.yml"
"""Beside cases: the events that they start from, `name: event`."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # those of YAML 1.1


class Document(msgspec.Struct, frozen=True):
    """A mapping: a rule or a filter, whatever is wrong with it."""

    part: Mapping
    path: str
    text: tuple[str, ...]  # the lines of the file, of which some may be another document's

    @property
    def is_filter(self) -> bool:
        """Whether it is read as a filter."""
        return "filter" in self.part

    @property
    def section(self) -> Mapping:
        """Where the detections and the condition are; empty when there is no such mapping."""
        found = self.part.get("filter" if self.is_filter else "detection")
        if isinstance(found, Mapping):
            return found
        nothing = Mapping()
        nothing.line, nothing.lines, nothing.twice = self.part.line, {}, []
        return nothing

    def line_of(self, key: str) -> int:
        """Say where a key stands; the document's first line when it does not."""
        return self.part.lines.get(key, self.part.line)


class Listing(msgspec.Struct, frozen=True):
    """A list: cases."""

    part: Sequence
    path: str
    text: tuple[str, ...]


class Item(msgspec.Struct, frozen=True):
    """`field|modifier: values` as it is written; without a field it is a keyword."""

    detection: str
    field: str
    modifiers: tuple[str, ...]
    values: tuple[tuple[Any, int], ...]  # each with its line
    line: int


def read(paths: Iterable[Source], on_problem: OnProblem) -> list[Document | Listing]:
    """Read every document of the files and folders in `paths`, no file twice."""
    found: list[Document | Listing] = []
    seen: set[Path] = set()
    for source in paths:
        try:
            names = files.find(source)
        except RuleError as error:
            on_problem(error)
            continue
        for name in names:
            if name.name == BASES or files.beside(name) or name.resolve() in seen:
                continue
            seen.add(name.resolve())
            try:
                found += (one for one in _read(name) if name == Path(source) or not _foreign(one))
            except RuleError as error:
                on_problem(error)
    return found


def _read(path: Path) -> list[Document | Listing]:
    text = files.read(path)
    lines = split(text)
    return [
        Document(part, str(path), lines) if isinstance(part, Mapping) else Listing(part, str(path), lines)
        for part in document.structures(text, str(path))
    ]


def _foreign(one: Document | Listing) -> bool:
    return isinstance(one, Document) and foreign(one.part)


def split(text: str) -> tuple[str, ...]:
    """Split a text into the lines that YAML counts."""
    return tuple(_LINE_BREAK.split(text))


def detections(found: Document) -> Iterator[tuple[str, Any, int]]:
    """Yield name, value and line of each detection."""
    besides = {"condition", "timeframe", *(("rules",) if found.is_filter else ())}
    lines = found.section.lines
    yield from ((name, value, lines[name]) for name, value in found.section.items() if name not in besides)


def items(found: Document) -> Iterator[Item]:
    """Yield each item of each detection."""
    for name, value, line in detections(found):
        yield from _items(name, value, line)


def _items(name: str, value: object, line: int) -> Iterator[Item]:
    if isinstance(value, Mapping):
        for key, given in value.items():
            field, *modifiers = (part.strip() for part in key.split("|"))
            yield Item(name, field, tuple(modifiers), _values(given, value.lines[key]), value.lines[key])
    elif isinstance(value, Sequence):
        plain: list[tuple[Any, int]] = []
        for member, at in zip(value, value.lines, strict=True):
            if isinstance(member, Mapping | Sequence):
                yield from _items(name, member, at)
            else:
                plain.append((member, at))
        if plain:
            yield Item(name, "", (), tuple(plain), plain[0][1])
    else:
        yield Item(name, "", (), ((value, line),), line)


def _values(given: object, line: int) -> tuple[tuple[Any, int], ...]:
    if isinstance(given, Sequence):
        return tuple(zip(given, given.lines, strict=True))
    return ((given, line),)
