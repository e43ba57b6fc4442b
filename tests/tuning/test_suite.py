from __future__ import annotations

from pathlib import Path

import pytest

from clickops.errors import RuleError
from clickops.tuning.cases import run
from clickops.tuning.suite import Suite, gather
from support.rulefiles import FILTER, RULE, RULE_ID, write

FIRES = "- {name: a bucket goes, match: true, event: {eventName: DeleteBucket}}\n"
SHIPPED = "aws_cloudtrail_manual_change"


def unexpected(error: RuleError) -> None:
    pytest.fail(str(error))


def gathered(*paths: Path) -> tuple[Suite, list[str]]:
    problems: list[RuleError] = []
    found = gather(paths, on_problem=problems.append)
    return found, [f"{Path(problem.path).name}:{problem.line}: {problem.reason}" for problem in problems]


def outcomes(seen: Suite) -> dict[str, bool]:
    return {case.name: run(case, seen.pack).passed for case in seen.cases}


def test_every_shipped_case_passes() -> None:
    seen = gather(on_problem=unexpected)
    assert len(seen.cases) > 200
    assert [name for name, passed in outcomes(seen).items() if not passed] == []


def test_every_shipped_rule_has_cases_and_none_is_left_out() -> None:
    seen = gather(on_problem=unexpected)
    assert seen.pack.left_out == ()
    assert {rule.name for rule in seen.pack.rules} == {case.rule for case in seen.cases}


def test_the_example_filter_is_not_applied() -> None:
    seen = gather(on_problem=unexpected)
    assert "organisation_filter" not in {one.name for one in seen.pack.filters}


@pytest.mark.parametrize("folder", ["", "tests", "anything"])
def test_cases_stand_beside_rules_or_in_a_folder_of_their_own(tmp_path: Path, folder: str) -> None:
    write(tmp_path, bucket=RULE)
    write(tmp_path / folder, bucket_cases=FIRES.replace("match:", "rule: bucket, match:"))
    seen, problems = gathered(tmp_path)
    assert problems == []
    assert outcomes(seen) == {"a bucket goes": True}


def test_rules_and_cases_may_be_given_apart(tmp_path: Path) -> None:
    write(tmp_path, rules__bucket=RULE, cases__bucket=FIRES)
    seen, problems = gathered(tmp_path / "rules" / "bucket.yml", tmp_path / "cases")
    assert (outcomes(seen), problems) == ({"a bucket goes": True}, [])


def test_cases_of_somebody_may_be_about_the_shipped_rules(tmp_path: Path) -> None:
    event = "{eventName: CreateBucket, eventSource: s3.amazonaws.com, sessionCredentialFromConsole: 'true'}"
    write(tmp_path, **{SHIPPED: f"- {{name: by hand, match: true, event: {event}}}\n"})
    seen, problems = gathered(tmp_path)
    assert (outcomes(seen), problems) == ({"by hand": True}, [])


def test_a_filter_of_somebody_is_tried_on_the_shipped_rules(tmp_path: Path) -> None:
    manual = next(rule for rule in gather(on_problem=unexpected).pack.rules if rule.name == SHIPPED)
    event = "{eventName: CreateBucket, sessionCredentialFromConsole: 'true', recipientAccountId: '111122223333'}"
    case = f"- {{name: in the sandbox, match: false, rule: {SHIPPED}, event: {event}}}\n"
    write(tmp_path, cases=case)
    assert outcomes(gathered(tmp_path)[0]) == {"in the sandbox": False}
    write(tmp_path, sandbox=FILTER.replace(RULE_ID, manual.id))
    assert outcomes(gathered(tmp_path)[0]) == {"in the sandbox": True}


def test_a_rule_of_somebody_wins_over_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, **{SHIPPED: RULE})
    write(tmp_path / "cases", **{SHIPPED: FIRES})
    seen, problems = gathered(tmp_path)
    assert [rule.title for rule in seen.pack.rules if rule.name == SHIPPED] == ["Bucket Deleted by Hand"]
    assert (outcomes(seen), problems) == ({"a bucket goes": True}, [])


def test_placeholders_are_filled_beside_the_cases(tmp_path: Path) -> None:
    rule = RULE.replace("eventName: DeleteBucket", "eventName|expand: '%names%'")
    write(tmp_path, rules__bucket=rule, cases__bucket=FIRES, rules__placeholders="names: []\n")
    seen, problems = gathered(tmp_path)
    assert outcomes(seen) == {}
    assert problems == ["bucket.yml:1: the rule bucket is left out: the placeholder %names% has no value"]
    write(tmp_path, cases__placeholders="names: [DeleteBucket]\n")
    seen, problems = gathered(tmp_path)
    assert (outcomes(seen), problems) == ({"a bucket goes": True}, [])


def test_values_that_are_given_win_over_those_of_folders(tmp_path: Path) -> None:
    rule = RULE.replace("eventName: DeleteBucket", "eventName|expand: '%names%'")
    write(tmp_path, bucket=rule, cases__bucket=FIRES, placeholders="names: [DeleteBucket]\n")
    seen = gather([tmp_path], variables={"names": ["Other"]}, on_problem=unexpected)
    assert outcomes(seen) == {"a bucket goes": False}


def test_no_file_is_read_twice_and_no_problem_told_twice(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE, broken="title: [", cases__bucket=FIRES)
    seen, problems = gathered(tmp_path, tmp_path, tmp_path / "bucket.yml", tmp_path / "broken.yml")
    assert [rule.name for rule in seen.pack.rules if rule.id == RULE_ID] == ["bucket"]
    assert len(seen.cases) == 1
    assert len(problems) == 1
    assert problems[0].startswith("broken.yml:2: not YAML")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    seen, problems = gathered(tmp_path / "nowhere")
    assert (seen.cases, problems) == ((), ["nowhere:0: no such file or folder"])
