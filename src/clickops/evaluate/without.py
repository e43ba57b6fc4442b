"""What is left of a condition where fields are never there: what it certainly says, whatever else an event holds."""

from __future__ import annotations

from collections.abc import Iterable

from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Null, Or, fields


def certain(node: Node, lost: Iterable[str]) -> bool | None:
    """Say what `node` is of every event that has none of the fields `lost`, nor any below them; None if it depends."""
    return _certain(node, tuple(lost))


def reads(node: Node, lost: Iterable[str]) -> bool:
    """Tell whether `node` looks at one of these fields, or below one."""
    lost = tuple(lost)
    return any(_is_lost(field, lost) for field in fields(node))


def _certain(node: Node, lost: tuple[str, ...]) -> bool | None:
    match node:
        case Named(_, child):
            return _certain(child, lost)
        case Not(child):
            inner = _certain(child, lost)
            return None if inner is None else not inner
        case And(nodes):
            return _joined(nodes, lost, decisive=False)
        case Or(nodes):
            return _joined(nodes, lost, decisive=True)
        case Atom(field, test):
            if isinstance(test, FieldReference) and _is_lost(test.field, lost):
                return False
            if field is None or not _is_lost(field, lost):
                return None
            return isinstance(test, Null) or test == Exists(expected=False)


def _joined(nodes: tuple[Node, ...], lost: tuple[str, ...], *, decisive: bool) -> bool | None:
    found = [_certain(node, lost) for node in nodes]
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _is_lost(field: str, lost: tuple[str, ...]) -> bool:
    return any(field == name or field.startswith(f"{name}.") for name in lost)
