"""A scan as one JSON document: `alerts`, `problems`, `notes` and `summary`, as docs/scan.schema.json describes it.

It is given in pieces: alerts are never held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clickops.errors import Problem
from clickops.report.ndjson import encode
from clickops.report.summary import Summary
from clickops.scanning import Alert


def pieces(
    alerts: Iterable[Alert], problems: Iterable[Problem], notes: Iterable[str], summary: Summary
) -> Iterator[str]:
    """Write one document; all but `alerts` is read after the last alert, when it is complete.

    What `alerts` raises is raised, and the document is left unfinished.
    """
    yield '{"alerts":['
    comma = "\n"
    for alert in alerts:
        yield comma + encode(alert.to_dict())
        comma = ",\n"
    rest = {"problems": [_problem(one) for one in problems], "notes": list(notes), "summary": summary.as_object()}
    yield f"\n],{encode(rest)[1:]}\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "record": problem.position, "reason": problem.reason}
