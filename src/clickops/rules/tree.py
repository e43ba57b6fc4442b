"""The condition tree: all that a rule means, and the only thing that evaluation and conversion read.

Lowering (`rules/lower.py`) resolves every modifier, list, selector and placeholder into it, so nothing here
needs the Sigma specification to be understood. Trees are frozen, hashable, and survive JSON unchanged.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import msgspec


class Wildcard(enum.IntEnum):
    """What stands between the literal pieces of a `Text`."""

    MANY = 0  # `*`: any run of characters, also none, also line breaks
    ONE = 1  # `?`: exactly one character


class _Value(msgspec.Struct, frozen=True, tag=str.lower, cache_hash=True):
    """What the tests and nodes share: frozen, and tagged by name in JSON."""


class Text(_Value, frozen=True):
    """The whole text fits: literal pieces and wildcards. Numbers and booleans are compared as JSON text.

    No piece is empty and no two literal pieces stand side by side, so equal meanings are equal values:
    `startswith: a` is `("a", MANY)`, an empty string is `()`.
    """

    parts: tuple[str | Wildcard, ...]
    cased: bool = False


class Number(_Value, frozen=True):
    """Equal as a number, or a text that is this number as JSON writes it; never a boolean."""

    value: int | float


class Null(_Value, frozen=True):
    """The field is absent or JSON null."""


class Exists(_Value, frozen=True):
    """The field is there, with any value, null and empty ones too; or not there when `expected` is False."""

    expected: bool


class Regex(_Value, frozen=True):
    """An RE2 search anywhere in the text; `flags` holds some of `i`, `m`, `s`, sorted."""

    pattern: str
    flags: str = ""


class Cidr(_Value, frozen=True):
    """An address inside the network, IPv4 or IPv6; what is no address is outside."""

    network: str


class Comparison(enum.StrEnum):
    """How two numbers are compared."""

    EQ = "eq"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"


class Compare(_Value, frozen=True):
    """A number, or a text that is a number, on one side of `value`."""

    operator: Comparison
    value: int | float


class DatePart(_Value, frozen=True):
    """One part of the written date, without time zones: minute, hour, day, week, month, year."""

    part: str
    operator: Comparison
    value: int


class FieldReference(_Value, frozen=True):
    """Equal to another field of the same event, or holding it at the start, at the end or anywhere."""

    field: str
    before: bool = False  # more text may stand before the other field's value
    after: bool = False  # more text may stand after it
    cased: bool = False


Test = Text | Number | Null | Exists | Regex | Cidr | Compare | DatePart | FieldReference


class Atom(_Value, frozen=True):
    """One question to one field; `field` None asks every value of the event (a keyword).

    `line` is where the rule's file asks it, 0 when unknown; it means nothing to evaluation.
    """

    field: str | None
    test: Test
    line: int = 0


class And(_Value, frozen=True):
    """True when every node is."""

    nodes: tuple[Node, ...]


class Or(_Value, frozen=True):
    """True when any node is."""

    nodes: tuple[Node, ...]


class Not(_Value, frozen=True):
    """True when its node is not: also where the node is untrue because a field is absent."""

    node: Node


class Named(_Value, frozen=True):
    """A node under the name that the rule gives it (`selection`, `1 of filter_*`, `filter noise_billing`)."""

    name: str
    node: Node


Node = And | Or | Not | Named | Atom


def atoms(node: Node) -> Iterator[Atom]:
    """Yield every atom below `node`, in the order of the rule."""
    match node:
        case Atom():
            yield node
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from atoms(child)
        case Not(child) | Named(_, child):
            yield from atoms(child)


def fields(node: Node) -> frozenset[str]:
    """Collect every field that `node` reads, those of field references too."""
    found: set[str] = set()
    for atom in atoms(node):
        if atom.field is not None:
            found.add(atom.field)
        if isinstance(atom.test, FieldReference):
            found.add(atom.test.field)
    return frozenset(found)
