"""The command `clickops`: all that prints, exits, or reads the environment stands here."""

from __future__ import annotations

import errno
import os
import signal
import sys

from clickops.cli.exits import Exit


def main() -> None:
    """Run the command line and exit; Ctrl-C, a closed pipe and a full disk end it in at most one line."""
    try:
        from clickops.cli.app import run  # noqa: PLC0415 - click's import can be interrupted too

        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _end(Exit.INTERRUPTED, "interrupted")
    except BrokenPipeError:
        code = _end(Exit.PIPE_CLOSED)
    except OSError as why:
        if why.errno != errno.ENOSPC:
            raise
        code = _end(Exit.FAILED, f"error: {why.strerror}")
    sys.exit(code)


def _end(code: Exit, told: str = "") -> int:
    """Say why it ended, and leave nothing that Python would try to write at its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would be a traceback
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        if code is not Exit.INTERRUPTED:
            os.dup2(nowhere, sys.stdout.fileno())
        if told:
            sys.stderr.write(f"clickops: {told}\n")
        sys.stderr.flush()
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        for stream in (1, 2):
            os.dup2(nowhere, stream)
    return code
