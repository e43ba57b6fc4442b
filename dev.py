#!/usr/bin/env python3
"""Sets up everything in .venv and runs it: `python3 dev.py COMMAND`.

demo      scan the sample events
test      run the tests (what follows goes to pytest)
goldens   regenerate the queries in backends/*/golden and the tables of backends/README.md
base      copy what the rules share from the rule where it is written, then do `goldens`
verified  run every query on every engine (.ci/engines, half an hour), then write backends/*/verified.yml and the tables

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
WRITE = ("python", "-c", "import sys, dev; dev.write(sys.argv[1])")
SOURCE = ("-e", ".[dev]")
COMMANDS: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
    "base": (SOURCE, [(*WRITE, "copies"), (*WRITE, "goldens")]),
    "demo": ((".",), [("clickops", "scan", "--sample", "--exit-zero")]),
    "goldens": (SOURCE, [(*WRITE, "goldens")]),
    "test": (SOURCE, [("pytest", "--numprocesses", "auto", "--dist", "worksteal")]),
    "verified": (SOURCE, [(str(ROOT / ".ci" / "engines"),), (*WRITE, "verified")]),
}
"""What each needs installed, and what it runs of .venv/bin, or by its whole path."""
TAKE_MORE = {"demo", "test"}
"""The commands that hand further arguments on; the others always do all they do."""


def main() -> int:
    """Install what the command needs, run it, and pass its exit code on."""
    if sys.version_info < (3, 11):
        sys.exit(f"clickops needs Python 3.11 or later, this is {sys.version.split()[0]}")
    name, *more = sys.argv[1:] or [""]
    if name not in COMMANDS:
        sys.exit(f"usage: {sys.executable} dev.py [{'|'.join(COMMANDS)}]\n\n{__doc__}")
    if more and name not in TAKE_MORE:
        sys.exit(f"dev.py {name} takes no arguments: {' '.join(more)}")
    packages, commands = COMMANDS[name]
    if not (BIN / "pip").exists():
        make_environment()
    run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    *first, last = commands
    for command in first:
        run(BIN / command[0], *command[1:])
    return subprocess.call([BIN / last[0], *last[1:], *more], cwd=ROOT)


def write(what: str) -> None:
    """Write what the repository holds of its own making, and name the files that changed; within .venv."""
    from clickops.conversion import goldens  # noqa: PLC0415 - what .venv has
    from clickops.errors import ClickopsError  # noqa: PLC0415
    from clickops.tuning import copies  # noqa: PLC0415
    from clickops.verify import record  # noqa: PLC0415

    try:
        match what:
            case "copies":
                changed = copies.write()
            case "goldens":
                changed = goldens.update()
            case _:
                changed = record.record(ROOT / "build" / "verified")
    except ClickopsError as error:
        sys.exit(str(error))
    for path in changed:
        print(path)


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
