"""Cutting text into records: right at every chunk size, and never more in memory than a record and a chunk."""

from __future__ import annotations

import itertools
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clickops.cloudtrail.decode import Malformed
from clickops.cloudtrail.lines import is_lines, lines
from clickops.cloudtrail.splitter import Slice, _Window, values
from cloudtrail.trails import ndjson, record, records, text, trail

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
names = st.text() | st.sampled_from(["Records", "Events", '"Records":[', "\\", '"'])
jsons = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4))
objects = st.dictionaries(names.filter(lambda name: name not in {"Records", "Events", "logEvents"}), jsons, max_size=4)
sizes = st.integers(1, 80)
indents = st.sampled_from([None, 0, 3])


def cut(content: bytes, size: int) -> Iterator[bytes]:
    return iter([content[start : start + size] for start in range(0, len(content), size)])


def loaded(slices: Iterator[Slice]) -> list[Any]:
    return [piece if isinstance(piece, Malformed) else json.loads(piece) for _, piece in slices]


def reasons(slices: Iterator[Slice]) -> list[tuple[int, str]]:
    return [(position, str(piece)) for position, piece in slices if isinstance(piece, Malformed)]


def shown(slices: Iterator[Slice]) -> list[tuple[int, object]]:
    return [(place, str(piece) if isinstance(piece, Malformed) else piece.strip()) for place, piece in slices]


@settings(max_examples=120)
@given(st.lists(jsons, max_size=6), sizes, indents, st.sampled_from(["utf-8", "ascii"]))
def test_members_of_a_list_are_what_json_reads(members: list[Any], size: int, indent: int | None, charset: str) -> None:
    content = json.dumps(members, indent=indent, ensure_ascii=charset == "ascii").encode("utf-8", "surrogatepass")
    slices = list(values(cut(content, size)))
    assert loaded(iter(slices)) == members
    assert [position for position, _ in slices] == list(range(1, len(members) + 1))


@settings(max_examples=120)
@given(
    objects, st.lists(jsons, max_size=5), objects, sizes, indents, st.sampled_from(["Records", "Events", "logEvents"])
)
def test_members_of_a_container_are_what_json_reads(
    before: dict[str, Any], members: list[Any], behind: dict[str, Any], size: int, indent: int | None, name: str
) -> None:
    whole = before | {name: members} | behind
    content = json.dumps(whole, indent=indent).encode()
    assert loaded(values(cut(content, size))) == (members or [whole])  # what stands around no members may say why


@settings(max_examples=120)
@given(st.lists(objects, max_size=5), sizes, st.sampled_from(["", "\n", " \r\n\n", ",\n"]), indents)
def test_objects_one_behind_the_other_are_what_json_reads(
    members: list[dict[str, Any]], size: int, between: str, indent: int | None
) -> None:
    written = [json.dumps(member, indent=indent) for member in members]
    slices = list(values(cut(between.join(written).encode(), size)))
    assert loaded(iter(slices)) == members
    starts = itertools.accumulate([(part + between).count("\n") for part in written[:-1]], initial=1)
    assert [position for position, _ in slices] == list(starts)[: len(members)]


@settings(max_examples=120)
@given(st.lists(objects, min_size=1, max_size=5), sizes)
def test_lines_are_what_splitting_gives(members: list[dict[str, Any]], size: int) -> None:
    content = ndjson(members) + b"\n\nlast"
    assert list(lines(cut(content, size))) == list(enumerate(content.split(b"\n"), 1))


@settings(max_examples=300)
@given(st.data(), sizes, st.integers(20, 400))
def test_damage_and_chunks_change_nothing_of_what_is_told(data: st.DataObject, size: int, limit: int) -> None:
    content = bytearray(data.draw(st.sampled_from([trail(records(3)), text(records(3)), ndjson(records(3))])))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from(DAMAGE))
    whole = shown(values(iter([bytes(content)]), limit))
    assert shown(values(cut(bytes(content), size), limit)) == whole
    assert shown(without_batches(bytes(content), limit)) == whole


DAMAGE = [b"", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b"\0", b"\n", b"\xff", b'"Records":[', b"x"]


def without_batches(content: bytes, limit: int) -> Iterator[Slice]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Window, "_many", lambda _self: [])
        yield from list(values(iter([content]), limit))


def test_most_members_come_in_batches() -> None:
    taken: list[int] = []
    original = _Window._many

    def many(window: _Window) -> list[bytes | Malformed]:
        found = original(window)
        taken.append(len(found))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Window, "_many", many)
        count = len(list(values(cut(trail(records(2000)), 300_000))))
    assert count == 2000
    assert sum(taken) > 0.98 * count


def test_a_record_past_the_limit_costs_only_itself() -> None:
    events = [
        record(1),
        record(2, padding="x" * 9_000),
        record(3, padding="[" * 9_000),
        record(4, padding=[[[]]] * 999),
    ]
    events.append(record(5))
    for content in (trail(events), text(events), b"\n".join(map(text, events)), b"".join(map(text, events))):
        for size in (1, 100, 100_000):
            slices = list(values(cut(content, size), limit=2_000))
            good = [json.loads(piece) for _, piece in slices if isinstance(piece, bytes)]
            assert good == [events[0], events[4]]
            assert [why for _, why in reasons(iter(slices))] == ["longer than 2,000 bytes, the limit of one record"] * 3


def test_a_line_past_the_limit_costs_only_itself() -> None:
    content = ndjson([record(1), record(2, padding="x" * 9_000), record(3)])
    for size in (1, 100, 100_000):
        slices = list(lines(cut(content, size), limit=2_000))
        assert [position for position, piece in slices if isinstance(piece, bytes)] == [1, 3]
        assert reasons(iter(slices)) == [(2, "longer than 2,000 bytes, the limit of one record")]
    assert reasons(lines(cut(b"x" * 9_000, 100), limit=2_000)) == [
        (1, "longer than 2,000 bytes, the limit of one record")
    ]


def test_a_record_as_long_as_the_limit_is_read_and_one_byte_more_is_not() -> None:
    content = text(record(1))
    for size in (7, 100_000):
        assert list(values(cut(content, size), limit=len(content))) == [(1, content)]
        assert reasons(values(cut(content, size), limit=len(content) - 1))


def test_a_container_is_found_behind_members_past_the_limit() -> None:
    content = text({"padding": "x" * 9_000, "Records": records(2), "more": "y" * 9_000})
    for size in (1, 100, 100_000):
        assert loaded(values(cut(content, size), limit=2_000)) == records(2)


@pytest.mark.parametrize("content", [trail(records(3)), text(records(3)), text(record(1))])
def test_a_text_that_is_cut_off_says_so_once_and_keeps_what_is_whole(content: bytes) -> None:
    for length in range(1, len(content) - 1):
        slices = list(values(cut(content[:length], 64)))
        assert [piece for _, piece in slices if isinstance(piece, bytes)] == [
            text(event) for event in records(3) if text(event) in content[:length] and content != text(event)
        ]
        told = reasons(iter(slices))
        assert len(told) == 1
        assert told[0][1].startswith("cut off")
        assert told[0][0] == len(slices)


def test_what_stands_between_records_costs_no_record() -> None:
    first, second = map(text, records(2))
    for content in (
        b"[" + first + b"},,;" + second + b"]",
        b"[" + first + b' "stray" ' + second + b"]",
        b"[nul," + first + b"," + second + b",]",
        first + b"\n--- rotated ---\n" + second,
    ):
        for size in (1, 50, 100_000):
            assert [piece for _, piece in values(cut(content, size)) if piece in {first, second}] == [first, second]


def test_brackets_are_counted_without_recursion() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert list(values(cut(b"[" + deep + b",1]", 65_536))) == [(1, deep), (2, b"1")]
    assert reasons(values(cut(b"[" * 100_000, 65_536))) == [(1, "cut off: the text ends before its JSON does")]


@pytest.mark.parametrize("filler", [b"x", b"[", b'\\"', b"1,", b"{},", b" ", b"\n"])
@pytest.mark.parametrize("start", [b'{"Records":[{"a":"', b'{"Records":[', b"[", b'{"a":"', b"{", b'"', b""])
def test_memory_does_not_grow_with_the_text(start: bytes, filler: bytes) -> None:
    def chunks(count: int) -> Iterator[bytes]:
        yield start
        yield from itertools.repeat(filler * (4_096 // len(filler)), count)

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in values(chunks(count), limit=16_384):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(30) < 1.3 * peak(10) < 1_500_000


@pytest.mark.parametrize(
    "content",
    [
        ndjson(records(2)),
        b"{broken\n" + ndjson(records(2)),
        b'{"eventName":"A","items":[\n' + ndjson(records(2)),
        b'{"eventName":"A",\n' + ndjson(records(2)),
        b"\0" + ndjson(records(2)),
        b'ed":1}\n' + ndjson(records(1)),  # a file whose head is gone
        ndjson(records(1)) + b"{broken",
        b"\n \n" + ndjson(records(2)),
        b'{"n":"Records"}\n{"a":1}',
    ],
)
def test_one_object_a_line_is_told_by_its_first_two_lines(content: bytes) -> None:
    assert is_lines(content)


@pytest.mark.parametrize(
    "content",
    [
        trail(records(2)),
        json.dumps(records(2), indent=1).encode(),
        json.dumps({"a": {}}, indent=1).encode(),
        b"[\n{}\n]",
        b"[{},\n{}\n]",
        b'{"version":1,"Records":[\n{}\n]}',
        text(record(1)) + b"\n",
        b"{broken\n{broken",
        b"",
        b"a,b\n1,2",
    ],
)
def test_other_texts_are_not_one_object_a_line(content: bytes) -> None:
    assert not is_lines(content)
