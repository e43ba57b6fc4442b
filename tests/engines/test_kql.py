"""KQL on engines that .ci/run installs: Microsoft's parser and binder on Node, and ClickHouse's reading of KQL.

`npm install --prefix FOLDER` with backends/sentinel/engine/package.json puts the parser into FOLDER/node_modules, which
NODE_PATH must name; chdb is a Python package.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from clickops import content
from clickops.conversion.convert import convert
from clickops.conversion.goldens import shipped
from clickops.conversion.targets import find
from clickops.rules.pack import Pack
from clickops.rules.tree import And, FieldReference
from clickops.tuning import suite
from clickops.verify import corpus, engines, sentinel
from clickops.verify.compare import verdicts
from support.engines import shipment
from support.platform import MANY, ask, rule, text

pytestmark = pytest.mark.engine

CHECK = content.BACKENDS / "sentinel" / "engine" / "check.js"
TYPES = {"string": "string", "json": "string", "bool": "bool"}


def checked(folder: Path, queries: dict[str, str]) -> dict[str, Any]:
    """Let Microsoft's parser read queries; each with its errors and the columns that it gives."""
    columns = {name: TYPES[kind] for name, (_, kind) in sentinel.COLUMNS.items()}
    tables = folder / "tables.json"
    tables.write_text(json.dumps({"AWSCloudTrail": columns | {"TimeGenerated": "datetime"}}))
    lines = "\n".join(json.dumps({"id": name, "query": query}) for name, query in queries.items())
    done = subprocess.run(["node", CHECK, tables], input=lines, capture_output=True, text=True, check=True)  # noqa: S607
    return {one["id"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_microsofts_parser_reads_every_query_and_it_gives_the_columns_of_the_table(tmp_path: Path) -> None:
    queries = {name: str(made) for name, made in convert(shipped(), "sentinel", allowlist="people").items()}
    rules = convert(shipped(), "sentinel", "analytics_rule", allowlist="people")
    queries |= {name: yaml.safe_load(str(made))["query"] for name, made in rules.items()}
    found = checked(tmp_path, queries)
    assert len(found) == len(queries) > 40
    for name, one in found.items():
        assert one["errors"] == [], name
        assert set(one["columns"]) == {*sentinel.COLUMNS, "TimeGenerated"}, name


def test_microsofts_parser_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = {
        "column": 'AWSCloudTrail | where Nope =~ "a"',
        "end": 'AWSCloudTrail | where (EventName =~ "a"',
        "type": 'AWSCloudTrail | where ReadOnly =~ "false"',
        "function": 'AWSCloudTrail | where _GetWatchlists("a")',
        "word": "AWSCloudTrail | where parse_json(RequestParameters).where == 1",
    }
    assert all(one["errors"] for one in checked(tmp_path, wrong).values())


def test_microsofts_parser_reads_a_value_as_a_value(tmp_path: Path) -> None:
    values = ('"', "\\", '\\"', "a|b", "['x']", "// x", "a\nb\t", "' or 'a", "*", "\u2028", "\x01")
    names = ("eventName", "requestParameters.where", "requestParameters.a-b c", "resources.ARN")
    shapes = [shape for value in values for shape in (text(value), text(MANY, value, MANY), text(value, MANY, "é"))]
    trees = [And((ask(name, test), ask("eventSource", "x"))) for name in names for test in shapes]
    trees += [And((ask(name, FieldReference("userAgent")), ask("eventSource", "x"))) for name in names]
    pack = Pack(tuple(rule(tree, f"rule_{number}") for number, tree in enumerate(trees)))
    found = checked(tmp_path, {name: str(made) for name, made in convert(pack, "sentinel").items()})
    assert len(found) == len(trees)
    assert [one["errors"] for one in found.values() if one["errors"]] == []


def test_clickhouse_selects_what_the_evaluator_selects_wherever_no_json_is_asked() -> None:
    conversion, pack = shipment(find("sentinel")), shipped().without_filters(["end_users"])  # which asks JSON
    cases = list(suite.gather(on_problem=lambda _: None).cases)
    hostile = [one for case in cases[::15] for one in list(corpus.variants(case.event, pack.rules[0]))[::5]]
    events = corpus.numbered([*(case.event for case in cases), *hostile])
    plain = [one for one in pack.rules if "mv-apply" not in str(conversion.query(one).query)]
    assert len(plain) == 14
    with engines.find("kql_chdb").start(conversion) as engine:
        found = verdicts(engine, conversion, plain, events)
    assert [one for one in found if not one.same] == []
    assert all(one.selected for one in found)
