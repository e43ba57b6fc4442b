"""What each test says of one value: the only home of Sigma's meaning (modifiers specification 2.1).

A value is a text, a number or a boolean. What is true of absent fields, arrays and several fields at once stands
in `predicate.py`, which asks these.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import operator
import re
from collections.abc import Callable, Sequence

from clickops.rules.tree import (
    Cidr,
    Compare,
    Comparison,
    DatePart,
    FieldReference,
    Number,
    Regex,
    Text,
    Wildcard,
)

Value = str | int | float | bool
Matcher = Callable[[Value], bool]
ValueTest = Text | Number | Regex | Cidr | Compare | DatePart
"""The tests that look at one value and nothing else."""

_COMPARISONS: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.EQ: operator.eq,
    Comparison.LT: operator.lt,
    Comparison.LTE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GTE: operator.ge,
}
_NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?", re.ASCII)
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)?)?", re.ASCII
)


def text_of(value: Value) -> str:
    """Write a value as JSON does: `true`, `42`, `1.5`; a text is itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def matcher(test: ValueTest) -> Matcher:
    """Make the function that says whether a value passes `test`."""
    match test:
        case Text(parts, cased):
            return _text(parts, cased=cased)
        case Number(value):
            return _number(value)
        case Regex(pattern, flags):
            return _regex(pattern, flags)
        case Cidr(network):
            return _cidr(network)
        case Compare(comparison, bound):
            return _compare(comparison, bound)
        case DatePart(part, comparison, bound):
            return _date_part(part, comparison, bound)


def any_matcher(tests: Sequence[ValueTest]) -> Matcher:
    """Make the function that says whether a value passes any of `tests`.

    Long lists are of words, beginnings and endings in any case: the value is folded once for all of them.
    """
    whole: set[str] = set()
    prefixes: list[str] = []
    suffixes: list[str] = []
    others: list[Matcher] = []
    for test in tests:
        match test:
            case Text((str(text),), cased=False):
                whole.add(text.lower())
            case Text((str(text), Wildcard.MANY), cased=False):
                prefixes.append(text.lower())
            case Text((Wildcard.MANY, str(text)), cased=False):
                suffixes.append(text.lower())
            case _:
                others.append(matcher(test))
    if not (whole or prefixes or suffixes):
        return others[0] if len(others) == 1 else lambda value: any(passes(value) for passes in others)
    starts, ends = tuple(prefixes), tuple(suffixes)

    def matches(value: Value) -> bool:
        text = text_of(value).lower()
        return (
            text in whole or text.startswith(starts) or text.endswith(ends) or any(passes(value) for passes in others)
        )

    return matches


def refers(test: FieldReference) -> Callable[[Value, Value], bool]:
    """Make the function that says whether a value equals, begins with, ends with or holds another field's value."""
    before, after, cased = test.before, test.after, test.cased

    def matches(value: Value, other: Value) -> bool:
        text, part = text_of(value), text_of(other)
        if not cased:
            text, part = text.lower(), part.lower()
        if before and after:
            return part in text
        if before:
            return text.endswith(part)
        if after:
            return text.startswith(part)
        return text == part or (_is_number(value) and _is_number(other) and value == other)

    return matches


def _text(parts: Sequence[str | Wildcard], *, cased: bool) -> Matcher:
    matches = _shape(parts if cased else [p if isinstance(p, Wildcard) else p.lower() for p in parts])
    if cased:
        return lambda value: matches(text_of(value))
    return lambda value: matches(text_of(value).lower())


def _shape(parts: Sequence[str | Wildcard]) -> Callable[[str], bool]:
    """Choose the quickest way to compare; the order of the cases matters to nothing but speed."""
    many = Wildcard.MANY
    match parts:
        case []:
            return lambda text: not text
        case [str(whole)]:
            return lambda text: text == whole
        case [Wildcard.MANY]:
            return lambda _: True
        case [str(prefix), last] if last is many:
            return lambda text: text.startswith(prefix)
        case [first, str(suffix)] if first is many:
            return lambda text: text.endswith(suffix)
        case [first, str(inner), last] if first is many and last is many:
            return lambda text: inner in text
        case _:
            return _wildcards(parts)


def _wildcards(parts: Sequence[str | Wildcard]) -> Callable[[str], bool]:
    """Match what stands between the `*` piece by piece, each as far left as it goes: no piece is tried twice.

    A piece has a fixed length (`?` is one character), so the worst case is the text's length times the pattern's.
    """
    pieces: list[str] = [""]
    for part in parts:
        if part is Wildcard.MANY:
            pieces.append("")
        else:
            pieces[-1] += "." if isinstance(part, Wildcard) else re.escape(part)
    first, *middle, last = [re.compile(piece, re.DOTALL) for piece in pieces] * (1 if len(pieces) > 1 else 2)
    if len(pieces) == 1:
        return lambda text: first.fullmatch(text) is not None
    shortest = _length(parts, from_last_star=True)

    def matches(text: str) -> bool:
        begin = first.match(text)
        if begin is None:
            return False
        at = begin.end()
        for piece in middle:
            found = piece.search(text, at)
            if found is None:
                return False
            at = found.end()
        return len(text) - shortest >= at and last.fullmatch(text, len(text) - shortest) is not None

    return matches


def _length(parts: Sequence[str | Wildcard], *, from_last_star: bool) -> int:
    length = 0
    for part in parts:
        if part is Wildcard.MANY and from_last_star:
            length = 0
        else:
            length += 1 if isinstance(part, Wildcard) else len(part)
    return length


def _number(number: float) -> Matcher:
    text = text_of(number)
    return lambda value: value == text if isinstance(value, str) else _is_number(value) and value == number


def _regex(pattern: str, flags: str) -> Matcher:
    import re2  # noqa: PLC0415 - most packs hold no expression

    search = re2.compile(f"(?{flags}){pattern}" if flags else pattern).search

    def matches(value: Value) -> bool:
        text = text_of(value)
        try:
            return search(text) is not None
        except UnicodeEncodeError:  # RE2 reads UTF-8, which has no lone surrogates
            return search(text.encode("utf-8", "replace").decode()) is not None

    return matches


def _cidr(network: str) -> Matcher:
    net = ipaddress.ip_network(network)

    def matches(value: Value) -> bool:
        if not isinstance(value, str):
            return False
        try:
            address = ipaddress.ip_address(value)
        except ValueError:
            return False
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped and net.version == 4:
            return address.ipv4_mapped in net
        if address.version < net.version:
            return ipaddress.ip_address(f"::ffff:{address}") in net
        return address in net

    return matches


def _compare(comparison: Comparison, bound: float) -> Matcher:
    compare = _COMPARISONS[comparison]

    def matches(value: Value) -> bool:
        number = _number_of(value)
        return number is not None and compare(number, bound)

    return matches


def _date_part(part: str, comparison: Comparison, bound: int) -> Matcher:
    compare = _COMPARISONS[comparison]

    def matches(value: Value) -> bool:
        found = _written_part(value, part) if isinstance(value, str) else None
        return found is not None and compare(found, bound)

    return matches


def _written_part(text: str, part: str) -> int | None:
    """Read one part of a date from its text, by the clock that wrote it; None when there is no such part."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute = (None if group is None else int(group) for group in found.groups())
    try:
        date = dt.datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0)  # noqa: DTZ001 - no zone is meant
    except ValueError:
        return None
    parts = {
        "minute": minute,
        "hour": hour,
        "day": day,
        "week": date.isocalendar().week,
        "month": month,
        "year": year,
    }
    return parts[part]


def _number_of(value: Value) -> int | float | None:
    if isinstance(value, str):
        found = _NUMBER.fullmatch(value)
        if found is None:
            return None
        return float(value) if found[1] or found[2] else int(value)
    return value if _is_number(value) else None


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
