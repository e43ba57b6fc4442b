"""What a rule or filter may hold and still be loaded, though the Sigma specification has it otherwise.

Rules specification 2.1 and its JSON schema (tests/schema). None of it changes which events match, so loading notes it
and `clickops check` reports it. A remark is silent about a part of a form that loading refuses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from clickops.rules.document import Mapping, Sequence
from clickops.rules.near import did_you_mean

Remark = tuple[int, str]
"""The line, and the sentence."""

STATUSES = ("stable", "test", "experimental", "deprecated", "unsupported")
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_LISTS = ("references", "tags", "fields", "falsepositives", "related", "scope")
_TEXTS = ("description", "author", "license", "taxonomy", "name")
_TITLE_LENGTH = 256
_TAG = re.compile(r"[a-z0-9_-]+\.[a-z0-9._-]+")
_SHOWN = 60  # characters of what is quoted


def remarks(part: Mapping) -> Iterator[Remark]:
    """Yield the line and the sentence of each thing in a document that breaks the specification."""
    yield from _forms(part)
    yield from _dates(part)
    yield from _members(part)
    yield from _needless(part)


def not_a_uuid(given: str) -> str:
    """Say why an id is refused."""
    return (
        f"the id {given[:_SHOWN]!r} is not a UUID: Sigma only recommends one, but clickops names objects after ids "
        "and needs it (`uuidgen` makes one; without `id` the rule loads too)"
    )


def _forms(part: Mapping) -> Iterator[Remark]:
    """Find texts where the specification has lists, and the other way round."""
    for key in _LISTS:
        if part.get(key) is not None and not isinstance(part[key], list):
            yield _line(part, key), f"{key} must be a list"
    for key in _TEXTS:
        if part.get(key) is not None and not isinstance(part[key], str):
            yield _line(part, key), f"{key} must be a text"
    if "detection" in part and not part.get("description"):
        yield _line(part, "description"), "a description is needed: what it finds, and why that matters"
    title, status = part.get("title"), part.get("status")
    if isinstance(title, str) and len(title) > _TITLE_LENGTH:
        yield _line(part, "title"), f"the title is longer than {_TITLE_LENGTH} characters"
    if status is not None and not isinstance(status, dict | list) and status not in STATUSES:
        told = did_you_mean(str(status), STATUSES) or f": it must be one of {', '.join(STATUSES)}"
        yield _line(part, "status"), f"unknown status {str(status)[:_SHOWN]!r}{told}"


def _dates(part: Mapping) -> Iterator[Remark]:
    """Hold dates to ISO 8601, `2026-01-31` (rules specification, "Date")."""
    for key in ("date", "modified"):
        given = part.get(key)
        if given is None or (isinstance(given, dt.date) and not isinstance(given, dt.datetime)):
            continue
        try:
            right = dt.date.fromisoformat(str(given)).isoformat() == given
        except ValueError:
            right = False
        if not right:
            parts = re.fullmatch(r"(\d{4})\D(\d\d)\D(\d\d)", str(given))
            told = f"write {'-'.join(parts.groups())}" if parts else "write it as 2026-01-31"
            yield _line(part, key), f"{key} is not a date of the form YYYY-MM-DD: {told}"


def _members(part: Mapping) -> Iterator[Remark]:
    """Find members of lists that are no texts, that stand there twice, and tags without a namespace."""
    for key in ("references", "tags", "fields", "falsepositives", "scope"):
        listed = part.get(key)
        seen: set[object] = set()
        for one, line in zip(listed, listed.lines, strict=True) if isinstance(listed, Sequence) else ():
            if not isinstance(one, str):
                yield line, f"{key} must hold texts only: put the value in quotes"
            elif one in seen:
                yield line, f"{key} lists {one[:_SHOWN]!r} twice"
            elif key == "tags" and not _TAG.fullmatch(one):
                yield line, f"the tag {one[:_SHOWN]!r} is not of the form namespace.name, as in attack.t1098"
            seen.add(one if isinstance(one, str) else None)


def _needless(part: Mapping) -> Iterator[Remark]:
    """Find `timeframe`, which once belonged to aggregations and means nothing to one event."""
    for kind in ("detection", "filter"):
        section = part.get(kind)
        if isinstance(section, Mapping) and "timeframe" in section:
            yield section.lines["timeframe"], "timeframe has no effect, since each event is tested alone: leave it out"


def _line(part: Mapping, key: str) -> int:
    return part.lines.get(key, part.line)
