"""`clickops verify`: runs converted queries where an engine is, and compares what they select."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options, pairs

if TYPE_CHECKING:
    from clickops.conversion.targets import Target
    from clickops.rules.pack import Pack
    from clickops.verify.reports import Ran
    from clickops.verify.shipped import Shipped


class _Options(PackOptions):
    target: tuple[str, ...]
    format: str | None
    events: tuple[str, ...]
    option: tuple[tuple[str, str], ...]
    url: str | None
    sparse: int | None
    paste: str | None
    report: str | None
    exit_zero: bool


@click.command("verify", epilog=HELP)
@click.option("-t", "--target", multiple=True, metavar="TARGET", help="Only this target. Repeatable.")
@click.option("-f", "--format", metavar="FORMAT", help="Only this format.")
@click.option(
    "--events",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True),
    help="CloudTrail records to compare on, in addition to the cases of the rules. Repeatable.",
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
    metavar="N",
    help="Take one in N of the hostile variants of the cases: all by default, one in 100 with --url.",
)
@click.option(
    "--url",
    metavar="URL",
    help="Run the queries of one target on your own server (see below). Nothing but what is made there for it is "
    "touched, and that is removed in the end.",
)
@click.option(
    "--paste",
    metavar="FOLDER",
    help="Run nothing: write for each rule a check to paste into one target's product, with the cases in it, which "
    "answers pass or fail. - for stdout.",
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write what was run, on what and on how much, as JSON.",
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
      clickops verify -t sqlite --events trails/ --report proof.json
      clickops verify -t elasticsearch --url https://logs.example.com:9200
      clickops verify -t splunk --rule '*_s3_*' --paste checks/

    \b
    With --url the events go into a new index or tables, clickops_verify_ and eight
    digits, which the queries then ask: -O index, table, records and files do not matter.
      elasticsearch opensearch  https://HOST:PORT
      splunk                    https://HOST:8089, the management port (not yet run on a real Splunk)
      trino                     https://HOST:PORT/CATALOG/SCHEMA, where tables can be made
      clickhouse                https://HOST:8443/DATABASE, the HTTP interface
      postgres                  postgresql://HOST:PORT/DATABASE, in temporary tables
    The environment has the credentials: CLICKOPS_USER and CLICKOPS_PASSWORD, or CLICKOPS_TOKEN (an API key of
    Elasticsearch, else a bearer token). They are sent over verified TLS or to this machine; SSL_CERT_FILE
    names an authority of your own (postgres: ?sslrootcert=FILE).
    """  # noqa: D301 - click reads \b
    from clickops.cli.packs import as_shipped, choose  # noqa: PLC0415 - `--help` does not need it
    from clickops.conversion.targets import find, targets  # noqa: PLC0415
    from clickops.verify import reports, scratch  # noqa: PLC0415
    from clickops.verify.shipped import Shipped  # noqa: PLC0415

    if options["url"] and len(options["target"]) != 1:
        raise click.UsageError("--url needs exactly one -t")
    if options["paste"] is not None:
        return _paste(options)
    terminal.refuse_overwriting(options["report"], options["events"])
    options["sparse"] = options["sparse"] or (100 if options["url"] else 1)
    options["var"] = as_shipped(options)
    chosen = [find(name) for name in options["target"]] or targets()
    _refuse(options, chosen)
    pack = choose(options, quiet=True).pack
    corpus = _corpus(pack, options)
    terminal.note(f"{len(corpus):,} events", now=True)
    runs: list[Ran] = []
    for target in chosen:
        settings = target.own(options["option"])
        groups = _alike(target, options["format"])
        for names in _elsewhere(target, groups) if options["url"] else groups:
            if options["url"]:
                settings |= scratch.places(target.options)
            with tempfile.TemporaryDirectory() as folder:
                place = settings | scratch.files(target.options, folder)
                shipped = [Shipped(target, name, place, pack) for name in names]
                runs.append(_run(shipped, settings, pack, corpus, url=options["url"]))
    if options["report"]:
        report = reports.Report(sparse=options["sparse"] or 1, records=options["events"], runs=tuple(runs))
        terminal.keep(Path(options["report"]), reports.write(report).encode())
    return outcome(found=any(run.unexplained for run in runs), exit_zero=options["exit_zero"])


def _refuse(options: _Options, chosen: Sequence[Target]) -> None:
    """Raise ClickopsError for what can be known before anything runs: formats, options, their values and packages."""
    from clickops.errors import ClickopsError  # noqa: PLC0415
    from clickops.rules.near import among  # noqa: PLC0415
    from clickops.verify import engines  # noqa: PLC0415

    def refuse(what: str, name: str, known: Sequence[str]) -> ClickopsError:
        owner = f"{chosen[0].name} has no {what}" if len(chosen) == 1 else f"no target here has the {what}"
        return ClickopsError(f"{owner} {name!r}{among(name, known)}")

    formats = list(dict.fromkeys(name for target in chosen for name in target.formats))
    wanted = options["format"]
    if wanted is not None and wanted not in formats:
        raise refuse("format", wanted, formats)
    if wanted is not None and not any(_alike(target, wanted) for target in chosen):
        raise ClickopsError(f"nothing here runs {wanted}: `clickops list targets` says what each query was run on")
    known = list(dict.fromkeys(option for target in chosen for option in target.options))
    for name, _ in options["option"]:
        if name not in known:
            raise refuse("option", name, known)
    for target in chosen:
        target.settings(target.own(options["option"]))
        for names in _alike(target, wanted) if not options["url"] else ():
            engines.find(target.formats[names[0]].engine).refuse_missing()


def _paste(options: _Options) -> int:
    from clickops.cli import paste  # noqa: PLC0415
    from clickops.cli.packs import as_shipped, choose  # noqa: PLC0415
    from clickops.conversion.targets import find  # noqa: PLC0415

    unused = [name for name in ("format", "events", "url", "report") if options[name]]
    if len(options["target"]) != 1 or unused:
        raise click.UsageError("--paste needs exactly one -t, and no " + ", ".join(f"--{name}" for name in unused))
    options["var"] = as_shipped(options)
    pack = choose(options, quiet=True).pack
    return paste.write(
        find(options["target"][0]),
        options["paste"] or "-",
        pack,
        paths=options["rules"],
        settings=dict(options["option"]),
        sparse=options["sparse"] or 1,
        exit_zero=options["exit_zero"],
    )


def _alike(target: Target, only: str | None) -> list[list[str]]:
    """Group the formats that an engine runs by what is the same for it, a bare query first: it is what runs."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, form in sorted(target.formats.items(), key=lambda one: not one[1].plain):
        if form.engine and only in {None, name}:
            groups.setdefault((form.engine, form.language, form.dialect), []).append(name)
    return list(groups.values())


def _elsewhere(target: Target, groups: list[list[str]]) -> list[list[str]]:
    """Keep the formats that run on a user's server; raises ClickopsError that names the targets with some."""
    from clickops.conversion.targets import targets  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415
    from clickops.verify import engines  # noqa: PLC0415

    def able(target: Target, name: str) -> bool:
        engine = target.formats[name].engine
        return bool(engine) and engines.find(engine).connect is not None

    kept = [names for names in groups if able(target, names[0])]
    if not kept:
        others = [other.name for other in targets() if any(able(other, name) for name in other.formats)]
        asked = f"{target.name} in the format asked for" if target.name in others else target.name
        raise ClickopsError(f"--url does not serve {asked}; it serves: {', '.join(others)}")
    for names in groups:
        if names not in kept:
            terminal.note(f"{target.name} {', '.join(names)}: not run with --url")
    return kept


def _run(
    shipped: Sequence[Shipped],
    options: Mapping[str, str],
    pack: Pack,
    corpus: list[dict[str, Any]],
    *,
    url: str | None,
) -> Ran:
    """Verify one format, and that others hold the queries that ran, and report it."""
    from clickops.cli.verdicts import tell  # noqa: PLC0415
    from clickops.verify import engines, reports, scratch  # noqa: PLC0415
    from clickops.verify.compare import verdicts  # noqa: PLC0415

    first = shipped[0]
    module = engines.find(first.format.engine)
    began = time.monotonic()
    opened = module.connect(first, url) if url and module.connect else module.start(first)
    with scratch.endable() if url else nullcontext(), opened as engine:
        found = verdicts(engine, first, pack.rules, corpus, shipped)
        version = engine.version
    level = "engine" if url else module.level  # what a user named is the product itself
    ran = reports.ran(shipped, options, found, version=version, level=level, events=len(corpus))
    tell(ran, found, seconds=time.monotonic() - began, rules=pack.rules, events=corpus)
    return ran


def _corpus(pack: Pack, options: _Options) -> list[dict[str, Any]]:
    """Collect the cases of the shipped rules, their variants and the given files."""
    from clickops.cloudtrail.reader import read  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415
    from clickops.tuning import suite  # noqa: PLC0415
    from clickops.verify import corpus  # noqa: PLC0415

    cases = suite.gather(on_problem=terminal.problem).cases
    events = corpus.of_cases(cases, pack.rules, each=options["sparse"] or 1)
    given = [event for _, event in read(options["events"], on_problem=terminal.problem)] if options["events"] else []
    if options["events"] and not given:
        raise ClickopsError(f"there are no events in {', '.join(options['events'])}")
    found = corpus.numbered([*events, *given])
    if not found:
        raise ClickopsError("there are no events to compare on")
    return found
