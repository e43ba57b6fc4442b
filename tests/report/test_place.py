from __future__ import annotations

from pathlib import Path

import pytest

from clickops.report import place

TRAIL = "111122223333_CloudTrail_eu-west-1_20260301T2215Z_cRlHOZKCUcEx4mpl.json.gz"


@pytest.mark.parametrize(
    ("path", "short"),
    [
        (f"trails/AWSLogs/2026/03/{TRAIL}", "trails/...UcEx4mpl"),
        (f"trails/{TRAIL}", "trails/...UcEx4mpl"),
        ("trails/2026/03/a.json", "trails/.../a.json"),
        ("/data/trails/a.json", "/data/.../a.json"),
        ("./trails/2026/a.json", "./.../a.json"),
    ],
)
def test_a_long_path_keeps_its_first_folder_and_what_tells_its_file(path: str, short: str) -> None:
    assert place.shorten(path) == short


@pytest.mark.parametrize(
    "path", ["trails/a.json.gz", "a.json", TRAIL, "-", "a/b.json", "/a.json", "x/logs/2026/a.zip!b/c.json"]
)
def test_a_path_that_cannot_be_shorter_stays_as_it_is(path: str) -> None:
    assert place.shorten(path) == path


def test_a_short_path_leads_back_to_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [
        f"trails/AWSLogs/2026/{TRAIL}",
        "trails/2026/a.json",
        "trails/2027/a.json",
        f"trails/x{TRAIL[1:-15]}9mpl.json.gz",
    ]
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("")
    assert place.find(place.shorten(paths[0])) == [paths[0]]
    assert place.find("trails/.../a.json") == paths[1:3]
    assert place.find("trails/.../b.json") == place.find("nowhere/.../a.json") == []
    for other in ("trails/a.json", "...", "trails/...", "a...b", ""):
        assert place.find(other) == []


def test_a_search_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_LOOKED_AT", 5)
    for number in range(6):
        (tmp_path / str(number)).write_text("")
    with pytest.raises(ValueError, match="more than 5 files"):
        place.find(f"{tmp_path}/.../a.json")
