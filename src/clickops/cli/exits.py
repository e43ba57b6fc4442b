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
  1  alerts, failing cases, problems in rules, a rule that was not converted
  2  it could not be done: wrong usage, nothing readable, no rule
  3  done, but some files or records could not be read
--exit-zero turns 1 into 0."""


def outcome(*, found: bool, incomplete: bool = False, exit_zero: bool = False) -> Exit:
    """Decide the exit code of what was done: `incomplete` says more than `found`, and is never hidden."""
    if incomplete:
        return Exit.INCOMPLETE
    return Exit.FOUND if found and not exit_zero else Exit.CLEAN
