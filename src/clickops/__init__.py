"""Find out when a person changes AWS by hand: Sigma rules on CloudTrail records, and their queries for SIEMs.

    pack = clickops.load()                      # the shipped rules with their filters
    match = clickops.compile(pack)              # match(event) lists the rules that fire
    for source, event in clickops.read("trails/"):
        for rule in match(event):
            print(source, rule.title)
    print(clickops.explain(pack.rules[0], event))
    files = clickops.convert(pack, "splunk")    # {file name: content}

`scan` reads and matches at once, at several times the speed of `read` and `match`, and yields alerts.
Each name is imported when it is first used, so that what is not used costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clickops.cloudtrail.reader import Source as Source
    from clickops.cloudtrail.reader import read as read
    from clickops.conversion.convert import convert as convert
    from clickops.errors import ClickopsError as ClickopsError
    from clickops.errors import ConversionError as ConversionError
    from clickops.errors import InputError as InputError
    from clickops.errors import Problem as Problem
    from clickops.errors import RuleError as RuleError
    from clickops.errors import UnsupportedError as UnsupportedError
    from clickops.evaluate import compile as compile  # noqa: A004 - what `re` calls it too
    from clickops.evaluate.explain import Explanation as Explanation
    from clickops.evaluate.explain import explain as explain
    from clickops.evaluate.silenced import Silenced as Silenced
    from clickops.rules.load import load as load
    from clickops.rules.pack import Filter as Filter
    from clickops.rules.pack import LeftOut as LeftOut
    from clickops.rules.pack import Pack as Pack
    from clickops.rules.pack import Rule as Rule
    from clickops.scanning import Alert as Alert
    from clickops.scanning import scan as scan

    __version__: str

_HOMES = {
    "clickops.cloudtrail.reader": ("Source", "read"),
    "clickops.conversion.convert": ("convert",),
    "clickops.errors": (
        "ClickopsError",
        "ConversionError",
        "InputError",
        "Problem",
        "RuleError",
        "UnsupportedError",
    ),
    "clickops.evaluate": ("compile",),
    "clickops.evaluate.explain": ("Explanation", "explain"),
    "clickops.evaluate.silenced": ("Silenced",),
    "clickops.rules.load": ("load",),
    "clickops.rules.pack": ("Filter", "LeftOut", "Pack", "Rule"),
    "clickops.scanning": ("Alert", "scan"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - a list all the same


def __dir__() -> list[str]:
    """Show the public names alone, and not the modules that were imported meanwhile."""
    return list(__all__)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name == "__version__":
        from clickops.version import version  # noqa: PLC0415 - costs 15 ms

        return version()
    if name not in _HOME:
        raise AttributeError(f"module 'clickops' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value
