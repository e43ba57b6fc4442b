"""The fields that Splunk finds in a CloudTrail record when it searches.

props.conf, KV_MODE=json: each scalar of a JSON event is a field named by its path, `{}` behind the name of an array;
what stands in an array is one field of several values. Measured by the Splunk security content's 48 stored events:
null is the text `null`, an empty text is a field, an empty object or array is none (platform-mappings.md, "Splunk").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Fields = dict[str, tuple[str, ...]]

_WITH_ARRAYS = {"requestParameters", "responseElements", "resources", "userAgent"}
"""Where CloudTrail writes arrays ("CloudTrail record contents"; the user agent in Macie's records)."""


def fields(record: Mapping[str, Any], *, addon: bool) -> Fields:
    """Extract the fields of a record, and those that the Splunk Add-on for AWS computes and rules can ask for.

    The add-on writes errorCode=success where the record has no errorCode: 43 of the 48 stored events.
    """
    found: Fields = {}
    for name, text in _scalars(record, ""):
        found[name] = (*found.get(name, ()), text)
    if addon:
        found.setdefault("errorCode", ("success",))
    return found


def _scalars(value: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any part of a record
    match value:
        case dict():
            for key, member in value.items():
                yield from _scalars(member, f"{name}.{key}" if name else key)
        case list():
            for member in value:
                yield from _scalars(member, name + "{}")
        case str():
            yield name, value
        case _:
            yield name, json.dumps(value)


def is_unheard_of(record: Mapping[str, Any]) -> bool:
    """Whether a record has an array where CloudTrail writes none: Splunk keeps that under a name nobody asks for."""
    return any(_has_array(value) for name, value in record.items() if name not in _WITH_ARRAYS)


def _has_array(value: Any) -> bool:  # noqa: ANN401 - any part of a record
    return isinstance(value, list) or (isinstance(value, dict) and any(map(_has_array, value.values())))
