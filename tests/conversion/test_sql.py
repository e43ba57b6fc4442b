from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlglot
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlglot import expressions as exp

from clickops.conversion.languages.sql import find as find_dialect
from clickops.errors import ClickopsError, ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Comparison,
    DatePart,
    Exists,
    FieldReference,
    Node,
    Not,
    Null,
    Number,
    Or,
    Regex,
    atoms,
)
from support.platform import MANY, SIGNS, ask, cases, comparisons, plain_atoms, references, text
from support.sql import FACTS, duckdb_finds, json_atoms, nested, sqlite_finds, where, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value is compared in lower case", ask("f", "A b"), "lower(f) = 'a b'"),
    ("values of one field are a list", ask("f", "A", "b"), "lower(f) IN ('a', 'b')"),
    ("a prefix", ask("f", "A*"), "lower(f) LIKE 'a%'"),
    ("an end", ask("f", "*A"), "lower(f) LIKE '%a'"),
    ("a part", ask("f", "*A*"), "lower(f) LIKE '%a%'"),
    ("wildcards", ask("f", "A*b?c"), "lower(f) LIKE 'a%b_c'"),
    ("LIKE's own signs are escaped", ask("f", "50%_!*"), "lower(f) LIKE '50!%!_!!%' ESCAPE '!'"),
    ("and are nothing where there is no LIKE", ask("f", "50%_!"), "lower(f) = '50%_!'"),
    ("a backslash is itself", ask("f", text("a\\", MANY)), "lower(f) LIKE 'a\\%'"),
    ("a quote is doubled", ask("f", "it's"), "lower(f) = 'it''s'"),
    ("a comparison with case", ask("f", text("Ab", cased=True)), "f = 'Ab'"),
    ("an empty text", ask("f", ""), "lower(f) = ''"),
    ("anything at all", ask("f", "*"), "f IS NOT NULL"),
    ("numbers are text", ask("f", Number(5)), "lower(f) = '5'"),
    ("booleans are themselves", ask("r", "true"), "r = TRUE"),
    ("presence", ask("f", Exists(expected=True)), "f IS NOT NULL"),
    ("null is absence", ask("f", Null()), "NOT COALESCE(f IS NOT NULL, FALSE)"),
    ("a member of a struct", ask("n.h", "a"), "lower(n.h) = 'a'"),
    ("a strange name is quoted", ask("x-y z", "v"), "lower(\"x-y z\") = 'v'"),
    ("another field", ask("f", FieldReference("g")), "lower(f) = lower(g)"),
    ("another field at the end", ask("f", FieldReference("g", before=True, cased=True)), "ends_with(f, g)"),
    (
        "another field anywhere",
        ask("f", FieldReference("g", before=True, after=True)),
        "strpos(lower(f), lower(g)) > 0",
    ),
    ("a regular expression", ask("f", Regex("^a[b&]+$")), r"regexp_like(f, '(?s)\Aa[\&b]+\z')"),
    ("an end of lines", ask("f", Regex("a$", "m")), "regexp_like(f, '(?s)a(?m:$)')"),
    ("a network", ask("f", Cidr("fe80::/10")), "contains('fe80::/10', TRY_CAST(f AS ipaddress))"),
    ("a key of a map", ask("m.a.b", "x"), "lower(element_at(m, 'a.b')) = 'x'"),
    ("a member of an array of structs", ask("s.a.b", "x"), "any_match(s, m -> (lower(m.a.b) = 'x'))"),
    (
        "a path into JSON",
        ask("j.a.x-y", "A*"),
        (
            """any_match(CAST(json_parse(json_query(j, 'lax $."a"."x-y"[*]' WITH ARRAY WRAPPER)) AS array(json)), """
            "m -> (lower(json_extract_scalar(m, '$')) LIKE 'a%'))"
        ),
    ),
    (
        "a value in JSON that is not null",
        ask("j.a", Exists(expected=True)),
        """json_query(j, 'lax $."a"' WITH ARRAY WRAPPER) <> '[null]'""",
    ),
    (
        "a negation takes unknown for false",
        And((ask("f", "a"), Not(Or((ask("g", "b"), ask("n.h", "c")))))),
        "lower(f) = 'a' AND NOT COALESCE(lower(g) = 'b' OR lower(n.h) = 'c', FALSE)",
    ),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_trino_says(tree: Node, query: str) -> None:
    assert where("trino", tree) == query


DIFFERENCES: list[tuple[str, str, Node, str]] = [
    ("duckdb", "a regular expression", ask("f", Regex("a[b-d]")), "regexp_matches(f, '(?s)a[b-d]')"),
    (
        "duckdb",
        "a network in text",
        ask("f", Cidr("10.0.0.0/15")),
        r"regexp_matches(f, '(?s)\A10\.[0-1]\.([0-9]|1[0-9]|2[0-9]|3[0-9]|4[0-9]|5[0-9]|6[0-9]|7[0-9]|8[0-9]|9[0-9]",
    ),
    (
        "duckdb",
        "a path into JSON",
        ask("j.a.x-y", "A"),
        (
            "EXISTS (SELECT 1 FROM json_tree(j) AS m WHERE "
            r"""regexp_replace(m.fullkey, '\[\d+\]', '', 'g') = '$.a."x-y"' """
            "AND (lower(json_extract_string(m.atom, '$')) = 'a'))"
        ),
    ),
    ("sqlite", "a dot is part of a name", ask("n.h", "a"), "lower(\"n.h\") = 'a'"),
    ("sqlite", "letters beyond ASCII in both cases", ask("f", "éa*"), "lower(f) GLOB '[Éé]a*'"),
    ("sqlite", "a comparison with case", ask("f", text("A*[?", MANY, cased=True)), "f GLOB 'A[*][[][?]*'"),
    ("sqlite", "a regular expression", ask("f", Regex("^a.$", "i")), r"f REGEXP '^[Aa][^\x0A]$'"),
]


@pytest.mark.parametrize(
    ("dialect", "tree", "query"),
    [(case[0], *case[2:]) for case in DIFFERENCES],
    ids=[f"{case[0]}: {case[1]}" for case in DIFFERENCES],
)
def test_a_dialect_says(dialect: str, tree: Node, query: str) -> None:
    assert where(dialect, tree).startswith(query)


@pytest.mark.parametrize(
    ("dialect", "tree", "reason"),
    [
        ("sqlite", ask("m.a", "x"), "SQLite cannot read m:a, which is kept as map"),
        ("duckdb", ask("fl.a", "x"), "DuckDB cannot read fl.a, which is kept as flattened"),
        ("duckdb", ask("f", Cidr("fe80::/10")), "IPv6, which cannot be found in text"),
        ("trino", ask("f", DatePart("hour", Comparison.EQ, 3)), r"Trino cannot take a date apart \(f\)"),
    ],
)
def test_what_cannot_be_said_is_refused_by_name(dialect: str, tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written(dialect, tree)


@pytest.mark.parametrize("name", ["oracle", "values", "../duckdb", ""])
def test_a_dialect_that_is_not_there_is_an_error(name: str) -> None:
    with pytest.raises(ClickopsError, match="there is no dialect"):
        find_dialect(name)


@pytest.mark.parametrize("finds", [sqlite_finds, duckdb_finds])
@pytest.mark.parametrize(("tree", "selected", "others"), [fact[1:] for fact in FACTS], ids=[fact[0] for fact in FACTS])
def test_engines_select_what_fits_and_nothing_else(
    finds: Callable[[str, list[dict[str, Any]]], list[int]],
    tree: Node,
    selected: list[dict[str, Any]],
    others: list[dict[str, Any]],
) -> None:
    events = [*selected, *others]
    dialect = finds.__name__.removesuffix("_finds")
    assert _expected(tree, events) == list(range(len(selected)))
    assert finds(written(dialect, tree), events) == list(range(len(selected)))


@settings(max_examples=150, deadline=None)
@given(cases(plain_atoms | references | comparisons))
def test_sqlite_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree, events = case
    assume(not _folds_references(tree, events))
    assert sqlite_finds(_query("sqlite", tree), events) == _expected(tree, events)


@settings(max_examples=80, deadline=None)
@given(cases(plain_atoms | references | comparisons))
def test_duckdb_finds_what_the_evaluator_finds(case: tuple[Node, list[dict[str, Any]]]) -> None:
    tree, events = case
    assert duckdb_finds(_query("duckdb", tree), events) == _expected(tree, events)


@settings(max_examples=150, deadline=None)
@given(cases(plain_atoms | json_atoms), st.lists(nested(), min_size=4, max_size=6))
def test_sqlite_finds_it_inside_json(case: tuple[Node, list[dict[str, Any]]], inner: list[dict[str, Any]]) -> None:
    tree, events = case[0], _with(case[1], inner)
    assume(not _folds_references(tree, events))
    assert sqlite_finds(_query("sqlite", tree), events) == _expected(tree, events)


@settings(max_examples=80, deadline=None)
@given(cases(plain_atoms | json_atoms), st.lists(nested(), min_size=4, max_size=6))
def test_duckdb_finds_it_inside_json(case: tuple[Node, list[dict[str, Any]]], inner: list[dict[str, Any]]) -> None:
    tree, events = case[0], _with(case[1], inner)
    assert duckdb_finds(_query("duckdb", tree), events) == _expected(tree, events)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, "é", "--", "/*", "\\'", "''"]), max_size=6).map("".join))
def test_a_value_stays_a_value(value: str) -> None:
    for dialect in ("duckdb", "sqlite", "trino"):
        tree = sqlglot.parse_one(written(dialect, ask("f", text(value, cased=True))), dialect=dialect)
        assert value in {literal.this for literal in tree.find_all(exp.Literal)} or not value.isascii()
        assert sqlite_finds(written("sqlite", ask("f", text(value))), [{"f": value}, {"f": value + "x"}]) == [0]
        prefixed = written("sqlite", ask("f", text(value, MANY)))
        assert sqlite_finds(prefixed, [{"f": value + "x"}, {"f": "x" + value}, {}])[:1] == [0]


def _query(dialect: str, tree: Node) -> str:
    """Write a tree; what is constant or cannot be said is not of interest here."""
    try:
        return written(dialect, tree)
    except ConversionError:
        assume(condition=False)
        raise


def _expected(tree: Node, events: list[dict[str, Any]]) -> list[int]:
    return [at for at, event in enumerate(events) if predicate(tree)(event)]


def _with(events: list[dict[str, Any]], inner: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**event, "j": one} for event, one in zip(events, inner, strict=False)]


def _folds_references(tree: Node, events: list[dict[str, Any]]) -> bool:
    """Whether two fields are compared whose case SQLite cannot fold: a known difference."""
    refers = any(isinstance(atom.test, FieldReference) for atom in atoms(tree) if isinstance(atom, Atom))
    return refers and not json.dumps(events, ensure_ascii=False).isascii()
