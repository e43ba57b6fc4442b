"""More than memory holds comes out as it would of memory."""

from __future__ import annotations

import random

import pytest

from clickops.ordering import Sorter


def entries(count: int) -> list[tuple[bytes, bytes]]:
    chance = random.Random(count)  # noqa: S311 - nothing is kept secret
    return [(chance.randbytes(6) + number.to_bytes(4, "big"), chance.randbytes(number % 50)) for number in range(count)]


@pytest.mark.parametrize("limit", [1, 1_000, 10_000, 10_000_000])
@pytest.mark.parametrize("count", [0, 1, 2, 17, 600])
def test_entries_come_out_by_their_keys_from_memory_and_from_disk(limit: int, count: int) -> None:
    given = entries(count)
    with Sorter(limit) as sorter:
        for key, content in given:
            sorter.add(key, content)
        assert list(sorter.drain()) == sorted(given)


def test_few_entries_make_no_file_and_many_make_few() -> None:
    with Sorter(limit=1_000) as few:
        few.add(b"a", b"b")
        assert few._levels == []
    with Sorter(limit=1) as many:
        for key, content in entries(600):
            many.add(key, content)
        assert 0 < sum(map(len, many._levels)) < 48


def test_files_are_closed_when_the_entries_are_not_read() -> None:
    with Sorter(limit=1) as sorter:
        for key, content in entries(20):
            sorter.add(key, content)
        files = [file for level in sorter._levels for file in level]
        next(sorter.drain())
    assert files
    assert all(file.closed for file in files)
