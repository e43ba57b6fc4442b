from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo terminals and signals are those of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

from support.command import CLICKOPS, ENVIRONMENT, Files, Run

Terminal = Callable[..., tuple[int, str]]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Return what runs the command on a terminal of a width: exit code and all that it showed."""

    def run(*arguments: object, columns: int = 120, **environment: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        kept = {name: value for name, value in ENVIRONMENT.items() if name not in {"NO_COLOR", "COLUMNS"}}
        child = subprocess.Popen(
            [*CLICKOPS, *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=tmp_path,
            env={**kept, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **environment},
        )
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        return child.wait(), shown.decode().replace("\r\n", "\n")

    return run


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""


def test_a_terminal_gets_colour_and_a_pipe_does_not(
    terminal: Terminal, clickops: Run, trail: Files, rule: Path
) -> None:
    path = trail({})
    code, shown = terminal("scan", path, "--rules", rule)
    assert code == 1
    assert "\x1b[1;31mhigh\x1b[0m" in shown
    piped = clickops("scan", path, "--rules", rule)
    assert "\x1b" not in piped.stdout + piped.stderr


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(terminal: Terminal, trail: Files, rule: Path, environment: dict[str, str]) -> None:
    _, shown = terminal("scan", trail({}), "--rules", rule, **environment)
    assert "\x1b[1;31m" not in shown
    assert "high" in shown


@pytest.mark.parametrize("columns", [80, 120])
def test_alerts_fit_the_terminal(terminal: Terminal, trail: Files, columns: int) -> None:
    _, shown = terminal("scan", trail({}), "-q", columns=columns, NO_COLOR="1")
    assert shown.startswith("2026-03-01T22:15:07Z")
    assert max(map(len, shown.splitlines())) <= columns


def test_progress_is_shown_on_a_terminal_and_leaves_nothing_behind(
    terminal: Terminal, clickops: Run, trail: Files, rule: Path
) -> None:
    path = trail({})
    _, shown = terminal("scan", path, "--rules", rule, "-o", "found", NO_COLOR="1")
    assert "\r\x1b[K1 alert, 1 file, 1 record" in shown
    assert shown.split("\r\x1b[K")[-1].startswith("\n1 alert, 1 file, 1 record")
    assert "\r" not in clickops("scan", path, "--rules", rule).stderr
    assert "\r" not in terminal("scan", path, "--rules", rule, "--quiet")[1]


def test_a_pipe_that_closes_ends_it_without_a_word(trail: Files, rule: Path) -> None:
    path = trail(*({"eventID": str(number)} for number in range(5000)))
    child = subprocess.Popen(
        [*CLICKOPS, "scan", path, path, "--rules", rule],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline().startswith(b"2026-03-01")
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 128 + signal.SIGPIPE


@pytest.mark.parametrize("arguments", [("--help",), ("list",), ("scan", "--help")])
def test_a_pipe_that_nobody_reads_is_no_traceback(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*CLICKOPS, *arguments], stdout=writing, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode == 128 + signal.SIGPIPE


def test_ctrl_c_is_one_line_and_exit_130(event: dict[str, Any], rule: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    child = subprocess.Popen(
        [*CLICKOPS, "scan", "-", "--rules", rule],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    signal.signal(signal.SIGINT, before)
    assert child.stdin is not None
    assert child.stderr is not None
    child.stdin.write((json.dumps(event) + "\n").encode() * 3000)  # more than a pipe holds: it is being read
    child.stdin.flush()
    _interrupt(child)
    assert (child.returncode, child.stderr.read()) == (130, b"clickops: interrupted\n")
    child.stdin.close()
    child.stderr.close()


def _interrupt(child: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C until it is heard: Python misses one between two reads of a pipe."""
    for _ in range(100):
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        return
    child.kill()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_one_line_and_exit_2() -> None:
    command = [*CLICKOPS, "list", "targets"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [b"clickops: error: No space left on device"]
