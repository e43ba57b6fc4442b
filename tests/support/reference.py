"""A second reading of sigma-semantics in the fewest lines, as slow as it likes, that shares no code with ours."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from clickops.rules.tree import And, Compare, Exists, FieldReference, Named, Node, Not, Null, Number, Or, Text


def holds(node: Node, event: dict[str, Any]) -> bool:
    if isinstance(node, Named):
        return holds(node.node, event)
    if isinstance(node, Not):
        return not holds(node.node, event)
    if isinstance(node, And | Or):
        each = [holds(child, event) for child in node.nodes]
        return all(each) if isinstance(node, And) else any(each)
    values = list(leaves(event, deep=True)) if node.field is None else list(found(event, node.field.split(".")))
    if isinstance(node.test, Null):
        return values == [] or None in values
    if isinstance(node.test, Exists):
        return (values != []) == node.test.expected
    return any(passes(node.test, value, event) for value in leaves(values, deep=node.field is None))


def found(value: Any, keys: list[str]) -> list[Any]:
    if not keys:
        return [value]
    if isinstance(value, list):
        return list(itertools.chain.from_iterable(found(member, keys) for member in value))
    if not isinstance(value, dict):
        return []
    if ".".join(keys) in value:
        return [value[".".join(keys)]]
    splits = [(".".join(keys[:n]), keys[n:]) for n in range(1, len(keys))]
    return list(itertools.chain.from_iterable(found(value[head], rest) for head, rest in splits if head in value))


def leaves(value: Any, *, deep: bool) -> list[Any]:
    members = value if isinstance(value, list) else list(value.values()) if deep and isinstance(value, dict) else None
    if members is None:
        return [] if value is None or isinstance(value, dict) else [value]
    return list(itertools.chain.from_iterable(leaves(member, deep=deep) for member in members))


def passes(test: Any, value: Any, event: dict[str, Any]) -> bool:
    text = value if isinstance(value, str) else json.dumps(value)
    number = not isinstance(value, bool | str)
    if isinstance(test, Text):
        wanted = "".join(re.escape(p) if isinstance(p, str) else (".*", ".")[p] for p in test.parts)
        fold = (lambda t: t) if test.cased else str.lower
        if not test.cased:
            wanted = "".join(re.escape(p.lower()) if isinstance(p, str) else (".*", ".")[p] for p in test.parts)
        return re.fullmatch(wanted, fold(text), re.DOTALL) is not None
    if isinstance(test, Number):
        return bool(value == (test.value if number else json.dumps(test.value)))
    if isinstance(test, Compare):
        try:
            left = float(value) if not isinstance(value, bool) else None
        except ValueError:
            return False
        signs = {"lt": "__lt__", "lte": "__le__", "gt": "__gt__", "gte": "__ge__", "eq": "__eq__"}
        return left is not None and bool(getattr(left, signs[test.operator])(float(test.value)))
    assert isinstance(test, FieldReference)
    return any(refers(test, value, other) for other in leaves(found(event, test.field.split(".")), deep=False))


def refers(test: FieldReference, value: Any, other: Any) -> bool:
    left, right = (one if isinstance(one, str) else json.dumps(one) for one in (value, other))
    if not test.cased:
        left, right = left.lower(), right.lower()
    if test.before or test.after:
        places = range(len(left) - len(right) + 1)
        starts = [at for at in places if left[at:].startswith(right)]
        return any((test.before or at == 0) and (test.after or at + len(right) == len(left)) for at in starts)
    same = not isinstance(value, bool | str) and not isinstance(other, bool | str) and value == other
    return left == right or same
