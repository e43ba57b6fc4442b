"""What the opensearch target writes: queries for flat_object, and monitors that the alerting plugin takes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from clickops.conversion.convert import convert
from clickops.errors import ConversionError
from clickops.rules.pack import Pack
from clickops.rules.tree import Exists, FieldReference, Node, Number, Regex, Text
from support import monitors
from support.platform import MANY, ask, rule, text, written

HOSTILE = ('"', "\\", "a: b", "}}x", "\n", "'", "query[name=x]", "é")


def monitor(form: str, condition: Node, title: str = "A title", **options: str) -> dict[str, Any]:
    made = rule(condition, title=title, level="high", falsepositives=("none known",))
    (found,) = convert(Pack((made,), (), ()), "opensearch", form, options=options).values()
    loaded: dict[str, Any] = json.loads(found)
    return loaded


@pytest.mark.parametrize("form", ["monitor", "document_monitor"])
@pytest.mark.parametrize("value", HOSTILE)
def test_the_alerting_plugin_takes_what_is_written(form: str, value: str) -> None:
    one = monitor(form, ask("eventName", text(value)))
    monitors.check(one)
    assert one["enabled"] is False


@pytest.mark.parametrize("key", ["name", "schedule", "inputs", "triggers", "enabled"])
def test_the_alerting_plugin_does_not_take_a_monitor_that_lacks_something(key: str) -> None:
    one = monitor("monitor", ask("eventName", "x"))
    del one[key]
    with pytest.raises(jsonschema.ValidationError):
        monitors.check(one)


@pytest.mark.parametrize(
    ("schema", "key", "when"),
    [
        ("raw", "eventID.keyword", "eventTime"),
        ("ecs", "event.id", "@timestamp"),
        ("sa", "aws.cloudtrail.event_id", "timestamp"),
    ],
)
def test_a_monitor_has_a_bucket_and_so_an_alert_for_each_event(schema: str, key: str, when: str) -> None:
    (source,) = monitor("monitor", ask("eventName", "x"), schema=schema)["inputs"]
    asked = source["search"]["query"]
    (bucket,) = asked["aggregations"]["events"]["composite"]["sources"]
    assert bucket == {"event": {"terms": {"field": key}}}
    assert list(asked["query"]["bool"]["filter"][0]["range"]) == [when]


def test_a_document_monitor_asks_for_the_query_that_its_trigger_names() -> None:
    one = monitor("document_monitor", ask("eventName", "x"))
    (query,) = one["inputs"][0]["doc_level_input"]["queries"]
    (trigger,) = one["triggers"]
    source = trigger["document_level_trigger"]["condition"]["script"]["source"]
    assert source == f"query[name={query['name']}]"


@pytest.mark.parametrize("value", ["{{x}}", "{{period_end}}", "a{{{b", "{{#x}}"])
def test_what_a_monitor_would_fill_in_is_written_so_that_it_stays(value: str) -> None:
    one = monitor("monitor", ask("eventName", text(value)), title="T {{period_start}}")
    query = one["inputs"][0]["search"]["query"]["query"]["bool"]["filter"][1]
    assert "{{" not in json.dumps(query)
    assert next(iter(query["bool"]["filter"][0])) == "regexp"


def test_what_cannot_be_written_so_is_refused() -> None:
    with pytest.raises(ConversionError, match="fills in"):
        monitor("monitor", ask("eventName", Regex("[{]{2}x")), schema="raw")


def test_a_search_that_is_no_monitor_says_it_plainly() -> None:
    query = json.dumps(monitor("query_dsl", ask("eventName", text("{{x}}"))))
    assert '"{{x}}"' in query


CLAUSES: list[tuple[str, Node, dict[str, Any]]] = [
    ("a value", ask("fl.a", "x"), {"term": {"fl.a": {"value": "x", "case_insensitive": True}}}),
    ("an end", ask("fl.a", "*x"), {"wildcard": {"fl.a": {"value": "*x", "case_insensitive": True}}}),
    ("an expression", ask("fl.a", Regex("^a")), {"prefix": {"fl.a": {"value": "a"}}}),
    ("letters beyond ASCII", ask("fl.a", "é"), {"regexp": {"fl.a": {"value": "[Éé]", "flags": "NONE"}}}),
    ("presence", ask("fl.a", Exists(expected=True)), {"wildcard": {"fl.a": {"value": "*"}}}),
    ("a lone star", ask("fl.a", "*"), {"wildcard": {"fl.a": {"value": "*"}}}),
    ("presence elsewhere", ask("f", Exists(expected=True)), {"exists": {"field": "f"}}),
    ("a number", ask("fl.a", Number(5)), {"term": {"fl.a": {"value": "5"}}}),
]


@pytest.mark.parametrize(("tree", "clause"), [case[1:] for case in CLAUSES], ids=[case[0] for case in CLAUSES])
def test_a_flat_object_is_asked_without_scripts(tree: Node, clause: dict[str, Any]) -> None:
    query = written("query_dsl", tree, dialect="opensearch")
    assert query == {"bool": {"filter": [clause]}}


def test_a_flat_object_cannot_be_compared_with_another_field() -> None:
    """Its doc values do not say of which part they are."""
    for tree in (ask("fl.a", FieldReference("f")), ask("f", FieldReference("fl.a"))):
        with pytest.raises(ConversionError, match="cannot compare one field with another"):
            written("query_dsl", tree, dialect="opensearch")


def test_fields_that_are_none_can_be() -> None:
    assert "script" in json.dumps(written("query_dsl", ask("f", FieldReference("g")), dialect="opensearch"))


@pytest.mark.parametrize(
    ("tree", "query"),
    [
        (ask("fl.a", Exists(expected=True)), "fl.a:[* TO *]"),
        (ask("f", Exists(expected=True)), "_exists_:f"),
        (ask("fl.a", Text(("x", MANY))), "fl.a:x*"),
    ],
)
def test_lucene_asks_for_presence_so_that_it_is_found_in_depth(tree: Node, query: str) -> None:
    assert written("lucene", tree, dialect="opensearch") == query


def test_lucene_cannot_ask_a_flat_object_for_an_end() -> None:
    with pytest.raises(ConversionError, match="exact values and prefixes only"):
        written("lucene", ask("fl.a", "*x"), dialect="opensearch")


def test_what_security_analytics_has_no_alias_for_is_told() -> None:
    notes: list[str] = []
    made = rule(ask("eventName", "x"), title="t")
    other = rule(ask("sessionCredentialFromConsole", "true"), "other", title="o")
    problems: list[ConversionError] = []
    convert(
        Pack((made, other), (), ()),
        "opensearch",
        options={"schema": "sa"},
        on_note=lambda note: notes.append(note.text),
        on_problem=problems.append,
    )
    assert notes == []
    (problem,) = problems
    assert "does not keep sessionCredentialFromConsole" in problem.reason
