"""Rule, event and verdict as others wrote them, where the folder of shared vectors stands beside the repository.

Each row agrees, or tests/vectors_ours.yml names it and says which reading is ours and why. Correlations are left
aside: clickops has none yet.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from clickops.errors import RuleError
from clickops.evaluate.predicate import predicate
from clickops.rules.load import load

VECTORS = Path(__file__).parents[2] / "shared" / "vectors"
FILES = sorted(path for path in VECTORS.glob("*.jsonl") if path.stem != "correlation_edge")
OURS = yaml.safe_load(Path(__file__).with_name("vectors_ours.yml").read_text("utf-8"))
READINGS = {row: group["ours"] for group in OURS for row in group["rows"]}


def verdict(row: dict[str, Any]) -> bool | str:
    try:
        rules = load(row["rule"] + "\n").rules
    except RuleError:
        return "error"
    return any(predicate(rule.tree)(row["event"]) for rule in rules)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_each_row_agrees_or_is_named_with_our_reading(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert rows
    wrong = []
    for row in rows:
        said, wanted = verdict(row), READINGS.get(row["id"], row["expected"])
        if said != wanted:
            wrong.append(f"{row['id']}: {said}, not {wanted}")
        if row["id"] in READINGS and said == row["expected"]:
            wrong.append(f"{row['id']}: agrees, though vectors_ours.yml says that it does not")
    assert wrong == []


def test_every_reading_of_ours_has_its_reason_and_stands_once() -> None:
    assert all(len(group["reason"]) > 40 for group in OURS)
    assert all(group["ours"] in {True, False, "error"} for group in OURS)
    rows = Counter(row for group in OURS for row in group["rows"])
    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES[:1])
def test_every_row_that_is_named_exists(path: Path) -> None:
    known = {
        json.loads(line)["id"] for one in path.parent.glob("*.jsonl") for line in one.read_text("utf-8").splitlines()
    }
    assert set(READINGS) <= known
