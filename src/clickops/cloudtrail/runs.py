"""Long runs of what is no record, told once: a file of nothing else must not give a problem for each of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from clickops.cloudtrail.decode import Malformed
from clickops.cloudtrail.envelopes import Aside

Piece = tuple[int, bytes | dict[str, Any] | Aside | Malformed]
"""A record's position, and its JSON text, or its value where it never was JSON, or what else it is or is wrong with it.

Position 0 is the whole text.
"""

ONE_BY_ONE = 10
"""Lines and rows of a run that are told with a reason each."""

_may_hold = re.compile(rb'\s*+(?:\[\s*+)*+"?\s*+\{').match  # an object, a row of them, or JSON as text


def joined(pieces: Iterable[Piece], one_by_one: int, *, malformed: bool = False) -> Iterator[Piece]:
    """Give the pieces, but of those in a row that are no objects only the first few, and one for all the others.

    `malformed` counts what is malformed among them.
    """
    run = 0
    first: Piece = 0, b""
    for piece in pieces:
        content = piece[1]
        if isinstance(content, bytes):
            good = content.startswith(b"{") or bool(_may_hold(content))
        else:
            good = not (malformed and isinstance(content, Malformed))
        if good:
            if run > one_by_one:
                yield _told(first, run - one_by_one)
            run = 0
            yield piece
        else:
            run += 1
            if run <= one_by_one:
                yield piece
            elif run == one_by_one + 1:
                first = piece
    if run > one_by_one:
        yield _told(first, run - one_by_one)


def _told(first: Piece, count: int) -> Piece:
    return first if count == 1 else (first[0], Malformed(f"no record, and neither are the {count - 1:,} behind it"))
