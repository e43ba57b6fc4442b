"""Kibana's published schema of detection rules and exceptions, as JSON Schema; what it does not list is an error.

Written from elastic/kibana, x-pack/solutions/security/plugins/security_solution/common/api/detection_engine/model/
rule_schema/{rule_schemas,common_attributes}.schema.yaml (QueryRule, EqlRule and EsqlRule: CreateProps) and
x-pack/solutions/security/packages/kbn-securitysolution-exceptions-common/api (exception lists and their items).
"""

from __future__ import annotations

from typing import Any

import jsonschema

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FULL: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": _TEXT}


def _object(required: Schema, **optional: Schema) -> Schema:
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


_NAMED = {"id": _TEXT, "name": _TEXT, "reference": _TEXT}
_TECHNIQUE = _object(_NAMED, subtechnique=_list(_object(_NAMED)))
_THREAT = _object({"framework": _TEXT, "tactic": _object(_NAMED)}, technique=_list(_TECHNIQUE))
_NAMESPACE: Schema = {"enum": ["agnostic", "single"]}
_REFERENCE = _object(
    {"id": _FULL, "list_id": _FULL, "type": {"enum": ["detection", "rule_default"]}, "namespace_type": _NAMESPACE}
)
_COMMON: Schema = {
    "rule_id": _TEXT,
    "version": {"type": "integer", "minimum": 1},
    "tags": _TEXTS,
    "enabled": {"type": "boolean"},
    "interval": {"type": "string", "pattern": r"^\d+[smhd]$"},
    "from": {"type": "string", "pattern": r"^now(-\d+[smhd])?$"},
    "to": {"type": "string", "pattern": r"^now$"},
    "timestamp_override": _TEXT,
    "exceptions_list": _list(_REFERENCE),
    "author": _TEXTS,
    "false_positives": _TEXTS,
    "references": _TEXTS,
    "max_signals": {"type": "integer", "minimum": 1},
    "threat": _list(_THREAT),
    "note": _TEXT,
    "investigation_fields": _object({"field_names": {"type": "array", "items": _FULL, "minItems": 1}}),
}
_BASE: Schema = {
    "name": _FULL,
    "description": _FULL,
    "risk_score": {"type": "integer", "minimum": 0, "maximum": 100},
    "severity": {"enum": ["low", "medium", "high", "critical"]},
}
_FILTER = _object(
    {"query": {"type": "object"}, "meta": {"type": "object"}},
    **{"$state": _object({"store": {"enum": ["appState", "globalState"]}})},
)
_KINDS: dict[str, Schema] = {
    "query": _object(
        _BASE | {"type": {"const": "query"}},
        **_COMMON,
        index=_TEXTS,
        filters=_list(_FILTER),
        query=_TEXT,
        language={"enum": ["kuery", "lucene"]},
    ),
    "eql": _object(
        _BASE | {"type": {"const": "eql"}, "query": _TEXT, "language": {"const": "eql"}}, **_COMMON, index=_TEXTS
    ),
    "esql": _object(_BASE | {"type": {"const": "esql"}, "query": _TEXT, "language": {"const": "esql"}}, **_COMMON),
}
_KEPT: Schema = {
    "list_id": _FULL,
    "name": _TEXT,
    "description": _TEXT,
    "namespace_type": _NAMESPACE,
    "os_types": {"type": "array", "maxItems": 0},
    "tags": _TEXTS,
}
_ENTRY = _object(
    {
        "field": _FULL,
        "type": {"const": "match_any"},
        "operator": {"enum": ["included", "excluded"]},
        "value": {"type": "array", "items": _FULL, "minItems": 1},
    }
)
_EXCEPTION_LIST = _object(_KEPT | {"type": {"const": "detection"}})
_EXCEPTION_ITEM = _object(
    _KEPT
    | {"item_id": _FULL, "type": {"const": "simple"}, "entries": {"type": "array", "items": _ENTRY, "minItems": 1}},
    comments={"type": "array", "maxItems": 0},
)


def check_rule(rule: Schema) -> None:
    """Raise jsonschema's ValidationError for what Kibana would not import as a rule."""
    jsonschema.validate(rule, _KINDS[rule["type"]])


def check_exceptions(lines: list[Schema]) -> None:
    """The same for an exception list and its items."""
    first, *items = lines
    jsonschema.validate(first, _EXCEPTION_LIST)
    for item in items:
        jsonschema.validate(item, _EXCEPTION_ITEM)
        assert item["list_id"] == first["list_id"]
