"""Random rules and events on databases and warehouses, kept there as the shipped tables and views keep CloudTrail.

What each engine needs is in its module's docstring; the Python packages are in .ci/engines.txt.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clickops.conversion import templates
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, FieldReference, Named, Node, Not, Or
from clickops.verify import reshaping
from clickops.verify.engines import postgres
from support.engines import draws, started
from support.platform import ask, cases, comparisons, plain_atoms, references, rule, trees
from support.sql import FACTS, json_atoms, nested

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore")]  # fakesnow, pandas and pyspark warn

DATABASES = ("postgres", "redshift", "clickhouse", "databricks", "snowflake", "bigquery")
FIELDS = {"f": "userAgent", "g": "errorMessage", "n.h": "userIdentity.userName", "r": "readOnly"}
"""Where the made-up fields of rules are kept; what is in `j` is in requestParameters."""

AGO, AHEAD = "2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z"
ATOMS = plain_atoms | references | comparisons | json_atoms


class Loaded(msgspec.Struct, frozen=True):
    conversion: Conversion
    engine: Any
    records: dict[str, dict[str, Any]]


def field(name: str) -> str:
    return FIELDS.get(name) or "requestParameters." + name.removeprefix("j.")


def moved(node: Node) -> Node:
    """Ask CloudTrail's fields what the made-up ones are asked."""
    match node:
        case And(nodes):
            return And(tuple(map(moved, nodes)))
        case Or(nodes):
            return Or(tuple(map(moved, nodes)))
        case Not(child) | Named(_, child):
            return Not(moved(child)) if isinstance(node, Not) else moved(child)
        case Atom(str() as name, FieldReference() as test):
            return Atom(field(name), msgspec.structs.replace(test, field=field(test.field)))
        case Atom(str() as name, test):
            return Atom(field(name), test)
    raise AssertionError(node)


def record(number: int, event: dict[str, Any]) -> dict[str, Any]:
    """Make a record of an event of the made-up platform."""
    found: dict[str, Any] = {"eventID": str(number), "eventTime": AHEAD if number % 2 else AGO}
    found |= {FIELDS[key]: value for key, value in event.items() if key in {"f", "g", "r"}}
    found |= {"userIdentity": {"userName": event["n"]["h"]}} if "n" in event else {}
    return found | ({"requestParameters": event["j"]} if "j" in event else {})


def drawn() -> list[dict[str, Any]]:
    """Draw events that hold nearly what random rules ask for."""
    found: list[dict[str, Any]] = []

    @draws(80)
    @given(case=cases(ATOMS), inner=st.lists(nested(), min_size=6, max_size=6))
    def collect(case: tuple[Node, list[dict[str, Any]]], inner: list[dict[str, Any]]) -> None:
        found.extend({**event, "j": one} for event, one in zip(case[1], inner, strict=False))

    collect()
    return found


@pytest.fixture(scope="module", params=DATABASES)
def loaded(request: pytest.FixtureRequest) -> Iterator[Loaded]:
    events = drawn() + [event for fact in FACTS for event in (*fact[2], *fact[3])]
    records = [record(number, event) for number, event in enumerate(events)]
    with started(find(request.param)) as (conversion, engine):
        assert engine.load(records) == {one["eventID"] for one in records}
        yield Loaded(conversion, engine, {one["eventID"]: one for one in records})


def expected(loaded: Loaded, tree: Node) -> set[str]:
    holds = predicate(tree)
    return {key for key, one in loaded.records.items() if holds(without_null(one))}


def without_null(record: dict[str, Any]) -> dict[str, Any]:
    """Leave null out, which is absence in all of them: README.md of each, "Known differences"."""
    return {key: reshaping.pruned(part, lambda value: value is None) for key, part in record.items()}


@pytest.mark.parametrize("fact", FACTS, ids=[fact[0] for fact in FACTS])
def test_a_database_selects_what_fits_and_nothing_else(
    loaded: Loaded, fact: tuple[str, Node, list[Any], list[Any]]
) -> None:
    tree = moved(fact[1])
    found = loaded.engine.run(loaded.conversion.query(rule(tree)).query)
    assert found == expected(loaded, tree)
    assert len(found) >= len(fact[2])
    assert len(loaded.records) - len(found) >= len(fact[3])


def test_it_finds_what_the_evaluator_finds(loaded: Loaded) -> None:
    asked: list[Node] = []

    @draws(80)
    @given(trees(ATOMS))
    def compare(tree: Node) -> None:
        try:
            query = loaded.conversion.query(rule(moved(tree))).query
        except ConversionError:
            assume(condition=False)
            raise
        asked.append(tree)
        assert loaded.engine.run(query) == expected(loaded, moved(tree)), query

    compare()
    assert len(asked) > 50


def test_a_bounded_query_finds_what_is_new_and_nothing_old(loaded: Loaded) -> None:
    bounded = Conversion(loaded.conversion.target, options={"minutes": "30"})
    tree = ask("userAgent", "*")
    found = loaded.engine.run(bounded.query(rule(tree)).query)
    assert found == {key for key in expected(loaded, tree) if loaded.records[key]["eventTime"] == AHEAD}
    assert found


def test_the_shipped_command_loads_records_with_a_nul_into_postgresql(tmp_path: Path) -> None:
    texts = ["x\0y", "\0", 'a "quoted" \\ text', "\\\0"]
    with gzip.open(tmp_path / "trail.ndjson.gz", "wt") as file:
        file.writelines(json.dumps({"userAgent": text}) + "\n" for text in texts)
    shipped = templates.writer("", find("postgres").template("cloudtrail.sql"))({"table": "cloudtrail"})
    (load,) = re.findall(r"^--\s+(\\copy .*)", shipped, re.MULTILINE)
    load = load.replace("trail.ndjson.gz", str(tmp_path / "trail.ndjson.gz"))
    with postgres.served() as folder:
        done = subprocess.run(
            ["psql", "-h", folder, "-U", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1"],  # noqa: S607
            input=f"{shipped}\n{load}\nSELECT to_json(userAgent) FROM cloudtrail;",
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stderr == ""
    assert [json.loads(line) for line in done.stdout.splitlines()] == [one.replace("\0", "\ufffd") for one in texts]
