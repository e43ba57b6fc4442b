"""Alerts as CSV, for a spreadsheet: RFC 4180 with line feeds, UTF-8."""

from __future__ import annotations

import csv

from clickops.report.clean import clean, plain
from clickops.report.subject import describe
from clickops.scanning import Alert

COLUMNS = (
    *("time", "level", "rules", "person", "role", "account", "event_source", "event_name", "resources", "error"),
    *("source_ip", "region", "user_agent", "event_id", "path", "record"),
    "recipient_accounts",
)
"""The header: columns may be added at the end, and none is renamed or moved."""


def header() -> str:
    """Write the first line, without a line break."""
    return ",".join(COLUMNS)


def line(alert: Alert) -> str:
    """Write one alert, without a line break; several rules or resources are separated by a semicolon and a space."""
    event, subject = alert.event, describe(alert.event)
    cells = (
        subject.time,
        alert.level,
        "; ".join(rule.name for rule in alert.rules),
        subject.person,
        subject.role,
        subject.account,
        plain(event.get("eventSource")),
        plain(event.get("eventName")),
        "; ".join(subject.resources),
        subject.error,
        subject.source,
        subject.region,
        plain(event.get("userAgent")),
        plain(event.get("eventID")),
        alert.path,
        str(alert.record),
        "; ".join(alert.accounts) or subject.recipient,
    )
    written = csv.writer(_Line(), lineterminator="").writerow(map(_cell, cells))
    return str(written)


def _cell(text: str) -> str:
    """Put a quote before what begins like a formula, so that no spreadsheet runs it (OWASP: CSV injection)."""
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.lstrip()[:1] in {"=", "+", "-", "@"} else cleaned


class _Line:
    """What `csv.writer` writes to: hands the line back."""

    def write(self, text: str) -> str:
        return text
