r"""CloudWatch's filter patterns for JSON as far as we write them, read by AWS's guide and not by the converter.

Sources: CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events,
and Live Tail" and "Using filter patterns to match terms in JSON log events": a selector that leads to an array or an
object does not match; value nodes are texts or numbers, `*` is a wildcard in both, quoted or not (`123.123.*`); `IS
TRUE`, `IS FALSE` and `IS NULL`; `NOT EXISTS`; && binds more tightly than ||; at most one wildcard selector in a
selector and three in a pattern; with case. API reference, PutMetricFilter: a pattern has at most 1,024 characters.
Security Hub user guide, CloudWatch.7: words need no quotation marks, with dots neither (`kms.amazonaws.com`). What is
left open is read in the way that is worse for us: no comparison with true, false, null or something absent holds, `!=`
neither; a `*` amid a text, a quotation mark or a backslash in one is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from clickops.verify.engines import EngineError
from clickops.verify.models import reading

LONGEST = 1024
_TOKEN = re.compile(
    r"""\s*(?:(?P<selector>\$(?:\.[\w-]+|\.\['[^']+'\]|\[(?:\*|\d+)\])+)|(?P<string>"[^"\\]*")"""
    r"""|(?P<word>[A-Za-z][A-Za-z0-9.]*\*?(?![^\s=!|&()]))|(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<sign>&&|\|\||!=|[=()]))""",
    re.ASCII,
)
_STEP = re.compile(r"\.([\w-]+)|\.\['([^']+)'\]|\[(\*|\d+)\]", re.ASCII)
_ABSENT = object()

Event = Mapping[str, Any]
Holds = Callable[[Event], bool]


def reader(pattern: str) -> Holds:
    """Read a filter pattern; raises EngineError for whatever we do not write, and for what is too long."""
    if len(pattern) > LONGEST:
        raise EngineError(f"the pattern has {len(pattern):,} characters, more than {LONGEST:,}")
    inside = re.fullmatch(r"\{(.*)\}", pattern, re.DOTALL)
    if not inside:
        raise EngineError("no braces round the pattern")
    parser = _Parser(inside[1])
    holds = parser.disjunction()
    if parser.peek() != ("", ""):
        raise EngineError(f"left over: {parser.peek()[1]!r}")
    return holds


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(reading.tokens(_TOKEN, text))
        selectors = [text for kind, text in self.tokens if kind == "selector"]
        if max((one.count("[*]") for one in selectors), default=0) > 1 or "".join(selectors).count("[*]") > 3:
            raise EngineError("too many wildcard selectors")
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def accept(self, text: str) -> bool:
        kind, found = self.peek()
        if kind in {"sign", "word"} and found == text:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise EngineError(f"{text} is missing before {self.peek()[1]!r}")

    def disjunction(self) -> Holds:
        each = [self.conjunction()]
        while self.accept("||"):
            each.append(self.conjunction())
        return lambda event: any(holds(event) for holds in each)

    def conjunction(self) -> Holds:
        each = [self.condition()]
        while self.accept("&&"):
            each.append(self.condition())
        return lambda event: all(holds(event) for holds in each)

    def condition(self) -> Holds:
        if self.accept("("):
            holds = self.disjunction()
            self.expect(")")
            return holds
        kind, text = self.peek()
        if kind != "selector":
            raise EngineError(f"a property selector is missing before {text!r}")
        self.at += 1
        steps = [found[1] or found[2] or found[3] for found in _STEP.finditer(text)]
        fits = self.comparison()
        return lambda event: any(fits(value) for value in _values(event, steps))

    def comparison(self) -> Callable[[Any], bool]:
        if self.accept("NOT"):
            self.expect("EXISTS")
            return lambda value: value is _ABSENT
        if self.accept("IS"):
            kind, word = self.peek()
            if kind != "word" or word not in _WORDS:
                raise EngineError(f"IS {word} is not understood")
            self.at += 1
            wanted = _WORDS[word]
            return lambda value: value is wanted
        denied = self.accept("!=")
        if not denied:
            self.expect("=")
        kind, text = self.peek()
        self.at += 1
        if kind not in {"string", "number", "word"} or text.upper() in {*_WORDS, "IS", "NOT", "EXISTS"}:
            raise EngineError(f"a value is missing before {text!r}")
        fits = _number(text) if kind == "number" else _text(text.strip('"'))
        return lambda value: _is_value(value) and fits(value) is not denied


_WORDS: Mapping[str, object] = {"TRUE": True, "FALSE": False, "NULL": None}


def _values(value: Any, steps: list[str]) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    """Yield what a selector leads to: several values through a wildcard, `_ABSENT` where there is none."""
    if not steps:
        yield value
        return
    step, *rest = steps
    if step == "*":
        if isinstance(value, list):
            for member in value:
                yield from _values(member, rest)
        return
    if isinstance(value, Mapping) and step in value:
        yield from _values(value[step], rest)
    elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
        yield from _values(value[int(step)], rest)
    else:
        yield _ABSENT


def _is_value(value: Any) -> bool:  # noqa: ANN401 - any part of a record
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _text(pattern: str) -> Callable[[Any], bool]:
    if "*" in pattern[1:-1]:
        raise EngineError(f"a wildcard amid {pattern!r}")
    fits = re.compile("".join(".*" if sign == "*" else re.escape(sign) for sign in pattern), re.DOTALL).fullmatch
    return lambda value: fits(value if isinstance(value, str) else json.dumps(value)) is not None


def _number(text: str) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) and float(value) == float(text)
