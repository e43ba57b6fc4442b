"""Texts with wildcards as sets of values: what two have in common, whether one holds all of another.

Languages that can ask a field but one question, and case analysis, need to know. Letters are compared without case
unless both texts are cased.
"""

from __future__ import annotations

from functools import lru_cache

from clickops.errors import ConversionError
from clickops.evaluate.matchers import matcher
from clickops.rules import pattern
from clickops.rules.tree import Text, Wildcard

_STAND_INS = {Wildcard.MANY: "\ue000\ue001", Wildcard.ONE: "\ue002"}  # private signs that no value of a rule holds
_MOST = 24
_Sign = str | Wildcard
_Signs = tuple[_Sign, ...]


def common(one: Text, other: Text) -> tuple[Text, ...]:
    """Give texts that fit exactly the values that fit both; none where nothing fits both.

    `a*` and `*b` have `a*b` in common, `ab*` and `*bc` also the exact `abc`, where the two overlap. Raises
    ConversionError when that takes too many texts.
    """
    values = is_value(one), is_value(other)
    if all(values) and not _alike(one, other):
        return ()
    if holds(other, one):
        return (one,)
    if holds(one, other):
        return (other,)
    if (values[0] and one.cased >= other.cased) or (values[1] and other.cased >= one.cased):
        return ()  # a value fits or does not
    return _overlaps(one, other)


@lru_cache(maxsize=5_000)
def _overlaps(one: Text, other: Text) -> tuple[Text, ...]:
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


def holds(outer: Text, inner: Text) -> bool:
    """Whether every value that fits `inner` fits `outer`, as far as their characters tell."""
    if not is_value(inner):
        return not is_value(outer) and _holds(outer, inner)
    if outer.cased and not inner.cased and any(map(_folds, _literals(inner))):
        return False
    return _fits(outer)("".join(_literals(inner)))


def is_value(text: Text) -> bool:
    """Whether a text has no wildcard."""
    parts = text.parts
    return not parts or (len(parts) == 1 and isinstance(parts[0], str))


def _alike(one: Text, other: Text) -> bool:
    """Whether two texts without wildcards are the same but for case."""
    return one.parts == other.parts or "".join(_literals(one)).lower() == "".join(_literals(other)).lower()


# Of values there are too many to keep an answer for each pair: what is kept is for a text, or for two patterns.
_fits = lru_cache(maxsize=5_000)(matcher)


@lru_cache(maxsize=5_000)
def _holds(outer: Text, inner: Text) -> bool:
    if outer.cased and not inner.cased and any(map(_folds, _literals(inner))):
        return False
    stand_in = "".join(part if isinstance(part, str) else _STAND_INS[part] for part in inner.parts)
    without = "".join(
        part if isinstance(part, str) else _STAND_INS[part] * (part is Wildcard.ONE) for part in inner.parts
    )
    return _fits(outer)(stand_in) and _fits(outer)(without)  # `*` may also stand for nothing


def _literals(text: Text) -> list[str]:
    return [part for part in text.parts if isinstance(part, str)]


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
