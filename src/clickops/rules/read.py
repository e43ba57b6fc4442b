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
from clickops.rules.remarks import UUID, not_a_uuid

_FILTER_KEYS = frozenset({"rules"})
_ANY = "any"  # in place of a list: pySigma has it, and filters specification 2.2.0
_OF_SIGMA = re.compile(r"title|log_?source|detection|filter|correlation|action$", re.IGNORECASE)
"""How a key begins that only Sigma's documents have, slips such as `detections` included."""


def foreign(part: Mapping) -> bool:
    """Whether a document is none of Sigma's, such as SigmaHQ's `info.yml` beside test data, or a pipeline."""
    return not any(_OF_SIGMA.match(key) for key in part)


def read(part: Mapping, path: str, number: int, variables: Map[str, Sequence[str]]) -> Rule | Filter:
    """Read a document, the one at `number` (from 0) in its file; raises RuleError with path and line.

    A rule without a level is `medium`, since the specification makes the level optional and gives no default.
    """
    document = _Document(part, path)
    version = part.get("sigma-version", 2)
    if isinstance(version, bool) or version not in (1, 2):
        raise document.unsupported("sigma-version", f"sigma-version {str(version)[:40]} is not supported yet")
    if "correlation" in part:
        reason = "correlation rules are not supported yet, and the rules that it counts do not alert alone"
        raise document.unsupported("correlation", reason)
    if "action" in part:
        raise document.unsupported("action", "`action` left Sigma: write each rule out")
    if "detection" not in part and "filter" not in part:
        raise RuleError("no Sigma rule or filter: neither `detection` nor `filter`", path=path, line=part.line)
    if "detection" in part and "filter" in part:
        raise document.error("filter", "a rule has a detection and a filter has a filter: this has both")
    title = " ".join(document.text("title").split())
    if not title:
        raise RuleError("a title is needed", path=path, line=part.line)
    own, identity = document.text("name"), document.identity()
    kind = "filter" if "filter" in part else "detection"
    section = document.mapping(kind)
    rules = document.served(section) if kind == "filter" else ()
    besides = _FILTER_KEYS if kind == "filter" else frozenset[str]()
    condition = lower(section, path=path, variables=variables, besides=besides)
    if kind == "filter":
        return Filter(
            name=name(part, path, number),
            id=identity,
            title=title,
            description=document.text("description"),
            logsource=document.logsource(),
            rules=rules,
            condition=condition,
            path=path,
            line=part.line,
        )
    return Rule(
        name=name(part, path, number),
        id=identity,
        title=title,
        level=document.level(),
        status=document.text("status"),
        description=document.text("description"),
        author=", ".join(document.texts("author")),  # a list, which the specification has not, is a note
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


def name(part: Mapping, path: str, number: int) -> str:
    """Name a rule or filter: by its file, and a further document or a text by its own name or its title."""
    if number == 0 and path != "<text>":
        return Path(path).stem
    title = " ".join(str(part.get("title", "")).split())
    return str(part.get("name") or "").strip() or re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


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

    def identity(self) -> str:
        """Read the id, in the lower case in which UUIDs are compared; empty when there is none."""
        given = self.text("id")
        if self.part.get("id") is None or UUID.fullmatch(given):
            return given.lower()
        raise self.error("id", not_a_uuid(given))

    def level(self) -> str:
        level = self.text("level") or "medium"
        if level not in LEVELS:
            raise self.error("level", f"the level {level!r} is not one of {', '.join(LEVELS)}")
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
        """Read which rules a filter serves: ids and names, or nothing for `any`, which is every rule."""
        rules = section.get("rules")
        listed = rules if isinstance(rules, list) else [rules]
        names = [str(one).strip() for one in listed if not isinstance(one, dict | list | None)]
        line = section.lines.get("rules", section.line)
        wanted = "rules must be a list of ids or names of rules, or any"
        if "rules" not in section:
            title = " ".join(self.text("title").split())[:60]
            reason = f"the filter {title!r} needs `rules`: the ids or names of the rules that it serves, or any"
            raise RuleError(reason, path=self.path, line=line)
        if len(names) < len(listed) or not all(names):
            raise RuleError(wanted, path=self.path, line=line)
        if not names:
            raise RuleError(f"the list is empty: {wanted}", path=self.path, line=line)
        if [one.lower() for one in names] == [_ANY]:
            return ()
        if _ANY in names:
            raise RuleError(f"any stands alone, without other names: {wanted}", path=self.path, line=line)
        return tuple(one.lower() if UUID.fullmatch(one) else one for one in names)

    def error(self, key: str, reason: str) -> RuleError:
        return RuleError(reason, path=self.path, line=self.part.lines.get(key, self.part.line))

    def unsupported(self, key: str, reason: str) -> UnsupportedError:
        return UnsupportedError(reason, path=self.path, line=self.part.lines[key])
