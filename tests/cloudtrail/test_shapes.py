"""Every form that CloudTrail files come in gives the same records, with positions that a person can find."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from clickops.cloudtrail import RECORD_LIMIT, Source, blocks, read
from clickops.errors import InputError
from cloudtrail.trails import ndjson, packed, reading, record, records, stored, text, trail

THREE = records(3)
PRETTY = json.dumps({"Records": THREE}, indent=2).encode()
LINES = ndjson(THREE)

COUNTED = {
    "as a trail delivers it": trail(THREE),
    "gzipped": packed(trail(THREE)),
    "gzipped twice": packed(packed(trail(THREE))),
    "in several gzip members": packed(trail(THREE)[:500]) + packed(trail(THREE)[500:]),
    "padded behind the gzip data": packed(trail(THREE)) + b"\0" * 512,
    "pretty": PRETTY,
    "with carriage returns": PRETTY.replace(b"\n", b"\r\n"),
    "with a byte order mark": b"\xef\xbb\xbf" + trail(THREE),
    "as PowerShell writes it": PRETTY.decode().encode("utf-16"),
    "in UTF-16 without a mark": trail(THREE).decode().encode("utf-16-be"),
    "a bare list": text(THREE),
    "a list with one record a line": b"[\n" + b",\n".join(map(text, THREE)) + b"\n]\n",
    "Records with one record a line": b'{"Records":[\n' + b",\n".join(map(text, THREE)) + b"\n]}\n",
    "Records behind other members": b'{"version":[1,{"Records":[9]}],"n":"\\"Records\\":[","Records":'
    + text(THREE)
    + b',"z":[2]}',
    "without commas": b'{"Records":[' + b" ".join(map(text, THREE)) + b"]}",
    "lookup-events": text({"Events": [{"EventId": "x", "CloudTrailEvent": json.dumps(event)} for event in THREE]}),
    "a CloudWatch Logs subscription": text(
        {
            "messageType": "DATA_MESSAGE",
            "logGroup": "trail",
            "logEvents": [{"id": "1", "timestamp": 0, "message": json.dumps(event)} for event in THREE],
        },
    ),
}


@pytest.mark.parametrize("content", COUNTED.values(), ids=COUNTED)
def test_members_of_lists_are_counted_from_one(tmp_path: Path, content: bytes) -> None:
    found = reading(stored(tmp_path / "a.bin", content))
    assert found.events == THREE
    assert found.places == ["a.bin:1", "a.bin:2", "a.bin:3"]
    assert not found.problems
    assert not found.asides


PLACED = {
    "one record a line": (LINES, [1, 2, 3]),
    "without a line feed at the end": (LINES.rstrip(), [1, 2, 3]),
    "with blank lines": (LINES.replace(b"\n", b"\r\n \r\n"), [1, 3, 5]),
    "one behind the other, as Firehose writes them": (b"".join(map(text, THREE)), [1, 1, 1]),
    "pretty, one behind the other": (
        b"\n".join(json.dumps(event, indent=1).encode() for event in THREE),
        [1, 1 + (height := json.dumps(THREE[0], indent=1).count("\n") + 1), 1 + 2 * height],
    ),
    "lookup-events, one a line": (
        ndjson([{"EventId": "x", "EventName": "y", "CloudTrailEvent": json.dumps(event)} for event in THREE]),
        [1, 2, 3],
    ),
    "EventBridge, one a line": (
        ndjson([{"detail-type": "AWS API Call", "detail": event} for event in THREE]),
        [1, 2, 3],
    ),
    "trails, one a line": (trail(THREE[:2]) + b"\n" + trail(THREE[2:]), [1, 1, 2]),
    "a trail behind a record": (text(THREE[0]) + b"\n" + trail(THREE[1:]), [1, 2, 2]),
}


@pytest.mark.parametrize(("content", "places"), PLACED.values(), ids=PLACED)
def test_values_of_a_sequence_stand_on_their_line(tmp_path: Path, content: bytes, places: list[int]) -> None:
    found = reading(stored(tmp_path / "a", content))
    assert found.events == THREE
    assert found.places == [f"a:{place}" for place in places]
    assert not found.problems


def test_a_cut_line_of_trails_costs_only_itself(tmp_path: Path) -> None:
    content = b"\n".join((trail(THREE[:1]), trail(THREE[1:2])[:-40], trail(THREE[2:])))
    found = reading(stored(tmp_path / "a", content))
    assert found.events == [THREE[0], THREE[2]]
    assert found.places == ["a:1", "a:3"]
    assert [problem.partition(": ")[0] for problem in found.problems] == ["a:2"]


def test_a_greeting_above_the_lines_costs_only_itself(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"Welcome!\nfetching 3 records\n\n" + LINES))
    assert found.events == THREE
    assert found.places == ["a:4", "a:5", "a:6"]
    assert len(found.problems) == 2


def test_one_event_a_file(tmp_path: Path) -> None:
    for content in (text(THREE[0]), json.dumps(THREE[0], indent=4).encode(), text({"event": THREE[0]})):
        found = reading(stored(tmp_path / "a.json", content))
        assert (found.events, found.places) == (THREE[:1], ["a.json:1"])


def test_a_name_says_nothing(tmp_path: Path) -> None:
    stored(tmp_path / "a.csv", trail(THREE[:1]))
    stored(tmp_path / "b.json.gz", LINES)
    stored(tmp_path / "c.txt", packed(LINES))
    assert len(reading(tmp_path).events) == 7


def test_an_archive_names_its_entries(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/2.json.gz", packed(trail(THREE[:2])))
        archive.writestr("./1.ndjson", ndjson(THREE[2:]))
        archive.writestr("empty/", b"")
        archive.writestr("__MACOSX/x/._2.json.gz", b"resource fork")
    found = reading(tmp_path)
    assert found.events == THREE
    assert found.places == ["a.zip!x/2.json.gz:1", "a.zip!x/2.json.gz:2", "a.zip!./1.ndjson:1"]
    assert not found.problems


def test_standard_input_is_read_only_when_it_is_handed_over(tmp_path: Path) -> None:
    content = packed(LINES)
    assert reading("-", stdin=io.BytesIO(content)).places == ["-:1", "-:2", "-:3"]
    assert reading(["-", stored(tmp_path / "a", content)], stdin=io.BytesIO(content)).events == THREE * 2
    assert reading("-").problems == ["-: no standard input was handed over, or it was read before"]
    assert len(reading(["-", "-"], stdin=io.BytesIO(content)).problems) == 1


def test_an_archive_comes_through_a_pipe_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a", LINES)
    assert reading("-", stdin=Pipe(content.getvalue())).places == ["-!a:1", "-!a:2", "-!a:3"]


def test_without_somebody_to_tell_the_first_problem_is_raised(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", ndjson(THREE[:1]) + b"{broken\n" + ndjson(THREE[1:]))
    events = read(path)
    assert next(events)[0] == Source(str(path), 1)
    with pytest.raises(InputError, match=r"/a:2: not JSON: "):
        next(events)
    with pytest.raises(InputError, match="nowhere: No such file"):
        next(read("nowhere"))


def test_a_record_stays_as_it_is(tmp_path: Path) -> None:
    odd = record(1, **{"a.b": 1, "Tagging": {}, "tagging": "", "eventId": "x", "readOnly": "False", "n": 2**70 + 1})
    del odd["eventID"]
    assert reading(stored(tmp_path / "a", text(odd))).events == [odd]
    assert "eventID" not in odd


def test_an_event_name_or_an_event_source_is_enough_and_one_is_needed(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b'{"eventName":"A"}\n{"eventSource":"b"}\n{"eventname":"C"}\n[]\n7\n'))
    assert found.places == ["a:1", "a:2"]
    assert found.problems == [
        "a:3: neither eventName nor eventSource: not a CloudTrail record",
        "a:4: not an object but a list",
        "a:5: not an object but a number",
    ]


def test_nothing_in_it_is_no_problem(tmp_path: Path) -> None:
    for content in (
        b'{"Records":[]}',
        b"[]",
        b"[]\n",
        b"[ ]\n",
        "[]".encode("utf-16"),
        "[ ]".encode("utf-16-le"),
        b'{"Events":[],"NextToken":"x"}',
        packed(b'{"Records": [\n]}\n'),
    ):
        assert reading(stored(tmp_path / "a", content)) == ([], [], [], [])


def test_a_block_holds_a_whole_small_text_and_never_a_large_or_broken_one(tmp_path: Path) -> None:
    large = trail([record(1, padding="x" * 1000) for _ in range(RECORD_LIMIT // 1000)])
    stored(tmp_path / "a", packed(trail(THREE)))
    stored(tmp_path / "b", packed(b"\xef\xbb\xbf" + LINES))
    stored(tmp_path / "c", packed(large))
    stored(tmp_path / "d", packed(trail(THREE))[:-20])
    data = {Path(block.path).name: block.data for block in blocks(tmp_path)}
    assert data == {"a": trail(THREE), "b": LINES, "c": None, "d": None}


def test_a_block_reads_as_the_plain_reader_does(tmp_path: Path) -> None:
    stored(tmp_path / "a", packed(trail(THREE)))
    stored(tmp_path / "b", LINES)
    assert [pair for block in blocks(tmp_path) for pair in block.events()] == list(read(tmp_path))


def test_a_long_trail_on_one_line_is_read_to_its_end(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = records(9_000)
    with gzip.open(tmp_path / "a.json.gz", "wb", compresslevel=1) as file:
        file.write(trail(events))
    assert len(trail(events)) > 1.5 * RECORD_LIMIT
    found = reading(tmp_path)
    assert found.events == events
    assert found.places[-1] == "a.json.gz:9000"
