from __future__ import annotations

from typing import Any

import pytest

from clickops.report.resource import resources


def about(name: str, request: object = None, answer: object = None, **more: object) -> tuple[str, ...]:
    return resources({"eventName": name, "requestParameters": request, "responseElements": answer, **more})


@pytest.mark.parametrize(
    ("name", "request_", "shown"),
    [
        ("PutBucketPolicy", {"bucketName": "photos", "Host": "photos.s3.amazonaws.com"}, ("photos",)),
        ("PutObject", {"bucketName": "photos", "key": "2026/a.jpg"}, ("photos/2026/a.jpg",)),
        ("DeleteSubnet", {"subnetId": "subnet-1"}, ("subnet-1",)),
        ("StopLogging", {"name": "main-trail"}, ("main-trail",)),
        ("DeleteDBInstance", {"dBInstanceIdentifier": "orders", "skipFinalSnapshot": True}, ("orders",)),
        ("UpdateFunctionCode20150331v2", {"functionName": "resize", "dryRun": False}, ("resize",)),
        ("SendSSHPublicKey", {"instanceId": "i-1", "instanceOSUser": "ec2-user"}, ("i-1",)),
    ],
)
def test_the_thing_is_named_that_the_request_is_about(name: str, request_: object, shown: tuple[str, ...]) -> None:
    assert about(name, request_) == shown


def test_two_things_are_named_in_the_order_of_the_actions_name() -> None:
    request = {"policyArn": "arn:aws:iam::aws:policy/AdministratorAccess", "userName": "bob"}
    assert about("AttachUserPolicy", request) == ("bob", "arn:aws:iam::aws:policy/AdministratorAccess")


def test_a_new_thing_is_named_by_the_answer_and_what_it_belongs_to_by_the_request() -> None:
    answer = {"subnet": {"subnetId": "subnet-1", "vpcId": "vpc-1", "ownerId": "111122223333"}}
    assert about("CreateSubnet", {"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"}, answer) == ("subnet-1", "vpc-1")


def test_name_id_and_arn_of_one_thing_are_named_once() -> None:
    answer = {"role": {"roleName": "Deploy", "roleId": "AROA", "arn": "arn:aws:iam::111122223333:role/Deploy"}}
    assert about("CreateRole", {"roleName": "Deploy", "path": "/"}, answer) == ("Deploy",)


def test_the_group_that_is_changed_is_named_and_not_the_groups_inside_its_rules() -> None:
    inside = {"items": [{"groups": {"items": [{"groupId": "sg-other"}]}}]}
    assert about("AuthorizeSecurityGroupIngress", {"ipPermissions": inside, "groupId": "sg-1"}) == ("sg-1",)


def test_many_things_are_shortened_and_counted() -> None:
    items = [{"instanceId": f"i-{number}"} for number in range(1, 8)]
    assert about("TerminateInstances", {"instancesSet": {"items": items}}) == ("i-1, i-2, i-3 +4",)


def test_what_ec2_wraps_as_content_is_found() -> None:
    request = {"DeleteFlowLogsRequest": {"FlowLogId": {"tag": 1, "content": "fl-1"}}}
    assert about("DeleteFlowLogs", request) == ("fl-1",)


def test_the_records_own_resources_are_the_last_resort() -> None:
    owned = [{"ARN": "arn:aws:kms:eu-west-1:111122223333:key/1", "type": "AWS::KMS::Key"}, "odd", {"ARN": None}]
    assert about("Decrypt", None, resources=owned) == ("arn:aws:kms:eu-west-1:111122223333:key/1",)
    assert about("DisableKey", {"keyId": "key-2"}, resources=owned) == ("key-2",)


@pytest.mark.parametrize("request_", [None, {}, "a text", [], {"clientToken": "x"}, {"accountId": "1"}, {"userId": 7}])
def test_nothing_is_named_where_nothing_is_said(request_: object) -> None:
    assert about("CreateUser", request_) == ()


def test_a_request_of_any_size_and_depth_costs_little() -> None:
    deep: Any = "end"
    for _ in range(5000):
        deep = {"inner": deep}
    wide = {f"item{number}Id": str(number) for number in range(100_000)}
    assert about("CreateUser", {"deep": deep, "userName": "bob"}) == ("bob",)
    assert about("CreateUser", {"userName": "bob", "wide": wide}) == ("bob",)
