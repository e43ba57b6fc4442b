from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clickops import content
from clickops.tuning import copies

BASE = "aws_cloudtrail_manual_change.yml"
TIER = "aws_cloudtrail_manual_network_change.yml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(content.RULES, tmp_path / "rules")
    shutil.copytree(content.EXAMPLES, tmp_path / "docs" / "examples")
    return tmp_path / "rules"


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_every_copy_that_is_shipped_is_what_it_is_a_copy_of() -> None:
    assert copies.stale() == []


def test_a_new_user_agent_is_one_line_in_one_rule_and_one_call(rules: Path) -> None:
    changed(
        rules / "detections" / BASE,
        "            - 'Mozilla/'\n",
        "            - 'Mozilla/'\n            - 'NewConsole/'\n",
    )
    shared = [
        path for path in (rules / "detections").glob("*.yml") if "\n    console_agent:\n" in path.read_text("utf-8")
    ]
    assert len(shared) > 10
    assert {copy.path for copy in copies.stale(rules)} == set(shared) - {rules / "detections" / BASE}
    assert {copy.what for copy in copies.stale(rules)} == {"console_agent"}
    assert set(copies.write(rules)) == set(shared) - {rules / "detections" / BASE}
    assert all("- 'NewConsole/'" in path.read_text("utf-8") for path in shared)
    assert copies.stale(rules) == []


def test_a_copy_that_is_edited_is_found_with_its_line_and_written_anew(rules: Path) -> None:
    path = rules / "detections" / TIER
    before = path.read_text("utf-8")
    changed(path, "        sessionCredentialFromConsole: 'true'\n", "        sessionCredentialFromConsole: 'yes'\n")
    (copy,) = copies.stale(rules)
    assert (copy.path, copy.what, copy.home) == (path, "console_label", BASE.removesuffix(".yml"))
    assert before.splitlines()[copy.line - 1] == "    console_label:"
    assert copies.write(rules) == [path]
    assert path.read_text("utf-8") == before


def test_a_comment_is_part_of_a_copy(rules: Path) -> None:
    path = rules / "detections" / TIER
    changed(path, "    # a person's identity, or none as in Event history's CSV\n", "    # anybody\n")
    assert [copy.what for copy in copies.stale(rules)] == ["person"]


def test_what_only_one_rule_has_and_conditions_are_nobody_s_copy(rules: Path) -> None:
    path = rules / "detections" / TIER
    changed(path, "    condition: (own_call or agent", "    condition: (agent or own_call")
    changed(
        rules / "detections" / "aws_cloudtrail_session_name_bypass.yml",
        "explicitTrustGrant: 'false'",
        "explicitTrustGrant: 'no'",
    )
    assert copies.stale(rules) == []


def test_a_new_rule_joins_every_noise_filter_and_the_example_but_no_filter_for_some_rules(rules: Path) -> None:
    text = (rules / "detections" / TIER).read_text("utf-8")
    new = text.replace("fabc330f-46c1-4f50-84fa-219af040d98b", "0d3f6b58-92a4-4c1e-8f70-1b5e9c7a2d46")
    (rules / "detections" / "aws_cloudtrail_manual_new_change.yml").write_text(new, "utf-8")
    written = {path.stem for path in copies.write(rules)}
    assert written == {path.stem for path in (rules / "filters").glob("noise_*.yml")} | {"organisation_filter"}
    line = "        - 0d3f6b58-92a4-4c1e-8f70-1b5e9c7a2d46 # manual_new_change\n"
    assert all(line in path.read_text("utf-8") for path in (rules / "filters").glob("noise_*.yml"))
    assert line not in (rules / "filters" / "local_iac.yml").read_text("utf-8")
