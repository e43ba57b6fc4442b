"""OpenSearch's alerting monitors as JSON Schema; what it does not list is an error.

Written from OpenSearch's documentation, "Alerting API" (create a bucket-level and a document-level monitor), and
opensearch-project/common-utils, org.opensearch.commons.alerting.model. backends/opensearch/engine/Monitors.java asks
that model itself.
"""

from __future__ import annotations

from typing import Any

import jsonschema

Schema = dict[str, Any]


def _object(**required: Schema) -> Schema:
    return {"type": "object", "properties": required, "required": list(required), "additionalProperties": False}


_TEXT: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": _TEXT, "minItems": 1}
_SCRIPT = _object(source=_TEXT, lang={"const": "painless"})
_SEARCH = _object(size={"const": 0}, query={"type": "object"}, aggregations={"type": "object"})
_QUERY = _object(
    id=_TEXT,
    name={"type": "string", "pattern": r"^[\w-]{1,256}$"},
    query=_TEXT,
    fields={"type": "array"},
    tags={"type": "array"},
)
_INPUTS = {
    "bucket_level_monitor": _object(search=_object(indices=_TEXTS, query=_SEARCH)),
    "doc_level_monitor": _object(
        doc_level_input=_object(description=_TEXT, indices=_TEXTS, queries={"type": "array", "items": _QUERY})
    ),
}
_BUCKETS = _object(
    buckets_path={"type": "object"}, parent_bucket_path=_TEXT, script=_SCRIPT, gap_policy={"enum": ["skip"]}
)
_TRIGGERS = {
    "bucket_level_monitor": ("bucket_level_trigger", _BUCKETS),
    "doc_level_monitor": ("document_level_trigger", _object(script=_SCRIPT)),
}


def check(monitor: Schema) -> None:
    """Raise jsonschema's ValidationError for what the alerting plugin would not create."""
    kind = monitor["monitor_type"]
    name, condition = _TRIGGERS[kind]
    trigger = _object(
        name=_TEXT, severity={"enum": ["1", "2", "3", "4", "5"]}, condition=condition, actions={"type": "array"}
    )
    period = _object(interval={"type": "integer", "minimum": 1}, unit={"enum": ["MINUTES", "HOURS", "DAYS"]})
    jsonschema.validate(
        monitor,
        _object(
            type={"const": "monitor"},
            monitor_type={"enum": list(_TRIGGERS)},
            name=_TEXT,
            enabled={"type": "boolean"},
            schedule=_object(period=period),
            inputs={"type": "array", "items": _INPUTS[kind], "minItems": 1, "maxItems": 1},
            triggers={"type": "array", "items": _object(**{name: trigger}), "minItems": 1},
            ui_metadata={"type": "object"},
        ),
    )
