"""`clickops verify`: runs converted queries where an engine is, and compares what they select."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options, pairs

if TYPE_CHECKING:
    from clickops.conversion.queries import Conversion
    from clickops.rules.pack import Pack
    from clickops.verify.compare import Verdict


class _Options(PackOptions):
    target: tuple[str, ...]
    format: str | None
    events: tuple[str, ...]
    option: tuple[tuple[str, str], ...]
    sparse: int
    exit_zero: bool


@click.command("verify", epilog=HELP)
@click.option("-t", "--target", multiple=True, metavar="TARGET", help="Only this target. Repeatable.")
@click.option("-f", "--format", metavar="FORMAT", help="Only this format.")
@click.option(
    "--events",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True),
    help="CloudTrail records to compare on, beside the cases of the rules. Repeatable.",
)
@click.option(
    *("-O", "--option", "--backend-option"),
    multiple=True,
    metavar="KEY=VALUE",
    callback=pairs,
    help="An option of the targets, as in convert. Repeatable.",
)
@click.option(
    "--sparse",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Take one in N of the hostile variants of the cases.",
)
@pack_options
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Run the converted queries on real engines and compare.

    The events are the cases of the shipped rules, hostile variants of them, and the records of --events. For each
    rule: how many events both sides select, or which only one does.

    \b
    Examples:
      clickops verify -t duckdb
      clickops verify -t elasticsearch -f esql --rule '*_manual_change'
      clickops verify -t sqlite --events trails/
    """  # noqa: D301 - click reads \b
    from clickops.cli.packs import choose  # noqa: PLC0415 - `--help` does not need it
    from clickops.conversion.queries import Conversion  # noqa: PLC0415
    from clickops.conversion.targets import find, targets  # noqa: PLC0415

    chosen = choose(options, quiet=True)
    corpus = _corpus(chosen.pack, options)
    click.echo(f"{len(corpus):,} events", err=True)
    failed = False
    for target in [find(name) for name in options["target"]] or targets():
        for name, form in target.formats.items():
            if not form.engine or options["format"] not in {None, name}:
                continue
            settings = {key: value for key, value in options["option"] if key in target.options}
            failed |= _run(Conversion(target, name, settings), name, chosen.pack, corpus)
    return outcome(found=failed, exit_zero=options["exit_zero"])


def _run(conversion: Conversion, name: str, pack: Pack, corpus: list[dict[str, Any]]) -> bool:
    """Verify one format, tell of it, and say whether something differs."""
    from clickops.verify import engines  # noqa: PLC0415
    from clickops.verify.compare import verdicts  # noqa: PLC0415

    module = engines.find(conversion.format.engine)
    with module.start(conversion) as engine:
        found = verdicts(engine, conversion, pack.rules, corpus)
        title = f"{conversion.target.name} {name} on {engine.version} ({module.level})"
    wrong = [verdict for verdict in found if not verdict.same and not conversion.format.refused.get(verdict.rule)]
    click.echo(f"{title}: {sum(verdict.same for verdict in found)} of {len(found)} rules select the same")
    for verdict in found:
        if not verdict.same:
            for line in _told(verdict):
                click.echo(f"  {line}")
    return bool(wrong)


def _told(verdict: Verdict) -> Iterator[str]:
    if verdict.refused or verdict.failed:
        yield f"{verdict.rule}: {'not converted' if verdict.refused else 'failed'}: {verdict.refused or verdict.failed}"
    for what, ids in (("missed", verdict.missed), ("selected beside", verdict.extra)):
        if ids:
            yield f"{verdict.rule}: {len(ids)} {what}: {' '.join(ids[:3])}{' ...' if len(ids) > 3 else ''}"


def _corpus(pack: Pack, options: _Options) -> list[dict[str, Any]]:
    """Collect the cases of the shipped rules, their variants and the given files."""
    from clickops.cloudtrail.reader import read  # noqa: PLC0415
    from clickops.tuning import suite  # noqa: PLC0415
    from clickops.verify import corpus  # noqa: PLC0415

    cases = list(suite.gather(on_problem=terminal.problem).cases)
    named = {rule.name: rule for rule in pack.rules}
    events = [case.event for case in cases]
    hostile: list[dict[str, Any]] = []
    seen: set[tuple[str, bool]] = set()
    for case in cases:
        if case.rule in named and (case.rule, case.match) not in seen:
            seen.add((case.rule, case.match))
            hostile += corpus.variants(case.event, [named[case.rule]])
    given = [event for _, event in read(options["events"], on_problem=terminal.problem)] if options["events"] else []
    return corpus.numbered([*events, *hostile[:: options["sparse"]], *given])
