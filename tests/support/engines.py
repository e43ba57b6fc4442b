"""Engines that the README's test command installs, and what they run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings

from clickops.conversion.targets import Target, targets
from clickops.rules.pack import Pack
from clickops.verify import engines, scratch
from clickops.verify.engines import Engine
from clickops.verify.shipped import Shipped
from support.platform import ask, rule

LIGHT = {"sqlite", "duckdb", "kql_duckdb", "datadog", "panther", "eql", "spl_model", "logscale", "sumologic"} | {
    *("sumologic_cse", "aql", "yara_l_model", "logs_insights_model", "metric_filter_model"),
}


def draws(number: int) -> settings:
    """Draw the same examples each time, and shrink one that disagrees, on an engine that takes its time."""
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )


def shipment(target: Target, name: str | None = None, pack: Pack | None = None, **options: str) -> Shipped:
    """Give what is shipped of a pack, or of a rule whose query nothing asks."""
    return Shipped(target, name, options, pack or Pack((rule(ask("eventName", "x"), "any"),)))


@contextmanager
def started(
    target: Target, name: str | None = None, pack: Pack | None = None, **options: str
) -> Iterator[tuple[Shipped, Engine]]:
    """Start the engine of a format on what is shipped of a pack."""
    with tempfile.TemporaryDirectory() as folder:
        shipped = shipment(target, name, pack, **options, **scratch.files(target.options, folder))
        with engines.find(shipped.format.engine).start(shipped) as engine:
            yield shipped, engine


def light_formats() -> list[tuple[Target, str]]:
    """List one format of each kind that a light engine runs."""
    return [(target, name) for target, name in _formats() if target.formats[name].engine in LIGHT]


def heavy_formats() -> list[tuple[Target, str]]:
    """List one format of each kind that needs an engine which `.ci/run` installs."""
    return [(target, name) for target, name in _formats() if target.formats[name].engine not in LIGHT]


def _formats() -> list[tuple[Target, str]]:
    found: dict[tuple[str, ...], tuple[Target, str]] = {}
    for target in targets():
        for name, form in target.formats.items():
            if form.engine:
                found.setdefault((target.name, form.engine, form.language), (target, name))
    return list(found.values())
