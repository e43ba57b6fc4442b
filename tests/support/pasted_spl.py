"""Runs a check that is pasted into Splunk: the commands around the query, as the Search Reference has them.

[makeresults]: `format=json data="[...]"` makes an event of each object, a field of each key. [spath]: without a path it
extracts all fields of the first 5,000 characters of `input`, named as the search of events names them. [appendpipe]: a
subpipeline is run on the results, and what it gives is added to them. [stats]: `count` counts results, `count(X)` those
in which the field is, `values(X)` gives its distinct values in lexicographical order; without BY there is one row, with
BY one for each combination of its fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from clickops.verify.engines import EngineError
from clickops.verify.models.spl import evaluation, ingestion, pipeline
from clickops.verify.models.spl.tokens import Event, text

_PIECE = re.compile(r'```.*?```|"(?:\\.|[^"\\])*"|[^"`|\[\]]+|[|\[\]]', re.DOTALL)
_CUTOFF = 5000


def answer(search: str) -> list[dict[str, str]]:
    """Run a search that begins with a generating command; a field of several values is joined with semicolons."""
    first, generating, *others = commands(search)
    assert first == "", "a generating command stands behind a pipe"
    events = list(_made(generating))
    for command in others:
        events = _run(command, events)
    return [{name: "; ".join(values) for name, values in event.items() if values} for event in events]


def commands(search: str) -> list[str]:
    """Part a search at the pipes that stand in no quotes and no brackets; comments are left out."""
    found, depth, at = [""], 0, 0
    while at < len(search):
        piece = _PIECE.match(search, at)
        if piece is None:
            raise EngineError(f"a quote that does not end, or a macro, at {search[at : at + 20]!r}")
        at = piece.end()
        depth += {"[": 1, "]": -1}.get(piece[0], 0)
        if piece[0] == "|" and depth == 0:
            found.append("")
        elif not piece[0].startswith("```"):
            found[-1] += piece[0]
    if depth:
        raise EngineError("a bracket that does not end")
    return [command.strip() for command in found]


def _made(command: str) -> Iterator[Event]:
    found = re.fullmatch(r'makeresults format=json data=("(?:\\.|[^"\\])*")', command, re.DOTALL)
    if not found:
        raise EngineError(f"not understood: {command[:80]}")
    for member in json.loads(text(found[1])):
        if not all(isinstance(value, str) for value in member.values()):
            raise EngineError("what makeresults makes of anything but texts is not documented")
        yield {name: (value,) for name, value in member.items()}


def _run(command: str, events: Sequence[Event]) -> list[Event]:
    name, _, rest = command.partition(" ")
    match name:
        case "spath":
            return [_extracted(event, rest.removeprefix("input=")) for event in events]
        case "eval":
            field, value = evaluation.read(rest)
            made = [(event, value(event)) for event in events]
            assert not any(isinstance(one, bool) for _, one in made)
            return [{**event, field: () if one is None else evaluation.texts(one)} for event, one in made]
        case "appendpipe":
            return [*events, *_piped(rest.removeprefix("[").removesuffix("]"), events)]
        case "stats":
            return list(_stats(rest, events))
        case "table":
            return [{field: event.get(field, ()) for field in rest.split(", ")} for event in events]
    raise EngineError(f"not understood: {command[:80]}")


def _extracted(event: Event, field: str) -> Event:
    (source,) = event[field]
    if len(source) > _CUTOFF:
        raise EngineError("spath reads no more")
    found = ingestion.fields(json.loads(source), addon=False)
    assert not set(found) & set(event)
    return {**event, **found}


def _piped(subpipe: str, events: Sequence[Event]) -> list[Event]:
    """Run the query, which the model reads, and the command that marks what it keeps."""
    query, mark = subpipe.strip().rsplit("\n| ", 1)
    keeps = pipeline.read(query)
    return _run(mark, [event for event in events if keeps(event)])


def _stats(rest: str, events: Sequence[Event]) -> Iterator[Event]:
    functions, _, by = rest.partition(" BY ")
    fields = by.split(", ") if by else []
    groups: dict[tuple[str, ...], list[Event]] = {} if fields else {(): []}
    for event in events:
        if all(event.get(field) for field in fields):
            groups.setdefault(tuple(event[field][0] for field in fields), []).append(event)
    asked = re.findall(r"(count|values)(?:\((\w+)\))? AS (\w+)", functions)
    assert len(asked) == functions.count(" AS ")
    for key, members in groups.items():
        made: dict[str, tuple[str, ...]] = {field: (value,) for field, value in zip(fields, key, strict=True)}
        for function, field, name in asked:
            values = [value for event in members for value in event.get(field, ())]
            number = len(values) if field else len(members)
            made[name] = (str(number),) if function == "count" else tuple(sorted(set(values)))
        yield made
