r"""CloudWatch Logs Insights QL as far as we write it, read by AWS's guide and not by the converter.

Sources: CloudWatch Logs user guide, "CloudWatch Logs Insights language query syntax" (commands, `#` comments), "filter"
(`like` and regular expressions between slashes, which tell letters apart unless `(?i)` says otherwise), "Boolean,
comparison, numeric, datetime, and other functions" (ispresent, coalesce, jsonParse, jsonStringify, tolower, startsWith,
endsWith, strcontains, isIpInSubnet; maps and lists are null to functions of texts), "Fields in JSON logs" (dots, arrays
by number, at most 200 fields), "Fields that contain special characters". The guide does not say what a comparison with
an absent field gives: `absent` is None for unknown, which `not` leaves unknown, or False. Public queries ask
booleans as 1 and 0. A backslash in a quoted text is an error, as the guide does not say what it means.
"""

from __future__ import annotations

import ipaddress
import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import re2

from clickops.verify.engines import EngineError
from clickops.verify.models import reading

MOST = 200  # fields that are discovered in a log event
_TOKEN = re.compile(
    r"""\s*(?:(?P<regex>/(?:\\.|[^/\\])*/)|(?P<string>"[^"\\]*"|'[^'\\]*')"""
    r"""|(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))"""
    r"""|(?P<name>(?:[\w@]+|`[^`]+`)(?:\.(?:\w+|`[^`]+`))*)|(?P<sign>[<>!]=|[|,()=<>]))""",
    re.ASCII,
)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


class LogEvent(msgspec.Struct, frozen=True):
    """A log event: its text, and the fields that were discovered in it."""

    message: str
    fields: Mapping[str, str | int | float]


Scope = dict[str, Any]
Value = Callable[[Scope], Any]  # None is null, and unknown


def ingested(event: Mapping[str, Any]) -> LogEvent:
    """Discover the fields of a record; null and what is empty are none."""
    fields: dict[str, str | int | float] = {}
    for name, value in leaves("", event):
        if len(fields) < MOST:
            fields[name] = value
    return LogEvent(json.dumps(event, ensure_ascii=False, separators=(",", ":")), fields)


def leaves(path: str, value: Any) -> Iterator[tuple[str, str | int | float]]:  # noqa: ANN401 - any part of a record
    """Yield the fields below a part of a record, in its order."""
    if isinstance(value, Mapping | list):
        for key, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves(f"{path}.{key}".removeprefix("."), inner)
    elif value is not None:
        yield path, int(value) if isinstance(value, bool) else value


def reader(query: str, *, absent: bool | None = None) -> Callable[[LogEvent], bool]:
    """Read a query; raises EngineError for whatever we do not write."""
    parser = _Parser(query, absent=absent)
    aliases, conditions = parser.commands()

    def selects(event: LogEvent) -> bool:
        scope: Scope = {"@message": event.message, "@timestamp": 0, **event.fields}
        for name, value in aliases:
            scope[name] = value(scope)
        return all(condition(scope) is True for condition in conditions)

    return selects


class _Parser:
    def __init__(self, query: str, *, absent: bool | None) -> None:
        self.absent = absent
        text = "\n".join(line for line in query.split("\n") if not line.lstrip().startswith("#")).rstrip()
        self.tokens = list(reading.tokens(_TOKEN, text))
        self.at = 0
        self.aliases: set[str] = set()

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def accept(self, text: str) -> bool:
        if self.peek() in {("sign", text), ("name", text)}:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise EngineError(f"{text} is missing before {self.peek()[1]!r}")

    def take(self, *kinds: str) -> str:
        kind, text = self.peek()
        if kind not in kinds:
            raise EngineError(f"{' or '.join(kinds)} is missing before {text!r}")
        self.at += 1
        return text

    def commands(self) -> tuple[list[tuple[str, Value]], list[Value]]:
        aliases: list[tuple[str, Value]] = []
        conditions: list[Value] = []
        while True:
            match self.take("name"):
                case "fields":
                    aliases += self.columns()
                case "filter":
                    conditions.append(self.disjunction())
                case "sort":
                    self.take("name")
                    self.expect("desc")
                case "limit":
                    self.take("number")
                case command:
                    raise EngineError(f"the command {command} is not understood")
            if self.at == len(self.tokens):
                return aliases, conditions
            self.expect("|")

    def columns(self) -> Iterator[tuple[str, Value]]:
        while True:
            value = self.term()
            if self.accept("as"):
                name = self.take("name")
                self.aliases.add(name)
                yield name, value
            if not self.accept(","):
                return

    def disjunction(self) -> Value:
        each = [self.conjunction()]
        while self.accept("or"):
            each.append(self.conjunction())
        return lambda scope: reading.decided(each, scope, decisive=True)

    def conjunction(self) -> Value:
        each = [self.negation()]
        while self.accept("and"):
            each.append(self.negation())
        return lambda scope: reading.decided(each, scope, decisive=False)

    def negation(self) -> Value:
        if self.accept("not"):
            inner = self.negation()
            return lambda scope: None if (value := inner(scope)) is None else not value
        if self.accept("("):
            condition = self.disjunction()
            self.expect(")")
            return condition
        return self.comparison()

    def comparison(self) -> Value:
        left = self.term()
        kind, word = self.peek()
        if word == "like":
            self.at += 1
            search = _expression(self.take("regex"))
            return self.compared(lambda scope: None if (text := _text(left(scope))) is None else search(text))
        if kind == "sign" and word in _COMPARISONS:
            self.at += 1
            right, compare = self.term(), _COMPARISONS[word]
            return self.compared(lambda scope: _compared(compare, left(scope), right(scope)))
        return left

    def compared(self, answer: Value) -> Value:
        return lambda scope: self.absent if (value := answer(scope)) is None else value

    def term(self) -> Value:
        kind, text = self.peek()
        self.at += 1
        match kind:
            case "string":
                return lambda _: text[1:-1]
            case "number":
                return lambda _: float(text)
            case "name" if self.accept("("):
                return self.call(text)
            case "name":
                return _field(text, self.aliases)
            case _:
                raise EngineError(f"a value is missing before {text!r}")

    def call(self, name: str) -> Value:
        each = [self.term()]
        while self.accept(","):
            each.append(self.term())
        self.expect(")")
        if name == "ispresent":
            return lambda scope: each[0](scope) is not None
        if name == "coalesce":
            return lambda scope: next((value for one in each if (value := one(scope)) is not None), None)
        if name not in _FUNCTIONS:
            raise EngineError(f"the function {name} is not understood")
        apply = _FUNCTIONS[name]
        return lambda scope: None if None in (values := [one(scope) for one in each]) else apply(*values)


def _field(token: str, aliases: set[str]) -> Value:
    parts = [bare or ticked for bare, ticked in re.findall(r"([\w@]+)|`([^`]+)`", token)]
    if parts[0] in aliases:
        return lambda scope: _member(scope[parts[0]], parts[1:])
    name = ".".join(parts)
    return lambda scope: scope.get(name)


def _member(value: Any, keys: list[str]) -> Any:  # noqa: ANN401 - a part of a record
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return int(value) if isinstance(value, bool) else value


def _text(value: Any) -> str | None:  # noqa: ANN401 - any value
    if value is None or isinstance(value, dict | list):
        return None
    return value if isinstance(value, str) else json.dumps(value)


def _compared(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool | None:  # noqa: ANN401 - any values
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return False  # "Comparing map and list to any other fields result in false"
    if left is None or right is None:
        return None
    texts = (str(left), str(right))
    if all(map(_NUMBER.fullmatch, texts)):
        return compare(*map(float, texts))
    return compare(*texts)


def _expression(token: str) -> Callable[[str], bool]:
    try:
        search = re2.compile(token[1:-1].replace(r"\/", "/")).search
    except re2.error as error:
        raise EngineError(f"{token}: {error}") from None
    return lambda text: search(text) is not None


def _parsed(text: Any) -> Any:  # noqa: ANN401 - any value
    value = json.loads(text)
    return value if isinstance(value, dict | list) else None


def _in_subnet(text: Any, network: str) -> bool:  # noqa: ANN401 - any value
    try:
        return ipaddress.ip_address(str(text)) in ipaddress.ip_network(network)
    except ValueError:
        return False


def _of_texts(ask: Callable[[str, str], bool]) -> Callable[[Any, Any], int | None]:
    def asked(one: Any, other: Any) -> int | None:  # noqa: ANN401 - any values
        texts = _text(one), _text(other)
        return None if texts[0] is None or texts[1] is None else int(ask(texts[0], texts[1]))

    return asked


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "jsonParse": _parsed,
    "jsonStringify": lambda value: json.dumps(value, separators=(",", ":")) if isinstance(value, dict | list) else None,
    "tolower": lambda value: None if (text := _text(value)) is None else text.lower(),
    "startsWith": _of_texts(str.startswith),
    "endsWith": _of_texts(str.endswith),
    "strcontains": _of_texts(lambda one, other: other in one),
    "isIpInSubnet": _in_subnet,
}
