"""What the shipped rules share, written once: Sigma cannot share parts between rules, so they are copied.

A detection that stands in several rules has one home, the first of these that has it: the rule of the console, of
CloudShell, of agents, then the others by name, those of failed attempts last. Everywhere else it is a copy, comments
included. A noise filter, and the example of a filter, list every rule. `write` makes the copies, `stale` finds those
that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from clickops import content

_FIRST = ("aws_cloudtrail_manual_change", "aws_cloudtrail_cloudshell_change", "aws_cloudtrail_agent_change")
_LAST = "_write_denied"
_SECTION = re.compile(r"(?<=\ndetection:\n)(?: .*\n|\n)+")
_BLOCK = re.compile(r"(?: {4}#.*\n)*+ {4}(\w+):(?:.*\n)(?: {5,}.*\n)*+")
_ID = re.compile(r"^id: (\S+)$", re.MULTILINE)
_LISTED = re.compile(r"(?<=\n {4}rules:\n)(?: {8}- .*\n)+")


class Copy(msgspec.Struct, frozen=True):
    """A part of a file that is copied, and what it should be."""

    path: Path
    line: int  # where it begins
    what: str
    home: str  # where it comes from, for a reader


def stale(rules: Path = content.RULES) -> list[Copy]:
    """List the copies in a folder of rules that differ from what they are copies of."""
    return [copy for _, copies in _made(rules) for copy in copies]


def write(rules: Path = content.RULES) -> list[Path]:
    """Make the copies in a folder of rules anew; gives the files that changed."""
    changed = []
    for (path, text), copies in _made(rules):
        if copies:
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def _made(rules: Path) -> Iterator[tuple[tuple[Path, str], list[Copy]]]:
    """Give each file as it should be, with what differs in it now."""
    texts = {path: path.read_text("utf-8") for path in sorted((rules / "detections").glob("*.yml"))}
    homes: dict[str, tuple[Path, str]] = {}
    for path in sorted(texts, key=_place):
        for name, block, _ in _blocks(texts[path]):
            homes.setdefault(name, (path, block))
    for path, text in texts.items():
        yield _copied(path, text, homes)
    everything = "".join(
        f"        - {_id(text)} # {path.stem.removeprefix('aws_cloudtrail_')}\n" for path, text in texts.items()
    )
    examples = rules.parent / content.EXAMPLES.relative_to(content.RULES.parent)
    for path in (*sorted((rules / "filters").glob("noise_*.yml")), *sorted(examples.glob("*.yml"))):
        yield _listing(path, everything)


def _place(path: Path) -> tuple[int, bool, str]:
    first = _FIRST.index(path.stem) if path.stem in _FIRST else len(_FIRST)
    return first, path.stem.endswith(_LAST), path.stem


def _blocks(text: str) -> Iterable[tuple[str, str, int]]:
    """List the detections of a rule: name, text with the comment above it, where it begins."""
    section = _SECTION.search(text)
    if section is None:
        return []
    found = _BLOCK.finditer(text, section.start(), section.end())
    return [(block[1], block[0], block.start()) for block in found if block[1] != "condition"]


def _copied(path: Path, text: str, homes: dict[str, tuple[Path, str]]) -> tuple[tuple[Path, str], list[Copy]]:
    copies, new, at = [], "", 0
    for name, block, start in _blocks(text):
        home, wanted = homes[name]
        if block != wanted:
            copies.append(Copy(path, text.count("\n", 0, start) + 1, name, home.stem))
        new += text[at:start] + wanted
        at = start + len(block)
    return (path, new + text[at:]), copies


def _listing(path: Path, everything: str) -> tuple[tuple[Path, str], list[Copy]]:
    text = path.read_text("utf-8")
    listed = _LISTED.search(text)
    if listed is None or listed[0] == everything:
        return (path, text), []
    new = text[: listed.start()] + everything + text[listed.end() :]
    return (path, new), [Copy(path, text.count("\n", 0, listed.start()) + 1, "rules", "rules/detections")]


def _id(text: str) -> str:
    found = _ID.search(text)
    return found[1] if found else ""
