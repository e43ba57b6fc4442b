"""What this machine has for engines: programs, and a folder to keep what was built. It alone reads the environment.

The library otherwise asks nothing of it; but where Java and Go are is for the machine to say.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def variable(name: str) -> str:
    """Read a variable of the environment; empty when it is not set."""
    return os.environ.get(name, "")


def program(name: str, home: str = "") -> str | None:
    """Find a program, in the folder `bin` of `home` first."""
    return shutil.which(name, path=f"{home}/bin{os.pathsep}{variable('PATH')}" if home else None)


def kept(name: str) -> Path:
    """Give the place of something that is built once: a path in the user's cache, which may not be there yet."""
    folder = Path(variable("XDG_CACHE_HOME") or Path.home() / ".cache") / "clickops" / "engines"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
