"""A search and its commands, one behind the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from clickops.verify.engines import EngineError
from clickops.verify.models.spl import evaluation, searching
from clickops.verify.models.spl.tokens import Event, Reader, text

Lookups = Mapping[str, Sequence[Mapping[str, str]]]
"""The rows of each lookup, by its name."""

Step = Callable[[Event], Event | None]
"""What a command makes of an event; None when it drops it."""

_PIECES = re.compile(r'```.*?```|"(?:\\.|[^"\\])*"|[^"|`]+|[|]', re.DOTALL)


def read(query: str, lookups: Lookups | None = None) -> Callable[[Event], bool]:
    """Read a search; what is returned says whether it keeps an event. Raises EngineError for what is not known here.

    The first command is `search`, whose name is left out ([search], "The implied search command").
    """
    first, *others = _commands(query)
    steps = [_search(first.removeprefix("search ")), *(_step(command, lookups or {}) for command in others)]

    def keeps(event: Event) -> bool:
        for step in steps:
            made = step(event)
            if made is None:
                return False
            event = made
        return True

    return keeps


def _commands(query: str) -> list[str]:
    """Part a search at its pipes. [comments]: three backticks begin and end one. One backtick begins a macro."""
    commands, at = [""], 0
    while at < len(query):
        found = _PIECES.match(query, at)
        if found is None:
            raise EngineError(f"SPL model: a quote that does not end, or a macro, at {query[at : at + 20]!r}")
        at = found.end()
        if found[0] == "|":
            commands.append("")
        elif not found[0].startswith("```"):
            commands[-1] += found[0]
    return [command.strip() for command in commands]


def _step(command: str, lookups: Lookups) -> Step:
    name, _, rest = command.partition(" ")
    match name:
        case "search":
            return _search(rest)
        case "eval":
            return _eval(rest)
        case "lookup":
            return _lookup(rest, lookups)
        case "table":  # which chooses columns, and keeps every event
            return lambda event: event
        case _:
            raise EngineError(f"SPL model: the command {name!r} is not known")


def _search(rest: str) -> Step:
    holds = searching.read(rest)
    return lambda event: event if holds(event) else None


def _eval(rest: str) -> Step:
    name, value = evaluation.read(rest)

    def step(event: Event) -> Event:
        made = value(event)
        if isinstance(made, bool):  # [eval]: "The result of an eval expression cannot be a Boolean"
            raise EngineError(f"SPL model: eval gives {name} a boolean")
        return {**event, name: evaluation.texts(made)} if made is not None else {**event, name: ()}

    return step


def _lookup(rest: str, lookups: Lookups) -> Step:
    """[lookup]: `lookup NAME COLUMN AS FIELD OUTPUT COLUMN AS FIELD`; no field is made where no row fits.

    The rows are those of a definition with match_type WILDCARD and without case, as transforms.conf says of ours.
    """
    reader = Reader(rest)
    rows = lookups.get(name := reader.take())
    if rows is None:
        raise EngineError(f"SPL model: there is no lookup {name!r}")
    asked, field = reader.take(), text(reader.take("AS", then=True))
    given, output = reader.take("OUTPUT", then=True), text(reader.take("AS", then=True))
    reader.end()

    def step(event: Event) -> Event:
        values = event.get(field, ())
        found = [row[given] for row in rows if any(searching.is_like(value, row[asked]) for value in values)]
        return {**event, output: tuple(found)}

    return step
