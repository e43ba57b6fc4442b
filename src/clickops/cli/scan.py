"""`clickops scan`: alerts out of CloudTrail files."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, Unpack

import click

from clickops import content
from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.moments import moment
from clickops.cli.options import PackOptions, exit_zero, pack_options

if TYPE_CHECKING:
    import datetime as dt

    from clickops.cloudtrail.reader import Source
    from clickops.errors import Problem
    from clickops.rules.pack import Filter, Pack
    from clickops.scanning import Alert

_TOLD = 20  # problems of one file: nobody reads more
FORMATS = ("text", "ndjson", "csv", "sarif")


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
    no_summary: bool
    quiet: bool
    exit_zero: bool


@click.command("scan", epilog=HELP)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--sample", is_flag=True, help="Read the sample events that come with clickops.")
@click.option("-f", "--format", type=click.Choice(FORMATS), default="text", help="text is the default.")
@click.option("-o", "--output", metavar="FILE", help="Write alerts to this file and not to stdout.")
@click.option("--since", metavar="TIME", callback=moment, help="Only events of this time and later.")
@click.option("--until", metavar="TIME", callback=moment, help="Only events before this time; a date counts whole.")
@click.option(
    "--include",
    multiple=True,
    metavar="GLOB",
    help="In folders, read only files whose path matches, such as '*/eu-west-1/*'. Repeatable.",
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, skip files whose path matches. Repeatable.")
@click.option("--all-files", is_flag=True, help="Below AWSLogs/, read every folder, not only CloudTrail.")
@pack_options
@click.option("--no-summary", is_flag=True, help="No summary behind the alerts.")
@click.option("-q", "--quiet", is_flag=True, help="No notes, progress or summary; problems are still told.")
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Find changes by hand in CloudTrail files.

    PATH is a file, a folder or a pattern; - is standard input. What a file is, its content says: trails as AWS
    delivers them, NDJSON, EventBridge, Event history, lookup-events and more, plain, .gz or .zip.

    An alert is one line: when (UTC), level, who, what, from where, and all rules that fired, highest level first.
    TIME is 2024-05-01, 2024-05-01T10:30 (UTC unless it says otherwise), or 30m, 12h, 7d, 2w before now. An event whose
    time cannot be read passes.

    Files named on the command line are always opened. Below a folder, files of other services (AWS Config, flow
    logs, ...) are recognised and counted, and --since and --until skip files whose path names another day; the day
    after is still read, as files are delivered late. GLOB matches the path below the folder, or any part of it between
    two slashes; * matches / too.

    \b
    Formats:
      text    one line an alert
      ndjson  an object a line: event, rules (name, id, title, level), level, path, record
      csv     a header and a row an alert, safe to open in a spreadsheet
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
    work = _Work(options, chosen.own_filters)
    _refuse_overwriting(options)
    summary = work.summary
    with terminal.output(options["output"]) as stream:
        work.write(chosen.pack, stream)
        if summary.unreadable and not summary.records and not summary.aside:
            raise click.ClickException("nothing could be read")
    if not (options["no_summary"] or options["quiet"]):
        for line in ["", *summary.lines(colour=terminal.coloured(sys.stderr)), *work.filter_lines()]:
            terminal.say(line)
    if not options["quiet"]:
        for note in work.losses.notes(chosen.pack.rules):
            terminal.note(note)
    found = bool(summary.alerts or chosen.problems)
    return outcome(found=found, incomplete=bool(summary.unreadable), exit_zero=options["exit_zero"])


def _refuse_overwriting(options: _Options) -> None:
    output = options["output"]
    if output and any(os.path.isfile(path) and _same(path, output) for path in options["paths"]):  # noqa: PTH113
        raise click.ClickException(f"{output} is read: write the alerts to another file")


def _same(path: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(path, other)  # noqa: PTH110, PTH121


class _Work:
    """One scan: what is written, and what is counted meanwhile."""

    def __init__(self, options: _Options, own_filters: Sequence[Filter]) -> None:
        from clickops.evaluate.silenced import Silenced  # noqa: PLC0415
        from clickops.report.losses import Losses  # noqa: PLC0415
        from clickops.report.summary import Summary  # noqa: PLC0415

        self.losses = Losses()
        self.options = options
        self.summary = Summary()
        self.silenced = Silenced(own_filters) if own_filters else None
        self.problems: list[Problem] = []
        self.told: Counter[str] = Counter()  # problems of each file
        self.progress = terminal.Progress(quiet=options["quiet"])

    def write(self, pack: Pack, stream: TextIO) -> None:
        """Write every alert as soon as it is found."""
        for piece in self.pieces(pack, stream):
            if stream.isatty():
                self.progress.clear()
            stream.write(piece)
        self.progress.clear()

    def pieces(self, pack: Pack, stream: TextIO) -> Iterator[str]:
        alerts = self.alerts(pack, stream)
        match self.options["format"]:
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

                yield from sarif.pieces(pack.rules, alerts, self.problems, version())
            case _:
                from clickops.report import text  # noqa: PLC0415

                colour, columns = terminal.coloured(stream), terminal.columns(stream)
                yield from (f"{text.line(alert, colour=colour, columns=columns)}\n" for alert in alerts)

    def alerts(self, pack: Pack, stream: TextIO) -> Iterator[Alert]:
        from clickops.scanning import event_time, scan  # noqa: PLC0415

        timed = bool(self.options["since"] or self.options["until"])

        def on_block(path: str, records: int) -> None:
            if (more := self.told.pop(path, 0) - _TOLD) > 0:
                self.progress.clear()
                terminal.problem(f"{path}: and {more:,} more that could not be read")
            stream.flush()  # what was found in a file is not held back until the next
            self.summary.files += 1
            self.summary.records += records
            self.progress.show(self.summary.counts())

        for alert in scan(
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
        ):
            self.summary.add(alert)
            if timed and event_time(alert.event) is None:
                self.summary.untimed += 1
            yield alert

    def filter_lines(self) -> list[str]:
        """Say what the user's own filters left out."""
        from clickops.report import silenced  # noqa: PLC0415

        return silenced.lines(self.silenced) if self.silenced else []

    def on_problem(self, problem: Problem) -> None:
        self.summary.unreadable += 1
        if self.options["format"] == "sarif":
            self.problems.append(problem)
        self.told[problem.path] += 1
        if self.told[problem.path] <= _TOLD:
            self.progress.clear()
            terminal.problem(problem)

    def on_aside(self, source: Source, kind: str) -> None:
        del source
        self.summary.aside[kind] += 1
