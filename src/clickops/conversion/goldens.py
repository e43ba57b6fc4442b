"""What backends/ holds that `python3 dev.py goldens` writes: golden/ of each target, and the matrix of README.md.

The committed queries are a regression test, what a reviewer reads, and what somebody copies who installs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from clickops import content
from clickops.conversion import matrix, verified
from clickops.conversion.convert import convert
from clickops.conversion.targets import Target, targets
from clickops.conversion.verified import Run
from clickops.errors import ClickopsError, ConversionError, Problem
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
    expected, misfits = _expected(pack or shipped())
    found = [Problem(str(path), 0, "stale: run `python3 dev.py goldens`") for path in _changed(expected)]
    found += [Problem(str(path), 0, "left over: run `python3 dev.py goldens`") for path in _leftovers(expected)]
    return found + misfits


def update(pack: Pack | None = None) -> list[Path]:
    """Regenerate all goldens and the matrix; returns what was written or deleted, by path.

    Raises ClickopsError outside a checkout.
    """
    refuse_installed()
    expected, _ = _expected(pack or shipped())
    written = write(expected)
    leftovers = list(_leftovers(expected))
    for path in leftovers:
        path.unlink()
    return written + leftovers


def refuse_installed() -> None:
    """Raise ClickopsError where there is no checkout to write into."""
    if not content.in_checkout():
        raise ClickopsError("this writes into a checkout of the repository, and this is an installed package")


def write(files: Mapping[Path, str]) -> list[Path]:
    """Write the files that are not there or not as given; returns their paths, in order."""
    changed = _changed(files)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    return changed


def tables(ran: Mapping[str, Mapping[str, Run]], pack: Pack | None = None) -> dict[Path, str]:
    """Give what backends/README.md must be once each target, by name, was run as `ran` says."""
    expected, _ = _expected(pack or shipped(), ran)
    return {_readme(): expected[_readme()]}


def _expected(pack: Pack, ran: Mapping[str, Mapping[str, Run]] | None = None) -> tuple[dict[Path, str], list[Problem]]:
    """Convert everything: the content of each file that should be there, and what target.yml says that is not so."""
    files: dict[Path, str] = {}
    rows: list[matrix.Row] = []
    misfits: list[Problem] = []
    some = targets()
    for target in some:
        for name in target.formats:
            problems: list[ConversionError] = []
            made = convert(pack, target, name, packed=False, on_problem=problems.append)
            files |= {_folder(target) / name / file: str(text) for file, text in made.items()}
            rows.append(matrix.Row(target, name, tuple(problems)))
            misfits += _misfits(target, name, pack, problems)
    ran = {target.name: verified.runs(target) for target in some} if ran is None else ran
    readme = _readme()
    files[readme] = matrix.insert(readme.read_text("utf-8"), matrix.write(rows, pack, ran))
    return files, misfits


def _readme() -> Path:
    return content.BACKENDS / "README.md"


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


def _changed(expected: Mapping[Path, str]) -> list[Path]:
    return sorted(path for path, text in expected.items() if not path.is_file() or path.read_bytes() != text.encode())


def _leftovers(expected: Mapping[Path, str]) -> Iterator[Path]:
    for path in sorted(content.BACKENDS.glob("*/golden/**/*")):
        if path.is_file() and path not in expected and path.suffix != ".pyc":  # which an installation makes
            yield path
