"""From the reports of every engine to verified.yml of each target and the tables of backends/README.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from clickops.conversion import goldens, verified
from clickops.conversion.targets import Format, Target, targets
from clickops.conversion.verified import Run
from clickops.errors import ClickopsError
from clickops.rules.pack import Pack
from clickops.verify import engines, reports
from clickops.verify.reports import Ran, Report
from clickops.version import version


class _Found(msgspec.Struct, frozen=True):
    """Where a format was found to have been run."""

    path: Path
    report: Report
    ran: Ran


_FEWEST = 500
"""Events: fewer than the cases alone are."""

_Runs = dict[tuple[str, str], list[_Found]]
"""By target and format, as verified.yml names it: how often each was run."""


def record(folder: Path, pack: Pack | None = None) -> list[Path]:
    """Write what the reports in a folder prove; returns the files that changed, by path.

    Raises ClickopsError, with nothing written, outside a checkout, and when the reports are not of one run of all
    shipped rules on every engine with nothing unexplained: each thing that is missing or wrong is a line of it.
    """
    goldens.refuse_installed()
    pack = pack or goldens.shipped()
    found = _gathered(folder)
    some = {target.name: target for target in targets()}
    wanted = [(target.name, name) for target in some.values() for name in verified.wanted(target)]
    wrong = [line for place in wanted for line in _wrong(place, some[place[0]], found.get(place, []), pack)]
    wrong += [
        f"{' '.join(place)}: must not be in {found[place][0].path}" for place in sorted(found.keys() - set(wanted))
    ]
    if wrong:
        raise ClickopsError("\n".join(["the proof is not complete, and nothing was written:", *wrong]))
    made: dict[str, dict[str, Run]] = {name: {} for name in some}
    for name, form in wanted:
        made[name][form] = _run(found[name, form][0].ran)
    files = {verified.path(some[name]): verified.write(runs) for name, runs in made.items() if runs}
    return goldens.write(files | goldens.tables(made, pack))


def _gathered(folder: Path) -> _Runs:
    """Read the reports of a folder; raises ClickopsError for a file that is none."""
    found: _Runs = {}
    for path in sorted(folder.glob("*.json")):
        report = reports.read(path)
        for ran in report.runs:
            for name in ran.formats:
                found.setdefault((ran.target, verified.key(name, ran.options)), []).append(_Found(path, report, ran))
    return found


def _wrong(place: tuple[str, str], target: Target, found: Sequence[_Found], pack: Pack) -> Iterator[str]:
    """Say why what was found of a format does not prove it."""
    title = " ".join(place)
    if len(found) != 1:
        files = " and ".join(str(one.path) for one in found)
        yield f"{title}: is in {files}" if files else f"{title}: no report has it"
        return
    report, ran = found[0].report, found[0].ran
    form = target.formats[place[1].partition(" ")[0]].under(ran.options)
    for line in (*_of_run(report, ran, form), *_of_rules(ran, form, pack), *ran.unexplained):
        yield f"{title}: {line}"
    for difference in form.differs:
        if not ran.differences.get(difference):
            yield (
                f"{title}: no event, with one variant in {report.sparse}, shows the known difference {difference!r}: "
                "take it out of target.yml, or run more variants"
            )


def _of_run(report: Report, ran: Ran, form: Format) -> Iterator[str]:
    """Say what is wrong with where and on how much a format was run."""
    engine = engines.find(form.engine)
    if report.records:
        yield f"was compared on more than the cases of the rules: {', '.join(report.records)}"
    if report.clickops != version():
        yield f"was run by clickops {report.clickops}, and this is {version()}"
    if ran.events < _FEWEST:
        yield f"was compared on {ran.events} events, and must be on {_FEWEST} or more"
    if (ran.engine, ran.level) != (engine.name, engine.level) or not ran.version:
        yield f"was run on {ran.engine} {ran.version!r} ({ran.level}), and must be on {engine.name} ({engine.level})"


def _of_rules(ran: Ran, form: Format, pack: Pack) -> Iterator[str]:
    """Say which rules were not run, or run over nothing."""
    shipped = {rule.name for rule in pack.rules}
    refused = {rule for rules in ran.refused.values() for rule in rules}
    met = {*ran.rules, *refused, *(rule for rules in ran.unrun.values() for rule in rules)}
    if other := met ^ shipped:
        yield f"the rules that were run are not the shipped ones: {', '.join(sorted(other))}"
    if other := refused ^ (form.refused.keys() & shipped):
        yield f"target.yml and the converter refuse different rules: {', '.join(sorted(other))}"
    if idle := [rule for rule, selected in ran.rules.items() if not selected]:
        yield f"no event was selected by both sides: {', '.join(idle)}"


def _run(ran: Ran) -> Run:
    """Leave out the counts."""
    return Run(ran.version, ran.level, tuple(ran.differences), ran.refused, ran.unrun)
