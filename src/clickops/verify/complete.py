"""Proves that the shipped table or view gives each event that was loaded into it, and gives it once.

A row that a view loses would otherwise show only where a rule selects it, and a row that it gives twice not at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from clickops.conversion.languages import sql
from clickops.conversion.queries import Conversion
from clickops.verify.engines import Engine, EngineError


def check(engine: Engine, conversion: Conversion, taken: frozenset[str]) -> None:
    """Compare what SQL finds without any condition with the ids of what was loaded; EngineError where they differ.

    Languages other than SQL read no table or view that is shipped.
    """
    if conversion.format.language != "sql":
        return
    options = conversion.settings
    table = sql.find(conversion.format.dialect).table(options)
    rows = f"SELECT {options['columns']} FROM {table}"  # noqa: S608 - as a query that is shipped begins
    there = engine.run(rows)
    twice = engine.run(f"SELECT eventID FROM ({rows}) AS found GROUP BY eventID HAVING count(*) > 1")  # noqa: S608
    for wrong, what in (
        (taken - there, "loses {} of {} loaded events, such as {}"),
        (there - taken, "gives {} beyond the {} loaded events, such as {}"),
        (twice, "gives {} of {} loaded events more than once, such as {}"),
    ):
        if wrong:
            raise EngineError(f"{table} {what.format(len(wrong), len(taken), _first(wrong))}")


def _first(ids: Iterable[str | None]) -> str:
    return min("one without an eventID" if one is None else str(one) for one in ids)
