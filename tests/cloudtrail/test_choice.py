"""Which files below a folder are opened: by layout, by globs, by the day in their path."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

import clickops
from clickops.cloudtrail import read
from clickops.cloudtrail.dates import is_outside
from cloudtrail.trails import reading, record, stored, trail

ORGANISATION = "AWSLogs/o-exampleorgid/111122223333"
PACK = clickops.load()


def stamped(day: int, hour: int = 8, *, folder: str = "CloudTrail") -> str:
    name = f"111122223333_{folder}_eu-west-1_202611{day:02}T{hour:02}20Z_Ab0820cdEFgh.json.gz"
    return f"AWSLogs/111122223333/{folder}/eu-west-1/2026/11/{day:02}/{name}"


def below(folder: Path, *paths: str) -> Path:
    for number, path in enumerate(paths):
        stored(folder / path, trail([record(number)]))
    return folder


def opened(paths: Path | str | list[str], **choice: object) -> list[str]:
    """Give the names of the files from which records came."""
    found = read(paths, on_aside=lambda *_: None, **choice)  # type: ignore[arg-type]  # one of read's own
    return [Path(source.path).name for source, _ in found]


def scanned(paths: Path | list[Path], since: str = "", until: str = "") -> tuple[list[str], list[str]]:
    """Give the files that a scan opened, and the kinds of the others."""
    files: list[str] = []
    kinds: list[str] = []
    list(
        clickops.scan(
            PACK,
            paths,
            since=dt.datetime.fromisoformat(since).replace(tzinfo=dt.UTC) if since else None,
            until=dt.datetime.fromisoformat(until).replace(tzinfo=dt.UTC) if until else None,
            on_block=lambda path, _: files.append(path),
            on_aside=lambda _, kind: kinds.append(kind),
        )
    )
    return files, kinds


def test_in_a_log_archive_only_trails_are_opened_and_the_others_are_counted_by_kind(tmp_path: Path) -> None:
    neighbours = {
        "CloudTrail-Digest": "digest",
        "CloudTrail-Insight": "CloudTrail-Insight file",
        "CloudTrail-Aggregated": "CloudTrail-Aggregated file",
        "CloudTrail-NetworkActivity": "CloudTrail-NetworkActivity file",
        "Config": "AWS Config file",
        "GuardDuty": "GuardDuty file",
        "vpcflowlogs": "VPC flow log",
        "WAFLogs": "WAFLogs file",
        "elasticloadbalancing": "load balancer log",
    }
    trails = [f"{ORGANISATION}/CloudTrail/eu-west-1/2026/11/20/t.json", "logs/AWSLogs/444455556666/CloudTrail/u.json"]
    below(tmp_path, *trails, *(f"{ORGANISATION}/{name}/eu-west-1/x.json" for name in neighbours))
    hive = "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/v.json"
    below(tmp_path, hive)
    found = reading(tmp_path)
    assert found.places == ["t.json:1", "u.json:1"]
    assert sorted(told.partition(" ")[2] for told in found.asides) == sorted([*neighbours.values(), "VPC flow log"])
    assert len(opened(tmp_path, all_files=True)) == len(neighbours) + 3


def test_a_folder_named_like_a_service_outside_of_a_log_archive_is_opened(tmp_path: Path) -> None:
    names = [
        "Config/a.json",
        "AWSLogs/Config/b.json",
        "AWSLogs/111122223333/c.json",
        "backup/111122223333/Config/d.json",
    ]
    assert opened(below(tmp_path, *names)) == ["c.json", "b.json", "a.json", "d.json"]


def test_the_folder_of_a_service_that_is_named_itself_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = f"{ORGANISATION}/CloudTrail-Digest"
    below(tmp_path, f"{folder}/eu-west-1/a.json")
    assert opened(tmp_path) == []
    for named in (tmp_path / folder, tmp_path / folder / "eu-west-1", tmp_path / folder / "eu-west-1" / "a.json"):
        assert opened(named) == ["a.json"]
    assert opened(f"{tmp_path}/{folder}/*") == ["a.json"]
    assert opened(f"{tmp_path}/AWSLogs/*/*/*") == []
    monkeypatch.chdir(tmp_path / ORGANISATION)
    assert opened(".") == []
    monkeypatch.chdir(tmp_path / folder)
    assert opened(".") == ["a.json"]


def test_entries_of_an_archive_are_chosen_as_files_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bucket.zip", "w") as archive:
        for number, name in enumerate(("Config", "CloudTrail")):
            archive.writestr(f"{ORGANISATION}/{name}/eu-west-1/x.json", trail([record(number)]))
    content = (tmp_path / "bucket.zip").read_bytes()
    for found in (reading(tmp_path), reading(tmp_path / "bucket.zip"), reading("-", io.BytesIO(content))):
        assert len(found.events) == 1
        assert [told.rpartition(" A")[2] for told in found.asides] == ["WS Config file"]
    assert len(opened(tmp_path / "bucket.zip", exclude=["CloudTrail"], all_files=True)) == 1
    assert len(opened(tmp_path, include=["*.zip"], all_files=True)) == 2


TREE = ("eu-west-1/a.json", "eu-west-1/b.json.gz", "us-east-1/a.json", "old/eu-west-1/c.json")


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        (["*.json"], [], ["eu-west-1/a.json", "old/eu-west-1/c.json", "us-east-1/a.json"]),
        (["eu-west-1"], [], ["eu-west-1/a.json", "eu-west-1/b.json.gz", "old/eu-west-1/c.json"]),
        (["*/eu-west-1/*"], [], ["eu-west-1/a.json", "eu-west-1/b.json.gz", "old/eu-west-1/c.json"]),
        (["old/"], [], ["old/eu-west-1/c.json"]),
        (["trails/old"], [], ["old/eu-west-1/c.json"]),
        (["us-*", "c.*"], [], ["old/eu-west-1/c.json", "us-east-1/a.json"]),
        ([], ["old"], ["eu-west-1/a.json", "eu-west-1/b.json.gz", "us-east-1/a.json"]),
        (["*.json"], ["old", "*/us-east-[0-9]/*"], ["eu-west-1/a.json"]),
        (["west"], [], []),
        (["*.JSON"], [], []),
        ([], ["ld", "*.js", "trail"], sorted(TREE)),
        ([], ["*/trails/*", "*/work/*"], sorted(TREE)),
    ],
)
def test_globs_match_whole_parts_of_the_path_below_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, include: list[str], exclude: list[str], names: list[str]
) -> None:
    below(tmp_path / "work" / "trails", *TREE)
    monkeypatch.chdir(tmp_path / "work")
    asides: list[str] = []
    found = read("trails", include=include, exclude=exclude, on_aside=lambda _, kind: asides.append(kind))
    assert [source.path for source, _ in found] == [f"trails/{name}" for name in names]
    assert asides == ["excluded file"] * (len(TREE) - len(names))
    both = read("trails/*", include=include, exclude=exclude, on_aside=lambda *_: None)
    assert {source.path for source, _ in both} == {f"trails/{name}" for name in names}


def test_a_file_that_is_named_is_opened_whatever_was_excluded_or_asked_for(tmp_path: Path) -> None:
    old = below(tmp_path, stamped(1, folder="CloudTrail-Digest")) / stamped(1, folder="CloudTrail-Digest")
    assert opened([str(old)], include=["x"], exclude=["*"]) == [old.name]
    assert scanned([old], since="2026-11-20") == ([str(old)], [])
    assert scanned(tmp_path, since="2026-11-20") == ([], ["digest"])


def test_for_one_day_of_ten_the_files_of_that_day_and_the_next_are_opened(tmp_path: Path) -> None:
    below(tmp_path, *(stamped(day, hour) for day in range(16, 26) for hour in range(24)))
    files, kinds = scanned(tmp_path, since="2026-11-20", until="2026-11-21")
    assert sorted({path.split("/")[-2] for path in files}) == ["20", "21"]
    assert len(files) == 48
    assert kinds == ["out-of-range file"] * 192


def test_an_event_that_was_delivered_a_day_late_is_found(tmp_path: Path) -> None:
    (_, _, event, *_) = [event for _, event in clickops.read(Path(__file__).parents[2] / "samples")]
    stored(tmp_path / stamped(21, 23), trail([event | {"eventTime": "2026-11-20T23:59:59Z"}]))
    since, until = dt.datetime(2026, 11, 20, tzinfo=dt.UTC), dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    assert len(list(clickops.scan(PACK, tmp_path, since=since, until=until))) == 1


# a path, and of the days 2026-11-18 to 2026-11-23, asked for one by one, the first and the last that open it
DAYS = {
    "a trail's file": (stamped(20), 19, 20),
    "a trail's file in any folder": ("copied/111122223333_CloudTrail_eu-west-1_20261120T0820Z_x.json", 19, 20),
    "a digest's": ("x/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261120T090000Z.json.gz", 19, 20),
    "a trail's folders": ("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/20/x.json.gz", 19, 20),
    "folders": ("firehose/2026/11/20/08/x.gz", 19, 21),
    "Hive": ("t/region=eu-west-1/year=2026/month=11/day=20/x.json", 19, 21),
    "Hive without zeros": ("t/year=2026/month=11/day=20/hour=8/x.json", 19, 21),
    "Hive by date": ("t/dt=2026-11-20/x.json", 19, 21),
    "Security Lake": ("t/accountId=111122223333/eventDay=20261120/x.json", 19, 21),
    "the stamp, not the folder": ("2026/11/01/111122223333_CloudTrail_eu-west-1_20261120T0820Z_x.json", 19, 20),
    "the deepest folder": ("2026/01/01/copy/2026/11/20/x.json", 19, 21),
    "no day": ("trails/x.json", 18, 23),
    "a month": ("trails/2026/01/x.json", 18, 23),
    "no such day": ("trails/2026/02/31/x.json", 18, 23),
    "numbers": ("trails/12026/01/20/x.json", 18, 23),
    "a date in a file's name": ("trails/backup-2026-01-01.json", 18, 23),
}


@pytest.mark.parametrize(("path", "first", "last"), DAYS.values(), ids=DAYS)
def test_the_day_in_a_path_says_for_which_days_it_is_opened(path: str, first: int, last: int) -> None:
    def is_opened(day: int) -> bool:
        return not is_outside(
            path, dt.datetime(2026, 11, day, tzinfo=dt.UTC), dt.datetime(2026, 11, day + 1, tzinfo=dt.UTC)
        )

    assert [day for day in range(18, 24) if is_opened(day)] == list(range(first, last + 1))


def test_the_day_of_a_folder_that_was_named_does_not_count(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "2026" / "01" / "15"
    below(case, "trails/x.json", "2026/11/20/y.json")
    files, kinds = scanned(case, since="2026-11-20", until="2026-11-21")
    assert [Path(path).name for path in files] == ["y.json", "x.json"]
    assert kinds == []
    assert scanned(tmp_path, since="2026-11-20", until="2026-11-21")[1] == ["out-of-range file"]


def test_times_at_the_ends_of_the_calendar_are_no_trouble() -> None:
    first, last = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)
    assert not is_outside(stamped(20), first, last)
    assert is_outside(stamped(20), last, None)
    assert is_outside(stamped(20), None, first)
