"""Programs in Go that stand in backends/<target>/engine/, built once for each state of their sources."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from pathlib import Path

from clickops.verify import machine
from clickops.verify.engines import EngineError


def program(variable: str, folder: Path, package: str) -> Path:
    """Give the program of a package, out of the environment, the cache, or built now (minutes the first time).

    Raises EngineError without Go, and when it cannot be built.
    """
    if ready := machine.variable(variable):
        return Path(ready)
    digest = hashlib.sha256(package.encode())
    for source in sorted(folder.iterdir()):
        digest.update(source.read_bytes())
    path = machine.kept(f"{folder.parent.name}-{digest.hexdigest()[:16]}")
    if not path.is_file():
        _build(folder, package, path)
    return path


def version(folder: Path, module: str) -> str:
    """Read which version of a module go.mod names."""
    found = re.search(rf"{re.escape(module)} v(\S+)", (folder / "go.mod").read_text("utf-8"))
    return found[1] if found else "of an unknown version"


def _build(folder: Path, package: str, path: Path) -> None:
    go = machine.program("go")
    if go is None:
        raise EngineError(f"{folder.parent.name}'s engine needs Go (https://go.dev/dl/) to be built")
    unfinished = path.with_suffix(f".{os.getpid()}")
    command = [go, "build", "-trimpath", "-mod=readonly", "-o", str(unfinished), package]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own sources
    if done.returncode:
        raise EngineError(f"go build of {package} failed: {done.stderr.strip()}")
    unfinished.replace(path)
