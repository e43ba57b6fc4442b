"""What `clickops verify --report` writes: what was run, on what, on how much, and what came out, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from clickops.errors import ClickopsError
from clickops.verify import review
from clickops.verify.compare import Verdict
from clickops.verify.shipped import Shipped, strays
from clickops.version import version

ByReason = Mapping[str, tuple[str, ...]]
"""A reason, and the rules that it holds for."""


class Ran(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One query language of one target, run: the formats that hold the same queries go together."""

    target: str
    formats: tuple[str, ...]
    options: Mapping[str, str]  # those that are not as by default
    engine: str  # the module of clickops.verify.engines
    version: str  # what it runs, with the version
    level: str  # engine, emulation or model
    events: int
    rules: Mapping[str, int]  # each that ran -> how many events both sides select
    differences: Mapping[str, int]  # known ones -> how many events they explain
    refused: ByReason  # rules that the format cannot express
    unrun: ByReason  # rules that the engine cannot run
    unexplained: tuple[str, ...]  # what is wrong, a line each


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that one `clickops verify` ran."""

    clickops: str = msgspec.field(default_factory=version)
    sparse: Annotated[int, msgspec.Meta(ge=1)]  # one in so many of the hostile variants was taken
    records: tuple[str, ...]  # the files and folders of --events, whose records were taken in addition
    runs: tuple[Ran, ...]


def ran(
    shipped: Sequence[Shipped],
    options: Mapping[str, str],
    verdicts: Sequence[Verdict],
    *,
    version: str,
    level: str,
    events: int,
) -> Ran:
    """Sum up what an engine made of the queries of the first format, and whether the others hold the same."""
    first, *others = shipped
    form, target = first.format, first.target
    reasons = {rule: reason for reason, rules in form.unrun.items() for rule in rules}
    return Ran(
        target=target.name,
        formats=tuple(one.name for one in shipped),
        options={name: value for name, value in options.items() if value != target.options[name].default},
        engine=form.engine,
        version=version,
        level=level,
        events=events,
        rules={one.rule: one.selected for one in verdicts if not (one.refused or one.failed)},
        differences=dict(sorted(review.known(verdicts).items())),
        refused=_by_reason((one.refused, one.rule) for one in verdicts if one.refused),
        unrun=_by_reason((reasons.get(one.rule, one.failed), one.rule) for one in verdicts if one.failed),
        unexplained=(*review.complaints(form, verdicts), *strays(first, others)),
    )


def write(report: Report) -> str:
    """Write a report as JSON that people can read too."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def read(path: Path) -> Report:
    """Read a report; raises ClickopsError, with the path, for what is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise ClickopsError(f"{path}: {error}") from None


def _by_reason(pairs: Iterable[tuple[str, str]]) -> ByReason:
    found: dict[str, list[str]] = {}
    for reason, rule in pairs:
        found.setdefault(reason, []).append(rule)
    return {reason: tuple(rules) for reason, rules in found.items()}
