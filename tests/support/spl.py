r"""A model of the part of Splunk's search language that we write, from Splunk's reference and not from the converter.

Search reference, "search": expressions are evaluated in the order parentheses, NOT, OR, AND; AND is implied; values
are compared without case; `*` is the only wildcard, and nothing escapes it; `\"` and `\\` stand for `"` and `\`.
Search manual, "Add comments to searches". Evaluation functions: `mvfind`, `isnotnull`, `if`, `cidrmatch`, `tonumber`,
`lower`, `len`, `substr`, `split`, `mvcount`: of null they are null, and `if` takes the second way for null. In `eval`,
AND stands before OR.
"""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

Event = Mapping[str, str]

_TOKEN = re.compile(r'\s*(?:("(?:\\.|[^"\\])*")|(\'[^\']*\')|([|()=,+-]|[<>]=?)|([^\s"\'|()=,<>+]+))', re.DOTALL)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def matches(query: str, event: Event) -> bool:
    """Whether a search finds an event, a mapping of field names to text."""
    query = re.sub(r"```.*?```", "", query, flags=re.DOTALL)
    event = dict(event)
    for number, stage in enumerate(_stages(_tokens(query))):
        if stage[0] == "eval" and number:
            name, value = _Eval(stage[1:], event).assignment()
            event[name] = value
        elif not _Search(stage[1:] if stage[0] == "search" else stage, event).whole():
            return False
    return True


def _tokens(query: str) -> list[str]:
    tokens, at = [], 0
    query = query.rstrip()
    while at < len(query):
        found = _TOKEN.match(query, at)
        assert found, f"no token at {query[at : at + 20]!r}"
        assert "`" not in found[0], "a macro"
        tokens.append(found[0].strip())
        at = found.end()
    return tokens


def _stages(tokens: list[str]) -> list[list[str]]:
    stages: list[list[str]] = [[]]
    for word in tokens:
        if word == "|":
            stages.append([])
        else:
            stages[-1].append(word)
    return stages


class _Parser:
    def __init__(self, tokens: list[str], event: Event) -> None:
        self.tokens = tokens
        self.event = event
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        word = self.peek()
        assert word, f"{expected or 'a word'} is missing at the end"
        assert expected in {"", word}, f"{expected} is missing before {word!r}"
        self.at += 1
        return word


class _Search(_Parser):
    def whole(self) -> bool:
        value = self.conjunction()
        assert not self.peek(), f"left over: {self.peek()}"
        return value

    def conjunction(self) -> bool:
        value = self.disjunction()
        while self.peek() not in {"", ")"}:
            if self.peek() == "AND":
                self.take()
            value = self.disjunction() and value
        return value

    def disjunction(self) -> bool:
        value = self.negation()
        while self.peek() == "OR":
            self.take()
            value = self.negation() or value
        return value

    def negation(self) -> bool:
        if self.peek() == "NOT":
            self.take()
            return not self.negation()
        if self.peek() == "(":
            self.take()
            value = self.conjunction()
            self.take(")")
            return value
        return self.comparison()

    def comparison(self) -> bool:
        name = self.take()
        if name == "*":
            return True
        held = self.event.get(name.strip('"'))
        if self.peek() == "IN":
            self.take()
            self.take("(")
            wanted = [self.take()]
            while self.take() == ",":
                wanted.append(self.take())
        else:
            self.take("=")
            wanted = [self.take()]
        return held is not None and any(_is_like(held, one) for one in wanted)


def _is_like(held: str, wanted: str) -> bool:
    assert wanted == "*" or wanted.startswith('"'), f"not quoted: {wanted}"
    signs = re.findall(r"\\.|.", wanted.removeprefix('"').removesuffix('"'), re.DOTALL)
    expression = "".join(".*" if sign == "*" else re.escape(sign[-1]) for sign in signs)
    return re.fullmatch(expression, held, re.DOTALL | re.IGNORECASE) is not None


class _Eval(_Parser):
    def assignment(self) -> tuple[str, str]:
        name = self.take()
        self.take("=")
        value = self.value()
        assert not self.peek(), f"left over: {self.peek()}"
        return name, value

    def value(self) -> Any:
        value = self.conjunction()
        while self.peek() == "OR":
            self.take()
            other = self.conjunction()
            value = True if True in (value, other) else None if None in (value, other) else False
        return value

    def conjunction(self) -> Any:
        value = self.comparison()
        while self.peek() == "AND":
            self.take()
            other = self.comparison()
            value = False if False in (value, other) else None if None in (value, other) else True
        return value

    def comparison(self) -> Any:
        left = self.sum()
        if self.peek() not in _OPERATORS:
            return left
        word, right = self.take(), self.sum()
        return None if left is None or right is None else _OPERATORS[word](left, right)

    def sum(self) -> Any:
        value = self.term()
        while self.peek() in {"+", "-"}:
            sign, other = self.take(), self.term()
            value = None if None in (value, other) else value + other if sign == "+" else value - other
        return value

    def term(self) -> Any:
        word = self.take()
        if word == "(":
            value = self.value()
            self.take(")")
            return value
        if word == "-":
            return -self.term()
        if word.startswith('"'):
            return re.sub(r'\\(["\\])', r"\1", word[1:-1])
        if word.startswith("'"):
            return self.event.get(word[1:-1])
        if self.peek() != "(":
            return float(word)
        self.take()
        arguments = [self.value()]
        while self.take() == ",":
            arguments.append(self.value())
        return _call(word, arguments)


def _call(name: str, arguments: list[Any]) -> Any:
    if name == "if":
        return arguments[1] if arguments[0] is True else arguments[2]
    if name == "isnotnull":
        return arguments[0] is not None
    if None in arguments:
        return None
    return _FUNCTIONS[name](*arguments)


def _mvfind(value: str, expression: str) -> int | None:
    return 0 if re.search(expression.replace(r"\z", r"\Z"), value) else None


def _cidrmatch(network: str, value: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(network)
    except ValueError:
        return False


def _tonumber(value: str) -> float | None:
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else None


def _substr(value: str, start: float, length: float | None = None) -> str:
    first = int(start) - 1
    return value[first:] if length is None else value[first : first + int(length)]


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "mvfind": _mvfind,
    "cidrmatch": _cidrmatch,
    "tonumber": _tonumber,
    "lower": str.lower,
    "len": len,
    "substr": _substr,
    "split": lambda value, by: value.split(by) if by else list(value),
    "mvcount": len,
}
