"""What is wrong with anybody's rule or filter, beside what loading refuses.

A lint is a function that yields the line and the sentence of each thing it finds in one document. It says what to
write instead, and is silent about a part that has not the form it looks at: that is for loading to refuse.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from clickops.errors import UnsupportedError
from clickops.rules import condition, pattern
from clickops.rules.document import Mapping, Sequence
from clickops.rules.near import near
from clickops.rules.remarks import STATUSES, UUID, not_a_uuid, remarks
from clickops.rules.tree import And, Named, Node, Not, Or, Wildcard
from clickops.tuning import fields, sources, yaml_traps
from clickops.tuning.sources import Document, Item

Finding = tuple[int, str]
Lint = Callable[[Document], Iterator[Finding]]

RULE_KEYS = (
    *("title", "id", "name", "related", "taxonomy", "status", "description", "license", "references", "author"),
    *("date", "modified", "tags", "scope", "logsource", "detection", "fields", "falsepositives", "level"),
    "sigma-version",
)
FILTER_KEYS = (
    *("title", "id", "name", "taxonomy", "status", "description", "license", "references", "author"),
    *("date", "modified", "tags", "logsource", "filter", "sigma-version"),
)
_UNKNOWN = 200  # names that are looked into: finding what is meant takes a while
_LOGSOURCE_KEYS = ("category", "product", "service", "definition")


def keys(found: Document) -> tuple[str, ...]:
    """List the keys that the specification gives a rule, or a filter."""
    return FILTER_KEYS if found.is_filter else RULE_KEYS


def identification(found: Document) -> Iterator[Finding]:
    """Hold ids to UUIDs, which filters, other rules and alerts name a rule by."""
    given = found.part.get("id")
    if given is None or isinstance(given, dict | list):
        return
    if not UUID.fullmatch(written := str(given).strip()):
        yield found.line_of("id"), not_a_uuid(written)
    elif written.lower() != given:
        yield found.line_of("id"), f"the id is not written as UUIDs are: {written.lower()}"


def standing(found: Document) -> Iterator[Finding]:
    """Ask for level and status: optional in Sigma, but alerts cannot be put in order without."""
    if found.is_filter:
        return
    if found.part.get("level") is None:
        yield found.part.line, "a level is needed: informational, low, medium, high or critical"
    if found.part.get("status") is None:
        yield found.part.line, f"a status is needed: {', '.join(STATUSES)}"


def specification(found: Document) -> Iterator[Finding]:
    """Find what breaks the specification, and is loaded with a note."""
    return remarks(found.part)


def unknown_keys(found: Document) -> Iterator[Finding]:
    """Find slips: keys of one's own are allowed (rules specification, "File Structure"), unless nearly a known one."""
    known = keys(found)
    for key in itertools.islice((key for key in found.part if key not in known), _UNKNOWN):
        if meant := near(key, known):
            yield found.line_of(key), f"unknown key {key!r}: did you mean {meant}?"
    logsource = found.part.get("logsource")
    if isinstance(logsource, Mapping):
        for key in logsource:
            if key not in _LOGSOURCE_KEYS and (meant := near(key, _LOGSOURCE_KEYS)):
                yield logsource.lines[key], f"logsource has the unknown key {key!r}: did you mean {meant}?"


def keys_twice(found: Document) -> Iterator[Finding]:
    """Find keys of which only the last counts."""
    return yaml_traps.twice(found.part)


def misread_values(found: Document) -> Iterator[Finding]:
    """Find values of detections that YAML does not read as they are written."""
    return yaml_traps.misread(found.section, found.text)


def unused_detections(found: Document) -> Iterator[Finding]:
    """Find what no condition names."""
    names = {name: line for name, _, line in sources.detections(found)}
    given = found.section.get("condition")
    texts = [text for text in (given if isinstance(given, list) else [given]) if isinstance(text, str)]
    if not texts:
        return
    try:
        used = set(_named(condition.parse(texts, dict.fromkeys(names, Or(())))))
    except UnsupportedError:
        return
    for name, line in names.items():
        if name not in used:
            yield line, f"the condition does not use {name}: name it there, or leave it out"


def _named(node: Node) -> Iterator[str]:
    match node:
        case Named(name, child):
            yield name
            yield from _named(child)
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _named(child)
        case Not(child):
            yield from _named(child)


def single_all(found: Document) -> Iterator[Finding]:
    """Find `all` with one value (modifiers specification: "single item values are not allowed")."""
    for item in sources.items(found):
        if "all" in item.modifiers and len(item.values) == 1 and "expand" not in item.modifiers:
            yield item.line, f"{field_of(item)}: `all` needs several values: leave it out"


def null_in_list(found: Document) -> Iterator[Finding]:
    """Find null among other values, which it shares no type with (rules specification, "Special Field Values")."""
    for item in sources.items(found):
        for value, line in item.values:
            if value is None and (len(item.values) > 1 or not item.field):
                yield line, f"{field_of(item)}: null cannot stand in a list: give it a detection of its own"


def idle_wildcards(found: Document) -> Iterator[Finding]:
    r"""Find a `*` where the modifier already puts one; often `\*` is meant."""
    for item in sources.items(found):
        before = "contains" in item.modifiers or "endswith" in item.modifiers
        after = "contains" in item.modifiers or "startswith" in item.modifiers
        for value, line in texts(item):
            parts = pattern.parse(value) if value != "*" else ()
            if (before and parts[:1] == (Wildcard.MANY,)) or (after and parts[-1:] == (Wildcard.MANY,)):
                yield line, rf"{field_of(item)}: the outer * of {value[:60]!r} says nothing: leave it out, or write \*"


def bare_placeholders(found: Document) -> Iterator[Finding]:
    """Find `%name%` without `expand`, which is plain text (rules specification, "Placeholders")."""
    for item in sources.items(found) if of_cloudtrail(found) else ():
        for value, line in texts(item):
            if "expand" not in item.modifiers and re.fullmatch(r"%[\w.-]+%", value):
                yield line, f"{field_of(item)}: {value[:60]} is plain text here: add |expand to make it a placeholder"


def idle_backslashes(found: Document) -> Iterator[Finding]:
    r"""Find a backslash that escapes neither `*`, `?` nor itself; CloudTrail's values hold none."""
    for item in sources.items(found) if of_cloudtrail(found) else ():
        for value, line in texts(item):
            sign = next((one[1] for one in re.finditer(r"\\(?:[*?\\]|(.))", value) if one[1]), None)
            if sign and not (sign == "%" and "expand" in item.modifiers):
                yield line, rf"{field_of(item)}: \{sign} is a backslash and a {sign}: leave it out, or add |re"


def field_names(found: Document) -> Iterator[Finding]:
    """Find fields that no record has: names are case-sensitive, so `eventname` is absent from every record."""
    asked = ((line, fields.unknown(field)) for field, line in fields_asked(found))
    return itertools.islice(((line, reason) for line, reason in asked if reason), _UNKNOWN)


def fields_asked(found: Document) -> Iterator[tuple[str, int]]:
    """Yield each field that a rule for CloudTrail compares or shows, with the line where it first does."""
    if not of_cloudtrail(found):
        return
    asked = [(item.field, item.line) for item in sources.items(found) if item.field]
    for item in sources.items(found):
        if "fieldref" in item.modifiers:
            asked += [(value, line) for value, line in item.values if isinstance(value, str)]
    shown = found.part.get("fields")
    if isinstance(shown, Sequence):
        asked += [(one, line) for one, line in zip(shown, shown.lines, strict=True) if isinstance(one, str)]
    yield from dict(reversed(asked)).items()  # the first of equal ones stays


def of_cloudtrail(found: Document) -> bool:
    """Whether a document is written for CloudTrail records and nothing else."""
    logsource = found.part.get("logsource")
    return isinstance(logsource, Mapping) and (logsource.get("product"), logsource.get("service")) == (
        "aws",
        "cloudtrail",
    )


def texts(item: Item) -> Iterator[tuple[str, int]]:
    """Yield the values of an item in which wildcards and backslashes mean something."""
    if "re" not in item.modifiers and "fieldref" not in item.modifiers:
        yield from ((value, line) for value, line in item.values if isinstance(value, str))


def field_of(item: Item) -> str:
    """Say what an item asks."""
    return item.field or f"a keyword of {item.detection}"


LINTS: tuple[Lint, ...] = (
    identification,
    specification,
    standing,
    unknown_keys,
    keys_twice,
    misread_values,
    unused_detections,
    single_all,
    null_in_list,
    idle_wildcards,
    bare_placeholders,
    idle_backslashes,
    field_names,
)
