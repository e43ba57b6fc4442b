"""What breaks the specification and is loaded stands in the notes of the pack; what must not load does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clickops.errors import RuleError
from clickops.rules.load import load
from support.rulefiles import FILTER, RULE, RULE_ID, write


def notes(text: str) -> list[str]:
    pack = load(text)
    assert len(pack.rules) + len(pack.filters) >= 1
    return [f"{one.position}: {one.reason}" for one in pack.notes]


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("status: test", "status: test", None),
        ("level: low", "level: low\nfalsepositives: none known", "16: falsepositives must be a list"),
        ("level: low", "level: low\nfalsepositives: [none known]", None),
        (
            "level: low",
            "level: low\nfalsepositives: [5]",
            "16: falsepositives must hold texts only: put the value in quotes",
        ),
        ("level: low", "level: low\nreferences: [a, b, a]", "16: references lists 'a' twice"),
        ("level: low", "level: low\ntags: [attack.t1098]", None),
        (
            "level: low",
            "level: low\ntags: [T1098]",
            "16: the tag 'T1098' is not of the form namespace.name, as in attack.t1098",
        ),
        ("level: low", "level: low\nauthor: [a, b]", "16: author must be a text"),
        ("level: low", "level: low\nlicense: [a]", "16: license must be a text"),
        (
            "description: Detects a person who deletes a bucket.\n",
            "",
            "1: a description is needed: what it finds, and why that matters",
        ),
        ("date: 2026-11-24", "date: 2026/11/24", "5: date is not a date of the form YYYY-MM-DD: write 2026-11-24"),
        ("status: test", "status: tests", "3: unknown status 'tests': did you mean test?"),
        (
            "    selection:\n",
            "    timeframe: 5m\n    selection:\n",
            "10: timeframe has no effect, since each event is tested alone: leave it out",
        ),
    ],
)
def test_what_breaks_the_specification_is_a_note(old: str, new: str, note: str | None) -> None:
    assert RULE.count(old) == 1
    text = RULE.replace(old, new)
    assert notes(text) == ([] if note is None else [note])


def test_a_rule_that_has_many_slips_has_twenty_notes() -> None:
    tags = ", ".join(f"T{number}" for number in range(50))
    assert len(notes(f"{RULE}tags: [{tags}]\n")) == 20


def test_what_is_shipped_breaks_nothing() -> None:
    assert load(variables={"employer_domains": ["example.com"]}).notes == ()


@pytest.mark.parametrize("text", [RULE, FILTER])
@pytest.mark.parametrize(
    "given", ["5", "''", "rule-1", "[a]", "{a: b}", "5f0e6a539a3c4b8e8d1f2f6f0a4d7c11", "'{{resolve:x}}'", "../../x"]
)
def test_an_id_that_is_no_uuid_is_refused(text: str, given: str) -> None:
    written = text.replace(text.splitlines()[1], f"id: {given}")
    with pytest.raises(
        RuleError, match=r"<text>:2: (the id .* is not a UUID: Sigma only recommends one|id must be a text)"
    ):
        load(written)


def test_a_missing_id_is_allowed_and_serves_no_filter_by_mistake() -> None:
    without = RULE.replace(f"id: {RULE_ID}\n", "")
    (rule,) = load(f"{without}---\n{FILTER}").rules
    assert (rule.id, rule.filters) == ("", ())
    assert load(RULE.replace(f"id: {RULE_ID}", "id:")).rules[0].id == ""


def test_ids_have_no_case() -> None:
    (rule,) = load(f"{RULE.replace(RULE_ID, RULE_ID.upper())}---\n{FILTER}").rules
    assert rule.id == RULE_ID
    assert len(rule.filters) == 1
    assert load(f"{RULE}---\n{FILTER.replace(RULE_ID, RULE_ID.upper())}").rules[0].filters


def test_a_filter_may_not_leave_out_which_rules_it_serves() -> None:
    text = FILTER.replace(f"    rules:\n        - {RULE_ID}\n", "")
    with pytest.raises(RuleError, match="the filter 'Sandbox Accounts' needs `rules`"):
        load(text)


CORRELATION = """\
title: Many
correlation:
    type: event_count
    rules: [RULES]
    group-by: [sourceIPAddress]
    timespan: 5m
    condition: {gte: 3}
"""


@pytest.mark.parametrize("name", [RULE_ID, RULE_ID.upper(), "bucket_rule"])
def test_a_rule_that_a_correlation_counts_does_not_alert_alone(name: str) -> None:
    base = RULE.replace("status:", "name: bucket_rule\nstatus:")
    problems: list[RuleError] = []
    pack = load(f"{CORRELATION.replace('RULES', name)}---\n{base}", on_problem=problems.append)
    assert pack.rules == ()
    assert [one.name for one in pack.left_out] == ["bucket_rule"]
    assert "'Many' (<text>:1), which clickops does not run, counts this rule" in pack.left_out[0].reason
    assert "`generate: true`" in pack.left_out[0].reason
    assert [str(one)[:40] for one in problems] == ["<text>:2: correlation rules are not supp"]


@pytest.mark.parametrize(
    "correlation",
    [
        CORRELATION.replace("RULES", RULE_ID) + "    generate: true\n",
        CORRELATION.replace("RULES", RULE_ID) + "generate: true\n",
        CORRELATION.replace("RULES", "another"),
        CORRELATION.replace("[RULES]", "{a: b}"),
        "title: Many\ncorrelation: [a]\n",
    ],
)
def test_a_rule_that_no_correlation_keeps_to_itself_alerts(correlation: str) -> None:
    problems: list[RuleError] = []
    assert len(load(f"{RULE}---\n{correlation}", on_problem=problems.append).rules) == 1
    assert len(problems) == 1


def test_files_that_are_no_rules_are_set_aside_where_a_folder_is_searched(tmp_path: Path) -> None:
    info = "id: x\ndescription: N/A\nrule_metadata: [{id: y, title: T}]\nregression_tests_info: []\n"
    write(tmp_path, bucket=RULE, pipeline="name: p\ntransformations: []\n", data__info=info)
    (tmp_path / "README.yml").write_text("[not yaml")
    (tmp_path / ".hidden.yml").write_text("[not yaml")
    pack = load(tmp_path)
    assert len(pack.rules) == 1
    aside = [(Path(one.path).name, one.reason) for one in pack.notes]
    told = "not a Sigma rule or filter: set aside"
    assert sorted(aside) == [("README.yml", told), ("info.yml", told), ("pipeline.yml", told)]


@pytest.mark.parametrize("text", ["title: T\n", "detections: {s: {a: b}}\n", "logsource: {}\n", "filters: {a: b}\n"])
def test_a_rule_with_a_slip_is_not_set_aside(tmp_path: Path, text: str) -> None:
    write(tmp_path, bucket=RULE, slip=text)
    with pytest.raises(RuleError, match=r"slip\.yml:1"):
        load(tmp_path)


def test_a_file_that_is_named_is_held_to_be_a_rule(tmp_path: Path) -> None:
    write(tmp_path, info="rule_metadata: []\n")
    with pytest.raises(RuleError, match="no Sigma rule or filter"):
        load(tmp_path / "info.yml")
