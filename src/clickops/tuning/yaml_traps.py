"""What YAML reads otherwise than a person does: keys that stand twice, and values of YAML 1.1.

`yes` is a boolean there, `012345670123` an octal number, `12:30` a number to the base of sixty. Every converter that
stands on PyYAML reads rules so. What is read no longer tells how it was written: the text of the line does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clickops.rules.document import Mapping, Sequence


def twice(value: object) -> Iterator[tuple[int, str]]:
    """Find keys that stand twice at any depth."""
    if isinstance(value, Mapping):
        for key in value.twice:
            yield value.lines[key], f"{key} stands here twice and only the last counts: put the values into one list"
    if isinstance(value, Mapping | Sequence):
        for member in value.values() if isinstance(value, Mapping) else value:
            yield from twice(member)


_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|(?:^|\s)#.*")
_BOOLEAN = re.compile(r"(?<![^\s\[{,:-])(?:yes|no|on|off)(?=\s*(?:$|[,\]}]))", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![^\s\[{,:-])[+-]?[\d.][\w.:+-]*(?=\s*(?:$|[,\]}]))")
_LINE = 1_000  # characters; no one writes longer lines with numbers in them


def misread(value: object, text: tuple[str, ...], line: int = 0) -> Iterator[tuple[int, str]]:
    """Find values that stand otherwise in `text` than what they are read as."""
    if isinstance(value, Mapping | Sequence):
        members = value.values() if isinstance(value, Mapping) else value
        lines = value.lines.values() if isinstance(value, Mapping) else value.lines
        for member, at in zip(members, lines, strict=True):
            yield from misread(member, text, at)
    elif isinstance(value, bool):
        if written := _BOOLEAN.search(_plain(text, line)):
            read = "true" if value else "false"
            yield line, f"{written[0]} is read as {read}: write {read}, or '{written[0]}' if the text is meant"
    elif isinstance(value, int | float):
        numbers = _NUMBER.findall(_plain(text, line))
        if numbers and repr(value) not in numbers:
            yield line, f"{numbers[0]} is read as the number {value!r}: put it in quotes"


def _plain(text: tuple[str, ...], line: int) -> str:
    """Give what stands in a line outside of quotes and comments, with the next line when a value begins there."""
    found = ""
    for one in text[line - 1 : line + 1]:
        if len(one) > _LINE:
            return ""
        found += _QUOTED.sub(" '' ", one).rstrip()
        if not found.endswith(":"):
            break
    return found
