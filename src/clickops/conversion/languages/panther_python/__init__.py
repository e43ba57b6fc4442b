"""Panther's detections: Python modules with `rule(event)`, `title`, `dedup` and `alert_context`.

Python can say all that Sigma can, so a rule is one expression over a few functions (helpers.py) that are copied
into its file: it needs no helper of Panther's, and runs wherever Python does. What a rule holds gets into the file as
a literal only. Source: Panther documentation, "Writing Python detections".
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import lru_cache

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.conversion.languages.panther_python import helpers
from clickops.conversion.layout import Doc, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Compare, Exists, FieldReference, Number, Regex, Test, Text, Wildcard

_EDGES = regexes.edges(r"\A", r"\Z")
_WORDS = Words("and", "or", "not (")
_WIDTH = 100  # of panther-analysis
_ALWAYS = (helpers.find, helpers.scalars, helpers.text, helpers.texts)
_IMPORTS = (
    ("ipaddress.", "import ipaddress"),
    ("re.", "import re"),
    ("Mapping", "from collections.abc import Mapping, Sequence"),
    ("fnmatchcase(", "from fnmatch import fnmatchcase"),
)
_SHAPES: dict[str, Callable[..., bool]] = {
    "exact": helpers.equals,
    "prefix": helpers.starts,
    "suffix": helpers.ends,
    "contains": helpers.contains,
    "any": helpers.like,
    "pattern": helpers.like,
}
_OPERATORS = {"eq": "==", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_REFERENCES = {
    (False, False): "equals",
    (False, True): "starts with",
    (True, False): "ends with",
    (True, True): "contains",
}
_CONTEXT = (
    *("eventTime", "eventSource", "eventName", "errorCode", "awsRegion", "recipientAccountId"),
    *("userIdentity.type", "userIdentity.arn", "sourceIPAddress", "userAgent", "requestID", "eventID"),
)
_ENTRY = '''

def rule(event: object) -> bool:
    """Say whether the event is one to alert on."""
    return (
{condition}
    )


def title(event: object) -> str:
    """Write the alert's title."""
    return f"{{TITLE}}: {{shown(event, 'eventName')}} by {{shown(event, 'userIdentity.arn')}}"


def dedup(event: object) -> str:
    """Give what alerts that are one have in common."""
    return shown(event, DEDUP)


def alert_context(event: object) -> dict[str, str]:
    """Show what a person wants to know first."""
    return {{name: shown(event, name) for name in CONTEXT}}'''


def render(query: Query) -> str:
    """Write a module; the option `dedup` names the raw field of which each value is an alert of its own."""
    asking = _Asking()
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    docs = tuple(layout.arrange(node, _WORDS, asking.ask) for node in nodes)
    doc = docs[0] if len(docs) == 1 else layout.Joined("and", docs)
    condition = layout.write(doc, width=_WIDTH, indent=" " * 8)
    functions = [function for function in vars(helpers).values() if function in (*_ALWAYS, *asking.used, helpers.shown)]
    sources = "\n\n\n".join(_source(function) for function in functions)
    imports = [line for sign, line in _IMPORTS if sign in sources]
    context = layout.write(Listing("CONTEXT = [", tuple(map(_literal, _CONTEXT)), ", ", "]"), width=_WIDTH)
    constants = f"TITLE = {_literal(query.title)}\nDEDUP = {_literal(query.options.get('dedup', 'eventID'))}\n{context}"
    module = "\n".join([*imports, "", constants, "", "", sources, _ENTRY.format(condition=condition)])
    try:
        compile(module, "rule", "exec", dont_inherit=True)
    except (SyntaxError, RecursionError, MemoryError):
        raise ConversionError("the condition nests deeper than Python reads", target="") from None
    return module


@lru_cache(maxsize=64)
def _source(function: Callable[..., object]) -> str:
    return inspect.getsource(function).rstrip()


class _Asking:
    """Writes questions, and knows which functions they need."""

    def __init__(self) -> None:
        self.used: set[Callable[..., object]] = set()

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        grouped: dict[tuple[Callable[..., bool], bool], list[str]] = {}
        docs: list[Doc] = []
        for test in tests:
            if isinstance(test, Text):
                shape, literal = shapes.shape(test)
                cased = test.cased and shapes.has_letters(shapes.literals(test))
                value = _pattern(test) if _SHAPES[shape] is helpers.like else literal
                grouped.setdefault((_SHAPES[shape], cased), []).append(_literal(value))
            elif isinstance(test, Regex):
                pattern = regexes.write(parsing.parse(test), _character, _EDGES)
                grouped.setdefault((helpers.searches, False), []).append(_literal(pattern))
            elif isinstance(test, Number):
                grouped.setdefault((helpers.is_number, False), []).append(repr(test.value))
            elif isinstance(test, Cidr):
                grouped.setdefault((helpers.in_network, False), []).append(_literal(test.network))
            else:
                docs.append(self.single(field, test))
        return [self.listed(function, field, values, cased) for (function, cased), values in grouped.items()] + docs

    def listed(self, function: Callable[..., bool], field: str, values: Sequence[str], cased: bool) -> Doc:  # noqa: FBT001
        tail = "], cased=True)" if cased else "])"
        return Listing(f"{self.call(function)}(event, {_literal(field)}, [", tuple(dict.fromkeys(values)), ", ", tail)

    def single(self, field: str, test: Test) -> str:
        name = _literal(field)
        match test:
            case Exists():
                return f"{self.call(helpers.exists)}(event, {name})"
            case Compare(operator, bound):
                return f'{self.call(helpers.compares)}(event, {name}, "{_OPERATORS[operator]}", {bound!r})'
            case FieldReference(other, before, after, cased):
                how = _literal(_REFERENCES[before, after])
                tail = ", cased=True" if cased else ""
                return f"{self.call(helpers.refers)}(event, {name}, {how}, {_literal(other)}{tail})"
            case _:
                raise shapes.refusal("a Panther rule", field, test)

    def call(self, function: Callable[..., bool]) -> str:
        self.used.add(function)
        return function.__name__


def _literal(text: str) -> str:
    """Quote a text as Python does, in double quotes where that is possible."""
    quoted = repr(text)
    return f'"{quoted[1:-1]}"' if quoted[0] == "'" and '"' not in quoted and "'" not in quoted[1:-1] else quoted


def _pattern(text: Text) -> str:
    signs = {Wildcard.MANY: "*", Wildcard.ONE: "?"}
    return "".join(signs[part] if isinstance(part, Wildcard) else _unwild(part) for part in text.parts)


def _unwild(piece: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in piece)


def _character(sign: str) -> str:
    """Escape what has a meaning in a regular expression, in brackets or out of them."""
    return "\\" + sign if sign in r"\.^$|()[]{}*+?-&~" else sign
