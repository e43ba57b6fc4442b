"""`clickops convert`: rules as queries for other systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, outcome
from clickops.cli.options import PackOptions, exit_zero, pack_options, pairs

if TYPE_CHECKING:
    from clickops.conversion.convert import Note
    from clickops.conversion.targets import Format, Target
    from clickops.errors import ConversionError
    from clickops.rules.pack import Pack

Files = Mapping[str, str | bytes]


class _Options(PackOptions):
    paths: tuple[str, ...]
    target: str | None
    all: bool
    format: str | None
    output: str | None
    option: tuple[tuple[str, str], ...]
    allowlist: str
    strict: bool
    quiet: bool
    exit_zero: bool


@click.command("convert", epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(exists=True))
@click.option("-t", "--target", metavar="TARGET", help="What to convert for (`clickops list targets`).")
@click.option("--all", is_flag=True, help="Every target in every format, into the folder that -o names.")
@click.option("-f", "--format", metavar="FORMAT", help="One of the target's formats; the plain query is the default.")
@click.option("-o", "--output", metavar="PATH", help="Write to this file, or to files in this folder.")
@click.option(
    *("-O", "--option", "--backend-option"),
    multiple=True,
    metavar="KEY=VALUE",
    callback=pairs,
    help="What differs from house to house: -O index=cloudtrail. Repeatable.",
)
@pack_options
@click.option(
    "--allowlist",
    metavar="NAME",
    default="",
    help="Leave out what is on this list that the target itself keeps (lookup, watchlist, exception list).",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Refuse a rule that asks for a field which the target does not keep; exit 1 for a known refusal too.",
)
@click.option("-q", "--quiet", is_flag=True, help="No notes; rules that were not converted are still told.")
@exit_zero
def command(**options: Unpack[_Options]) -> int:
    """Convert rules into queries for other systems.

    PATH is Sigma rules, a file or folder; without it the shipped rules are converted. A query holds the filters of its
    rule. The plain query of each rule goes to stdout under a comment with its title. With -o the result is one file,
    or, of a format that has a file a rule, the files of a folder; an existing folder, or a name that ends with /, is
    always a folder.

    \b
    Examples:
      clickops convert -t splunk
      clickops convert -t splunk -f savedsearches -O index=aws -o savedsearches.conf
      clickops convert -t elasticsearch -f siem_rule_ndjson -o rules.ndjson
      clickops convert -t elasticsearch -f esql --rule '*_s3_*' my_rules/
      clickops convert --all -o queries/
    """  # noqa: D301 - click reads \b
    from clickops.cli.packs import choose  # noqa: PLC0415 - `--help` does not need it

    _refuse(options)
    found = _targets(options)
    options["rules"] = (*options["rules"], *options["paths"])
    chosen = choose(options, quiet=options["quiet"])
    work = _Work(chosen.pack, options)
    if options["all"]:
        work.convert_all(found, Path(options["output"] or ""))
    else:
        work.convert_one(found[0], options["output"])
    if not options["quiet"]:
        work.tell_losses()
    return outcome(found=bool(chosen.problems or work.failed), exit_zero=options["exit_zero"])


def _refuse(options: _Options) -> None:
    """Raise UsageError for options that mean nothing together."""
    wrong = ""
    if options["all"] and options["target"]:
        wrong = "--all and -t exclude each other"
    elif not (options["all"] or options["target"]):
        wrong = "say for which target, as in `clickops convert -t splunk`, or --all"
    elif options["all"] and options["format"]:
        wrong = "--all writes every format: leave -f out, or say for which target"
    elif options["all"] and options["output"] in {None, "-"}:
        wrong = "--all writes many files: say into which folder, as in `clickops convert --all -o queries/`"
    if wrong:
        raise click.UsageError(wrong, click.get_current_context())


def _targets(options: _Options) -> list[Target]:
    """Find what to convert for; raises ClickopsError for a target, format or option that is not there."""
    from clickops.conversion.targets import find, targets  # noqa: PLC0415
    from clickops.errors import ClickopsError  # noqa: PLC0415
    from clickops.rules.near import among  # noqa: PLC0415

    if options["target"] is None:
        found = targets()
        for key, _ in options["option"]:
            if not any(key in target.options for target in found):
                known = {name: None for target in found for name in target.options}
                raise ClickopsError(f"no target has the option {key!r}{among(key, known)}")
        for one in found:
            one.settings(one.own(options["option"]))
        return found
    target = find(options["target"])
    form = target.format(options["format"])
    target.settings(dict(options["option"]))
    if _is_folder(form) and not form.plain and options["output"] in {None, "-"}:
        raise ClickopsError(f"{options['format']} is a file a rule: say into which folder with -o")
    return [target]


def _is_folder(form: Format) -> bool:
    """Whether a format is several files that cannot be one."""
    return any(mark in form.file for mark in ("{rule}", "{stem}")) and not form.comment


class _Work:
    """One conversion: what could not be converted, and what there is to know about the rest."""

    def __init__(self, pack: Pack, options: _Options) -> None:
        self.pack = pack
        self.options = options
        self.failed = False
        self.refused: list[str] = []  # known refusals
        self.lost: dict[str, set[str]] = {}  # a field that is not kept, and the rules that ask for it

    def convert_all(self, targets: Iterable[Target], folder: Path) -> None:
        """Write every format of every target into `folder/target/format`."""
        for target in targets:
            settings = target.own(self.options["option"])
            for name in target.formats:
                _write_folder(folder / target.name / name, self.files(target, name, settings))

    def convert_one(self, target: Target, output: str | None) -> None:
        """Write one format of one target to a file, a folder or stdout."""
        name = self.options["format"]
        files = self.files(target, name, dict(self.options["option"]))
        if output is None or output == "-":
            click.echo(_text(files.values()), nl=False)
        elif output.endswith("/") or Path(output).is_dir():
            _write_folder(Path(output), files)
        elif _is_folder(target.format(name)) and len(files) > 1:
            _refuse_one_file(output)
            _write_folder(Path(output), files)
        else:
            terminal.keep(Path(output), b"\n".join(map(_bytes, files.values())))

    def files(self, target: Target, name: str | None, settings: Mapping[str, str]) -> Files:
        """Convert, and remember what there is to know."""
        from clickops.conversion.convert import convert  # noqa: PLC0415

        notes: list[Note] = []
        pack = self.pack
        if self.options["strict"]:
            convert(pack, target, name, options=settings, on_problem=_ignore, on_note=notes.append)
            pack = self.without_losses(notes)
            notes = []
        allowlist = self.options["allowlist"]
        files = convert(
            *(pack, target, name), options=settings, allowlist=allowlist, on_problem=self.problem, on_note=notes.append
        )
        for note in notes:
            if note.lost:
                self.lost.setdefault(f"{note.target} does not keep {note.field}: {note.text}", set()).add(note.rule)
        return files

    def without_losses(self, notes: Iterable[Note]) -> Pack:
        """Take out the rules that lose a field, as if they could not be converted."""
        import msgspec  # noqa: PLC0415

        lossy = {note.rule: note for note in notes if note.lost}
        for note in lossy.values():
            self.problem(note)
        return msgspec.structs.replace(self.pack, rules=tuple(one for one in self.pack.rules if one.name not in lossy))

    def problem(self, problem: ConversionError | Note) -> None:
        """Tell of a rule that was not converted; one that target.yml lists is no failure unless --strict."""
        if getattr(problem, "listed", False) and not self.options["strict"]:
            self.refused.append(str(problem))
        else:
            self.failed = True
            terminal.problem(problem)

    def tell_losses(self) -> None:
        """Say what is known to be refused, and once for each field what the queries cannot ask for."""
        for text in self.refused:
            terminal.note(text)
        for text, rules in sorted(self.lost.items()):
            terminal.note(f"{text} ({len(rules)} {'rule' if len(rules) == 1 else 'rules'})")


def _refuse_one_file(output: str) -> None:
    """Raise ClickopsError for what looks like the name of one file where several are to be written."""
    if Path(output).suffix:
        from clickops.errors import ClickopsError  # noqa: PLC0415

        raise ClickopsError(f"{output}: this format is a file a rule: name a folder, as in -o {Path(output).stem}/")


def _ignore(_: ConversionError) -> None:
    pass


def _write_folder(folder: Path, files: Files) -> None:
    for name, content in files.items():
        terminal.keep(folder / name, _bytes(content))


def _text(contents: Iterable[str | bytes]) -> str | bytes:
    """Put contents together for stdout, whose encoding may be narrow: as text if all of it is."""
    parts = list(contents)
    texts = [part for part in parts if isinstance(part, str)]
    return "\n".join(texts) if len(texts) == len(parts) else b"\n".join(map(_bytes, parts))


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
