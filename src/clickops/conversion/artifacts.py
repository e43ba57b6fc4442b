"""Queries become what a platform imports: a comment and the query, or a template of the target filled in.

A template holds `${name}`, or `${name|filter}`. In a .json template each string is filled after parsing, so that no
value can break out of it; a string that is one placeholder becomes the value itself, a list within a list its members.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clickops.conversion.targets import Comment, Format, Target
from clickops.errors import ClickopsError

Facts = Mapping[str, Any]
"""What a template may name: see `convert.facts`."""

_PLACEHOLDER = re.compile(r"\$\{(\w+)(?:\|(\w+))?\}")
_WIDTH = 110


def write(target: Target, form: Format, several: Sequence[Facts]) -> dict[str, str]:
    """Write the files of one format: a file a rule, or one for all, as the format says."""
    write_one = _writer(target, form)
    if "{rule}" in form.file:
        return {form.file.replace("{rule}", facts["file"]): write_one(facts) + "\n" for facts in several}
    if not several:
        return {}
    items = [write_one(facts) for facts in several]
    if form.template.endswith(".json") and not form.file.endswith(".ndjson"):
        return {form.file: "[\n" + ",\n".join(items) + "\n]\n"}
    return {form.file: ("\n" if form.file.endswith(".ndjson") else "\n\n").join(items) + "\n"}


def _writer(target: Target, form: Format) -> Callable[[Facts], str]:
    if not form.template:
        return lambda facts: "\n".join((*header(facts, form.comment or Comment()), facts["query"]))
    text = target.template(form.template)
    if not form.template.endswith(".json"):
        return lambda facts: _PLACEHOLDER.sub(lambda found: _text(found, facts), text).rstrip("\n")
    document = json.loads(text)
    if form.file.endswith(".ndjson"):
        return lambda facts: json.dumps(_fill(document, facts), ensure_ascii=False)
    return lambda facts: pretty(_fill(document, facts))


def header(facts: Facts, comment: Comment) -> list[str]:
    """Say what a query is for and what to know about it, as a comment of the language; empty if it has none."""
    about = [facts["title"], f"{facts['name']}, {facts['id']}, level {facts['level']}"]
    if facts["techniques"]:
        about[1] += ", ATT&CK " + " ".join(facts["techniques"])
    paragraphs = [
        facts["description"],
        "False positives: " + "; ".join(facts["falsepositives"]) if facts["falsepositives"] else "",
        "Schedule: " + facts["schedule"] if facts["schedule"] else "",
        *facts["notes"],
    ]
    for paragraph in paragraphs:
        about += textwrap.wrap(" ".join(paragraph.split()), _WIDTH - len(comment.line), break_on_hyphens=False)
    lines = [_inert(_line(line), comment) for line in about]
    if comment.line:
        return [comment.line + line for line in lines]
    if comment.open:
        lines[0] = f"{comment.open} {lines[0]}"
        lines[-1] = f"{lines[-1]} {comment.close}"
        return lines
    return []


def _inert(line: str, comment: Comment) -> str:
    """Break up whatever in a line would end the comment: its mark loses all but its first sign."""
    while comment.close and comment.close in line:
        line = line.replace(comment.close, comment.close[0])
    return line


def pretty(value: Any, indent: str = "", taken: int = 0) -> str:  # noqa: ANN401 - whatever JSON holds
    """Write JSON with each part on one line that fits on one; `taken` is what stands before it in its line."""
    line = json.dumps(value, ensure_ascii=False)
    if taken + len(line) <= _WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + "  "
    keys = (
        [json.dumps(key, ensure_ascii=False) + ": " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    parts = value.values() if isinstance(value, dict) else value
    lines = (key + pretty(part, inner, len(inner + key)) for key, part in zip(keys, parts, strict=True))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(lines) + f"\n{indent}{closing}"


def _fill(value: Any, facts: Facts) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _fill(part, facts) for key, part in value.items()}
    if isinstance(value, list):
        return [one for part in value for one in _members(part, facts)]
    if not isinstance(value, str):
        return value
    if whole := _PLACEHOLDER.fullmatch(value):
        return _value(whole, facts)
    return _PLACEHOLDER.sub(lambda found: _text(found, facts), value)


def _members(part: Any, facts: Facts) -> list[Any]:  # noqa: ANN401
    """Fill a member of a list; a list in its place gives all its members."""
    filled = _fill(part, facts)
    return filled if isinstance(part, str) and isinstance(filled, list) else [filled]


def _text(found: re.Match[str], facts: Facts) -> str:
    value = _value(found, facts)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _value(found: re.Match[str], facts: Facts) -> Any:  # noqa: ANN401
    name, apply = found.groups()
    if name not in facts:
        raise ClickopsError(f"a template names ${{{name}}}; there are: {', '.join(sorted(facts))}")
    if apply is None:
        return facts[name]
    if apply not in _FILTERS:
        raise ClickopsError(f"a template names the filter {apply!r}; there are: {', '.join(_FILTERS)}")
    return _FILTERS[apply](facts[name])


def _line(value: Any) -> str:  # noqa: ANN401
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _printable(" ".join(text.split()))


def _printable(text: str) -> str:
    """Write control characters as JSON does: what a rule says of itself must not command a terminal."""
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in text)


def _conf(value: Any) -> str:  # noqa: ANN401
    """Write a value of a .conf file, which goes on in the next line after a backslash at the end of one."""
    lines = (line + " " if line.endswith("\\") else line for line in map(_printable, str(value).splitlines()))
    return " \\\n".join(lines)


def _stanza(value: Any) -> str:  # noqa: ANN401
    """Write a name that can stand between brackets in a .conf file."""
    return _line(str(value).replace("[", "(").replace("]", ")")).rstrip("\\")


_FILTERS: dict[str, Callable[[Any], Any]] = {
    "bool": lambda value: str(value) == "true",
    "conf": _conf,
    "conf_line": lambda value: _conf(_line(value)),
    "line": _line,
    "list": lambda value: [part.strip() for part in str(value).split(",") if part.strip()],
    "stanza": _stanza,
}
