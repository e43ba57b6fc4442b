from __future__ import annotations

import json
from typing import Any

import pytest
import sqlglot
from sqlglot import expressions as exp

from clickops.conversion.convert import convert
from clickops.conversion.goldens import shipped
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.rules.pack import Pack
from support.engines import started

TARGETS = ("duckdb", "sqlite", "trino", "athena", "security_lake")


@pytest.mark.parametrize("target", TARGETS)
def test_every_shipped_query_is_one_statement_with_its_columns(target: str) -> None:
    conversion = Conversion(find(target))
    read = {"security_lake": "athena"}.get(target, target)
    for rule in shipped().rules:
        query = str(conversion.query(rule).query)
        (tree,) = sqlglot.parse(query, dialect=read)
        assert isinstance(tree, exp.Select)
        assert tree.named_selects[-1].lower() == "eventid"
        assert len(tree.named_selects) == 10


@pytest.mark.parametrize("target", TARGETS)
def test_every_shipped_rule_converts_in_every_format(target: str) -> None:
    pack = shipped()
    for name, form in find(target).formats.items():
        assert not form.refuses
        assert convert(pack, target, name)


@pytest.mark.parametrize("target", ["duckdb", "sqlite", "trino"])
def test_the_script_of_views_is_one_view_a_rule(target: str) -> None:
    files = convert(shipped(), target, "views")
    trees = sqlglot.parse(str(files["detections.sql"]), dialect=target)
    made = [tree.this.name for tree in trees if isinstance(tree, exp.Create)]
    assert made == [rule.name for rule in shipped().rules]
    statements = sqlglot.parse(str(files["cloudtrail.sql"]), dialect=target)
    assert len(statements) <= (4 if target == "sqlite" else 2)  # it takes a trigger for two


def test_saved_queries_are_a_stack_that_cloudformation_takes() -> None:
    import yaml

    for target in ("athena", "security_lake"):
        stack = yaml.safe_load(str(convert(shipped(), target, "named_queries")["named_queries.yml"]))
        assert len(stack["Resources"]) == len(shipped().rules)
        for name, resource in stack["Resources"].items():
            assert name.isalnum()
            assert resource["Type"] == "AWS::Athena::NamedQuery"
            assert len(resource["Properties"]["Name"]) <= 128
            assert len(resource["Properties"]["Description"]) <= 1024
            assert len(resource["Properties"]["QueryString"]) <= 262_144
        assert len(json.dumps(stack)) < 1_000_000


def test_time_is_bounded_by_minutes_and_not_without() -> None:
    rule = shipped().rules[0]
    for target in TARGETS:
        assert "45" in str(Conversion(find(target), options={"minutes": "45"}).query(rule).query)
        free = str(Conversion(find(target), options={"minutes": "0"}).query(rule).query)
        assert not {"now()", "'now'"} & set(free.replace("(", " (").split())
        assert "minutes'" not in free
    assert '"timestamp" >=' in str(Conversion(find("athena")).query(rule).query)


def test_a_lake_is_read_by_the_id_of_its_data_store() -> None:
    options = {"schema": "lake", "event_data_store": "0a1b"}
    for rule in shipped().rules:
        query = str(Conversion(find("athena"), options=options).query(rule).query)
        assert "\nFROM 0a1b\n" in query
        assert "lower(readonly)" not in query


def test_security_lake_asks_every_class() -> None:
    for rule in shipped().rules:
        query = str(Conversion(find("security_lake")).query(rule).query)
        assert "class_uid" not in query
        assert "src_endpoint.ip" in query


@pytest.mark.parametrize("target", ["duckdb", "sqlite"])
def test_the_shipped_view_and_query_select_a_case_on_the_engine(target: str) -> None:
    event = {"eventID": "1", "eventName": "DeleteBucket", "eventSource": "s3.amazonaws.com", "userAgent": "Mozilla/5.0"}
    events: list[dict[str, Any]] = [
        event,
        {**event, "eventID": "2", "readOnly": True},
        {**event, "eventID": "3", "sessionCredentialFromConsole": True, "userAgent": None},
        {**event, "eventID": "4", "userIdentity": {"invokedBy": "AWS Internal"}},
        {**event, "eventID": "5", "userAgent": ["Mozilla/5.0"]},
    ]
    rule = next(rule for rule in shipped().rules if rule.name == "aws_cloudtrail_manual_change")
    with started(find(target), pack=Pack((rule,))) as (conversion, engine):
        assert engine.load(events) == {"1", "2", "3", "4", "5"}  # the last is a known difference
        assert engine.run(conversion.query(rule).query) == {"1", "3"}
