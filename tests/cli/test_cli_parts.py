from __future__ import annotations

import datetime as dt

import pytest

from clickops.cli.exits import HELP, Exit, outcome
from clickops.cli.moments import parse

NOW = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-02-03", at(2026, 2, 3), at(2026, 2, 4)),
        ("2026-02-03T10:30", at(2026, 2, 3, 10, 30), at(2026, 2, 3, 10, 30)),
        ("2026-02-03 10:30:15z", at(2026, 2, 3, 10, 30, 15), at(2026, 2, 3, 10, 30, 15)),
        ("2026-02-03T00:30+02:00", at(2026, 2, 2, 22, 30), at(2026, 2, 2, 22, 30)),
        ("2026-02-03T00:00", at(2026, 2, 3), at(2026, 2, 3)),
        ("30m", at(2026, 3, 1, 12, 0), at(2026, 3, 1, 12, 0)),
        ("12h", at(2026, 3, 1, 0, 30), at(2026, 3, 1, 0, 30)),
        ("7d", at(2026, 2, 22, 12, 30), at(2026, 2, 22, 12, 30)),
        ("2w", at(2026, 2, 15, 12, 30), at(2026, 2, 15, 12, 30)),
    ],
)
def test_a_time_is_read_as_a_person_means_it(text: str, since: dt.datetime, until: dt.datetime) -> None:
    assert parse(text, NOW, end=False) == since
    assert parse(text, NOW, end=True) == until


@pytest.mark.parametrize("text", ["", " ", "yesterday", "7", "d", "-7d", "7y", "2026-13-01", "9999999999d", "²d"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        parse(text, NOW, end=False)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"found": False}, Exit.CLEAN),
        ({"found": True}, Exit.FOUND),
        ({"found": True, "exit_zero": True}, Exit.CLEAN),
        ({"found": False, "incomplete": True}, Exit.INCOMPLETE),
        ({"found": False, "incomplete": True, "exit_zero": True}, Exit.INCOMPLETE),
        ({"found": True, "incomplete": True}, Exit.FOUND),
        ({"found": True, "incomplete": True, "exit_zero": True}, Exit.CLEAN),
        ({"found": True, "incomplete": True, "strict": True}, Exit.INCOMPLETE),
        ({"found": True, "incomplete": True, "strict": True, "exit_zero": True}, Exit.INCOMPLETE),
        ({"found": False, "incomplete": True, "strict": True}, Exit.INCOMPLETE),
        ({"found": True, "strict": True}, Exit.FOUND),
        ({"found": False, "strict": True}, Exit.CLEAN),
        ({"found": True, "interrupted": True}, Exit.INTERRUPTED),
        ({"found": False, "interrupted": True, "incomplete": True, "exit_zero": True}, Exit.INTERRUPTED),
    ],
)
def test_one_place_decides_the_exit_code(what: dict[str, bool], code: Exit) -> None:
    assert outcome(**what) is code


def test_the_help_tells_every_code_that_is_no_signal() -> None:
    told = {int(line.strip()[0]) for line in HELP.splitlines() if line.startswith("  ")}
    assert told == {code for code in Exit if code < 128}
