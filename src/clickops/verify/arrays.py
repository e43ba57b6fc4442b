"""Known differences in what is found in an array: see differences.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clickops.rules.tree import Node

Event = Mapping[str, Any]
Asked = tuple[Node, Event]

_LISTS = {"items", "Grant", "SecurityGroupRule", "Statement", "resources"}
"""Under which names AWS writes arrays of objects: EC2's, S3's, policies'; the record's own (fields.yml, `arrays`)."""


def first_member(node: Node, event: Event) -> Asked:
    """Ask only the first member of an array."""
    return node, {key: _first(value) for key, value in event.items()}


def _first(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, list):
        return _first(value[0]) if value else None
    if isinstance(value, dict):
        return {key: _first(part) for key, part in value.items()}
    return value


def record_list(node: Node, event: Event) -> Asked:
    """Find nothing in the objects of an array in place of an object of the record: userIdentity and what it holds.

    Of requestParameters and the like that is the outermost object alone: what is in it, each service decides.
    """

    def outermost(value: Any) -> Any:  # noqa: ANN401
        return _plain(value) if isinstance(value, list) else value

    return node, {
        key: _without_objects(value, key) if key == "userIdentity" else value if key in _LISTS else outermost(value)
        for key, value in event.items()
    }


def object_list(node: Node, event: Event) -> Asked:
    """Find nothing in the objects of an array, but where AWS writes arrays of objects."""
    return node, {key: _without_objects(value, key) for key, value in event.items()}


def _without_objects(value: Any, key: str) -> Any:  # noqa: ANN401
    """Take the objects out of arrays that stand under a name of which AWS writes none."""
    if isinstance(value, dict):
        return {name: _without_objects(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_without_objects(member, key) for member in (value if key in _LISTS else _plain(value))]
    return value


def _plain(members: list[Any]) -> list[Any]:
    return [member for member in members if not isinstance(member, dict)]
