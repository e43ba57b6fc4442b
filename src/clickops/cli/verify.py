"""`clickops verify`: runs converted queries where an engine is, and compares what they select."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options, pairs

if TYPE_CHECKING:
    from clickops.conversion.queries import Conversion
    from clickops.conversion.targets import Target
    from clickops.rules.pack import Pack
    from clickops.verify.review import Outcome


class _Options(PackOptions):
    target: tuple[str, ...]
    format: str | None
    events: tuple[str, ...]
    option: tuple[tuple[str, str], ...]
    sparse: int
    update: bool
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
@click.option("--update", is_flag=True, help="Write the table of backends/README.md anew (in a checkout).")
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

    options["var"] = (*_domains(options), *options["var"])
    pack = choose(options, quiet=True).pack
    corpus = _corpus(pack, options)
    terminal.note(f"{len(corpus):,} events")
    outcomes: list[Outcome] = []
    for target in [find(name) for name in options["target"]] or targets():
        settings = {key: value for key, value in options["option"] if key in target.options}
        for names in _alike(target, options["format"]):
            outcomes += _run(
                Conversion(target, names[0], settings), names, pack, corpus, complete=options["sparse"] == 1
            )
    if options["update"]:
        _update(outcomes)
    return outcome(found=any(one.complaints for one in outcomes), exit_zero=options["exit_zero"])


def _domains(options: _Options) -> list[tuple[str, str]]:
    """Fill the placeholders of the shipped rules as their cases do, unless the user does."""
    from clickops.conversion.goldens import VARIABLES  # noqa: PLC0415

    given = {name for name, _ in options["var"]}
    return [(name, value) for name, values in VARIABLES.items() for value in values if name not in given]


def _alike(target: Target, only: str | None) -> list[list[str]]:
    """Group the formats that an engine runs by what is the same for it."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, form in target.formats.items():
        if form.engine and only in {None, name}:
            groups.setdefault((form.engine, form.language, form.dialect), []).append(name)
    return list(groups.values())


def _run(
    conversion: Conversion, names: list[str], pack: Pack, corpus: list[dict[str, Any]], *, complete: bool
) -> list[Outcome]:
    """Verify one format, and those that are the same to its engine, and tell of it."""
    import msgspec  # noqa: PLC0415

    from clickops.verify import engines, review  # noqa: PLC0415
    from clickops.verify.compare import verdicts  # noqa: PLC0415

    module = engines.find(conversion.format.engine)
    began = time.monotonic()
    with module.start(conversion) as engine:
        found = verdicts(engine, conversion, pack.rules, corpus)
        version = engine.version
    wrong = tuple(review.complaints(conversion.format, found, complete=complete))
    run = sum(not (verdict.refused or verdict.failed) for verdict in found)
    same = sum(verdict.same for verdict in found)
    click.echo(
        f"{conversion.target.name} {', '.join(names)} on {version} ({module.level}): "
        f"{same} of {run} rules select the same, {time.monotonic() - began:.0f} s"
    )
    known = review.known(found)
    for name, count in sorted(known.items()):
        click.echo(f"  known difference: {name}, {count:,} events")
    for line in wrong:
        click.echo(f"  {line}")
    made = review.Outcome(conversion.target.name, names[0], version, module.level, run, len(corpus), wrong, known)
    return [msgspec.structs.replace(made, format=name) for name in names]


def _update(outcomes: list[Outcome]) -> None:
    from clickops import content  # noqa: PLC0415
    from clickops.verify import review  # noqa: PLC0415

    path = content.BACKENDS / "README.md"
    path.write_text(review.table(outcomes, path.read_text("utf-8")), "utf-8")


def _corpus(pack: Pack, options: _Options) -> list[dict[str, Any]]:
    """Collect the cases of the shipped rules, their variants and the given files."""
    from clickops.cloudtrail.reader import read  # noqa: PLC0415
    from clickops.tuning import suite  # noqa: PLC0415
    from clickops.verify import corpus  # noqa: PLC0415

    cases = suite.gather(on_problem=terminal.problem).cases
    events = corpus.of_cases(cases, pack.rules, each=options["sparse"])
    given = [event for _, event in read(options["events"], on_problem=terminal.problem)] if options["events"] else []
    return corpus.numbered([*events, *given])
