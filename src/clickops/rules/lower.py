"""Detections become trees: maps are `and`, lists of maps `or`, lists of values `or` unless `all` says otherwise.

Rules specification 2.1, "Detection". Where it is silent: an empty list or map is an error, since nobody means
what either could be taken for; a null in a list of values is one more value.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from clickops.errors import PlaceholderError, RuleError, UnsupportedError
from clickops.rules import condition, modifiers, pattern
from clickops.rules.document import Mapping
from clickops.rules.document import Sequence as Listed
from clickops.rules.expansions import Variables
from clickops.rules.tree import And, Atom, FieldReference, Node, Not, Number, Or, Regex, Test, Text, Wildcard

_NO_DETECTION = frozenset({"condition", "timeframe"})
_ATOM_LIMIT = 20_000
_DOT_LIMIT = 16  # each dot doubles the ways in which a name can be split into keys


def lower(section: Mapping, *, path: str, variables: Variables, besides: frozenset[str]) -> Node:
    """Lower a `detection` or `filter` section into one tree.

    `besides` names the keys that are neither detections nor the condition. Raises RuleError with path and line.
    """
    lowering = _Lowering(path, variables)
    skipped = _NO_DETECTION | besides
    detections = {
        name: lowering.detection(value, section.lines[name]) for name, value in section.items() if name not in skipped
    }
    conditions: Any = section.get("condition")
    texts: list[Any] = conditions if isinstance(conditions, list) else [conditions]
    line = section.lines.get("condition", section.line)
    if not texts or not all(isinstance(text, str) for text in texts):
        raise RuleError("a condition is needed: text, or a list of texts", path=path, line=line)
    with _placed(path, line):
        return condition.parse(texts, detections)


class _Lowering:
    """What one section shares: where it stands, the placeholders' values, and a bound on its size."""

    def __init__(self, path: str, variables: Variables) -> None:
        self.path = path
        self.variables = variables
        self.atoms = 0

    def detection(self, value: Any, line: int) -> Node:  # noqa: ANN401 - whatever YAML holds
        if isinstance(value, Mapping):
            if not value:
                raise RuleError("the detection is empty", path=self.path, line=line)
            return _join(And, [self.item(key, item, value.lines[key]) for key, item in value.items()])
        if isinstance(value, Listed):
            if not value:
                raise RuleError("the list is empty", path=self.path, line=line)
            pairs = zip(value, value.lines, strict=True)
            return _join(Or, [self.detection(member, at) for member, at in pairs])
        return self.item("", value, line)

    def item(self, key: str, value: Any, line: int) -> Node:  # noqa: ANN401
        """Lower `field|modifier|modifier: value or values`; without a field it is a keyword."""
        field, *chain = (part.strip() for part in key.split("|"))
        values: Sequence[Any] = value if isinstance(value, Listed) else [value]
        lines = value.lines if isinstance(value, Listed) else [line]
        if not values:
            raise RuleError(f"{key}: the list of values is empty", path=self.path, line=line)
        nodes = [self.value(field, chain, one, at) for one, at in zip(values, lines, strict=True)]
        node = _join(And if "all" in chain else Or, nodes)
        return Not(node) if "neq" in chain else node

    def value(self, field: str, chain: Sequence[str], value: Any, line: int) -> Node:  # noqa: ANN401
        if isinstance(value, Mapping | Listed):
            key = next(iter(value), "") if isinstance(value, Mapping) else ""
            told = f"{field}|{key}: ..." if modifiers.known(key) else "nested fields with dots"
            reason = f"{field or 'a keyword'} has a list or mapping where a value is expected: write {told}"
            raise RuleError(reason, path=self.path, line=line)
        with _placed(self.path, line):
            found = modifiers.tests(value, chain, self.variables)
            for name in (field, *(test.field for test in found if isinstance(test, FieldReference))):
                if name.count(".") > _DOT_LIMIT:
                    raise UnsupportedError(f"{name[:40]}...: more than {_DOT_LIMIT} dots in the name of a field")
            if not field:
                found = [_keyword(test) for test in found]
            self.atoms += len(found)
            if self.atoms > _ATOM_LIMIT:
                raise UnsupportedError(f"more than {_ATOM_LIMIT:,} values after modifiers in one rule")
        return _join(Or, [Atom(field or None, test, line) for test in found])


@contextlib.contextmanager
def _placed(path: str, line: int) -> Iterator[None]:
    """Give errors raised within it their path and line."""
    try:
        yield
    except (UnsupportedError, PlaceholderError) as error:
        raise type(error)(error.reason, path=path, line=line) from None


def _keyword(test: Test) -> Test:
    """Make a keyword of a test: text that stands anywhere in any value, numbers as JSON writes them."""
    match test:
        case Text(parts, cased):
            return Text(pattern.join((Wildcard.MANY, *parts, Wildcard.MANY)), cased)
        case Number(value):
            return Text((Wildcard.MANY, str(value), Wildcard.MANY))
        case Regex():
            return test
        case _:
            raise UnsupportedError(f"a keyword cannot be asked for {type(test).__name__.lower()}: name a field")


def _join(kind: type[And | Or], nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
