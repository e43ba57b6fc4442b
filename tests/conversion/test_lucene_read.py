"""Query strings read back by luqum, an independent parser of Lucene's syntax: what it reads is what was asked.

luqum gives AND a precedence, Lucene's parser does not, and it takes `a OR NOT b` for "a and not b": neither may stand
in what we write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from luqum import tree as luqum
from luqum.exceptions import IllegalCharacterError, ParseError
from luqum.parser import parser

from clickops.conversion import shapes
from clickops.conversion.goldens import shipped
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules import pattern
from clickops.rules.tree import And, Atom, Exists, Node, Not, Number, Or, Text, Wildcard, atoms
from support.platform import MANY, SIGNS, ask, cases, names, text, texts, written

EVERYTHING = And(())


def read(query: str) -> Node:
    """Give the tree that a query string says; texts compare with case."""
    found = parser.parse(query)
    assert str(found) == query  # nothing was passed over
    return node(found, "")


def node(item: Any, field: str) -> Node:  # noqa: C901 - one case a kind of node
    match item:
        case luqum.SearchField(name=name):
            return node(item.expr, literal(name))
        case luqum.Group() | luqum.FieldGroup():
            return node(item.expr, field)
        case luqum.AndOperation():
            assert not all(isinstance(child, luqum.Not) for child in item.children), "nothing to take away from"
            assert not any(isinstance(child, luqum.OrOperation) for child in item.children), "a bare or"
            return And(tuple(node(child, field) for child in item.children))
        case luqum.OrOperation():
            bare = luqum.Not | luqum.AndOperation
            assert not any(isinstance(child, bare) for child in item.children), "a bare not or and"
            return Or(tuple(node(child, field) for child in item.children))
        case luqum.Not():
            return Not(node(item.a, field))
        case luqum.Word(value="*") if field == "*":
            return EVERYTHING
        case luqum.Word(value=value) if field == "_exists_":
            return Atom(literal(value), Exists(expected=True))
        case luqum.Range(low=luqum.Word(value="*"), high=luqum.Word(value="*")) if field:
            return Atom(field, Exists(expected=True))
        case luqum.Word(value=value) if field:
            return Atom(field, Text(tuple(parts(value)), cased=True))
        case luqum.Phrase(value=value) if field:
            return Atom(field, text(literal(value[1:-1]), cased=True))
        case _:
            raise AssertionError(f"{item!r} is nothing that we write")


def literal(value: str) -> str:
    return "".join(sign for sign, _ in unescaped(value))


def parts(value: str) -> tuple[str | Wildcard, ...]:
    wild = {"*": Wildcard.MANY, "?": Wildcard.ONE}
    return pattern.join(sign if escaped else wild.get(sign, sign) for sign, escaped in unescaped(value))


def unescaped(value: str) -> Iterator[tuple[str, bool]]:
    signs = iter(value)
    for sign in signs:
        yield (next(signs), True) if sign == "\\" else (sign, False)


def with_case(tree: Node) -> Node:
    match tree:
        case And(nodes) | Or(nodes):
            return type(tree)(tuple(map(with_case, nodes)))
        case Not(child):
            return Not(with_case(child))
        case Atom(field, Text(parts)):
            return Atom(field, Text(parts, cased=True))
        case _:
            return tree


def values(tree: Node) -> set[tuple[str | None, tuple[str | Wildcard, ...]]]:
    """Give the texts of each field; a lone star asks for presence."""
    asked = [one for one in atoms(tree) if isinstance(one.test, Text | Number)]
    found = {(one.field, shapes.as_texts([one.test])[0].parts) for one in asked}
    return {(field, parts) for field, parts in found if parts != (MANY,)}


@pytest.mark.parametrize(
    ("target", "schema", "count"),
    [("elasticsearch", "ecs", 18), ("elasticsearch", "raw", 21), ("opensearch", "raw", 21), ("opensearch", "ecs", 18)],
)
def test_luqum_reads_every_shipped_rule_and_its_terms_are_the_rules_values(
    target: str, schema: str, count: int
) -> None:
    conversion = Conversion(find(target), "lucene", {"schema": schema})
    ran = 0
    for rule in shipped().rules:
        try:
            query = str(conversion.query(rule).query)
        except ConversionError:
            continue
        condition = conversion._mapping.apply(rule.tree).condition
        asked = values(And((*conversion.fields.scope, condition)))
        assert values(read(query)) == asked, rule.name
        ran += bool(asked)
    assert ran == count


hostile = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map("".join)


@settings(max_examples=200)
@given(word=hostile, name=st.sampled_from(("f", "n.h", "x-y z")))
def test_luqum_reads_a_value_as_a_value(word: str, name: str) -> None:
    beside = [text(word, MANY), text(MANY, word), text(MANY, word, MANY)]
    tree = And((ask(name, text(word), *([] if "\n" in word else beside)), ask("g", "x")))
    assert values(read(str(written("lucene", tree)))) == values(tree)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(st.builds(Atom, names, texts) | st.builds(Atom, names, st.builds(Exists, st.booleans())), lists=True))
def test_what_luqum_reads_holds_where_the_rule_holds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree = with_case(case[0])
    try:
        query = str(written("lucene", tree))
    except ConversionError:
        assume(condition=False)
        raise
    assume("\\\n" not in query)
    back = read(query)
    for event in case[1]:
        assert predicate(back)(event) is predicate(tree)(event), query


def test_luqum_does_not_read_a_line_break_beside_a_wildcard_as_lucene_does() -> None:
    """Lucene does, as tests/engines/test_lucene.py shows; once luqum does too, nothing is left out here."""
    query = str(written("lucene", ask("f", text("a\nb", MANY))))
    assert query == "f:a\\\nb*"
    with pytest.raises(IllegalCharacterError):
        parser.parse(query)


@pytest.mark.parametrize("query", ['f:("a" OR', 'f:"a', "f:[a", 'f:"a" AND', "f:(a))"])
def test_luqum_does_not_read_what_is_broken(query: str) -> None:
    with pytest.raises((ParseError, IllegalCharacterError)):
        parser.parse(query)


@pytest.mark.parametrize(
    "query", ['f:"a" OR NOT (g:"b")', 'NOT (f:"a") AND NOT (g:"b")', 'f:"a" OR g:"b" AND h:"c"', 'f:"a" g:"b"', "a"]
)
def test_what_lucene_would_take_otherwise_is_not_let_through(query: str) -> None:
    with pytest.raises(AssertionError):
        read(query)
