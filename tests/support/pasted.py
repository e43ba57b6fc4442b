"""Runs the checks that are pasted into products, on what runs their language here."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import msgspec

from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.rules.tree import And, Named, Node, Not, Or
from clickops.verify import sentinel
from clickops.verify.compare import without
from clickops.verify.models import metric_filter
from support import aws, pasted_logscale, pasted_spl


class Said(msgspec.Struct, frozen=True):
    """What a check says: names are joined with semicolons."""

    result: str
    missed: str
    beside: str


class Case(msgspec.Struct, frozen=True):
    name: str
    rule: str
    match: bool
    event: dict[str, Any]


Ask = Callable[[str], Said]


def row(rows: Sequence[Sequence[Any]]) -> Said:
    """Read the one row of an answer: rule, result, missed, beside, number of cases."""
    ((_, result, missed, beside, _),) = rows
    return Said(result, *(("; ".join(one) if isinstance(one, list) else one or "") for one in (missed, beside)))


def _one(rows: Sequence[Mapping[str, str]], separator: str = "; ") -> Said:
    (found,) = rows
    names = ("; ".join(found.get(name, "").split(separator)) for name in ("missed", "beside"))
    return Said(found["result"], *names)


@contextmanager
def light(target: str) -> Iterator[Ask]:
    """Open what runs a target's checks in each test run."""
    match target:
        case "duckdb":
            import duckdb

            with duckdb.connect() as connection:
                yield lambda text: row(connection.execute(text).fetchall())
        case "sqlite":
            from clickops.verify.engines.sqlite import searches

            with closing(sqlite3.connect(":memory:")) as database:
                database.create_function("regexp", 2, searches, deterministic=True)
                yield lambda text: row(database.execute(text).fetchall())
        case "sentinel":
            with _kql() as ask:
                yield ask
        case "splunk":
            yield lambda text: _one(pasted_spl.answer(text))
        case "crowdstrike":
            yield lambda text: _one(pasted_logscale.answer(text), "\n")
        case _:
            with aws.cli(_filters) as environment:
                yield lambda text: script(text, environment)


@contextmanager
def _kql() -> Iterator[Ask]:
    """Open duckdb-kql, which has neither mv-apply nor patterns of columns (see the engine)."""
    import duckdb
    import duckdb_kql

    from clickops.verify.engines.kql_duckdb import without_apply

    with duckdb.connect() as connection:

        def ask(text: str) -> Said:
            text = without_apply(text, list(sentinel.COLUMNS)).replace("\n| project-away clickops_*", "")
            ((_, result, *names, _),) = duckdb_kql.execute(connection, text).fetchall()
            return Said(result, *("; ".join(json.loads(one)) for one in names))

        yield ask


def _filters(options: Mapping[str, str], given: str) -> str:
    """Answer as `aws logs test-metric-filter` does, by the model."""
    selects = metric_filter.reader(options["--filter-pattern"])
    messages: list[str] = json.loads(given)
    assert 0 < len(messages) <= 50
    return "\t".join(text for text in messages if selects(json.loads(text)))


def script(text: str, environment: Mapping[str, str]) -> Said:
    """Run a script for the shell."""
    done = subprocess.run(["sh", "-s"], input=text, capture_output=True, text=True, env=environment, check=False)  # noqa: S607
    assert done.returncode < 2, done.stderr
    first, *lines = done.stdout.splitlines()
    names = {kind: [line[10:] for line in lines if line.startswith(f"  {kind}: ")] for kind in ("missed", "beside")}
    result = re.split(r"[ ,]", first)[1]
    assert (result == "pass") is (done.returncode == 0)
    return Said(result, *("; ".join(one) for one in names.values()))


def mutants(rule: Rule) -> Iterator[Rule]:
    """Make rules that are wrong in one place: a negation flipped, a condition dropped, one taken for its negation."""
    for node in dict.fromkeys(_nodes(rule.condition)):
        for other in _faults(node):
            yield msgspec.structs.replace(rule, condition=_replaced(rule.condition, node, other))


def _faults(node: Node) -> Iterator[Node]:
    match node:
        case Not(child):
            yield child
        case And(nodes) | Or(nodes) if len(nodes) > 1:
            yield type(node)(nodes[1:])
            yield type(node)(nodes[:-1])
            yield (Or if isinstance(node, And) else And)(nodes)
        case And() | Or() | Named():
            pass
        case _:
            yield Not(node)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _nodes(child)
        case Not(child) | Named(_, child):
            yield from _nodes(child)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    match node:
        case And(nodes) | Or(nodes):
            return type(node)(tuple(_replaced(child, old, new) for child in nodes))
        case Not(child):
            return Not(_replaced(child, old, new))
        case Named(name, child):
            return Named(name, _replaced(child, old, new))
    return node


def expected(right: Rule, wrong: Rule, cases: Sequence[Any], lost: Sequence[str] = ()) -> Said:
    """Say what a check of one rule must say of another's query, by our own evaluator; what is lost is absent."""
    known = {case.name: without(case.event, lost) for case in cases}
    holds = [predicate(one.tree) for one in (right, wrong)]
    verdicts = {name: tuple(one(event) for one in holds) for name, event in known.items()}
    missed = [name for name, pair in verdicts.items() if pair == (True, False)]
    beside = [name for name, pair in verdicts.items() if pair == (False, True)]
    return Said("fail" if missed or beside else "pass", *("; ".join(sorted(one)) for one in (missed, beside)))


def in_order(said: Said) -> Said:
    return Said(said.result, *("; ".join(sorted(one.split("; "))) for one in (said.missed, said.beside)))
