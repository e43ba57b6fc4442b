"""Random rules on Loki and VictoriaLogs, and alert rules read by the ruler's parser, vmalert and Datadog's client.

Loki, VictoriaLogs and vmalert need Go (https://go.dev/dl/), which builds them the first time; Datadog's client is the
Python package datadog-api-client.
"""

from __future__ import annotations

import importlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clickops.conversion import goldens
from clickops.conversion.convert import convert
from clickops.conversion.targets import find
from clickops.rules.pack import Pack
from clickops.rules.tree import Atom, Cidr, Node, Text
from clickops.verify import engines, go
from clickops.verify.engines import Engine
from support.engines import draws, shipment
from support.log_engines import EVENTS, query_of, selected
from support.platform import MANY, ONE, comparisons, plain_atoms, references, rule, trees

pytestmark = pytest.mark.engine

MANY_RULES = draws(400)
VMALERT = "github.com/VictoriaMetrics/VictoriaMetrics/app/vmalert"
HOSTILE = rule(Atom("eventName", Text((MANY, "{{x}} \" ' # | %{y}", ONE))), title='A {{title}} "of" %{x}: # one')
PACKS = (goldens.shipped(), Pack((HOSTILE,)))


def loaded(target: str) -> Iterator[Engine]:
    with engines.find(target).start(shipment(find(target))) as engine:
        assert len(engine.load(EVENTS)) == len(EVENTS)
        yield engine


@pytest.fixture(scope="module")
def loki() -> Iterator[Engine]:
    yield from loaded("loki")


@pytest.fixture(scope="module")
def victorialogs() -> Iterator[Engine]:
    yield from loaded("victorialogs")


@MANY_RULES
@given(trees(plain_atoms | references | comparisons))
def test_loki_finds_what_the_evaluator_finds(loki: Engine, tree: Node) -> None:
    query = query_of("logql", tree)
    assume(query is not None)
    assert query is not None
    assert loki.run(query) == selected(tree), query


NETWORKS = st.sampled_from(["10.0.0.0/8", "10.0.0.1/32", "11.0.0.0/30"])


@MANY_RULES
@given(trees(st.builds(Atom, st.sampled_from(["f", "g"]), st.builds(Cidr, NETWORKS))))
def test_an_address_is_never_a_text_that_holds_one(loki: Engine, victorialogs: Engine, tree: Node) -> None:
    for engine, language in ((loki, "logql"), (victorialogs, "logsql")):
        query = query_of(language, tree)
        assume(query is not None)
        assert query is not None
        assert engine.run(query) == selected(tree), query


@MANY_RULES
@given(trees(plain_atoms | references))
def test_victorialogs_finds_what_the_evaluator_finds(victorialogs: Engine, tree: Node) -> None:
    query = query_of("logsql", tree)
    assume(query is not None)
    assert query is not None
    assert victorialogs.run(query) == selected(tree), query


@pytest.mark.parametrize("pack", PACKS, ids=["shipped", "hostile"])
def test_lokis_ruler_reads_the_alert_rules(pack: Pack, tmp_path: Path) -> None:
    program = go.program("CLICKOPS_LOKI_ENGINE", find("loki").folder / "engine", ".")
    file = tmp_path / "rules.yml"
    written = str(convert(pack, find("loki"), "ruler")["rules.yml"])
    file.write_text(written, "utf-8")
    assert said_by(program, "-rules", str(file)) == ""
    file.write_text(written.replace("| json", "| json json |"), "utf-8")
    assert "parse error" in said_by(program, "-rules", str(file))
    file.write_text(written.replace("for: 0m", "fore: 0m"), "utf-8")
    assert "field fore not found" in said_by(program, "-rules", str(file))


@pytest.mark.parametrize("pack", PACKS, ids=["shipped", "hostile"])
def test_vmalert_reads_the_alert_rules(pack: Pack, tmp_path: Path) -> None:
    program = go.program("CLICKOPS_VMALERT", find("victorialogs").folder / "engine", VMALERT)
    file = tmp_path / "rules.yml"
    written = str(convert(pack, find("victorialogs"), "vmalert", on_problem=print)["rules.yml"])
    file.write_text(written, "utf-8")
    assert "fatal" not in said_by(program, f"-rule={file}", "-dryRun")
    for right, wrong in (("| stats by", "| stats buy"), ("for: 0s", "for: soon"), ("{{ $labels", "{{ $lables")):
        file.write_text(written.replace(right, wrong), "utf-8")
        assert "fatal" in said_by(program, f"-rule={file}", "-dryRun"), wrong


def said_by(program: Path, *options: str) -> str:
    return subprocess.run([program, *options], capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("pack", PACKS, ids=["shipped", "hostile"])
def test_datadogs_client_takes_the_detection_rules(pack: Pack) -> None:
    files = convert(pack, find("datadog"), "rule_json", on_problem=print)
    assert files
    for file in files.values():
        body = json.loads(file)
        assert unread(body) == []
        assert unread(body | {"cases": [body["cases"][0] | {"status": "terrible"}]}) != []
        assert unread(body | {"queries": [body["queries"][0] | {"aggregation": "guess"}]}) != []


def unread(body: dict[str, Any]) -> list[Any]:
    """Read a rule as Datadog's API client does; returns the parts of it that are not as they must be."""
    configuration = importlib.import_module("datadog_api_client.configuration").Configuration()
    convert_types = importlib.import_module("datadog_api_client.model_utils").validate_and_convert_types
    model = "security_monitoring_standard_rule_create_payload"
    kind = importlib.import_module(f"datadog_api_client.v2.model.{model}").SecurityMonitoringStandardRuleCreatePayload
    made = convert_types(
        body, (kind,), ["rule"], spec_property_naming=True, check_type=True, configuration=configuration
    )
    assert isinstance(made, kind)
    return [part for part in [made, *made.cases, *made.queries, made.options] if getattr(part, "_unparsed", False)]
