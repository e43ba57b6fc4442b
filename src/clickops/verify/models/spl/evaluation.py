"""Expressions of eval: [eval] with its functions, and [boolean] for the order of evaluation."""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable
from typing import Any

from clickops.verify.engines import EngineError
from clickops.verify.models.spl.tokens import Event, Reader, text

Value = Any
"""None (NULL), bool, float, str, or a tuple of several texts."""

Term = Callable[[Event], Value]

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def read(source: str) -> tuple[str, Term]:
    """Read `field=expression`; the expression gives the field's value in an event."""
    reader = Reader(source)
    name = reader.take()
    if not _NAME.fullmatch(name):
        raise EngineError(f"SPL model: eval cannot assign to {name}")
    reader.take("=")
    value = _disjunction(reader)
    reader.end()
    return name, value


def texts(value: Value) -> tuple[str, ...]:
    """Give the values of a field that holds `value`."""
    if isinstance(value, tuple):
        return value
    return (value if isinstance(value, str) else f"{value:g}",)


def _disjunction(reader: Reader) -> Term:
    """[boolean], "Order of evaluation" of where, whose expressions are eval's: parentheses, NOT, AND, OR."""
    left = _conjunction(reader)
    while reader.peek() == "OR":
        reader.take()
        left = _joined(left, _conjunction(reader), decisive=True)
    return left


def _conjunction(reader: Reader) -> Term:
    left = _comparison(reader)
    while reader.peek() == "AND":
        reader.take()
        left = _joined(left, _comparison(reader), decisive=False)
    return left


def _joined(left: Term, right: Term, *, decisive: bool) -> Term:
    def term(event: Event) -> Value:
        first = left(event)
        if first is decisive:
            return decisive
        second = right(event)
        if not {type(first), type(second)} <= {bool, type(None)}:
            raise EngineError("SPL model: AND and OR stand between conditions")
        return decisive if second is decisive else None if None in (first, second) else not decisive

    return term


def _comparison(reader: Reader) -> Term:
    left = _sum(reader)
    if reader.peek() not in _OPERATORS:
        return left
    compare, right = _OPERATORS[reader.take()], _sum(reader)

    def term(event: Event) -> Value:
        pair = _comparable(left(event), right(event))
        return None if pair is None else compare(*pair)

    return term


def _comparable(left: Value, right: Value) -> tuple[Value, Value] | None:
    """[eval], "Comparison": numbers are compared as numbers and all else as text, with case. Of NULL it is NULL.

    A field whose text is a number is one.
    """
    if None in (left, right):
        return None
    if {type(left), type(right)} - {str, float, _Field}:
        raise EngineError("SPL model: a comparison of what is neither a text nor a number")
    sides = [float(side) if isinstance(side, _Field) and _NUMBER.fullmatch(side) else side for side in (left, right)]
    if all(isinstance(side, float) for side in sides):
        return sides[0], sides[1]
    return str(left), str(right)


class _Field(str):
    """A field's text, which a comparison may take for a number; what a function makes of it is a text."""

    __slots__ = ()


def _sum(reader: Reader) -> Term:
    left = _term(reader)
    while reader.peek() in {"+", "-", "."}:
        sign, right = reader.take(), _term(reader)
        left = _joined_texts(left, right) if sign == "." else _added(left, right, 1 if sign == "+" else -1)
    return left


def _joined_texts(left: Term, right: Term) -> Term:
    """[eval], "Concatenation": the dot reads both sides as texts. Of NULL it is NULL."""

    def term(event: Event) -> Value:
        first, second = left(event), right(event)
        if None in (first, second):
            return None
        if not isinstance(first, str) or not isinstance(second, str):
            raise EngineError("SPL model: what the dot makes of numbers and of several values is not documented")
        return str(first) + str(second)

    return term


def _added(left: Term, right: Term, sign: int) -> Term:
    def term(event: Event) -> Value:
        first, second = left(event), right(event)
        if None in (first, second):
            return None
        if not isinstance(first, float) or not isinstance(second, float):
            raise EngineError("SPL model: + and - stand between numbers")
        return first + sign * second

    return term


def _term(reader: Reader) -> Term:
    """[eval]: a text stands in double quotes, the name of a field with other signs than letters in single ones."""
    word = reader.take()
    if word == "(":
        inner = _disjunction(reader)
        reader.take(")")
        return inner
    if word == "-":
        inner = _term(reader)
        return lambda event: -inner(event)
    if word.startswith('"'):
        constant = text(word)
        return lambda event: constant  # noqa: ARG005 - a term is asked of an event
    if word.startswith("'"):
        return _field(word[1:-1])
    if _NUMBER.fullmatch(word):
        number = float(word)
        return lambda event: number  # noqa: ARG005
    if reader.peek() == "(":
        return _call(word, reader)
    if _NAME.fullmatch(word):
        return _field(word)
    raise EngineError(f"SPL model: {word!r} is no term")


def _field(name: str) -> Term:
    def term(event: Event) -> Value:
        values = event.get(name, ())
        return None if not values else _Field(values[0]) if len(values) == 1 else values

    return term


def _call(name: str, reader: Reader) -> Term:
    reader.take("(")
    if name == "null":
        reader.take(")")
        return lambda event: None  # noqa: ARG005
    arguments = [_disjunction(reader)]
    while reader.peek() == ",":
        reader.take()
        arguments.append(_disjunction(reader))
    reader.take(")")
    if name == "if":  # takes the last value unless the condition is TRUE
        condition, yes, no = arguments
        return lambda event: yes(event) if condition(event) is True else no(event)
    if name in {"isnull", "isnotnull"}:
        (asked,) = arguments
        return lambda event: (asked(event) is None) is (name == "isnull")
    if name not in _FUNCTIONS:
        raise EngineError(f"SPL model: the function {name!r} is not known")
    function, several = _FUNCTIONS[name]

    def term(event: Event) -> Value:
        values = [argument(event) for argument in arguments]
        if None in values:
            return None
        if not several and any(isinstance(value, tuple) for value in values):
            raise EngineError(f"SPL model: what {name} makes of several values is not documented")
        return function(*values)

    return term


def _mvfind(values: str | tuple[str, ...], expression: str) -> float | None:
    """Find the first value that the regular expression finds something in; NULL if there is none."""
    several = values if isinstance(values, tuple) else (values,)
    pattern = _pattern(expression)
    return next((float(number) for number, value in enumerate(several) if pattern.search(value)), None)


def _pattern(expression: str) -> re.Pattern[str]:
    r"""Read a PCRE expression as Python does, which has no `\z`, and takes the letters of `\b` from all of Unicode."""
    if re.search(r"(?<!\\)(?:\\\\)*(?:\\[ZAGKQERXdDwWsS]|\(\?[^a-zA-Z:])", expression):
        raise EngineError(f"SPL model: not every regular expression is read here: {expression}")
    signs = {r"\z": r"\Z", r"\b": r"(?a:\b)", r"\B": r"(?a:\B)"}
    try:
        return re.compile(re.sub(r"\\.", lambda sign: signs.get(sign[0], sign[0]), expression, flags=re.DOTALL))
    except re.error as error:
        raise EngineError(f"SPL model: {expression}: {error}") from None


def _cidrmatch(network: str, value: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(network)
    except ValueError:
        return False


def _tonumber(value: str) -> float | None:
    """Read a number in base 10; NULL for what is none."""
    if _NUMBER.fullmatch(value):
        return float(value)
    if re.fullmatch(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*|[+-]?(inf|nan)", value, re.ASCII):
        raise EngineError(f"SPL model: what tonumber makes of {value!r} is not documented")
    return None


def _substr(value: str, start: float, length: float | None = None) -> str:
    """Take a part; the first character is number 1, and a negative number counts from the end."""
    if start == 0:
        raise EngineError("SPL model: substr from 0 is not documented")
    first = int(start) - 1 if start > 0 else max(0, len(value) + int(start))
    return str(value[first:] if length is None else value[first : first + int(length)])


def _split(value: str, by: str) -> tuple[str, ...]:
    """Part a text; an empty delimiter parts each character from the next."""
    return tuple(value.split(by) if by else value)


_FUNCTIONS: dict[str, tuple[Callable[..., Value], bool]] = {  # and whether it takes several values
    "mvfind": (_mvfind, True),
    "mvcount": (lambda value: float(len(value)) if isinstance(value, tuple) else 1.0, True),
    "cidrmatch": (_cidrmatch, False),
    "tonumber": (_tonumber, False),
    "lower": (lambda value: str(value).lower(), False),
    "len": (lambda value: float(len(value)), False),
    "substr": (_substr, False),
    "split": (_split, False),
}
