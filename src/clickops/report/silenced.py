"""What somebody's own filters left out of a scan, in sentences: a filter that is too wide is silent otherwise."""

from __future__ import annotations

from clickops.evaluate.silenced import Silenced
from clickops.report.clean import clean


def lines(silenced: Silenced) -> list[str]:
    """Write a line for each filter: how many alerts it silenced, how many it left with fewer rules, or neither."""
    found = []
    for count in silenced.counts:
        said = f"silenced {_alerts(count.silenced)}"
        if count.thinned:
            said += f" and took rules out of {count.thinned:,} more"
        if not count.silenced and not count.thinned:
            said = "left nothing out"
        found.append(f"filter {clean(count.filter.name)} ({clean(count.filter.path)}) {said}")
    return found


def _alerts(number: int) -> str:
    return f"{number:,} alert{'' if number == 1 else 's'}"
