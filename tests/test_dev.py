"""`dev.py`, as far as it runs without an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "dev.py", *arguments], check=False, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("arguments", [(), ("nonsense",)])
def test_without_a_command_it_lists_those_there_are(arguments: tuple[str, ...]) -> None:
    done = dev(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert "dev.py [base|demo|goldens|test|verified]" in done.stderr
    for command in ("base", "demo", "goldens", "test", "verified"):
        assert f"\n{command} " in done.stderr


@pytest.mark.parametrize("command", ["base", "goldens", "verified"])
def test_what_writes_always_writes_all_of_it(command: str) -> None:
    done = dev(command, "-t", "splunk")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"dev.py {command} takes no arguments: -t splunk\n"
