"""Tables of a made-up platform in embedded engines, to run the SQL that we write on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query
from clickops.conversion.languages.sql import render
from clickops.conversion.mapping import Mapping
from clickops.evaluate.matchers import text_of
from clickops.rules.tree import Atom, Exists, FieldReference, Node, Null, Regex
from clickops.verify.engines.sqlite import searches
from support.platform import POOL, expressions, texts

FIELDS = {
    "f": Place("f"),
    "g": Place("g"),
    "n.h": Place("n.h"),
    "r": Place("r", type="boolean"),
    "j.*": Place("j:*", type="json"),
    "m.*": Place("m:*", type="map"),
    "s.*": Place("s.*", type="several"),
    "fl.*": Place("fl.*", type="flattened"),
    "x-y z": Place("x-y z"),
}
OPTIONS = {"table": "t", "columns": "id", "minutes": "0"}


def written(dialect: str, node: Node, **options: str) -> str:
    """Map a tree to the made-up platform and write it in a dialect."""
    fields = Fields(Schema(title="made up", fields=FIELDS), {})
    condition = Mapping(fields).apply(node).condition
    return render(Query(condition, (), fields.types, {**OPTIONS, **options}, "", dialect))


def where(dialect: str, node: Node) -> str:
    """Give the condition alone, on one line."""
    return " ".join(written(dialect, node).split("WHERE\n", 1)[1].split())


_inner = st.sampled_from(("j.a", "j.a", "j.a.b", "j.x-y"))
json_atoms = st.one_of(
    st.builds(Atom, _inner, texts),
    st.builds(Atom, _inner, texts),
    st.builds(Atom, _inner, st.builds(Regex, expressions, st.sampled_from(["", "i"]))),
    st.builds(Atom, _inner, st.just(Null()) | st.builds(Exists, st.booleans())),
    st.builds(Atom, _inner, st.builds(FieldReference, st.sampled_from(("j.a", "f")), st.booleans(), st.booleans())),
)


@st.composite
def nested(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what JSON may hold: values, arrays and objects where the paths of the fields lead."""
    value = st.sampled_from([word for word in POOL if word.isascii()]) | st.sampled_from([0, 1, 1.5, True, False])
    several = value | st.lists(value, max_size=2)
    one = st.fixed_dictionaries({"b": several})
    found: dict[str, Any] = draw(
        st.fixed_dictionaries({}, optional={"a": several | one | st.lists(one | value, max_size=2), "x-y": several})
    )
    return found


def sqlite_finds(query: str, events: Sequence[dict[str, Any]]) -> list[int]:
    """Run a query on SQLite; an event's id is its place."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.create_function("regexp", 2, searches, deterministic=True)
        connection.execute('CREATE TABLE t (id INTEGER, f TEXT, g TEXT, "n.h" TEXT, r, j TEXT)')
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", map(_row, enumerate(events)))
        return sorted(row[0] for row in connection.execute(query))
    finally:
        connection.close()


def duckdb_finds(query: str, events: Sequence[dict[str, Any]]) -> list[int]:
    """Run a query on DuckDB; an event's id is its place."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (id INT, f TEXT, g TEXT, n STRUCT(h TEXT), r BOOLEAN, j JSON)")
        rows = [(at, f, g, {"h": h}, r, j) for at, f, g, h, r, j in map(_row, enumerate(events))]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
        return sorted(row[0] for row in connection.execute(query).fetchall())


def _row(numbered: tuple[int, dict[str, Any]]) -> tuple[Any, ...]:
    at, event = numbered
    lone = (event.get("f"), event.get("g"), event.get("n", {}).get("h"))
    texts = (None if value is None else text_of(value) for value in lone)
    return (at, *texts, event.get("r"), json.dumps(event["j"]) if "j" in event else None)
