"""verified.yml of a target: on what each format was run and compared, written by `clickops verify --update`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clickops.conversion import targets
from clickops.conversion.targets import Target

_FILE = "verified.yml"
_HEAD = "# Written by `clickops verify --update`, from the cases of the repository and hostile variants of them.\n"


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One format, run: on what, what that is worth, on how much, and what differed."""

    on: str  # the engine and its version
    level: str  # engine, emulation or model
    rules: int
    events: int
    differs: tuple[str, ...] = ()  # the known differences that events showed
    unexplained: int = 0  # complaints


def runs(target: Target) -> Mapping[str, Run]:
    """Read what was run, by format (and its options, where some were set).

    Raises ClickopsError when the file is not as it must be.
    """
    path = target.folder / _FILE
    if not path.is_file():
        return {}
    read: dict[str, Run] = targets.parse(path, dict[str, Run])
    return {name: run for name, run in read.items() if name.split()[0] in target.formats}


def record(target: Target, made: Mapping[str, Run]) -> None:
    """Write what was run now, beside what was run of other formats."""
    import yaml  # noqa: PLC0415 - as heavy as in targets

    all_runs = {**runs(target), **made}
    order = list(target.formats)
    names = sorted(all_runs, key=lambda name: (order.index(name.split()[0]), name))
    kept = {name: msgspec.to_builtins(all_runs[name]) for name in names}
    text = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=120)
    (target.folder / _FILE).write_text(_HEAD + text, "utf-8", newline="\n")
