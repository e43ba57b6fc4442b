"""Whatever stands in the input, reading ends with the good records and a sentence about the others."""

from __future__ import annotations

import gzip
import json
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.cloudtrail import RECORD_LIMIT
from cloudtrail.trails import Reading, ndjson, packed, reading, record, records, stored, text, trail

TWO = records(2)


def between(tmp_path: Path, middle: bytes) -> Reading:
    """Read a trail whose second of three records is the given text; the others must survive."""
    found = reading(stored(tmp_path / "a", b'{"Records":[' + b",".join([text(TWO[0]), middle, text(TWO[1])]) + b"]}"))
    in_lines = reading(stored(tmp_path / "a", b"\n".join([text(TWO[0]), middle, text(TWO[1])])))
    assert in_lines == found
    return found


MALFORMED = {
    "no JSON": (b'{"eventName":}', "not JSON: Expecting value at character 14"),
    "a missing comma": (b'{"eventName":"A" "b":1}', "not JSON: Expecting ',' delimiter at character 18"),
    "a NUL byte": (b'{"eventName":"A\0"}', "not JSON: Invalid control character at at character 16"),
    "NUL bytes alone": (b"\0\0\0", "not JSON: Expecting value at character 1"),
    "NaN": (b'{"eventName":"A","n":NaN}', "not JSON: NaN"),
    "Infinity": (b'{"eventName":"A","n":-Infinity}', "not JSON: -Infinity"),
    "invalid UTF-8": (b'{"eventName":"\xff"}', "not UTF-8: invalid start byte at byte 15"),
    "100,000 brackets": (b'{"eventName":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    "5,000 digits": (b'{"eventName":"A","n":' + b"7" * 5_000 + b"}", "a number of more than 4,300 digits"),
    "a number": (b"7", "not an object but a number"),
    "a text": (b'"eventName"', "not an object but a text"),
    "a list": (b"[1]", "not an object but a list"),
    "null": (b"null", "not an object but null"),
    "true": (b"true", "not an object but a truth value"),
    "an empty object": (b"{}", "neither eventName nor eventSource: not a CloudTrail record"),
    "a record past the limit": (
        text(record(1, padding="x" * RECORD_LIMIT)),
        "longer than 4,194,304 bytes, the limit of one record",
    ),
}


@pytest.mark.parametrize(("middle", "reason"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_record_costs_only_itself(tmp_path: Path, middle: bytes, reason: str) -> None:
    found = between(tmp_path, middle)
    assert found.events == TWO
    assert found.places == ["a:1", "a:3"]
    assert [problem[: len(reason) + 5] for problem in found.problems] == [f"a:2: {reason}"]


READABLE = {
    "half a surrogate pair": (b'{"eventName":"\\ud800"}', {"eventName": "\ud800"}),
    "a key that stands twice": (b'{"eventName":"A","eventName":"B"}', {"eventName": "B"}),
    "a number of 70 digits": (b'{"eventName":"A","n":' + b"7" * 70 + b"}", {"eventName": "A", "n": int("7" * 70)}),
    "a number past 64 bits": (b'{"eventName":"A","n":-9223372036854775809}', {"eventName": "A", "n": -(2**63) - 1}),
    "a number past a double": (b'{"eventName":"A","n":1e999}', {"eventName": "A", "n": float("inf")}),
    "an escaped NUL": (b'{"eventName":"\\u0000"}', {"eventName": "\0"}),
    "an empty name": (b'{"eventName":null}', {"eventName": None}),
}


@pytest.mark.parametrize(("middle", "event"), READABLE.values(), ids=READABLE)
def test_an_odd_record_is_read_as_json_means_it(tmp_path: Path, middle: bytes, event: dict[str, object]) -> None:
    found = between(tmp_path, middle)
    assert found.events == [TWO[0], event, TWO[1]]
    assert not found.problems


FILES = {
    "empty": (b"", "empty"),
    "white space": (b" \r\n\t\n", "empty"),
    "more white space than a record may have": (
        b" " * (2 * RECORD_LIMIT) + b"{}",
        "empty",
    ),
    "prose": (b"Dear reader,\n", "neither JSON nor a CSV with a column of event names"),
    "NUL bytes": (b"\0" * 5_000, "neither JSON nor a CSV with a column of event names"),
    "another CSV": (b"a,b\n1,2\n", "neither JSON nor a CSV with a column of event names"),
    "Parquet": (b"PAR1\x15\x04", "Parquet is not supported: export it as JSON, one record a line"),
    "Zstandard": (b"\x28\xb5\x2f\xfd\x24", "Zstandard is not supported: unpack it first"),
    "bzip2": (b"BZh91AY&SY", "bzip2 is not supported: unpack it first"),
    "tar": (b"a.json".ljust(257, b"\0") + b"ustar\x0000", "tar is not supported: unpack it first"),
    "tar in gzip": (packed(b"a.json".ljust(257, b"\0") + b"ustar\x0000"), "tar is not supported: unpack it first"),
    "gzip four times": (packed(packed(packed(packed(ndjson(TWO))))), "packed with gzip more than 3 times"),
    "a gzip header alone": (b"\x1f\x8b", "the gzip data is cut off; the text before the break was read"),
    "an empty archive": (b"PK\x05\x06" + b"\0" * 18, "a zip archive without files"),
    "an archive cut off": (b"PK\x03\x04" + b"x" * 50, "damaged zip archive (File is not a zip file)"),
    "half a UTF-16 character": (
        b"\xff\xfe{",
        "the UTF-16 text is cut off in the middle of a character",
    ),
}


@pytest.mark.parametrize(("content", "reason"), FILES.values(), ids=FILES)
def test_a_file_without_records_is_named_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    stored(tmp_path / "a", content)
    stored(tmp_path / "b", ndjson(TWO))
    assert reading(tmp_path) == (TWO, ["b:1", "b:2"], [f"a: {reason}"], [])


def test_a_gzip_header_with_garbage_behind_it_is_damaged(tmp_path: Path) -> None:
    found = reading(stored(tmp_path / "a", b"\x1f\x8b" + b"\xff" * 50))
    assert not found.events
    assert len(found.problems) == 1
    assert found.problems[0].startswith("a: damaged gzip data (")


def test_a_truncated_gzip_keeps_the_records_before_the_break(tmp_path: Path) -> None:
    events = [record(number, note=random.Random(number).randbytes(200).hex()) for number in range(40)]  # noqa: S311
    for content in (trail(events), ndjson(events)):
        whole = packed(content)
        before = 0
        for length in range(20, len(whole), len(whole) // 25):
            found = reading(stored(tmp_path / "a", whole[:length]))
            assert found.events == events[: len(found.events)]
            assert len(found.events) >= before
            assert found.problems[-1] == "a: the gzip data is cut off; the text before the break was read"
            before = len(found.events)
        assert before > 30


@pytest.mark.parametrize("content", [trail(TWO), ndjson(TWO), ndjson(TWO).rstrip()])
def test_a_wrong_or_missing_checksum_costs_no_record(tmp_path: Path, content: bytes) -> None:
    whole = packed(content)
    for broken in (whole[:-8] + bytes(4) + whole[-4:], whole[:-1] + b"\x7f", whole[:-1], whole[:-8]):
        found = reading(stored(tmp_path / "a", broken))
        assert found.events == TWO
        assert len(found.problems) == 1
        assert "gzip data" in found.problems[0]


def test_garbage_behind_gzip_data_is_told(tmp_path: Path) -> None:
    for garbage in (b"x", b"garbage" * 9_000, b"\0\0x"):
        found = reading(stored(tmp_path / "a", packed(ndjson(TWO)) + garbage))
        assert found.events == TWO
        assert found.problems == ["a: what follows the gzip data is not gzip; the text before it was read"]


def test_an_archive_with_a_bad_entry_gives_the_others(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1", ndjson(TWO))
        archive.writestr("2", b"\x1f\x8b" + b"\xff" * 50)
        archive.writestr("3", packed(ndjson(TWO)))
        archive.writestr("4", (tmp_path / "a.zip").read_bytes()[:40].ljust(99))
        archive.writestr("5", text(TWO))
        archive.writestr("6", b"")
    content = (tmp_path / "a.zip").read_bytes().replace(text(TWO), text(TWO)[:-1] + b"!")
    found = reading(stored(tmp_path / "a.zip", content))
    assert found.events == TWO * 2
    assert found.places == ["a.zip!1:1", "a.zip!1:2", "a.zip!3:1", "a.zip!3:2"]
    assert [problem.partition(" (")[0] for problem in found.problems] == [
        "a.zip!2: damaged gzip data",
        "a.zip!4: a zip archive inside another file is not supported: unpack it first",
        "a.zip!5: damaged archive entry",
        "a.zip!6: empty",
    ]


def test_an_encrypted_or_strangely_packed_entry_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1", ndjson(TWO))
    content = (tmp_path / "a.zip").read_bytes()
    directory = content.index(b"PK\x01\x02")
    for offset, value, reason in (
        (8, 1, "encrypted: unpack it first"),
        (10, 12, "packed with method 12, which is not supported: unpack it first"),
    ):
        place = directory + offset
        stored(tmp_path / "a.zip", content[:place] + struct.pack("<H", value) + content[place + 2 :])
        assert reading(tmp_path / "a.zip").problems == [f"a.zip!1: {reason}"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_archive_never_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1", ndjson(TWO))
        archive.writestr("2", packed(trail(TWO)))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = reading(stored(path, bytes(content[: data.draw(st.integers(0, len(content)))])))
    assert all(event in TWO for event in found.events) or found.problems or len(found.events) <= 4


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_never_raises_and_never_costs_another_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = [text(event) for event in records(6)]
    victim = data.draw(st.integers(0, 5))
    damage = data.draw(st.binary(max_size=20).map(lambda noise: noise.translate(None, b"\n[")))  # `[` opens a list
    start, end = sorted(data.draw(st.tuples(*[st.integers(8, len(lines[victim]))] * 2)))  # what it is, the first say
    lines[victim] = lines[victim][:start] + damage + lines[victim][end:]
    path = stored(tmp_path_factory.mktemp("lines") / "a", b"\n".join(lines))
    found = reading(path)
    others = [event for number, event in enumerate(records(6)) if number != victim]
    assert [
        event for event, place in zip(found.events, found.places, strict=True) if place != f"a:{victim + 1}"
    ] == others
    assert len(found.events) + len(found.problems) + len(found.asides) == (6 if lines[victim].strip() else 5)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_gzip_never_raises_and_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = bytearray(packed(ndjson(records(6))))
    place = data.draw(st.integers(10, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    found = reading(stored(tmp_path_factory.mktemp("gzip") / "a", bytes(content)))
    assert found.problems


def test_a_gzip_bomb_is_read_in_small_parts(tmp_path: Path) -> None:
    import resource

    with gzip.open(tmp_path / "a.gz", "wb") as file:
        file.write(b'{"Records":[' + text(TWO[0]) + b',{"eventName":"')
        for _ in range(60):
            file.write(b"x" * 2**20)
        file.write(b'"},' + text(TWO[1]) + b"]}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = reading(tmp_path)
    assert found == (
        TWO,
        ["a.gz:1", "a.gz:3"],
        [f"a.gz:2: longer than {RECORD_LIMIT:,} bytes, the limit of one record"],
        [],
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB; the line alone has 60,000


def test_a_deeply_nested_record_that_is_read_can_be_looked_at(tmp_path: Path) -> None:
    deep = b'{"eventName":[' * 60 + b"1" + b"]}" * 60
    found = reading(stored(tmp_path / "a", deep))
    assert found.events == [json.loads(deep)]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reading(tmp_path / "pipe").problems == ["pipe: not a regular file; a stream is read from -"]
    assert reading("/dev/null").problems == ["null: not a regular file; a stream is read from -"]
