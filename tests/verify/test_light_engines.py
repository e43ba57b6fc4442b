"""Every shipped rule selects the same on every engine that is light enough for each test run."""

from __future__ import annotations

from typing import Any

import pytest

from clickops.conversion import goldens
from clickops.conversion.targets import Target
from clickops.rules.pack import Pack
from clickops.tuning import suite
from clickops.verify import corpus, review
from clickops.verify.compare import verdicts
from support.engines import light_formats, started

EACH = 80
"""One in so many of the hostile variants; `clickops verify` takes them all."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return goldens.shipped()


@pytest.fixture(scope="module")
def events(pack: Pack) -> list[dict[str, Any]]:
    return corpus.of_cases(suite.gather(on_problem=lambda _: None).cases, pack.rules, each=EACH)


@pytest.mark.parametrize(
    ("target", "name"), light_formats(), ids=lambda part: part if isinstance(part, str) else part.name
)
def test_every_rule_selects_the_same_there(target: Target, name: str, pack: Pack, events: list[dict[str, Any]]) -> None:
    with started(target, name, pack) as (shipped, engine):
        found = verdicts(engine, shipped, pack.rules, events)
    assert list(review.complaints(shipped.format, found)) == []
    run = len(pack.rules) - len(shipped.format.refused)
    assert sum(verdict.selected > 0 for verdict in found) >= run * 3 // 4  # a platform that loses fields selects less
