"""Folders, globs and links: every file once, in an order that never changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clickops.cloudtrail.files import find
from cloudtrail.trails import ndjson, reading, records, stored

ONE = ndjson(records(1))


@pytest.fixture
def trails(tmp_path: Path) -> Path:
    for name in ("b/2.json", "b/1.json", "a.json", "b/c/3.json", ".hidden.json", ".git/x.json", "b-1.json"):
        stored(tmp_path / "trails" / name, ONE)
    return tmp_path / "trails"


def names(path: Path | str, below: Path) -> list[str]:
    return [why_not or os.path.relpath(found, below) for found, why_not in find(str(path))]


def test_a_folder_is_read_by_name_with_all_that_is_in_it_but_hidden_files(trails: Path) -> None:
    assert names(trails, trails) == ["a.json", "b/1.json", "b/2.json", "b/c/3.json", "b-1.json"]


def test_a_hidden_file_or_folder_is_read_when_it_is_named(trails: Path) -> None:
    assert names(trails / ".hidden.json", trails) == [".hidden.json"]
    assert names(trails / ".git", trails) == [".git/x.json"]


def test_globs_match_files_and_folders_once(trails: Path) -> None:
    assert names(trails / "*.json", trails) == ["a.json", "b-1.json"]
    assert names(trails / "**" / "*.json", trails) == ["a.json", "b-1.json", "b/1.json", "b/2.json", "b/c/3.json"]
    assert names(trails / "b*", trails) == ["b/1.json", "b/2.json", "b/c/3.json", "b-1.json"]
    assert sorted(names(trails / "**", trails)) == sorted(names(trails, trails))
    assert names(trails / "b" / "[12].json", trails) == ["b/1.json", "b/2.json"]
    assert names(f"{trails}/b/../?.json", trails) == ["a.json"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(trails: Path) -> None:
    stored(trails / "[ab].json", ONE)
    assert names(trails / "[ab].json", trails) == ["[ab].json"]


def test_paths_are_told_as_they_were_given(trails: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trails.parent)
    assert [path for path, _ in find("trails/b")] == ["trails/b/1.json", "trails/b/2.json", "trails/b/c/3.json"]
    assert [path for path, _ in find("*/a.json")] == ["trails/a.json"]


def test_a_folder_that_links_to_itself_is_read_once(trails: Path) -> None:
    (trails / "b" / "loop").symlink_to(trails)
    (trails / "b" / "self").symlink_to(trails / "b")
    (trails / "z").symlink_to(trails / "b")
    expected = ["a.json", "b/1.json", "b/2.json", "b/c/3.json", "b-1.json"]
    assert names(trails, trails) == expected
    assert sorted(names(trails / "**", trails)) == sorted(expected)
    assert names(trails / "**" / "3.json", trails) == ["b/c/3.json"]


def test_the_same_path_given_twice_is_read_twice(trails: Path) -> None:
    assert len(reading([trails / "a.json", trails / "a.json"]).events) == 2


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.json", "No such file or directory"),
        ("*.gz", "no file matches"),
        ("\0", "embedded null"),
        ("x" * 300, "File name too long"),
        ("empty", "a folder without files"),
        ("a.json/x", "Not a directory"),
    ],
)
def test_a_path_without_a_file_is_told(trails: Path, name: str, reason: str) -> None:
    (trails / "empty" / ".git").mkdir(parents=True)
    ((_, why_not),) = find(f"{trails}/{name}")
    assert reason in why_not


def test_a_broken_link_is_told_and_the_rest_goes_on(trails: Path) -> None:
    (trails / "b" / "0").symlink_to("nowhere")
    found = reading(trails)
    assert len(found.events) == 5
    assert found.problems == ["0: No such file or directory"]


def test_a_file_that_vanishes_before_it_is_opened_is_told(trails: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def listing(path: str) -> list[str]:
        return [*listed(path), "gone.json"]

    monkeypatch.setattr(os, "listdir", listing)
    found = reading(trails / "b" / "c")
    assert len(found.events) == 1
    assert found.problems == ["gone.json: No such file or directory"]


@pytest.mark.parametrize("call", ["open", "listdir", "stat"])
def test_what_may_not_be_read_is_told(trails: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, call, refuse)
    found = reading(trails / "b" / "c")
    assert not found.events
    assert [problem.partition(": ")[2] for problem in found.problems] == ["Permission denied"]


def test_a_file_that_fails_while_it_is_read_is_told() -> None:
    import io

    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(len(ONE))

        read1 = read

    found = reading("-", stdin=Failing(ONE + ONE))
    assert len(found.events) == 1
    assert found.problems == ["-: Input/output error"]
