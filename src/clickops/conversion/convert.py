"""The one door: a pack, a target and a format in, files out."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clickops.conversion import artifacts, attack, templates
from clickops.conversion.queries import Conversion, Converted, Note
from clickops.conversion.targets import Target, find
from clickops.errors import ClickopsError, ConversionError
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
    allowlist: str = "",
    packed: bool = True,
    on_problem: OnProblem | None = None,
    on_note: OnNote | None = None,
) -> dict[str, str | bytes]:
    """Convert the rules of a pack, filters and all, into the files of one format: {file name: content}.

    `target` is a folder of backends/, `format` one that its target.yml names (its first by default), `options` what
    differs from house to house (index, schema, ...). `allowlist` names a list that the platform itself keeps, whose
    members the queries leave out. A format that is an archive comes packed, or as the files that it holds.

    A rule that the target cannot express is raised as ConversionError, or handed to `on_problem` and left out. Notes
    say which fields the platform does not keep. Raises ClickopsError for a target, format or option that is not there.
    """
    conversion = Conversion(find(target) if isinstance(target, str) else target, format, options)
    common = {"schedule": conversion.target.schedule, **conversion.settings}
    common |= _key(conversion) | _exceptions(conversion, allowlist)
    several: list[templates.Facts] = []
    titles = Counter(rule.title for rule in pack.rules)
    stems = file_names(pack.rules)
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
        title = rule.title if titles[rule.title] == 1 else f"{rule.title} ({stem})"
        several += _parts(common | _facts(rule, converted, conversion), converted, title=title, stem=stem)
    files = artifacts.write(conversion.target, conversion.format, several, common)
    if conversion.format.archive and packed and files:
        return {conversion.format.archive: artifacts.packed(files)}
    return dict(files)


def _key(conversion: Conversion) -> dict[str, str]:
    """Name the fields that tell events apart, say when and whose they were; empty where they are not kept."""
    wanted = {"event_id": "eventID", "event_time": "eventTime", "event_actor": "userIdentity.arn"}
    found = {name: next(iter(_columns_of(conversion, field)), "") for name, field in wanted.items()}
    return found | {"event_id_in_source": found["event_id"].removesuffix(conversion.settings.get("keyword", ""))}


def _exceptions(conversion: Conversion, allowlist: str) -> dict[str, Any]:
    """Give what leaves out the members of a list that the platform keeps: text behind a query, or `exceptions`."""
    known: dict[str, Any] = {"allowlist": allowlist, "exceptions": [], "behind": ""}
    if not allowlist:
        return known
    wanted = conversion.format.allowlist
    if not wanted:
        raise ClickopsError(f"{conversion.target.name} keeps no list that its queries in this format could ask")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", allowlist):
        raise ClickopsError(f"a list cannot be called {allowlist!r}: letters, digits, _ and - make a name")
    filled = templates.fill(wanted, conversion.settings | known)
    return known | ({"behind": "\n" + filled} if isinstance(filled, str) else {"exceptions": [filled]})


def _parts(facts: dict[str, Any], converted: Converted, *, title: str, stem: str) -> Iterator[dict[str, Any]]:
    """Tell the queries of one rule apart, where there are several."""
    count = len(converted.queries)
    for number, query in enumerate(converted.queries, 1):
        written = query + facts["behind"] if isinstance(query, str) else query
        part = {"query": written, "title": title, "rule_title": title, "file": stem, "stem": stem}
        part |= {"number": number, "count": count}
        if number > 1:
            part["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"clickops:{facts['rule_id']}:{number}"))
        if count > 1:
            part |= {"title": f"{title} ({number} of {count})", "file": f"{stem}_{number}"}
        yield facts | part


def _facts(rule: Rule, converted: Converted, conversion: Conversion) -> dict[str, Any]:
    """Give what a template may name of a rule, beside what `_parts` gives."""
    notes = [note.sentence for note in converted.notes]
    known = {
        "id": _id(rule),
        "rule_id": _id(rule),
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
        "alert_columns": _columns(rule, conversion),
        "techniques": attack.techniques(rule.tags),
        "tactics": attack.tactics(rule.tags),
        "threat": attack.threat(rule.tags),
        "mitre": attack.pairs(rule.tags),
        "identity": _identity(rule),
        "doubts": "False positives: " + "; ".join(rule.falsepositives) if rule.falsepositives else "",
        "notes": notes,
        "note": "\n\n".join(notes),
    }
    return known | {
        name: names.get(f"rule {rule.name}", names[rule.level]) for name, names in conversion.format.levels.items()
    }


def _identity(rule: Rule) -> str:
    techniques = ", ".join(attack.techniques(rule.tags))
    return f"Rule {rule.name} ({_id(rule)}), level {rule.level}" + (f", ATT&CK {techniques}." if techniques else ".")


def _columns(rule: Rule, conversion: Conversion) -> list[str]:
    """Name the fields that an alert should show, as far as the platform keeps them."""
    found: dict[str, None] = {}
    for field in (*rule.fields, *conversion.target.columns):
        found.update(dict.fromkeys(_columns_of(conversion, field)))
    return list(found)


def _columns_of(conversion: Conversion, field: str) -> tuple[str, ...]:
    try:
        return conversion.fields.place(field).names
    except ConversionError:
        return ()


def _id(rule: Rule) -> str:
    return rule.id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"clickops:{rule.name}"))


def file_names(rules: Sequence[Rule]) -> list[str]:
    """Name a file for each rule: its stem, where several share one also its id, where they share that a number too."""
    names = [artifacts.stem(rule.name) for rule in rules]
    for parts in ([_id(rule)[:8] for rule in rules], range(1, len(rules) + 1)):
        often = Counter(names)
        names = [name if often[name] == 1 else f"{name}_{part}" for name, part in zip(names, parts, strict=True)]
    return names
