"""VictoriaLogs itself, built from its Go module (backends/victorialogs/engine), on a port of this machine.

1.24 is the newest whose source the Go proxy has. The program is built once and kept in the cache of the user;
`CLICKOPS_VICTORIALOGS` names one that is built already.
"""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import go
from clickops.verify.engines import EngineError

LEVEL = "engine"
_PACKAGE = "github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-logs"
_TIME = "2026-11-24T12:00:00Z"  # the same for all: an eventTime that cannot be read would lose the record
_PATIENCE = 30


@contextmanager
def start(conversion: Conversion) -> Iterator[VictoriaLogs]:
    """Start a server with an empty store; raises EngineError without Go, or when it does not come up."""
    program = go.program("CLICKOPS_VICTORIALOGS", conversion.target.folder / "engine", _PACKAGE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), f"-storageDataPath={folder}", "-retentionPeriod=100y", f"-httpListenAddr={address}"]
        command += ["-loggerLevel=ERROR", "-insert.maxFieldsPerLine=10000"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
        try:
            engine = VictoriaLogs(f"http://{address}")
            engine.wait()
            yield engine
        finally:
            server.terminate()
            server.wait()


class VictoriaLogs:
    """A server that is asked over HTTP; each load is a stream of its own."""

    version = "VictoriaLogs 1.24.0"

    def __init__(self, url: str) -> None:
        self._url = url
        self._loads = 0

    def wait(self) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                self._ask("/health", b"")
            except (OSError, EngineError):
                time.sleep(0.05)
            else:
                return
        raise EngineError("VictoriaLogs did not start")

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Insert the records as JSON lines, in the stream `{job="cloudtrail"}`; all are taken."""
        self._loads += 1
        added = {"_time": _TIME, "_msg": "-", "job": "cloudtrail", "clickops_load": str(self._loads)}
        lines = "\n".join(json.dumps(dict(event) | added, ensure_ascii=False) for event in events)
        self._ask("/insert/jsonline?_stream_fields=job", lines.encode(), "application/stream+json")
        self._ask("/internal/force_flush", b"")  # a stream that is asked for before it is indexed stays unknown
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = self._select("*")
            if len(found) == len(events):
                return found
            time.sleep(0.1)
        return found

    def run(self, query: Written) -> frozenset[str]:
        """Select among the records of the last load; raises EngineError with the server's words."""
        return self._select(f"({query}\n)")

    def _select(self, query: str) -> frozenset[str]:
        whole = f'clickops_load:="{self._loads}" AND {query} | fields eventID'
        answer = self._ask("/select/logsql/query", urllib.parse.urlencode({"query": whole}).encode())
        return frozenset(json.loads(line)["eventID"] for line in answer.splitlines())

    def _ask(self, path: str, data: bytes, kind: str = "application/x-www-form-urlencoded") -> bytes:
        request = urllib.request.Request(self._url + path, data, {"Content-Type": kind})  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError as error:
            raise EngineError(error.read().decode("utf-8", "replace").strip()) from None
