from __future__ import annotations

import pytest
import yaml

from clickops.conversion.convert import convert
from clickops.conversion.fields import Fields, Place, Schema
from clickops.conversion.languages import Query, renderer
from clickops.conversion.mapping import Mapping
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.rules.pack import Pack
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
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
    Text,
)
from support.log_engines import query_of
from support.platform import MANY, ask, rule, text, written

QUERIES: list[tuple[str, Node, str]] = [
    ("a value without case is an expression", ask("f", "a b"), "f:~`(?i)^a b$`"),
    ("a value without letters is exact", ask("f", "1"), 'f:="1"'),
    ("several are a list", ask("f", "1", "2"), 'f:in("1", "2")'),
    ("a value with case is exact", ask("f", text('a"`\n', cased=True)), 'f:="a\\"`\\n"'),
    ("its beginning too", ask("f", text("a", MANY, cased=True)), 'f:="a"*'),
    ("any shape without case", ask("f", "a*", "*b", "*c*", "d"), "f:~`(?i)^a|b$|c|^d$`"),
    ("exact ones in one group", ask("f", "a", "b"), "f:~`(?i)^(a|b)$`"),
    ("wildcards are any signs, line breaks too", ask("f", "a*b", "c?"), "f:~`(?is)^a.*b$|^c.$`"),
    ("signs of expressions are escaped", ask("f", text("a.b*|`\n", MANY)), "f:~`(?i)^a\\.b\\*\\|\\x60\\x0A`"),
    ("nothing is an environment variable to vmalert", ask("f", text("%{a}", cased=True)), 'f:="\\u0025{a}"'),
    ("in no expression either", ask("f", text("%{a}", MANY)), "f:~`(?i)^%\\{a\\}`"),
    ("a lone star asks for any text", ask("f", "a", "*"), "f:*"),
    ("numbers are text", ask("f", Number(5)), 'f:="5"'),
    ("a strange name is quoted", ask("x-y z", "1"), '"x-y z":="1"'),
    ("presence", ask("f", Exists(expected=True)), "f:*"),
    ("absence", ask("f", Null()), "NOT (f:*)"),
    ("null or an empty text is absence", ask("f", "", Null()), "NOT (f:*)"),
    ("neither is presence", Not(ask("f", Null(), "")), "f:*"),
    ("a search is guarded", ask("f", Regex("a.b")), "f:* AND f:~`(?s)a[^\\x0A]b`"),
    ("a network", ask("f", Cidr("10.0.0.0/8")), 'f:ipv4_range("10.0.0.0/8")'),
    ("two fields with case", ask("f", FieldReference("g", cased=True)), "f:* AND f:eq_field(g)"),
    ("not in or", Or((ask("f", "1"), Not(ask("g", "2")))), 'f:="1" OR NOT (g:="2")'),
    ("and in not", Not(And((ask("f", "1"), ask("g", "2")))), 'NOT (f:="1" AND g:="2")'),
]


@pytest.mark.parametrize(("tree", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_a_query_says(tree: Node, query: str) -> None:
    assert query_of("logsql", tree) == query


REFUSED: list[tuple[str, Node, str]] = [
    ("an empty text", ask("f", text()), "does not tell an empty text from an absent field"),
    ("one beside another's absence", Or((ask("f", ""), ask("g", Null()))), r"an empty text .* \(f\)"),
    ("numbers in order", ask("f", Compare(Comparison.GT, 5)), "cannot compare numbers"),
    ("networks of IPv6", ask("f", Cidr("fd00::/8")), "cannot look up an address"),
    ("two fields without case", ask("f", FieldReference("g")), "cannot compare one field with another"),
    ("one field within another", ask("f", FieldReference("g", before=True, cased=True)), "cannot compare one field"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_query_refuses(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("logsql", tree)


def test_the_stream_comes_first() -> None:
    query = renderer("logsql")(Query(ask("f", "1"), options={"stream": '{job="cloudtrail"}'}))
    assert query == '{job="cloudtrail"} AND f:="1"'


def test_an_array_is_asked_as_json_text_beside_the_plain_value() -> None:
    arrays = Fields(Schema("arrays", {"l.*": Place(("l.*", "l:*"), type="json")}), {})
    mapped = Mapping(arrays).apply(ask("l.a", "1"))
    query = str(renderer("logsql")(Query(mapped.condition, types=arrays.types)))
    assert query.startswith('l.a:="1"\nOR l:~`(?s)^\\[')
    with pytest.raises(ConversionError, match="of which LogsQL can ask for texts only"):
        renderer("logsql")(Query(Mapping(arrays).apply(ask("l.a", Regex("[ab]+"))).condition, types=arrays.types))


def test_an_alert_rule_keeps_events_apart_and_looks_back_further_than_it_waits() -> None:
    made = rule(Atom("eventName", Text(("CreateUser",))), title="{{ title }} %{HOME}")
    (group,) = yaml.safe_load(str(convert(Pack((made,)), find("victorialogs"), "vmalert")["rules.yml"]))["groups"]
    assert group["type"] == "vlogs"
    assert group["interval"] == "5m"
    expression = group["rules"][0]["expr"]
    assert expression.startswith("_time:30m AND (")
    assert "stats by (eventID," in expression
    assert '{{"{{"}} title }} {{"%"}}{HOME}' in group["rules"][0]["annotations"]["summary"]
