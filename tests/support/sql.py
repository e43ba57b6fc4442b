"""Tables of a made-up platform in embedded engines, to run the SQL that we write on."""

from __future__ import annotations

import atexit
import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query
from clickops.conversion.languages.sql import render
from clickops.conversion.mapping import Mapping
from clickops.evaluate.matchers import text_of
from clickops.rules.tree import Atom, Cidr, Compare, Comparison, Exists, FieldReference, Node, Not, Null, Regex
from clickops.verify.engines.sqlite import searches
from support.platform import MANY, POOL, ask, expressions, text, texts

if TYPE_CHECKING:
    import duckdb

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


Fact = tuple[str, Node, list[Any], list[Any]]


def _values(*values: Any) -> list[dict[str, Any]]:
    return [{} if value is None else {"f": value} for value in values]


def _json(*values: Any) -> list[dict[str, Any]]:
    return [{"j": value} for value in values]


FACTS: list[Fact] = [
    ("a value without case", ask("f", "aB"), _values("aB", "AB", "ab"), _values("abc", "", None)),
    ("a value with case", ask("f", text("aB", cased=True)), _values("aB"), _values("AB", "ab", None)),
    ("a beginning without case", ask("f", "aB*"), _values("aB", "ABc", "ab\n"), _values("xab", "a", None)),
    ("a beginning with case", ask("f", text("aB", MANY, cased=True)), _values("aBc"), _values("abc", "ABC", None)),
    ("an end", ask("f", "*aB"), _values("xAB", "ab"), _values("abx", None)),
    ("a part", ask("f", "*aB*"), _values("xABx", "ab", "\nab\n"), _values("axb", None)),
    ("wildcards", ask("f", "a?c*e"), _values("abcde", "A\nCE"), _values("ace", "abcd", None)),
    ("a percent sign", ask("f", "5%a*"), _values("5%A", "5%ab"), _values("5xa", "5a", None)),
    ("an underscore", ask("f", "*_a"), _values("x_A", "_a"), _values("xba", "a", None)),
    ("an escape sign", ask("f", "!_*"), _values("!_x"), _values("_x", "!x", "!!x", None)),
    ("a backslash", ask("f", text("a\\", MANY)), _values("a\\", "A\\b"), _values("ab", "a", None)),
    ("brackets with case", ask("f", text("[A]?", MANY, cased=True)), _values("[A]?x"), _values("A?x", "[A]xx", None)),
    ("a star and another", ask("f", text("A*", MANY, cased=True)), _values("A*b"), _values("Ab", None)),
    ("a quote", ask("f", "it's*"), _values("it's", "IT'S so"), _values("its", None)),
    ("letters beyond ASCII", ask("f", "éA*"), _values("éa", "Éab"), _values("ea", None)),
    ("such a value alone", ask("f", "Éa"), _values("éa", "ÉA"), _values("ea", "éab", None)),
    ("no value", Not(ask("f", "a", "b*")), _values("c", "", None), _values("A", "bc")),
    ("nothing", ask("f", Null()), _values(None), _values("", "null")),
    ("something", ask("f", "*"), _values("", "a"), _values(None)),
    (
        "a number",
        ask("f", Compare(Comparison.GT, 5)),
        _values("6", 6, "+6", "06", "5.5", "1e3", 1e3),
        _values("5", "-6", "inf", " 6", "6 ", "0x6", "6x", "1_0", "", None),
    ),
    (
        "an expression",
        ask("f", Regex("^a.[&b-d]$", "i")),
        _values("axb", "AX&"),
        _values("axb\n", "xaxb", "a\nb", None),
    ),
    ("a quote in an expression", ask("f", Regex("a'[b]")), _values("xa'b"), _values("ab", None)),
    (
        "a network",
        ask("f", Cidr("10.128.0.0/10")),
        _values("10.128.0.1", "10.191.255.255"),
        _values("10.127.1.1", "10.192.0.0", "010.128.0.1", "10.128.0", "10.128.0.1.1", "10.128.0.256", "x", "", None),
    ),
    (
        "a path",
        ask("j.a.b", "X*"),
        _json({"a": {"b": "xy"}}, {"a": [1, {"b": ["z", "X"]}]}),
        _json({"a": "x"}, {"b": "x"}),
    ),
    (
        "a strange key",
        ask("j.x-y", "1", "true"),
        _json({"x-y": 1}, {"x-y": [0, True]}),
        _json({"x": 1}, {"x-y": {"a": 1}}),
    ),
    (
        "no value there",
        Not(ask("j.a", "x")),
        _json({}, {"a": ["y"]}, {"a": None}),
        _json({"a": "X"}, {"a": ["y", "x"]}),
    ),
    (
        "null there",
        ask("j.a", Null()),
        _json({"a": None}, {"b": 1}),
        _json({"a": ""}, {"a": []}, {"a": {}}, {"a": [None]}),
    ),
    ("a half", ask("j.a", "1.5"), _json({"a": 1.5}), _json({"a": 15}, {"a": None})),
    (
        "another field",
        ask("f", FieldReference("j.a", before=True)),
        [{"f": "xAB", "j": {"a": "ab"}}, {"f": "x", "j": {"a": ["y", "X"]}}, {"f": "x", "j": {"a": ""}}],
        [{"f": "abx", "j": {"a": "ab"}}, {"f": "b", "j": {"a": "ab"}}, {"f": "x", "j": {}}, {"j": {"a": ""}}],
    ),
]
"""What a condition says of some events: those that it selects, and those that it must not."""


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
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", map(row, enumerate(events)))
        return sorted(found[0] for found in connection.execute(query))
    finally:
        connection.close()


def duckdb_finds(query: str, events: Sequence[dict[str, Any]]) -> list[int]:
    """Run a query on DuckDB; an event's id is its place."""
    connection = _duckdb()
    connection.execute("CREATE OR REPLACE TABLE t (id INT, f TEXT, g TEXT, n STRUCT(h TEXT), r BOOLEAN, j JSON)")
    rows = [(at, f, g, {"h": h}, r, j) for at, f, g, h, r, j in map(row, enumerate(events))]
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
    return sorted(found[0] for found in connection.execute(query).fetchall())


@cache
def _duckdb() -> duckdb.DuckDBPyConnection:
    """Open one database for all examples: opening one takes longer than a query."""
    import duckdb

    atexit.register(_duckdb.cache_clear)
    return duckdb.connect(config={"threads": 1})


def row(numbered: tuple[int, dict[str, Any]]) -> tuple[Any, ...]:
    """Give the columns id, f, g, n.h, r and j of an event."""
    at, event = numbered
    lone = (event.get("f"), event.get("g"), event.get("n", {}).get("h"))
    lone_texts = (None if value is None else text_of(value) for value in lone)
    return (at, *lone_texts, event.get("r"), json.dumps(event["j"]) if "j" in event else None)
