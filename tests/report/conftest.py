from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clickops.rules.load import load
from clickops.rules.pack import Rule
from clickops.scanning import Alert

RULES = """
title: A Security Group Is Opened
id: 6a0b1b4e-5c7e-4a2f-9a53-0d3f8b1c2d4e
description: Detects a group that is opened to the world.
references:
    - the wiki
    - https://example.com/why
tags:
    - attack.defense-impairment
falsepositives:
    - Load balancers
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: AuthorizeSecurityGroupIngress}, condition: selection}
level: high
---
title: A Person Changes Something
name: change
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventSource: '*'}, condition: selection}
level: medium
"""


@pytest.fixture(scope="session")
def rules() -> tuple[Rule, ...]:
    """Return a rule with everything that a rule can say, and one with the least."""
    return load(RULES).rules


@pytest.fixture
def event() -> dict[str, Any]:
    """Return a record as a session of Identity Center leaves it."""
    return {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": "AROAEXAMPLEROLE000001:alice@example.com",
            "arn": "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com",
            "accountId": "111122223333",
            "sessionContext": {"sessionIssuer": {"userName": "AWSReservedSSO_Admin_0123456789abcdef"}},
        },
        "eventTime": "2026-03-01T22:15:07Z",
        "eventSource": "ec2.amazonaws.com",
        "eventName": "AuthorizeSecurityGroupIngress",
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "203.0.113.7",
        "userAgent": "AWS Internal",
        "requestParameters": {"groupId": "sg-0a1b2c3d4e5f60718", "ipPermissions": {"items": [{"fromPort": 22}]}},
        "responseElements": {"_return": True},
        "eventID": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "recipientAccountId": "111122223333",
    }


@pytest.fixture
def agents(event: dict[str, Any]) -> dict[str, Any]:
    """Return the identity of the record as it is when one of AWS's MCP servers uses it."""
    return {**event["userIdentity"], "invokedBy": "aws-mcp.amazonaws.com"}


@pytest.fixture
def alert(rules: tuple[Rule, ...], event: dict[str, Any]) -> Callable[..., Alert]:
    """Return what makes an alert of the record with some fields changed, both rules firing."""

    def make(**changed: Any) -> Alert:
        return Alert({**event, **changed}, rules, "trails/a.json.gz", 17)

    return make
