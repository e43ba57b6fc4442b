"""SQL, in the dialects that stand beside this file, each found by the name that a format gives.

In SQL's three-valued logic a comparison with NULL is unknown, and so is its negation, which selects nothing. A
negation is therefore written `NOT COALESCE(..., FALSE)`: exact, because unknown and false are the same to everything
else in a condition. Comparisons without case lower both sides, whatever the column's collation.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence

from clickops.conversion import layout
from clickops.conversion.languages import Query
from clickops.conversion.languages.sql import values
from clickops.conversion.languages.sql.dialect import Dialect, Members
from clickops.conversion.layout import Doc, Joined, Negated, Words
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.tree import Exists, FieldReference, Test


def render(query: Query) -> str:
    """Write a SELECT of the options' `columns` that gives the rows which fit, with no semicolon behind it."""
    dialect = find(query.dialect)
    asking = _Asking(query, dialect)
    words = Words("AND", "OR", "NOT COALESCE(", f", {dialect.false})")
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    parts: list[Doc] = list(dialect.recent(query.options))
    parts += [layout.arrange(part, words, asking.ask) for part in nodes]
    whole = parts[0] if len(parts) == 1 else Joined("AND", tuple(parts))
    # a lone OR stands in brackets, since a condition that leaves out the members of a list may follow
    where = layout.write(whole, indent="  ", bare=len(parts) > 1)
    return f"SELECT {query.options['columns']}\nFROM {dialect.table(query.options)}\nWHERE\n{where}"


def find(name: str) -> Dialect:
    """Find a dialect; raises ClickopsError for one that has no module here."""
    if re.fullmatch(r"[a-z][a-z_]*", name):
        try:
            module = importlib.import_module(f"{__name__}.{name}")
        except ModuleNotFoundError:
            pass
        else:
            if isinstance(dialect := getattr(module, "DIALECT", None), Dialect):
                return dialect
    raise ClickopsError(f"there is no dialect {name!r} in clickops.conversion.languages.sql")


class _Asking:
    def __init__(self, query: Query, dialect: Dialect) -> None:
        self.query = query
        self.dialect = dialect

    def ask(self, field: str, asked: Sequence[Test]) -> Sequence[Doc]:
        docs: list[Doc] = [self.presence(field) for test in asked if isinstance(test, Exists)]
        docs += [self.reference(field, test) for test in asked if isinstance(test, FieldReference)]
        if others := [test for test in asked if not isinstance(test, Exists | FieldReference)]:
            if self.query.kind(field) == "boolean":
                docs += [self.boolean(field, test) for test in others]
            else:
                place = self.place(field, "m")
                docs.append(_within(place, values.any_of(self.dialect, place.value, others)))
        return docs

    def presence(self, field: str) -> str:
        if self.query.kind(field) == "json":
            if self.dialect.present is None:
                raise self.refusal(field)
            return self.dialect.present(*_split(field))
        if self.query.kind(field) == "several":
            place = self.place(field, "m")
            return f"{place.head}{place.value} IS NOT NULL{place.tail}"
        return f"{self.place(field, '').value} IS NOT NULL"

    def boolean(self, field: str, test: Test) -> str:
        """Ask a column of booleans: the mapping leaves only the texts `true` and `false`."""
        word = "".join(map(str, getattr(test, "parts", ())))
        return f"{self.dialect.column(field)} = {self.dialect.true if word == 'true' else self.dialect.false}"

    def reference(self, field: str, test: FieldReference) -> Doc:
        place, other = self.place(field, "m"), self.place(test.field, "n")
        return _within(place, _within(other, values.refers(self.dialect, place.value, other.value, test)))

    def place(self, field: str, alias: str) -> Members:
        """Write where a field's values are; a lone value stands between nothing."""
        dialect = self.dialect
        match self.query.kind(field):
            case "keyword" | "address" | "boolean":
                return Members("", dialect.column(field), "")
            case "several" if dialect.several:
                return dialect.several(field, alias)
            case "json" if dialect.members:
                return dialect.members(*_split(field), alias)
            case "map" if dialect.entry:
                column, _, key = field.partition(":")
                return Members("", dialect.entry(column, key), "")
            case _:
                raise self.refusal(field)

    def refusal(self, field: str) -> ConversionError:
        return ConversionError(
            f"{self.dialect.name} cannot read {field}, which is kept as {self.query.kind(field)}", target=""
        )


def _split(field: str) -> tuple[str, list[str]]:
    column, _, inner = field.partition(":")
    return column, inner.split(".")


def _within(place: Members, doc: Doc) -> Doc:
    if isinstance(doc, str) or not place.head:
        return f"{place.head}{doc}{place.tail}" if isinstance(doc, str) else doc
    return Negated(place.head, doc, place.tail)
