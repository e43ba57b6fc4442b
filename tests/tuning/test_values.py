"""What no CloudTrail record can hold, and what one may."""

from __future__ import annotations

from pathlib import Path

import pytest

from clickops.rules.load import load
from clickops.tuning.check import check
from clickops.tuning.doubts import doubts
from support.rulefiles import FILTER, RULE, write


def told(item: str) -> list[str]:
    """The doubts about a rule that asks for one item."""
    (rule,) = load(RULE.replace("eventName: DeleteBucket", item)).rules
    return [reason for _, reason in doubts(rule)]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("eventSource: 'ec2.amazonaws.com:*'", "as in ec2.amazonaws.com"),
        ("eventSource: 'ec2:*'", "as in ec2.amazonaws.com"),
        ("eventSource: ec2", "a service is written with its domain, as in ec2.amazonaws.com"),
        ("eventSource: ec2.amazonaws", "a service is written with its domain"),
        ("eventSource|startswith: 'Amazon EC2'", "a service is written as in s3.amazonaws.com"),
        ("eventName: 's3:DeleteBucket'", "the service is eventSource: write DeleteBucket alone"),
        ("eventName: 'Delete bucket'", "an action is one word, as in CreateUser"),
        ("eventName: [DeleteBucket, 'ec2:*']", "the service is eventSource"),
        ("recipientAccountId: '1111-2222-3333'", "an account is written as 12 digits in quotes"),
        ("recipientAccountId: '11112222333'", "an account is written as 12 digits in quotes"),
        ("recipientAccountId|startswith: '1111222233334'", "an account is written as 12 digits in quotes"),
        ("recipientAccountId: 1402433619", "an account is written as 12 digits in quotes"),
        ("userIdentity.arn: alice", "an ARN begins with arn:"),
        ("sourceIPAddress: 198.51.100.0/24", "a record holds one address: write |cidr for a network"),
        ("readOnly: 'yes'", "it is true or false"),
        ("awsRegion: eu-west-1a", "a region is written as in eu-west-1, without a zone"),
        ("awsRegion: EU (Ireland)", "a region is written as in eu-west-1, without a zone"),
        ("userIdentity.type: assumed-role", "it is one word, as in AssumedRole"),
    ],
)
def test_a_value_that_no_record_holds_is_told_with_what_to_write(item: str, reason: str) -> None:
    (found,) = told(item)
    assert reason in found
    assert " can never be '" in found


@pytest.mark.parametrize(
    "item",
    [
        "eventSource: ec2.amazonaws.com",
        "eventSource: EC2.amazonaws.com",
        "eventSource|startswith: ec2",
        "eventSource: 'ec2*'",
        "eventSource: '*'",
        "eventSource: ''",
        "eventSource|contains: amazonaws",
        "eventSource: monitoring.amazonaws.com.cn",
        "eventSource|re: '^ec2:'",
        "eventSource: null",
        "eventName: Authorize*",
        "eventName: GET_*.Object",
        "recipientAccountId: '111122223333'",
        "recipientAccountId: 111122223333",
        "recipientAccountId|startswith: '1111'",
        "userIdentity.accountId: ANONYMOUS_PRINCIPAL",
        "userIdentity.arn: 'arn:aws:iam::111122223333:user/alice'",
        "userIdentity.arn: '*:user/alice'",
        "userIdentity.arn|contains: alice",
        "sourceIPAddress: AWS Internal",
        "sourceIPAddress|cidr: 198.51.100.0/24",
        "sourceIPAddress: '2001:db8::1'",
        "readOnly: TRUE",
        "readOnly: false",
        "readOnly|startswith: t",
        "awsRegion: us-gov-west-1",
        "awsRegion: 'eu-*'",
        "userIdentity.type: AssumedRole",
        "requestParameters.eventSource: 'ec2:*'",
        "userAgent: 'a:b/c'",
    ],
)
def test_a_value_that_a_record_may_hold_is_not_told(item: str) -> None:
    assert told(item) == []


def test_a_field_that_no_record_has_is_told_once_with_its_line() -> None:
    text = RULE.replace("eventName: DeleteBucket", "status: failed\n        status|contains: x")
    (rule,) = load(text).rules
    assert [*doubts(rule)] == [(11, "status is not a field of a CloudTrail record")]


def test_rules_for_other_logs_are_not_doubted() -> None:
    text = RULE.replace("eventName: DeleteBucket", "status: failed").replace("service: cloudtrail", "service: x")
    (rule,) = load(text).rules
    assert [*doubts(rule)] == []


def test_a_filter_is_looked_through_as_a_rule_is(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE, sandbox=FILTER.replace("recipientAccountId: '1", "recipientAccountId: 'x1234-1"))
    assert check([tmp_path]) == []
    write(tmp_path, sandbox=FILTER.replace("recipientAccountId: '111122223333'", "eventSource: 'ec2.amazonaws.com:*'"))
    (problem,) = check([tmp_path])
    assert (Path(problem.path).name, problem.position) == ("sandbox.yml", 11)
    assert "eventSource can never be 'ec2.amazonaws.com:*'" in problem.reason


def test_nothing_that_is_shipped_asks_for_what_cannot_be() -> None:
    pack = load(variables={"employer_domains": ["example.com"]})
    assert [found for one in pack.rules for found in doubts(one)] == []
    assert [found for one in pack.filters for found in doubts(one)] == []
