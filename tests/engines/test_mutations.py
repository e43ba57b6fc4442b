"""A seeded fault in a query is caught on every engine that .ci/run installs."""

from __future__ import annotations

from typing import Any

import pytest

from clickops.conversion.targets import Target
from support import mutations
from support.engines import heavy_formats

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore")]  # fakesnow, pandas and pyspark warn


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    return mutations.events()


@pytest.mark.parametrize(
    ("target", "name"), heavy_formats(), ids=lambda part: part if isinstance(part, str) else part.name
)
def test_every_mutation_is_caught_and_each_field_is_where_it_is_asked(
    target: Target, name: str, events: list[dict[str, Any]]
) -> None:
    found = mutations.caught(target, name, events)
    assert len(found) >= len(mutations.MUTATIONS) - 2
    assert [mutation for mutation, caught in found.items() if not caught] == []
