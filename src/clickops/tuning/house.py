"""The style of the shipped rules: what every target converts alike, and how SigmaHQ names and orders things.

The portable subset is what conversion was measured to get right everywhere: 15 targets refuse `cased`, EventBridge has
no sign for `?`, `neq` comes out differently, one writes the `_` of a list's values wrongly when another value has none,
and pySigma up to 1.5 reads a name like `notable` as `not able`. A `*` between two pieces of a value is in the subset,
since every target's default format converts it alike. The rest is the rules specification ("File Structure", "Tags")
and SigmaHQ's rule conventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from clickops.rules import pattern
from clickops.rules.document import Sequence
from clickops.rules.tree import Wildcard
from clickops.tuning import fields, sources
from clickops.tuning.lint import Finding, Lint, field_of, fields_asked, keys, texts
from clickops.tuning.sources import Document

_TACTICS = frozenset(
    {
        "collection",
        "command-and-control",
        "credential-access",
        "defense-impairment",
        "discovery",
        "execution",
        "exfiltration",
        "impact",
        "initial-access",
        "lateral-movement",
        "persistence",
        "privilege-escalation",
        "reconnaissance",
        "resource-development",
        "stealth",
    }
)
_TAG = re.compile(r"attack\.t\d{4}(\.\d{3})?|detection\.(dfir|emerging-threats|threat-hunting)")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the", "through", "to", "via"}
    | {"with", "without"}
)
_TITLE_LENGTH = 110
_RULE_FILE = re.compile(r"aws_cloudtrail_[a-z0-9_]+")
_FILTER_FILE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_FILE_LENGTH = range(10, 71)  # characters, `.yml` among them
_NEEDED = ("id", "description", "references", "author", "date", "falsepositives")
_NEEDED_OF_FILTERS = ("id", "description", "author", "date")


def modifiers(found: Document) -> Iterator[Finding]:
    """Find `cased` and `neq`, which many targets refuse or convert wrongly."""
    for item in sources.items(found):
        if "cased" in item.modifiers:
            yield item.line, f"{field_of(item)}: leave `cased` out, which many targets refuse"
        if "neq" in item.modifiers:
            yield (
                item.line,
                f"{field_of(item)}: `neq` is not portable, write `not` in the condition",
            )


def wildcards(found: Document) -> Iterator[Finding]:
    """Find wildcards other than a lone `*`, for any text, and a `*` between two pieces of a value."""
    for item in sources.items(found):
        for value, line in texts(item):
            if value != "*" and (problem := _misplaced(pattern.parse(value), item.modifiers)):
                yield line, f"{field_of(item)}: {value!r} {problem}"


def _misplaced(parts: pattern.Parts, modifiers: tuple[str, ...]) -> str:
    """Say which wildcard of a value is not portable and what to write instead; empty when all are."""
    if Wildcard.ONE in parts:
        return "has the wildcard ?, which not every target knows: write the character, or * between two pieces"
    if Wildcard.MANY in (*parts[:1], *parts[-1:]):
        return "begins or ends with *: write startswith, endswith or contains instead"
    if Wildcard.MANY in parts and modifiers and not {"startswith", "endswith", "contains"} & set(modifiers):
        return "has a *, which is portable under startswith, endswith, contains or no modifier: leave it out"
    return ""


def underscores(found: Document) -> Iterator[Finding]:
    """Find lists with `_` in some values and not in others."""
    for item in sources.items(found):
        with_it = [(value, line) for value, line in texts(item) if "_" in value]
        if with_it and len(with_it) < len(item.values):
            value, line = with_it[0]
            yield line, f"{field_of(item)}: put {value!r} and other values with _ into a list of their own"


def ascii_values(found: Document) -> Iterator[Finding]:
    """Find letters whose folding differs from engine to engine."""
    for item in sources.items(found):
        for value, line in texts(item):
            if not value.isascii():
                yield line, f"{field_of(item)}: {value!r} is not ASCII"


def detection_names(found: Document) -> Iterator[Finding]:
    """Find names that pySigma's reading of conditions does not survive."""
    for name, _, line in sources.detections(found):
        if not re.fullmatch(r"[a-z0-9_]+", name):
            yield line, f"the detection {name!r} may have a-z, 0-9 and _ in its name"
        elif name.startswith(("not", "and", "or")):
            yield line, f"the detection {name!r} begins with an operator, which pySigma 1 takes apart: rename it"


def every_field(found: Document) -> Iterator[Finding]:
    """Find fields, asked for or shown, that CloudTrail is not known to have."""
    for field, line in fields_asked(found):
        if not fields.known(field):
            yield line, f"{field} is not in the list of CloudTrail's fields: correct it, or add it to the list"


def file_name(found: Document) -> Iterator[Finding]:
    """Hold names to `aws_cloudtrail_<what>.yml`, those of filters to a theme in front."""
    path = Path(found.path)
    allowed = _FILTER_FILE if found.is_filter else _RULE_FILE
    if not allowed.fullmatch(path.stem) or path.suffix != ".yml" or len(path.name) not in _FILE_LENGTH:
        form = "<theme>_<what>.yml" if found.is_filter else "aws_cloudtrail_<what>.yml"
        yield 0, f"the file's name must be {form}: a-z, 0-9 and _, 10 to 70 characters"


def key_order(found: Document) -> Iterator[Finding]:
    """Hold keys to SigmaHQ's order, without any of our own."""
    known = keys(found)
    for key in found.part:
        if key not in known:
            yield found.line_of(key), f"the key {key!r} is not in the specification"
    written = [key for key in found.part if key in known]
    wanted = sorted(written, key=known.index)
    for key, other in zip(written, wanted, strict=True):
        if key != other:
            yield found.line_of(key), f"{other} is expected before {key}: the order is {', '.join(wanted)}"
            return


def title(found: Document) -> Iterator[Finding]:
    """Hold titles to title case, short, without a full stop."""
    given = found.part.get("title")
    if not isinstance(given, str):
        return
    line = found.line_of("title")
    if len(given) > _TITLE_LENGTH:
        yield line, f"the title is longer than {_TITLE_LENGTH} characters"
    if given.endswith("."):
        yield line, "the title ends with a full stop: leave it out"
    if given.startswith("Detects"):
        yield line, "the title says what happened: leave `Detects` to the description"
    for word in given.split():
        if word[0].islower() and word not in _SMALL_WORDS:
            yield line, f"the title's word {word!r} begins with a small letter"
            return


def needed_keys(found: Document) -> Iterator[Finding]:
    """Ask for what a person needs who is woken by the rule."""
    for key in _NEEDED_OF_FILTERS if found.is_filter else _NEEDED:
        if not found.part.get(key):
            yield found.part.line, f"{key} is needed"
    description = found.part.get("description")
    if isinstance(description, str) and not found.is_filter and not description.startswith("Detects "):
        yield found.line_of("description"), "the description begins with `Detects`"


def every_rule(found: Document) -> Iterator[Finding]:
    """Ask filters for ids in place of `any`: what is shipped does not reach the rules of others and of tomorrow."""
    rules = found.section.get("rules")
    for one in rules if isinstance(rules, list) else [rules]:
        if found.is_filter and str(one).lower() == "any":
            yield (
                found.section.lines["rules"],
                "the filter serves any rule, those of others too: list the ids it is for",
            )


def tags(found: Document) -> Iterator[Finding]:
    """Hold tags to ATT&CK's techniques and tactics, written as the tags appendix does."""
    given = found.part.get("tags")
    if not isinstance(given, Sequence):
        if given is not None:
            yield found.line_of("tags"), "tags must be a list"
        return
    for tag, line in zip(given, given.lines, strict=True):
        tactic = str(tag).removeprefix("attack.")
        if not _TAG.fullmatch(str(tag)) and (tactic == tag or tactic not in _TACTICS):
            yield line, f"the tag {tag!r} is no technique (attack.t1098, attack.t1098.003) and no tactic of ATT&CK"


LINTS: tuple[Lint, ...] = (
    modifiers,
    wildcards,
    underscores,
    ascii_values,
    detection_names,
    every_field,
    file_name,
    key_order,
    title,
    needed_keys,
    every_rule,
    tags,
)
