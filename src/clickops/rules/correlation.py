"""Base rules of correlations: what a correlation counts is no alert by itself (correlation specification, "generate").

clickops runs no correlations. A rule that is only written to be counted would fire on every single event, so it is left
out with its correlation, unless `generate: true` says that it stands for itself as well.
"""

from __future__ import annotations

from clickops.rules.document import Mapping
from clickops.rules.pack import LeftOut, Rule

_SHOWN = 60  # characters of a title in a message


class Bases:
    """Collects what the correlations of one load name; only then is known which rules are meant."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}  # the id (in lower case) or name of a rule -> the correlation

    def add(self, part: Mapping, path: str) -> None:
        """Note the rules that a document names if it is a correlation that keeps them to itself."""
        found = part.get("correlation")
        if not isinstance(found, Mapping) or True in (found.get("generate"), part.get("generate")):
            return
        rules = found.get("rules")
        told = f"{str(part.get('title', ''))[:_SHOWN]!r} ({path}:{part.line})"
        for name in rules if isinstance(rules, list) else [rules]:
            if isinstance(name, str):
                self.named.setdefault(name.strip(), told)
                self.named.setdefault(name.strip().lower(), told)

    def of(self, rule: Rule) -> LeftOut | None:
        """Say why `rule` is left out; None for one that alerts by itself."""
        name = next((name for name in (rule.id, *sorted(rule.names)) if name in self.named), None)
        if name is None:
            return None
        reason = (
            f"the correlation {self.named[name]}, which clickops does not run, counts this rule, so it does not alert "
            "alone (`generate: true` under `correlation` lets it)"
        )
        return LeftOut(rule.path, rule.line, reason, rule.name)
