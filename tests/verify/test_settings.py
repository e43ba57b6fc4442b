"""A fault in any setting of a file that `convert` writes is found, unless it is prose: `given` in target.yml."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from clickops.conversion import taken, targets
from clickops.errors import ClickopsError
from clickops.rules.load import load
from clickops.rules.pack import Pack
from clickops.verify.engines import EngineError
from clickops.verify.models.yara_l import reading
from clickops.verify.shipped import Shipped

SWITCHES = {"enabled": "true", "disabled": "0", "prototype": "false", "state": "DISABLED", "deploy": "all"}

Path = tuple[str | int, ...]

PROSE = frozenset(
    {
        *("AlarmName", "DisplayName", "FilterName", "Id", "Name", "PackID", "Sid", "alias", "displayName", "label"),
        *("author", "build", "metadata", "owner", "rule", "rule_id", "title", "uid"),
        *("AlarmDescription", "Description", "Metadata", "annotations", "description", "message", "note", "notes"),
        *("description_expression", "name_expression", "summary_expression", "ui_metadata"),
        *("Reference", "Runbook", "Tags", "false_positives", "labels", "references", "tags"),
        *("Severity", "alert.severity", "level", "priority", "risk_score", "severity"),
        *("Reports", "attack", "relevantTechniques", "tactics", "techniques", "threat"),
        *("SummaryAttributes", "alert_subject", "alert_text", "hasExtendedTitle", "investigation_fields"),
        *("includeCsvAttachment", "includeHistogram", "includeQuery", "includeResultSet", "subjectTemplate"),
        "is_visible",
    }
)
"""Keys of what people read, and of names that nothing else in the file refers to."""

ELSEWHERE = {
    r"^(?!splunk|eventbridge|datadog: queries|opensearch: inputs)\w+: (.*\.)?(id|name|version)$": "names of the rule",
    r"datadog: cases\.0\.status$": "the level",
    r"sumologic: .*\.severity_mapping\.0\.default$": "the level",
    r"(loki|victorialogs): .*\.alert$": "the title",
    r"qradar: 0\.schedule$": "prose: QRadar's searches are scheduled by hand",
    r"cloudwatch: .*\.MetricName$": "tests/conversion/test_metric_filter.py: the filters feed the alarm",
    r"cloudwatch: Resources\.Filter\d+\.Type$": "the same",
    r"elasticsearch: (query_key|timestamp_field)$": "tests/conversion/test_elasticsearch.py: an alert for each event",
    r"eventbridge: .*\.InputTemplate$": "tests/conversion/test_eventbridge.py: the alert is lines of JSON text",
    r"eventbridge: Resources\.Aws\w+\.Type$": "the same: a rule that notifies the topic",
    r"eventbridge: Resources\.Aws\w+\.Condition$": "the same: the rules of a level fit on one bus; cfn-lint",
    r"opensearch: inputs\.0\.search\.query\.query\.bool\.filter\.1\.": "the query itself, which runs",
    r"opensearch: .*\.terms\.field$": "tests/conversion/test_opensearch.py: a bucket for each event",
    r"opensearch: .*\.queries\.0\.(id|name)$": "the same: the query that its trigger names",
    r"opensearch: .*\.document_level_trigger\.condition\.script\.source$": "the same",
    r"panther: (Filename|RuleID|PackDefinition\.IDs\.\d+)$": "test_planted.py: what comes with a module of Panther",
    r"redshift: jsonpaths\.": "tests/engines/test_planted.py: a misspelt path",
}
"""Paths of what differs from rule to rule or with the schema, and what it is or where a fault in it is found."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load().select(["aws_cloudtrail_cloudshell_change"])


def structured(file: str) -> bool:
    return file.endswith((".json", ".ndjson", ".yml", ".yaml", ".conf", ".meta"))


def wrappers() -> Iterator[tuple[str, str]]:
    for target in targets.targets():
        for name, form in target.formats.items():
            if not form.plain and any(map(structured, (form.file, *form.also))):
                yield target.name, name


def with_file(shipped: Shipped, file: str, document: Any) -> Shipped:
    """Give what is shipped with another content of a file."""
    made = Shipped(shipped.target, shipped.name, {}, shipped.pack)
    vars(made)["files"] = {**shipped.files, file: written(document, file)}
    return made


def written(document: Any, file: str) -> str:
    if file.endswith(".ndjson"):
        return "\n".join(map(json.dumps, document))
    if not file.endswith((".conf", ".meta")):
        return json.dumps(document)  # which is YAML as well
    lines: list[str] = []
    for name, stanza in document.items():
        lines += [f"[{name}]", *(f"{key} = {value}".replace("\n", " \\\n") for key, value in stanza.items())]
    return "\n".join(lines)


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Give the path of each value, of members that are alike but for a number those of the first."""
    members = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(members, dict) or not members:
        yield path
        return
    seen: set[str] = set()
    for key, inner in members.items():
        for below in leaves(inner, (*path, key)):
            shape = dotted(tuple(re.sub(r"\d+", "#", key) if isinstance(key, str) else key for key in below))
            if shape not in seen:
                seen.add(shape)
                yield below


WRAPPERS = list(wrappers())


def dotted(path: Path) -> str:
    return ".".join(map(str, path))


def spoilt(document: Any, path: Path) -> Any:
    """Change the value at a path."""
    made = copy.deepcopy(document)
    *parents, last = path
    holder = made
    for key in parents:
        holder = holder[key]
    holder[last] = other(holder[last])
    return made


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else ["x"]


def excused(target: str, path: Path) -> bool:
    return bool(set(path) & PROSE) or any(re.search(one, f"{target}: {dotted(path)}") for one in ELSEWHERE)


def settings(shipped: Shipped) -> Iterator[tuple[str, Any, Path]]:
    """Give each value of the files that can be read as JSON, YAML or stanzas."""
    for file, text in shipped.files.items():
        if structured(file):
            document = taken.read(file, text)
            yield from ((file, document, path) for path in leaves(document))


@pytest.mark.parametrize(("target", "name"), WRAPPERS)
def test_a_fault_in_any_setting_is_found(target: str, name: str, pack: Pack) -> None:
    shipped = Shipped(targets.find(target), name, {}, pack)
    (rule,) = pack.rules
    right = shipped.query(rule).queries
    wrong = []
    for file, document, path in settings(shipped):
        try:
            queries = with_file(shipped, file, spoilt(document, path)).query(rule).queries
            found = queries != right and bool(shipped.format.query.at)  # a whole file that differs runs, uncompared
        except ClickopsError:
            found = True
        if found is excused(target, path):
            wrong.append(f"{file}: {dotted(path)} is {'pinned, and excused' if found else 'not pinned'}")
    assert wrong == []


def test_every_excuse_is_needed(pack: Pack) -> None:
    every = [
        (target, path)
        for target, name in WRAPPERS
        for _, _, path in settings(Shipped(targets.find(target), name, {}, pack))
    ]
    assert {key for _, path in every for key in path} >= PROSE
    lines = [f"{target}: {dotted(path)}" for target, path in every]
    assert [one for one in ELSEWHERE if not any(re.search(one, line) for line in lines)] == []


def given() -> Iterator[tuple[str, str, str, str]]:
    """Name each path at which a value is given, and the file."""
    for target in targets.targets():
        for name, form in target.formats.items():
            for file, paths in {form.file: form.query.given, **form.query.also}.items():
                yield from ((target.name, name, file, path) for path in paths)


@pytest.mark.parametrize(("target", "name", "file", "path"), list(given()))
def test_what_is_given_is_checked(target: str, name: str, file: str, path: str, pack: Pack) -> None:
    shipped = Shipped(targets.find(target), name, {}, pack)
    (rule,) = pack.rules
    assert shipped.query(rule).queries
    file = re.sub(r"\{\w+\}", rule.name, file)
    document = taken.read(file, shipped.files[file])
    for spoil in (lambda _: "nothing like it", None):
        with pytest.raises(ClickopsError, match=r"must be|there is no"):
            with_file(shipped, file, without(document, path.split("."), spoil)).query(rule)


def without(value: Any, keys: list[str], spoil: Any) -> Any:
    """Change what stands at a path, or take it out."""
    if not keys:
        return spoil(value)
    if isinstance(value, list):
        chosen = range(len(value)) if keys[0] == "*" else [int(keys[0])]
        return [without(one, keys[1:], spoil) if at in chosen else one for at, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    for end in range(1, len(keys) + 1):
        key = ".".join(keys[:end])
        if key != "*" and (key not in value or (end < len(keys) and not isinstance(value[key], dict | list))):
            continue
        if spoil is None and end == len(keys):
            return {name: one for name, one in value.items() if key not in {name, "*"}}
        return {name: without(one, keys[end:], spoil) if key in {"*", name} else one for name, one in value.items()}
    return value


@pytest.mark.parametrize(("target", "name"), WRAPPERS)
def test_a_switch_in_a_file_is_as_its_option_says(target: str, name: str, pack: Pack) -> None:
    options = {key: value for key, value in SWITCHES.items() if key in targets.find(target).options}
    (rule,) = pack.rules
    assert Shipped(targets.find(target), name, options, pack).query(rule).queries


def test_a_further_file_that_is_not_there_is_a_fault(pack: Pack) -> None:
    shipped = Shipped(targets.find("splunk"), "app", {}, pack)
    (rule,) = pack.rules
    for file in shipped.format.query.also:
        faulty = Shipped(shipped.target, "app", {}, pack)
        vars(faulty)["files"] = {name: text for name, text in shipped.files.items() if name != file}
        with pytest.raises(ClickopsError, match="there is no file"):
            faulty.query(rule)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n    $e\n}", "\n    #e > 5\n}"),
        ("\n    $e\n}", "\n    not $e\n}"),
        ("  events:", "  match:\n    $user over 1h\n\n  events:"),
        ("  condition:", "  options:"),
        ("  meta:", "  mete:"),
    ],
)
def test_a_fault_in_the_sections_of_a_yara_l_rule_is_refused(old: str, new: str, pack: Pack) -> None:
    (text,) = Shipped(targets.find("google_secops"), None, {}, pack).files.values()
    reading.read(text.rstrip("\n"))
    assert old in text
    with pytest.raises(EngineError):
        reading.read(text.rstrip("\n").replace(old, new))
