"""ElastAlert 2's schema of rules, as far as ours go; what it does not list is an error.

Written from its documentation, "Rule Types and Configuration Options", and elastalert/schema.yaml of 2.19.0.
"""

from __future__ import annotations

from typing import Any

import jsonschema

_TEXT = {"type": "string"}
_TIME = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {unit: {"type": "number"} for unit in ("days", "weeks", "hours", "minutes", "seconds")},
    "additionalProperties": False,
}
_RULE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "index", "alert"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "description": _TEXT,
        "owner": _TEXT,
        "is_enabled": {"type": "boolean"},
        "type": {"const": "any"},
        "index": _TEXT,
        "timestamp_field": _TEXT,
        "timestamp_type": {"enum": ["iso", "unix", "unix_ms", "custom"]},
        "filter": {"type": "array", "items": {"type": "object"}, "minItems": 1},
        "query_key": _TEXT,
        "realert": _TIME,
        "run_every": _TIME,
        "buffer_time": _TIME,
        "priority": {"type": "integer"},
        "alert": {"type": "array", "items": _TEXT, "minItems": 1},
        "alert_subject": _TEXT,
        "alert_text": _TEXT,
    },
    "additionalProperties": False,
}


def check(rule: dict[str, Any]) -> None:
    """Raise jsonschema's ValidationError for what ElastAlert would not load."""
    jsonschema.validate(rule, _RULE)
