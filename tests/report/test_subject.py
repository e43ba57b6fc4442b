from __future__ import annotations

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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-03-01T22:15:07Z", "2026-03-01T22:15:07Z"),
        ("2026-03-01t22:15:07z", "2026-03-01T22:15:07Z"),
        ("2026-03-01 22:15:07.123456789", "2026-03-01T22:15:07Z"),
        ("2026-03-01T22:15:07+02:00", "2026-03-01T20:15:07Z"),
        ("0001-01-01T00:00:00+02:00", "0001-01-01T00:00:00+02:00"),
        ("yesterday", "yesterday"),
        (1772403307, "1772403307"),
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
