"""The files for Microsoft Sentinel are what its own checks and its resource provider take.

The schemas are written from Azure-Sentinel's .script/tests/detectionTemplateSchemaValidation/Models and from the
published schema of Microsoft.SecurityInsights/alertRules 2024-03-01.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest
import yaml

from clickops.conversion import attack
from clickops.conversion.convert import convert
from clickops.conversion.goldens import shipped
from clickops.rules.pack import Pack
from support.platform import ask, rule

TACTICS = (
    *("Reconnaissance", "ResourceDevelopment", "InitialAccess", "Execution", "Persistence", "PrivilegeEscalation"),
    *("DefenseEvasion", "CredentialAccess", "Discovery", "LateralMovement", "Collection", "Exfiltration"),
    *("CommandAndControl", "Impact"),
)
COLUMN = {"type": "string", "pattern": r"^[A-Za-z_]\w*$"}
MAPPINGS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 5,
    "items": {
        "required": ["entityType", "fieldMappings"],
        "properties": {
            "entityType": {"enum": ["Account", "IP"]},
            "fieldMappings": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {
                    "required": ["identifier", "columnName"],
                    "properties": {
                        "identifier": {"enum": ["FullName", "CloudAppAccountId", "Address"]},
                        "columnName": COLUMN,
                    },
                },
            },
        },
    },
}
GROUPING = {
    "required": ["aggregationKind"],
    "properties": {"aggregationKind": {"enum": ["AlertPerResult", "SingleAlert"]}},
}
DETAILS = {
    "type": "object",
    "maxProperties": 20,
    "propertyNames": {"pattern": r"^[a-zA-Z]+\w*$", "maxLength": 20},
    "additionalProperties": COLUMN,
}
COMMON: dict[str, Any] = {
    "severity": {"enum": ["Informational", "Low", "Medium", "High"]},
    "description": {"type": "string", "minLength": 1, "maxLength": 5000},
    "query": {"type": "string", "minLength": 1, "maxLength": 10_000},
    "triggerThreshold": {"type": "integer", "minimum": 0, "maximum": 10_000},
    "tactics": {"type": "array", "items": {"enum": list(TACTICS)}},
    "entityMappings": MAPPINGS,
    "eventGroupingSettings": GROUPING,
    "customDetails": DETAILS,
}
TECHNIQUES = {"type": "array", "items": {"type": "string", "pattern": r"^T\d{4}$"}}
UUID = {"type": "string", "pattern": r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
RULE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("id", "name", "kind", "description", "severity", "requiredDataConnectors", "query", "version"),
        *("queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold", "tactics", "relevantTechniques"),
    ],
    "properties": COMMON
    | {
        "id": UUID,
        "name": {"type": "string", "minLength": 1, "maxLength": 256},
        "kind": {"const": "Scheduled"},
        "status": {"const": "Available"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$", "maxLength": 20},
        "queryFrequency": {"type": "string", "pattern": r"^[1-9]\d*[dhm]$"},
        "queryPeriod": {"type": "string", "pattern": r"^[1-9]\d*[dhm]$"},
        "triggerOperator": {"enum": ["gt", "lt", "eq", "ne"]},
        "relevantTechniques": TECHNIQUES,
        "requiredDataConnectors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["connectorId", "dataTypes"],
                "properties": {"connectorId": {"enum": ["AWS", "AWSS3"]}},
            },
        },
    },
}
DURATION = {"type": "string", "pattern": r"^PT[1-9]\d*[HM]$"}
RESOURCE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "apiVersion", "scope", "name", "kind", "properties"],
    "properties": {
        "type": {"const": "Microsoft.SecurityInsights/alertRules"},
        "apiVersion": {"const": "2024-03-01"},
        "kind": {"const": "Scheduled"},
        "name": UUID,
        "scope": {"type": "string", "pattern": r"^\[.*\]$"},
        "properties": {
            "type": "object",
            "additionalProperties": False,
            "required": [
                *("displayName", "enabled", "suppressionDuration", "suppressionEnabled"),
                *("query", "queryFrequency", "queryPeriod", "severity", "triggerOperator", "triggerThreshold"),
            ],
            "properties": COMMON
            | {
                "displayName": {"type": "string", "minLength": 1, "maxLength": 256, "pattern": r"^[^\[]"},
                "enabled": {"type": "boolean"},
                "suppressionDuration": DURATION,
                "suppressionEnabled": {"type": "boolean"},
                "queryFrequency": DURATION,
                "queryPeriod": DURATION,
                "triggerOperator": {"enum": ["GreaterThan", "LessThan", "Equal", "NotEqual"]},
                "techniques": TECHNIQUES,
            },
        },
    },
}


def rules() -> dict[str, Any]:
    return {name: yaml.safe_load(str(made)) for name, made in convert(shipped(), "sentinel", "analytics_rule").items()}


def template(pack: Pack | None = None, **options: str) -> dict[str, Any]:
    (made,) = convert(pack or shipped(), "sentinel", "arm", options=options).values()
    found: dict[str, Any] = json.loads(made)
    return found


def test_each_analytics_rule_is_one_that_azure_sentinel_takes() -> None:
    made = rules()
    assert len(made) > 20
    for found in made.values():
        jsonschema.validate(found, RULE)


def test_each_resource_of_the_template_is_one_that_azure_takes() -> None:
    made = template()
    assert made["$schema"].endswith("/2019-04-01/deploymentTemplate.json#")
    assert len(made["resources"]) > 20
    for resource in made["resources"]:
        jsonschema.validate(resource, RESOURCE)
    names = [resource["name"] for resource in made["resources"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("severity", "Critical"),
        ("tactics", ["Stealth"]),
        ("queryFrequency", "PT5M"),
        ("version", 1),
        ("id", "x"),
        ("typo", 1),
    ],
)
def test_the_schema_finds_what_is_wrong(key: str, value: Any) -> None:
    wrong = copy.deepcopy(next(iter(rules().values()))) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, RULE)


def test_both_kinds_of_file_run_the_same_queries_on_the_same_schedule() -> None:
    yamls, resources = rules().values(), template()["resources"]
    assert [found["query"] for found in yamls] == [resource["properties"]["query"] for resource in resources]
    for found in yamls:
        assert (found["queryFrequency"], found["queryPeriod"]) == ("5m", "1h")
        assert "| where ingestion_time() > ago(5m)\n" in found["query"], "the frequency, so that no event comes twice"


def test_the_template_installs_its_rules_switched_off_unless_asked() -> None:
    assert not any(resource["properties"]["enabled"] for resource in template()["resources"])
    assert all(resource["properties"]["enabled"] for resource in template(enabled="true")["resources"])


def test_a_title_cannot_become_an_expression_of_the_template() -> None:
    pack = Pack((rule(ask("eventName", "x"), title="[listKeys('x')]", description="[x]"),))
    (resource,) = template(pack)["resources"]
    assert resource["properties"]["displayName"] == "ClickOps: [listKeys('x')]"
    assert not resource["properties"]["description"].startswith("[")
    assert not resource["properties"]["query"].startswith("[")


def test_tactics_and_techniques_are_called_as_sentinel_knows_them() -> None:
    assert attack.sentinel_tactics(["stealth", "defense-impairment", "command-and-control"]) == [
        "DefenseEvasion",
        "CommandAndControl",
    ]
    assert attack.sentinel_techniques(["T1686.001", "T1685", "T1078.004", "T1078"]) == ["T1562", "T1078"]


def test_a_watchlist_is_asked_behind_the_query() -> None:
    (made,) = convert(Pack((rule(ask("eventName", "x")),)), "sentinel", allowlist="people").values()
    assert str(made).count('_GetWatchlist("people")') == 2
    assert str(made).rstrip().splitlines()[-1].lstrip().startswith("and SessionIssuerArn !in~ (")


def test_what_the_table_does_not_keep_is_told() -> None:
    notes: list[str] = []
    convert(
        shipped().select(["aws_cloudtrail_manual_change"]), "sentinel", on_note=lambda note: notes.append(str(note))
    )
    assert any("sessionCredentialFromConsole is not kept there" in note for note in notes)


def test_the_allowlist_leaves_room_for_the_longest_query() -> None:
    made = convert(shipped(), "sentinel", "analytics_rule", allowlist="a" * 40)
    assert max(len(yaml.safe_load(str(text))["query"]) for text in made.values()) <= 10_000
