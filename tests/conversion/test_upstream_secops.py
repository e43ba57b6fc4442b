"""Why pySigma's backend for Google SecOps does not write our rules: the smallest detection that it gets wrong.

A test here fails when upstream mends the fault; then the backend is worth another look.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import pytest
from sigma.collection import SigmaCollection

with warnings.catch_warnings(action="ignore"):  # it reads its own files in a way that is deprecated
    secops = importlib.import_module("sigma.backends.secops")

NOT_BOTH = {"s": {"f": "x"}, "n": {"a": "A", "b": "B"}, "condition": "s and not n"}
NOT_ONE_OF = {"s": {"f": "x"}, "n1": {"a": "A"}, "n2": {"b": "B"}, "condition": "s and not 1 of n*"}


@pytest.mark.parametrize(
    ("detection", "query"),
    [
        pytest.param(NOT_BOTH, 'f = "x" nocase AND a = "A" nocase AND b = "B" nocase', id="the negation is gone"),
        pytest.param(
            NOT_ONE_OF,
            'f = "x" nocase AND (a != "A" nocase OR b != "B" nocase)',
            id="not any of them became not all of them",
        ),
        pytest.param({"s": {"f": ["A.x", "B.y"]}, "condition": "s"}, "f = /A.x|B.y/ nocase", id="a list has no edges"),
        pytest.param(
            {"s": {"f": "a*b"}, "condition": "s"}, "f = a.*b nocase", id="a wildcard is no literal of any kind"
        ),
    ],
)
def test_the_backend_still_writes_what_means_something_else(detection: dict[str, Any], query: str) -> None:
    rule: dict[str, Any] = {"title": "t", "logsource": {"product": "aws"}, "detection": detection}
    assert secops.SecOpsBackend().convert(SigmaCollection.from_dicts([rule])) == [query]
