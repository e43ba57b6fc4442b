"""The mappings against records that platforms really stored, where those are there (they are not committed)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from clickops import content
from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.errors import ConversionError
from clickops.evaluate.fields import resolve, scalars
from clickops.verify import ecs
from support import query_dsl

PAIRS = content.RULES.parent.parent / "shared" / "data" / "mapping_pairs"

CONSTANT = {"@timestamp", "event.dataset"}  # written as a date, and by the agent
MOVED = {"user.id", "user.name"}  # versions of the integration, of which the pairs hold several, disagree

pytestmark = pytest.mark.skipif(not PAIRS.is_dir(), reason="the shared pairs are not here")


def pairs(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(PAIRS, name).read_text("utf-8").splitlines()]


def leaves(value: Any, path: str = "") -> dict[str, list[Any]]:
    if isinstance(value, dict):
        found: dict[str, list[Any]] = {}
        for key, part in value.items():
            found |= leaves(part, f"{path}.{key}" if path else key)
        return found
    return {path: list(scalars([value]))}


@pytest.mark.parametrize(
    "pair", pairs("elastic.jsonl") if PAIRS.is_dir() else [], ids=lambda pair: pair["source"][-40:]
)
def test_elastic_keeps_each_raw_value_where_the_mapping_says(pair: dict[str, Any]) -> None:
    fields = Conversion(find("elasticsearch")).fields
    checked = 0
    for raw in leaves(pair["raw"]):
        try:
            place = fields.place(raw)
        except ConversionError:
            continue
        if place.type in {"date", "object"} or place.missing or place.note or not place.names:
            continue
        values = {str(value).lower() for value in scalars(resolve(pair["raw"], raw)) if value not in {"", "-"}}
        stored = {str(value).lower() for name in place.names for value in query_dsl.values(pair["stored"], name)}
        if place.only and not all(query_dsl.matches(held(one), pair["stored"]) for one in place.only.items()):
            continue
        assert values == stored, (raw, place.names)
        checked += bool(values)
    assert checked >= 5


@pytest.mark.parametrize(
    "pair", pairs("elastic.jsonl") if PAIRS.is_dir() else [], ids=lambda pair: pair["source"][-40:]
)
def test_the_engine_is_given_what_elastic_stored(pair: dict[str, Any]) -> None:
    """Each keyword that `verify` stores of the raw record is in the stored one; what enrichment adds is beside it."""
    made = ecs.document(pair["raw"])
    proposed = "9.0.0" in pair["integration_version"]
    checked = 0
    for name, values in leaves(made).items():
        stored = [str(value).lower() for value in query_dsl.values(pair["stored"], name)]
        if name in CONSTANT or name.endswith("creation_date") or (name in MOVED and (not stored or proposed)):
            continue
        assert sorted(str(value).lower() for value in values) == sorted(stored), name
        checked += 1
    assert checked >= 5


def held(condition: tuple[str, tuple[str, ...]]) -> dict[str, Any]:
    name, values = condition
    return {"bool": {"should": [{"term": {name: value}} for value in values], "minimum_should_match": 1}}


def test_splunk_has_a_field_for_each_scalar_that_the_mapping_names() -> None:
    fields = Conversion(find("splunk")).fields
    checked = 0
    for pair in pairs("splunk.jsonl"):
        known = set(pair["stored"]["field_names"])
        for raw, values in leaves(pair["raw"]).items():
            if not values:
                continue
            try:
                place = fields.place(raw)
            except ConversionError as error:
                assert "signs that no query" in error.reason or not re.match(r"(event|user|aws|request)", raw), error  # noqa: PT017
                continue
            if place.type != "object":
                assert set(place.names) & known, (raw, place.names)
                checked += 1
    assert checked > 500
