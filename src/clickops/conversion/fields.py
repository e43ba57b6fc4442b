"""fields.yml: where a platform keeps each raw CloudTrail field, or why it does not."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Literal

import msgspec

from clickops.errors import ConversionError
from clickops.rules import pattern
from clickops.rules.tree import Atom, Node, Not, Or, Text

Kind = Literal["keyword", "several", "boolean", "address", "date", "flattened", "json", "map", "object"]
"""How the platform keeps a value; what a language can ask of it depends on that.

`keyword` is text as it was written, also of numbers and booleans; `several` is the same of a field that often holds
more than one. `flattened` is Elasticsearch's type of that name. `json` is inside JSON that one column holds, its name
`column:path.to.it`, and may hold several values where the path meets arrays; `map` is one key of a column that maps
texts to texts, its name `column:key`, in which dots mean nothing. `object` holds further fields and no value.
"""

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.:/@ -]+")


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one raw field is kept. A `*` at the end of the raw field and in `name` stands for the rest."""

    name: str | tuple[str, ...] = ()  # several: the value is under one of them, or under more
    type: Kind = "keyword"
    missing: str = ""  # why it is not kept at all; there is no `name` then
    address: str = ""  # where an address is kept as such, when `name` has it as text
    absent: tuple[str, ...] = ()  # values that the platform writes when the raw field is absent
    null: tuple[str, ...] = ()  # values that it writes for null
    json: str = ""  # what marks the names of values within JSON text, where null is null
    only: Mapping[str, tuple[str, ...]] = {}  # it is this field only where the other has one of the values
    never: Mapping[str, tuple[str, ...]] = {}  # and only where the other has none of them
    note: str = ""  # what a reader of the query should know
    confidence: Literal["H", "M", "L"] = "H"
    source: str = ""  # a key of `sources`

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which the value may be."""
        return (self.name,) if isinstance(self.name, str) else self.name

    def stand_ins(self, name: str) -> tuple[str, ...]:
        """Give the values that stand for absence or null under one of the names."""
        return self.absent if self.json and self.json in name else (*self.absent, *self.null)

    @property
    def condition(self) -> tuple[Node, ...]:
        """What must hold for the place to have this field's value, beside its presence."""
        wanted = [Or(tuple(_equals(name, value) for value in values)) for name, values in self.only.items()]
        refused = [Or(tuple(_equals(name, value) for value in values)) for name, values in self.never.items()]
        return (*wanted, *map(Not, refused))


class Arrays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the platform's fields are arrays, where its names show that."""

    mark: str
    always: tuple[str, ...] = ()
    either: tuple[str, ...] = ()  # an array in some events and a lone value in others
    json: bool = False  # kept as JSON text


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which the platform keeps CloudTrail."""

    title: str
    fields: Mapping[str, Place] = {}
    like: str = ""  # another schema, whose fields hold where this one does not say otherwise
    scope: Mapping[str, str] = {}  # what selects CloudTrail among everything else, in the platform's names
    null: tuple[str, ...] = ()  # values that it writes for null, whatever the field
    keeps_empty: bool = True  # an empty text is kept as one, not as absence; within JSON it always is
    arrays: Arrays = Arrays("")


class FieldsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of fields.yml."""

    schemas: Mapping[str, Schema]  # the first is the default
    sources: Mapping[str, str] = {}  # a word -> what it was read from

    def schema(self, name: str) -> Schema:
        """Take a schema, completed by the one that it is like; the first when `name` is empty."""
        schema = self.schemas[name or next(iter(self.schemas))]
        if not schema.like:
            return schema
        base = self.schema(schema.like)
        return msgspec.structs.replace(base, title=schema.title, fields={**base.fields, **schema.fields})


class Fields:
    """A schema with the user's options filled in: the answer to "where is this raw field?"."""

    def __init__(self, schema: Schema, options: Mapping[str, str]) -> None:
        self._schema = schema
        self._options = options
        self._found: dict[str, Place] = {}
        self.types: dict[str, str] = {}  # of each name that was given out and is no keyword

    @property
    def scope(self) -> tuple[Atom, ...]:
        """What selects CloudTrail; an option may hold wildcards."""
        filled = ((name, self._fill(value)) for name, value in self._schema.scope.items())
        return tuple(Atom(name, Text(pattern.parse(value))) for name, value in filled if value)

    def place(self, field: str) -> Place:
        """Find where `field` is kept; raises ConversionError when fields.yml does not list it."""
        found = self._found.get(field)
        if found is None:
            found = self._found[field] = self._look_up(field)
            self.types.update((name, found.type) for name in found.names if found.type != "keyword")
            if found.address:
                self.types[found.address] = "address"
        return found

    def keeps_empty(self, field: str) -> bool:
        """Whether an empty text of `field` is kept as one, under any of its names; raises as `place` does."""
        place = self.place(field)
        return self._schema.keeps_empty or (place.type == "json" and any(":" in name for name in place.names))

    def _look_up(self, field: str) -> Place:
        if not _PLAIN_NAME.fullmatch(field):
            raise ConversionError(f"the field name {field!r} holds signs that no query can carry", target="")
        if entry := self._schema.fields.get(field):
            return self._place(entry, "")
        stem = field
        while dot := stem.rfind(".") + 1:
            stem = stem[: dot - 1]
            if entry := self._schema.fields.get(stem + ".*"):
                return self._place(entry, field[dot:])
        raise ConversionError(f"fields.yml does not say where the field {field!r} is kept", target="")

    def _place(self, entry: Place, rest: str) -> Place:
        filled = (self._fill(name).replace("*", rest) for name in entry.names)
        names = dict.fromkeys(marked for name in filled for marked in self._marked(name))
        null, arrays = (*entry.null, *self._schema.null), self._schema.arrays
        return msgspec.structs.replace(entry, name=tuple(names), null=null, json=arrays.mark if arrays.json else "")

    def _marked(self, name: str) -> list[str]:
        """Write the mark of an array after each part of the name that is one; with and without where it may be."""
        arrays = self._schema.arrays
        written, stem = [""], ""
        for part in name.split("."):
            stem = f"{stem}.{part}" if stem else part
            ends = [""] if stem not in arrays.always else []
            ends += [arrays.mark] if stem in (*arrays.always, *arrays.either) else []
            written = [f"{start}.{part}{end}".removeprefix(".") for start in written for end in ends]
        return written

    def _fill(self, text: str) -> str:
        return string.Template(text).substitute(self._options) if "$" in text else text


def _equals(name: str, value: str) -> Atom:
    return Atom(name, Text((value,)))
