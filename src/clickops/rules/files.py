"""Which files hold Sigma documents, and their text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from clickops.errors import RuleError
from clickops.rules import document
from clickops.rules.variables import wrong

PLACEHOLDERS = "placeholders.yml"
"""In a folder of rules or above it: the values of placeholders, `name: [value, ...]`; not a rule itself."""

_SUFFIXES = (".yml", ".yaml")
_BESIDE = re.compile(
    r"(?i)(?:readme|licen[cs]e|contributing|changelog|notice|authors|codeowners)(?:\..*)?|.*\.(?:md|rst)"
)


def beside(path: Path) -> bool:
    """Whether a file stands beside rules and is none, by its name: a README, a LICENSE and their like."""
    return _BESIDE.fullmatch(path.name) is not None


def find(source: str | Path) -> list[Path]:
    """List the rule files that a path means, sorted; raises RuleError when there are none."""
    path = Path(source)
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise RuleError("not a file" if path.exists() else "no such file or folder", path=str(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RuleError(reason, path=str(path)) from None
    found: list[Path] = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if _may_be_rule(name)]
    if not found:
        raise RuleError(f"no file ends with {' or '.join(_SUFFIXES)}", path=str(path))
    return found


def _may_be_rule(name: str) -> bool:
    return name.endswith(_SUFFIXES) and name != PLACEHOLDERS and not name.startswith(".")


def near_placeholders(source: str | Path) -> dict[str, list[str]]:
    """Read the placeholders.yml that is nearest: in a folder of rules, or in one of the two above it."""
    path = Path(source)
    for folder in (path, *path.absolute().parents[:2]):
        own = folder / PLACEHOLDERS
        if own.is_file():
            return placeholders(own)
    return {}


def read(path: Path) -> str:
    """Read a file of rules; raises RuleError for what is too large or no text."""
    try:
        if not path.is_file():
            raise RuleError("not a regular file", path=str(path))
        if path.stat().st_size > document.SIZE_LIMIT:
            raise RuleError(f"larger than {document.SIZE_LIMIT:,} bytes", path=str(path))
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError("not UTF-8", path=str(path)) from None
    except OSError as error:
        raise RuleError(error.strerror or str(error), path=str(path)) from None


def placeholders(path: Path) -> dict[str, list[str]]:
    """Read the values of placeholders: a mapping of names to a text or a list of texts."""
    values: dict[str, list[str]] = {}
    for part in _mappings(path):
        for name, given in part.items():
            listed = given if isinstance(given, list) else [] if given is None else [given]
            if not all(isinstance(value, str) for value in listed):
                line = part.lines[name]
                raise RuleError(f"{name}: a text or a list of texts is needed", path=str(path), line=line)
            if reason := next(wrong(name, listed), None):
                raise RuleError(reason, path=str(path), line=part.lines[name])
            values[name] = [value for value in listed if value]
    return values


def _mappings(path: Path) -> Iterator[document.Mapping]:
    yield from document.documents(read(path), str(path))
