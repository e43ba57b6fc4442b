"""LogScale: a model that holds records as CrowdStrike's parser `aws-cloudtrail` stores them.

Every leaf is kept as text under its path behind `Vendor.`, members of arrays as `a[0]`, an empty object or array not at
all, null as the text null (library.humio.com, "parseJson()", `handleNull`, whose default is keep).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clickops.conversion.queries import Conversion
from clickops.verify.engines import Level
from clickops.verify.models import Model, logscale

LEVEL: Level = "model"


@contextmanager
def start(conversion: Conversion) -> Iterator[Model[logscale.Fields]]:
    """Give the model; it holds one repository, whatever the options say."""
    del conversion
    yield Model("CrowdStrike's reference of the query language", ingested, logscale.reader)


def ingested(event: Mapping[str, Any]) -> logscale.Fields:
    """Flatten a record, and tag it."""
    fields = {"#Vendor": "aws", "#event.module": "aws"}
    _flatten("Vendor", event, fields)
    return fields


def _flatten(name: str, value: Any, fields: logscale.Fields) -> None:  # noqa: ANN401 - any part of a record
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, fields)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _flatten(f"{name}[{index}]", inner, fields)
    else:
        fields[name] = value if isinstance(value, str) else json.dumps(value)
