from __future__ import annotations

import itertools
from typing import Any

import pytest

from clickops.conversion.languages import Query
from clickops.conversion.languages.aql import render
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Atom, Node, Not, Number
from clickops.verify.engines.aql import properties
from clickops.verify.models import aql
from support.platform import MANY, ask, text

MEMBERS = [
    {},
    {"g": "x"},
    {"g": "Ab"},
    {"g": 5},
    {"g": None},
    {"g": {"Ab": 1}},
    {"h": "Ab"},
    {"g": 'a"b\\c'},
    {"g": "true"},
]


@pytest.mark.parametrize(
    "asked",
    [
        *(ask("f[].g", value) for value in ("ab", "a*", "*b", "*", "5", "50", "true", 'A"b*', "a?")),
        ask("f[].g", text('a"b\\', MANY)),
        ask("f[].g", text("Ab", cased=True)),
        ask("f[].g", text("aB", cased=True)),
        ask("f[].g", Number(5)),
        Not(ask("f[].g", "ab")),
        Not(ask("f[].g", "*")),
    ],
    ids=str,
)
@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_member_is_found_in_the_text_of_its_array(asked: Node, size: int) -> None:
    """Sigma asks any member, under the name without brackets."""
    holds = predicate(named(asked))
    for members in itertools.permutations(MEMBERS, size):
        event = {"f": list(members), "i": "Ab"}
        assert aql.reader(written(asked))(properties(event)) is holds(event), event


OBJECTS = [{"h": "b"}, {"h": "a"}, {"k": "a"}, {}]


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("f[].g.h", OBJECTS),
        ("f[].g[].h", [[], *([one, other] for one in OBJECTS for other in OBJECTS)]),
        ("f[].g[]", [[], ["a"], ["b", "c"], ["b", "a"], ["ab"], [None, 5]]),
        ("f[].g", ["a", "b", None, 5, "ab"]),
    ],
)
def test_a_member_is_not_found_beside_what_leads_to_it(asked: str, values: list[Any]) -> None:
    select = aql.reader(written(ask(asked, "a")))
    holds = predicate(ask(asked.replace("[]", ""), "a"))
    members = [{"g": value, "h": "a", "l": {"h": "a"}, "m": ["a"]} for value in values]
    for several in itertools.product(members, repeat=2):
        assert select(properties({"f": list(several)})) is holds({"f": list(several)}), several


def test_an_array_with_an_objects_braces_amid_its_texts_is_misread() -> None:
    """README.md, "Known differences"."""
    event = {"f": [{"g": {"k": "}", "h": "a"}}]}
    assert not aql.reader(written(ask("f[].g.h", "a")))(properties(event))
    assert predicate(ask("f.g.h", "a"))(event)


def named(node: Node) -> Node:
    if isinstance(node, Not):
        return Not(named(node.node))
    assert isinstance(node, Atom)
    return Atom(str(node.field).replace("[]", ""), node.test)


def written(tree: Node) -> str:
    return render(Query(tree))
