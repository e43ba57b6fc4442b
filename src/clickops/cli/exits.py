"""Exit codes: what they are, and the one place that decides which it is."""

from __future__ import annotations

import enum


class Exit(enum.IntEnum):
    """What the command tells a shell."""

    CLEAN = 0
    FOUND = 1
    FAILED = 2
    INCOMPLETE = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells say it
    PIPE_CLOSED = 141  # 128 + SIGPIPE


HELP = """\b
Exit codes:
  0  nothing found, or all is well
  1  alerts, failing cases, problems found by `check`, a rule that was not converted
  2  error: wrong usage, no readable input, or no rules
  3  no alerts, but some input or rule could not be read; with `scan --strict` also when there are alerts
--exit-zero turns 1 into 0, and no other code."""


def outcome(
    *,
    found: bool,
    incomplete: bool = False,
    exit_zero: bool = False,
    strict: bool = False,
    interrupted: bool = False,
) -> Exit:
    """Decide the exit code of what was done.

    What was `found` says more than that something was not read (`incomplete`), unless `strict`.
    """
    if interrupted:
        return Exit.INTERRUPTED
    if incomplete and (strict or not found):
        return Exit.INCOMPLETE
    return Exit.FOUND if found and not exit_zero else Exit.CLEAN
