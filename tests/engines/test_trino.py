"""Random rules and events on Trino itself. It needs Maven and a JDK of version 25; the jars come from Maven Central."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Node
from clickops.verify.engines import Engine, trino
from support.engines import draws, shipment
from support.platform import cases, comparisons, plain_atoms, references
from support.sql import FACTS, json_atoms, nested, row, written

pytestmark = pytest.mark.engine

Case = tuple[Node, list[dict[str, Any]]]

TABLE = (
    "WITH t AS (SELECT id, f, g, CAST(ROW(h) AS ROW(h varchar)) AS n, r, j FROM (VALUES {}) AS x (id, f, g, h, r, j)) "
)
TYPES = ("integer", "varchar", "varchar", "varchar", "boolean", "varchar")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with trino.start(shipment(find("trino"))) as started:
        yield started


@pytest.mark.parametrize(("tree", "selected", "others"), [fact[1:] for fact in FACTS], ids=[fact[0] for fact in FACTS])
def test_trino_selects_what_fits_and_nothing_else(
    engine: Any, tree: Node, selected: list[dict[str, Any]], others: list[dict[str, Any]]
) -> None:
    found = engine.tell(over([*selected, *others]) + written("trino", tree))
    assert sorted(map(int, found)) == list(range(len(selected)))


@draws(100)
@given(
    case=cases(plain_atoms | references | comparisons | json_atoms), inner=st.lists(nested(), min_size=6, max_size=6)
)
def test_trino_finds_what_the_evaluator_finds(engine: Any, case: Case, inner: list[dict[str, Any]]) -> None:
    tree, events = case[0], [{**event, "j": one} for event, one in zip(case[1], inner, strict=False)]
    try:
        query = written("trino", tree)
    except ConversionError:
        return
    found = engine.tell(over(events) + query)
    assert sorted(map(int, found)) == [at for at, event in enumerate(events) if predicate(tree)(event)], query


def over(events: list[dict[str, Any]]) -> str:
    """Write a table with events, to stand before a query."""
    rows = ", ".join(f"({', '.join(map(value, row(one), TYPES))})" for one in enumerate(events))
    return TABLE.format(rows)


def value(one: Any, kind: str) -> str:
    text = (
        "NULL" if one is None else json.dumps(one) if not isinstance(one, str) else "'" + one.replace("'", "''") + "'"
    )
    return f"CAST({text} AS {kind})"
