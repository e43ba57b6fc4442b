"""Files and folders that are not what they are taken for."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clickops.errors import RuleError
from clickops.rules.load import load
from support.rulefiles import RULE, write


def unreadable(path: Path) -> None:
    path.write_bytes(b"title: caf\xe9\n")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "no file ends with .yml or .yaml"),
        (os.mkfifo, "not a file"),
        (unreadable, "not UTF-8"),
        (lambda path: path.write_text("a: 1", "utf-16"), "not UTF-8"),
        (lambda path: path.write_bytes(bytes(range(256))), "not UTF-8"),
        (lambda path: path.symlink_to(path), "no such file or folder"),
        (lambda path: path.symlink_to("/dev/zero"), "not a file"),
        (lambda path: path.write_text("#" * 1_000_001), "larger than 1,000,000 bytes"),
        (lambda _: None, "no such file or folder"),
    ],
)
def test_a_path_that_is_no_file_of_rules_is_refused_by_name(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "rule.yml"
    make(path)
    with pytest.raises(RuleError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {reason}"


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_in_a_folder_does_not_stop_the_rest(tmp_path: Path, make: Callable[[Path], object]) -> None:
    write(tmp_path, z=RULE)
    make(tmp_path / "a.yml")
    problems: list[RuleError] = []
    assert [found.name for found in load(tmp_path, on_problem=problems.append).rules] == ["z"]
    assert len(problems) <= 1


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    write(tmp_path, a=RULE)
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(load(tmp_path).rules) == 1


def test_a_file_that_may_not_be_read_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    write(tmp_path, a=RULE)
    monkeypatch.setattr(Path, "read_text", refuse)  # a mode of 0 does not stop root
    with pytest.raises(RuleError, match=r"a\.yml: Permission denied"):
        load(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "bucket.yml"
    path.write_bytes(b"\xef\xbb\xbf" + RULE.replace("eventName:", "eventName|x:").replace("\n", "\r\n").encode())
    with pytest.raises(RuleError, match=r"bucket\.yml:11: unknown modifier 'x'"):
        load(path)
