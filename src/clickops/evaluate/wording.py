"""How a test, and what an event held against it, is said to a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clickops.evaluate.fields import resolve, scalars
from clickops.evaluate.matchers import text_of
from clickops.rules import pattern
from clickops.rules.tree import (
    Atom,
    Cidr,
    Compare,
    DatePart,
    Exists,
    FieldReference,
    Null,
    Number,
    Regex,
    Test,
    Text,
    Wildcard,
)

_SHOWN = 120  # characters of one value
_LISTED = 6  # values of a list
_AROUND = {
    (False, False): "",
    (False, True): "|startswith",
    (True, False): "|endswith",
    (True, True): "|contains",
}


def asked(atom: Atom) -> str:
    """Write an atom as Sigma does: `userAgent|startswith: 'Mozilla/'`."""
    modifiers, value = _sigma(atom.test)
    return f"{atom.field or 'any value'}{modifiers}: {value}"


def asked_any(atoms: Sequence[Atom]) -> str:
    """Write atoms of one field as the list that they stand in."""
    forms: dict[str, list[str]] = {}
    for atom in atoms:
        modifiers, value = _sigma(atom.test)
        forms.setdefault(modifiers, []).append(value)
    field = atoms[0].field or "any value"
    return " or ".join(f"{field}{modifiers}: {_several(values)}" for modifiers, values in forms.items())


def held(event: Mapping[str, Any], atom: Atom) -> str:
    """Say what the event holds for an atom, and where the way to an absent field ends."""
    if atom.field is None:
        return ""
    found = resolve(event, atom.field)
    if not found:
        return _absence(event, atom.field)
    said = _several([_value(value) for value in found])
    if isinstance(atom.test, FieldReference):
        other = resolve(event, atom.test.field)
        return f"{said}; {atom.test.field} is " + (_several([_value(value) for value in other]) or "absent")
    if isinstance(atom.test, Null | Exists) or list(scalars(found)):
        return said
    return f"{said}, which no comparison matches"


def near(event: Mapping[str, Any], atoms: Sequence[Atom]) -> str:
    """Name the value of a rule that comes close to what the event holds, or nothing."""
    import difflib  # noqa: PLC0415 - only people who ask why pay for it

    wanted = [text for atom in atoms if isinstance(atom.test, Text) and (text := pattern.literal(atom.test.parts))]
    if atoms[0].field is None:
        return ""
    for value in scalars(resolve(event, atoms[0].field)):
        text = text_of(value)
        if text.lower() in {one.lower() for one in wanted}:
            return "only the case differs"
        close = difflib.get_close_matches(text[:200], wanted, n=1, cutoff=0.85)
        if close:
            return f"close to {close[0]!r}"
    return ""


def _absence(event: Mapping[str, Any], field: str) -> str:
    parts = field.split(".")
    for depth in range(1, len(parts)):
        name = ".".join(parts[:depth])
        found = resolve(event, name)
        if not found:
            return f"absent, as is {name}" + _hint(event, field)
        if not any(isinstance(value, dict | list) for value in found):
            return f"absent: {name} is {_value(found[0])}"
    return "absent" + _hint(event, field)


def _hint(event: Mapping[str, Any], field: str) -> str:
    """Find a field of the event that differs in case, or has the same last part elsewhere."""
    names = list(_names(event))
    leaf = field.rpartition(".")[2].lower()
    same = [name for name in names if name.lower() == field.lower()]
    alike = same or [name for name in names if name.rpartition(".")[2].lower() == leaf]
    return f"; did you mean {alike[0]}?" if alike else ""


def _names(event: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterable[str]:
    for key, value in event.items():
        yield prefix + key
        if isinstance(value, dict) and depth < 6:
            yield from _names(value, f"{prefix}{key}.", depth + 1)


def _sigma(test: Test) -> tuple[str, str]:
    match test:
        case Text(parts, cased):
            return _text(parts, "|cased" if cased else "")
        case Number(value):
            return "", str(value)
        case Null():
            return "", "null"
        case Exists(expected):
            return "|exists", "true" if expected else "false"
        case Regex(expression, flags):
            return "|re" + "".join(f"|{flag}" for flag in flags), repr(expression)
        case Cidr(network):
            return "|cidr", network
        case Compare(operator, bound):
            return f"|{operator}", str(bound)
        case DatePart(part, operator, bound):
            return f"|{part}" if operator == "eq" else f"|{part}|{operator}", str(bound)
        case FieldReference(other, before, after, cased):
            return "|fieldref" + _AROUND[before, after] + ("|cased" if cased else ""), other


def _text(parts: pattern.Parts, cased: str) -> tuple[str, str]:
    before = len(parts) > 1 and parts[0] is Wildcard.MANY
    after = len(parts) > 1 + before and parts[-1] is Wildcard.MANY
    inner = parts[before : len(parts) - after]
    if inner and isinstance(inner[0], str) and len(inner) == 1:
        return _AROUND[before, after] + cased, repr(pattern.write(inner))
    return cased, repr(pattern.write(parts))


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + _several([_value(member) for member in value]) + "]"
    if isinstance(value, dict):
        return f"an object with {_several(list(value)) or 'no keys'}"
    text = (
        json.dumps(value, ensure_ascii=False) if value is None or isinstance(value, bool | float | int) else repr(value)
    )
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def _several(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _LISTED} more" if len(texts) > _LISTED else ""
    return ", ".join(texts[:_LISTED]) + more
