"""One case of a rule as it stands within a query: the record as the platform keeps it, in the platform's own language.

A check.yml names the function that writes its rows. Each gives None for a record that the platform cannot keep.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from clickops.conversion import targets
from clickops.conversion.languages.kql.questions import quote
from clickops.verify import lakes, sentinel
from clickops.verify.engines import event_ruler
from clickops.verify.models.spl import ingestion

Record = Mapping[str, Any]
_VARCHAR = 65535  # bytes that the longest column holds
_SPATH = 5000  # characters that spath reads (limits.conf, [spath], extraction_cutoff)


class Case(msgspec.Struct, frozen=True):
    """An event with an id that tells it from the others, what happens in it, and whether the rule must select it."""

    id: str
    name: str
    want: bool
    event: Record


def record(case: Case) -> str | None:
    """Write JSON with the record as CloudTrail writes it, escaped so that pasting alters no sign."""
    return _line(case, case.event)


def databricks(case: Case) -> str | None:
    """Write the same without `${x}` and `{{x}}`, which Spark and Databricks' editor fill in, in literals too."""
    return re.sub(r"[${](?=\{)", lambda sign: f"\\u{ord(sign[0]):04x}", _line(case, case.event))


def without_nul(case: Case) -> str | None:
    """Write the same with U+FFFD for NUL, which PostgreSQL's jsonb does not hold and SQLite reads no further than."""
    return _line(case, case.event).replace("\\u0000", "\\ufffd")


def athena_table(case: Case) -> str | None:
    """Write a row of a trail's table."""
    return _line(case, lakes.table(case.event))


def security_lake(case: Case) -> str | None:
    """Write a row of Security Lake's table."""
    return _line(case, lakes.security_lake(case.event))


def splunk_json(case: Case) -> str | None:
    """Write the record as text within JSON, for spath."""
    text = _compact(case.event)
    if len(text) > _SPATH or ingestion.is_unheard_of(case.event):
        return None
    return _line(case, text).replace("`", "\\u0060")  # which begins a macro in SPL


def splunk_addon(case: Case) -> str | None:
    """Write the same with the errorCode that the Splunk Add-on for AWS gives a record without one."""
    return splunk_json(msgspec.structs.replace(case, event={"errorCode": "success", **case.event}))


def logscale(case: Case) -> str | None:
    """Write a string that createEvents() makes an event of."""
    if ingestion.is_unheard_of(case.event):
        return None
    want = "yes" if case.want else "no"
    return json.dumps(
        _compact({"id": case.id, "name": case.name, "want": want, "Vendor": case.event}), ensure_ascii=False
    )


def message(case: Case) -> str | None:
    """Write the JSON string of a record as a line of a log."""
    return json.dumps(_compact(case.event))


def eventbridge(case: Case) -> str | None:
    """Write the event that carries a record to EventBridge."""
    booleans = all(isinstance(case.event.get(name, False), bool) for name in ("readOnly", "managementEvent"))
    return _compact(event_ruler.envelope(case.event)) if booleans else None


def datatable(case: Case) -> str | None:
    """Write a row of the table AWSCloudTrail: its columns in the order of `sentinel.COLUMNS`, behind name and want."""
    row = sentinel.row(case.event)
    if row is None:
        return None
    cells = (_cell(row[name], kind) for name, (_, kind) in sentinel.COLUMNS.items())
    return ", ".join([quote(case.name), str(case.want).lower(), *cells])


def redshift(case: Case) -> str | None:
    """Write a row of the shipped table as COPY fills it: a text as it is, anything else as JSON text, null as none."""
    cells = [_at(case.event, path) for path in _redshift_paths()]
    texts = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in cells if one is not None]
    if any("\0" in text or "\\u0000" in text or len(text.encode()) > _VARCHAR for text in texts):
        return None
    literals = ("NULL" if one is None else _escaped(texts.pop(0)) for one in cells)
    return f"SELECT {_escaped(case.id)}, {_escaped(case.name)}, {str(case.want).upper()}, {', '.join(literals)}"


@functools.cache
def _redshift_paths() -> list[list[str]]:
    paths = json.loads(targets.find("redshift").template("jsonpaths.json"))["jsonpaths"]
    return [path.removeprefix("$['").removesuffix("']").split("']['") for path in paths]


def _at(value: Any, keys: list[str]) -> Any:  # noqa: ANN401 - any part of a record
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _line(case: Case, stored: Record | str) -> str:
    want = "yes" if case.want else "no"
    return _compact({"id": case.id, "name": case.name, "want": want, "record": stored})


def _compact(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Write JSON in ASCII, but for signs beyond U+FFFF: ZetaSQL does not read the two escapes of one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(sign if sign < "\x7f" or sign > "\uffff" else f"\\u{ord(sign):04x}" for sign in text)


def _cell(value: str | bool | None, kind: str) -> str:  # noqa: FBT001 - what a column holds
    if kind == "bool":
        return "bool(null)" if value is None else str(value).lower()
    return quote(str(value))


def _escaped(text: str) -> str:
    signs = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{signs}'"
