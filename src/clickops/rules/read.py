"""One YAML document becomes a rule or a filter."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from pathlib import Path

from clickops.errors import RuleError, UnsupportedError
from clickops.rules.document import Mapping
from clickops.rules.lower import lower
from clickops.rules.pack import LEVELS, Filter, Logsource, Rule

_FILTER_KEYS = frozenset({"rules"})


def read(part: Mapping, path: str, number: int, variables: Map[str, Sequence[str]]) -> Rule | Filter:
    """Read a document, the one at `number` (from 0) in its file; raises RuleError with path and line.

    A rule without a level is `medium`, since the specification makes the level optional and gives no default.
    """
    document = _Document(part, path)
    version = part.get("sigma-version", 2)
    if isinstance(version, bool) or version not in (1, 2):
        raise document.unsupported("sigma-version", f"sigma-version {str(version)[:40]} is not supported yet")
    if "correlation" in part:
        raise document.unsupported("correlation", "correlation rules are not supported yet")
    if "action" in part:
        raise document.unsupported("action", "`action` left Sigma: write each rule out")
    if "detection" not in part and "filter" not in part:
        raise RuleError("no Sigma rule or filter: neither `detection` nor `filter`", path=path, line=part.line)
    if "detection" in part and "filter" in part:
        raise document.error("filter", "a rule has a detection and a filter has a filter: this has both")
    title = " ".join(document.text("title").split())
    if not title:
        raise RuleError("a title is needed", path=path, line=part.line)
    own = document.text("name")
    slug = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    name = Path(path).stem if number == 0 and path != "<text>" else own or slug
    kind = "filter" if "filter" in part else "detection"
    section = document.mapping(kind)
    rules = document.served(section) if kind == "filter" else ()
    besides = _FILTER_KEYS if kind == "filter" else frozenset[str]()
    condition = lower(section, path=path, variables=variables, besides=besides)
    if kind == "filter":
        return Filter(
            name=name,
            id=document.text("id"),
            title=title,
            description=document.text("description"),
            logsource=document.logsource(),
            rules=rules,
            condition=condition,
            path=path,
            line=part.line,
        )
    return Rule(
        name=name,
        id=document.text("id"),
        title=title,
        level=document.level(),
        status=document.text("status"),
        description=document.text("description"),
        author=document.text("author"),
        date=document.text("date"),
        modified=document.text("modified"),
        references=document.texts("references"),
        tags=document.texts("tags"),
        falsepositives=document.texts("falsepositives"),
        fields=document.texts("fields"),
        logsource=document.logsource(),
        condition=condition,
        path=path,
        line=part.line,
        names=frozenset({own} if own else ()),
    )


class _Document:
    """Reads the plain keys of a document, with errors that say where."""

    def __init__(self, part: Mapping, path: str) -> None:
        self.part = part
        self.path = path

    def text(self, key: str) -> str:
        value = self.part.get(key)
        if isinstance(value, dict | list):
            raise self.error(key, f"{key} must be a text")
        return "" if value is None else str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.part.get(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(one, dict | list) for one in listed):
            raise self.error(key, f"{key} must be a list of texts")
        return tuple(str(one).strip() for one in listed)

    def level(self) -> str:
        level = self.text("level") or "medium"
        if level not in LEVELS:
            raise self.error("level", f"the level {level!r} is none of {', '.join(LEVELS)}")
        return level

    def mapping(self, key: str) -> Mapping:
        value = self.part.get(key)
        if not isinstance(value, Mapping):
            raise self.error(key, f"{key} must be a mapping")
        return value

    def logsource(self) -> Logsource:
        logsource = self.mapping("logsource")
        known = [logsource.get(key) for key in Logsource.__struct_fields__]
        if any(isinstance(value, dict | list) for value in known):
            raise self.error("logsource", "category, product and service must be texts")
        return Logsource(*(None if value is None else str(value) for value in known))

    def served(self, section: Mapping) -> tuple[str, ...]:
        """Read which rules a filter serves; `any` in any form, or an empty list, is every rule."""
        rules = section.get("rules")
        listed = rules if isinstance(rules, list) else [] if rules is None else [rules]
        if any(isinstance(one, dict | list) for one in listed):
            raise self.error("filter", "rules must be a list of ids or names, or any")
        return () if "any" in listed else tuple(map(str, listed))

    def error(self, key: str, reason: str) -> RuleError:
        return RuleError(reason, path=self.path, line=self.part.lines.get(key, self.part.line))

    def unsupported(self, key: str, reason: str) -> UnsupportedError:
        return UnsupportedError(reason, path=self.path, line=self.part.lines[key])
