"""`clickops list`: the rules, filters and targets there are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, Exit
from clickops.cli.options import PackOptions, pack_options

_Row = dict[str, object]
_HIDDEN = {"id", "options"}  # of what is written as text


class _Options(PackOptions):
    what: str
    format: str


@click.command("list", epilog=HELP)
@click.argument("what", type=click.Choice(("rules", "filters", "targets")), default="rules", metavar="[WHAT]")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="text is the default.")
@pack_options
def command(**options: Unpack[_Options]) -> int:
    """Show the rules, or the filters, or the targets of `convert`.

    WHAT is rules (the default), filters or targets. Rules come with the highest level first, those that are skipped
    until a placeholder has a value with the option that they need.

    \b
    Examples:
      clickops list
      clickops list --level high
      clickops list filters --format json
      clickops list targets
    """  # noqa: D301 - click reads \b
    rows = _of_targets(options) if options["what"] == "targets" else _of_pack(options)
    if options["format"] == "json":
        from clickops.report.ndjson import encode  # noqa: PLC0415 - `--help` does not need it

        click.echo(encode(rows))
    elif rows:
        _write(rows)
    else:
        terminal.note(f"there are no {options['what']}")
    return Exit.CLEAN


def _of_pack(options: _Options) -> list[_Row]:
    from clickops.cli.packs import every_rule  # noqa: PLC0415

    pack, needs = every_rule(options)
    if options["what"] == "filters":
        serving = {one.name: sum(one in rule.filters for rule in pack.rules) for one in pack.filters}
        return [
            {"name": one.name, "rules": serving[one.name], "title": one.title, "id": one.id} for one in pack.filters
        ]
    rules = sorted(pack.rules, key=lambda rule: (-rule.rank, rule.name))
    return [
        {"level": one.level, "name": one.name, "title": one.title, "needs": needs.get(one.name, ""), "id": one.id}
        for one in rules
    ]


def _of_targets(options: _Options) -> list[_Row]:
    from clickops.cli.packs import as_shipped, choose  # noqa: PLC0415
    from clickops.conversion import matrix, verified  # noqa: PLC0415
    from clickops.conversion.targets import targets  # noqa: PLC0415

    options["var"] = as_shipped(options)
    pack = choose(options, quiet=True).pack
    rows: list[_Row] = []
    for one in targets():
        ran, lost = verified.runs(one), len(matrix.unkept(one, pack))
        for name, form in one.formats.items():
            rows.append(
                {
                    "name": one.name,
                    "format": name,
                    "rules": sum(rule.name not in form.refused for rule in pack.rules),
                    "lost": lost,
                    "proven on": matrix.proof(form, ran.get(name)),
                    "title": f"{one.title}, {form.title}",
                    "options": list(one.options),
                }
            )
    return rows


def _write(rows: Sequence[_Row]) -> None:
    from clickops.report.style import paint, table  # noqa: PLC0415

    empty = {key for key in rows[0] if all(row[key] == "" for row in rows)}
    shown = [{key: value for key, value in row.items() if key not in _HIDDEN | empty} for row in rows]
    colour = terminal.coloured(sys.stdout)
    head, *lines = table([[str(cell) for cell in row.values()] for row in shown], list(shown[0]))
    click.echo(paint(head, "strong", colour=colour))
    for row, line in zip(shown, lines, strict=True):
        level = str(row.get("level", ""))
        click.echo(line.replace(level, paint(level, level, colour=colour), 1) if level else line)
