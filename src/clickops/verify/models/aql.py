r"""QRadar's Ariel query language as far as we write it, read by IBM's guide and not by the converter.

Sources: IBM, Ariel Query Language guide, "AQL logical and comparison operators" (NOT before AND before OR, as in SQL),
"LIKE clause" (`%` and `_`; ILIKE and IMATCHES ignore case), "AQL data calculation and formatting functions" (LOWER,
STRLEN, STRPOS from 0), "Sample AQL queries" (single quotes for values, double ones for names). What the guide leaves
open is read in the way that is worse for us: NULL makes comparisons and their negations unknown; an expression that
means something else searched for than fitted to the whole value is an error, as is a quotation mark in a string. That
expressions are Java's is said of custom properties ("Configuring a custom property expression").
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from clickops.verify.engines import EngineError
from clickops.verify.models import reading

Properties = dict[str, str]
Value = Callable[[Properties], Any]  # None is NULL, and unknown

_TOKEN = re.compile(r"""\s*(?:(?P<string>'[^']*')|(?P<name>"[^"]*")|(?P<sign>>=|[=(),\[\]-])|(?P<word>[\w.]+))""")
_START = re.compile(r"SELECT [\w, ()]+\s+FROM events\s+WHERE LOGSOURCETYPENAME\(devicetype\) = '([^']*)'\s+AND ")
_END = re.compile(r"\s+LAST \d+ MINUTES")


def reader(query: str) -> Callable[[Properties], bool]:
    """Read a search of CloudTrail; raises EngineError for whatever we do not write."""
    start = _START.match(query)
    end = _END.search(query, start.end() if start else 0)
    if not start or not end or end.end() != len(query):
        raise EngineError("no search of events of one log source type over some minutes")
    parser = Parser(query[start.end() : end.start()], _FUNCTIONS)
    condition = parser.disjunction()
    if parser.peek()[0]:
        raise EngineError(f"left over: {parser.peek()[1]!r}")
    return lambda properties: condition(properties) is True


class Parser:
    """Reads conditions; `sumologic_cse.py` reads its own kinds of comparisons and functions with it."""

    def __init__(self, text: str, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.functions = functions
        self.tokens = list(reading.tokens(_TOKEN, text))
        self.at = 0

    def peek(self) -> tuple[str, str]:
        """Give the next token, an empty one at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, *kinds: str) -> str:
        """Take the next token, of one of some kinds."""
        kind, text = self.peek()
        if not kind or (kinds and kind not in kinds):
            raise EngineError(f"{' or '.join(kinds)} is missing before {text!r}")
        self.at += 1
        return text[1:-1] if kind in {"string", "name"} else text

    def expect(self, *texts: str) -> None:
        """Take these signs and words."""
        for text in texts:
            if self.peek() not in {("sign", text), ("word", text)}:
                raise EngineError(f"{text} is missing before {self.peek()[1]!r}")
            self.at += 1

    def accept(self, text: str) -> bool:
        """Take a sign or word if it is next."""
        if self.peek() in {("sign", text), ("word", text)}:
            self.at += 1
            return True
        return False

    def disjunction(self) -> Value:
        """Read what OR joins."""
        each = [self.conjunction()]
        while self.accept("OR"):
            each.append(self.conjunction())
        return lambda one: reading.decided(each, one, decisive=True)

    def conjunction(self) -> Value:
        """Read what AND joins."""
        each = [self.negation()]
        while self.accept("AND"):
            each.append(self.negation())
        return lambda one: reading.decided(each, one, decisive=False)

    def negation(self) -> Value:
        """Read a negation, something in parentheses or a comparison."""
        if self.accept("NOT"):
            inner = self.negation()
            return lambda one: None if (value := inner(one)) is None else not value
        if self.accept("("):
            condition = self.disjunction()
            self.expect(")")
            return condition
        return self.comparison()

    def comparison(self) -> Value:
        """Read a comparison."""
        left = self.difference()
        word = self.take("sign", "word")
        match word:
            case "=" | ">=":
                right = self.difference()
                holds = operator.eq if word == "=" else operator.ge
                return lambda one: None if None in (values := (left(one), right(one))) else holds(*values)
            case "IN":
                wanted = self.strings()
                return lambda one: None if (value := left(one)) is None else value in wanted
            case "IS":
                self.expect("NOT", "NULL")
                return lambda one: left(one) is not None
            case "LIKE" | "ILIKE":
                return asked(left, like(self.take("string"), fold=word == "ILIKE"))
            case "MATCHES" | "IMATCHES":
                return asked(left, matching(self.take("string"), fold=word == "IMATCHES"))
            case _:
                raise EngineError(f"the operator {word} is not understood")

    def difference(self) -> Value:
        """Read a value, or one less another."""
        left = self.term()
        if not self.accept("-"):
            return left
        right = self.term()
        return lambda one: None if None in (values := (left(one), right(one))) else values[0] - values[1]

    def term(self) -> Value:
        """Read a property, a text, a number or a call."""
        kind, text = self.peek()
        if kind == "name":
            name = self.take()
            return lambda one: one.get(name)
        if kind == "string":
            value = self.take()
            return lambda _: value
        if kind == "word" and text.isdigit():
            number = int(self.take())
            return lambda _: number
        return self.call(self.take("word"))

    def call(self, function: str) -> Value:
        """Read the arguments of a function; of NULL it is NULL."""
        if function not in self.functions:
            raise EngineError(f"the function {function} is not understood")
        each = self.arguments()
        apply = self.functions[function]
        return lambda one: None if None in (values := [argument(one) for argument in each]) else apply(*values)

    def arguments(self) -> list[Value]:
        """Read arguments in parentheses."""
        self.expect("(")
        values = [self.difference()]
        while self.accept(","):
            values.append(self.difference())
        self.expect(")")
        return values

    def strings(self) -> list[str]:
        """Read texts in parentheses."""
        self.expect("(")
        values = [self.take("string")]
        while self.accept(","):
            values.append(self.take("string"))
        self.expect(")")
        return values


def asked(value: Value, fits: Callable[[str], bool]) -> Value:
    """Ask a value; of NULL the answer is unknown."""
    return lambda one: None if (text := value(one)) is None else fits(text)


def like(pattern: str, *, fold: bool) -> Callable[[str], bool]:
    """Read a pattern of `%` and `_`."""
    signs = {"%": ".*", "_": "."}
    expression = "".join(signs.get(sign) or re.escape(sign) for sign in pattern)
    fits = re.compile(expression, re.DOTALL | (re.IGNORECASE if fold else 0)).fullmatch
    return lambda text: fits(text) is not None


def matching(pattern: str, *, fold: bool) -> Callable[[str], bool]:
    """Read an expression. Java folds ASCII alone unless it is told more (java.util.regex.Pattern, CASE_INSENSITIVE)."""
    body = pattern.removeprefix("(?s)")
    if body == pattern:
        raise EngineError(f"the expression {pattern!r} lets no point be a line break")
    expression = re.compile(body, re.DOTALL | re.ASCII | (re.IGNORECASE if fold else 0))

    def fits(text: str) -> bool:
        found = expression.search(text) is not None
        if found != (expression.fullmatch(text) is not None):
            raise EngineError(f"{pattern!r} is found in {text!r} without fitting it")
        return found

    return fits


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "LOWER": str.lower,
    "STRLEN": len,
    "STRPOS": str.find,
}
