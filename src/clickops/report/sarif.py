"""Alerts as SARIF 2.1.0, for code scanning and other tools that collect findings.

An alert is one result, under its highest rule; the others stand in its properties. A record has no line of its
own in most files, so its position is a logical location. A log is given in pieces: results are never held.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from clickops.errors import Problem
from clickops.report.clean import clean
from clickops.report.ndjson import encode
from clickops.report.subject import describe
from clickops.rules.pack import Rule
from clickops.scanning import Alert

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "informational": "note"}
_SEVERITIES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0", "informational": "0.0"}
"""GitHub's `security-severity`: it calls a finding critical, high, medium or low from 9, 7, 4 and 0.1 on."""
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
_LINK = re.compile(r"https?://[!-~]+")


def pieces(
    rules: Iterable[Rule],
    alerts: Iterable[Alert],
    problems: Iterable[Problem],
    version: str,
    partial: Callable[[], bool] = lambda: False,
) -> Iterator[str]:
    """Write one log; `problems` is read after the last alert: what could not be read becomes a notification.

    So does an interruption, which `partial` is asked for then. What `alerts` raises is raised, and the log is left
    unfinished.
    """
    rules = tuple(rules)
    numbers = {_key(rule): number for number, rule in enumerate(rules)}
    driver = {
        "name": "clickops",
        "version": version,
        "rules": [_descriptor(rule) for rule in rules],
    }
    yield f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{{"tool":{encode({"driver": driver})},"results":['
    comma = "\n"
    for alert in alerts:
        yield comma + encode(_result(alert, numbers))
        comma = ",\n"
    notifications = [_notification(problem) for problem in problems]
    if partial():
        text = "The scan was interrupted: the results are partial."
        notifications.append({"level": "error", "message": {"text": text}})
    invocation = {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
    yield f'\n],"invocations":[{encode(invocation)}],"columnKind":"unicodeCodePoints"}}]}}\n'


def _key(rule: Rule) -> tuple[str, int]:
    return rule.path, rule.line


def _descriptor(rule: Rule) -> dict[str, Any]:
    link = next((one for one in rule.references if _LINK.fullmatch(one)), "")
    given = {
        "guid": rule.id if _GUID.fullmatch(rule.id) else "",
        "fullDescription": rule.description and {"text": rule.description},
        "helpUri": link,
        "help": rule.falsepositives and {"text": "False positives: " + "; ".join(rule.falsepositives)},
    }
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {
            "level": rule.level,
            "security-severity": _SEVERITIES[rule.level],
            "tags": sorted(set(rule.tags)),
        },
    } | {key: value for key, value in given.items() if value}


def _result(alert: Alert, numbers: dict[tuple[str, int], int]) -> dict[str, Any]:
    subject, rule = describe(alert.event), alert.rules[0]
    said = [subject.operation, ", ".join(subject.resources), subject.error and f"failed with {subject.error}"]
    where = " ".join(filter(None, (subject.source, subject.region)))
    others = ", ".join(subject.others(alert.accounts))
    place = f"{others and f', in {others}'}{where and f', from {where}'}"
    text = f"{rule.title}: {subject.who}: {' '.join(filter(None, said))}{place}, {subject.time}"
    return {
        "ruleId": rule.name,
        "ruleIndex": numbers[_key(rule)],
        "level": _LEVELS[alert.level],
        "message": {"text": _message(text)},
        "locations": [_location(alert.path, alert.record)],
        "partialFingerprints": {"event/v1": _fingerprint(alert.event)},
        "properties": {
            "level": alert.level,
            "rules": [one.name for one in alert.rules],
            "record": alert.record,
            "time": subject.time,
        },
    }


def _notification(problem: Problem) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _message(str(problem))},
        "locations": [_location(problem.path, problem.position)],
    }


def _location(path: str, position: int) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
    if position:
        location["logicalLocations"] = [{"fullyQualifiedName": f"{path}:{position}", "kind": "object"}]
    return location


def _uri(path: str) -> str:
    written = quote(Path(path).as_posix().encode("utf-8", "surrogatepass"), safe="/!")
    return f"file://{written}" if written.startswith("/") else written


def _message(text: str) -> str:
    """Escape what a message gives a meaning to: `[a](b)` is a link, `{0}` a placeholder (SARIF 3.11.5, 3.11.6)."""
    escaped = clean(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


def _fingerprint(event: dict[str, Any]) -> str:
    """Hash an event as a JSON value, so that it is known again in another file and in another order of keys."""
    return hashlib.sha256(encode(event, sort=True).encode()).hexdigest()
