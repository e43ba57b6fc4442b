"""The architecture, drawn from the imports."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "clickops"
LAYERS = (
    {"errors", "content", "copies", "ordering", "version"},
    {"rules"},
    {"evaluate", "cloudtrail", "merging"},
    {"conversion", "scanning"},
    {"report", "tuning", "verify"},
    {"cli"},
    {"__main__"},
)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def layer(module: str) -> int:
    own = module.split(".")[1]
    return next(height for height, names in enumerate(LAYERS) if own in names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_down_or_stay_in_their_own_package(path: Path) -> None:
    own = name(path)
    if own == "clickops":
        pytest.fail("the facade is not a module of a layer")
    for other in imports(path) & {name(module) for module in MODULES}:
        same = other.split(".")[1] == own.split(".")[1]
        assert same or layer(other) < layer(own), f"{own} imports {other}"


def test_no_module_imports_itself_through_others() -> None:
    known = {name(module) for module in MODULES}
    top = {name(path): {other for other in imports(path) & known if other != name(path)} for path in MODULES}
    packages = {name(path) for path in MODULES if path.name == "__init__.py"}
    graph = {module: others - packages for module, others in top.items() if module not in packages}
    assert list(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_knows_pysigma_and_only_what_reads_rules_or_targets_knows_yaml(path: Path) -> None:
    package = name(path).split(".")[1]
    roots = {module.split(".")[0] for module in imports(path)}
    assert "sigma" not in roots
    assert "yaml" not in roots or package in {"rules", "conversion", "tuning"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_prints_exits_and_reads_the_environment(path: Path) -> None:
    if name(path).startswith(("clickops.cli", "clickops.__main__", "clickops.verify.machine")):
        return
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"print", "exit", "quit", "input", "eval", "exec"}
    assert not {"os.environ", "os.getenv", "sys.exit", "sys.stdout", "sys.stderr"} & _attributes(path)


def _attributes(path: Path) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
