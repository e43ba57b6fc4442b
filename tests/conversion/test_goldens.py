from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clickops import content
from clickops.conversion import goldens, matrix
from clickops.errors import ClickopsError
from clickops.rules.pack import Pack


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "backends"
    shutil.copytree(content.BACKENDS, folder)
    monkeypatch.setattr(content, "BACKENDS", folder)
    return folder


@pytest.fixture
def two(copy: Path) -> Pack:
    pack = goldens.shipped().select(["aws_cloudtrail_manual_change", "aws_cloudtrail_session_name_mismatch"])
    goldens.update(pack)
    assert copy.is_dir()
    return pack


def test_goldens_hold_every_rule_that_converts_with_an_example_domain() -> None:
    assert "aws_cloudtrail_human_session_change_domain" in {rule.name for rule in goldens.shipped().rules}
    query = content.BACKENDS / "splunk" / "golden" / "spl" / "aws_cloudtrail_human_session_change_domain.spl"
    assert "@example.com" in query.read_text("utf-8")


def test_a_changed_a_missing_and_a_left_over_file_are_found_and_mended(copy: Path, two: Pack) -> None:
    folder = copy / "splunk" / "golden" / "spl"
    changed, missing = sorted(folder.iterdir())
    changed.write_text(changed.read_text("utf-8") + " ", "utf-8")
    missing.unlink()
    extra = folder / "gone_rule.spl"
    extra.write_text("index=*")
    found = goldens.stale(two)
    assert [(Path(one.path), one.reason) for one in found] == [
        (changed, "stale: run `python3 dev.py goldens`"),
        (missing, "stale: run `python3 dev.py goldens`"),
        (extra, "left over: run `python3 dev.py goldens`"),
    ]
    assert goldens.update(two) == [changed, missing, extra]
    assert goldens.stale(two) == []
    assert goldens.update(two) == []


def test_the_matrix_says_whether_all_rules_convert_and_names_those_that_do_not(copy: Path, two: Pack) -> None:
    text = (copy / "README.md").read_text("utf-8")
    assert "| [splunk](splunk/README.md) | `spl` (default) | SPL, one search a file | all | none |" in text
    assert "| `lucene` | Lucene query string (compares with case) | all but 1, named below |" in text
    assert "- elasticsearch `lucene`: `aws_cloudtrail_session_name_mismatch`: Lucene cannot compare one field" in text
    (copy / "README.md").write_text(text.replace("| all |", "| none |"), "utf-8")
    assert [Path(one.path).name for one in goldens.stale(two)] == ["README.md"]


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(ClickopsError, match="lacks the line <!-- matrix"):
        matrix.insert("# Targets\n", "|")
    with pytest.raises(ClickopsError, match="lacks the line <!-- end of matrix"):
        matrix.insert("<!-- matrix: written by `python3 dev.py goldens` -->\n", "|")
