"""Texts with wildcards as sets of values: what two have in common, whether one holds all of another.

Languages that can ask a field but one question, and case analysis, need to know. Letters are compared without case
unless both texts are cased.
"""

from __future__ import annotations

from functools import cache

from clickops.errors import ConversionError
from clickops.evaluate.matchers import matcher
from clickops.rules import pattern
from clickops.rules.tree import Text, Wildcard

_STAND_INS = {Wildcard.MANY: "\ue000\ue001", Wildcard.ONE: "\ue002"}  # private signs that no value of a rule holds
_MOST = 24
_Sign = str | Wildcard
_Signs = tuple[_Sign, ...]


@cache
def common(one: Text, other: Text) -> tuple[Text, ...]:
    """Give texts that fit exactly the values that fit both; none where nothing fits both.

    `a*` and `*b` have `a*b` in common, `ab*` and `*bc` also the exact `abc`, where the two overlap. Raises
    ConversionError when that takes too many texts.
    """
    if holds(other, one):
        return (one,)
    if holds(one, other):
        return (other,)
    if len(one.parts) == len(other.parts) == 1 and Wildcard.MANY not in (*one.parts, *other.parts):
        return ()  # two values, or any one sign and a value
    if other.cased:
        one, other = other, one  # the signs of the first are kept
    cased = one.cased
    found = _common(_signs(one), _signs(other), {}, cased=cased and other.cased)
    texts = list(dict.fromkeys(Text(pattern.join(signs), cased) for signs in found))
    return tuple(
        text
        for number, text in enumerate(texts)
        if not any(holds(wider, text) for at, wider in enumerate(texts) if at != number)
    )


@cache
def holds(outer: Text, inner: Text) -> bool:
    """Whether every value that fits `inner` fits `outer`, as far as their signs tell."""
    if outer.cased and not inner.cased and any(isinstance(part, str) and _folds(part) for part in inner.parts):
        return False
    stand_in = "".join(part if isinstance(part, str) else _STAND_INS[part] for part in inner.parts)
    if not matcher(outer)(stand_in):
        return False
    without = "".join(
        part if isinstance(part, str) else _STAND_INS[part] * (part is Wildcard.ONE) for part in inner.parts
    )
    return matcher(outer)(without)  # `*` may also stand for nothing


def _folds(text: str) -> bool:
    return text.lower() != text.upper()


def _signs(text: Text) -> _Signs:
    return tuple(sign for part in text.parts for sign in (part if isinstance(part, str) else (part,)))


def _common(one: _Signs, other: _Signs, seen: dict[tuple[int, int], list[_Signs]], *, cased: bool) -> list[_Signs]:
    key = len(one), len(other)
    if key in seen:
        return seen[key]
    many = Wildcard.MANY
    found: list[_Signs] = []
    if not one or not other:
        rest = one or other
        found = [()] if all(sign is many for sign in rest) else []
    elif one[0] is many and other[0] is many:
        both = _common(one[1:], other, seen, cased=cased) + _common(one, other[1:], seen, cased=cased)
        found = [end if end[:1] == (many,) else (many, *end) for end in both]
    elif one[0] is many:
        found = _common(one[1:], other, seen, cased=cased)
        found = found + [(other[0], *end) for end in _common(one, other[1:], seen, cased=cased)]
    elif other[0] is many:
        found = _common(one, other[1:], seen, cased=cased)
        found = found + [(one[0], *end) for end in _common(one[1:], other, seen, cased=cased)]
    elif (sign := _same(one[0], other[0], cased=cased)) is not None:
        found = [(sign, *end) for end in _common(one[1:], other[1:], seen, cased=cased)]
    found = list(dict.fromkeys(found))
    if len(found) > _MOST:
        raise ConversionError("two tests of one field overlap in too many ways", target="")
    seen[key] = found
    return found


def _same(one: _Sign, other: _Sign, *, cased: bool) -> _Sign | None:
    if isinstance(one, Wildcard):
        return other
    if isinstance(other, Wildcard) or one == other or (not cased and one.lower() == other.lower()):
        return one
    return None
