from __future__ import annotations

import pytest

from clickops.errors import ClickopsError
from clickops.rules.load import load
from clickops.rules.pack import Logsource, Pack
from support.rulefiles import FILTER, RULE, RULE_ID

OTHER_ID = "7d1c0a4e-6b1f-4a8e-9f57-0f7f4f8f7a33"
OTHER = (
    RULE.replace(RULE_ID, OTHER_ID).replace("Bucket Deleted by Hand", "Key Made").replace("level: low", "level: high")
)
THIRD = (
    RULE.replace(f"id: {RULE_ID}\n", "")
    .replace("Bucket Deleted by Hand", "Key Used")
    .replace("level: low", "level: critical")
)
SECOND_FILTER = FILTER.replace("Sandbox Accounts", "Other Accounts").replace("111122223333", "444455556666")


@pytest.fixture
def pack() -> Pack:
    return load(f"{RULE}---\n{OTHER}---\n{THIRD}---\n{FILTER}---\n{SECOND_FILTER}")


def names(pack: Pack) -> list[str]:
    return [rule.name for rule in pack.rules]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), ["bucket_deleted_by_hand", "key_made", "key_used"]),
        (("key_made",), ["key_made"]),
        ((OTHER_ID,), ["key_made"]),
        (("key_*",), ["key_made", "key_used"]),
        (("key_*", "bucket*"), ["bucket_deleted_by_hand", "key_made", "key_used"]),
        (("key_*", "key_made"), ["key_made", "key_used"]),
        (("*",), ["bucket_deleted_by_hand", "key_made", "key_used"]),
    ],
)
def test_rules_are_chosen_by_stem_id_or_glob_in_the_order_of_the_pack(
    pack: Pack, chosen: tuple[str, ...], expected: list[str]
) -> None:
    assert names(pack.select(chosen)) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("informational", ["bucket_deleted_by_hand", "key_made", "key_used"]),
        ("low", ["bucket_deleted_by_hand", "key_made", "key_used"]),
        ("medium", ["key_made", "key_used"]),
        ("high", ["key_made", "key_used"]),
        ("critical", ["key_used"]),
    ],
)
def test_a_level_means_itself_and_all_above(pack: Pack, level: str, expected: list[str]) -> None:
    assert names(pack.select(level=level)) == expected


def test_names_and_level_are_both_held_to(pack: Pack) -> None:
    assert names(pack.select(["key_*"], "critical")) == ["key_used"]
    assert names(pack.select(["bucket*"], "high")) == []


@pytest.mark.parametrize("name", ["nothing", "Key_made", "key", "nothing_*", ""])
def test_a_name_that_means_no_rule_is_an_error(pack: Pack, name: str) -> None:
    with pytest.raises(ClickopsError, match="no rule is called"):
        pack.select(["key_made", name])


def test_choosing_changes_nothing_in_the_pack(pack: Pack) -> None:
    before = names(pack)
    assert pack.select(["key_made"]).filters == pack.filters
    pack.without_filters()
    assert names(pack) == before
    assert len(pack.rules[0].filters) == 2


def test_filters_are_switched_off_one_by_one_or_all(pack: Pack) -> None:
    assert [one.name for one in pack.rules[0].filters] == ["sandbox_accounts", "other_accounts"]
    fewer = pack.without_filters(["sandbox_accounts"])
    assert [one.name for one in fewer.rules[0].filters] == ["other_accounts"]
    assert [one.name for one in fewer.filters] == ["other_accounts"]
    none = pack.without_filters()
    assert (none.filters, none.rules[0].filters) == ((), ())
    assert none.rules[0].tree == none.rules[0].condition
    assert pack.without_filters([]) == pack


def test_a_name_that_means_no_filter_is_an_error(pack: Pack) -> None:
    with pytest.raises(
        ClickopsError, match="no filter is called 'sandbox'; there are: other_accounts, sandbox_accounts"
    ):
        pack.without_filters(["sandbox"])


def test_a_filter_reaches_only_the_rules_that_it_names(pack: Pack) -> None:
    assert [len(rule.filters) for rule in pack.rules] == [2, 0, 0]


@pytest.mark.parametrize(
    ("mine", "other", "holds"),
    [
        (Logsource(), Logsource("a", "b", "c"), True),
        (Logsource(product="aws"), Logsource(product="aws", service="cloudtrail"), True),
        (Logsource(product="aws", service="cloudtrail"), Logsource(product="aws"), False),
        (Logsource(product="aws"), Logsource(product="gcp"), False),
        (Logsource(product="aws"), Logsource(), False),
    ],
)
def test_one_logsource_lies_within_another(mine: Logsource, other: Logsource, holds: bool) -> None:
    assert mine.holds(other) is holds


@pytest.mark.parametrize(
    ("logsource", "fits"),
    [
        (Logsource(product="aws", service="cloudtrail"), True),
        (Logsource(product="aws"), True),
        (Logsource(service="cloudtrail"), True),
        (Logsource(), True),
        (Logsource(product="windows"), False),
        (Logsource(product="aws", service="guardduty"), False),
        (Logsource(category="process_creation"), False),
    ],
)
def test_a_logsource_is_for_cloudtrail_or_for_something_else(logsource: Logsource, fits: bool) -> None:
    assert logsource.fits_cloudtrail is fits
