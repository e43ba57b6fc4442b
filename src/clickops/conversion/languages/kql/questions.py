"""What is asked of one value in Kusto's language: a column, or what a step of `mv-apply` calls a member of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from clickops.conversion import parsing, regexes, shapes
from clickops.conversion.layout import Doc, Joined, Listing
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Compare, Exists, FieldReference, Number, Regex, Test, Text

_EDGES = regexes.edges("^", r"\z")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_OPERATORS = {"eq": "==", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_SHAPES = {"exact": "=~", "prefix": "startswith", "suffix": "endswith", "contains": "contains"}
_CASED = {"=~": "==", "startswith": "startswith_cs", "endswith": "endswith_cs", "contains": "contains_cs"}
_REFERENCES = {
    (False, False): "==",
    (False, True): "startswith_cs",
    (True, False): "endswith_cs",
    (True, True): "contains_cs",
}


class Value(msgspec.Struct, frozen=True):
    """How one value of a field is written: as text, and as a condition that it is there and no object or array."""

    text: str
    there: str
    exists: str
    is_column: bool = False


def ask(field: str, value: Value, tests: Sequence[Test], others: Mapping[str, Value], kind: str) -> list[Doc]:
    """Write questions to one value; `others` are the values of the fields that it is compared with.

    Raises ConversionError for what cannot be asked.
    """
    texts = shapes.as_texts(tests)
    docs: list[Doc] = []
    if kind == "boolean":
        docs, texts = [f"{value.text} == {shapes.literals(text)}" for text in texts], []
    listable = [text for text in texts if _is_listable(text)]
    for operator, several, cased in (("=~", "in~", False), ("==", "in", True)):
        if literals := [quote(shapes.literals(text)) for text in listable if text.cased is cased]:
            docs.append(_listed(value.text, operator, several, literals))
    docs += [_text(field, value, text) for text in texts if text not in listable]
    for test in tests:
        if isinstance(test, FieldReference):
            docs.append(_reference(value, others.get(test.field) or column(test.field), test))
        elif not isinstance(test, Text | Number):
            docs.append(_test(field, value, test, is_boolean=kind == "boolean"))
    return docs


def column(field: str) -> Value:
    """Give the value of a column, which is an empty text where a record has none."""
    text = name(field)
    return Value(text, f"isnotempty({text})", f"isnotempty({text})", is_column=True)


def _is_listable(text: Text) -> bool:
    return shapes.shape(text)[0] == "exact" and bool(text.parts) and not shapes.folds_beyond_ascii(text)


def _listed(value: str, operator: str, several: str, literals: Sequence[str]) -> Doc:
    if len(literals) == 1:
        return f"{value} {operator} {literals[0]}"
    return Listing(f"{value} {several} (", tuple(literals), ", ", ")")


def _text(field: str, value: Value, text: Text) -> Doc:
    shape, literal = shapes.shape(text)
    if not text.parts:
        if value.is_column:
            raise ConversionError(f"{field} is empty where it is absent: no empty text can be asked for", target="")
        return _both(value.there, f'{value.text} == ""')
    if shape == "any":
        return value.there
    if shape == "pattern":
        flags = "s" if text.cased else "is"
        return _matches(value, f"(?{flags})", regexes.anchored(text))
    operator, held = _SHAPES[shape], value.text
    if text.cased:
        operator = _CASED[operator]
    elif shapes.folds_beyond_ascii(text):
        operator, held, literal = _CASED[operator], f"tolower({held})", literal.lower()
    return f"{held} {operator} {quote(literal)}"


def _test(field: str, value: Value, test: Test, *, is_boolean: bool) -> Doc:
    match test:
        case Exists():
            return f"isnotnull({value.text})" if is_boolean else value.exists
        case Regex():
            return _matches(value, "(?s)", parsing.parse(test))
        case Compare(operator, number):
            return f"coalesce(toreal({value.text}) {_OPERATORS[operator]} {shapes.number(number)}, false)"
        case Cidr(network) if ":" in network:  # ipv6_is_in_range takes IPv4 too, as mapped
            inside = f"coalesce(ipv6_is_in_range({value.text}, {quote(network)}), false)"
            return _both(f'{value.text} contains ":"', inside)
        case Cidr(network):
            return f"coalesce(ipv4_is_in_range({value.text}, {quote(network)}), false)"
        case _:
            raise shapes.refusal("KQL", field, test)


def _reference(value: Value, other: Value, test: FieldReference) -> Doc:
    operator = _REFERENCES[test.before, test.after]
    mine, theirs = (held.text if test.cased else f"tolower({held.text})" for held in (value, other))
    return _both(value.there, other.there, f"{mine} {operator} {theirs}")


def _matches(value: Value, flags: str, piece: regexes.Piece) -> Doc:
    question = f"{value.text} matches regex {quote(flags + regexes.write(piece, _character, _EDGES))}"
    return _both(value.there, question) if _fits_nothing(piece) else question


def _both(*parts: str) -> Doc:
    return Joined("and", parts)


def _fits_nothing(piece: regexes.Piece) -> bool:
    """Whether an expression is found in the empty text."""
    match piece:
        case regexes.Edge(kind):
            return kind != "b"
        case regexes.Repeat(inner, least, _):
            return least == 0 or _fits_nothing(inner)
        case regexes.Series(pieces):
            return all(map(_fits_nothing, pieces))
        case regexes.Choice(pieces):
            return any(map(_fits_nothing, pieces))
        case _:
            return False


def _character(sign: str) -> str:
    """Write a sign for RE2; `&`, `~` and `#` are signs of newer engines' classes and free spacing."""
    if sign in "&~#" or not sign.isprintable():
        return f"\\x{{{ord(sign):X}}}"
    return "\\" + sign if sign in ".^$|()[]{}*+?-\\" else sign


@lru_cache(maxsize=10_000)
def quote(text: str) -> str:
    """Write a text so that none of its signs is one of the language."""
    return '"' + "".join(_signs(text)) + '"'


def _signs(text: str) -> Iterator[str]:
    for sign in text:
        yield _ESCAPES.get(sign) or (sign if sign.isprintable() or ord(sign) > 0xFFFF else f"\\u{ord(sign):04X}")


def name(field: str) -> str:
    """Write the name of a column."""
    return field if IDENTIFIER.fullmatch(field) else f"[{quote(field)}]"
