"""What only shows when documents are seen together, and what `check` leaves to others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clickops.tuning.check import check
from support.rulefiles import FILTER, RULE, RULE_ID, write

OTHER = RULE.replace(RULE_ID, "7d1c0a4e-6b1f-4a8e-9f57-0f7f4f8f7a33").replace("Bucket Deleted", "Other Bucket Deleted")
SHIPPED_ID = "128e5582-9564-44b9-8f2e-881f120d1ce9"
FIRES = "- {name: a bucket goes, match: true, rule: bucket, event: {eventName: DeleteBucket}}\n"


def found(folder: Path, **files: str) -> list[str]:
    """What `check` says of files, as `file:line: reason`."""
    write(folder, **files)
    return [f"{Path(one.path).relative_to(folder)}:{one.position}: {one.reason}" for one in check([folder])]


def test_all_that_is_shipped_is_in_order_the_committed_queries_too() -> None:
    assert [str(problem) for problem in check()] == []


def test_two_rules_that_differ_have_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, bucket=RULE, other=OTHER) == []


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        (OTHER.replace("7d1c0a4e-6b1f-4a8e-9f57-0f7f4f8f7a33", RULE_ID), [f"2: PLACE has the same id: {RULE_ID}"]),
        (OTHER.replace("Other Bucket", "Bucket"), ["1: PLACE has the same title: Bucket Deleted by Hand"]),
        (OTHER.replace("Other Bucket", "BUCKET"), ["1: PLACE has the same title: BUCKET Deleted by Hand"]),
    ],
)
def test_ids_and_titles_stand_once(tmp_path: Path, other: str, problems: list[str]) -> None:
    told = [f"other.yml:{one}".replace("PLACE", f"{tmp_path / 'bucket.yml'}:1") for one in problems]
    assert found(tmp_path, bucket=RULE, other=other) == told


def test_names_of_files_stand_once(tmp_path: Path) -> None:
    place = f"{tmp_path / 'a' / 'bucket.yml'}:1"
    assert found(tmp_path, a__bucket=RULE, b__bucket=OTHER) == [
        f"b/bucket.yml:1: {place} has the same file name: bucket"
    ]


def test_two_rules_of_one_file_are_seen_apart(tmp_path: Path) -> None:
    assert found(tmp_path, bucket=f"{RULE}---\n{OTHER}") == []
    assert len(found(tmp_path, bucket=f"{RULE}---\n{RULE}")) == 2


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        (f"[{RULE_ID}]", None),
        (f"[{SHIPPED_ID}]", None),
        (f"['{RULE_ID}', nothing]", "no rule has the id or name 'nothing'"),
        ("any", None),
        ("[any]", None),
        ("[]", "the list is empty: rules must be a list of ids or names of rules, or any"),
        ("null", "rules must be a list of ids or names of rules, or any"),
        (
            f"[any, {RULE_ID}]",
            "any stands alone, without other names: rules must be a list of ids or names of rules, or any",
        ),
        ("[bucket]", f"no rule has the id or name 'bucket', which is a file's name: write its id, {RULE_ID}"),
        (f"[{RULE_ID[:-1]}2]", f"no rule has the id or name '{RULE_ID[:-1]}2': did you mean {RULE_ID}?"),
    ],
)
def test_a_filter_names_rules_that_exist(tmp_path: Path, rules: str, problem: str | None) -> None:
    text = FILTER.replace(f"\n        - {RULE_ID}", f" {rules}")
    assert found(tmp_path, bucket=RULE, sandbox=text) == ([] if problem is None else [f"sandbox.yml:8: {problem}"])


def test_a_filter_may_name_a_rule_by_its_name(tmp_path: Path) -> None:
    text = FILTER.replace(RULE_ID, "bucket_rule")
    assert found(tmp_path, bucket=RULE.replace("status:", "name: bucket_rule\nstatus:"), sandbox=text) == []


def test_a_filter_may_name_a_shipped_rule_that_an_empty_placeholder_leaves_out(tmp_path: Path) -> None:
    text = FILTER.replace(RULE_ID, "203c3295-2bfc-40e4-95d5-b1347a314c65")
    write(tmp_path, sandbox=text)
    assert check([tmp_path], variables={"employer_domains": []}) == []


def test_a_filter_is_not_blamed_for_a_rule_that_does_not_load(tmp_path: Path) -> None:
    broken = RULE.replace("selection and", "nothing and")
    assert [one.split(":")[0] for one in found(tmp_path, bucket=broken, sandbox=FILTER)] == ["bucket.yml"]


def test_a_filter_for_other_logs_than_its_rules_is_told(tmp_path: Path) -> None:
    text = FILTER.replace("service: cloudtrail", "service: guardduty")
    assert found(tmp_path, bucket=RULE, sandbox=text) == [
        f"sandbox.yml:9: the logsource of the filter does not hold that of {RULE_ID}, so it is never applied"
    ]


def test_cases_are_looked_through_and_not_run(tmp_path: Path) -> None:
    failing = FIRES.replace("match: true", "match: false")
    assert found(tmp_path, bucket=RULE, cases=failing) == []


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        (FIRES + FIRES, "2: another case is called 'a bucket goes': say what differs"),
        (
            "- {name: n, name: m, match: true, rule: bucket, event: {}}\n",
            "1: name stands here twice and only the last counts: put the values into one list",
        ),
        (
            "- {name: n, match: yes, rule: bucket, event: {}}\n",
            "1: yes is read as true: write true, or 'yes' if the text is meant",
        ),
        (
            "- {name: n, match: true, rule: bucket, event: {recipientAccountId: 012345670123}}\n",
            "1: 012345670123 is read as the number 1402433619: put it in quotes",
        ),
        ("- {name: n, match: true, rule: bucket, evnt: {}}\n", "1: unknown key 'evnt': did you mean event?"),
        ("- title: a rule in a list\n", "1: unknown key 'title': a case has name, match, rule, base, remove, event"),
    ],
)
def test_a_slip_in_cases_is_told(tmp_path: Path, cases: str, problem: str) -> None:
    assert found(tmp_path, bucket=RULE, cases=cases) == [f"cases.yml:{problem}"]


def test_what_cannot_be_read_is_told_beside_the_rest(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "latin.yml").write_bytes(b"title: caf\xe9\n")
    problems = found(
        tmp_path,
        broken="title: [",
        rule=RULE.replace("level: low", "level: lowish"),
        scalar="just text",
        other=OTHER.replace("status: test", "status: tset"),
    )
    assert problems == [
        "broken.yml:2: not YAML: while parsing a flow node did not find expected node content",
        "latin.yml:0: not UTF-8",
        "other.yml:3: unknown status 'tset': did you mean test?",
        "pipe.yml:0: not a regular file",
        "rule.yml:15: the level 'lowish' is not one of informational, low, medium, high, critical",
        "scalar.yml:1: not a mapping but 'just text'",
    ]


def test_a_placeholder_that_nobody_declared_is_told_and_an_empty_one_is_not(tmp_path: Path) -> None:
    rule = RULE.replace("eventName: DeleteBucket", "eventName|expand: '%names%'")
    assert found(tmp_path, bucket=rule) == ["bucket.yml:11: the placeholder %names% has no value"]
    assert found(tmp_path, placeholders="names: []\n") == []


def test_a_filter_without_rules_is_a_problem_that_names_it(tmp_path: Path) -> None:
    text = FILTER.replace(f"    rules:\n        - {RULE_ID}\n", "")
    (told,) = found(tmp_path, bucket=RULE, sandbox=text)
    assert told.startswith("sandbox.yml:8: the filter 'Sandbox Accounts' needs `rules`: the ids or names of the rules")


def test_a_timeframe_that_counts_nothing_is_reported(tmp_path: Path) -> None:
    text = RULE.replace("detection:\n", "detection:\n    timeframe: 5m\n")
    assert found(tmp_path, bucket=text) == [
        "bucket.yml:10: timeframe has no effect, since each event is tested alone: leave it out"
    ]


def test_files_of_a_repository_that_are_no_rules_are_no_problems(tmp_path: Path) -> None:
    info = "id: x\ndescription: N/A\ndate: 2026-01-31\nauthor: a\nrule_metadata: [{id: y, title: T}]\n"
    write(tmp_path, bucket=RULE, regression_data__info=info)
    for name in ("README.md", "LICENSE", "LICENSE.yml"):
        (tmp_path / name).write_text("# not: [yaml\n")
    assert check([tmp_path]) == []
    assert check([tmp_path / "README.md", tmp_path]) == []
    write(tmp_path, slip=RULE.replace("detection:", "detections:").replace("title: B", "title: A b"))
    assert [problem.path for problem in check([tmp_path])][:1] == [str(tmp_path / "slip.yml")]
