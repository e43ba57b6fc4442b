"""BigQuery's SQL on Apache DataFusion, beside ZetaSQL: a second opinion, which a Python package has."""

from __future__ import annotations

import pytest

from clickops.conversion.goldens import shipped
from clickops.conversion.targets import find
from clickops.tuning import suite
from clickops.verify import corpus, engines
from clickops.verify.compare import verdicts
from support.engines import shipment

pytestmark = pytest.mark.engine

JSON = {
    "aws_cloudtrail_human_session_change_identity_center",
    "aws_cloudtrail_manual_data_store_deleted",
    "aws_cloudtrail_manual_logging_tampered",
    "aws_cloudtrail_manual_resource_shared_publicly",
    "aws_cloudtrail_manual_s3_made_public",
    "aws_cloudtrail_manual_security_group_open_to_world",
    "aws_cloudtrail_s3_console_change",
    "aws_cloudtrail_session_name_bypass",
    "aws_cloudtrail_session_name_mismatch",
}


def test_datafusion_selects_what_the_evaluator_selects_wherever_no_json_is_asked() -> None:
    conversion, pack = shipment(find("bigquery")), shipped().without_filters(["end_users"])  # which asks JSON
    events = corpus.of_cases(suite.gather(on_problem=lambda _: None).cases, pack.rules, each=8)
    with engines.find("datafusion").start(conversion) as engine:
        found = verdicts(engine, conversion, pack.rules, events)
    assert {one.rule for one in found if one.failed} == JSON
    ran = [one for one in found if not one.failed]
    assert len(ran) == 13
    assert [one for one in ran if not one.same or not one.selected] == []


def test_datafusion_does_not_agree_with_a_query_that_lost_its_guard() -> None:
    conversion, pack = shipment(find("bigquery")), shipped().without_filters(["end_users"])
    rule = next(one for one in pack.rules if one.name == "aws_cloudtrail_root_change")
    query = str(conversion.query(rule).query)
    events = corpus.of_cases(suite.gather(on_problem=lambda _: None).cases, [rule], each=4)
    with engines.find("datafusion").start(conversion) as engine:
        engine.load(events)
        unguarded = query.replace("NOT COALESCE(", "NOT (").replace(", FALSE)", ")")
        assert unguarded != query
        assert engine.run(unguarded) < engine.run(query)


def test_datafusion_says_what_it_cannot_read() -> None:
    conversion = shipment(find("bigquery"))
    with engines.find("datafusion").start(conversion) as engine:
        engine.load([{"eventID": "1"}])
        with pytest.raises(engines.EngineError, match="DataFusion"):
            engine.run("SELECT eventID FROM `cloudtrail` WHERE nope = 'a'")
