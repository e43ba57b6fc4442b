r"""Sumo Logic's log search as far as we write it, read by its reference and not by the converter.

Sources, all in SumoLogic/sumologic-documentation, docs/search: "Keyword Search Expressions" (NOT before AND before
OR), "Parse JSON Formatted Logs" (JSONPath with `[*]` and `['key']`; `nodrop` leaves null), "where", "matches" (case
counts; `*`, or RE2 between slashes), "in", "isNull", "toLowerCase", "concat", "Field Expressions" (`=` is with case,
`!` negates). What is left open is read in the way that is worse for us: a comparison with null is unknown and so is its
negation, JSON null is the text null, an expression that fits otherwise than it is found is an error. A comment begins
with `//` and ends with the line ("Comments in Search Queries").
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from clickops.verify.engines import EngineError
from clickops.verify.models import reading

Record = Mapping[str, Any]
Condition = Callable[["Fields"], bool | None]
Made = Callable[["Fields"], str | None]

_TOKEN = re.compile(
    r"""(?:\s|//[^\n]*)*(?:(?P<string>"(?:\\.|[^"\\])*")|(?P<regex>/(?:\\.|[^/\\\n])+/)|(?P<sign>[|=(),!])|(?P<word>[\w.*/-]+))""",
    re.DOTALL,
)
_KEY = re.compile(r"\.?(?:([A-Za-z_][\w]*)|\['([^']+)'\]|(\[\*\]))")


def reader(query: str) -> Callable[[Record], bool]:
    """Read a search; raises EngineError for whatever we do not write."""
    parser = _Parser(query)
    conditions = parser.pipeline()

    def selects(record: Record) -> bool:
        fields = Fields(record, parser.made)
        return all(condition(fields) is True for condition in conditions)

    return selects


class Fields:
    """What the search has made of a record, each field when it is asked for."""

    def __init__(self, record: Record, made: Mapping[str, Made]) -> None:
        self.record = record
        self._made = made
        self._known: dict[str, str | None] = {}

    def get(self, name: str) -> str | None:
        """Make a field, once."""
        if name not in self._known:
            self._known[name] = self._made[name](self)
        return self._known[name]


class _Parser:
    def __init__(self, query: str) -> None:
        self.made: dict[str, Made] = {}
        self.tokens: list[tuple[str, str]] = []
        for kind, text in reading.tokens(_TOKEN, query):
            if kind == "regex" and self.tokens[-1:] != [("word", "matches")]:
                raise EngineError(f"{text!r} stands where no expression may")
            self.tokens.append((kind, text))
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, *kinds: str) -> str:
        kind, text = self.peek()
        if not kind or (kinds and kind not in kinds):
            raise EngineError(f"{' or '.join(kinds)} is missing before {text!r}")
        self.at += 1
        return _string(text) if kind == "string" else text

    def accept(self, text: str) -> bool:
        if self.peek() in {("sign", text), ("word", text)}:
            self.at += 1
            return True
        return False

    def expect(self, *texts: str) -> None:
        for text in texts:
            if not self.accept(text):
                raise EngineError(f"{text} is missing before {self.peek()[1]!r}")

    def pipeline(self) -> list[Condition]:
        scope = self.take("word")
        if self.accept("="):
            self.take("word")
        elif scope != "*":
            raise EngineError(f"{scope!r} is no scope")
        conditions: list[Condition] = []
        while self.accept("|"):
            if self.accept("where"):
                conditions.append(self.disjunction())
            else:
                self.make()
        if self.peek()[0]:
            raise EngineError(f"left over: {self.peek()[1]!r}")
        return conditions

    def make(self) -> None:
        """Read an operator that makes a field; one that is made again would need the order of the operators."""
        made: Made
        match word := self.take("word"):
            case "json":
                self.expect("field", "=", "_raw")
                path = _path(self.take("string"))
                made = lambda fields: _extracted(fields.record, path)  # noqa: E731
            case "toLowerCase":
                (source,) = self.arguments()
                made = lambda fields: None if (text := source(fields)) is None else text.lower()  # noqa: E731
            case "concat":
                sources = self.arguments()
                made = lambda fields: "".join(one(fields) or "" for one in sources)  # noqa: E731
            case _:
                raise EngineError(f"the operator {word} is not understood")
        name = self.named()
        if word == "json":
            self.expect("nodrop")
        if name in self.made:
            raise EngineError(f"the field {name} is made twice")
        self.made[name] = made

    def named(self) -> str:
        self.expect("as")
        return self.take("word")

    def arguments(self) -> list[Made]:
        self.expect("(")
        values = [self.value()]
        while self.accept(","):
            values.append(self.value())
        self.expect(")")
        return values

    def value(self) -> Made:
        if self.peek()[0] == "string":
            text = self.take("string")
            return lambda _: text
        name = self.take("word")
        if name not in self.made:
            raise EngineError(f"there is no field {name}")
        return lambda fields: fields.get(name)

    def strings(self) -> list[str]:
        self.expect("(")
        values = [self.take("string")]
        while self.accept(","):
            values.append(self.take("string"))
        self.expect(")")
        return values

    def disjunction(self) -> Condition:
        each = [self.conjunction()]
        while self.accept("or"):
            each.append(self.conjunction())
        return lambda fields: reading.decided(each, fields, decisive=True)

    def conjunction(self) -> Condition:
        each = [self.negation()]
        while self.accept("and"):
            each.append(self.negation())
        return lambda fields: reading.decided(each, fields, decisive=False)

    def negation(self) -> Condition:
        if self.accept("!"):
            inner = self.negation()
            return lambda fields: None if (value := inner(fields)) is None else not value
        if self.accept("("):
            condition = self.disjunction()
            self.expect(")")
            return condition
        if self.accept("isNull"):
            (asked,) = self.arguments()
            return lambda fields: asked(fields) is None
        return self.comparison()

    def comparison(self) -> Condition:
        left = self.value()
        if self.accept("="):
            right = self.value()
            return lambda fields: None if None in (both := (left(fields), right(fields))) else both[0] == both[1]
        if self.accept("in"):
            wanted = self.strings()
            return lambda fields: None if (text := left(fields)) is None else text in wanted
        self.expect("matches")
        if self.peek()[0] == "regex":
            fits = _expression(self.take("regex")[1:-1])
            return lambda fields: None if (text := left(fields)) is None else fits(text)
        pattern = self.value()
        return lambda fields: None if None in (both := (left(fields), pattern(fields))) else _like(*both)


def _string(text: str) -> str:
    if "\\" in text:
        raise EngineError(f"what a backslash in {text} means is not documented")
    return text[1:-1]


def _like(text: str | None, pattern: str | None) -> bool:
    expression = ".*".join(map(re.escape, (pattern or "").split("*")))
    return re.fullmatch(expression, text or "", re.DOTALL) is not None


def _expression(pattern: str) -> Callable[[str], bool]:
    import re2  # noqa: PLC0415 - the very library that the reference names

    expression = re2.compile(pattern)

    def fits(text: str) -> bool:
        found = expression.search(text) is not None
        if found != (expression.fullmatch(text) is not None):
            raise EngineError(f"{pattern!r} is found in {text!r} without fitting it")
        return found

    return fits


def _path(text: str) -> list[str | None]:
    """Read a JSONPath: keys, and None for `[*]`."""
    keys: list[str | None] = []
    at = 0
    while at < len(text):
        found = _KEY.match(text, at)
        if not found:
            raise EngineError(f"{text!r} is no path")
        keys.append(found[1] or found[2])
        at = found.end()
    return keys


def _extracted(record: Record, path: list[str | None]) -> str | None:
    found: list[Any] = [record]
    for key in path:
        if key is None:
            found = [one for value in found if isinstance(value, dict | list) for one in _members(value)]
        else:
            found = [value[key] for value in found if isinstance(value, Mapping) and key in value]
    if None in path:
        return json.dumps(found, ensure_ascii=False)
    return None if not found else found[0] if isinstance(found[0], str) else json.dumps(found[0], ensure_ascii=False)


def _members(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value
