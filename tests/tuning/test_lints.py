"""Each lint, on a rule that is right but for one thing, through `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.rules import document
from clickops.rules.remarks import not_a_uuid
from clickops.tuning import house, lint
from clickops.tuning.check import check
from clickops.tuning.sources import Document, split
from support.rulefiles import FILTER, RULE, write

ELSEWHERE = (
    "the log source (product: windows, service: x) is never CloudTrail's, so clickops does not run it: CloudTrail's is "
    "product: aws, service: cloudtrail"
)


def found(folder: Path, text: str) -> list[str]:
    """What `check` says of a file, as `line: reason`."""
    write(folder, bucket=text)
    problems = check([folder])
    assert all(problem.path == str(folder / "bucket.yml") for problem in problems)
    return [f"{problem.position}: {problem.reason}" for problem in problems]


def changed(old: str, new: str) -> str:
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


def detecting(*lines: str, condition: str = "s") -> str:
    """A rule with these lines, which begin at line 10, in its detection."""
    before = RULE[: RULE.index("    selection:")]
    return before + "".join(f"    {line}\n" for line in lines) + f"    condition: {condition}\nlevel: low\n"


def test_a_rule_that_is_right_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, RULE) == []


def test_a_filter_that_is_right_has_no_problem(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE, sandbox=FILTER)
    assert check([tmp_path]) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: 5f0e6a53-9a3c-4b8e-8d1f-2f6f0a4d7c11\n", "", None),
        (
            "id: 5f0e6a53-9a3c",
            "id: 5f0e6a53",
            f"2: {not_a_uuid('5f0e6a53-4b8e-8d1f-2f6f0a4d7c11')}",
        ),
        (
            "id: 5f0e6a53-9a3c-",
            "id: 5F0E6A53-9A3C-",
            "2: the id is not written as UUIDs are: 5f0e6a53-9a3c-4b8e-8d1f-2f6f0a4d7c11",
        ),
        ("level: low\n", "", "1: a level is needed: informational, low, medium, high or critical"),
        ("level: low", "level: lo", "15: the level 'lo' is not one of informational, low, medium, high, critical"),
        (
            "status: test\n",
            "",
            "1: a status is needed: stable, test, experimental, deprecated, unsupported",
        ),
        ("status: test", "status: tests", "3: unknown status 'tests': did you mean test?"),
        (
            "status: test",
            "status: [test]",
            "3: status must be a text",
        ),
        (
            "status: test",
            "status: production",
            "3: unknown status 'production': it must be one of stable, test, experimental, deprecated, unsupported",
        ),
        ("date: 2026-11-24", "date: 2026/11/24", "5: date is not a date of the form YYYY-MM-DD: write 2026-11-24"),
        ("date: 2026-11-24", "date: '2026-11-31'", "5: date is not a date of the form YYYY-MM-DD: write 2026-11-31"),
        (
            "date: 2026-11-24",
            "modified: yesterday",
            "5: modified is not a date of the form YYYY-MM-DD: write it as 2026-01-31",
        ),
        (
            "date: 2026-11-24",
            "date: 2026-11-24 10:00:00",
            "5: date is not a date of the form YYYY-MM-DD: write it as 2026-01-31",
        ),
        ("date: 2026-11-24", "autor: us", "5: unknown key 'autor': did you mean author?"),
        ("date: 2026", "Date: 2026", "5: unknown key 'Date': did you mean date?"),
        (
            "    service: cloudtrail",
            "    servce: cloudtrail",
            "8: logsource has the unknown key 'servce': did you mean service?",
        ),
        ("selection and not", "selection and not selection and not", None),
        (
            "selection and not service_call",
            "selection",
            "12: the condition does not use service_call: name it there, or leave it out",
        ),
        ("selection and not service_call", "[selection, not service_call]", None),
        ("selection and not service_call", "1 of s*", None),
        ("selection and not service_call", "all of them", None),
        (
            "        eventName: DeleteBucket",
            "        eventname: DeleteBucket",
            "11: eventname is not a field of a CloudTrail record: did you mean eventName?",
        ),
        (
            "userIdentity.invokedBy|",
            "userIdentity.invokedby|",
            "13: userIdentity.invokedby is not a field of a CloudTrail record: did you mean userIdentity.invokedBy?",
        ),
        (
            "userIdentity.invokedBy|",
            "requestParameter.acl|",
            "13: requestParameter.acl is not a field of a CloudTrail record: did you mean requestParameters.acl?",
        ),
        ("userIdentity.invokedBy|", "requestParameters.anything.at.all|", None),
        ("userIdentity.invokedBy|", "status|", "13: status is not a field of a CloudTrail record"),
        (
            "userIdentity.invokedBy|",
            "userName|",
            "13: userName is not a field of a CloudTrail record: did you mean userIdentity.userName?",
        ),
        (
            "userIdentity.invokedBy|",
            "sourceIp|",
            "13: sourceIp is not a field of a CloudTrail record: did you mean sourceIPAddress?",
        ),
        (
            "level: low",
            "level: low\nfields: [eventTime, userAgents]",
            "16: userAgents is not a field of a CloudTrail record: did you mean userAgent?",
        ),
        ("level: low", "level: low\nour_own_key: 5", None),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, old: str, new: str, problem: str | None
) -> None:
    assert found(tmp_path, changed(old, new)) == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["s:", "    readOnly: yes"], "11: yes is read as true: write true, or 'yes' if the text is meant"),
        (["s: {readOnly: NO}"], "10: NO is read as false: write false, or 'NO' if the text is meant"),
        (
            ["s:", "    eventName:", "        - a", "        - on"],
            "13: on is read as true: write true, or 'on' if the text is meant",
        ),
        (["s: {eventName: [a, off]}"], "10: off is read as false: write false, or 'off' if the text is meant"),
        (["s: {readOnly: true}"], None),
        (["s: {requestParameters.on: 'yes'}"], None),
        (["s: {readOnly: true} # yes, on purpose"], None),
        (["s:", "    readOnly|exists: false"], None),
        (
            ["s: {recipientAccountId: 012345670123}"],
            "10: 012345670123 is read as the number 1402433619: put it in quotes",
        ),
        (
            ["s:", "    recipientAccountId:", "        012345670123"],
            "11: 012345670123 is read as the number 1402433619: put it in quotes",
        ),
        (["s: {recipientAccountId: 01}"], "10: 01 is read as the number 1: put it in quotes"),
        (["s: {recipientAccountId: '012345670123'}"], None),
        (["s: {recipientAccountId: 112345670123}"], None),
        (["s: {recipientAccountId: 012345678901}"], None),
        (["s: {requestParameters.at: 12:30}"], "10: 12:30 is read as the number 750: put it in quotes"),
        (["s: {requestParameters.mask: 0x1F}"], "10: 0x1F is read as the number 31: put it in quotes"),
        (["s: {requestParameters.port: 1_000}"], "10: 1_000 is read as the number 1000: put it in quotes"),
        (["s: {requestParameters.version: 1.10}"], "10: 1.10 is read as the number 1.1: put it in quotes"),
        (["s: {requestParameters.version: [1.5, -2, 22]}"], None),
        (["s:", "    requestParameters.day: 2026-01-31"], "11: 2026-01-31 is read as a date by YAML: put it in quotes"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_is_written_is_told(
    tmp_path: Path, lines: list[str], problem: str | None
) -> None:
    assert found(tmp_path, detecting(*lines)) == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["s: {eventName|contains|all: Bucket}"], "10: eventName: `all` needs several values: leave it out"),
        (["s: {eventName|contains|all: [Delete, Bucket]}"], None),
        (
            ["s:", "    errorCode:", "        - a", "        - null"],
            "13: errorCode: null cannot stand in a list: give it a detection of its own",
        ),
        (["s: {errorCode: null}"], None),
        (
            ["s: {eventName|startswith: 'Delete*'}"],
            r"10: eventName: the outer * of 'Delete*' says nothing: leave it out, or write \*",
        ),
        (
            ["s: {eventName|endswith: '*Bucket'}"],
            r"10: eventName: the outer * of '*Bucket' says nothing: leave it out, or write \*",
        ),
        (
            ["s: {eventName|contains: [a, '*b']}"],
            r"10: eventName: the outer * of '*b' says nothing: leave it out, or write \*",
        ),
        (["s: {eventName|startswith: '*Bucket'}"], None),
        ([r"s: {eventName|startswith: 'a\*'}"], None),
        (["s: {eventName|contains: '*'}"], None),
        (["s: {eventName: '*Bucket*'}"], None),
        (
            ["s: {userAgent: '%people%'}"],
            "10: userAgent: %people% is plain text here: add |expand to make it a placeholder",
        ),
        (["s: {userAgent: '100%'}"], None),
        (
            [r"s: {userAgent: 'console\.amazonaws'}"],
            r"10: userAgent: \. is a backslash and a .: leave it out, or add |re",
        ),
        ([r"s: {userAgent|re: 'console\.amazonaws'}"], None),
        ([r"s: {userAgent: 'a\*b\?c\\d'}"], None),
        ([r"s: {userAgent: 'a\\\d'}"], r"10: userAgent: \d is a backslash and a d: leave it out, or add |re"),
        (
            ["s: {userAgent|fieldref: eventname}"],
            "10: eventname is not a field of a CloudTrail record: did you mean eventName?",
        ),
        (["s: {userAgent|fieldref: eventName}"], None),
        (
            ["s:", "    eventName: a", "    awsRegion: b", "    eventName: c"],
            "13: eventName stands here twice and only the last counts: put the values into one list",
        ),
        (
            ["s: {eventName: a}", "s: {eventName: b}"],
            "11: s stands here twice and only the last counts: put the values into one list",
        ),
        (["s:", "    - eventName: a", "    - eventName: b"], None),
    ],
)
def test_what_says_nothing_or_something_else_is_told(tmp_path: Path, lines: list[str], problem: str | None) -> None:
    assert found(tmp_path, detecting(*lines)) == ([] if problem is None else [problem])


@pytest.mark.parametrize("lines", [["s: {eventname: a}"], [r"s: {Image: 'C:\Temp\a.exe'}"], ["s: {Image: '%temp%'}"]])
def test_rules_for_other_logs_are_not_held_to_cloudtrail(tmp_path: Path, lines: list[str]) -> None:
    rule = detecting(*lines).replace("product: aws", "product: windows").replace("service: cloudtrail", "service: x")
    assert found(tmp_path, rule) == [f"6: {ELSEWHERE}"]
    assert found(tmp_path, detecting(*lines)) != []


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    rule = RULE.replace("status: test", "status: tes").replace("eventName:", "eventname:").replace("level: low\n", "")
    problems = found(tmp_path, rule.replace("selection and not service_call", "selection and other"))
    assert [problem.split(":")[0] for problem in problems] == ["1", "3", "11", "14"]


def test_of_a_thousand_slips_of_one_kind_twenty_are_told(tmp_path: Path) -> None:
    values = [f"        - 0{number:o}" for number in range(8, 1008)]
    assert len(found(tmp_path, detecting("s:", "    recipientAccountId:", *values))) == 20


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates()
names = st.sampled_from(
    [*lint.RULE_KEYS, "filter", "condition", "s", "eventName|contains|all", "a|expand", "rules", "product", ""]
)
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5), max_leaves=15
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, anything))
def test_no_document_makes_a_lint_fail(value: dict[str, Any]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    parts = list(document.documents(text, "x.yml"))
    assert len(parts) == 1
    seen = Document(parts[0], "x.yml", split(text))
    for one in (*lint.LINTS, *house.LINTS):
        assert all(line <= len(seen.text) and reason for line, reason in one(seen))


@pytest.mark.parametrize(
    ("line", "problem"),
    [("related: 7", "related must be a list"), ("license: {a: b}", "license must be a text")],
)
def test_what_is_no_list_or_text_is_told(tmp_path: Path, line: str, problem: str) -> None:
    assert any(one.endswith(problem) for one in found(tmp_path, RULE + line + "\n"))
