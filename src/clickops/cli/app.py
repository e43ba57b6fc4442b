"""The group of commands: each is a module of this package, imported when it is asked for."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from clickops.cli import terminal
from clickops.cli.exits import HELP, Exit

_COMMANDS = ("scan", "explain", "list", "test", "check", "convert", "verify")
_COMPLETE = "_CLICKOPS_COMPLETE"


class _Commands(click.Group):
    """Finds a command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"clickops.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"no such command: {args[0]} ({_meant(args[0])})", ctx)
        return super().resolve_command(ctx, args)


def _meant(name: str) -> str:
    import difflib  # noqa: PLC0415 - a slip is rare

    near = difflib.get_close_matches(name, _COMMANDS, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(_COMMANDS)}"


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
    del param
    if value:
        from clickops.version import version  # noqa: PLC0415 - costs 15 ms

        click.echo(f"clickops {version()}")
        ctx.exit()


@click.group(
    cls=_Commands,
    # color: what we colour is decided by `terminal.coloured`, and click takes nothing out of it
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "color": True},
    epilog=HELP,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def _group(ctx: click.Context) -> None:
    """Find out when a person changes AWS by hand.

    Sigma rules, run on CloudTrail files and converted for your SIEM.

    \b
    Examples:
      clickops scan trails/        what was done by hand, one line an alert
      clickops list                the rules
      clickops convert -t splunk   the rules as queries
    """  # noqa: D301 - click reads \b
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(Exit.FAILED)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; why it could not be done is said in one line on stderr.

    KeyboardInterrupt and BrokenPipeError are the caller's, and any other exception is a fault of ours.
    """
    if instruction := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete  # noqa: PLC0415 - a shell asks, not a person

        return shell_complete(_group, {}, "clickops", _COMPLETE, instruction)
    try:
        terminal.prepare()
        with _group.make_context("clickops", list(sys.argv[1:] if arguments is None else arguments)) as ctx:
            code = int(_group.invoke(ctx) or Exit.CLEAN)
        terminal.tell_notes()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as failure:
        terminal.error(_told(failure))
    except Exception as failure:
        from clickops.errors import ClickopsError  # noqa: PLC0415 - costs `--help` 20 ms

        if not isinstance(failure, ClickopsError):
            raise
        terminal.error(str(failure))
    else:
        return code
    return Exit.FAILED


def _told(failure: click.ClickException) -> str:
    """Say what was wrong on the command line, and where its help is."""
    text = failure.format_message().strip().rstrip(".")
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    return f"{text[:1].lower()}{text[1:]} (see `{context.command_path} --help`)" if context else text
