"""`clickops explain`: why a rule fires on an event, or does not."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from clickops.cli import terminal
from clickops.cli.display import colour_option
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options

if TYPE_CHECKING:
    from clickops.cloudtrail.reader import Source
    from clickops.evaluate.explain import Explanation
    from clickops.rules.pack import Rule

_MARK = re.compile(r" +([+-])\*?")  # how an explanation begins a line
_DECISIVE = re.compile(r" +[+-]\*")  # how it marks what the verdict follows from


class _Options(PackOptions):
    which: str
    event: str
    format: str
    verbose: bool
    exit_zero: bool


@click.command("explain", epilog=HELP)
@click.argument("which", metavar="RULE")
@click.argument("event", metavar="EVENT")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="[default: text]")
@click.option("-v", "--verbose", is_flag=True, help="Show the whole condition, not only what decided.")
@colour_option
@pack_options
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Show why a rule fires on an event, or why it does not.

    The verdict comes first, then the reason, then the parts of the condition and of the filters that decided: what was
    tested, what the event held, and where the rule says so. -v shows every part.

    RULE is the name of a rule's file, also as `scan` shortens it, its id, or the path of a rule file.

    EVENT is a file of CloudTrail events in any shape that `scan` reads, - for standard input, a folder or a pattern.
    The first record of each file is explained, or the one that FILE:RECORD names, as `scan` reports it (of several in
    one envelope the first on which the rule fires). A path that `scan` shortened with ... is looked for below its
    folder.

    The exit code is 1 when the rule fires and 0 when it does not.

    \b
    Examples:
      clickops explain aws_cloudtrail_manual_change event.json
      clickops explain root_change trails/a.json.gz:17
      clickops explain root_change 'trails/*.json.gz:17' -v
      clickops explain my_rule.yml - < event.json
    """  # noqa: D301 - click reads \b
    from clickops.cli import events  # noqa: PLC0415 - `--help` does not need it
    from clickops.evaluate.explain import explain  # noqa: PLC0415

    rule = _rule(options)
    fired = False
    for number, (meant, note) in enumerate(events.find(options["event"])):
        explained = [(source, event, explain(rule, event)) for source, event in meant]
        source, event, found = next((one for one in explained if one[2].matched), explained[0])
        fired = fired or found.matched
        if options["format"] == "json":
            from clickops.report.ndjson import encode  # noqa: PLC0415

            click.echo(encode({"event": source.to_dict(), **found.to_dict()}))
        else:
            click.echo("\n" if number else "", nl=False)
            _write(source, event, found, whole=options["verbose"])
        if note:
            terminal.note(note)
    return outcome(found=fired, exit_zero=options["exit_zero"])


def _write(source: Source, event: dict[str, Any], found: Explanation, *, whole: bool) -> None:
    from clickops.report.clean import clean, clean_lines  # noqa: PLC0415
    from clickops.report.style import paint  # noqa: PLC0415
    from clickops.report.subject import describe  # noqa: PLC0415

    subject = describe(event)
    colour = terminal.coloured(sys.stdout)
    head, reason, *lines = clean_lines(str(found) if whole else found.brief()).split("\n")
    click.echo(paint(clean(f"{source}  {subject.time}  {subject.who}  {subject.operation}"), "faint", colour=colour))
    click.echo(paint(head, "high" if found.matched else "strong", colour=colour))
    click.echo(reason)
    for line in lines:
        mark = _MARK.match(line)
        if not whole and mark:
            sign = paint(mark[1], "strong", colour=colour)
            click.echo(f"{line[: mark.start(1)]}{sign}{line[mark.end(1) :]}")
        else:
            click.echo(paint(line, "strong", colour=colour and _DECISIVE.match(line) is not None))


def _rule(options: _Options) -> Rule:
    from clickops.cli.packs import choose  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415

    which = options["which"]
    if Path(which).is_file():
        options["rules"] = (*options["rules"], which)
    rules = choose(options, quiet=True).pack.rules if Path(which).is_file() else _named(options)
    if len(rules) > 1:
        names = ", ".join(one.name for one in rules)
        raise ClickopsError(f"{which} means {len(rules)} rules, explain takes one: {names}")
    return rules[0]


def _named(options: _Options) -> tuple[Rule, ...]:
    """Find the rules of a name, an id or a pattern, or the one whose name `scan` shortens to this."""
    from clickops.cli.packs import choose  # noqa: PLC0415

    which = options["which"]
    pack = choose(options, quiet=True).pack
    names = [*(one.name for one in pack.rules), *(one.name for one in pack.left_out)]
    named = [name for name in names if _means(which, name)]
    options["rule"] = tuple(named) if named else (which,)
    return choose(options, quiet=True).pack.rules


def _means(which: str, name: str) -> bool:
    """Tell whether `scan` writes the name of a rule like this, cut off at its end or not."""
    from clickops.report.text import short_name  # noqa: PLC0415

    short = short_name(name)
    return short.startswith(which.removesuffix("...")) if which.endswith("...") else short == which
