"""What is written in KQL selects what the evaluator selects, on duckdb-kql."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings

from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.conversion.languages import Query
from clickops.conversion.languages.kql import render
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, FieldReference, Node, Not, Null, Or
from clickops.rules.tree import Exists as There
from clickops.verify.engines.kql_duckdb import without_apply
from support.platform import ask, cases, comparisons, null_or_empty, plain_atoms, references, text, values, written

Case = tuple[Node, list[dict[str, Any]]]
NAMES = ("f", "g", "n.h", "r")


def selected(query: str, columns: Mapping[str, str], rows: list[list[Any]]) -> list[int]:
    duckdb, duckdb_kql = (importlib.import_module(name) for name in ("duckdb", "duckdb_kql"))
    names = ["number", *columns]
    with duckdb.connect(":memory:") as connection:
        types = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f"create table AWSCloudTrail (number integer, {types})")
        holes = ", ".join("?" * len(names))
        numbered = [[number, *row] for number, row in enumerate(rows)]
        connection.executemany(f"insert into AWSCloudTrail values ({holes})", numbered)  # noqa: S608 - holes only
        quoted = [f'["{name}"]' for name in names]
        plain = without_apply(query, quoted).replace("\n| project-away clickops_*", "")
        return sorted(number for (number,) in duckdb_kql.execute(connection, plain + "\n| project number").fetchall())


def of_columns(query: str, some: list[dict[str, Any]]) -> list[int]:
    rows = [
        [stored(event.get("f")), stored(event.get("g")), stored(event.get("n", {}).get("h")), event.get("r")]
        for event in some
    ]
    return selected(query, {"f": "varchar", "g": "varchar", "n.h": "varchar", "r": "boolean"}, rows)


def stored(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def without_empty(event: dict[str, Any]) -> dict[str, Any]:
    """Give what a column can tell of an event: an empty text is as good as none."""
    return {name: without_empty(value) if name == "n" else value for name, value in event.items() if value != ""}


@settings(max_examples=40, deadline=None)
@given(cases(plain_atoms | references | comparisons | null_or_empty()))
def test_columns_find_what_the_evaluator_finds(case: Case) -> None:
    tree, drawn = case
    some = [without_empty(event) for event in drawn]
    try:
        query = str(written("kql", tree))
    except ConversionError:
        assume(condition=False)
        raise
    assert of_columns(query, some) == [number for number, event in enumerate(some) if predicate(tree)(event)], query


@settings(max_examples=40, deadline=None)
@given(cases(null_or_empty() | values))
def test_null_or_an_empty_text_is_found_as_it_was_written(case: Case) -> None:
    tree, some = case
    query = str(written("kql", tree))
    assert of_columns(query, some) == [number for number, event in enumerate(some) if predicate(tree)(event)], query


@settings(max_examples=40, deadline=None)
@given(cases(plain_atoms | references | comparisons, lists=True))
def test_json_finds_what_the_evaluator_finds(case: Case) -> None:
    tree, some = case
    condition = fold(in_json(tree))
    assume(condition not in (TRUE, FALSE))
    try:
        query = str(render(Query(condition, types={f"doc:{name}": "json" for name in NAMES})))
    except ConversionError:
        assume(condition=False)
        raise
    found = selected(query, {"doc": "varchar"}, [[json.dumps(event)] for event in some])
    assert found == [number for number, event in enumerate(some) if predicate(tree)(event)], query


def in_json(node: Node) -> Node:
    """Ask the same of members of a document, as a mapping does."""
    match node:
        case Atom(str() as field, test):
            if isinstance(test, FieldReference):
                test = FieldReference(f"doc:{test.field}", test.before, test.after, test.cased)
            if isinstance(test, Null) or test == There(expected=False):
                return Not(Atom(f"doc:{field}", There(expected=True)))
            return Atom(f"doc:{field}", test)
        case And(nodes):
            return And(tuple(map(in_json, nodes)))
        case Or(nodes):
            return Or(tuple(map(in_json, nodes)))
        case Not(child):
            return Not(in_json(child))
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("tree", "document", "holds"),
    [
        (ask("doc:a.b", "x"), {"a": [{"b": "y"}, {"b": ["z", "X"]}]}, True),
        (ask("doc:a.b", "x"), {"a": [{"c": "x"}, {"b": {"b": "x"}}]}, False),
        (Not(ask("doc:a.b", "x")), {"a": []}, True),
        (Not(ask("doc:a.b", "x")), {}, True),
        (Not(ask("doc:a.b", "x")), {"a": [{"b": "y"}, {"b": "x"}]}, False),
        (ask("doc:a.b", "true"), {"a": {"b": True}}, True),
        (ask("doc:a.b", "5"), {"a": {"b": 5}}, True),
        (ask("doc:a.b", '*"c"*'), {"a": {"b": {"c": "d"}}}, False),
        (ask("doc:a.b", '*"c"*'), {"a": {"b": '{"c": "d"}'}}, True),
        (ask("doc:a.b", text()), {"a": {"b": ""}}, True),
        (ask("doc:a.b", text()), {"a": {}}, False),
        (ask("doc:a.b", "x&<y>"), {"a": {"b": "x&<y>"}}, True),
        (ask("doc:a.b", "x"), {"a": {"b": [["x"]]}}, True),
        (ask("doc:a.b", There(expected=True)), {"a": {"b": {}}}, True),
        (ask("doc:a.b", There(expected=True)), {"a": {"b": None}}, False),
    ],
)
def test_a_path_into_json_meets(tree: Node, document: dict[str, Any], holds: bool) -> None:
    query = str(render(Query(tree, types={"doc:a.b": "json"})))
    written = json.dumps(document).replace("&", "\\u0026").replace("<", "\\u003c")
    assert bool(selected(query, {"doc": "varchar"}, [[written]])) is holds


@pytest.mark.parametrize("value", ['"', "\\", '\\"', "a|b", "['x']", "// x", "a\nb\t", "' or 'a", "*"])
def test_a_value_stays_a_value(value: str) -> None:
    tree = And((ask("f", text(value)), ask("g", "there")))
    query = str(written("kql", tree))
    some = [{"f": value, "g": "there"}, {"f": value, "g": "elsewhere"}, {"f": "other", "g": "there"}]
    assert of_columns(query, some) == [0]
