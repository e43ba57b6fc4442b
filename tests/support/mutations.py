"""Seeded faults, which a proof must catch on every engine.

Each is made in the tree, which the converter writes as it is, while the evaluator is asked the whole rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from clickops.conversion.queries import Conversion, Converted
from clickops.conversion.targets import Format, Target
from clickops.errors import ConversionError
from clickops.rules.load import load
from clickops.rules.pack import Rule
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Or, Text, Wildcard, atoms
from clickops.tuning import suite
from clickops.verify import corpus, engines
from clickops.verify.compare import verdicts
from support import planted
from support.engines import started
from support.platform import ask, rule, text


def changed(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Change the first node from the top that `change` does not leave alone."""
    done = False

    def walk(one: Node) -> Node:
        nonlocal done
        if done:
            return one
        if (other := change(one)) is not None:
            done = True
            return other
        match one:
            case And(nodes):
                return And(tuple(map(walk, nodes)))
            case Or(nodes):
                return Or(tuple(map(walk, nodes)))
            case Not(child):
                return Not(walk(child))
            case Named(name, child):
                return Named(name, walk(child))
        return one

    made = walk(node)
    assert done
    return made


def without_guard(node: Node) -> Node:
    """Make a negation false where a field below it is absent."""

    def change(one: Node) -> Node | None:
        if isinstance(one, Not) and "userIdentity.invokedBy" in {atom.field for atom in atoms(one)}:
            return And((one, Atom("userIdentity.invokedBy", Exists(expected=True))))
        return None

    return changed(node, change)


def flipped(node: Node) -> Node:
    return changed(node, lambda one: one.node if isinstance(one, Not) else None)


def with_a_broken_mapping(node: Node) -> Node:
    def change(one: Node) -> Node | None:
        if isinstance(one, Atom) and one.field == "eventName" and isinstance(one.test, Text):
            return Atom("eventSource", one.test)
        return None

    return changed(node, change)


def without_a_parenthesis(node: Node) -> Node:
    """Read `a AND (b OR c)` as `(a AND b) OR c`."""

    def change(one: Node) -> Node | None:
        if not isinstance(one, And):
            return None
        for at, child in enumerate(one.nodes):
            inner = child.node if isinstance(child, Named) else child
            if isinstance(inner, Or) and len(inner.nodes) > 1:
                rest = one.nodes[:at] + one.nodes[at + 1 :]
                return Or((And((*rest, inner.nodes[0])), *inner.nodes[1:]))
        return None

    return changed(node, change)


def with_case(node: Node) -> Node:
    def change(one: Node) -> Node | None:
        if isinstance(one, Atom) and isinstance(one.test, Text | FieldReference) and not one.test.cased:
            return Atom(one.field, msgspec.structs.replace(one.test, cased=True))
        return None

    return changed(node, change)


def with_a_wildcard(node: Node) -> Node:
    """Take a literal star or underscore of a value for a wildcard."""

    def change(one: Node) -> Node | None:
        if not isinstance(one, Atom) or not isinstance(one.test, Text):
            return None
        parts: list[str | Wildcard] = []
        for part in one.test.parts:
            if isinstance(part, str) and "*" in part:
                before, _, after = part.partition("*")
                parts += [piece for piece in (before, Wildcard.MANY, after) if piece != ""]
            else:
                parts.append(part)
        return Atom(one.field, Text(tuple(parts))) if tuple(parts) != one.test.parts else None

    return changed(node, change)


MUTATIONS = {
    "drop the guard": without_guard,
    "flip a negation": flipped,
    "break a mapping": with_a_broken_mapping,
    "lose a parenthesis": without_a_parenthesis,
    "drop the case folding": with_case,
    "un-escape a value": with_a_wildcard,
}


def _rule(*name: str | Wildcard) -> Rule:
    return rule(
        And(
            (
                ask("eventSource", "iam.amazonaws.com"),
                ask("eventName", text(*name)),
                Or((ask("userIdentity.type", "Root"), ask("userIdentity.type", "IAMUser"))),
                Not(ask("awsRegion", "us-gov-*")),
                Not(ask("userIdentity.invokedBy", "AWS Internal")),
            )
        ),
        "hostile",
    )


HOSTILE = _rule("Create*User", Wildcard.MANY)
MILDER = _rule("Create", Wildcard.MANY)  # for languages that refuse a literal star by name


def events() -> list[dict[str, Any]]:
    """Give events of which each mutation changes what is selected."""
    (manual,) = load().select(["aws_cloudtrail_manual_change"]).rules
    cases = [case for case in suite.gather(on_problem=lambda _: None).cases if case.rule == manual.name]
    person = next(case.event for case in cases if case.match and not _invoked(case.event))
    made = [
        person
        | {
            "eventName": name,
            "eventSource": source,
            "awsRegion": region,
            "userIdentity": person["userIdentity"] | identity,
        }
        for name in ("Create*User", "CreateXUser", "create*user2", "DeleteUser")
        for source in ("iam.amazonaws.com", "sts.amazonaws.com")
        for region in ("eu-west-1", "us-gov-west-1")
        for identity in ({"type": "Root"}, {"type": "IAMUser"}, {"type": "Root", "invokedBy": "AWS Internal"})
    ]
    return corpus.numbered([*(case.event for case in cases), *made, *corpus.variants(made[0], HOSTILE)])


def _invoked(event: dict[str, Any]) -> bool:
    return "invokedBy" in event.get("userIdentity", {})


def _knows_no_case(conversion: Conversion) -> bool:
    """Whether the language cannot fold case, or the engine always does, as the Python package eql does."""
    return "case" in conversion.format.differs or conversion.format.engine == "eql"


class Mutated:
    """A conversion that writes a mutation of the rule that it is given."""

    def __init__(self, conversion: Conversion, mutate: Callable[[Node], Node]) -> None:
        self.conversion = conversion
        self.mutate = mutate

    @property
    def format(self) -> Format:
        return msgspec.structs.replace(self.conversion.format, differs={})

    @property
    def settings(self) -> Mapping[str, str]:
        return self.conversion.settings

    def filtered(self, one: Rule) -> Rule:
        return self.conversion.filtered(one)

    def query(self, one: Rule) -> Converted:
        return self.conversion.query(msgspec.structs.replace(one, condition=self.mutate(one.condition)))


class Once:
    """An engine that holds its events already."""

    def __init__(self, engine: engines.Engine, some: list[dict[str, Any]]) -> None:
        self.version = engine.version
        self.run = engine.run
        self.known = getattr(engine, "known", lambda event: event)
        self._taken = engine.load(some)

    def load(self, _: object) -> frozenset[str]:
        return self._taken


def _asked(conversion: Conversion) -> Rule:
    try:
        conversion.query(HOSTILE)
    except ConversionError as error:
        if "star" not in error.reason:
            raise
        return MILDER
    return HOSTILE


def caught(target: Target, name: str, some: list[dict[str, Any]]) -> dict[str, bool]:
    """Run a rule, which must be the same, and each mutation of it that touches the platform: was it caught?

    Each field must be where the queries look for it, too.
    """
    some = corpus.numbered([*some, *planted.records()])
    conversion = Conversion(target, name)
    asked = _asked(conversion)
    lost = {note.field for note in conversion.query(asked).notes if note.lost}
    spared = set() if asked is HOSTILE else {"un-escape a value"}
    spared |= {"drop the guard"} if "userIdentity.invokedBy" in lost else set()
    spared |= {"drop the case folding"} if _knows_no_case(conversion) else set()
    found: dict[str, bool] = {}
    with started(target, name) as (shipped, opened):
        engine = Once(opened, some)
        (plain,) = verdicts(engine, shipped, [asked], some)
        assert plain.same, plain
        assert plain.selected > 0
        for mutation in MUTATIONS.keys() - spared:
            mutated: Any = Mutated(shipped, MUTATIONS[mutation])
            (verdict,) = verdicts(engine, mutated, [asked], some)
            found[mutation] = not verdict.same  # a language may also see that it can never match
        misplaced, placed = planted.misplaced(engine, shipped, some)
        assert misplaced == []
        assert placed >= 8
    return found
