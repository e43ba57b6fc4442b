"""What languages ask of a text: its shape, and how signs of their own are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from clickops.conversion.languages import Query
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Compare, DatePart, FieldReference, Number, Regex, Test, Text, Wildcard

_SHAPES = {
    (False, False): "exact",
    (False, True): "prefix",
    (True, False): "suffix",
    (True, True): "contains",
}
_ASKED: dict[type[Test], str] = {
    Cidr: "look up an address in a network where it is kept as text",
    Compare: "compare numbers where they are kept as text",
    DatePart: "take a date apart",
    FieldReference: "compare one field with another",
    Regex: "search a flattened field",
}
_UNREADABLE = {"flattened": "is part of a flattened field", "several": "often holds several values"}


@lru_cache(maxsize=10_000)  # asked of the same texts again and again where a long query is taken apart
def shape(text: Text) -> tuple[str, str]:
    """Name the shape of a text and give its literal part.

    `exact`, `prefix`, `suffix`, `contains`; `any` for a lone `*`; `pattern` (with no literal) for all else.
    """
    if text.parts == (Wildcard.MANY,):
        return "any", ""
    before = text.parts[:1] == (Wildcard.MANY,)
    after = len(text.parts) > 1 and text.parts[-1] is Wildcard.MANY
    match text.parts[before : len(text.parts) - after]:
        case (str() as literal,):
            return _SHAPES[before, after], literal
        case ():
            return "exact", ""
        case _:
            return "pattern", ""


def literals(text: Text) -> str:
    """Join the literal pieces of a text: what its signs are to be looked at for."""
    return "".join(part for part in text.parts if isinstance(part, str))


def refusal(language: str, field: str, test: Test) -> ConversionError:
    """Say what a language cannot ask of a field."""
    return ConversionError(f"{language} cannot {_ASKED[type(test)]} ({field})", target="")


def refuse_unreadable(language: str, query: Query, fields: Iterable[str]) -> None:
    """Raise ConversionError for fields whose values EQL and ES|QL do not see, or not all."""
    for field in fields:
        if why := _UNREADABLE.get(query.kind(field)):
            raise ConversionError(f"{field} {why}, which {language} cannot read", target="")


def has_letters(text: str) -> bool:
    """Whether case can make a difference."""
    return text.lower() != text.upper()


@lru_cache(maxsize=10_000)
def folds_beyond_ascii(text: Text) -> bool:
    """Whether a comparison without case must fold letters other than a to z."""
    return not text.cased and any(not sign.isascii() and has_letters(sign) for sign in literals(text))


def number(value: float) -> str:
    """Write a number as JSON does, an integral one without a point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**63 else repr(value)


def as_texts(tests: Sequence[Test]) -> list[Text]:
    """Take the texts among some tests; a number is the text of it where everything is kept as text."""
    return [
        Text((number(test.value),)) if isinstance(test, Number) else test
        for test in tests
        if isinstance(test, Text | Number)
    ]


def write(text: Text, escape: Callable[[str], str]) -> str:
    """Write a text with `*` and `?` as wildcards and its literal pieces escaped."""
    signs = {Wildcard.MANY: "*", Wildcard.ONE: "?"}
    return "".join(signs[part] if isinstance(part, Wildcard) else escape(part) for part in text.parts)
