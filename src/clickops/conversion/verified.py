"""verified.yml of a target: on what each format was run and compared, written by `python3 dev.py verified`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from clickops.conversion import targets
from clickops.conversion.fields import FieldsFile
from clickops.conversion.targets import Target

_HEAD = "# Written by `python3 dev.py verified`, from the cases of the repository and hostile variants of them.\n"


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One format, run: on what, what that is worth, what differed, and which rules could not be run."""

    on: str  # the engine and its version
    level: str  # engine, emulation or model
    differs: tuple[str, ...] = ()  # the known differences that events showed
    refuses: Mapping[str, tuple[str, ...]] = {}  # a reason -> the rules that the format cannot express
    unrun: Mapping[str, tuple[str, ...]] = {}  # a reason -> the rules that the engine cannot run


def key(name: str, options: Mapping[str, str]) -> str:
    """Name a format as verified.yml does, with the options that are not as by default."""
    return " ".join([name, *(f"{option}={value}" for option, value in sorted(options.items()))])


def wanted(target: Target) -> list[str]:
    """Name what must have been run: each format that has an engine, in each schema."""
    schemas: list[dict[str, str]] = [{}]
    if "schema" in target.options:
        default = target.options["schema"].default
        found: FieldsFile = targets.parse(target.folder / "fields.yml", FieldsFile)
        schemas += [{"schema": schema} for schema in found.schemas if schema != default]
    return [key(name, schema) for name, form in target.formats.items() if form.engine for schema in schemas]


def path(target: Target) -> Path:
    """Say where it is."""
    return target.folder / "verified.yml"


def runs(target: Target) -> Mapping[str, Run]:
    """Read what was run, by format (and its options, where some were set).

    Raises ClickopsError when the file is not as it must be.
    """
    if not path(target).is_file():
        return {}
    read: dict[str, Run] = targets.parse(path(target), dict[str, Run])
    return {name: run for name, run in read.items() if name.split()[0] in target.formats}


def write(made: Mapping[str, Run]) -> str:
    """Write what was run as the file has it."""
    import yaml  # noqa: PLC0415 - as heavy as in targets

    kept = {name: msgspec.to_builtins(run) for name, run in made.items()}
    return _HEAD + yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=120)
