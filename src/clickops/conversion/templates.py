"""Templates of a target's formats/, and how they are filled.

A template holds `${name}`, or `${name|filter}`. One of JSON or YAML is parsed first and each of its strings is filled
then, so that no value can break out of it: a string that is one placeholder becomes the value itself, a list within a
list its members, and a key that is one placeholder the members of each of its values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from clickops.conversion import attack
from clickops.errors import ClickopsError

Facts = Mapping[str, Any]
"""What a template may name: see `convert.facts`."""

Writer = Callable[[Facts], Any]
"""Fills a template: into text, or into what is then written as JSON or YAML."""

WIDTH = 110
_PLACEHOLDER = re.compile(r"\$\{(\w+)(?:\|(\w+))?\}")


def writer(name: str, text: str) -> Writer:
    """Read a template; its name's ending says what it is."""
    if name.endswith(".json"):
        document = json.loads(text)
    elif name.endswith((".yml", ".yaml")):
        import yaml  # noqa: PLC0415 - rarely needed

        document = yaml.load(text, Loader=yaml.CSafeLoader)
    else:
        return lambda facts: _PLACEHOLDER.sub(lambda found: _text(found, facts), text).rstrip("\n")
    return lambda facts: fill(document, facts)


def written(value: Any, file: str) -> str:  # noqa: ANN401 - whatever a template makes
    """Write what a template made, as the name of its file wants it."""
    if isinstance(value, str):
        return value
    if file.endswith((".yml", ".yaml")):
        return _yaml(value)
    if file.endswith(".ndjson"):
        lines = value if isinstance(value, list) else [value]
        return "\n".join(json.dumps(one, ensure_ascii=False) for one in lines)
    return pretty(value)


def _yaml(value: Any) -> str:  # noqa: ANN401
    import yaml  # noqa: PLC0415 - rarely needed

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002
            return True

    def block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, block)
    text: str = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text.rstrip("\n")


def pretty(value: Any, indent: str = "", taken: int = 0) -> str:  # noqa: ANN401 - whatever JSON holds
    """Write JSON with each part on one line that fits on one; `taken` is what stands before it in its line."""
    line = json.dumps(value, ensure_ascii=False)
    if taken + len(line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + "  "
    keys = (
        [json.dumps(key, ensure_ascii=False) + ": " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    parts = value.values() if isinstance(value, dict) else value
    lines = (key + pretty(part, inner, len(inner + key)) for key, part in zip(keys, parts, strict=True))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(lines) + f"\n{indent}{closing}"


def fill(value: Any, facts: Facts) -> Any:  # noqa: ANN401
    """Fill every string of what JSON or YAML holds."""
    if isinstance(value, dict):
        filled: dict[Any, Any] = {}
        for key, part in value.items():
            whole = _PLACEHOLDER.fullmatch(key) if isinstance(key, str) else None
            if whole and part is None:
                for item in _value(whole, facts):
                    filled |= item
            else:
                filled[fill(key, facts)] = fill(part, facts)
        return filled
    if isinstance(value, list):
        return [one for part in value for one in _members(part, facts)]
    if not isinstance(value, str):
        return value
    if whole := _PLACEHOLDER.fullmatch(value):
        return _value(whole, facts)
    return _PLACEHOLDER.sub(lambda found: _text(found, facts), value)


def _members(part: Any, facts: Facts) -> list[Any]:  # noqa: ANN401
    """Fill a member of a list; a list in its place gives all its members."""
    filled = fill(part, facts)
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


def line(value: Any) -> str:  # noqa: ANN401
    """Write a value on one line, without control characters."""
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
    return line(str(value).replace("[", "(").replace("]", ")")).rstrip("\\")


_FILTERS: dict[str, Callable[[Any], Any]] = {
    "backslashed": lambda value: re.sub(
        r"(['\\\\])", r"\\\1", str(value)
    ),  # for 'literals' of databases that escape so
    "bool": lambda value: str(value) == "true",
    "compact": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    "conf": _conf,
    "conf_line": lambda value: _conf(line(value)),
    "doubled": lambda value: str(value).replace("'", "''"),  # for 'literals' of standard SQL
    "handleless": lambda value: re.sub(r"(?<!\w)@(?=\w)", "(at)", str(value)).replace("{{", "{ {"),
    "identifier": lambda value: "".join(part.title() for part in re.findall(r"[A-Za-z0-9]+", str(value))),
    "inert": lambda value: str(value).replace("{{", '{{"{{"}}').replace("%{", '{{"%"}}{'),
    "json": lambda value: json.dumps(value, ensure_ascii=False),
    "line": line,
    "list": lambda value: [part.strip() for part in str(value).split(",") if part.strip()],
    "name": lambda value: re.sub(r'[<>&"%]', "_", line(value)),
    "quoted": lambda value: json.dumps(line(value), ensure_ascii=False),
    "sentinel_tactics": attack.sentinel_tactics,
    "sentinel_techniques": attack.sentinel_techniques,
    "shell": lambda value: str(value).replace("'", "'\\''"),  # for what stands in single quotes
    "spl": lambda value: re.sub(r'(["\\\\])', r"\\\1", str(value)),  # for what stands in double quotes
    "stanza": _stanza,
    "terraform": lambda value: line(value).replace("${", "$${").replace("%{", "%%{"),  # else a template of Terraform's
    "word": lambda value: re.sub(r"\W+", "_", str(value), flags=re.ASCII),
}
