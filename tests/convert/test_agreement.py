"""What is written selects the events that our own evaluator selects, by models of the languages and by EQL itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clickops.convert.languages import Written
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, Compare, Exists, FieldReference, Node, Not, Null, Number, Or, Regex, Text, atoms
from support import query_dsl, spl
from support.platform import ask, comparisons, events, plain_atoms, references, trees, written

several_events = st.lists(events(lists=True), min_size=1, max_size=6)
flat_events = st.lists(events(), min_size=1, max_size=6)


@settings(max_examples=400, deadline=None)
@given(trees(plain_atoms | references), several_events)
def test_the_query_dsl_finds_what_the_evaluator_finds(tree: Node, some: list[dict[str, Any]]) -> None:
    query = json.loads(json.dumps(of("query_dsl", tree)))
    for event in some:
        assert query_dsl.matches(query, event) is predicate(tree)(event), event


@settings(max_examples=400, deadline=None)
@given(trees(plain_atoms | references | comparisons), flat_events)
def test_spl_finds_what_the_evaluator_finds(tree: Node, some: list[dict[str, Any]]) -> None:
    query = of("spl", tree)
    assert isinstance(query, str)
    for event in some:
        assert spl.matches(query, extracted(event)) is predicate(tree)(event), event


@settings(max_examples=150, deadline=None)
@given(trees(plain_atoms), flat_events)
def test_eql_finds_what_the_evaluator_finds(tree: Node, some: list[dict[str, Any]]) -> None:
    eql = pytest.importorskip("eql")
    assume(all(readable_by_eql(atom) for atom in atoms(tree)))
    query = of("eql", tree)
    for event in some:
        assert run(eql, str(query), extracted_object(event)) is predicate(tree)(event), (query, event)


def of(language: str, tree: Node) -> Written:
    """Write a tree; what is constant or cannot be said is not of interest here."""
    try:
        return written(language, tree)
    except ConversionError:
        assume(condition=False)
        raise


def extracted(event: dict[str, Any]) -> dict[str, str]:
    """Give the fields that Splunk makes of an event."""
    flat = {name: value for name, value in event.items() if name != "n"}
    flat |= {f"n.{name}": value for name, value in event.get("n", {}).items()}
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in flat.items()}


def extracted_object(event: dict[str, Any]) -> dict[str, Any]:
    """Give an event as an index with text fields keeps it, one boolean field aside."""
    return {
        name: extracted_object(value)
        if isinstance(value, dict)
        else value
        if isinstance(value, str) or name == "r"
        else json.dumps(value)
        for name, value in event.items()
    }


def readable_by_eql(atom: Atom) -> bool:
    """Leave out what PyPI's engine reads otherwise than Elasticsearch documents it.

    It has no `?` wildcard, folds case in the functions without `~`, and does not anchor `regex`.
    """
    if not isinstance(atom.test, Text):
        return not isinstance(atom.test, Regex)
    text = str(of_signs(atom.test))
    return not atom.test.cased and text.isascii() and not set(text) & {"*", "?"} and "ONE" not in repr(atom.test)


def of_signs(test: Text) -> str:
    return "".join(part for part in test.parts if isinstance(part, str))


def run(eql: Any, query: str, event: dict[str, Any]) -> bool:  # noqa: ANN401
    found: list[object] = []
    engine = eql.PythonEngine()
    with eql.parser.elasticsearch_syntax:
        engine.add_query(eql.parse_query(query))
    engine.add_output_hook(lambda output: found.extend(output.events))
    engine.stream_events([eql.Event("any", 0, event)])
    return bool(found)
