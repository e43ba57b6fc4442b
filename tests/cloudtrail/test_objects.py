"""Objects that arrived as text are read, or the record is a problem that names the field."""

from __future__ import annotations

import contextlib
import json
import resource
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail.decode import Malformed
from clickops.cloudtrail.fields import OBJECTS
from clickops.cloudtrail.objects import HIDDEN, as_value
from clickops.cloudtrail.structs import struct
from cloudtrail.trails import ndjson, reading, record, stored, text, trail

ONE = record(1, resources=[{"ARN": "arn:aws:s3:::b", "accountId": "111122223333", "type": "AWS::S3::Bucket"}])

# Athena User Guide, "Create a table for CloudTrail logs": the columns of the struct, in the older and the newer layout
OLDER = (
    "{type=AssumedRole, principalid=AROA:ann, arn=arn:aws:sts::111122223333:assumed-role/Admin/ann, "
    "accountid=111122223333, invokedby=null, accesskeyid=ASIA, username=null, sessioncontext={attributes="
    "{mfaauthenticated=true, creationdate=2026-03-02T08:00:00Z}, sessionissuer={type=Role, principalid=AROA, "
    "arn=arn:aws:iam::111122223333:role/Admin, accountid=111122223333, username=Admin}}}"
)
NEWER = OLDER[:-2] + (
    ", ec2roledelivery=null, webidfederationdata={federatedprovider=arn:x, attributes={}}}, "
    "onbehalfof={userid=u-1, identitystorearn=arn:y}, inscopeof={sourcearn=null, sourceaccount=null}}"
)
IDENTITY: dict[str, Any] = {
    "type": "AssumedRole",
    "principalId": "AROA:ann",
    "arn": "arn:aws:sts::111122223333:assumed-role/Admin/ann",
    "accountId": "111122223333",
    "accessKeyId": "ASIA",
    "sessionContext": {
        "attributes": {"mfaAuthenticated": "true", "creationDate": "2026-03-02T08:00:00Z"},
        "sessionIssuer": {
            "type": "Role",
            "principalId": "AROA",
            "arn": "arn:aws:iam::111122223333:role/Admin",
            "accountId": "111122223333",
            "userName": "Admin",
        },
    },
}
FEDERATED = {"federatedProvider": "arn:x", "attributes": {}}


def test_a_struct_is_read_in_both_layouts() -> None:
    assert struct("userIdentity", OLDER) == IDENTITY
    assert struct("userIdentity", NEWER) == IDENTITY | {
        "sessionContext": IDENTITY["sessionContext"] | {"webIdFederationData": FEDERATED},
        "onBehalfOf": {"userId": "u-1", "identityStoreArn": "arn:y"},
        "inScopeOf": {},
    }


def test_values_of_a_struct_may_hold_commas_and_equals_signs() -> None:
    odd = "{type=IAMUser, arn=arn:aws:iam::1:user/a,b=c@d, username=a,b=c@d, invokedby=}"
    assert struct("userIdentity", odd) == {
        "type": "IAMUser",
        "arn": "arn:aws:iam::1:user/a,b=c@d",
        "userName": "a,b=c@d",
    }


def test_lists_of_structs_are_read() -> None:
    assert struct("resources", "[{arn=arn:a, accountid=1, type=T}, {arn=arn:b, accountid=null, type=null}]") == [
        {"ARN": "arn:a", "accountId": "1", "type": "T"},
        {"ARN": "arn:b"},
    ]
    assert struct("tlsDetails", "{tlsversion=TLSv1.3, ciphersuite=x, clientprovidedhostheader=h}") == {
        "tlsVersion": "TLSv1.3",
        "cipherSuite": "x",
        "clientProvidedHostHeader": "h",
    }


AMBIGUOUS = {
    "a name that comes twice": "{type=IAMUser, username=a, type=Root}",
    "a name that is none of CloudTrail's": "{type=IAMUser, username=a, b=c}",
    "a name at the wrong depth": "{type=IAMUser, mfaauthenticated=true}",
    "a brace in a value": "{type=IAMUser, username=a}b}",
    "an open brace in a value": "{type=IAMUser, username=a{b}",
    "a struct where a value is usual": "{type={a=b}}",
    "a value where a struct is usual": "{type=IAMUser, sessioncontext=x}",
    "no end": "{type=IAMUser, username=a",
    "something behind its end": "{type=IAMUser}, {type=Root}",
    "a free map that may mean several things": "{sessioncontext={webidfederationdata={attributes={a=b, c}}}}",
}


@pytest.mark.parametrize("given", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_an_ambiguous_struct_is_a_problem_that_names_the_field(tmp_path: Path, given: str) -> None:
    found = reading(stored(tmp_path / "a", ndjson([record(1) | {"userIdentity": given}, record(2)])))
    assert found.events == [record(2)]
    assert len(found.problems) == 1
    assert found.problems[0].startswith("a:1: userIdentity is a struct as text that ")


def test_free_names_cannot_be_told_apart() -> None:
    with pytest.raises(Malformed, match=r"^requestParameters is a struct as text, whose names and values"):
        as_value("requestParameters", "{groupId=sg-1, items=[{a=b}]}")


def as_texts(event: dict[str, Any]) -> dict[str, Any]:
    return {key: json.dumps(value) if key in OBJECTS else value for key, value in event.items()}


def test_json_text_is_read_in_every_form(tmp_path: Path) -> None:
    one = ONE | {"responseElements": None}
    for content in (ndjson([as_texts(one)] * 2), trail([as_texts(one)] * 2), text([as_texts(one)] * 2)):
        found = reading(stored(tmp_path / "a", content))
        assert found.events == [one] * 2
        assert not found.problems


def test_json_text_inside_an_identity_is_read(tmp_path: Path) -> None:
    identity = ONE["userIdentity"] | {"sessionContext": json.dumps(ONE["userIdentity"]["sessionContext"])}
    assert reading(stored(tmp_path / "a", ndjson([ONE | {"userIdentity": identity}]))).events == [ONE]


def test_text_written_twice_and_by_python_is_read() -> None:
    value = {"a": 'it\'s "b" \\ \u00e9', "c": [True, None, 1.5], "d": {"e": "\x00"}}
    assert as_value("requestParameters", json.dumps(json.dumps(value))) == value
    assert as_value("requestParameters", str(value)) == value
    assert as_value("resources", str([value])) == [value]


@pytest.mark.parametrize("given", ["null", "", " ", "\n"])
def test_no_text_is_an_absent_object(given: str) -> None:
    assert as_value("requestParameters", given) is None


def test_what_aws_hides_stays(tmp_path: Path) -> None:
    hidden = record(1, requestParameters=HIDDEN, responseElements={"a": HIDDEN})
    assert reading(stored(tmp_path / "a", ndjson([hidden]))).events == [hidden]


@pytest.mark.parametrize(
    "given", ["hello", "{broken", '{"a":', "7", '"a"', "[Object]", "System.Collections.Hashtable", "..."]
)
@pytest.mark.parametrize("field", ["userIdentity", "requestParameters", "additionalEventData", "tlsDetails"])
def test_other_text_is_a_problem_that_names_the_field(tmp_path: Path, field: str, given: str) -> None:
    found = reading(stored(tmp_path / "a", ndjson([record(1) | {field: given}, record(2)])))
    assert found.events == [record(2)]
    assert len(found.problems) == 1
    assert found.problems[0].startswith(f"a:1: {field} is text that is not JSON")


def test_text_where_text_belongs_is_left_alone(tmp_path: Path) -> None:
    one = record(1, requestParameters={"policyDocument": '{"Version":"2012-10-17"}', "a": "{b=c}"}, userAgent="{x}")
    assert reading(stored(tmp_path / "a", ndjson([one]))).events == [one]


def test_a_long_text_takes_time_in_proportion() -> None:
    """A minute is room for a slow machine; what grows with the square takes hours."""
    limit = resource.getrlimit(resource.RLIMIT_CPU)
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 60, limit[1]))
    try:
        for given in (
            "{type=" + ", a" * 1_000_000 + "}",
            "{type=" + "{" * 3_000_000,
            "{'a': " + "'\\" * 1_500_000 + "}",
            "{'" + "a" * 3_000_000 + "}",
            "[{" + "arn=a, " * 500_000,
        ):
            with contextlib.suppress(Malformed):
                as_value("resources", given)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, limit)
