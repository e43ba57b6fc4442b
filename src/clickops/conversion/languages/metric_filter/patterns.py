"""One filter pattern, however long it may be.

`*` stands at the ends of a text, as in the guide's examples. There is no negation: `!=` stands for it, with `NOT
EXISTS` beside it, because `!=` is false where the field is absent (the guide is silent, public reports agree; it reads
the same either way). True, false and null are asked by `IS`, and nothing is denied of a field that AWS writes as a
boolean, since it is not said what `!=` gives there. `[*]` is any member of an array, of which nothing can be
denied. eventName and eventSource stand in every record (CloudTrail user guide, "CloudTrail record contents": Optional:
False), so nothing stands beside `!=` there. Sources: CloudWatch Logs user guide, "Filter pattern syntax for metric
filters, subscription filters, filter log events, and Live Tail", "Using filter patterns to match terms in JSON log
events" (also for what of arrays and wildcards may be in one pattern).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from clickops.conversion import shapes
from clickops.conversion.cases import fields
from clickops.conversion.layout import conjuncts
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Exists, Node, Not, Number, Or, Test, Text

ALWAYS = frozenset({"eventName", "eventSource"})
_MEMBERS = 3  # `[*]` in one pattern
_TRUE = '"true"'
_WORD = re.compile(r"(?!(?:true|false|null|is|not|exists)$)[A-Za-z][A-Za-z0-9.]*[*]?", re.ASCII | re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNWRITABLE = re.compile(r'["*\\\x00-\x1f\x7f]')  # nothing says how these are written in a text

Part = tuple[str, str]
"""What is written, and what joins it: `and`, `or`, or nothing."""


class Writer:
    """Writes patterns; `kinds` says how the platform keeps the fields that are no keywords."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        self.size = lru_cache(maxsize=5_000)(self._size)
        self.part = lru_cache(maxsize=5_000)(self._part)

    def _size(self, tree: Node) -> int:
        """Give the length of a pattern; ConversionError where that is not all that is wrong."""
        pattern = self.pattern(tree)
        if pattern.count("[*]") > _MEMBERS:
            raise ConversionError(f"a filter pattern takes {_MEMBERS} wildcard selectors", target="")
        return len(pattern)

    def is_single(self, field: str) -> bool:
        """Whether a field holds one value: no array does, and nothing of which we know that it may be one."""
        return self.kinds.get(field) not in {"json", "several"}

    def pattern(self, tree: Node) -> str:
        """Write a pattern; raises ConversionError for what none can ask."""
        alone = [part for part in conjuncts(tree) if len(fields(part)) == 1 and not _holds_absent(part)]
        asked = ALWAYS.union(*map(fields, alone))
        return f"{{ {self.part(tree, asked)[0]} }}"

    def _part(self, node: Node, asked: frozenset[str]) -> Part:
        """Write a part, in which the fields that are `asked` are known to be there."""
        names = fields(node)
        if len(names) == 1:
            (name,) = names
            part = self._alone(node, negated=False)
            if name in asked or not _holds_absent(node):
                return part
            return _joined("or", [part, (f"{self._selector(name)} NOT EXISTS", "")])
        match node:
            case And(nodes) | Or(nodes):
                return _joined("and" if isinstance(node, And) else "or", [self.part(child, asked) for child in nodes])
            case Atom():
                raise shapes.refusal("a filter pattern", node.field or "", node.test)
            case _:
                return self.part(_pushed(node), asked)

    def _alone(self, node: Node, *, negated: bool) -> Part:
        """Write what asks one field, for where that is there."""
        match node:
            case Not(child):
                return self._alone(child, negated=not negated)
            case And(nodes) | Or(nodes):
                word = "and" if isinstance(node, And) is not negated else "or"
                return _joined(word, [self._alone(child, negated=negated) for child in nodes])
            case Atom(str() as field, test):
                word = "and" if isinstance(test, Number) and negated else "or"
                return _joined(word, [(one, "") for one in self._test(field, test, negated=negated)])
            case _:
                raise AssertionError(node)

    def _test(self, field: str, test: Test, *, negated: bool) -> Iterator[str]:
        selector, sign = self._selector(field), "!=" if negated else "="
        if negated and "[*]" in selector:
            raise ConversionError(f"a filter pattern can deny nothing of the members of an array ({field})", target="")
        match test:
            case Exists():
                yield f"{selector} IS NULL" if negated else f'{selector}="*"'
            case Number(value):
                yield f"{selector}{sign}{shapes.number(value)}"
                yield f'{selector}{sign}"{shapes.number(value)}"'
            case Text() if self.kinds.get(field) == "boolean":
                word = str((test.parts == ("true",)) is not negated).lower()
                yield f"{selector} IS {word.upper()}"
                yield f'{selector}="{word}"'
            case Text():
                text = _quoted(test)
                yield f"{selector}{sign}{text}"
                if text in {_TRUE, '"false"'}:
                    yield f"{selector} IS {str((text == _TRUE) is not negated).upper()}"
            case _:
                raise shapes.refusal("a filter pattern", field, test)

    def _selector(self, field: str) -> str:
        """Write a property selector: `$.a.b`, `$.a[*].b`."""
        listed = self.kinds.get(field) == "json"
        if listed and field.count(":") > 1:
            raise ConversionError(
                f"a filter pattern looks into one array, not into arrays of arrays ({field})", target=""
            )
        above, mark, below = field.partition(":") if listed else (field, "", "")
        return "$" + _keys(above) + ("[*]" if mark else "") + _keys(below)


def _keys(path: str) -> str:
    return "".join(f".{key}" if _PLAIN.fullmatch(key) else f".['{key}']" for key in path.split(".") if key)


def _quoted(text: Text) -> str:
    if shapes.shape(text)[0] == "pattern":
        raise ConversionError(
            "a filter pattern takes * at the ends of a text, and no sign for one character", target=""
        )
    if _UNWRITABLE.search(shapes.literals(text)):
        raise ConversionError(
            "a filter pattern holds no quotation mark, backslash, star or control character", target=""
        )
    written = shapes.write(text, str)
    return written if _WORD.fullmatch(written) else f'"{written}"'


def _joined(word: str, parts: Sequence[Part]) -> Part:
    """Join parts; && binds more tightly than ||."""
    if len(parts) == 1:
        return parts[0]
    if word == "or":
        return " || ".join(text for text, _ in parts), "or"
    return " && ".join(f"({text})" if joined == "or" else text for text, joined in parts), "and"


def _pushed(node: Node) -> Node:
    """Push a negation one step into what asks several fields."""
    match node:
        case Not(And(nodes)):
            return Or(tuple(map(Not, nodes)))
        case Not(Or(nodes)):
            return And(tuple(map(Not, nodes)))
        case Not(Atom() as atom):
            raise shapes.refusal("a filter pattern", atom.field or "", atom.test)
        case Not(Not(child)):
            return child
        case _:
            raise AssertionError(node)


@lru_cache(maxsize=5_000)
def _holds_absent(node: Node) -> bool:
    """Say whether what asks one field holds where that is absent."""
    match node:
        case Not(child):
            return not _holds_absent(child)
        case And(nodes):
            return all(map(_holds_absent, nodes))
        case Or(nodes):
            return any(map(_holds_absent, nodes))
        case _:
            return False
