from __future__ import annotations

import copy
import datetime as dt
import functools
import ipaddress
import json
import re
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from clickops import content
from clickops.evaluate.predicate import predicate
from clickops.rules.load import load
from clickops.rules.pack import Pack

HERE = Path(__file__).parents[1] / "rules"
RULES = sorted((content.RULES / "detections").glob("*.yml"))
FILTERS = sorted((content.RULES / "filters").glob("*.yml"))
EXAMPLE = content.EXAMPLES / "organisation_filter.yml"
CASES = sorted(path for path in HERE.glob("*.yml") if path.stem not in {"bases", "placeholders"})
LEGACY = "aws_cloudtrail_console_action_legacy"
BASE = "aws_cloudtrail_manual_change"
TIERS = [path for path in RULES if path.stem.startswith("aws_cloudtrail_manual_") and path.stem != BASE]
DENIED_PATHS = [path for path in TIERS if path.stem.endswith("_write_denied")]
DENIED = [path.stem for path in DENIED_PATHS]
SERVES: dict[str, Callable[[str], object]] = {  # filters that serve some rules alone
    "end_users": re.compile(
        r"aws_cloudtrail_(manual_\w+|console_action_legacy|root_change|s3_console_change)"
    ).fullmatch,
    "local_iac": re.compile(r"aws_cloudtrail_human_session_\w+").fullmatch,
}

RULE_KEYS = ["title", "id", "related", "status", "description", "references", "author", "date", "modified", "tags"]
RULE_KEYS += ["logsource", "detection", "fields", "falsepositives", "level"]
FILTER_KEYS = ["title", "id", "description", "author", "date", "modified", "logsource", "filter"]

ACCOUNTS = {"111122223333", "444455556666"}
NETWORKS = [ipaddress.ip_network(one) for one in ("198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]


def document(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def by_stem(paths: list[Path]) -> pytest.MarkDecorator:
    assert paths, "there is nothing to look at"
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def cases(path: Path) -> list[dict[str, Any]]:
    return list(document(path))


@functools.cache
def bases() -> dict[str, dict[str, Any]]:
    found = document(HERE / "bases.yml")
    assert isinstance(found, dict)
    return found


def event(case: dict[str, Any]) -> dict[str, Any]:
    base = copy.deepcopy(bases()[case["base"]]) if "base" in case else {}
    for path in case.get("remove", []):
        *above, last = path.split(".")
        under = base
        for part in above:
            under = under[part]
        del under[last]
    return merged(base, case.get("event", {}))


def merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(under)
    for key, value in over.items():
        both = isinstance(result.get(key), dict) and isinstance(value, dict)
        result[key] = merged(result[key], value) if both else value
    return result


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(variables=document(HERE / "placeholders.yml"))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "sigma-detection-rule-schema") for path in RULES),
        *((path, "sigma-filters-schema") for path in [*FILTERS, EXAMPLE]),
    ],
    ids=lambda value: getattr(value, "stem", None),
)
def test_a_file_is_valid_against_the_json_schema_of_sigma_2_1(path: Path, schema: str) -> None:
    described = json.loads((HERE.parent / "schema" / f"{schema}.json").read_text("utf-8"))
    found = document(path)
    found |= {key: found[key].isoformat() for key in ("date", "modified") if key in found}  # JSON has no dates
    validator = jsonschema.Draft202012Validator(described)
    assert [error.message for error in validator.iter_errors(found)] == []


def test_the_json_schema_refuses_a_rule_without_detection() -> None:
    described = json.loads((HERE.parent / "schema" / "sigma-detection-rule-schema.json").read_text("utf-8"))
    broken = document(RULES[0])
    del broken["detection"]
    with pytest.raises(jsonschema.ValidationError, match="'detection' is a required property"):
        jsonschema.Draft202012Validator(described).validate(broken)


@by_stem(RULES)
def test_a_rule_is_named_and_ordered_as_sigmahq_does(path: Path) -> None:
    found = document(path)
    assert re.fullmatch(r"aws_cloudtrail_[a-z0-9_]+", path.stem)
    assert len(path.name) <= 70
    assert list(found) == [key for key in RULE_KEYS if key in found]
    assert set(RULE_KEYS) - set(found) <= {"related", "modified", "tags"}
    assert len(found["title"]) <= 110
    assert "Detects" not in found["title"]
    assert found["description"].startswith("Detects ")
    assert found["author"] == "clickops"
    assert isinstance(found["date"], dt.date)
    assert found["status"] in {"stable", "test"}
    assert found["logsource"] == {"product": "aws", "service": "cloudtrail"}


@by_stem([*FILTERS, EXAMPLE])
def test_a_filter_is_named_and_ordered_as_a_rule_is(path: Path) -> None:
    found = document(path)
    assert list(found) == [key for key in FILTER_KEYS if key in found]
    assert set(FILTER_KEYS) - set(found) <= {"modified"}
    assert path == EXAMPLE or path.stem.startswith("noise_") or path.stem in SERVES
    assert found["logsource"] == {"product": "aws", "service": "cloudtrail"}


def test_ids_and_titles_stand_once_and_ids_are_random() -> None:
    found = [document(path) for path in [*RULES, *FILTERS, EXAMPLE]]
    for key in ("id", "title"):
        assert [value for value, count in Counter(one[key] for one in found).items() if count > 1] == []
    for one in found:
        assert str(uuid.UUID(one["id"])) == one["id"]
        assert uuid.UUID(one["id"]).version == 4


@by_stem(RULES)
def test_related_rules_are_rules_of_the_pack(path: Path) -> None:
    ids = {document(one)["id"] for one in RULES if one != path}
    assert {one["id"] for one in document(path).get("related", [])} <= ids


@by_stem(TIERS)
def test_a_severity_rule_and_a_rule_on_failures_begin_with_the_same_base(path: Path) -> None:
    base = "(own_call or agent or ((1 of console_* or cloudshell) and (service_signin or not service_call)))"
    base += " and person and not 1 of read_* and not sign_in and "
    condition = document(path)["detection"]["condition"]
    assert condition.startswith(base + ("not success and " if path.stem in DENIED else "success and "))
    assert len(TIERS) == 12


@by_stem([path for path in RULES if path.stem not in {LEGACY, *DENIED} and "session_name" not in path.stem])
def test_only_rules_on_failures_the_2019_rule_and_session_names_fire_on_a_failed_attempt(path: Path) -> None:
    assert re.search(r"and success\b", document(path)["detection"]["condition"])


def test_the_two_rules_on_failures_divide_them_by_one_condition() -> None:
    ends = {re.split(r"not success and (?:not )?", document(one)["detection"]["condition"])[1] for one in DENIED_PATHS}
    assert len(ends) == 1


@by_stem(FILTERS)
def test_a_shipped_filter_serves_every_rule_unless_its_theme_is_one_kind(path: Path) -> None:
    ids = [document(rule)["id"] for rule in RULES if SERVES.get(path.stem, str)(rule.stem)]
    assert sorted(document(path)["filter"]["rules"]) == sorted(ids)


def test_the_example_filter_serves_ours_and_is_not_loaded_unasked(pack: Pack) -> None:
    served = document(EXAMPLE)["filter"]["rules"]
    assert sorted(served) == sorted(rule.id for rule in pack.rules)
    assert EXAMPLE.stem not in {one.name for one in pack.filters}
    assert {one.name for one in pack.filters} == {path.stem for path in FILTERS}
    assert EXAMPLE.stem in {one.name for one in load(filters=[EXAMPLE]).filters}


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"recipientAccountId": "111122223333"}, False),
        ({"userIdentity": {"sessionContext": {"sessionIssuer": {"userName": "BreakGlassAdmin"}}}}, False),
        ({"eventSource": "servicequotas.amazonaws.com", "eventName": "RequestServiceQuotaIncrease"}, False),
        ({"userIdentity": {"sessionContext": {"sessionIssuer": {"userName": "NoBreakGlass"}}}}, True),
        ({"eventSource": "servicequotas.amazonaws.com", "eventName": "PutServiceQuotaIncrease"}, True),
        ({"eventSource": "quicksight.amazonaws.com"}, True),
    ],
)
def test_the_example_filter_silences_what_it_names_alone(change: dict[str, Any], *, kept: bool) -> None:
    elsewhere = merged(bases()["console_role"], {"recipientAccountId": "123456789012"})
    rule = next(rule for rule in load(filters=[EXAMPLE]).rules if rule.name == BASE)
    assert predicate(rule.tree)(merged(elsewhere, change)) is kept


def test_the_legacy_rule_stands_as_it_was_published(pack: Pack) -> None:
    legacy = next(rule for rule in pack.rules if rule.name == LEGACY)
    assert legacy.level == "low"
    assert all(rule.filters for rule in pack.rules)


def test_without_a_domain_only_the_domain_rule_is_left_out() -> None:
    shipped = load()
    assert [Path(problem.path).stem for problem in shipped.left_out] == ["aws_cloudtrail_human_session_change_domain"]
    assert len(shipped.rules) == len(RULES) - 1


def items(value: object) -> list[tuple[str, list[Any]]]:
    """List each `field|modifiers` with its values, at any depth of a section."""
    if isinstance(value, list):
        return [one for member in value for one in items(member)]
    if not isinstance(value, dict):
        return []
    found = []
    for key, given in value.items():
        if key not in {"rules", "condition"}:
            nested = items(given)
            found += nested or [(key, given if isinstance(given, list) else [given])]
    return found


@by_stem([*RULES, *FILTERS, EXAMPLE])
def test_a_rule_stays_inside_the_portable_subset(path: Path) -> None:
    found = document(path)
    section = found.get("detection") or found["filter"]
    for name in section:
        assert re.fullmatch(r"(?!not|and|or)[a-z0-9_]+", name) or name == "condition"
    asked = items({name: value for name, value in section.items() if name not in {"rules", "condition"}})
    assert asked
    for key, values in asked:
        _, *modifiers = key.split("|")
        assert set(modifiers) <= {"startswith", "endswith", "contains", "expand", "fieldref"}
        texts = [value for value in values if isinstance(value, str)]
        assert len(texts) == len(values) or values == [None]
        assert all(value.isascii() for value in texts)
        unescaped = [value.replace("\\*", "x") for value in texts if value != "*"]
        assert not set("".join(unescaped)) & set("?\\")
        assert all("" not in value.split("*") for value in unescaped if "*" in value), "a * at an end is a modifier's"
        assert len({"_" in value for value in texts}) <= 1 or "expand" in modifiers


@by_stem(RULES)
def test_a_rule_has_as_many_cases_that_fire_as_cases_that_do_not(path: Path) -> None:
    matches = Counter(case["match"] for case in cases(HERE / path.name))
    assert matches[True] == matches[False] >= 4


@by_stem(FILTERS)
def test_a_filter_has_cases_that_it_silences_and_near_ones_that_it_does_not(path: Path) -> None:
    listed = cases(HERE / path.name)
    assert all("rule" in case for case in listed)
    matches = Counter(case["match"] for case in listed)
    assert min(matches[True], matches[False]) >= 2


@by_stem(CASES)
def test_a_file_of_cases_belongs_to_a_rule_or_filter_and_says_each_thing_once(path: Path) -> None:
    assert path.stem in {one.stem for one in [*RULES, *FILTERS]}
    names = [case["name"] for case in cases(path)]
    assert len(set(names)) == len(names)
    events = [json.dumps(event(case), sort_keys=True) + str(case.get("rule")) for case in cases(path)]
    assert [count for count in Counter(events).values() if count > 1] == []


@by_stem(CASES)
def test_each_case_says_what_its_rule_says(path: Path, pack: Pack) -> None:
    rules = {rule.name: predicate(rule.tree) for rule in pack.rules}
    wrong = [
        case["name"] for case in cases(path) if rules[case.get("rule", path.stem)](event(case)) is not case["match"]
    ]
    assert wrong == []


@by_stem([path for path in TIERS if not path.stem.endswith("_write_denied")])
def test_a_severe_change_that_fails_fires_the_rule_on_privileged_failures_and_no_other(path: Path, pack: Pack) -> None:
    # Only the request makes these severe, and a denied record often has none. By name, every bucket and upload that
    # fails would be a privileged change.
    by_request = {
        "aws_cloudtrail_manual_s3_made_public": {"CreateBucket", "PutObject"},
    }
    rules = {rule.name: predicate(rule.tree) for rule in pack.rules if rule.name != LEGACY}
    wrong, lower = [], set()
    for case in cases(HERE / path.name):
        failed = event(case) | {"errorCode": "AccessDenied", "requestParameters": None, "responseElements": None}
        fired = [name for name, fires in rules.items() if case["match"] and fires(failed)]
        if fired == ["aws_cloudtrail_manual_write_denied"]:
            lower.add(failed["eventName"])
        elif case["match"] and fired != ["aws_cloudtrail_manual_privileged_write_denied"]:
            wrong.append((case["name"], fired))
    assert wrong == []
    assert lower == by_request.get(path.stem, set())


@by_stem(FILTERS)
def test_what_a_filter_silences_would_fire_and_no_other_filter_silences_it(path: Path, pack: Pack) -> None:
    rules = {rule.name: rule for rule in pack.rules}
    silenced = [case for case in cases(HERE / path.name) if not case["match"]]
    assert silenced
    for case in silenced:
        rule = rules[case["rule"]]
        given = event(case)
        assert predicate(rule.condition)(given), case["name"]
        assert [one.name for one in rule.filters if not predicate(one.condition)(given)] == [path.stem]


@by_stem([HERE / "bases.yml", *CASES])
def test_events_use_only_what_is_set_aside_for_documentation(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"(?<![\w.-])\d{12}(?![\w-])", text)) <= ACCOUNTS
    assert all(key.endswith("EXAMPLE") for key in re.findall(r"\b(?:AKIA|ASIA|AIDA|AROA)\w+", text))
    for address in re.findall(r"sourceIPAddress: ([\d.]+|[0-9a-f:]+)$", text, re.MULTILINE):
        assert any(ipaddress.ip_address(address) in network for network in NETWORKS)


def test_a_base_event_has_what_every_record_of_today_has() -> None:
    needed = "eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent readOnly "
    needed += "requestParameters responseElements eventID eventType managementEvent recipientAccountId eventCategory"
    assert bases()
    for name, base in bases().items():
        assert set(needed.split()) <= set(base), name
        assert base["eventVersion"] == "1.11"
        uuid.UUID(base["eventID"])
    assert len({base["eventID"] for base in bases().values()}) == len(bases())
