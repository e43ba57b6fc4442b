"""What is written selects the events that our own evaluator selects, by models of the languages and by EQL itself."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume, given, settings

from clickops.conversion.languages import Written
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import (
    Node,
)
from support import eql, query_dsl, spl
from support.platform import cases, comparisons, eql_atoms, plain_atoms, references, written

Case = tuple[Node, list[dict[str, Any]]]


@settings(max_examples=400, deadline=None)
@given(cases(plain_atoms | references, lists=True))
def test_the_query_dsl_finds_what_the_evaluator_finds(case: Case) -> None:
    tree, some = case
    query = json.loads(json.dumps(of("query_dsl", tree)))
    for event in some:
        assert query_dsl.matches(query, event) is predicate(tree)(event), event


@settings(max_examples=400, deadline=None)
@given(cases(plain_atoms | references | comparisons))
def test_spl_finds_what_the_evaluator_finds(case: Case) -> None:
    tree, some = case
    query = of("spl", tree)
    assert isinstance(query, str)
    for event in some:
        assert spl.matches(query, extracted(event)) is predicate(tree)(event), event


@settings(max_examples=150, deadline=None)
@given(cases(eql_atoms))
def test_eql_finds_what_the_evaluator_finds(case: Case) -> None:
    """Without what PyPI's engine reads otherwise than Elasticsearch documents it.

    It has no `?` wildcard, folds case in functions without `~`, and does not anchor `regex`.
    """
    tree, some = case
    query = of("eql", tree)
    found = eql.found(str(query), [extracted_object(event) for event in some])
    assert found == [number for number, event in enumerate(some) if predicate(tree)(event)], query


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
