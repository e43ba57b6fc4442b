from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from clickops.conversion.convert import convert
from clickops.conversion.emptiness import without_empty
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.fold import fold
from clickops.conversion.mapping import Mapping
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Pack
from clickops.rules.tree import And, Atom, Exists, Named, Node, Not, Null, Or, Text
from clickops.rules.tree import atoms as tree_atoms
from support.platform import SCHEMA, ask, cases, null_or_empty, rule, values

EMPTY, NULL, THERE, GONE = Text(()), Null(), Exists(expected=True), Exists(expected=False)
X, Y = ask("f", "x"), ask("g", "y")


def without(node: Node, *kept: str) -> Node:
    """Take empty texts out of a tree, but for fields that keep them."""
    return fold(without_empty(node, kept.__contains__))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (ask("f", NULL, EMPTY), ask("f", NULL)),
        (ask("f", EMPTY, NULL, "x"), Or((ask("f", NULL), X))),
        (ask("f", Text((), cased=True), NULL), ask("f", NULL)),
        (ask("f", GONE, EMPTY), ask("f", GONE)),
        (Not(ask("f", NULL, EMPTY)), Not(ask("f", NULL))),
        (And((Not(ask("f", NULL)), Not(ask("f", EMPTY)))), Not(ask("f", NULL))),
        (And((ask("f", THERE), Not(ask("f", EMPTY, "x")), Y)), And((ask("f", THERE), Not(X), Y))),
        (Or((Not(ask("f", THERE)), Y, Not(Not(ask("f", EMPTY))))), Or((Not(ask("f", THERE)), Y))),
        (Or((Named("a", ask("f", NULL)), Named("b", Or((Named("c", ask("f", EMPTY)), Y))))), Or((ask("f", NULL), Y))),
        (Or((ask("f", NULL), Not(And((Y, Not(ask("f", EMPTY))))))), Or((ask("f", NULL), Not(Y)))),
        (And((Y, ask("f", NULL, EMPTY))), And((Y, ask("f", NULL)))),
        (And((ask("f", NULL, EMPTY), ask("g", NULL, EMPTY))), And((ask("f", NULL), ask("g", NULL)))),
    ],
)
def test_absence_and_the_empty_text_together_are_absence(node: Node, expected: Node) -> None:
    assert without(node) == expected


@pytest.mark.parametrize(
    "node",
    [
        ask("f", EMPTY),
        Not(ask("f", EMPTY)),
        ask("f", EMPTY, "x"),
        ask("f", THERE, EMPTY),
        Or((ask("f", NULL), ask("g", EMPTY))),
        Or((ask("f", NULL), And((Y, ask("f", EMPTY))))),
        Or((ask("f", EMPTY), And((Y, ask("f", NULL))))),
        Or((ask("f", NULL), Not(ask("f", EMPTY)))),
        And((ask("f", NULL), ask("f", EMPTY))),
        And((ask("f", THERE), ask("f", EMPTY))),
        And((ask("f", NULL), Not(ask("f", EMPTY)))),
        And((Not(ask("f", NULL)), Not(ask("g", EMPTY)))),
        And((Y, Not(And((ask("f", NULL), ask("f", EMPTY)))))),
    ],
)
def test_an_empty_text_without_absence_beside_it_stays(node: Node) -> None:
    assert without(node) == node


def test_it_stays_where_it_is_kept_as_one() -> None:
    node = Or((ask("f", NULL), ask("f", EMPTY), ask("g", NULL), ask("g", EMPTY)))
    assert without(node, "f") == Or((ask("f", NULL), ask("f", EMPTY), ask("g", NULL)))


def kept(event: dict[str, Any]) -> dict[str, Any]:
    """Give what a platform keeps that takes an empty text for absence."""
    return {name: kept(value) if name == "n" else value for name, value in event.items() if value != ""}


@settings(max_examples=300, deadline=None)
@given(cases(null_or_empty() | values))
def test_what_is_kept_answers_as_the_event_did(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree, events = case
    changed = without(tree)
    assert not any(isinstance(atom.test, Text) and not atom.test.parts for atom in tree_atoms(changed))
    for event in events:
        assert predicate(changed)(kept(event)) is predicate(tree)(event)


@pytest.mark.parametrize(
    ("place", "keeps"),
    [
        (Place("f"), False),
        (Place("labels:f", type="map"), False),
        (Place("several", type="several"), False),
        (Place(("f", "g")), False),
        (Place("f", type="json"), False),
        (Place("column:f", type="json"), True),
        (Place(("f.g", "f:g"), type="json"), True),
        (Place(missing="dropped"), False),
    ],
)
def test_within_json_an_empty_text_is_kept_by_every_platform(place: Place, keeps: bool) -> None:
    assert Fields(Schema("", {"f": place}, keeps_empty=False), {}).keeps_empty("f") is keeps
    assert Fields(Schema("", {"f": place}), {}).keeps_empty("f")


def test_a_mapping_asks_for_absence_only_where_an_empty_text_is_absence() -> None:
    node = ask("f", NULL, EMPTY)
    absence = Not(ask("f", THERE))
    assert Mapping(Fields(SCHEMA, {})).apply(node).condition == Or((absence, ask("f", EMPTY)))
    absent = Fields(msgspec.structs.replace(SCHEMA, keeps_empty=False), {})
    assert Mapping(absent).apply(node).condition == absence
    assert Mapping(absent).apply(Not(node)).condition == ask("f", THERE)


@pytest.mark.parametrize("target", ["sentinel", "google_secops", "loki", "victorialogs"])
def test_a_target_that_refuses_an_empty_text_takes_it_beside_null(target: str) -> None:
    event = Atom("eventName", Text(("CreateUser",)))

    def made(condition: Node) -> dict[str, str | bytes]:
        return convert(Pack((rule(And((event, condition))),)), target)

    assert made(ask("errorCode", NULL, EMPTY)) == made(ask("errorCode", NULL))
    assert made(Not(ask("errorCode", NULL, EMPTY))) == made(Not(ask("errorCode", NULL)))
    for alone in (ask("errorCode", EMPTY), Or((ask("errorCode", EMPTY), ask("errorMessage", NULL)))):
        with pytest.raises(ConversionError, match="empty"):
            made(alone)
