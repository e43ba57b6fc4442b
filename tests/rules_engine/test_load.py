from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clickops.errors import ClickopsError, RuleError, UnsupportedError
from clickops.evaluate import compile as compile_rules
from clickops.rules.load import load
from clickops.rules.pack import Logsource
from clickops.rules.tree import And, Atom, Named, Not, Null, Or, Text, Wildcard
from support.rulefiles import FILTER, RULE, RULE_ID, write


def rule(detection: str, *, before: str = "", condition: str = "s") -> str:
    """A rule whose detections are these lines, the first at line 4 (plus those of `before`)."""
    lines = "".join(f"  {line}\n" for line in detection.splitlines())
    head = f"{before}title: T\nlogsource: {{product: aws, service: cloudtrail}}\n"
    return f"{head}detection:\n{lines}  condition: {condition}\n"


def refusal(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        load(text)
    return str(caught.value)


def test_the_shipped_pack_is_what_is_loaded_without_a_source() -> None:
    pack = load()
    assert len(pack.rules) >= 15
    assert pack.filters
    assert {rule.logsource for rule in pack.rules} == {Logsource(product="aws", service="cloudtrail")}
    assert all(rule.filters for rule in pack.rules)


def test_a_shipped_rule_with_an_empty_placeholder_is_left_out_with_a_reason() -> None:
    (problem,) = load().left_out
    assert problem.reason == "the placeholder %employer_domains% has no value"
    filled = load(variables={"employer_domains": ["example.com"]})
    assert filled.left_out == ()
    assert len(filled.rules) == len(load().rules) + 1


def test_a_rule_says_all_that_its_file_says(tmp_path: Path) -> None:
    text = RULE.replace(
        "level: low", "level: high\nauthor: a, b\nmodified: 2026-11-25\ntags: [attack.impact]\n"
    ).replace(
        "status: test", "status: test\nname: own_name\nreferences: [x, y]\nfields: [eventName]\nfalsepositives: Wizards"
    )
    (found,) = load(write(tmp_path, bucket=text)).rules
    assert (found.name, found.id, found.title) == ("bucket", RULE_ID, "Bucket Deleted by Hand")
    assert (found.level, found.rank, found.status, found.author) == ("high", 3, "test", "a, b")
    assert (found.date, found.modified) == ("2026-11-24", "2026-11-25")
    assert (found.references, found.tags, found.fields) == (("x", "y"), ("attack.impact",), ("eventName",))
    assert found.falsepositives == ("Wizards",)
    assert found.logsource == Logsource(None, "aws", "cloudtrail")
    assert (found.path, found.line, found.names) == (str(tmp_path / "bucket.yml"), 1, frozenset({"own_name"}))


def test_what_a_rule_does_not_say_is_empty_and_its_level_medium() -> None:
    (found,) = load(rule("s: {f: a}")).rules
    assert (found.level, found.id, found.status, found.tags, found.description) == ("medium", "", "", (), "")


def test_the_tree_keeps_names_lines_and_lists() -> None:
    (found,) = load(rule("s:\n  f:\n  - a\n  - b\n  g: null\nn:\n  - h: c\n  - keyword", condition="s and not n")).rules
    keyword = Text((Wildcard.MANY, "keyword", Wildcard.MANY))
    assert found.tree == And(
        (
            Named("s", And((Or((Atom("f", Text(("a",)), 6), Atom("f", Text(("b",)), 7))), Atom("g", Null(), 8)))),
            Not(Named("n", Or((Atom("h", Text(("c",)), 10), Atom(None, keyword, 11))))),
        )
    )


@pytest.mark.parametrize("source", [str, Path, lambda path: [path], lambda path: iter([str(path)])])
def test_a_source_is_a_path_a_text_or_several(tmp_path: Path, source: Callable[[Path], str | Path]) -> None:
    write(tmp_path, bucket=RULE, sub__other=RULE)
    (tmp_path / "third.yaml").write_text(RULE)
    (tmp_path / "notes.txt").write_text("nothing")
    assert [found.name for found in load(source(tmp_path)).rules] == ["bucket", "third", "other"]
    assert [found.name for found in load(source(tmp_path / "bucket.yml")).rules] == ["bucket"]


def test_a_text_has_no_file_and_takes_its_name_from_the_title() -> None:
    (found,) = load(RULE).rules
    assert (found.name, found.path) == ("bucket_deleted_by_hand", "<text>")


def test_several_rules_of_one_file_have_names_of_their_own(tmp_path: Path) -> None:
    second = RULE.replace("Bucket Deleted", "Other Thing")
    third = RULE.replace("status:", "name: its_name\nstatus:")
    write(tmp_path, bucket=f"{RULE}---\n{second}---\n{third}")
    assert [found.name for found in load(tmp_path).rules] == ["bucket", "other_thing_by_hand", "its_name"]
    assert [found.line for found in load(tmp_path).rules] == [1, 17, 33]


def test_a_filter_is_anded_as_it_is_written() -> None:
    (found,) = load(f"{RULE}---\n{FILTER}").rules
    fires = compile_rules([found])
    assert fires({"eventName": "DeleteBucket", "recipientAccountId": "444455556666"})
    assert not fires({"eventName": "DeleteBucket", "recipientAccountId": "111122223333"})
    assert [one.name for one in found.filters] == ["sandbox_accounts"]
    assert found.tree == And((found.condition, Named("filter sandbox_accounts", found.filters[0].condition)))


def test_further_filters_are_added_to_what_is_loaded(tmp_path: Path) -> None:
    write(tmp_path, rules__bucket=RULE, filters__sandbox=FILTER)
    assert load(tmp_path / "rules").rules[0].filters == ()
    (found,) = load(tmp_path / "rules", filters=[tmp_path / "filters"]).rules
    assert [one.name for one in found.filters] == ["sandbox"]


def test_a_rule_among_filters_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, bucket=RULE)
    with pytest.raises(RuleError, match=r"bucket\.yml:1: a filter is expected here, not a rule"):
        load([], filters=[tmp_path])


@pytest.mark.parametrize(
    ("rules", "served"),
    [(f"[{RULE_ID}]", True), ("[bucket_rule]", True), ("any", True), ("[any]", True), ("[other]", False)],
)
def test_a_filter_serves_the_rules_that_it_names(rules: str, served: bool) -> None:
    text = FILTER.replace(f"\n        - {RULE_ID}", f" {rules}")
    (found,) = load(f"{RULE.replace('status:', f'name: bucket_rule{chr(10)}status:')}---\n{text}").rules
    assert bool(found.filters) is served


@pytest.mark.parametrize(
    ("logsource", "served"),
    [
        ("{product: aws, service: cloudtrail}", True),
        ("{product: aws}", True),
        ("{}", True),
        ("{product: aws, service: guardduty}", False),
        ("{product: aws, service: cloudtrail, category: x}", False),
    ],
)
def test_a_filter_serves_rules_whose_logs_lie_within_its_own(logsource: str, served: bool) -> None:
    head, tail = FILTER.split("logsource:\n    product: aws\n    service: cloudtrail\n")
    (found,) = load(f"{RULE}---\n{head}logsource: {logsource}\n{tail}").rules
    assert bool(found.filters) is served


def test_names_in_a_filter_are_its_own() -> None:
    text = FILTER.replace("selection:\n", "selection_x:\n").replace("not selection", "not 1 of selection*")
    (found,) = load(f"{RULE}---\n{text}").rules
    assert compile_rules([found])({"eventName": "DeleteBucket", "recipientAccountId": "444455556666"})


def test_a_folder_fills_its_own_placeholders_and_what_is_given_wins(tmp_path: Path) -> None:
    write(tmp_path, bucket=rule("s: {f|expand: '%names%'}"), placeholders="names: [a, b]\n")
    fires = compile_rules(load(tmp_path))
    assert [bool(fires({"f": value})) for value in "abc"] == [True, True, False]
    fires = compile_rules(load(tmp_path, variables={"names": ["c"]}))
    assert [bool(fires({"f": value})) for value in "abc"] == [False, False, True]


def test_an_undeclared_placeholder_is_a_problem_and_an_empty_one_is_none() -> None:
    text = rule("s: {f|expand: '%names%'}")
    assert refusal(text) == "<text>:4: the placeholder %names% has no value"
    pack = load(text, variables={"names": []})
    assert (pack.rules, [problem.position for problem in pack.left_out]) == ((), [4])


@pytest.mark.parametrize("value", ["[a, 5]", "{a: b}", "5", "[[a]]"])
def test_the_values_of_a_placeholder_are_texts(tmp_path: Path, value: str) -> None:
    write(tmp_path, bucket=RULE, placeholders=f"fine: [a]\nnames: {value}\n")
    with pytest.raises(RuleError, match=r"placeholders\.yml:2: names: a text or a list of texts is needed"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: T\n", "1: no Sigma rule or filter: neither `detection` nor `filter`"),
        ("logsource: {}\ndetection: {s: {f: a}, condition: s}\n", "1: a title is needed"),
        ("title: T\ndetection: {s: {f: a}, condition: s}\n", "1: logsource must be a mapping"),
        ("title: T\nlogsource: aws\ndetection: {s: {f: a}, condition: s}\n", "2: logsource must be a mapping"),
        ("title: T\nlogsource: {}\ndetection: [a]\n", "3: detection must be a mapping"),
        ("title: [T]\nlogsource: {}\ndetection: {s: a}\n", "1: title must be a text"),
        ("title: T\nlogsource: {}\ndetection:\n  s: {f: a}\n", "4: a condition is needed: text, or a list of texts"),
        (rule("s: {f: a}", condition="[]"), "5: a condition is needed: text, or a list of texts"),
        (rule("s: {f: a}", condition="[s, 1]"), "5: a condition is needed: text, or a list of texts"),
        (rule("s: {f: a}", condition="{a: b}"), "5: a condition is needed: text, or a list of texts"),
        (rule("s: {f: a}", condition="t"), "5: the condition names 't', which is not a detection of this rule"),
        (rule("s: {}"), "4: the detection is empty"),
        (rule("s: []"), "4: the list is empty"),
        (rule("s:\n- {}"), "5: the detection is empty"),
        (rule("s:\n  f: []"), "5: f: the list of values is empty"),
        (
            rule("s:\n  f: {g: a}"),
            "5: f has a list or mapping where a value is expected: write nested fields with dots",
        ),
        (
            rule("s:\n  f:\n  - a\n  - [b]"),
            "7: f has a list or mapping where a value is expected: write nested fields with dots",
        ),
        (rule("s:\n  f: {lt: 5}"), "5: f has a list or mapping where a value is expected: write f|lt: ..."),
        (rule("s:\n  f|contain: a"), "5: unknown modifier 'contain'"),
        (rule("s:\n  f|cidr:\n  - 10.0.0.0/8\n  - x"), "7: cidr: 'x' does not appear to be an IPv4 or IPv6 network"),
        (rule("s: null"), "4: a keyword cannot be asked for null: name a field"),
        (rule("s: {'|exists': true}"), "4: a keyword cannot be asked for exists: name a field"),
        (rule("s: {'|cidr': 10.0.0.0/8}"), "4: a keyword cannot be asked for cidr: name a field"),
        (
            rule("s: {f: a}", before="level: urgent\n"),
            "1: the level 'urgent' is not one of informational, low, medium, high, critical",
        ),
        (rule("s: {f: a}", before="tags: [[a]]\n"), "1: tags must be a list of texts"),
        (rule("s: {f: a}", before="sigma-version: 3\n"), "1: sigma-version 3 is not supported yet"),
        (rule("s: {f: a}", before="action: global\n"), "1: `action` left Sigma: write each rule out"),
        (
            "title: T\ncorrelation: {type: event_count}\n",
            "2: correlation rules are not supported yet, and the rules that it counts do not alert alone",
        ),
        (FILTER.replace(f"- {RULE_ID}", "- {a: b}"), "8: rules must be a list of ids or names of rules, or any"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_line(text: str, reason: str) -> None:
    assert refusal(text) == f"<text>:{reason}"


@pytest.mark.parametrize("before", ["sigma-version: 2\n", "sigma-version: 1\n", "our_own: {a: b}\n", "taxonomy: x\n"])
def test_keys_that_change_nothing_are_allowed(before: str) -> None:
    assert load(rule("s: {f: a}", before=before)).rules


def test_timeframe_is_no_detection() -> None:
    (found,) = load(rule("s: {f: a}\ntimeframe: 5m", condition="all of them")).rules
    assert compile_rules([found])({"f": "a"})


def test_what_is_unsupported_is_told_from_what_is_wrong() -> None:
    with pytest.raises(UnsupportedError):
        load(rule("s: {f|unheard: a}"))
    with pytest.raises(RuleError) as caught:
        load(rule("s: {}"))
    assert not isinstance(caught.value, UnsupportedError)
    assert isinstance(caught.value, ClickopsError)


def test_the_rest_goes_on_after_a_problem(tmp_path: Path) -> None:
    write(tmp_path, a=RULE, b="title: [", c=f"{rule('s: {}')}---\n{RULE}", d="- a\n", e=RULE)
    problems: list[RuleError] = []
    pack = load([tmp_path, tmp_path / "nowhere"], on_problem=problems.append)
    assert [found.name for found in pack.rules] == ["a", "bucket_deleted_by_hand", "e"]
    assert [(Path(problem.path).name, problem.line) for problem in problems] == [
        ("b.yml", 2),
        ("c.yml", 4),
        ("d.yml", 1),
        ("nowhere", 0),
    ]


@pytest.mark.parametrize("version", ["[1]", "{a: b}", "true", "'2'", "1.5"])
def test_a_sigma_version_that_is_no_number_we_know_is_refused(version: str) -> None:
    assert refusal(rule("s: {a: b}") + f"sigma-version: {version}\n").startswith("<text>:6: sigma-version")


def test_a_document_that_is_a_rule_and_a_filter_is_refused() -> None:
    assert refusal(rule("s: {a: b}") + "filter: {rules: any, s: {a: b}, condition: s}\n").startswith(
        "<text>:6: a rule has"
    )


def test_a_logsource_of_lists_is_refused() -> None:
    assert "must be texts" in refusal(rule("s: {a: b}").replace("product: aws", "product: [aws]"))


@pytest.mark.parametrize("values", [[], [""]])
def test_an_empty_text_fills_no_placeholder(values: list[str]) -> None:
    assert not load(rule("s: {a|expand: '%x%'}"), variables={"x": values}).rules
    assert len(load(rule("s: {a|expand: '%x%'}"), variables={"x": ["a", ""]}).rules) == 1


def test_a_path_that_no_file_can_have_is_told() -> None:
    for path in ("a" * 300, "a\0b"):
        with pytest.raises(RuleError):
            load(path)


def test_placeholders_are_found_above_the_folder_of_rules(tmp_path: Path) -> None:
    (tmp_path / "placeholders.yml").write_text("x: [a]\n")
    (tmp_path / "detections").mkdir()
    (tmp_path / "detections" / "r.yml").write_text(rule("s: {a|expand: '%x%'}"))
    assert len(load(tmp_path / "detections").rules) == len(load(tmp_path / "detections" / "r.yml").rules) == 1


def test_hidden_folders_are_not_looked_into(tmp_path: Path) -> None:
    for folder in (".venv", "mine"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.yml").write_text(rule("s: {a: b}"))
    assert [found.path for found in load(tmp_path).rules] == [str(tmp_path / "mine" / "r.yml")]
