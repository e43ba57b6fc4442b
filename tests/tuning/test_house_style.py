from __future__ import annotations

from pathlib import Path

import pytest

from clickops import content
from clickops.rules import document
from clickops.tuning import house
from clickops.tuning.check import check
from clickops.tuning.sources import Document, split
from support.rulefiles import FILTER, RULE, write

OURS = (
    RULE.replace("date:", "references:\n    - https://docs.aws.amazon.com/\nauthor: clickops\ndate:")
    .replace("logsource:", "tags:\n    - attack.impact\n    - attack.t1485\nlogsource:")
    .replace("level: low", "falsepositives:\n    - Cleaning up\nlevel: low")
)
OUR_FILTER = FILTER.replace("logsource:", "author: clickops\ndate: 2026-11-24\nlogsource:")
ORDER = "title, id, status, description, references, author, date, tags, logsource, detection, falsepositives, level"
NO_TAG = " is no technique (attack.t1098, attack.t1098.003) and no tactic of ATT&CK"
ONE_SIGN = "has the wildcard ?, which not every target knows: write the character, or * between two pieces"
AT_AN_END = "begins or ends with *: write startswith, endswith or contains instead"
WITH_ANOTHER = "has a *, which is portable under startswith, endswith, contains or no modifier: leave it out"
PATH = "aws_cloudtrail_bucket_deleted.yml"


def found(text: str, path: str = PATH) -> list[str]:
    (part,) = document.documents(text, path)
    seen = Document(part, path, split(text))
    return [f"{line}: {reason}" for one in house.LINTS for line, reason in one(seen)]


def detecting(*lines: str) -> str:
    """One of ours with these lines, which begin at line 16, in its detection."""
    before, after = OURS.split("    selection:\n")
    return before + "".join(f"    {line}\n" for line in lines) + after[after.index("    condition:") :]


def test_a_rule_and_a_filter_in_our_style_have_no_problem() -> None:
    assert found(OURS) == []
    assert found(OUR_FILTER, "noise_sandbox.yml") == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["s: {eventName|cased: a}"], "16: eventName: leave `cased` out, which many targets refuse"),
        (["s: {eventName|neq: a}"], "16: eventName: `neq` is not portable, write `not` in the condition"),
        (["s: {eventName: 'a*b'}"], None),
        (["s: {eventName|startswith: 'a*b'}"], None),
        (["s: {eventName|endswith: ['a*b', 'a*b*c']}"], None),
        (["s: {eventName|contains|all: ['a**b', c]}"], None),
        (["s: {eventName|expand: 'a*%b%'}"], "16: eventName: 'a*%b%' " + WITH_ANOTHER),
        (["s: {eventName|contains: 'a?b'}"], "16: eventName: 'a?b' " + ONE_SIGN),
        (["s: {eventName: '?'}"], "16: eventName: '?' " + ONE_SIGN),
        (["s: {eventName: 'a*b?'}"], "16: eventName: 'a*b?' " + ONE_SIGN),
        (["s: {eventName: 'a*'}"], "16: eventName: 'a*' " + AT_AN_END),
        (["s: {eventName: '*a'}"], "16: eventName: '*a' " + AT_AN_END),
        (["s: {eventName: '**'}"], "16: eventName: '**' " + AT_AN_END),
        (["s: {eventName|startswith: 'a*b*'}"], "16: eventName: 'a*b*' " + AT_AN_END),
        (["s: {eventName|contains: '*a*b'}"], "16: eventName: '*a*b' " + AT_AN_END),
        ([r"s: {eventName: 'a\*'}"], None),
        ([r"s: {eventName: 'a\?b'}"], None),
        (["s: {requestParameters.principal: '*'}"], None),
        ([r"s: {requestParameters.principal: '\*'}"], None),
        (["s: {eventName: [A_B, C]}"], "16: eventName: put 'A_B' and other values with _ into a list of their own"),
        (["s: {eventName: [A_B, C_D]}"], None),
        (["s: {eventName: A_B}"], None),
        (["s: {eventName: [A, C]}"], None),
        (["s: {eventName: Gerät}"], "16: eventName: 'Gerät' is not ASCII"),
        (
            ["notable: {eventName: a}"],
            "16: the detection 'notable' begins with an operator, which pySigma 1 takes apart: rename it",
        ),
        (
            ["order: {eventName: a}"],
            "16: the detection 'order' begins with an operator, which pySigma 1 takes apart: rename it",
        ),
        (["Selection: {eventName: a}"], "16: the detection 'Selection' may have a-z, 0-9 and _ in its name"),
        (["sel-a: {eventName: a}"], "16: the detection 'sel-a' may have a-z, 0-9 and _ in its name"),
        (["nominal_2: {eventName: a}"], None),
        (
            ["s: {somethingElse: a}"],
            "16: somethingElse is not in the list of CloudTrail's fields: correct it, or add it to the list",
        ),
        (["s: {requestParameters.somethingElse: a}"], None),
    ],
)
def test_a_detection_that_is_not_portable_is_told(lines: list[str], problem: str | None) -> None:
    assert found(detecting(*lines)) == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("author: clickops\n", "", "1: author is needed"),
        ("falsepositives:\n    - Cleaning up\n", "", "1: falsepositives is needed"),
        ("falsepositives:\n    - Cleaning up\n", "falsepositives: []\n", "1: falsepositives is needed"),
        ("Detects a person", "A person", "4: the description begins with `Detects`"),
        ("Bucket Deleted", "Bucket deleted", "1: the title's word 'deleted' begins with a small letter"),
        ("by Hand", "by Hand.", "1: the title ends with a full stop: leave it out"),
        (
            "Bucket Deleted",
            "Detects Bucket Deleted",
            "1: the title says what happened: leave `Detects` to the description",
        ),
        ("Bucket Deleted", "Bucket " * 20 + "Deleted", "1: the title is longer than 110 characters"),
        (
            "attack.t1485",
            "attack.T1485",
            "11: the tag 'attack.T1485'" + NO_TAG,
        ),
        (
            "attack.impact",
            "attack.defense_evasion",
            "10: the tag 'attack.defense_evasion'" + NO_TAG,
        ),
        (
            "attack.impact",
            "impact",
            "10: the tag 'impact'" + NO_TAG,
        ),
        ("attack.t1485", "attack.t1098.003", None),
        ("status: test\n", "", None),
        ("level: low", "level: low\nour_own: 5", "24: the key 'our_own' is not in the specification"),
        (
            "author: clickops\ndate: 2026-11-24\n",
            "date: 2026-11-24\nauthor: clickops\n",
            "7: author is expected before date: the order is " + ORDER,
        ),
    ],
)
def test_what_sigmahq_writes_otherwise_is_told(old: str, new: str, problem: str | None) -> None:
    assert OURS.count(old) == 1
    assert found(OURS.replace(old, new)) == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("name", "right"),
    [
        (PATH, True),
        ("AWS_cloudtrail_bucket.yml", False),
        ("aws_cloudtrail_bucket.yaml", False),
        ("aws_cloudtrail_bucket-deleted.yml", False),
        ("bucket_deleted.yml", False),
        (f"aws_cloudtrail_{'x' * 51}.yml", True),
        (f"aws_cloudtrail_{'x' * 52}.yml", False),
    ],
)
def test_a_rule_is_named_as_sigmahq_names_files(name: str, right: bool) -> None:
    assert (found(OURS, name) == []) is right


def test_a_filter_has_its_theme_in_front() -> None:
    assert found(OUR_FILTER, "sandbox123.yml") == [
        "0: the file's name must be <theme>_<what>.yml: a-z, 0-9 and _, 10 to 70 characters"
    ]


def test_only_what_we_ship_is_held_to_our_style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, bucket=RULE)
    assert check([tmp_path]) == []
    monkeypatch.setattr(content, "RULES", tmp_path)
    reasons = [problem.reason for problem in check([tmp_path])]
    assert "author is needed" in reasons
    assert "the file's name must be aws_cloudtrail_<what>.yml: a-z, 0-9 and _, 10 to 70 characters" in reasons


@pytest.mark.parametrize("rules", ["any", "[any]", "ANY"])
def test_a_filter_of_ours_lists_its_rules_and_says_not_any(rules: str) -> None:
    head, tail = OUR_FILTER.split("    rules:\n")
    written = f"{head}    rules: {rules}\n{tail[tail.index('    selection:') :]}"
    assert found(written, "noise_sandbox.yml") == [
        "10: the filter serves any rule, those of others too: list the ids it is for"
    ]


@pytest.mark.parametrize(("text", "path"), [(OURS, PATH), (OUR_FILTER, "noise_sandbox.yml")])
def test_an_id_is_needed_of_ours(text: str, path: str) -> None:
    without = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("id: "))
    assert found(without, path) == ["1: id is needed"]
