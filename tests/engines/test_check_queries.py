"""Checks to paste, on the engines of their targets: pass for the right query, and fail for a wrong one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from clickops.conversion import goldens
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.rules.tree import Not
from clickops.tuning import suite
from clickops.verify.paste import Writer
from support.pasted import Ask, Case, Said, expected, in_order, mutants
from support.pasted_engines import heavy
from support.platform import SIGNS, ask, rule, text

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore")]  # fakesnow, pandas and pyspark warn

HEAVY = (
    *("athena", "bigquery", "clickhouse", "databricks", "eventbridge", "postgres", "redshift", "security_lake"),
    *("snowflake", "trino"),
)
SLOW = {"bigquery", "eventbridge"}
RULES = (
    "aws_cloudtrail_manual_security_group_open_to_world",
    "aws_cloudtrail_s3_console_change",
    "aws_cloudtrail_session_name_bypass",
)
SEED = 20261124


@pytest.fixture(scope="module", params=HEAVY)
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Ask]]:
    with heavy(request.param) as answered:
        yield request.param, answered


@pytest.fixture(scope="module")
def cases() -> tuple[Any, ...]:
    return suite.gather(on_problem=lambda _: None).cases


def test_rules_pass_their_checks(opened: tuple[str, Ask], cases: tuple[Any, ...]) -> None:
    target, answered = opened
    writer = Writer(find(target), sparse=3 if target in SLOW else 1)
    for one in goldens.shipped().select(RULES).rules:
        check = writer.write(one, cases)
        assert 0 < check.fire < check.cases
        assert answered(check.text) == Said("pass", "", "")


def test_a_wrong_query_fails_with_exactly_the_cases_that_it_gets_wrong(
    opened: tuple[str, Ask], cases: tuple[Any, ...]
) -> None:
    target, answered = opened
    writer = Writer(find(target))
    (right,) = goldens.shipped().select(["aws_cloudtrail_session_name_bypass"]).rules
    own = [case for case in cases if case.rule == right.name and case.name != "the flag as some platforms write it"]
    results = []
    for wrong in random.Random(SEED).sample(list(mutants(right)), 3):  # noqa: S311 - no secret
        try:
            converted = writer.conversion.query(wrong)
        except ConversionError:
            continue
        said = in_order(answered(writer.write(right, own, converted).text))
        assert said == expected(right, wrong, own), wrong.condition
        results.append(said.result)
    assert "fail" in results


def test_whatever_signs_a_case_holds_it_stays_the_same_case(opened: tuple[str, Ask]) -> None:
    target, answered = opened
    writer = Writer(find(target))
    value = "".join(sign.lower() for sign in SIGNS if target != "eventbridge" or sign not in {"*", "?"})
    right = rule(ask("userAgent", text(value)), "made_up")
    record = {"eventSource": "x.amazonaws.com", "eventTime": "2026-11-24T08:14:03Z", "eventName": value}
    record |= {"awsRegion": "eu-west-1", "eventType": "AwsApiCall", "userAgent": value}
    mine = [Case("a " + " ".join(value.replace(";", "").split()), right.name, match=True, event=record)]
    mine += [Case("other", right.name, match=False, event=record | {"userAgent": value + "x"})]
    check = writer.write(right, mine)
    wrong = writer.write(right, mine, writer.conversion.query(rule(Not(right.condition), "made_up")))
    assert check.cases == 2
    assert answered(check.text) == Said("pass", "", "")
    assert answered(wrong.text) == Said("fail", mine[0].name, "other")
