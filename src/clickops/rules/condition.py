"""The condition language: names, `not`, `and`, `or`, parentheses, `1 of`, `all of`, `them`, patterns.

Rules specification 2.1, "Condition". Where it is silent: a selector that means no detection is an error, since
dropping it (pySigma 1) or calling it true (others) turns a typing error into a rule that finds everything.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping, Sequence

from clickops.errors import UnsupportedError
from clickops.rules.tree import And, Named, Node, Not, Or, atoms

_TOKEN = re.compile(r"\s*(?:(?P<sign>[()|])|(?P<word>[^\s()|]+))")
_DEPTH_LIMIT = 50
_WORD_LIMIT = 2_000
_SIZE_LIMIT = 100_000
_QUANTIFIERS: dict[str, type[And | Or]] = {"1": Or, "any": Or, "all": And}


def parse(conditions: Sequence[str], detections: Mapping[str, Node]) -> Node:
    """Put `detections` together as one of `conditions` says; each stands in the tree under its name.

    Raises UnsupportedError, without path and line, for whatever is not in the language, and for what would make
    a small rule a large tree by naming its detections again and again.
    """
    parser = _Parser(detections)
    nodes = [parser.whole(condition) for condition in conditions]
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


class _Parser:
    def __init__(self, detections: Mapping[str, Node]) -> None:
        self.detections = detections
        self.sizes = {name: sum(1 for _ in atoms(node)) + 1 for name, node in detections.items()}
        self.size = 0
        self.words = 0
        self.tokens: list[str] = []
        self.at = 0

    def whole(self, condition: str) -> Node:
        self.tokens = [match["sign"] or match["word"] for match in _TOKEN.finditer(condition.rstrip())]
        self.at = 0
        self.words += len(self.tokens) + 1
        if self.words > _WORD_LIMIT:
            raise UnsupportedError(f"the condition has more than {_WORD_LIMIT:,} words")
        node = self.either(0)
        if self.at < len(self.tokens):
            raise self.unexpected()
        return node

    def either(self, depth: int) -> Node:
        return self.chain("or", Or, lambda: self.chain("and", And, lambda: self.operand(depth)))

    def chain(self, word: str, kind: type[And | Or], operand: Callable[[], Node]) -> Node:
        nodes = [operand()]
        while self.peek() == word:
            self.at += 1
            nodes.append(operand())
        return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))

    def operand(self, depth: int) -> Node:
        if depth == _DEPTH_LIMIT:
            raise UnsupportedError(f"the condition is nested deeper than {_DEPTH_LIMIT} levels")
        word = self.peek()
        if word == "not":
            self.at += 1
            return Not(self.operand(depth + 1))
        if word == "(":
            self.at += 1
            node = self.either(depth + 1)
            if self.peek() != ")":
                raise self.unexpected("a closing parenthesis")
            self.at += 1
            return node
        if word in {"", ")", "|", "and", "or", "of"}:
            raise self.unexpected("a detection")
        self.at += 1
        return self.selector(word) if self.peek() == "of" else self.name(word)

    def name(self, word: str) -> Node:
        if word in self.detections:
            return self.named(word)
        if word in {"AND", "OR", "NOT"}:
            raise UnsupportedError(f"{word}: write the condition's operators in lower case")
        if "*" in word:
            raise UnsupportedError(f"{word}: a pattern needs `1 of` or `all of` before it")
        raise UnsupportedError(f"the condition names {word!r}, which is not a detection of this rule")

    def selector(self, quantifier: str) -> Node:
        self.at += 1
        pattern = self.peek()
        if pattern in {"", "(", ")", "|"}:
            raise self.unexpected("a pattern or `them` after `of`")
        self.at += 1
        kind = _QUANTIFIERS.get(quantifier)
        if kind is None:
            raise UnsupportedError(f"`{quantifier} of` is not in the specification: use `1 of` or `all of`")
        self.grow(len(self.detections))
        names = [name for name in self.detections if _selects(pattern, name)]
        if not names:
            raise UnsupportedError(f"`{quantifier} of {pattern}` means no detection of this rule")
        return Named(f"{quantifier} of {pattern}", kind(tuple(map(self.named, names))))

    def named(self, name: str) -> Named:
        self.grow(self.sizes[name])
        return Named(name, self.detections[name])

    def grow(self, size: int) -> None:
        self.size += size
        if self.size > _SIZE_LIMIT:
            raise UnsupportedError(f"the condition makes more than {_SIZE_LIMIT:,} comparisons of its detections")

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def unexpected(self, wanted: str = "`and` or `or`") -> UnsupportedError:
        word = self.peek()
        if word == "|":
            kind = next(iter(self.tokens[self.at + 1 : self.at + 2]), "")[:20]
            return UnsupportedError(
                f"`| {kind}` is an aggregation, which left Sigma: write a condition on one event (clickops counts none)"
            )
        found = f"{word!r}" if word else "nothing"
        return UnsupportedError(f"the condition has {found} where {wanted} is expected")


def _selects(pattern: str, name: str) -> bool:
    """Whether a selector means `name`: names with `_` in front only when the pattern begins so too."""
    if pattern == "them":
        return not name.startswith("_")
    if name.startswith("_") and not pattern.startswith("_"):
        return False
    return fnmatch.fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))
