from __future__ import annotations

from pathlib import Path

import pytest

from clickops.errors import RuleError
from clickops.rules.load import load
from clickops.tuning.cases import Case, find, run
from support.rulefiles import FILTER, RULE, write

FIRES = "- {name: a bucket goes, match: true, event: {eventName: DeleteBucket}}\n"
QUIET = "- {name: a service does it, match: false, event: {eventName: DeleteBucket, userIdentity: {invokedBy: x}}}\n"


def cases_of(folder: Path, text: str, *, bases: str = "", name: str = "bucket") -> tuple[list[Case], list[str]]:
    """Write a rule, a filter that serves it and a file of cases; read them, problems as `file:line: reason`."""
    write(folder, bucket=RULE, sandbox=FILTER)
    write(folder / "cases", **{name: text}, **({"bases": bases} if bases else {}))
    pack = load([folder / "bucket.yml", folder / "sandbox.yml"])
    problems: list[RuleError] = []
    found = find(folder / "cases", pack, on_problem=problems.append)
    return found, [f"{Path(problem.path).name}:{problem.line}: {problem.reason}" for problem in problems]


def test_a_case_names_its_rule_by_the_stem_of_its_file(tmp_path: Path) -> None:
    found, problems = cases_of(tmp_path, FIRES + QUIET)
    assert problems == []
    assert [(case.name, case.rule, case.match, case.line) for case in found] == [
        ("a bucket goes", "bucket", True, 1),
        ("a service does it", "bucket", False, 2),
    ]


def test_cases_that_are_right_pass_without_an_explanation(tmp_path: Path) -> None:
    found, _ = cases_of(tmp_path, FIRES + QUIET)
    pack = load([tmp_path / "bucket.yml", tmp_path / "sandbox.yml"])
    results = [run(case, pack) for case in found]
    assert [(result.passed, result.explanation) for result in results] == [(True, None), (True, None)]


@pytest.mark.parametrize(
    ("text", "matched"),
    [(FIRES.replace("match: true", "match: false"), True), (QUIET.replace("match: false", "match: true"), False)],
)
def test_a_case_that_is_wrong_fails_and_is_explained(tmp_path: Path, text: str, matched: bool) -> None:
    (case,), _ = cases_of(tmp_path, text)
    result = run(case, load([tmp_path / "bucket.yml", tmp_path / "sandbox.yml"]))
    assert not result.passed
    assert result.explanation is not None
    assert result.explanation.matched is matched


def test_filters_count_in_a_case(tmp_path: Path) -> None:
    text = """\
    - name: in a sandbox account
      match: false
      event: {eventName: DeleteBucket, recipientAccountId: '111122223333'}
    """
    (case,), _ = cases_of(tmp_path, text)
    assert run(case, load([tmp_path / "bucket.yml", tmp_path / "sandbox.yml"])).passed
    assert not run(case, load(tmp_path / "bucket.yml")).passed


BASES = """\
person:
    eventName: DeleteBucket
    userIdentity:
        type: IAMUser
        arn: arn:aws:iam::111122223333:user/alice
        sessionContext: {attributes: {mfaAuthenticated: 'true'}}
    requestParameters: {bucketName: one, tags: [a, b]}
    dotted.key: x
"""


def built(folder: Path, case: str) -> dict[str, object]:
    (found,), problems = cases_of(folder, f"- {{name: n, match: true, base: person, {case}}}\n", bases=BASES)
    assert problems == []
    return found.event


def test_an_event_is_laid_over_its_base_member_by_member(tmp_path: Path) -> None:
    event = built(tmp_path, "event: {userIdentity: {type: Root}, awsRegion: eu-west-1}")
    assert event["userIdentity"] == {
        "type": "Root",
        "arn": "arn:aws:iam::111122223333:user/alice",
        "sessionContext": {"attributes": {"mfaAuthenticated": "true"}},
    }
    assert (event["eventName"], event["awsRegion"]) == ("DeleteBucket", "eu-west-1")


def test_lists_and_null_replace_what_the_base_has(tmp_path: Path) -> None:
    event = built(tmp_path, "event: {requestParameters: {tags: [c]}, userIdentity: null}")
    assert event["requestParameters"] == {"bucketName": "one", "tags": ["c"]}
    assert event["userIdentity"] is None


@pytest.mark.parametrize(
    ("remove", "path"),
    [
        ("[userIdentity.arn]", ("userIdentity", "arn")),
        ("[userIdentity.sessionContext.attributes]", ("userIdentity", "sessionContext", "attributes")),
        ("eventName", ("eventName",)),
        ("[dotted.key]", ("dotted.key",)),
    ],
)
def test_remove_deletes_a_key_and_no_other(tmp_path: Path, remove: str, path: tuple[str, ...]) -> None:
    whole = built(tmp_path, "event: {}")
    event = built(tmp_path, f"remove: {remove}")
    *above, last = path
    for key in above:
        whole, event = whole[key], event[key]  # type: ignore[assignment]
    assert last in whole
    assert {key: value for key, value in whole.items() if key != last} == event


def test_what_is_removed_can_be_written_anew(tmp_path: Path) -> None:
    event = built(tmp_path, "remove: [userIdentity], event: {userIdentity: {type: Root}}")
    assert event["userIdentity"] == {"type": "Root"}


def test_two_cases_of_one_base_do_not_touch_each_other(tmp_path: Path) -> None:
    text = "".join(
        f"- {{name: {name}, match: true, base: person, {rest}}}\n"
        for name, rest in (("one", "remove: [userIdentity.arn]"), ("two", "event: {userIdentity: {type: Root}}"))
    )
    (one, two), _ = cases_of(tmp_path, text, bases=BASES)
    assert "arn" not in one.event["userIdentity"]
    assert two.event["userIdentity"]["arn"] == "arn:aws:iam::111122223333:user/alice"
    assert one.event["userIdentity"]["type"] == "IAMUser"


def test_a_case_of_a_filter_says_which_rule_is_meant(tmp_path: Path) -> None:
    text = "- {name: n, match: false, rule: bucket, event: {eventName: x}}\n"
    (case,), problems = cases_of(tmp_path, text, name="sandbox")
    assert (case.rule, problems) == ("bucket", [])


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ("- {match: true, event: {}}", "1: a name is needed: a sentence that says what happens in the event"),
        ("- {name: '', match: true, event: {}}", "1: a name is needed: a sentence that says what happens in the event"),
        ("- {name: n, event: {}}", "1: match is needed, true or false: whether the rule must fire"),
        ("- {name: n, match: maybe, event: {}}", "1: match is needed, true or false: whether the rule must fire"),
        ("- {name: n, match: true}", "1: an event is needed, or the base that is meant as it is"),
        ("- name: n\n  match: true\n  event: [a]", "3: event is a mapping, as CloudTrail writes a record"),
        ("- name: n\n  match: true\n  evnt: {}", "3: unknown key 'evnt': did you mean event?"),
        (
            "- {name: n, match: true, zzz: 1}",
            "1: unknown key 'zzz': a case has name, match, rule, base, remove, event",
        ),
        (
            "- name: n\n  match: true\n  rule: bukket\n  event: {}",
            "3: no rule is called 'bukket': did you mean bucket?",
        ),
        ("- {name: n, match: true, rule: [bucket], event: {}}", "1: rule is the stem of a rule's file"),
        ("- name: n\n  match: true\n  base: persn", "3: no base is called 'persn': did you mean person?"),
        ("- {name: n, match: true, base: zzz}", "1: no base is called 'zzz': bases.yml has person"),
        (
            "- name: n\n  match: true\n  base: person\n  remove:\n  - userIdentity.arm",
            "5: remove: the base person has no 'userIdentity.arm'",
        ),
        ("- {name: n, match: true, base: person, remove: [5]}", "1: remove: the base person has no 5"),
        ("- {name: n, match: true, event: {}, remove: [a]}", "1: remove needs a base to remove from"),
        ("- just text", "1: a case is a mapping: `- name: ...`, `match: true`, `event: {...}`"),
        (
            "- name: n\n  match: true\n  event:\n    eventTime: 2026-11-24T10:00:00Z",
            "4: 2026-11-24 10:00:00+00:00 is read as a date by YAML, which JSON does not have: put it in quotes",
        ),
    ],
)
def test_a_case_that_cannot_be_run_is_told_with_its_line(tmp_path: Path, case: str, problem: str) -> None:
    found, problems = cases_of(tmp_path, case + "\n", bases=BASES)
    assert (found, problems) == ([], [f"bucket.yml:{problem}"])


def test_one_bad_case_does_not_hide_the_next(tmp_path: Path) -> None:
    found, problems = cases_of(tmp_path, "- {name: n}\n" + FIRES)
    assert [case.name for case in found] == ["a bucket goes"]
    assert len(problems) == 1


def test_a_file_named_like_no_rule_is_told(tmp_path: Path) -> None:
    found, problems = cases_of(tmp_path, FIRES, name="buckets")
    assert (found, problems) == ([], ["buckets.yml:1: no rule is called 'buckets': did you mean bucket?"])


def test_a_case_of_a_filter_that_names_no_rule_is_told(tmp_path: Path) -> None:
    found, problems = cases_of(tmp_path, FIRES, name="sandbox")
    assert found == []
    assert problems == [
        "sandbox.yml:1: sandbox is a filter: say with `rule:` which of the rules that it serves is meant"
    ]


def test_a_case_of_a_rule_that_an_empty_placeholder_leaves_out_says_so(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE.replace("eventName: DeleteBucket", "eventName|expand: '%names%'"))
    write(tmp_path / "cases", bucket=FIRES)
    pack = load(tmp_path / "bucket.yml", variables={"names": []})
    with pytest.raises(RuleError, match="the rule bucket is left out: the placeholder %names% has no value"):
        find(tmp_path / "cases", pack)


def test_a_base_that_is_no_event_is_told_where_it_stands(tmp_path: Path) -> None:
    found, problems = cases_of(tmp_path, FIRES, bases="person: 5\n")
    assert [case.name for case in found] == ["a bucket goes"]
    assert problems == ["bases.yml:1: the base person is a mapping, as CloudTrail writes a record"]


def test_problems_are_raised_when_nobody_listens(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE)
    write(tmp_path / "cases", bucket="- {name: n}\n")
    with pytest.raises(RuleError, match=r"bucket\.yml:1: match is needed"):
        find(tmp_path / "cases", load(tmp_path / "bucket.yml"))


def test_rules_beside_cases_are_no_cases(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE, tests__bucket=FIRES)
    assert [case.name for case in find(tmp_path, load(tmp_path / "bucket.yml"))] == ["a bucket goes"]
