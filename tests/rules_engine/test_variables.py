"""Values of placeholders: names that there are, and values that can be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clickops.errors import ClickopsError, RuleError
from clickops.evaluate import compile as compile_rules
from clickops.rules.load import load
from clickops.tuning import suite
from support.rulefiles import FILTER, RULE, write

ASKING = RULE.replace("eventName: DeleteBucket", "eventName|expand: 'Delete%things%'")


def test_a_text_is_one_value_and_not_its_characters() -> None:
    fires = compile_rules(load(ASKING, variables={"things": "Bucket"}))
    assert fires({"eventName": "DeleteBucket"})
    assert not fires({"eventName": "DeleteB"})


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"thing": "x"}, "no rule has a placeholder 'thing': did you mean things?"),
        (
            {"employer_domain": ["x.example"]},
            "no rule has a placeholder 'employer_domain': did you mean employer_domains?",
        ),
        ({"zzz": []}, "no rule has a placeholder 'zzz'; there are: employer_domains, things"),
        ({"things": 5}, "the value of things must be a text or a list of texts"),
        ({"things": [5]}, "the value of things must be a text or a list of texts"),
        ({"things": None}, "the value of things must be a text or a list of texts"),
    ],
)
def test_a_name_that_no_rule_has_and_a_value_that_is_no_text_are_errors(given: Any, reason: str) -> None:
    with pytest.raises(ClickopsError) as caught:
        load(ASKING, variables=given, on_problem=lambda _: None)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("alice@example.com", "write what stands after the @, example.com"),
        ("@example.com", "write what stands after the @, example.com"),
        ("example.com,example.org", "give each domain by itself"),
        ("example.com, example.org", "give each domain by itself"),
        ("https://example.com/", "write a domain alone"),
        ("example.com example.org", "write a domain alone"),
    ],
)
def test_a_domain_is_a_domain_wherever_it_is_given(tmp_path: Path, value: str, told: str) -> None:
    for given in (value, ["right.example", value]):
        with pytest.raises(ClickopsError, match=f"employer_domains: .* is not a domain: {told}"):
            load(variables={"employer_domains": given})
    write(tmp_path, bucket=RULE)
    (tmp_path / "placeholders.yml").write_text(f"fine: [a]\nemployer_domains: ['{value}']\n")
    with pytest.raises(RuleError, match=f"placeholders.yml:2: employer_domains: .*{told}"):
        load(tmp_path)


@pytest.mark.parametrize("value", ["example.com", "EXAMPLE.com", "*.example.com", "corp", "a-b.example.co.uk"])
def test_a_domain_and_a_pattern_of_domains_are_taken(value: str) -> None:
    assert load(variables={"employer_domains": value}).left_out == ()


def test_an_at_sign_is_allowed_in_other_placeholders() -> None:
    assert load(ASKING, variables={"things": "a@b,c"}).rules


def test_names_are_known_from_filters_rules_that_do_not_load_and_files(tmp_path: Path) -> None:
    load(
        ASKING + "---\n" + FILTER.replace("recipientAccountId: '1", "recipientAccountId|expand: '%mine%1"),
        variables={"things": "a", "mine": "b"},
    )
    load(ASKING.replace("level: low", "level: urgent"), variables={"things": "a"}, on_problem=lambda _: None)
    write(tmp_path, bucket=RULE, placeholders="declared: []\n")
    load(tmp_path, variables={"declared": "a"})
    load(RULE, variables={"employer_domains": "example.com"})
    load(RULE, variables={"known": "a"}, declared=["known"])
    with pytest.raises(ClickopsError, match="no rule has a placeholder 'declared'"):
        load(RULE, variables={"declared": "a"})


def test_cases_are_run_with_names_that_there_are(tmp_path: Path) -> None:
    write(tmp_path, bucket=ASKING)
    suite.gather(
        [tmp_path], variables={"things": ["a"], "employer_domains": ["example.com"]}, on_problem=lambda _: None
    )
    with pytest.raises(ClickopsError, match="no rule has a placeholder 'thing': did you mean things"):
        suite.gather([tmp_path], variables={"thing": ["a"]}, on_problem=lambda _: None)
