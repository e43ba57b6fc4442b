"""The user's own Splunk: an index of its own, filled and searched over the REST API of the management port.

Written from Splunk's REST API Reference Manual 9.4 ("data/indexes", "receivers/simple", "search/v2/jobs/export") and
Search Manual ("Export data using the Splunk REST API"). No Splunk was at hand to run it on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion
from clickops.verify import remote, scratch
from clickops.verify.engines import EngineError
from clickops.verify.models.spl import ingestion

_WAIT = 120.0  # seconds until what was sent can be found
_EVERY = 1.0


@contextmanager
def connect(conversion: Conversion, url: str) -> Iterator[Splunk]:
    """Use an index of its own; the user must be allowed to make and remove one, and to send events (`edit_tcp`)."""
    server = remote.server(url, port=8089)
    with scratch.kept(server, lambda name: _asked(server, "DELETE", f"data/indexes/{name}", missing=True)) as make:
        yield Splunk(conversion, server, make)


class Splunk:
    """An index with the source type that the queries ask for, which says how fields are extracted."""

    def __init__(self, conversion: Conversion, server: remote.Server, make: scratch.Make) -> None:
        self._server = server
        self._make = make
        self._index = conversion.settings["index"]
        plain = "_json" if conversion.settings["schema"] == "json" else "aws:cloudtrail"
        kind = conversion.settings["sourcetype"]
        self._sourcetype = plain if "*" in kind else kind
        try:
            version = json.loads(_asked(server, "GET", "server/info"))["entry"][0]["content"]["version"]
        except (ValueError, LookupError, TypeError):
            raise EngineError(f"{server} is no Splunk, or this is not its management port") from None
        self.version = f"Splunk {version}"

    def load(self, events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """Make the index and send records, one a request, so that no rule for breaking lines matters; wait for them."""
        sent = [event for event in events if not ingestion.is_unheard_of(event)]
        self._make(self._index, lambda: _asked(self._server, "POST", "data/indexes", {"name": self._index}))
        into = urlencode({"index": self._index, "sourcetype": self._sourcetype, "source": "clickops"})
        for event in sent:
            _asked(self._server, "POST", f"receivers/simple?{into}", json.dumps(event))
        for _ in range(int(_WAIT / _EVERY)):
            (row,) = self._found(f"search index={self._index} | stats count")
            if int(row["count"]) >= len(sent):
                return frozenset(event["eventID"] for event in sent)
            time.sleep(_EVERY)
        raise EngineError(f"{self._server} has {row['count']} of {len(sent)} events after {_WAIT:.0f} s")

    def run(self, query: Written) -> frozenset[str]:
        """Give the eventIDs of the events that a search keeps."""
        rows = self._found(f"search {query}\n| table eventID")
        if not all("eventID" in row for row in rows):
            raise EngineError(f"the source type {self._sourcetype} gives events no field eventID")
        # where both the index and the search extract a field, it has its value twice
        return frozenset(
            one for row in rows for one in (row["eventID"] if isinstance(row["eventID"], list) else [row["eventID"]])
        )

    def _found(self, search: str) -> list[dict[str, Any]]:
        """Run a search over all time; raises EngineError for one that Splunk refuses or ends early."""
        asked = {"search": search, "earliest_time": "0", "preview": "false"}
        rows = []
        for line in _asked(self._server, "POST", "search/v2/jobs/export", asked).splitlines():
            answer = json.loads(line) if line.strip() else {}
            for message in answer.get("messages") or ():
                if message.get("type") in {"ERROR", "FATAL"}:
                    raise EngineError(str(message.get("text")))
            if "result" in answer and not answer.get("preview"):
                rows.append(answer["result"])
        return rows


def _asked(
    server: remote.Server, method: str, path: str, body: Mapping[str, str] | str = "", *, missing: bool = False
) -> str:
    """Ask; raises EngineError with Splunk's words, but for 404 where something may be missing."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    text = body if isinstance(body, str) else urlencode(body)
    sign = "&" if "?" in path else "?"
    where = f"{server.path}/services/{path}{sign}output_mode=json"
    status, content = server.call(method, where, text, {} if isinstance(body, str) else form)
    if status >= 400 and not (missing and status == 404):
        raise EngineError(f"{server} answers {status}: {remote.said(content)}")
    return content.decode()
