"""Athena's differences from Trino: partitions by day, and CloudTrail Lake's event data stores."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from clickops.conversion.languages.sql import trino
from clickops.conversion.languages.sql.dialect import Options


def _recent(options: Options) -> Sequence[str]:
    """Bound the time, and the days whose files are read."""
    if not int(options["minutes"]):
        return ()
    if options["schema"] == "lake":
        return (f"eventtime >= CAST({trino.start(options)} AS timestamp)",)
    return (f"\"timestamp\" >= date_format({trino.start(options)}, '%Y/%m/%d')", trino.since(options))


def _table(options: Options) -> str:
    return options["event_data_store" if options["schema"] == "lake" else "table"]


DIALECT = msgspec.structs.replace(trino.DIALECT, name="Athena", recent=_recent, table=_table)
