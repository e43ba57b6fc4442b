from __future__ import annotations

import re
from typing import Any

import pytest

from clickops.conversion import targets
from clickops.verify import lakes
from support.engines import shipment

RECORD: dict[str, Any] = {
    "eventVersion": "1.08",
    "eventID": "1",
    "eventTime": "2026-11-24T12:00:00Z",
    "eventName": "CreateUser",
    "eventSource": "iam.amazonaws.com",
    "readOnly": False,
    "sourceIPAddress": "198.51.100.7",
    "userIdentity": {
        "type": "AssumedRole",
        "arn": "arn:aws:sts::111122223333:assumed-role/Dev/alice",
        "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::111122223333:role/Dev", "userName": "Dev"}},
    },
    "requestParameters": {"userName": "bob", "tags": [{"key": "a"}], "n": None},
    "additionalEventData": {"MFAUsed": "No", "a": {"b": 1}},
    "resources": [{"ARN": "arn:aws:iam::111122223333:user/bob", "accountId": "111122223333"}, "odd"],
}


def test_the_serde_lowers_names_and_makes_json_text_where_a_column_is_a_text() -> None:
    row = lakes.table(RECORD)
    assert row["readonly"] == "false"
    assert row["requestparameters"] == '{"userName": "bob", "tags": [{"key": "a"}], "n": null}'
    assert row["useridentity"]["sessioncontext"]["sessionissuer"]["username"] == "Dev"
    assert row["resources"] == [{"arn": "arn:aws:iam::111122223333:user/bob", "accountid": "111122223333"}]


@pytest.mark.parametrize("odd", ["text", 7, ["x"], None])
def test_what_is_no_struct_is_null_where_the_table_has_one(odd: Any) -> None:
    row = lakes.table({"userIdentity": odd, "resources": odd})
    assert row["useridentity"] is None
    assert not row["resources"]
    assert lakes.security_lake({"userIdentity": odd, "resources": odd, "additionalEventData": odd})["unmapped"] == {}


def test_a_data_store_keeps_maps_of_texts_and_booleans() -> None:
    row = lakes.lake(RECORD)
    assert row["requestparameters"] == {"userName": "bob", "tags": '[{"key": "a"}]', "n": None}
    assert row["readonly"] is False
    assert row["managementevent"] is None


def test_security_lake_keeps_what_it_has_no_place_for_under_dotted_names() -> None:
    row = lakes.security_lake(RECORD)
    assert row["unmapped"] == {
        "readOnly": "false",
        "userIdentity.sessionContext.sessionIssuer.userName": "Dev",
        "additionalEventData.a.b": "1",
    }
    assert row["api"]["operation"] == "CreateUser"
    assert row["metadata"]["product"]["feature"] == {"name": "Management, Data, and Insights"}


def test_security_lake_tells_addresses_from_names_and_classes_apart() -> None:
    assert lakes.security_lake(RECORD)["src_endpoint"]["ip"] == "198.51.100.7"
    named = lakes.security_lake({**RECORD, "sourceIPAddress": "ec2.amazonaws.com"})
    assert "ip" not in named["src_endpoint"]
    assert named["src_endpoint"]["domain"] == "ec2.amazonaws.com"
    classes = {"CreateUser": 3001, "ConsoleLogin": 3002}
    for name, number in classes.items():
        assert lakes.security_lake({**RECORD, "eventName": name})["class_uid"] == number
    other = lakes.security_lake({**RECORD, "eventSource": "ec2.amazonaws.com"})
    assert other["class_uid"] == 6003
    assert [one["uid"] for one in other["resources"]] == ["arn:aws:iam::111122223333:user/bob"]
    assert lakes.security_lake(RECORD)["resources"] == []


def test_the_table_of_athena_reads_a_day_of_an_account_and_a_region_where_cloudtrail_puts_it() -> None:
    """Athena user guide, "Create a table for CloudTrail logs using partition projection"."""
    target = targets.find("athena")
    statement = shipment(target, location="s3://bucket/AWSLogs").companion("cloudtrail_table.sql")
    said = dict(re.findall(r"^  '([a-z.]+)' = '(.*?)',?$", statement, re.MULTILINE))
    columns = re.search(r"^PARTITIONED BY \((.*)\)$", statement, re.MULTILINE)
    assert columns
    assert re.findall(r"`(\w+)` STRING", columns[1]) == ["account", "region", "timestamp"]
    place = said["storage.location.template"]
    for name, value in {"account": "111122223333", "region": "eu-west-1", "timestamp": "2026/11/24"}.items():
        kind = said[f"projection.{name}.type"]
        assert (kind == "enum" and value in said[f"projection.{name}.values"]) or kind == "date"
        place = place.replace(f"${{{name}}}", value)
    assert place == "s3://bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/24"
    assert (said["projection.enabled"], said["projection.timestamp.format"]) == ("true", "yyyy/MM/dd")
    assert (said["projection.timestamp.interval"], said["projection.timestamp.interval.unit"]) == ("1", "DAYS")
    assert said["projection.timestamp.range"].endswith(",NOW")
    for line in (
        "ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'",
        "STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'",
        "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
        "LOCATION 's3://bucket/AWSLogs'",
    ):
        assert f"\n{line}\n" in statement


def test_the_table_of_security_lake_reads_parquet_where_it_is_told() -> None:
    statement = shipment(targets.find("security_lake"), location="s3://lake/ext").companion("cloudtrail_table.sql")
    assert statement.endswith("\nSTORED AS PARQUET\nLOCATION 's3://lake/ext';\n")
