"""Our pipelines in pySigma: its queries, run on the model of Splunk and on EQL, select what the evaluator selects."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sigma.backends.elasticsearch.elasticsearch_eql import EqlBackend
from sigma.backends.elasticsearch.elasticsearch_lucene import LuceneBackend
from sigma.backends.splunk.splunk import SplunkBackend
from sigma.collection import SigmaCollection
from sigma.exceptions import SigmaTransformationError
from sigma.plugins import InstalledSigmaPlugins

from clickops import content
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.evaluate.predicate import predicate
from clickops.rules.load import load
from clickops.tuning import suite
from clickops.verify.corpus import numbered
from clickops.verify.engines import spl_model
from sigma.pipelines.clickops import pipelines
from support import eql

DETECTIONS = content.RULES / "detections"
NOT_BY_PYSIGMA = {
    "aws_cloudtrail_human_session_change_domain": "the placeholder employer_domains has no value",
    "aws_cloudtrail_session_name_mismatch": "Field reference endswith expression is not supported",
    "aws_cloudtrail_manual_resource_shared_publicly": '="\\*"',  # where the star stays a wildcard
    "aws_cloudtrail_manual_s3_made_public": '="\\*"',
}
CLOUDTRAIL = {"product": "aws", "service": "cloudtrail"}


def rule(detection: dict[str, Any], logsource: dict[str, str] = CLOUDTRAIL) -> dict[str, Any]:
    return {"title": "t", "logsource": logsource, "detection": detection}


def splunk(*rules: dict[str, Any]) -> list[str]:
    written: list[str] = SplunkBackend(pipelines["clickops_splunk"]()).convert(SigmaCollection.from_dicts(list(rules)))
    return [query.removeprefix('index="*" sourcetype="aws:cloudtrail" ').partition(" | table")[0] for query in written]


def test_sigma_cli_finds_the_pipelines_and_converts() -> None:
    """Without a network: what is run is what `sigma convert` runs."""
    command = ["convert", "-t", "splunk", "-p", "clickops_splunk"]
    start = [sys.executable, "-c", "from sigma.cli.main import main; main()", *command]
    path = DETECTIONS / "aws_cloudtrail_console_action_legacy.yml"
    done = subprocess.run([*start, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert 'sourcetype="aws:cloudtrail"' in done.stdout
    assert 'userIdentity.invokedBy="AWS Internal"' in done.stdout


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pysigma-backend-secops
def test_pysigma_discovers_a_pipeline_for_each_of_our_targets_and_nothing_else() -> None:
    found = {
        name for name in InstalledSigmaPlugins.autodiscover(include_backends=False).pipelines if "clickops" in name
    }
    assert found == set(pipelines)
    assert {"clickops_splunk", "clickops_elasticsearch", "clickops_elasticsearch_esql"} <= found


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return numbered(case.event for case in suite.gather(on_problem=lambda _: None).cases)


@pytest.mark.parametrize("name", [path.stem for path in sorted(DETECTIONS.glob("*.yml"))])
def test_splunk_s_queries_select_what_our_own_evaluator_selects(name: str, cases: list[dict[str, Any]]) -> None:
    """On all cases of the pack; the rules stand alone, as sigma-cli is given no filters here."""
    if name in NOT_BY_PYSIGMA:
        return
    (alone,) = load(DETECTIONS).select([name]).without_filters().rules
    collection = SigmaCollection.load_ruleset([DETECTIONS / f"{name}.yml"])
    (query,) = SplunkBackend(pipelines["clickops_splunk"]()).convert(collection)
    holds = predicate(alone.tree)
    events = {event["eventID"]: event for event in cases}
    with spl_model.start(Conversion(find("splunk"))) as engine:
        taken = engine.load(cases)
        expected = {name for name in taken if holds(events[name])}
        assert expected
        assert engine.run(query) == expected


@pytest.mark.parametrize("name", NOT_BY_PYSIGMA)
def test_the_rules_that_pysigma_gets_wrong_are_still_those(name: str) -> None:
    assert NOT_BY_PYSIGMA[name] in outcome(SigmaCollection.load_ruleset([DETECTIONS / f"{name}.yml"]))


def outcome(collection: SigmaCollection) -> str:
    """Give the query, or what pySigma says instead."""
    try:
        (query,) = SplunkBackend(pipelines["clickops_splunk"]()).convert(collection)
    except Exception as error:  # noqa: BLE001 - pySigma's own errors have no common ground
        return str(error)
    return str(query)


QUERIES: list[tuple[str, dict[str, Any], str]] = [
    ("a field keeps its name where Splunk keeps it", {"eventName": "A"}, 'eventName="A"'),
    ("a list stays a list", {"eventName": ["A", "B*"]}, 'eventName IN ("A", "B*")'),
    ("a field under several names is any of them", {"userAgent": "x"}, 'userAgent="x" OR "userAgent{}"="x"'),
    ("null is absence, or the text null", {"eventName": None}, 'NOT eventName=* OR eventName="null"'),
    (
        "errorCode is success where there is none",
        {"errorCode": None},
        'NOT errorCode=* OR errorCode IN ("success", "null")',
    ),
    ("all must hold together", {"eventName|contains|all": ["a", "b"]}, 'eventName="*a*" eventName="*b*"'),
]


@pytest.mark.parametrize(("asked", "query"), [case[1:] for case in QUERIES], ids=[case[0] for case in QUERIES])
def test_the_pipeline_says(asked: dict[str, Any], query: str) -> None:
    assert splunk(rule({"s": asked, "condition": "s"})) == [query]


def test_a_wildcard_is_not_taken_for_a_stand_in() -> None:
    (query,) = splunk(rule({"s": {"errorCode": "*"}, "condition": "s"}))
    assert query == 'errorCode="*" NOT (errorCode IN ("success", "null"))'


def test_a_filter_shared_by_two_rules_is_placed_once() -> None:
    """PySigma 1.5 hands the same items of a filter to the pipeline for each rule."""
    one, two = (rule({"s": {"eventName": word}, "condition": "s"}) | {"name": word} for word in "ab")
    shared = {"condition": "s", "rules": "any", "s": {"errorCode": None}}
    queries = splunk(one, two, {"title": "f", "logsource": CLOUDTRAIL, "filter": shared})
    assert [query.replace('eventName="b"', 'eventName="a"') for query in queries] == [queries[0]] * 2
    assert queries[0].count("success") == 1


def test_a_negation_is_true_where_the_field_is_absent() -> None:
    """EQL is three-valued: without the guard the event without errorCode is lost."""
    detection = {"s": {"eventName": "A"}, "n": {"errorCode": "Denied"}, "condition": "s and not n"}
    backend = EqlBackend(pipelines["clickops_elasticsearch_eql"]())
    (query,) = backend.convert(SigmaCollection.from_dicts([rule(detection)]))
    event = {"event": {"dataset": "aws.cloudtrail", "action": "A"}}
    coded = [{**event, "aws": {"cloudtrail": {"error_code": word}}} for word in ("Denied", "x")]
    assert eql.found(query.replace("?", ""), [event, *coded]) == [0, 2]


REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("a field that fields.yml does not list", "clickops_splunk", {"unheard": "A"}, "where the field 'unheard' is kept"),
    ("an object", "clickops_splunk", {"requestParameters": "A"}, "holds further fields"),
    ("a keyword", "clickops_splunk", {"|contains": "A"}, "keyword"),
    ("a flattened field in EQL", "clickops_elasticsearch_eql", {"requestParameters.a": "A"}, "flattened"),
    ("a part of a flattened field", "clickops_elasticsearch", {"requestParameters.a": "*A"}, "flattened"),
]


@pytest.mark.parametrize(("name", "asked", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_the_pipeline_refuses_by_name(name: str, asked: dict[str, Any], reason: str) -> None:
    backend = LuceneBackend(pipelines[name]())
    with pytest.raises(SigmaTransformationError, match=reason):
        backend.convert(SigmaCollection.from_dicts([rule({"s": asked, "condition": "s"})]))


def test_a_rule_for_another_log_source_is_refused() -> None:
    with pytest.raises(SigmaTransformationError, match="is for the log source aws, cloudtrail"):
        splunk(rule({"s": {"eventName": "A"}, "condition": "s"}, {"product": "windows"}))


def test_pysigma_s_folders_stay_pysigma_s() -> None:
    """An __init__.py in them would hide pySigma."""
    above = Path(content.__file__).parent.parent / "sigma"
    assert not (above / "__init__.py").exists()
    assert not (above / "pipelines" / "__init__.py").exists()
