"""Loki's own LogQL parser and pipeline, as a Go program (backends/loki/engine); each record is one line of a stream.

What Loki does on the way is not run: how lines arrive, chunks, limits, and a metric query's counting. The program is
built once and kept in the cache of the user; `CLICKOPS_LOKI_ENGINE` names one that is built already.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import go
from clickops.verify.engines import EngineError

LEVEL = "engine"


@contextmanager
def start(conversion: Conversion) -> Iterator[Loki]:
    """Build the program if need be; the stream is `{job="cloudtrail"}`. Raises EngineError without Go."""
    program = go.program("CLICKOPS_LOKI_ENGINE", conversion.target.folder / "engine", ".")
    version = go.version(conversion.target.folder / "engine", "github.com/grafana/loki/v3")
    with tempfile.TemporaryDirectory() as folder:
        engine = Loki(program, f"Loki {version}, LogQL pipeline", Path(folder))
        try:
            yield engine
        finally:
            engine.stop()


class Loki:
    """One process that holds the lines and answers one query after the other."""

    def __init__(self, program: Path, version: str, folder: Path) -> None:
        self.version = version
        self._program = program
        self._lines = folder / "lines.ndjson"
        self._process: subprocess.Popen[str] | None = None

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Write each record as one line, as shippers do; all are taken."""
        self.stop()
        text = "\n".join(json.dumps(event, ensure_ascii=False, separators=(",", ":")) for event in events)
        self._lines.write_text(text, encoding="utf-8")
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [self._program, self._lines], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        return frozenset(event["eventID"] for event in events)

    def run(self, query: Written) -> frozenset[str]:
        """Ask the process; raises EngineError with Loki's words."""
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise EngineError("no records are loaded")
        self._process.stdin.write(json.dumps(query) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EngineError("Loki's pipeline ended without an answer")
        answer = json.loads(line)
        if answer.get("error"):
            raise EngineError(answer["error"])
        return frozenset(answer["ids"])

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
