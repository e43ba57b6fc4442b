from __future__ import annotations

import subprocess
import sys

import pytest

from support.command import ENVIRONMENT

HEAVY = {"yaml", "sigma", "isal", "re2", "rich", "zipfile", "csv", "clickops.scanning", "clickops.evaluate"}


def imported(*arguments: str) -> set[str]:
    """Which modules a run of the command imports."""
    code = "import sys; from clickops.cli.app import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("scan", "--help"), ("convert", "--help")])
def test_help_imports_nothing_that_it_does_not_show(arguments: tuple[str, ...]) -> None:
    found = imported(*arguments)
    assert "click" in found
    assert not found & (HEAVY | {"msgspec", "clickops.rules"})


def test_a_list_of_rules_imports_no_converter_and_no_evaluator() -> None:
    assert not imported("list") & (HEAVY - {"yaml"})
