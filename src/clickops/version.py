"""The version of the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """Give the version, `0+unknown` where the source runs without being installed."""
    try:
        return installed("clickops")
    except PackageNotFoundError:
        return "0+unknown"
