"""Runs a check that is pasted into LogScale: the steps around the query, as CrowdStrike's reference has them.

All under library.humio.com, data-analysis: "createEvents()" (an event of each string), "parseJson()" (each leaf is kept
as text under its path), "Conditional Evaluation" (the clauses of `case` are tried in turn, each as a query of its own;
one that gives the event back has matched; an event that none matches is dropped), "Adding New Fields" (`:=` sets a
field to a text, or to another field's value if that is there), "stats()", "count()" (of a field: the events that have
it), "collect()" (the values of each field), "table()".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from clickops.verify.engines import EngineError
from clickops.verify.engines.logscale import ingested
from clickops.verify.models import logscale

Fields = dict[str, str]
_PIECE = re.compile(
    r'//[^\n]*|/\*.*?\*/|/(?:\\.|[^/\\\n])+/[a-zA-Z]*|"(?:\\.|[^"\\])*"|[^"/|;(){}\[\]]+|[|;(){}\[\]]', re.DOTALL
)
_OPEN = dict.fromkeys("({[", 1) | dict.fromkeys(")}]", -1)


def answer(query: str) -> list[Fields]:
    """Run a query that makes its own events."""
    first, parse, *others = parted(query, "|")
    assert parse == "parseJson()"
    events = [_parsed(text) for text in _strings(first)]
    for step in others:
        events = _run(step, events)
    return events


def parted(text: str, mark: str) -> list[str]:
    """Part a text where a mark stands outside of quotes, comments, expressions and brackets; comments are left out."""
    found, depth, at = [""], 0, 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            raise EngineError(f"no token at {text[at : at + 20]!r}")
        at = piece.end()
        depth += _OPEN.get(piece[0], 0)
        if piece[0] == mark and depth == 0:
            found.append("")
        elif not piece[0].startswith(("//", "/*")):
            found[-1] += piece[0]
    if depth:
        raise EngineError("a bracket that does not end")
    return [part.strip() for part in found]


def _strings(step: str) -> list[str]:
    found = re.fullmatch(r"createEvents\(\[(.*)\]\)", step, re.DOTALL)
    if not found:
        raise EngineError(f"not understood: {step[:80]}")
    literals = re.findall(r'"(?:\\.|[^"\\])*"', found[1])
    assert re.sub(r'"(?:\\.|[^"\\])*"', "", found[1]).replace(",", "").strip() == ""
    return [re.sub(r'\\(["\\])', r"\1", literal[1:-1]) for literal in literals]


def _parsed(text: str) -> Fields:
    value = json.loads(text)
    record = ingested(value.pop("Vendor"))
    return {**value, **{name: one for name, one in record.items() if not name.startswith("#")}}


def _run(step: str, events: Sequence[Fields]) -> list[Fields]:
    if step.startswith("case {"):
        clauses = [_clause(one) for one in parted(step.removeprefix("case {").removesuffix("}"), ";")]
        return [
            made for event in events for made in [next(filter(None, (one(event) for one in clauses)), None)] if made
        ]
    if found := re.fullmatch(r"stats\(\[(.*)\]\)", step):
        return [_counted(found[1], events)]
    if found := re.fullmatch(r"table\(\[(.*)\]\)", step):
        return [{name: event[name] for name in found[1].split(", ") if name in event} for event in events]
    clause = _clause(step)
    return [made for event in events if (made := clause(event))]


def _clause(text: str) -> Callable[[Fields], Fields | None]:
    """Read steps that filter, by the model, or assign."""
    steps = parted(text, "|")
    filters = [step for step in steps if ":=" not in step]
    assignments = [step.partition(" := ") for step in steps[len(filters) :]]
    assert all(sign for _, sign, _ in assignments)
    keeps = logscale.reader("\n| ".join(filters)) if filters not in ([], ["*"]) else lambda _: True

    def clause(event: Fields) -> Fields | None:
        if not keeps(event):
            return None
        made = dict(event)
        for name, _, value in assignments:
            if value.startswith('"'):
                made[name] = json.loads(value)
            elif value in event:
                made[name] = event[value]
        return made

    return clause


def _counted(functions: str, events: Sequence[Fields]) -> Fields:
    found: Fields = {}
    for field, name in re.findall(r"count\((?:(\w+), )?as=(\w+)\)", functions):
        found[name] = str(sum(not field or field in event for event in events))
    (collected,) = re.findall(r"collect\(\[([^]]*)\]\)", functions)
    for name in collected.split(", "):
        found[name] = "\n".join(dict.fromkeys(event[name] for event in events if name in event))
    return found
