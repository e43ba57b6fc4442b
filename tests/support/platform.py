"""A made-up platform for conversion tests: few fields, hostile values, and trees and events that meet on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from hypothesis import strategies as st

from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query, Written, renderer
from clickops.conversion.mapping import Mapping as FieldMapping
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
from clickops.rules.tree import atoms as tree_atoms

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
_EMPTY_IS_ABSENCE = frozenset({"kql", "logql", "logsql"})  # languages of platforms that keep an empty text as absence


def text(*pieces: str | Wildcard, cased: bool = False) -> Text:
    """Make a text of literal pieces and wildcards."""
    return Text(pattern.join(pieces), cased)


SIGNS = (
    *("a", "A", "b", "B", "ab", "0", "1", "true", "null", "é", "É", "ß", "☃", "\U0001f600", " ", "\n", "\t"),
    *("*", "?", '"', "'", "\\", "/", "//", "/*", "*/", "[", "]", "(", ")", "{", "}", "^", "$", "${x}", "~", "<", ">"),
    *("=", "!", "|", "&", "&&", "||", "%", "_", "`", "```", ".", "-", "+", "#", "@", ",", ":", ";", "OR", "NOT", "AND"),
)
"""What some language takes for more than a sign."""

POOL = ("", "a", "A", "b", "ab", "aB", "a*b", "?", '"', "\\", "a\nb", "[a]", "OR", "É", "1", "true", "a b", "`a`")
"""Few values, so that what a rule asks and what an event holds meet."""

words = st.sampled_from(POOL) | st.lists(st.sampled_from(SIGNS), max_size=4).map("".join)


def patterns(words: st.SearchStrategy[str], wildcards: st.SearchStrategy[Wildcard]) -> st.SearchStrategy[Text]:
    """Draw texts: a value, its beginning, its end, a part of it, or anything of words and wildcards."""
    shapes = st.sampled_from([(False, False), (False, True), (True, False), (True, True)])
    shaped = st.builds(lambda word, ends: text(MANY if ends[0] else "", word, MANY if ends[1] else ""), words, shapes)
    return shaped | st.lists(words | wildcards, max_size=3).map(lambda pieces: text(*pieces))


texts = st.builds(
    lambda one, cased: Text(one.parts, cased),
    patterns(words, st.sampled_from(Wildcard)),
    st.sampled_from([False, False, True]),
)
expressions = st.sampled_from(
    ["^a", "b$", "a.b", "[ab]+", "a|B", "^(a|b)", r"\d", "[^a]", "^$", "(?i)ab", r"\s", ".*", r"\*", '"', "/", "a{1,2}"]
)
_references = st.builds(FieldReference, st.sampled_from(("f", "g", "n.h")), st.booleans(), st.booleans(), st.booleans())
names = st.sampled_from(("f", "f", "g", "n.h"))
_presence = st.builds(Atom, names | st.just("r"), st.just(Null()) | st.builds(Exists, st.booleans()))
_numbers = st.builds(Atom, st.sampled_from(("f", "n.h")), st.builds(Number, st.integers(0, 1)))
_booleans = st.builds(
    Atom, st.just("r"), st.sampled_from(["true", "false", "True", "x"]).map(lambda word: Text((word,)))
)
plain_atoms = st.one_of(
    st.builds(Atom, names, texts),
    st.builds(Atom, names, texts),
    st.builds(Atom, names, st.builds(Regex, expressions, st.sampled_from(["", "i"]))),
    _presence | _numbers | _booleans,
)
_starless = st.sampled_from([word for word in POOL if word.isascii() and not {"*", "?"} & set(word)])
eql_atoms = st.builds(Atom, names, patterns(_starless, st.just(MANY))) | _presence | _numbers | _booleans
references = st.builds(Atom, names, _references)
values = st.builds(Atom, names, st.sampled_from([word for word in POOL if word]).map(lambda word: Text((word,))))


@st.composite
def null_or_empty(draw: st.DrawFn) -> Node:
    """Ask a field for null or an empty text, in either order, or deny both."""
    field = draw(names)
    both = draw(st.permutations([Atom(field, Null()), Atom(field, Text((), draw(st.booleans())))]))
    return Or(tuple(both)) if draw(st.booleans()) else And(tuple(map(Not, both)))


comparisons = st.builds(
    Atom, st.just("g"), st.builds(Compare, st.sampled_from(Comparison), st.sampled_from([-1, 0, 1, 1.5]))
)


def trees(atoms: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Combine atoms by and, or and not."""

    def groups(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, inner)

    return groups(st.recursive(atoms, groups, max_leaves=5))


@st.composite
def events(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Draw an event whose fields hold some of `values`, or are absent."""
    event: dict[str, Any] = {name: draw(values) for name in ("f", "g") if draw(st.integers(0, 3))}
    if draw(st.integers(0, 3)):
        event["n"] = {"h": draw(values)}
    if draw(st.booleans()):
        event["r"] = draw(st.booleans())
    return event


@st.composite
def cases(draw: st.DrawFn, atoms: st.SearchStrategy[Node], *, lists: bool = False) -> tuple[Node, list[dict[str, Any]]]:
    """Draw a tree, and events that hold what it asks for, nearly what it asks for, or something else."""
    tree = draw(trees(atoms))
    asked = ["".join(map(str, one.test.parts)) for one in tree_atoms(tree) if isinstance(one.test, Text)]
    near = [form for word in asked for form in (word, word.swapcase(), f"{word}b", f"a{word}")]
    value = st.sampled_from([*near, *POOL]) | st.sampled_from([*POOL, 0, 1, True, False])
    several = st.lists(st.sampled_from([*near, *POOL]), min_size=1, max_size=2)
    return tree, draw(st.lists(events(value | several if lists else value), min_size=4, max_size=6))


def fields(options: Mapping[str, str] | None = None) -> Fields:
    """Give the made-up platform's fields."""
    return Fields(SCHEMA, options or {})


def written(language: str, node: Node, *, scope: Sequence[Atom] = (), title: str = "", dialect: str = "") -> Written:
    """Map a tree to the made-up platform and write it in a language."""
    found = Fields(msgspec.structs.replace(SCHEMA, keeps_empty=language not in _EMPTY_IS_ABSENCE), {})
    condition = FieldMapping(found).apply(node).condition
    made = renderer(language)(Query(condition, tuple(scope), found.types, {"index": "logs"}, title, dialect))
    if isinstance(made, tuple):
        raise TypeError(f"{language} writes several queries")
    return made


def ask(field: str, *tests: Test | str) -> Node:
    """Ask a field for any of some tests; a str is a text as Sigma writes it."""
    nodes = tuple(Atom(field, Text(pattern.parse(one)) if isinstance(one, str) else one) for one in tests)
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def rule(condition: Node, name: str = "made_up", **fields: Any) -> Rule:
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
