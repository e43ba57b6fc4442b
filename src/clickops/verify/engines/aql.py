"""QRadar: a model that holds each field of a record as a custom property.

A JSON expression reads one value of the payload (IBM, "Configuring a custom property expression"). Numbers and booleans
are text, null is the text null, which is the worse of the readings that the manual leaves open, and an array or object
is no value; `[0]` is the first member of an array, and `[]` the text of all of them ("JSON keypath expressions").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.models import Model, aql

LEVEL: Level = "model"

_OPTIONS = {
    "eventName": "event_name",
    "eventSource": "event_source",
    "userAgent": "user_agent",
    "errorCode": "error_code",
    "readOnly": "read_only",
    "sessionCredentialFromConsole": "from_console",
    "userIdentity.type": "user_type",
    "userIdentity.arn": "user_arn",
    "userIdentity.principalId": "principal_id",
    "userIdentity.invokedBy": "invoked_by",
}
"""The fields whose property is named by an option (backends/qradar/README.md)."""


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[aql.Properties]]:
    """Give the model, its properties named as the options say."""
    named = {field: conversion.settings[option] for field, option in _OPTIONS.items()}

    def ingested(event: Mapping[str, Any]) -> aql.Properties:
        return {named.get(field, field): value for field, value in properties(event).items()}

    yield Model("IBM's guide to the Ariel query language", ingested, aql.reader)


def properties(event: Mapping[str, Any]) -> aql.Properties:
    """Read every property that can be read from a record, by its path."""
    return dict(_leaves("", event))


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any part of a record
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}".removeprefix("."), inner)
    elif isinstance(value, list):
        yield f"{path}[]", json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        if value:
            yield from _leaves(f"{path}[0]", value[0])
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)
