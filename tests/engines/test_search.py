"""Random rules and events on Elasticsearch and OpenSearch themselves, and monitors read by the alerting plugin's model.

They need Maven and a JDK of 17 or later; the jars come from Maven Central the first time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickops import content
from clickops.conversion.convert import convert
from clickops.conversion.goldens import shipped
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, FieldReference, Named, Node, Not, Or, Text
from clickops.verify import java, remote, search
from support.engines import draws
from support.platform import cases, names, plain_atoms, references, texts, written

pytestmark = pytest.mark.engine

Case = tuple[Node, list[dict[str, Any]]]
Cases = list[Case]

KEYWORD = {"type": "keyword", "ignore_above": 8191}
FEW = draws(5)
flattened_atoms = st.builds(Atom, names, texts)


def many(atoms: st.SearchStrategy[Node], *, lists: bool = False) -> st.SearchStrategy[list[Case]]:
    return st.lists(cases(atoms, lists=lists), min_size=25, max_size=25)


def mappings(flattened: str) -> dict[str, Any]:
    plain = {"f": KEYWORD, "g": KEYWORD, "n": {"properties": {"h": KEYWORD}}, "r": {"type": "boolean"}}
    return {"dynamic": False, "properties": plain | {"fl": {"type": flattened}}}


@pytest.fixture(scope="module")
def elasticsearch() -> Iterator[search.Index]:
    folder = java.built(content.BACKENDS / "elasticsearch" / "engine")
    with java.server(folder, "org.elasticsearch.plugins.Node", "plugins") as port:
        yield search.Index(remote.local(port), "Elasticsearch", "logs", mappings("flattened"), dict)


@pytest.fixture(scope="module")
def opensearch() -> Iterator[search.Index]:
    folder = java.built(content.BACKENDS / "opensearch" / "engine")
    with java.server(folder, "Node") as port:
        yield search.Index(remote.local(port), "OpenSearch", "logs", mappings("flat_object"), dict)


@FEW
@given(several=many(plain_atoms | references, lists=True))
def test_elasticsearch_finds_by_query_dsl_what_we_find(elasticsearch: search.Index, several: Cases) -> None:
    agree(elasticsearch, "query_dsl", several)


@FEW
@given(several=many(plain_atoms | references, lists=True))
def test_opensearch_finds_by_query_dsl_what_we_find(opensearch: search.Index, several: Cases) -> None:
    agree(opensearch, "query_dsl", several, dialect="opensearch")


@FEW
@given(several=many(plain_atoms, lists=True))
def test_opensearch_finds_by_a_monitors_query_what_we_find(opensearch: search.Index, several: Cases) -> None:
    agree(opensearch, "query_dsl", several, dialect="opensearch_monitor")


@FEW
@given(several=many(flattened_atoms, lists=True))
def test_elasticsearch_finds_it_in_flattened_fields(elasticsearch: search.Index, several: Cases) -> None:
    agree(elasticsearch, "query_dsl", list(map(flattened, several)))


@FEW
@given(several=many(flattened_atoms, lists=True))
def test_opensearch_finds_it_in_flat_objects(opensearch: search.Index, several: Cases) -> None:
    agree(opensearch, "query_dsl", list(map(flattened, several)), dialect="opensearch")


@FEW
@given(several=many(plain_atoms | references))
def test_elasticsearch_finds_by_esql_what_we_find(elasticsearch: search.Index, several: Cases) -> None:
    agree(elasticsearch, "esql", several)


@FEW
@given(several=many(flattened_atoms, lists=True))
def test_esql_finds_what_it_can_ask_of_flattened_fields(elasticsearch: search.Index, several: Cases) -> None:
    agree(elasticsearch, "esql", list(map(flattened, several)))


@FEW
@given(several=many(plain_atoms, lists=True))
def test_elasticsearch_finds_by_query_string_with_case(elasticsearch: search.Index, several: Cases) -> None:
    agree(elasticsearch, "lucene", [(cased(tree), some) for tree, some in several])


@FEW
@given(several=many(flattened_atoms, lists=True))
def test_opensearch_finds_by_query_string_with_case(opensearch: search.Index, several: Cases) -> None:
    flat = map(flattened, several)
    agree(opensearch, "lucene", [(cased(tree), some) for tree, some in flat], dialect="opensearch")


def agree(index: search.Index, language: str, several: list[Case], *, dialect: str = "") -> None:
    """Compare; what is constant or cannot be said is not of interest here. All are asked of all events."""
    events = [event for _, some in several for event in some]
    numbered = [event | {"eventID": str(number)} for number, event in enumerate(events)]
    assert index.load(numbered) == {event["eventID"] for event in numbered}
    for tree, _ in several:
        try:
            query = written(language, tree, dialect=dialect)
        except ConversionError:
            continue
        assert index.run(query) == {event["eventID"] for event in numbered if predicate(tree)(event)}, query


def flattened(case: Case) -> Case:
    """Put everything into one field that is stored flat."""
    tree, some = case
    return renamed(tree), [{"fl": {key: part for key, part in event.items() if key != "r"}} for event in some]


def renamed(node: Node) -> Node:
    match node:
        case And(nodes):
            return And(tuple(map(renamed, nodes)))
        case Or(nodes):
            return Or(tuple(map(renamed, nodes)))
        case Not(child) | Named(_, child):
            return Not(renamed(child)) if isinstance(node, Not) else renamed(child)
        case Atom(field, test):
            return Atom(f"fl.{field}", test)


def cased(node: Node) -> Node:
    match node:
        case And(nodes):
            return And(tuple(map(cased, nodes)))
        case Or(nodes):
            return Or(tuple(map(cased, nodes)))
        case Not(child):
            return Not(cased(child))
        case Atom(field, Text(parts)):
            return Atom(field, Text(parts, cased=True))
        case _:
            return node


@pytest.mark.parametrize("form", ["monitor", "document_monitor"])
@pytest.mark.parametrize("schema", ["raw", "ecs", "sa"])
def test_the_alerting_plugins_model_reads_every_monitor(form: str, schema: str) -> None:
    made = convert(shipped(), "opensearch", form, options={"schema": schema}, on_problem=lambda _: None)
    assert len(made) >= 10
    said = monitors(*map(str, made.values()))
    assert {line.split()[0] for line in said} == {"OK"}, said
    assert len(said) == len(made)


@pytest.mark.parametrize(
    "change",
    [
        {"inputs": [{"search": {"indices": ["a"]}}]},
        {"triggers": [{"bucket_level_trigger": {"name": "x"}}]},
        {"inputs": [{"search": {"indices": ["a"], "query": {"query": {"nonsense": {}}}}}]},
    ],
)
def test_the_alerting_plugins_model_does_not_read_what_is_none(change: dict[str, Any]) -> None:
    one = json.loads(str(next(iter(convert(shipped(), "opensearch", "monitor").values()))))
    (said,) = monitors(json.dumps(one | change))
    assert said.startswith("ERR")


def monitors(*several: str) -> list[str]:
    folder = java.built(content.BACKENDS / "opensearch" / "engine")
    with java.asked(folder, "Monitors") as read:
        return [read(json.dumps(json.loads(one))) for one in several]


def test_fields_are_compared_by_scripts(elasticsearch: search.Index) -> None:
    """The property above is not vacuous: some of its queries hold a script, and it runs over flattened fields too."""
    tree = Atom("fl.f", FieldReference("fl.g", before=True))
    query = written("query_dsl", tree)
    assert "painless" in json.dumps(query)
    events: list[dict[str, Any]] = [{"fl": {"f": "xY", "g": "y"}}, {"fl": {"f": "xY", "g": "z"}}, {"fl": {}}]
    agree(elasticsearch, "query_dsl", [(tree, events)])
