"""Event patterns for tests: their grammar as a JSON Schema, and a random tree as patterns of the made-up platform.

The grammar is the one of Amazon EventBridge's user guide, "Comparison operators for use in event patterns".
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from clickops.conversion import cases
from clickops.conversion.languages import Query
from clickops.conversion.languages.eventbridge import render
from clickops.conversion.mapping import Mapping
from clickops.rules.tree import And, Atom, Named, Node, Not, Or
from support.platform import fields

_TEXTS: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
_FOLDED = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/ignoring"}]}


def _one(name: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: value}, "additionalProperties": False}


SCHEMA: dict[str, Any] = {
    "$ref": "#/$defs/object",
    "$defs": {
        "ignoring": _one("equals-ignore-case", {"type": "string"}),
        "object": {
            "type": "object",
            "minProperties": 1,
            "properties": {"$or": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/object"}}},
            "additionalProperties": {"anyOf": [{"$ref": "#/$defs/object"}, {"$ref": "#/$defs/list"}]},
        },
        "list": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/matcher"}},
        "matcher": {
            "anyOf": [
                {"type": ["string", "number", "boolean", "null"]},
                {"$ref": "#/$defs/ignoring"},
                _one("prefix", _FOLDED),
                _one("suffix", _FOLDED),
                _one("wildcard", {"type": "string", "not": {"pattern": r"(?<!\\)(\\\\)*\*\*"}}),
                _one("exists", {"type": "boolean"}),
                _one("cidr", {"type": "string"}),
                _one("numeric", {"type": "array", "minItems": 2}),
                _one(
                    "anything-but",
                    {
                        "anyOf": [
                            _TEXTS,
                            *(_one(name, _TEXTS) for name in ("prefix", "suffix", "wildcard", "equals-ignore-case")),
                        ]
                    },
                ),
            ]
        },
    },
}


_GRAMMAR = jsonschema.Draft202012Validator(SCHEMA)


def checked(pattern: Any) -> dict[str, Any]:
    """Check a pattern against the grammar and the quota for its length."""
    _GRAMMAR.validate(pattern)
    assert len(json.dumps(pattern, separators=(",", ":"), ensure_ascii=False)) <= 2048
    assert isinstance(pattern, dict)
    return pattern


def patterns(tree: Node, case: str = "exact") -> tuple[list[dict[str, Any]], bool]:
    """Write a tree on the made-up platform; the second says whether the patterns select more than they should."""
    found = fields()
    query = Query(Mapping(found).apply(tree).condition, (), found.types, {"case": case})
    made = [checked(pattern) for pattern in render(query)]
    return made, bool(query.remarks)


def with_case(node: Node) -> Node:
    """Compare every text of a tree with case, but for the boolean field, which is no text there."""
    match node:
        case Named(_, child):
            return with_case(child)
        case And(nodes) | Or(nodes):
            return type(node)(tuple(map(with_case, nodes)))
        case Not(child):
            return Not(with_case(child))
        case Atom():
            return node if node.field == "r" else cases.cased(node)
