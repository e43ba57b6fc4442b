"""SQL of databases and warehouses that no light engine runs: it is read back with sqlglot, and looked at."""

from __future__ import annotations

from typing import Any

import pytest
import sqlglot
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlglot import expressions as exp

from clickops.conversion.convert import convert
from clickops.conversion.fields import FieldsFile
from clickops.conversion.goldens import shipped
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import _read, find
from clickops.errors import ConversionError
from clickops.rules.tree import Atom, Cidr, Compare, Comparison, Exists, FieldReference, Node, Not, Null, Number, Regex
from support.platform import MANY, ONE, POOL, SIGNS, ask, cases, comparisons, plain_atoms, references, text
from support.sql import json_atoms, where, written

TARGETS = {
    "postgres": "postgres",
    "clickhouse": "clickhouse",
    "databricks": "spark",
    "bigquery": "bigquery",
    "snowflake": "snowflake",
    "redshift": "redshift",
}
"""Each target and its dialect, which sqlglot calls the same."""

DIALECTS = tuple(TARGETS.values())
FORGETFUL = {"clickhouse"}  # sqlglot 30 writes the arrow of a lambda there so that it reads something else

Case = tuple[str, Node, str]


@pytest.mark.parametrize("target", TARGETS)
def test_every_shipped_query_is_one_statement_with_its_columns(target: str) -> None:
    dialect = TARGETS[target]
    conversion = Conversion(find(target))
    assert shipped().rules
    for rule in shipped().rules:
        (tree,) = sqlglot.parse(str(conversion.query(rule).query), dialect=dialect)
        assert isinstance(tree, exp.Select)
        assert tree.named_selects[-1] == "eventID"
        assert len(tree.named_selects) == 10
        assert dialect in FORGETFUL or sqlglot.parse_one(tree.sql(dialect), dialect=dialect) == tree


@pytest.mark.parametrize("target", TARGETS)
def test_every_shipped_rule_converts_in_every_format(target: str) -> None:
    for name, form in find(target).formats.items():
        assert not form.refuses
        assert convert(shipped(), target, name)


@pytest.mark.parametrize("target", TARGETS)
def test_the_script_of_views_is_one_view_a_rule(target: str) -> None:
    dialect = TARGETS[target]
    files = convert(shipped(), target, "views")
    trees = sqlglot.parse(str(files["detections.sql"]), dialect=dialect)
    made = [tree.this.name for tree in trees if isinstance(tree, exp.Create)]
    before = "cloudtrail_" if target == "bigquery" else ""
    assert made == [before + rule.name for rule in shipped().rules]


@pytest.mark.parametrize("target", TARGETS)
def test_the_script_of_tables_makes_each_column_that_a_field_is_kept_in(target: str) -> None:
    script = str(convert(shipped(), target, "views")["cloudtrail.sql"]).split("-- Places")[0]
    (*_, made) = (tree for tree in sqlglot.parse(script, dialect=TARGETS[target]) if isinstance(tree, exp.Create))
    columns = made.expression.named_selects if made.expression else [one.name for one in made.find_all(exp.ColumnDef)]
    (schema,) = _read(find(target).folder / "fields.yml", FieldsFile).schemas.values()
    names = {name for place in schema.fields.values() for name in place.names}
    kept = {name.partition(":")[0].removesuffix("[]") for name in names}
    if target == "bigquery":
        kept = {name.partition(".")[0] for name in kept}
    assert kept - {"userIdentity"} <= set(columns)
    assert len(columns) == len(set(columns))


def test_copy_finds_a_path_for_each_column_in_their_order() -> None:
    import json

    files = convert(shipped(), "redshift", "views")
    script = str(files["cloudtrail.sql"]).split("-- Places")[0].replace("DISTSTYLE AUTO SORTKEY (eventTime)", "")
    (made,) = sqlglot.parse(script, dialect="redshift")[:1]
    assert made is not None
    columns = [one.name for one in made.find_all(exp.ColumnDef)]
    paths = json.loads(str(files["jsonpaths.json"]))["jsonpaths"]
    assert paths == ["$" + "".join(f"['{key}']" for key in column.split(".")) for column in columns]


@pytest.mark.parametrize("target", TARGETS)
def test_time_is_bounded_by_minutes_and_not_without(target: str) -> None:
    rule = shipped().rules[0]
    bounded = str(Conversion(find(target), options={"minutes": "45"}).query(rule).query)
    assert "45" in bounded.split("WHERE", 1)[1].splitlines()[1]
    assert isinstance(sqlglot.parse_one(bounded, dialect=TARGETS[target]), exp.Select)
    assert "45" not in str(Conversion(find(target)).query(rule).query)


@pytest.mark.parametrize("target", TARGETS)
def test_an_allowlist_is_asked_for_both_arns_and_only_when_it_is_named(target: str) -> None:
    pack = shipped().select(["aws_cloudtrail_root_change"])
    (query,) = convert(pack, target, allowlist="ours-2").values()
    tree = sqlglot.parse_one(str(query), dialect=TARGETS[target])
    asked = [
        one for one in tree.find_all(exp.Select) if [table.name for table in one.find_all(exp.Table)] == ["ours-2"]
    ]
    assert len(asked) == 2
    assert "ours-2" not in str(*convert(pack, target).values())


@settings(max_examples=150, deadline=None)
@given(cases(plain_atoms | references | comparisons | json_atoms))
def test_what_is_written_of_a_random_rule_is_one_select(case: tuple[Node, list[dict[str, Any]]]) -> None:
    for dialect in DIALECTS:
        try:
            query = written(dialect, case[0])
        except ConversionError:
            assume(condition=False)
        (tree,) = sqlglot.parse(query, dialect=dialect)
        assert isinstance(tree, exp.Select)
        assert not tree.args.get("limit")
        assert [select.output_name for select in tree.selects] == ["id"]
        assert dialect in FORGETFUL or sqlglot.parse_one(tree.sql(dialect), dialect=dialect) == tree


hostile = st.lists(st.sampled_from([*SIGNS, "--", "\\'", "''", "\\n", "\\u0041", "\r", "\a"]), max_size=6).map("".join)


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_a_value_stays_a_value(value: str) -> None:
    for dialect in DIALECTS:
        (literal,) = literals(dialect, ask("f", text(value, cased=True)))
        assert literal == value
        lowered = literals(dialect, ask("f", text(value)))
        assert lowered == [value.lower()]


@settings(max_examples=200, deadline=None)
@given(hostile)
def test_a_value_before_a_wildcard_is_escaped_so_that_it_stays_itself(value: str) -> None:
    assume(value)
    for dialect in DIALECTS:
        *escape, pattern = literals(dialect, ask("f", text(value, MANY, cased=True)))
        assert unescaped(pattern, *escape or backslash(dialect)) == [*value, MANY]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("key", ["x-y", "a:b", "@type", "OR", "x/y", "a_b"])
def test_a_key_of_json_stays_a_key(dialect: str, key: str) -> None:
    for test in (Null(), text("v")):
        tree = sqlglot.parse_one(written(dialect, Atom(f"j.{key}", test)), dialect=dialect)
        assert isinstance(tree, exp.Select)
        assert any(key in literal.this for literal in tree.find_all(exp.Literal, exp.JSONPathKey))


@pytest.mark.parametrize("key", ["it's", 'a"b', "a\b", "a)b", "a b\n", "a--b'"])
def test_a_key_that_could_end_its_place_is_refused(key: str) -> None:
    for dialect in DIALECTS:
        with pytest.raises(ConversionError, match="signs that no query can carry"):
            written(dialect, Atom(f"j.{key}", Null()))


def literals(dialect: str, node: Node) -> list[str]:
    """Give the texts of a query, as the dialect reads them."""
    tree = sqlglot.parse_one(written(dialect, node), dialect=dialect)
    where = tree.find(exp.Where)
    assert where
    return [literal.this for literal in where.find_all(exp.Literal)]


def backslash(dialect: str) -> list[str]:
    """What escapes in a pattern of LIKE that names no sign, by the manuals; Snowflake alone has none."""
    return [] if dialect == "snowflake" else ["\\"]


def unescaped(pattern: str, escape: str = "") -> list[Any]:
    """Read a pattern of LIKE."""
    found: list[Any] = []
    signs = iter(pattern)
    for sign in signs:
        if escape and sign == escape:
            found.append(next(signs))
        else:
            found.append({"%": MANY, "_": ONE}.get(sign, sign))
    return found


TEXTS: list[Case] = [
    ("postgres", ask("x-y z", "v"), "lower(\"x-y z\") = 'v'"),
    ("postgres", ask("f", text("a\\", MANY)), "lower(f) LIKE 'a\\%' ESCAPE '!'"),
    ("postgres", ask("f", Regex("^a[-b]$")), r"f ~ '\Aa[\-b]\Z'"),
    ("postgres", ask("f", Regex(r"\ba$", "m")), r"f ~ '\ya(?:\Z|(?=\n))'"),
    (
        "postgres",
        ask("j.a.x-y", "A"),
        (
            """EXISTS (SELECT 1 FROM jsonb_path_query(j, '$."a"."x-y"[*]') AS m(v) WHERE jsonb_typeof(m.v) """
            "<> 'object' AND (lower((m.v #>> '{}')) = 'a'))"
        ),
    ),
    (
        "postgres",
        ask("j.a", Exists(expected=True)),
        """EXISTS (SELECT 1 FROM jsonb_path_query(j, '$."a"') AS m(v) WHERE jsonb_typeof(m.v) <> 'null')""",
    ),
    (
        "postgres",
        ask("f", Compare(Comparison.GT, 5)),
        r"CASE WHEN f ~ '^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$' THEN CAST(f AS numeric) END > 5",
    ),
    ("postgres", ask("f", FieldReference("g", before=True)), "right(lower(f), length(lower(g))) = lower(g)"),
    ("clickhouse", ask("f", "É"), "lowerUTF8(f) = 'é'"),
    ("clickhouse", ask("f", "it's\\*"), r"lowerUTF8(f) = 'it\'s*'"),
    ("clickhouse", ask("f", "a_*"), r"lowerUTF8(f) LIKE 'a\\_%'"),
    ("clickhouse", ask("f", Regex(r"a\.[bc]$")), r"match(f, '(?s)a\\.[bc]\\z')"),
    (
        "clickhouse",
        ask("j.a", Exists(expected=True)),
        "arrayExists(m -> JSONType(m) <> 'Null', [JSONExtractRaw(ifNull(j, ''), 'a')])",
    ),
    ("clickhouse", ask("f", FieldReference("g", after=True)), "startsWith(lowerUTF8(f), lowerUTF8(g))"),
    ("spark", ask("x-y z", "v"), "lower(`x-y z`) = 'v'"),
    ("spark", ask("f", "it's"), r"lower(f) = 'it\'s'"),
    ("spark", ask("f", text("a\\", MANY)), r"lower(f) LIKE 'a\\%' ESCAPE '!'"),
    ("spark", ask("f", Regex(r"a\.[bc]$")), r"f RLIKE '(?s)a\\.[bc]\\z'"),
    (
        "spark",
        ask("j.a", "x"),
        (
            """exists(flatten(transform(array(try_variant_get(j, '$["a"]', 'variant')), """
            "x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), "
            "m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'x')"
        ),
    ),
    ("bigquery", ask("n.h", "a\n"), r"lower(n.h) = 'a\U0000000a'"),
    ("bigquery", ask("x-y z", "v"), "lower(`x-y z`) = 'v'"),
    ("bigquery", ask("f", "50%*"), r"lower(f) LIKE '50\\%%'"),
    ("bigquery", ask("f", Regex("a|b")), "REGEXP_CONTAINS(f, '(?s)a|b')"),
    ("bigquery", ask("j.a", Exists(expected=True)), """NULLIF(JSON_QUERY(j, '$."a"'), 'null') IS NOT NULL"""),
    (
        "bigquery",
        ask("j.a", "x"),
        (
            """EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(j, '$."a"'), '$'), """
            """[JSON_QUERY(j, '$."a"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = 'x')"""
        ),
    ),
    ("snowflake", ask("f", "it's\\\\x"), r"lower(f) = 'it''s\\x'"),
    ("snowflake", ask("f", "a%*"), "lower(f) LIKE 'a!%%' ESCAPE '!'"),
    ("snowflake", ask("f", Regex("^a.$", "s")), "REGEXP_INSTR(f, '^a.$', 1, 1, 0, 's') > 0"),
    ("snowflake", ask("f", Regex("^a", "m")), "REGEXP_INSTR(f, '^a', 1, 1, 0, 'ms') > 0"),
    ("snowflake", ask("j.a", Exists(expected=True)), "NOT IS_NULL_VALUE(GET(j, 'a'))"),
    (
        "snowflake",
        ask("j.a", "x"),
        (
            "ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(j, 'a')), ARRAY_CONSTRUCT(GET(j, 'a'))), "
            "m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'x')) > 0"
        ),
    ),
    ("redshift", ask("f", text("a\\", MANY)), r"lower(f) LIKE 'a\\%' ESCAPE '!'"),
    ("redshift", ask("f", Regex(r"^a\.[bc]$")), r"REGEXP_INSTR(f, '(?s)\\Aa\\.[bc](?!.)', 1, 1, 0, 'p') > 0"),
    ("redshift", ask("j.a", Exists(expected=True)), "JSON_EXTRACT_PATH_TEXT(j, 'a', TRUE) IS NOT NULL"),
    (
        "redshift",
        ask("j.a", "x"),
        (
            "eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h "
            "ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.j, 'a')) JOIN cloudtrail_numbers AS m0 "
            "ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.j, 'a')) WHERE STRPOS(m.j, '\"a\"') > 0 "
            "AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.j, 'a'), m0h.i * 100 + m0.i)) = 'x'))"
        ),
    ),
]


@pytest.mark.parametrize(("dialect", "tree", "query"), TEXTS, ids=[f"{case[0]}: {case[2][:40]}" for case in TEXTS])
def test_a_dialect_says(dialect: str, tree: Node, query: str) -> None:
    assert where(dialect, tree) == query


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_says_the_rest_alike(dialect: str) -> None:
    lower = "lowerUTF8" if dialect == "clickhouse" else "lower"
    assert where(dialect, ask("f", "A", "b", Number(5))) == f"{lower}(f) IN ('a', 'b', '5')"
    assert where(dialect, ask("f", text("Ab", cased=True))) == "f = 'Ab'"
    assert where(dialect, Not(ask("f", "A*"))) == f"NOT COALESCE({lower}(f) LIKE 'a%', FALSE)"
    assert where(dialect, ask("f", "*")) == "f IS NOT NULL"
    assert where(dialect, ask("r", "true")) == "r = TRUE"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("word", POOL)
def test_no_negation_is_left_open_to_null(dialect: str, word: str) -> None:
    query = where(dialect, Not(ask("j.a.b", word, text(word, MANY))))
    assert query.startswith("NOT COALESCE(")
    assert query.endswith(", FALSE)")


@pytest.mark.parametrize(
    ("dialect", "tree", "reason"),
    [
        *((dialect, ask("f", Cidr("fe80::/10")), "IPv6, which cannot be found in text") for dialect in DIALECTS),
        *((dialect, ask("m.a", "x"), "cannot read m:a, which is kept as map") for dialect in DIALECTS),
        *((dialect, ask("s.a", "x"), "cannot read s.a, which is kept as several") for dialect in DIALECTS),
        ("postgres", ask("f", "a\0"), "PostgreSQL's texts hold no NUL"),
        ("redshift", ask("f", "a\0"), "Redshift's texts hold no NUL"),
        ("snowflake", ask("f", Regex(r"^a(?m:b$)")), "the edges of a text or of its lines, not both"),
    ],
)
def test_what_cannot_be_said_is_refused_by_name(dialect: str, tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written(dialect, tree)
