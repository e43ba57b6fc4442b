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


@pytest.mark.parametrize(("columns", "lines"), [(80, 2), (120, 1)])
def test_alerts_fit_the_terminal(terminal: Terminal, trail: Files, columns: int, lines: int) -> None:
    _, shown = terminal("scan", trail({}), "-q", columns=columns, NO_COLOR="1")
    assert shown.startswith("2026-03-01T22:15:07Z")
    assert max(map(len, shown.splitlines())) <= columns
    assert len(shown.splitlines()) == lines


def test_colour_is_as_the_option_says_then_as_the_environment_does(
    terminal: Terminal, clickops: Run, trail: Files, rule: Path
) -> None:
    command = ("scan", trail({}), "--rules", rule)
    assert "\x1b[1;31mhigh" in clickops(*command, FORCE_COLOR="1").stdout
    assert "\x1b[1;31mhigh" in clickops(*command, "--color", "always", NO_COLOR="1").stdout
    assert "\x1b" not in clickops(*command, "--color", "never", FORCE_COLOR="1").stdout
    assert "\x1b" not in clickops(*command, NO_COLOR="1", FORCE_COLOR="1").stdout
    assert "\x1b[1;31m" not in terminal(*command, "--color", "never")[1]
    assert "\x1b[1;31mhigh" in terminal(*command, "--color", "auto")[1]


def test_progress_is_shown_on_a_terminal_and_leaves_nothing_behind(
    terminal: Terminal, clickops: Run, trail: Files, rule: Path
) -> None:
    path = trail({})
    _, shown = terminal("scan", path, "--rules", rule, "-o", "found", NO_COLOR="1")
    assert "\r\x1b[K1 alert, 1 file, 1 record" in shown
    assert shown.split("\r\x1b[K")[-1].startswith("\n1 high\n1 alert, 1 file, 1 record")
    assert "\r" not in clickops("scan", path, "--rules", rule).stderr
    assert "\r" not in terminal("scan", path, "--rules", rule, "--quiet")[1]


def test_a_pipe_that_closes_ends_it_without_a_word(trail: Files, rule: Path) -> None:
    path = trail(*({"eventID": str(number)} for number in range(5000)))
    child = subprocess.Popen(
        [*CLICKOPS, "scan", path, path, "--rules", rule, "--sort", "input"],
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


@pytest.mark.parametrize("form", ["text", "csv", "json", "ndjson", "sarif"])
@pytest.mark.parametrize("sort", ["time", "input"])
def test_ctrl_c_writes_what_was_found_says_that_it_is_partial_and_exits_130(
    trail: Files, event: dict[str, Any], rule: Path, tmp_path: Path, form: str, sort: str
) -> None:
    path = trail(*({"eventID": str(number)} for number in range(50)))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    child = subprocess.Popen(
        [*CLICKOPS, "scan", path, "-", "--rules", rule, "-f", form, "--sort", sort, "-o", "found"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=tmp_path,
    )
    signal.signal(signal.SIGINT, before)
    assert child.stdin is not None
    child.stdin.write(b"%s\n" % json.dumps(event | {"eventID": "of a pipe"}).encode())
    child.stdin.write(b" " * 1_000_000)  # more than a pipe holds: the file is read, and more of this is waited for
    child.stdin.flush()
    _interrupt(child)
    _, told = child.communicate()
    assert child.returncode == 130
    assert b"clickops: interrupted: the result is partial" in told
    assert told.splitlines()[-1].endswith(b"; the run was interrupted, so this is partial")
    assert b"Traceback" not in told
    found = (tmp_path / "found").read_text("utf-8")
    assert found.count("DeleteBucket") >= 51  # what the pipe held too
    if form in {"json", "sarif"}:
        document = json.loads(found)
        assert form == "sarif" or document["summary"]["partial"] is True
        assert form == "json" or document["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_ctrl_c_in_another_command_is_one_line_and_exit_130(event: dict[str, Any], rule: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen(
        [*CLICKOPS, "explain", rule, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    signal.signal(signal.SIGINT, before)
    assert child.stdin is not None
    child.stdin.write((json.dumps(event) + "\n").encode() * 3000)
    child.stdin.flush()
    _interrupt(child)
    _, told = child.communicate()
    assert (child.returncode, told) == (130, b"clickops: interrupted\n")


def _interrupt(child: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C until it is heard: Python misses one between two reads of a pipe."""
    for _ in range(20):
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=10)
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
