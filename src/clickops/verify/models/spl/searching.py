"""The search command's conditions: [search], [boolean], [not], [wildcards]."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from clickops.verify.engines import EngineError
from clickops.verify.models.spl.tokens import Event, Reader, text

Holds = Callable[[Event], bool]


def read(source: str) -> Holds:
    """Read a condition. Raises EngineError for keywords, which ask the raw text, and for `<` and its like."""
    reader = Reader(source)
    holds = _conjunction(reader)
    reader.end()
    return holds


def _conjunction(reader: Reader) -> Holds:
    """[boolean], "Order of evaluation" of the search command: parentheses, NOT, OR, AND. AND need not be written."""
    parts = [_disjunction(reader)]
    while reader.peek() not in {"", ")"}:
        if reader.peek() == "AND":
            reader.take()
        parts.append(_disjunction(reader))
    return parts[0] if len(parts) == 1 else lambda event: all(part(event) for part in parts)


def _disjunction(reader: Reader) -> Holds:
    parts = [_negation(reader)]
    while reader.peek() == "OR":
        reader.take()
        parts.append(_negation(reader))
    return parts[0] if len(parts) == 1 else lambda event: any(part(event) for part in parts)


def _negation(reader: Reader) -> Holds:
    """[not]: NOT finds every event but those that its condition finds, also those without the field."""
    if reader.peek() == "NOT":
        reader.take()
        part = _negation(reader)
        return lambda event: not part(event)
    if reader.peek() == "(":
        reader.take()
        inner = _conjunction(reader)
        reader.take(")")
        return inner
    return _comparison(reader)


def _comparison(reader: Reader) -> Holds:
    """Read a comparison, which any value of a field may fulfil.

    [not]: `!=` finds only events that have the field. [search]: `IN` is `=` with any of the values.
    """
    name = reader.take()
    if name in {"AND", "OR", ")", ",", "="}:
        raise EngineError(f"SPL model: {name!r} stands where a field was expected")
    operator = reader.peek()
    if name == "*" and operator not in {"=", "!=", "IN"}:
        return lambda event: True  # noqa: ARG005 - [wildcards]: an asterisk alone finds every event
    if operator == "IN":
        reader.take()
        return _equals(text(name), _values(reader))
    if operator not in {"=", "!="}:
        raise EngineError(f"SPL model: {name!r} is no comparison of a field, or one with {operator!r}")
    reader.take()
    field, wanted = text(name), text(_value(reader))
    if operator == "=":
        return _equals(field, [wanted])
    return lambda event: any(not is_like(value, wanted) for value in event.get(field, ()))


def _equals(field: str, wanted: list[str]) -> Holds:
    return lambda event: any(is_like(value, one) for value in event.get(field, ()) for one in wanted)


def _values(reader: Reader) -> list[str]:
    reader.take("(")
    found = [text(_value(reader))]
    while reader.peek() == ",":
        reader.take()
        found.append(text(_value(reader)))
    reader.take(")")
    return found


def _value(reader: Reader) -> str:
    token = reader.take()
    if token in {"(", ")", ",", "=", "AND", "OR", "NOT"} or token.startswith("'"):
        raise EngineError(f"SPL model: {token!r} stands where a value was expected")
    return token


def is_like(value: str, wanted: str) -> bool:
    """Compare a value with what is wanted.

    [search]: without case, and as text ("1" does not match "1.0"). [wildcards]: `*` is any run of characters, there is
    no other wildcard and no way to mean an asterisk.
    """
    return _expression(wanted.lower()).fullmatch(value.lower()) is not None


@lru_cache(4096)
def _expression(wanted: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, wanted.split("*"))), re.DOTALL)
