"""Checks to paste answer pass for the right query and fail for a wrong one, on each language that runs here."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clickops.cli.app import run
from clickops.conversion import goldens
from clickops.conversion.targets import find, names
from clickops.errors import ClickopsError, ConversionError
from clickops.rules.pack import Pack
from clickops.rules.tree import Not
from clickops.tuning import suite
from clickops.verify import inline, paste
from clickops.verify.paste import Writer, sheet
from support.pasted import Ask, Case, Said, expected, in_order, light, mutants
from support.platform import SIGNS, ask, rule, text

LIGHT = ("duckdb", "sqlite", "sentinel", "splunk", "crowdstrike", "cloudwatch")
REFUSING = {
    *("datadog", "elasticsearch", "google_secops", "loki", "opensearch", "panther", "qradar", "sumologic"),
    "victorialogs",
}
SLOW = {"duckdb", "sentinel", "cloudwatch"}  # seconds a rule: every other one is asked
SEED = 20261124


@pytest.fixture(scope="module")
def pack() -> Pack:
    return goldens.shipped()


@pytest.fixture(scope="module")
def cases() -> tuple[Any, ...]:
    return suite.gather(on_problem=lambda _: None).cases


@pytest.fixture(scope="module", params=LIGHT)
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Ask]]:
    with light(request.param) as answered:
        yield request.param, answered


def test_every_rule_passes_its_check(opened: tuple[str, Ask], pack: Pack, cases: tuple[Any, ...]) -> None:
    target, answered = opened
    writer = Writer(find(target), sparse=1 if target in {"sqlite", "splunk", "crowdstrike"} else 12)
    convertible = [one for one in pack.rules if one.name not in writer.conversion.format.refused]
    assert len(convertible) >= (6 if target == "cloudwatch" else 14)
    fire = 0
    for one in convertible[::2] if target in SLOW else convertible:
        check = writer.write(one, cases)
        assert check.fire < check.cases
        assert answered(check.text) == Said("pass", "", "")
        fire += check.fire
    assert fire >= 5


def test_a_wrong_query_fails_with_exactly_the_cases_that_it_gets_wrong(
    opened: tuple[str, Ask], pack: Pack, cases: tuple[Any, ...]
) -> None:
    target, answered = opened
    writer = Writer(find(target))
    (right,) = pack.select(["aws_cloudtrail_manual_data_store_deleted"]).rules
    if right.name in writer.conversion.format.refused:  # a rule that filter patterns take, without what they leave out
        (right,) = pack.select(["aws_cloudtrail_agent_change"]).rules
        right = msgspec.structs.replace(right, filters=())
    own = [case for case in cases if case.rule == right.name and "cased" not in case.name]
    wrongs = list(mutants(right))
    assert len(wrongs) > 20
    lost = [note.field for note in writer.conversion.query(right).notes if note.lost]
    results = []
    for wrong in random.Random(SEED).sample(wrongs, 3 if target == "cloudwatch" else 8):  # noqa: S311 - no secret
        try:
            converted = writer.conversion.query(wrong)
        except ConversionError:
            continue
        said = in_order(answered(writer.write(right, own, converted).text))
        assert said == expected(right, wrong, own, lost), wrong.condition
        results.append(said.result)
    assert "fail" in results


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    signs=st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6), name=st.lists(st.sampled_from(SIGNS), max_size=6)
)
@example(signs=["a"], name=["\\", "a"])  # which some shells' echo reads as one sign
def test_whatever_signs_a_case_holds_it_stays_the_same_case(
    opened: tuple[str, Ask], signs: list[str], name: list[str]
) -> None:
    target, answered = opened
    value, called = "".join(signs), " ".join(["a", *"".join(name).split(), "b"]).replace("; ", "")
    writer = Writer(find(target))
    right = rule(ask("userAgent", text(value)), "made_up")
    record = {"eventName": value, "eventSource": "x", "eventTime": "2026-11-24T08:14:03Z", "userAgent": value}
    others = [record | {"userAgent": other} for other in (value + "x", "x" + value)]
    mine = [Case(called, right.name, match=True, event=record)]
    mine += [Case(f"other {n}", right.name, match=False, event=event) for n, event in enumerate(others)]
    try:
        check = writer.write(right, mine)
        wrong = writer.write(right, mine, writer.conversion.query(rule(Not(right.condition), "made_up")))
    except ConversionError:
        return  # some languages have signs that they cannot ask for
    if check.left_out or check.fire != 1:
        return  # a known difference, or the two forms of a sign
    assert answered(check.text) == Said("pass", "", "")
    assert in_order(answered(wrong.text)) == Said("fail", called, "other 0; other 1")


def test_a_check_holds_as_many_cases_as_fit_and_says_how_many(pack: Pack, cases: tuple[Any, ...]) -> None:
    (one,) = pack.select(["aws_cloudtrail_manual_change"]).rules
    writer = Writer(find("sqlite"))
    whole = writer.write(one, cases)
    writer._sheet = msgspec.structs.replace(writer._sheet, longest=40_000)
    part = writer.write(one, cases)
    assert whole.left_out == {"known difference (json text)": 1}
    assert 30_000 < len(part.text) <= 40_000
    assert part.left_out == {**whole.left_out, "a query may have 40,000 characters": whole.cases - part.cases}
    assert abs(part.cases - 2 * part.fire) <= 1, "cases of both kinds"
    said = re.sub(r"\n-- ", " ", part.text)
    assert f"over {part.cases} of {whole.cases + 1} cases" in said
    assert "a query may have 40,000 characters" in said
    with light("sqlite") as answered:
        assert answered(part.text) == Said("pass", "", "")


def test_nothing_that_fits_is_no_check(pack: Pack, cases: tuple[Any, ...]) -> None:
    writer = Writer(find("sqlite"))
    writer._sheet = msgspec.structs.replace(writer._sheet, longest=100)
    with pytest.raises(ConversionError, match="no case that can be asked"):
        writer.write(pack.rules[0], cases)


def test_a_rule_without_cases_has_no_check(pack: Pack) -> None:
    with pytest.raises(ConversionError, match="no case"):
        Writer(find("duckdb")).write(pack.rules[0], [])


def test_a_case_that_is_lost_on_the_way_is_a_failure(pack: Pack, cases: tuple[Any, ...]) -> None:
    text = Writer(find("sqlite")).write(pack.rules[0], cases).text
    line = next(line for line in text.splitlines() if line.startswith('{"id"') and '"want":"no"' in line)
    with light("sqlite") as answered:
        assert answered(text).result == "pass"
        assert answered(text.replace(line + "\n", "")) == Said("fail", "", "")


def test_a_rule_reads_none_of_the_users_tables(pack: Pack, cases: tuple[Any, ...]) -> None:
    text = Writer(find("duckdb"), {"table": "audit.trail"}).write(pack.rules[0], cases).text
    assert "audit" not in text


@pytest.mark.parametrize("target", names())
def test_each_target_has_a_check_or_says_why_not(target: str) -> None:
    said = sheet(find(target))
    assert bool(said.text) is not ("any" in said.refuses)
    assert ("any" in said.refuses) is (target in REFUSING)
    if said.text:
        writer = Writer(find(target))
        assert callable(writer._row)
        return
    with pytest.raises(ClickopsError, match=f"{target} takes no check to paste: .*(clickops verify|docs)"):
        Writer(find(target))


def test_a_schema_that_takes_no_inline_rows_is_refused() -> None:
    with pytest.raises(ClickopsError, match="CloudTrail Lake"):
        Writer(find("athena"), {"schema": "lake"})


def test_the_add_on_gives_each_record_an_error_code() -> None:
    case = inline.Case("1", "x", want=True, event={"a": 1})
    assert "success" in (inline.splunk_addon(case) or "")
    assert "success" not in (inline.splunk_json(case) or "")


@pytest.mark.parametrize("write", [inline.splunk_json, inline.splunk_addon])
def test_splunk_takes_no_record_that_spath_would_cut(write: Any) -> None:
    assert write(inline.Case("1", "x", want=True, event={"a": "x" * 4900}))
    assert write(inline.Case("1", "x", want=True, event={"a": "x" * 5000})) is None


def test_what_a_platform_cannot_keep_is_left_out_and_counted() -> None:
    one = rule(ask("userAgent", "x"), "made_up")
    event = {"eventName": "a", "eventSource": "b", "eventTime": "2026-11-24T08:14:03Z", "userAgent": "x"}
    mine = [
        Case("good", "made_up", match=True, event=event),
        Case("nul", "made_up", match=True, event=event | {"errorMessage": "\0"}),
        Case("nul in JSON", "made_up", match=True, event=event | {"requestParameters": {"a": "\0"}}),
    ]
    check = Writer(find("redshift")).write(one, mine)
    assert (check.cases, check.left_out) == (1, {"the platform keeps no such record": 2})


def test_the_command_writes_a_file_a_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "-t", "splunk", "--rule", "*_bypass", "--paste", str(tmp_path / "new")]) == 0
    (path,) = (tmp_path / "new").iterdir()
    assert path.name == "aws_cloudtrail_session_name_bypass_check.spl"
    assert "10 of 10 cases, 5 of which the rule must select" in capsys.readouterr().err
    with light("splunk") as answered:
        assert answered(path.read_text("utf-8")) == Said("pass", "", "")


def test_the_command_says_when_it_takes_but_some_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "-t", "sqlite", "--rule", "*_bypass", "--paste", "-", "--sparse", "2"]) == 0
    said = capsys.readouterr()
    assert "4 left out: one in 2 was asked for" in said.err
    with light("sqlite") as answered:
        assert answered(said.out).result == "pass"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--paste", "-"], "exactly one -t"),
        (["-t", "splunk", "-t", "sqlite", "--paste", "-"], "exactly one -t"),
        (["-t", "splunk", "--paste", "-", "--report", "x"], "--report"),
        (["-t", "loki", "--paste", "-"], "loki takes no check to paste"),
    ],
)
def test_the_command_refuses_what_cannot_be(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_target_without_a_sheet_names_those_with_one(tmp_path: Path) -> None:
    bare = msgspec.structs.replace(find("sqlite"), folder=tmp_path / "bare", name="bare")
    with pytest.raises(ClickopsError, match="bare has no check to paste"):
        paste.sheet(bare)
