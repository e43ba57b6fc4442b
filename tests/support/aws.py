"""A program `aws` in the place of the AWS CLI, which asks a function of the test."""

from __future__ import annotations

import json
import os
import socketserver
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Answer = Callable[[Mapping[str, str], str], str]
"""Gives what `aws` prints, of its options and what it reads."""

_PROGRAM = """#!{python} -IS
import json, socket, sys
with socket.socket(socket.AF_UNIX) as link:
    link.connect({socket!r})
    given = "" if sys.stdin.isatty() or "file:///dev/stdin" not in sys.argv else sys.stdin.read()
    link.sendall(json.dumps([sys.argv[1:], given]).encode() + b"\\n")
    print(link.makefile().read())
"""


@contextmanager
def cli(answer: Answer) -> Iterator[dict[str, str]]:
    """Give an environment in which `aws` is that function."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            words, given = json.loads(self.rfile.readline())
            options = dict(zip(words[2::2], words[3::2], strict=True))
            self.wfile.write(answer(options, given).encode())

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/socket"
        program = Path(folder, "aws")
        program.write_text(_PROGRAM.format(python=sys.executable, socket=path), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        with socketserver.UnixStreamServer(path, Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
            finally:
                server.shutdown()
                thread.join()
