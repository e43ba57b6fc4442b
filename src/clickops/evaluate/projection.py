"""Decoding only what rules ask for: a record becomes the values of some fields, and nothing else is built.

Where a field ends there may be text, a boolean, null, an object or an array (a tuple here, whatever is in it), and on
the way to it anything. A record that holds a number where a field ends, or a key with the dots of a field's name in
it, is refused with `msgspec.ValidationError`, and the plain predicate decides: a number equals a boolean in every
dictionary of Python, and such keys are so rare that no other record should pay for them. So is one that holds text
where every record has an object: what the text means is read before rules are asked of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType


class AnObject(msgspec.Struct, frozen=True):
    """Stands for any object where a field ends: all that a test can ask is whether it is there."""


_NAMEABLE = re.compile(r'[^\\"\x00-\x1f]+')

_Array = tuple[str | int | float | bool | AnObject | None, ...]
_Leaf = str | bool | None | AnObject | _Array | UnsetType
_NoObject = str | int | float | bool | None | _Array | UnsetType
_NoText = bool | None | AnObject | _Array | UnsetType
_NoObjectNorText = int | float | bool | None | _Array | UnsetType
_Refused = Annotated[int, msgspec.Meta(gt=0, lt=0)] | UnsetType


class Part(msgspec.Struct, frozen=True):
    """One object of the projection: its hashable type, the attributes where fields end, and the parts below it."""

    type: type[msgspec.Struct]
    fields: tuple[tuple[str, str], ...]  # attribute, whole name of the field
    below: tuple[tuple[str, Part], ...]  # attribute, part

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes, those of fields before those of parts."""
        return tuple(attribute for attribute, _ in (*self.fields, *self.below))


def projection(fields: Iterable[str], dots: int, objects: Collection[str] = ()) -> Part:
    """Build the projection of `fields`.

    Left out are those with more than `dots` dots, on the way to another, or with signs that msgspec takes in no name.
    A record with text for one of `objects`, asked for or not, is refused.
    """
    names = sorted({name for name in fields if _NAMEABLE.fullmatch(name) and name.count(".") <= dots})
    return _part("", names, objects)


def projected(part: Part) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each field of a projection with the way to its value: an index among the attributes of each part."""
    for index, (_, name) in enumerate(part.fields):
        yield name, (index,)
    for index, (_, below) in enumerate(part.below, len(part.fields)):
        for name, way in projected(below):
            yield name, (index, *way)


def _part(prefix: str, names: list[str], objects: Collection[str]) -> Part:
    """Build the part whose fields are `names`, relative to it; `prefix` is the way there."""
    below: dict[str, list[str]] = {}
    for name in names:
        head, dot, rest = name.partition(".")
        if dot:
            below.setdefault(head, []).append(rest)
    ends = [name for name in names if "." not in name and name not in below]
    refused = {name[:at] for name in names for at in _dots(name)[1:]} | {name for name in names if "." in name}
    parts = {head: _part(f"{prefix}{head}.", rests, objects) for head, rests in below.items()}
    whole = {name.removeprefix(prefix) for name in objects if name.startswith(prefix)}
    others = sorted(name for name in whole if "." not in name and name not in parts and name not in ends)
    keys: list[tuple[str, Any]] = [
        *((name, _NoText if name in whole else _Leaf) for name in ends),
        *((head, part.type | (_NoObjectNorText if head in whole else _NoObject)) for head, part in parts.items()),
        *((name, AnObject | _NoObjectNorText) for name in others),
        *((name, _Refused) for name in sorted(refused)),
    ]
    attributes = {key: f"k{number}" for number, (key, _) in enumerate(keys)}
    struct = msgspec.defstruct(
        "Part",
        [(attributes[key], kind, msgspec.field(default=UNSET, name=key)) for key, kind in keys],
        frozen=True,
        gc=False,
    )
    return Part(
        struct,
        tuple((attributes[name], prefix + name) for name in ends),
        tuple((attributes[head], part) for head, part in parts.items()),
    )


def _dots(name: str) -> list[int]:
    return [at for at, sign in enumerate(name) if sign == "."]
