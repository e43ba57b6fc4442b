"""No cache of the package grows with what it is asked: each has a bound, and pairs of values are not kept at all."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import clickops
from clickops.conversion import overlap
from clickops.rules.tree import Text

SOURCES = sorted(Path(clickops.__file__).parent.rglob("*.py"))
MOST = 20_000  # answers of one cache; trees are large, so those that keep trees have fewer


def module_caches() -> Iterator[tuple[str, functools._lru_cache_wrapper[object]]]:
    for module in pkgutil.walk_packages(clickops.__path__, "clickops."):
        if not module.name.endswith("__main__"):
            for name, one in vars(importlib.import_module(module.name)).items():
                if isinstance(one, functools._lru_cache_wrapper):
                    yield f"{module.name}.{name}", one


def test_every_cache_of_a_module_is_bounded_or_keeps_one_answer() -> None:
    found = dict(module_caches())
    assert len(found) > 20
    for name, cache in found.items():
        bound = cache.cache_parameters()["maxsize"]
        assert not inspect.signature(cache).parameters if bound is None else bound <= MOST, name


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_no_cache_is_made_without_a_bound(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            assert not any(_name(one) == "cache" for one in node.decorator_list), f"{path}:{node.lineno}"
        if isinstance(node, ast.Call) and _name(node.func) == "lru_cache":
            bounds = [*node.args, *(word.value for word in node.keywords if word.arg == "maxsize")]
            assert [isinstance(one, ast.Constant) and one.value is not None for one in bounds] == [True], path


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_pairs_of_values_are_not_kept() -> None:
    values = [Text((f"Action{number}",)) for number in range(120)]
    before = overlap._holds.cache_info().currsize, overlap._overlaps.cache_info().currsize
    for one, other in itertools.product(values, values):
        assert overlap.holds(one, other) is (one is other)
        assert overlap.common(one, other) == ((one,) if one is other else ())
    assert (overlap._holds.cache_info().currsize, overlap._overlaps.cache_info().currsize) == before
