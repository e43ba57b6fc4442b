"""How and, or and not are written: parentheses round everything that mixes, long queries on several lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from clickops.rules.tree import And, Atom, Named, Node, Not, Or, Test

WIDTH = 110


class Listing(msgspec.Struct, frozen=True):
    """Values between a head and a tail: `eventName IN (` ... `)`."""

    head: str
    items: tuple[str, ...]
    separator: str
    tail: str


class Joined(msgspec.Struct, frozen=True):
    """Documents with a word between each."""

    word: str
    parts: tuple[Doc, ...]


class Negated(msgspec.Struct, frozen=True):
    """A document between a head and a tail that negate it: `NOT (` ... `)`."""

    head: str
    part: Doc
    tail: str


Doc = str | Listing | Joined | Negated


class Words(msgspec.Struct, frozen=True):
    """How a language writes what joins questions."""

    conjunction: str
    disjunction: str
    negation: str  # up to and with the opening bracket
    end: str = ")"


Ask = Callable[[str, Sequence[Test]], Sequence[Doc]]
"""Writes the questions to one field, of which any may hold, as one document or several that are ORed.

Each is a unit: whatever stands beside it cannot tear it apart.
"""


def arrange(node: Node, words: Words, ask: Ask) -> Doc:
    """Make a document of a folded tree; alternatives for one field are asked together."""
    match node:
        case And(nodes):
            return Joined(words.conjunction, tuple(arrange(child, words, ask) for child in nodes))
        case Or(nodes):
            return _any_of(nodes, words, ask)
        case Not(child):
            return Negated(words.negation, arrange(child, words, ask), words.end)
        case Named(_, child):
            return arrange(child, words, ask)
        case Atom():
            return _any_of((node,), words, ask)


def _any_of(nodes: Sequence[Node], words: Words, ask: Ask) -> Doc:
    by_field: dict[str, list[Test]] = {}
    for child in nodes:
        if isinstance(child, Atom) and child.field is not None:
            by_field.setdefault(child.field, []).append(child.test)
    parts: list[Doc] = []
    for child in nodes:
        if not isinstance(child, Atom) or child.field is None:
            parts.append(arrange(child, words, ask))
        elif tests := by_field.pop(child.field, None):
            parts.extend(ask(child.field, tests))
    return parts[0] if len(parts) == 1 else Joined(words.disjunction, tuple(parts))


def conjuncts(node: Node) -> tuple[Node, ...]:
    """Take apart what must hold together."""
    return node.nodes if isinstance(node, And) else (node,)


def write(doc: Doc, *, width: int = WIDTH, indent: str = "", bare: bool = True) -> str:
    """Write a document: on one line if it fits, else one part a line."""
    return "\n".join(_lines(doc, width, indent, bare=bare))


def _inline(doc: Doc, *, bare: bool) -> str:
    match doc:
        case str():
            return doc
        case Listing(head, items, separator, tail):
            return head + separator.join(items) + tail
        case Negated(head, part, tail):
            return head + _inline(part, bare=True) + tail
        case Joined(word, parts):
            text = f" {word} ".join(_inline(part, bare=False) for part in parts)
            return text if bare else f"({text})"


def _lines(doc: Doc, width: int, indent: str, *, bare: bool) -> Iterator[str]:
    line = indent + _inline(doc, bare=bare)
    inner = indent + "  "
    if len(line) <= width or isinstance(doc, str):
        yield line
        return
    match doc:
        case Listing(head, items, separator, tail):
            yield indent + head
            yield from _filled(items, separator, inner, width)
            yield indent + tail
        case Negated(head, part, tail):
            yield indent + head
            yield from _lines(part, width, inner, bare=True)
            yield indent + tail
        case Joined(word, parts) if bare:
            for number, part in enumerate(parts):
                first, *rest = _lines(part, width, indent, bare=False)
                yield f"{indent}{word} {first[len(indent) :]}" if number else first
                yield from rest
        case Joined():
            yield indent + "("
            yield from _lines(doc, width, inner, bare=True)
            yield indent + ")"


def _filled(items: Sequence[str], separator: str, indent: str, width: int) -> Iterator[str]:
    """Put as many items on a line as fit."""
    line = indent
    for number, item in enumerate(items):
        text = item + (separator if number + 1 < len(items) else "")
        if line != indent and len(line) + len(text.rstrip()) > width:
            yield line.rstrip()
            line = indent
        line += text
    yield line
