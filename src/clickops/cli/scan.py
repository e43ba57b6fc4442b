"""`clickops scan`: alerts out of CloudTrail files."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO, Unpack

import click

from clickops import content
from clickops.cli import nothing, terminal
from clickops.cli.display import colour_option, zone_option
from clickops.cli.exits import HELP, outcome
from clickops.cli.interrupts import Interrupts
from clickops.cli.moments import moment
from clickops.cli.options import PackOptions, exit_zero, pack_options

if TYPE_CHECKING:
    import datetime as dt

    from clickops.cli.packs import Chosen
    from clickops.cloudtrail.reader import Source
    from clickops.errors import Problem
    from clickops.merging import Find
    from clickops.rules.pack import Pack
    from clickops.scanning import Alert, Sort

_TOLD = 20  # problems of one file: nobody reads more
FORMATS = ("text", "json", "ndjson", "csv", "sarif")


class _Options(PackOptions):
    paths: tuple[str, ...]
    sample: bool
    format: str
    output: str | None
    since: dt.datetime | None
    until: dt.datetime | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    all_files: bool
    sort: Sort
    tz: Callable[[dt.datetime], dt.datetime] | None
    no_summary: bool
    quiet: bool
    strict: bool
    exit_zero: bool


@click.command("scan", epilog=HELP)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--sample", is_flag=True, help="Read the sample events that come with clickops.")
@click.option("-f", "--format", type=click.Choice(FORMATS), default="text", help="[default: text]")
@click.option("-o", "--output", metavar="FILE", help="Write alerts to this file and not to stdout.")
@click.option("--since", metavar="TIME", callback=moment, help="Only events of this time and later.")
@click.option("--until", metavar="TIME", callback=moment, help="Only events before this time; a date includes its day.")
@click.option(
    "--include",
    multiple=True,
    metavar="GLOB",
    help="In folders, read only files whose path matches, such as '*/eu-west-1/*'. Repeatable.",
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, skip files whose path matches. Repeatable.")
@click.option("--all-files", is_flag=True, help="Below AWSLogs/, read every folder, not only CloudTrail.")
@click.option(
    "--sort",
    type=click.Choice(("time", "input")),
    default="time",
    help="time: in order of event time, once everything is read. input: as records are read. [default: time]",
)
@zone_option
@colour_option
@pack_options
@click.option("--no-summary", is_flag=True, help="Do not print the summary.")
@click.option("-q", "--quiet", is_flag=True, help="No notes, progress or summary; problems are still reported.")
@click.option("--strict", is_flag=True, help="Exit with 3 whenever some input could not be read.")
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Find manual changes in CloudTrail files.

    PATH is a file, a folder or a pattern; - is standard input. File types are detected by content, not by name: trails
    as AWS delivers them, NDJSON, EventBridge, Event history, lookup-events and more, plain, .gz or .zip.

    An alert is one line: when (UTC), level, who, what, on what, account (and the accounts it happened in, if others),
    from where, the rule that gave the level (+2: two more rules fired), and the record, as `clickops explain` takes it.
    On a terminal, long values are shortened to fit. An event is one alert, however many records it has.

    TIME is 2024-05-01, 2024-05-01T10:30 (UTC unless it says otherwise), or 30m, 12h, 7d, 2w before now. Events without
    a readable time are kept.

    Ctrl-C ends the reading; what was found until then is written, and the exit code is 130.

    Files named on the command line are always opened. Below a folder, files of other services (AWS Config, flow
    logs, ...) are recognised and counted, and --since and --until skip files whose path names another day; the day
    after is still read, as files are delivered late. GLOB matches the path below the folder, or any part of it between
    two slashes; * matches / too.

    \b
    Formats:
      text    one line per alert
      json    one document: alerts, problems, notes, summary (schema in our docs)
      ndjson  one object per line: event, rules (name, id, title, level), level, path, record
      csv     a header and one row per alert, safe to open in a spreadsheet
      sarif   SARIF 2.1.0

    \b
    Examples:
      clickops scan --sample
      clickops scan trails/
      clickops scan trails/ --level high --since 24h
      clickops scan AWSLogs/ --since 2026-11-20 --until 2026-11-20 --include eu-west-1
      clickops scan trails/ --rules sigma/rules/cloud/aws/cloudtrail/
      clickops scan trails/ --format ndjson | jq .event.eventID
      aws s3 cp s3://bucket/key.json.gz - | clickops scan -
    """  # noqa: D301 - click reads \b
    if options["sample"]:
        options["paths"] += (str(content.SAMPLES),)
    if not options["paths"]:
        needed = "say which files or folders to read, or - for standard input, as in `clickops scan trails/`"
        raise click.UsageError(needed, click.get_current_context())
    from clickops.cli.packs import choose  # noqa: PLC0415 - `--help` does not need it

    chosen = choose(options, quiet=options["quiet"])
    gc.freeze()  # the rules stay, and records hold no cycles: the collector would look at both again and again
    gc.set_threshold(100_000)
    work = _Work(options, chosen)
    terminal.refuse_overwriting(options["output"], options["paths"])
    summary = work.summary
    with work.interrupts.heard(), terminal.output(options["output"]) as stream:
        work.write(chosen.pack, stream)
        if summary.unreadable and not (summary.records or summary.aside or summary.partial):
            raise click.ClickException("nothing could be read")
    if summary.partial:
        terminal.say("clickops: interrupted: the result is partial, what was found until then is written")
    if not (options["no_summary"] or options["quiet"]):
        zone, coloured = options["tz"], terminal.coloured(sys.stderr)
        columns = terminal.columns(sys.stderr)
        for line in ["", *summary.lines(colour=coloured, columns=columns, zone=zone, filters=work.filter_lines())]:
            terminal.say(line)
    return outcome(
        found=bool(summary.alerts),
        incomplete=bool(summary.unreadable or chosen.problems),
        exit_zero=options["exit_zero"],
        strict=options["strict"],
        interrupted=summary.partial,
    )


class _Work:
    """One scan: what is written, and what is counted meanwhile."""

    def __init__(self, options: _Options, chosen: Chosen) -> None:
        from clickops.evaluate.silenced import Silenced  # noqa: PLC0415
        from clickops.report.losses import Losses  # noqa: PLC0415
        from clickops.report.summary import Summary  # noqa: PLC0415

        self.losses = Losses()
        self.options = options
        self.chosen = chosen
        self.summary = Summary()
        self.silenced = Silenced(chosen.own_filters) if chosen.own_filters else None
        self.interrupts = Interrupts()
        self.found = 0
        self.empty: set[str] = set()  # folders without files, and a standard input without a byte
        self.problems: list[Problem] = []
        self.told: Counter[str] = Counter()  # problems of each file
        self.progress = terminal.Progress(quiet=options["quiet"])

    def write(self, pack: Pack, stream: TextIO) -> None:
        """Write every alert as soon as its turn has come."""
        for piece in self.pieces(pack, stream):
            if stream.isatty():
                self.progress.clear()
            stream.write(piece)
        self.progress.clear()

    def pieces(self, pack: Pack, stream: TextIO) -> Iterator[str]:
        alerts = self.alerts(pack, stream)
        match self.options["format"]:
            case "json":
                from clickops.report import document  # noqa: PLC0415

                yield from document.pieces(alerts, self.problems, self.notes(), self.summary)
            case "ndjson":
                from clickops.report import ndjson  # noqa: PLC0415

                yield from (f"{ndjson.line(alert)}\n" for alert in alerts)
            case "csv":
                from clickops.report import csv  # noqa: PLC0415

                yield f"{csv.header()}\n"
                yield from (f"{csv.line(alert)}\n" for alert in alerts)
            case "sarif":
                from clickops.report import sarif  # noqa: PLC0415
                from clickops.version import version  # noqa: PLC0415

                partial = self.interrupts.is_pressed
                yield from sarif.pieces(pack.rules, alerts, self.problems, version(), partial)
            case _:
                from clickops.report import text  # noqa: PLC0415

                colour, columns = terminal.coloured(stream), terminal.columns(stream)
                zone = self.options["tz"]
                yield from (f"{text.line(alert, colour=colour, columns=columns, zone=zone)}\n" for alert in alerts)

    def alerts(self, pack: Pack, stream: TextIO) -> Iterator[Alert]:
        from clickops.scanning import alerts, event_time, finds  # noqa: PLC0415

        timed = bool(self.options["since"] or self.options["until"])

        def on_block(path: str, records: int) -> None:
            if (more := self.told.pop(path, 0) - _TOLD) > 0:
                self.progress.clear()
                terminal.problem(f"{path}: and {more:,} more that could not be read")
            stream.flush()  # what was found in a file is not held back until the next
            self.summary.files += path not in self.empty
            self.summary.records += records
            self.progress.show(self.summary.counts(self.found))

        found = finds(
            pack,
            self.options["paths"],
            since=self.options["since"],
            until=self.options["until"],
            on_problem=self.on_problem,
            on_aside=self.on_aside,
            on_loss=self.losses.add,
            on_block=on_block,
            stdin=getattr(sys.stdin, "buffer", None),
            leave_out=self.options["output"],
            include=self.options["include"],
            exclude=self.options["exclude"],
            all_files=self.options["all_files"],
            silenced=self.silenced,
        )
        found = self.counted(self.interrupts.until(found))
        for alert in alerts(pack, found, self.options["sort"], self.silenced):
            self.summary.add(alert)
            if timed and event_time(alert.event) is None:
                self.summary.untimed += 1
            yield alert
        self.summary.partial = self.interrupts.is_pressed()
        if not self.options["quiet"]:
            if unopened := nothing.opened(self.summary):
                terminal.note(unopened)
            for note in self.losses.notes(pack.rules):
                terminal.note(note)

    def counted(self, found: Iterator[Find]) -> Iterator[Find]:
        """Count what is found before it is written, for the progress line."""
        for one in found:
            self.found += 1
            yield one

    def notes(self) -> Iterator[str]:
        """Give what a person reads on stderr in addition to alerts, problems of the input and the summary."""
        yield from () if self.options["quiet"] else terminal.notes()
        yield from self.chosen.problems
        yield from self.filter_lines()

    def filter_lines(self) -> list[str]:
        """Say what the user's own filters left out."""
        from clickops.report import silenced  # noqa: PLC0415

        return silenced.lines(self.silenced) if self.silenced else []

    def on_problem(self, problem: Problem) -> None:
        if reason := nothing.there(problem):
            self.empty.add(problem.path)
            if not (self.options["quiet"] or self.interrupts.is_pressed()):
                terminal.note(reason)
            return
        self.summary.unreadable += 1
        if self.options["format"] in {"json", "sarif"}:
            self.problems.append(problem)
        self.told[problem.path] += 1
        if self.told[problem.path] <= _TOLD:
            self.progress.clear()
            terminal.problem(problem)

    def on_aside(self, source: Source, kind: str) -> None:
        del source
        self.summary.aside[kind] += 1
