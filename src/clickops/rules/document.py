"""YAML as Sigma files may use it: plain values with the line of each key, and nothing that can hurt.

The values are those of YAML 1.1 as PyYAML's safe loader reads them, since every converter reads rules so.
Aliases, merges and object tags are refused by name: no rule needs them, and they are how a small file becomes
a large one. The composer is our own because libyaml's recurses: ten thousand brackets end the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from clickops.errors import RuleError

if TYPE_CHECKING:
    import yaml

SIZE_LIMIT = 1_000_000
"""Characters of one file; SigmaHQ's largest rule has 40,000."""

VALUE_LIMIT = 100_000
"""Keys, values, lists, mappings and documents of one file, since each costs time however short it is."""

_DEPTH_LIMIT = 40
_SCALAR_LIMIT = 100  # characters of a number, date, boolean or null: PyYAML's time grows with their square
_DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)
_PREFIX = "tag:yaml.org,2002:"
_SCALARS = frozenset(_PREFIX + name for name in ("null", "bool", "int", "float", "timestamp"))


class Mapping(dict[str, Any]):
    """A mapping that knows the line of each of its keys, and which keys stood there more than once."""

    line: int
    lines: dict[str, int]
    twice: list[str]


class Sequence(list[Any]):
    """A list that knows the line of each of its items."""

    line: int
    lines: list[int]


def documents(text: str, path: str) -> Iterator[Mapping]:
    """Yield the mappings of a YAML stream, empty documents left out; raises RuleError with the line."""
    for value in structures(text, path):
        if not isinstance(value, Mapping):
            raise RuleError("not a mapping but a list", path=path, line=value.line)
        yield value


def structures(text: str, path: str) -> Iterator[Mapping | Sequence]:
    """Yield the mappings and lists of a YAML stream: rules are the former, cases of rules the latter."""
    import yaml  # noqa: PLC0415 - costs 15 ms that `--help` does not owe

    if len(text) > SIZE_LIMIT:
        raise RuleError(f"longer than {SIZE_LIMIT:,} characters", path=path)
    if directive := _DIRECTIVE.search(text):  # libyaml compares each with all before it
        line = text.count("\n", 0, directive.start()) + 1
        raise RuleError("the directive %TAG is not allowed in a rule", path=path, line=line)
    try:
        events = _limited(yaml.parse(text, Loader=yaml.CSafeLoader), path)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = _Composer(events, path).value(next(events), 0)
                if isinstance(value, Mapping | Sequence):
                    yield value
                elif value is not None:
                    raise RuleError(f"not a mapping but {value!r}"[:60], path=path, line=_line(event))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(part for part in (error.context, error.problem) if part)
        raise RuleError(f"not YAML: {reason}", path=path, line=mark.line + 1 if mark else 0) from None
    except UnicodeEncodeError:
        raise RuleError("not YAML: holds a lone surrogate", path=path) from None
    except yaml.YAMLError as error:
        raise RuleError(f"not YAML: {error}".replace("\n", " "), path=path) from None


def _limited(events: Iterator[yaml.Event], path: str) -> Iterator[yaml.Event]:
    for number, event in enumerate(events):
        if number > VALUE_LIMIT:
            raise RuleError(f"more than {VALUE_LIMIT:,} keys and values", path=path, line=_line(event))
        yield event


class _Composer:
    """Builds one value out of libyaml's events."""

    def __init__(self, events: Iterator[yaml.Event], path: str) -> None:
        self.events = events
        self.path = path

    def value(self, event: yaml.Event, depth: int) -> Any:  # noqa: ANN401 - whatever YAML holds
        import yaml  # noqa: PLC0415

        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise self.error(f"the alias *{event.anchor} is not allowed in a rule: write the value out", line)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None and not event.implicit:
            raise self.error(f"the tag {event.tag} is not allowed in a rule", line)
        if depth == _DEPTH_LIMIT:
            raise self.error(f"nested deeper than {_DEPTH_LIMIT} levels", line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(line, depth)
        return self.mapping(line, depth)

    def sequence(self, line: int, depth: int) -> Sequence:
        import yaml  # noqa: PLC0415

        found = Sequence()
        found.line, found.lines = line, []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.lines.append(_line(event))
            found.append(self.value(event, depth + 1))
        return found

    def mapping(self, line: int, depth: int) -> Mapping:
        import yaml  # noqa: PLC0415

        found = Mapping()
        found.line, found.lines, found.twice = line, {}, []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.error("a key must be plain text", at)
            if event.value == "<<" and event.implicit[0]:
                raise self.error("the merge key << is not allowed in a rule: write the keys out", at)
            if event.value in found:
                found.twice.append(event.value)
            found[event.value] = self.value(next(self.events), depth + 1)
            found.lines[event.value] = at
        return found

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Any:  # noqa: ANN401
        import yaml  # noqa: PLC0415

        loader = _safe_loader()
        tag: str = event.tag or loader.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        if tag == _PREFIX + "str":
            return event.value
        if tag not in _SCALARS:
            raise self.error(f"the tag {tag} is not allowed in a rule", line)
        if len(event.value) > _SCALAR_LIMIT:
            raise self.error(f"{event.value[:40]!r}... is too long for a number: put it in quotes", line)
        try:
            return loader.yaml_constructors[tag](loader, yaml.ScalarNode(tag, event.value))
        except (ValueError, KeyError, IndexError, AttributeError):
            kind = tag.removeprefix(_PREFIX)
            raise self.error(f"{event.value[:40]!r} is not a value of type {kind}", line) from None

    def error(self, reason: str, line: int) -> RuleError:
        return RuleError(reason, path=self.path, line=line)


@cache
def _safe_loader() -> yaml.SafeLoader:
    import yaml  # noqa: PLC0415

    return yaml.SafeLoader("")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
