"""Query strings on Lucene alone, by its own parser, which is less forgiving than the servers' `query_string` is.

It completes no negation that has nothing to take away from. It needs Maven and a JDK of 17 or later; the jars come from
Maven Central the first time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops import content
from clickops.conversion.goldens import shipped
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.fields import resolve
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Node
from clickops.tuning import suite
from clickops.verify import columns, corpus, differences, ecs, java
from clickops.verify.compare import without
from support.engines import draws
from support.platform import cases, plain_atoms, written

pytestmark = pytest.mark.engine

Document = Mapping[str, Any]
Ask = Callable[[str], str]


class Index:
    """An index in the program's memory; each document is what a mapping with keyword fields makes of it."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def load(self, documents: Sequence[Document]) -> None:
        assert self._told(documents) == []

    def found(self, query: str) -> list[int]:
        return self._told(query)

    def _told(self, what: Any) -> list[int]:
        answer = json.loads(self._ask(json.dumps(what)))
        assert "error" not in answer, f"{answer}: {what}"
        positions: list[int] = answer["found"]
        return positions


@pytest.fixture(scope="module")
def lucene() -> Iterator[Index]:
    with java.asked(java.built(content.BACKENDS / "elasticsearch" / "lucene"), "Lucene") as ask:
        yield Index(ask)


def plain(documents: Sequence[Document]) -> list[Document]:
    """Give the terms of documents all of whose fields are keywords."""
    return [terms(leaves(one), lambda name: name) for one in documents]


def dynamic(documents: Sequence[Document]) -> list[Document]:
    """Give the terms under dynamic mapping: the first value of a field makes it a boolean, or text with `.keyword`.

    Elasticsearch reference, "Dynamic field mapping". Two of the booleans are declared, since AWS sends text there too.
    """
    kinds: dict[str, type] = dict.fromkeys(("readOnly", "managementEvent"), bool)
    for name, value in (leaf for one in documents for leaf in leaves(one)):
        kinds.setdefault(name, type(value))
    return [terms(leaves(one), lambda name: name if kinds[name] is bool else f"{name}.keyword") for one in documents]


def terms(some: Iterable[tuple[str, Any]], place: Callable[[str], str]) -> Document:
    """Give the terms of each field, and under `_exists_` which there are: an object is there when a part of it is.

    Null and an empty array are not there (Elasticsearch reference, "Exists query").
    """
    made: defaultdict[str, set[str]] = defaultdict(set)
    for name, value in some:
        made[place(name)].add(value if isinstance(value, str) else json.dumps(value))
        keys = name.split(".")
        made["_exists_"].update([place(name)], (".".join(keys[:end]) for end in range(1, len(keys) + 1)))
    return {name: sorted(words) for name, words in made.items()}


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from leaves(part, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member, name)
    elif value is not None:
        yield name, value


@pytest.mark.parametrize(
    ("target", "schema", "count"),
    [("elasticsearch", "ecs", 18), ("elasticsearch", "raw", 21), ("opensearch", "raw", 21)],
)
def test_lucene_selects_what_the_evaluator_selects_with_case(
    lucene: Index, target: str, schema: str, count: int
) -> None:
    conversion = Conversion(find(target), "lucene", {"schema": schema})
    pack = shipped()
    gathered = suite.gather(on_problem=lambda _: None).cases
    events = [event for event in corpus.of_cases(gathered, pack.rules, each=8) if not has_no_value(event)]
    lucene.load(plain(list(map(ecs.document, events))) if schema == "ecs" else dynamic(events))
    ran = cased = explained = 0
    for rule in pack.rules:
        try:
            converted = conversion.query(rule)
        except ConversionError:
            continue
        kept = [without(event, [note.field for note in converted.notes if note.lost]) for event in events]
        asked = with_case(rule.tree)
        expected, found = selected(asked, kept), lucene.found(str(converted.query))
        for number in {*expected} ^ {*found}:
            known = differences.explanations(asked, kept[number], conversion.format.differs, selected=number in found)
            assert known, (rule.name, kept[number])
            explained += 1
        ran += bool(expected)
        cased += expected != selected(rule.tree, kept)
    assert ran == count
    assert explained < ran
    assert cased > count / 2  # most rules meet events that differ from what they ask in case alone


def with_case(tree: Node) -> Node:
    cased, _ = differences.KNOWN["case"](tree, {})
    return cased


def selected(tree: Node, events: Sequence[Document]) -> list[int]:
    holds = predicate(tree)
    return [number for number, event in enumerate(events) if holds(event)]


def has_no_value(event: Document) -> bool:
    """Whether there is an object, an empty array or an empty text where AWS sends a value.

    A mapping that knows the value refuses an object; the others leave nothing in the index, so they are absent there.
    """
    values = (value for name in columns.DOCUMENTED for value in resolve(event, name))
    return any(isinstance(value, dict) or value in ([], "") for value in values)


@draws(20)
@given(
    several=st.lists(cases(plain_atoms, lists=True), min_size=25, max_size=25),
    dialect=st.sampled_from(["", "opensearch"]),
)
def test_lucene_finds_for_random_rules_what_we_find_with_case(
    lucene: Index, several: list[tuple[Node, list[dict[str, Any]]]], dialect: str
) -> None:
    events = [event for _, some in several for event in some]
    lucene.load(plain(events))
    for tree in (with_case(one) for one, _ in several):
        try:
            query = str(written("lucene", tree, dialect=dialect))
        except ConversionError:
            continue
        assert lucene.found(query) == selected(tree, events), query


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('f:"a" OR NOT g:"b"', []),  # "a and not b", which every document here fails
        ('NOT g:"c"', []),
        ('*:* AND NOT (g:"c")', [0, 1]),
        ('f:"A"', []),
        ("f:a* AND g:b", [0]),
    ],
)
def test_lucene_reads_negations_and_case_as_we_say_that_it_does(lucene: Index, query: str, found: list[int]) -> None:
    lucene.load([{"f": ["a"], "g": ["b"]}, {"f": ["x"], "g": ["b"]}])
    assert lucene.found(query) == found


def test_lucene_says_what_it_cannot_read(lucene: Index) -> None:
    with pytest.raises(AssertionError, match="Cannot parse"):
        lucene.found('f:("a" OR')
