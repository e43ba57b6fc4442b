"""A made-up platform for conversion tests: few fields, hostile values, and trees and events that meet on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from clickops.convert.fields import Fields, Place, Schema
from clickops.convert.languages import Query, Written, renderer
from clickops.convert.mapping import Mapping as FieldMapping
from clickops.rules import pattern
from clickops.rules.pack import Filter, Logsource, Rule
from clickops.rules.tree import (
    And,
    Atom,
    Compare,
    Comparison,
    Exists,
    FieldReference,
    Node,
    Not,
    Null,
    Number,
    Or,
    Regex,
    Test,
    Text,
    Wildcard,
)

MANY, ONE = Wildcard.MANY, Wildcard.ONE

SCHEMA = Schema(
    title="made up",
    fields={
        "f": Place("f"),
        "g": Place("g"),
        "n.h": Place("n.h"),
        "r": Place("r", type="boolean"),
        "t": Place("t", type="date"),
        "o": Place("o", type="object"),
        "ip": Place("ip", address="ip_address"),
        "fl.*": Place("fl.*", type="flattened"),
        "many.*": Place("many.*", type="several"),
        "gone": Place(missing="the platform drops it"),
        "x-y z": Place("x-y z"),
    },
)

SIGNS = (
    *("a", "A", "b", "B", "ab", "0", "1", "true", "null", "é", "É", "ß", "☃", "\U0001f600", " ", "\n", "\t"),
    *("*", "?", '"', "'", "\\", "/", "//", "/*", "*/", "[", "]", "(", ")", "{", "}", "^", "$", "${x}", "~", "<", ">"),
    *("=", "!", "|", "&", "&&", "||", "%", "_", "`", "```", ".", "-", "+", "#", "@", ",", ":", ";", "OR", "NOT", "AND"),
)
"""What some language takes for more than a sign."""

words = st.lists(st.sampled_from(SIGNS), max_size=4).map("".join)
_pieces = st.lists(words | st.sampled_from(Wildcard), max_size=4).map(pattern.join)
texts = st.builds(Text, _pieces | words.map(lambda word: pattern.join((word,))), st.booleans())
_expressions = st.sampled_from(
    ["^a", "b$", "a.b", "[ab]+", "a|B", "^(a|b)", r"\d", "[^a]", "^$", "(?i)ab", r"\s", ".*", r"\*", '"', "/", "a{1,2}"]
)
_references = st.builds(FieldReference, st.sampled_from(("f", "g", "n.h")), st.booleans(), st.booleans(), st.booleans())
_atoms = st.one_of(
    st.builds(Atom, st.sampled_from(("f", "g", "n.h")), texts),
    st.builds(Atom, st.sampled_from(("f", "g", "n.h")), st.builds(Regex, _expressions, st.sampled_from(["", "i"]))),
    st.builds(Atom, st.sampled_from(("f", "g", "n.h", "r")), st.just(Null()) | st.builds(Exists, st.booleans())),
    st.builds(Atom, st.sampled_from(("f", "n.h")), st.builds(Number, st.integers(0, 1))),
    st.builds(Atom, st.just("r"), st.sampled_from(["true", "false", "True", "x"]).map(lambda word: Text((word,)))),
)
references = st.builds(Atom, st.sampled_from(("f", "g", "n.h")), _references)
comparisons = st.builds(
    Atom, st.just("g"), st.builds(Compare, st.sampled_from(Comparison), st.sampled_from([-1, 0, 1, 1.5]))
)


def trees(atoms: st.SearchStrategy[Node] = _atoms) -> st.SearchStrategy[Node]:
    """Combine atoms by and, or and not."""

    def groups(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, inner)

    return st.recursive(atoms, groups, max_leaves=6)


plain_atoms = _atoms


@st.composite
def events(draw: st.DrawFn, *, lists: bool = False) -> dict[str, Any]:
    """Draw an event whose fields hold text, now and then a number or boolean, or several texts where `lists`."""
    single = words | st.integers(0, 1) | st.booleans()
    value = single | st.lists(words, min_size=1, max_size=2) if lists else single
    event = {name: draw(value) for name in ("f", "g") if draw(st.booleans())}
    if draw(st.booleans()):
        event["n"] = {"h": draw(value)}
    if draw(st.booleans()):
        event["r"] = draw(st.booleans())
    return event


def fields(options: Mapping[str, str] | None = None) -> Fields:
    """Give the made-up platform's fields."""
    return Fields(SCHEMA, options or {})


def written(language: str, node: Node, *, scope: Sequence[Atom] = (), title: str = "") -> Written:
    """Map a tree to the made-up platform and write it in a language."""
    found = fields()
    condition = FieldMapping(found).apply(node).condition
    return renderer(language)(Query(condition, tuple(scope), found.types, {"index": "logs"}, title))


def text(*pieces: str | Wildcard, cased: bool = False) -> Text:
    """Make a text of literal pieces and wildcards."""
    return Text(pattern.join(pieces), cased)


def ask(field: str, *tests: Test | str) -> Node:
    """Ask a field for any of some tests; a str is a text as Sigma writes it."""
    nodes = tuple(Atom(field, Text(pattern.parse(one)) if isinstance(one, str) else one) for one in tests)
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def rule(condition: Node, name: str = "made_up", **fields: Any) -> Rule:  # noqa: ANN401
    """Make a rule of a tree."""
    known: dict[str, Any] = {
        "id": "0f2f9a3e-4c3b-4a52-9d3d-6f1f0f9f7f11",
        "title": "Made Up",
        "level": "medium",
        "status": "test",
        "description": "Detects what was made up.",
        "author": "clickops",
        "date": "2026-11-24",
        "modified": "",
        "references": (),
        "tags": (),
        "falsepositives": (),
        "fields": (),
        "logsource": Logsource("", "aws", "cloudtrail"),
        "path": f"{name}.yml",
        "line": 1,
        "filters": (),
    }
    return Rule(name=name, condition=condition, **(known | fields))


def exception(name: str, condition: Node) -> Filter:
    """Make a filter of a tree."""
    return Filter(name, "", name, "", Logsource(None, "aws", "cloudtrail"), (), condition, f"{name}.yml", 1)
