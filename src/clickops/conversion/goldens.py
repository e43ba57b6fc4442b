"""What backends/ holds that is written by `convert --update`: golden/ of each target, and the matrix of README.md.

The committed queries are a regression test, what a reviewer reads, and what somebody copies who installs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from clickops import content
from clickops.conversion import matrix
from clickops.conversion.convert import convert
from clickops.conversion.targets import Target, targets
from clickops.errors import ConversionError, Problem
from clickops.rules.load import load
from clickops.rules.pack import Pack

VARIABLES = {"employer_domains": ["example.com"]}
"""What stands in the goldens for the placeholders of the shipped rules."""


def shipped() -> Pack:
    """Load the shipped rules as the goldens hold them; what cannot be loaded is left out."""
    return load(variables=VARIABLES, on_problem=lambda _: None)


def stale(pack: Pack | None = None) -> list[Problem]:
    """List the files that `update` would write or delete, by path; `pack` is the shipped one by default.

    And what target.yml lists as refused though it converts, or does not list though it is refused.
    """
    expected, misfits = _expected(pack or shipped(), targets())
    found = [Problem(str(path), 0, "stale: run `clickops convert --update`") for path in sorted(_written(expected))]
    found += [Problem(str(path), 0, "left over: run `clickops convert --update`") for path in _leftovers(expected)]
    return found + misfits


def update(pack: Pack | None = None, target: Target | None = None) -> list[Path]:
    """Write all goldens and the matrix anew, or those of one target; returns what was written or deleted, by path."""
    expected, _ = _expected(pack or shipped(), [target] if target else targets())
    if target:
        expected.pop(content.BACKENDS / "README.md")
    written = sorted(_written(expected))
    for path in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(expected[path], encoding="utf-8", newline="\n")
    leftovers = list(_leftovers(expected, target))
    for path in leftovers:
        path.unlink()
    return written + leftovers


def _expected(pack: Pack, some: Iterable[Target]) -> tuple[dict[Path, str], list[Problem]]:
    """Convert everything: the content of each file that should be there, and what target.yml says that is not so."""
    files: dict[Path, str] = {}
    rows: list[matrix.Row] = []
    misfits: list[Problem] = []
    for target in some:
        for name in target.formats:
            problems: list[ConversionError] = []
            made = convert(pack, target, name, packed=False, on_problem=problems.append)
            files |= {_folder(target) / name / file: str(text) for file, text in made.items()}
            rows.append(matrix.Row(target, name, tuple(problems)))
            misfits += _misfits(target, name, pack, problems)
    readme = content.BACKENDS / "README.md"
    files[readme] = matrix.insert(readme.read_text("utf-8"), matrix.write(rows, pack))
    return files, misfits


def _misfits(target: Target, name: str, pack: Pack, problems: Iterable[ConversionError]) -> Iterator[Problem]:
    path = str(target.folder / "target.yml")
    refused = {problem.rule: problem.reason for problem in problems}
    listed = target.formats[name].refused
    for rule in sorted(refused.keys() - listed.keys()):
        yield Problem(path, 0, f"{name} refuses {rule}, which `refuses` must list: {refused[rule]}")
    for rule in sorted(listed.keys() & {rule.name for rule in pack.rules} - refused.keys()):
        yield Problem(path, 0, f"{name} lists {rule} under `refuses`, though it converts")


def _folder(target: Target) -> Path:
    return target.folder / "golden"


def _written(expected: dict[Path, str]) -> Iterator[Path]:
    for path, text in expected.items():
        if not path.is_file() or path.read_bytes() != text.encode():
            yield path


def _leftovers(expected: dict[Path, str], target: Target | None = None) -> Iterator[Path]:
    for path in sorted(content.BACKENDS.glob(f"{target.name if target else '*'}/golden/**/*")):
        if path.is_file() and path not in expected and path.suffix != ".pyc":  # which an installation makes
            yield path
