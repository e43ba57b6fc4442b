"""`clickops explain`: why a rule fires on an event, or does not."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options

if TYPE_CHECKING:
    from clickops.cloudtrail.reader import Source
    from clickops.errors import Problem
    from clickops.rules.pack import Rule

_DECISIVE = re.compile(r" +[+-]\*")  # how an explanation marks what the verdict follows from
_POSITION = re.compile(r"(.+):(\d+)", re.DOTALL)


class _Options(PackOptions):
    which: str
    event: str
    format: str
    exit_zero: bool


@click.command("explain", epilog=HELP)
@click.argument("which", metavar="RULE")
@click.argument("event", metavar="EVENT")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="text is the default.")
@pack_options
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Show why a rule fires on an event, or why it does not.

    For each part of the condition and of the filters: what was asked, what the event held, and which part decided.

    RULE is the name of a rule's file, its id, or the path of a rule file. EVENT is a file of CloudTrail events in any
    shape that `scan` reads, - for standard input; its first record counts, or the one that FILE:RECORD names, as
    `scan` reports it (of several in one envelope the first on which the rule fires).

    The exit code is 1 when the rule fires and 0 when it does not.

    \b
    Examples:
      clickops explain aws_cloudtrail_manual_change event.json
      clickops explain aws_cloudtrail_root_change trails/a.json.gz:17
      clickops explain my_rule.yml - < event.json
    """  # noqa: D301 - click reads \b
    from clickops.evaluate.explain import explain  # noqa: PLC0415 - `--help` does not need it

    rule = _rule(options)
    explained = [(source, event, explain(rule, event)) for source, event in _events(options["event"])]
    source, event, found = next((one for one in explained if one[2].matched), explained[0])
    if options["format"] == "json":
        import msgspec  # noqa: PLC0415

        from clickops.report.ndjson import encode  # noqa: PLC0415

        click.echo(encode({"event": msgspec.to_builtins(source), **msgspec.to_builtins(found)}))
    else:
        _write(source, event, str(found))
    return outcome(found=found.matched, exit_zero=options["exit_zero"])


def _write(source: Source, event: dict[str, Any], text: str) -> None:
    from clickops.report.clean import clean, clean_lines  # noqa: PLC0415
    from clickops.report.style import paint  # noqa: PLC0415
    from clickops.report.subject import describe  # noqa: PLC0415

    subject = describe(event)
    colour = terminal.coloured(sys.stdout)
    head, *lines = clean_lines(text).split("\n")
    click.echo(clean(f"{source}  {subject.time}  {subject.who}  {subject.operation}"))
    click.echo(paint(head, "strong", colour=colour))
    for line in lines:
        click.echo(paint(line, "strong", colour=colour and _DECISIVE.match(line) is not None))


def _rule(options: _Options) -> Rule:
    from clickops.cli.packs import choose  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415

    which = options["which"]
    if Path(which).is_file():
        options["rules"] = (*options["rules"], which)
    else:
        options["rule"] = (which,)
    rules = choose(options, quiet=True).pack.rules
    if len(rules) > 1:
        names = ", ".join(one.name for one in rules)
        raise ClickopsError(f"{which} means {len(rules)} rules, explain takes one: {names}")
    return rules[0]


def _events(given: str) -> list[tuple[Source, dict[str, Any]]]:
    """Find the records that are meant: the first, or all that share the position."""
    from clickops.cloudtrail.reader import read  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415

    path, record = given, 0
    position = None if given == "-" or Path(given).exists() else _POSITION.fullmatch(given)
    if position is not None:
        path, record = position[1], int(position[2])
        if not record:
            raise ClickopsError(f"{given}: records count from 1")
    problems: list[Problem] = []
    found: list[tuple[Source, dict[str, Any]]] = []
    archive, _, entry = path.partition("!")
    file = archive if entry and not Path(path).exists() else path
    for source, event in read(file, on_problem=problems.append, stdin=getattr(sys.stdin, "buffer", None)):
        if found and source != found[0][0]:
            break
        if not record or (source.record == record and source.path == path):
            found.append((source, event))
    if found:
        return found
    for problem in problems:
        terminal.problem(problem)
    where = f"{path} has no CloudTrail record at position {record}" if record else f"no CloudTrail record in {path}"
    raise ClickopsError(where)
