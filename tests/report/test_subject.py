from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from clickops.report.subject import describe


def identity(**fields: Any) -> dict[str, Any]:
    return {"userIdentity": fields}


def test_a_session_of_identity_center_is_its_user_and_its_permission_set(event: dict[str, Any]) -> None:
    subject = describe(event)
    assert (subject.person, subject.role, subject.account) == ("alice@example.com", "SSO Admin", "111122223333")
    assert subject.who == "alice@example.com (SSO Admin) 111122223333"


def test_a_role_session_is_its_session_name_and_its_role() -> None:
    arn = "arn:aws:sts::111122223333:assumed-role/Deploy/bob"
    subject = describe(identity(type="AssumedRole", arn=arn, accountId="111122223333"))
    assert subject.who == "bob (Deploy) 111122223333"


def test_a_role_that_only_begins_like_identity_centers_keeps_its_name() -> None:
    arn = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin/bob"
    assert describe(identity(arn=arn)).role == "AWSReservedSSO_Admin"


@pytest.mark.parametrize(
    ("fields", "person"),
    [
        ({"type": "IAMUser", "userName": "bob", "arn": "arn:aws:iam::111122223333:user/ops/bob"}, "bob"),
        ({"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/ops/bob"}, "bob"),
        ({"type": "Root", "arn": "arn:aws:iam::111122223333:root", "userName": "company"}, "root"),
        ({"type": "FederatedUser", "arn": "arn:aws:sts::111122223333:federated-user/bob"}, "bob"),
        ({"type": "FederatedUser", "principalId": "111122223333:bob"}, "bob"),
        ({"type": "AWSService", "invokedBy": "config.amazonaws.com"}, "config.amazonaws.com"),
        ({"type": "IdentityCenterUser", "onBehalfOf": {"userId": "u-1"}, "principalId": "p"}, "u-1"),
        ({"type": "AWSAccount", "principalId": "AROAEXAMPLE"}, "AROAEXAMPLE"),
        ({"type": "Unknown"}, "Unknown"),
        ({}, ""),
    ],
)
def test_a_person_is_known_by_the_name_that_the_identity_holds(fields: dict[str, Any], person: str) -> None:
    subject = describe(identity(**fields))
    assert (subject.person, subject.role) == (person, "")


def test_the_account_of_the_trail_stands_in_for_that_of_the_person() -> None:
    assert describe({"recipientAccountId": "444455556666"}).account == "444455556666"
    both = {"recipientAccountId": "444455556666"} | identity(accountId="111122223333")
    assert describe(both).account == "111122223333"


def test_other_accounts_than_the_callers_are_those_that_got_the_record() -> None:
    both = {"recipientAccountId": "444455556666"} | identity(accountId="111122223333")
    assert describe(both).others() == ("444455556666",)
    assert describe(both).others(("111122223333", "444455556666", "777788889999")) == ("444455556666", "777788889999")
    assert describe(both | {"recipientAccountId": "111122223333"}).others() == ()
    assert describe({"recipientAccountId": "444455556666"}).others() == ()
    assert describe(identity(accountId="111122223333")).others() == ()


def test_a_time_is_shown_in_a_zone_with_its_offset() -> None:
    zone = dt.timezone(dt.timedelta(hours=-3, minutes=-30))
    event = {"eventTime": "2026-03-01T01:00:00Z"}
    assert describe(event, lambda time: time.astimezone(zone)).time == "2026-02-28T21:30:00-03:30"
    assert describe(event, lambda time: time.astimezone(dt.UTC)).time == "2026-03-01T01:00:00Z"
    assert describe({"eventTime": "?"}, lambda time: time.astimezone(zone)).time == "?"
    first = {"eventTime": "0001-01-01T00:00:00Z"}
    assert describe(first, lambda time: time.astimezone(zone)).time == "0001-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-03-01T22:15:07Z", "2026-03-01T22:15:07Z"),
        ("2026-03-01t22:15:07z", "2026-03-01T22:15:07Z"),
        ("2026-03-01 22:15:07.123456789", "2026-03-01T22:15:07Z"),
        ("2026-03-01T22:15:07+02:00", "2026-03-01T20:15:07Z"),
        ("0001-01-01T00:00:00+02:00", "0001-01-01T00:00:00+02:00"),
        ("yesterday", "yesterday"),
        (1772403307, "2026-03-01T22:15:07Z"),
        (17, "17"),
        (None, ""),
    ],
)
def test_a_time_is_shown_in_utc_and_what_is_no_time_as_it_stands(written: object, shown: str) -> None:
    assert describe({"eventTime": written}).time == shown


@pytest.mark.parametrize("odd", [None, [], {}, "text", 7, True, 1.5, [{"a": None}], {"a": {"b": []}}])
def test_an_event_of_odd_types_is_described_all_the_same(odd: object) -> None:
    names = ("userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "errorCode")
    subject = describe(dict.fromkeys((*names, "requestParameters", "responseElements", "resources"), odd))
    assert isinstance(subject.who, str)
    assert all(isinstance(part, str) for part in (subject.operation, subject.source, *subject.resources))


def test_an_empty_event_says_that_it_says_nothing() -> None:
    subject = describe({})
    assert (subject.who, subject.operation, subject.resources) == ("-", "-", ())


def test_an_object_for_an_address_is_shown_as_json() -> None:
    assert describe({"sourceIPAddress": {"ip": "203.0.113.7"}}).source == '{"ip":"203.0.113.7"}'


BOB = {"type": "IAMUser", "userName": "bob", "accountId": "111122223333"}


def test_an_mcp_server_in_a_session_of_identity_center_is_an_agent(
    event: dict[str, Any], agents: dict[str, Any]
) -> None:
    subject = describe({**event, "userIdentity": agents})
    assert subject.agent
    assert subject.identity == describe(event).identity
    assert subject.who == "alice@example.com (SSO Admin) 111122223333 through an agent"


def test_amazon_q_with_the_identity_of_an_iam_user_is_an_agent() -> None:
    assert describe(identity(**BOB, invokedBy="q.amazonaws.com")).who == "bob 111122223333 through an agent"


@pytest.mark.parametrize("kind", ["AssumedRole", "FederatedUser", "IAMUser", "IdentityCenterUser", "Root", "SAMLUser"])
@pytest.mark.parametrize(
    "service", ["aws-mcp.amazonaws.com", "sagemaker-unified-studio-mcp.amazonaws.com", "q.amazonaws.com"]
)
def test_an_agent_is_known_under_every_type_of_person_and_in_any_case(kind: str, service: str) -> None:
    assert describe(identity(type=kind, invokedBy=service)).agent
    assert describe(identity(type=kind.upper(), invokedBy=service.upper())).agent


@pytest.mark.parametrize(
    "service",
    [
        "cloudformation.amazonaws.com",
        "signin.amazonaws.com",
        "mq.amazonaws.com",
        "q.amazonaws.com.example",
        "aws-mcp.amazonaws.com.example",
        "mcp.amazonaws.com",
        "AWS Internal",
        "",
        None,
        7,
        True,
        ["aws-mcp.amazonaws.com"],
        {"name": "q.amazonaws.com"},
    ],
)
def test_what_else_a_service_is_called_is_no_agent(service: object) -> None:
    subject = describe(identity(**BOB, invokedBy=service))
    assert not subject.agent
    assert subject.who == "bob 111122223333"


@pytest.mark.parametrize("kind", ["AWSService", "AWSAccount", "Role", "Unknown", "", None, ["IAMUser"], {"IAMUser": 1}])
def test_without_a_persons_identity_a_service_acts_for_itself(kind: object) -> None:
    assert not describe(identity(type=kind, invokedBy="aws-mcp.amazonaws.com")).agent


@pytest.mark.parametrize("event", [{}, {"userIdentity": None}, identity(), identity(**BOB), {"userIdentity": "Root"}])
def test_an_identity_that_names_no_service_is_no_agent(event: dict[str, Any]) -> None:
    assert not describe(event).agent


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"type": "FederatedUser", "principalId": "111122223333:bob"}, "bob through an agent"),
        ({"type": "SAMLUser"}, "SAMLUser through an agent"),
    ],
)
def test_an_agents_name_does_not_stand_in_for_the_persons(fields: dict[str, Any], who: str) -> None:
    assert describe(identity(**fields, invokedBy="q.amazonaws.com")).who == who
