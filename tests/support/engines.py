"""Engines that the README's test command installs, and what they run."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from clickops.conversion.targets import Target, targets

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
