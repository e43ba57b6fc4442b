"""Random trees and events over few names and values, so that they meet."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from clickops.rules import pattern
from clickops.rules.tree import (
    And,
    Atom,
    Compare,
    Comparison,
    Exists,
    FieldReference,
    Named,
    Node,
    Not,
    Null,
    Number,
    Or,
    Text,
    Wildcard,
)

FIELDS = ("eventName", "eventSource", "a", "a.b", "a.b.c", "u.v", "u.w.x", "u.w.y", "x.y")
KEYS = ("eventName", "eventSource", "a", "b", "c", "u", "v", "w", "x", "y", "a.b", "b.c", "u.w", "a.b.c")

texts = st.text(alphabet="aAbB1.*?\n[", max_size=4)
numbers = st.integers(-2, 12) | st.sampled_from([1.0, 1.5, 2**60, 2**60 + 1])
scalars: st.SearchStrategy[Any] = (
    texts | numbers | st.booleans() | st.none() | st.sampled_from(["true", "1", "1.5", "12"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
events = st.dictionaries(st.sampled_from(KEYS), values, max_size=5)

parts = st.lists(st.text(alphabet="aAbB1.*?\n[", min_size=1, max_size=2) | st.sampled_from(Wildcard), max_size=5)
tests = st.one_of(
    st.builds(lambda pieces, cased: Text(pattern.join(pieces), cased), parts, st.booleans()),
    st.builds(Text, scalars.filter(lambda v: isinstance(v, str) and v != "").map(lambda v: (v,))),
    st.builds(Number, numbers),
    st.just(Null()),
    st.builds(Exists, st.booleans()),
    st.builds(Compare, st.sampled_from(Comparison), st.integers(-2, 12)),
    st.builds(FieldReference, st.sampled_from(FIELDS), st.booleans(), st.booleans(), st.booleans()),
)
keywords = st.builds(
    lambda pieces, cased: Atom(None, Text(pattern.join((Wildcard.MANY, *pieces, Wildcard.MANY)), cased)),
    parts,
    st.booleans(),
)
atoms = st.builds(Atom, st.sampled_from(FIELDS), tests, st.integers(0, 9))


def _groups(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(And, several) | st.builds(Or, several) | st.builds(Not, inner) | st.builds(Named, st.just("n"), inner)
    )


trees: st.SearchStrategy[Node] = st.recursive(atoms | keywords, _groups, max_leaves=8)
