"""Where the shipped files are: rules/, backends/ and so on beside src/ in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_content"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent.parent

RULES = _ROOT / "rules"
BACKENDS = _ROOT / "backends"
SAMPLES = _ROOT / "samples"
EXAMPLES = _ROOT / "docs" / "examples"


def in_checkout() -> bool:
    """Whether this is a checkout of the repository, where the shipped files are written, not an installed package."""
    return (_ROOT / "pyproject.toml").is_file()
