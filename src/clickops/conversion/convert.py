"""The one door: a pack, a target and a format in, files out."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clickops.conversion import artifacts, attack
from clickops.conversion.queries import Conversion, Converted, Note
from clickops.conversion.targets import Target, find
from clickops.errors import ConversionError
from clickops.rules.pack import Pack, Rule

__all__ = ["Note", "convert"]

OnProblem = Callable[[ConversionError], None]
OnNote = Callable[[Note], None]


def convert(
    pack: Pack,
    target: str | Target,
    format: str | None = None,  # noqa: A002 - the word of the field
    *,
    options: Mapping[str, str] | None = None,
    on_problem: OnProblem | None = None,
    on_note: OnNote | None = None,
) -> dict[str, str | bytes]:
    """Convert the rules of a pack, filters and all, into the files of one format: {file name: content}.

    `target` is a folder of backends/, `format` one that its target.yml names (its first by default), `options` what
    differs from house to house (index, schema, ...). A rule that the target cannot express is raised as
    ConversionError, or handed to `on_problem` and left out. Notes say which fields the platform does not keep.
    Raises ClickopsError for a target, format or option that is not there.
    """
    conversion = Conversion(find(target) if isinstance(target, str) else target, format, options)
    several: list[artifacts.Facts] = []
    titles = Counter(rule.title for rule in pack.rules)
    stems = _file_names(pack.rules)
    for rule, stem in zip(pack.rules, stems, strict=True):
        try:
            converted = conversion.query(rule)
        except ConversionError as error:
            if on_problem is None:
                raise
            on_problem(error)
            continue
        if on_note is not None:
            for note in converted.notes:
                on_note(note)
        apart = {"title": rule.title if titles[rule.title] == 1 else f"{rule.title} ({stem})", "file": stem}
        several.append(_facts(rule, converted, conversion) | apart)
    return dict(artifacts.write(conversion.target, conversion.format, several))


def _facts(rule: Rule, converted: Converted, conversion: Conversion) -> dict[str, Any]:
    """Give all that a template may name, beside `title` and `file`."""
    notes = [note.sentence for note in converted.notes]
    known = {
        "query": converted.query,
        "id": _id(rule),
        "name": rule.name,
        "level": rule.level,
        "status": rule.status,
        "description": rule.description.strip(),
        "author": rule.author,
        "date": rule.date,
        "modified": rule.modified or rule.date,
        "references": list(rule.references),
        "tags": list(rule.tags),
        "falsepositives": list(rule.falsepositives),
        "columns": _columns(rule, conversion),
        "techniques": attack.techniques(rule.tags),
        "tactics": attack.tactics(rule.tags),
        "threat": attack.threat(rule.tags),
        "identity": _identity(rule),
        "doubts": "False positives: " + "; ".join(rule.falsepositives) if rule.falsepositives else "",
        "notes": notes,
        "note": "\n\n".join(notes),
        "schedule": conversion.target.schedule,
    }
    levels = {name: names[rule.level] for name, names in conversion.format.levels.items()}
    return known | conversion.settings | levels


def _identity(rule: Rule) -> str:
    techniques = ", ".join(attack.techniques(rule.tags))
    return f"Rule {rule.name} ({_id(rule)}), level {rule.level}" + (f", ATT&CK {techniques}." if techniques else ".")


def _columns(rule: Rule, conversion: Conversion) -> list[str]:
    """Name the fields that an alert should show, as far as the platform keeps them."""
    found: dict[str, None] = {}
    for field in (*rule.fields, *conversion.target.columns):
        try:
            found.update(dict.fromkeys(conversion.fields.place(field).names))
        except ConversionError:
            continue
    return list(found)


def _id(rule: Rule) -> str:
    return rule.id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"clickops:{rule.name}"))


def _file_names(rules: Sequence[Rule]) -> list[str]:
    """Name a file for each rule: its stem, where several share one also its id, where they share that a number too."""
    names = [re.sub(r"[^\w.-]", "_", rule.name).lstrip(".") or "rule" for rule in rules]
    for parts in ([_id(rule)[:8] for rule in rules], range(1, len(rules) + 1)):
        often = Counter(names)
        names = [name if often[name] == 1 else f"{name}_{part}" for name, part in zip(names, parts, strict=True)]
    return names
