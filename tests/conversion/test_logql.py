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
    DatePart,
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

STAGES: list[tuple[str, Node, str]] = [
    ("a value without case", ask("f", "a b"), "| f=~`(?i)^a b$`"),
    ("a value without letters", ask("f", "1"), '| f="1"'),
    ("a value with case", ask("f", text("a`\n", cased=True)), '| f="a`\\n"'),
    ("both ends, also where alternatives begin alike", ask("f", "Role", "RoleX"), "| f=~`(?i)^(Role|RoleX)$`"),
    ("wildcards are any signs, line breaks too", ask("f", "a*", "?b"), "| f=~`(?is)^(a.*|.b)$`"),
    ("signs of expressions are escaped", ask("f", text("a.b*[c]|\\", MANY)), "| f=~`(?is)^a\\.b\\*\\[c\\]\\|\\\\.*$`"),
    ("backticks and line breaks have codes", ask("f", text("`\n", MANY)), "| f=~`(?s)^\\x60\\x0A.*$`"),
    ("a lone star asks for any text", ask("f", "a", "*"), '| f!=""'),
    ("numbers are text", ask("f", Number(5)), '| f="5"'),
    ("a dotted field", ask("n.h", "1"), '| n_h="1"'),
    ("presence", ask("f", Exists(expected=True)), '| f!=""'),
    ("absence", ask("f", Null()), '| f=""'),
    ("null or an empty text is absence", ask("f", "", Null()), '| f=""'),
    ("neither is presence", Not(ask("f", Null(), "")), '| f!=""'),
    ("a negation is in the operator", Not(ask("f", "a", "1")), '| f!~`(?i)^a$`\n| f!="1"'),
    ("no alternative may hold", Not(Or((ask("f", "1"), ask("g", "2")))), '| f!="1"\n| g!="2"'),
    ("not all may hold", Not(And((ask("f", "1"), ask("g", "2")))), '| f!="1" or g!="2"'),
    (
        "and within or is in parentheses",
        Or((ask("f", "1"), And((ask("f", "2"), ask("g", "3"))))),
        '| f="1" or (f="2" and g="3")',
    ),
    ("what must hold is a stage each", And((ask("f", "1"), ask("g", "2"))), '| f="1"\n| g="2"'),
    ("a search is guarded", ask("f", Regex("a.b")), '| f!=""\n| f=~`(?s)^.*(?:a[^\\x0A]b).*$`'),
    ("and so is its negation", Not(ask("f", Regex("^a[b-d]"))), '| f="" or f!~`(?s)^.*(?:^a[b-d]).*$`'),
    (
        "numbers are compared behind a guard",
        Not(ask("f", Compare(Comparison.GT, 5))),
        "| f!~`^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$` or f<=5",
    ),
    (
        "addresses too",
        ask("f", Cidr("10.0.0.0/8")),
        '| f=~`^\\d+(\\.\\d+){3}$`\n| f=ip("10.0.0.0/8")',
    ),
    (
        "two fields are compared by a template, after what needs none",
        And((ask("f", FieldReference("g", before=True)), ask("f", "1"))),
        """| f="1"
| label_format clickops_format_1=`{{if and .f .g}}{{hasSuffix (lower .g) (lower .f)}}{{end}}`
| clickops_format_1="true\"""",
    ),
]


@pytest.mark.parametrize(("tree", "stages"), [case[1:] for case in STAGES], ids=[case[0] for case in STAGES])
def test_a_log_query_says(tree: Node, stages: str) -> None:
    assert query_of("logql", tree) == f'{{job="cloudtrail"}}\n| json\n{stages}'


REFUSED: list[tuple[str, Node, str]] = [
    ("an empty text", ask("f", text()), "does not tell an empty text from an absent field"),
    ("one beside another's absence", Or((ask("f", ""), ask("g", Null()))), r"an empty text .* \(f\)"),
    ("networks of IPv6", ask("f", Cidr("fd00::/8")), "cannot look up an address"),
    ("parts of dates", ask("f", DatePart("hour", Comparison.EQ, 3)), "take a date apart"),
]


@pytest.mark.parametrize(("tree", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_log_query_refuses(tree: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        written("logql", tree)


ARRAYS = Fields(Schema("arrays", {"l.x-y": Place(("l.x-y", "l.x-y:"), type="json")}), {})


def test_an_array_is_extracted_by_its_path_after_the_filters_that_need_none() -> None:
    fields = Fields(Schema("", {"l.x-y": Place("l.x-y:", type="json"), "f": Place("f")}), {})
    mapped = Mapping(fields).apply(And((ask("l.x-y", "all"), ask("f", "1"))))
    lines = str(renderer("logql")(Query(mapped.condition, types=fields.types))).splitlines()
    assert lines[2:4] == ['| f="1"', '| json clickops_array_1="l[\\"x-y\\"]"']
    assert lines[4].startswith("| clickops_array_1=~`(?s)^\\[")


def test_more_than_texts_is_refused_of_an_array() -> None:
    with pytest.raises(ConversionError, match="of which LogQL can ask for texts only"):
        renderer("logql")(Query(Mapping(ARRAYS).apply(ask("l.x-y", Regex("[ab]+"))).condition, types=ARRAYS.types))


def test_an_alert_rule_keeps_events_apart_and_looks_back_further_than_it_waits() -> None:
    made = rule(Atom("eventName", Text(("CreateUser",))), title="{{ title }}")
    (group,) = yaml.safe_load(str(convert(Pack((made,)), find("loki"), "ruler")["rules.yml"]))["groups"]
    assert group["interval"] == "5m"
    assert group["rules"][0]["expr"].startswith("sum by (eventID,")
    assert group["rules"][0]["expr"].endswith("[30m])) > 0")
    assert '{{"{{"}} title }}' in group["rules"][0]["annotations"]["summary"]
