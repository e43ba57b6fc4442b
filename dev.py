#!/usr/bin/env python3
"""Sets up everything in .venv and runs it: `python3 dev.py demo`, `python3 dev.py test` or `python3 dev.py base`.

`base` copies what the rules share from the rule where it is written, and regenerates the queries in backends/.

Needs nothing but Python 3.11 or later. A Debian-managed Python has no pip of its own to spare: when it cannot give
one to a virtual environment, pip comes from PyPI (or PIP_INDEX_URL), checked against the index's SHA-256.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
COMMANDS = {
    "base": (
        ["-e", ".[dev]"],
        [
            ["python", "-c", "from clickops.tuning import copies; copies.write()"],
            ["clickops", "convert", "--update"],
        ],
    ),
    "demo": (["."], [["clickops", "scan", "--sample", "--exit-zero"]]),
    "test": (["-e", ".[dev]"], [["pytest", "--numprocesses", "auto", "--dist", "worksteal"]]),
}


def main() -> int:
    """Install what the command needs, run it, and pass its exit code on."""
    if sys.version_info < (3, 11):
        sys.exit(f"clickops needs Python 3.11 or later, this is {sys.version.split()[0]}")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: {sys.executable} dev.py [{'|'.join(COMMANDS)}]\n\n{__doc__}")
    packages, commands = COMMANDS[sys.argv[1]]
    if not (BIN / "pip").exists():
        make_environment()
    run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    *first, last = commands
    for command in first:
        run(BIN / command[0], *command[1:])
    return subprocess.call([BIN / last[0], *last[1:], *sys.argv[2:]], cwd=ROOT)


def make_environment() -> None:
    """Create .venv with pip in it."""
    if importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", VENV)
        return
    run(sys.executable, "-m", "venv", "--without-pip", VENV)
    with tempfile.TemporaryDirectory() as folder:
        wheel = download_pip(Path(folder))
        run(BIN / "python", wheel / "pip", "install", "--quiet", wheel)


def download_pip(folder: Path) -> Path:
    """Fetch the newest wheel of pip from the package index; a wheel can be run as it is."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(f"{index}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request) as answer:
        files = json.load(answer)["files"]
    found = [file for file in files if re.fullmatch(r"pip-[\d.]+-py3-none-any\.whl", file["filename"])]
    newest = max(found, key=lambda file: [int(part) for part in file["filename"].split("-")[1].split(".")])
    with urllib.request.urlopen(newest["url"]) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != newest["hashes"]["sha256"]:
        sys.exit("the pip that was downloaded is not the one that the index names")
    wheel = folder / str(newest["filename"])
    wheel.write_bytes(data)
    return wheel


def run(*command: str | Path) -> None:
    """Run a command, or stop with its exit code."""
    code = subprocess.call(command, cwd=ROOT)
    if code:
        sys.exit(code)


if __name__ == "__main__":
    sys.exit(main())
