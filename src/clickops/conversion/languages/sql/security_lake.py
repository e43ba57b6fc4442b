"""Amazon Security Lake's difference from Trino: its column of time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from clickops.conversion.languages.sql import trino
from clickops.conversion.languages.sql.dialect import Options


def _recent(options: Options) -> Sequence[str]:
    return (f"time_dt >= CAST({trino.start(options)} AS timestamp)",) if int(options["minutes"]) else ()


DIALECT = msgspec.structs.replace(trino.DIALECT, name="Athena", recent=_recent)
