"""Programs in Java that stand in backends/<target>/engine/: pom.xml puts the jars in place, javac makes the classes."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from clickops.verify import machine
from clickops.verify.engines import EngineError


def built(folder: Path, home: str = "") -> Path:
    """Give a folder with lib/, classes/ and what else the pom makes; out of the cache, or built now.

    `home` is a JDK of a version that the environment's is not. Raises EngineError without Maven and a JDK, and when it
    cannot be built.
    """
    digest = hashlib.sha256()
    for source in sorted(path for path in folder.iterdir() if path.is_file()):
        digest.update(source.read_bytes())
    path = machine.kept(f"{folder.parent.name}-{digest.hexdigest()[:16]}")
    if not path.is_dir():
        _build(folder, path, home)
    return path


def version(folder: Path) -> str:
    """Read which version the pom names."""
    found = re.search(r"<v>(.*?)</v>", (folder / "pom.xml").read_text("utf-8"))
    return found[1] if found else "of an unknown version"


@contextmanager
def server(folder: Path, main: str, *arguments: str) -> Iterator[int]:
    """Start a main class in an empty home and give the port that it prints; it is taken down in the end.

    Raises EngineError with the end of what it said, when it does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="clickops-") as home:
        command = [*_java(folder), main, home, *arguments]
        with Path(home, "said").open("wb") as said:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )
        try:
            yield _port(process, Path(home, "said"))
        finally:
            _end(process)


@contextmanager
def asked(folder: Path, main: str) -> Iterator[Callable[[str], str]]:
    """Start a main class that answers each line with one; gives what asks it, and takes it down in the end.

    What it gives raises EngineError when the program has ended.
    """
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*_java(folder), main],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )

    def ask(line: str) -> str:
        answer = ""
        if process.stdin is not None and process.stdout is not None and process.poll() is None:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        if not answer:
            raise EngineError(f"{main} does not answer")
        return answer.rstrip("\n")

    try:
        yield ask
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _java(folder: Path) -> list[str]:
    return [_tool("java"), "-Xms512m", "-Xmx1g", "-XX:+UseSerialGC", "-cp", f"{folder}/classes:{folder}/lib/*"]


def _port(process: subprocess.Popen[str], said: Path) -> int:
    if process.stdout is not None:
        for line in process.stdout:
            if line.startswith("READY "):
                return int(line.split()[1])
    raise EngineError(f"the server did not start: {said.read_text('utf-8', 'replace')[-2000:]}")


def _build(folder: Path, path: Path, home: str) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f"{path.name}.", dir=path.parent))
    try:
        shutil.copytree(folder, unfinished / "source")
        sources = unfinished / "source"
        _run([_tool("mvn"), "-q", "-B", "-f", str(sources / "pom.xml"), f"-Dfolder={unfinished}", "package"])
        jars = ":".join(f"{place}/*" for place in (unfinished / "lib", *(unfinished / "plugins").glob("*")))
        mains = [str(source) for source in sorted(sources.glob("*.java"))]
        _run([_tool("javac", home), "-nowarn", "-cp", jars, "-d", str(unfinished / "classes"), *mains])
        for text in sources.glob("*.txt"):
            shutil.copy(text, unfinished / "classes")
        if not path.is_dir():  # another process may have been faster
            unfinished.rename(path)
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)


def _tool(name: str, home: str = "") -> str:
    found = machine.program(name, home or machine.variable("JAVA_HOME"))
    if found is None:
        raise EngineError(
            f"this engine needs Maven and a JDK of version 17 or later, and there is no {name}: "
            "apt-get install maven openjdk-17-jdk-headless"
        )
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own sources
    if done.returncode:
        raise EngineError(f"{Path(command[0]).name} failed: {(done.stdout + done.stderr).strip()[-2000:]}")
