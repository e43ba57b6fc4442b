"""Elastic's event query language.

`:` and `like~` compare without case and read `*` and `?` as wildcards that nothing escapes, so literal ones go
through `in~` or a regular expression. A comparison with an absent field is unknown there: negations are guarded.
`?` before a field lets the query run where an index does not have the field (Elasticsearch reference, "EQL syntax").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.rules.tree import Cidr, Exists, Number, Regex, Test, Text

_WORDS = Words("and", "or", "not (")
_PART = re.compile(r"[A-Za-z_@][\w@]*", re.ASCII)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_FUNCTIONS = {"prefix": "startsWith", "suffix": "endsWith", "contains": "stringContains"}


def render(query: Query) -> str:
    """Write an event query of any category."""
    asking = _Asking(query)
    nodes = (*query.scope, *layout.conjuncts(guard(query.condition)))
    parts = tuple(layout.arrange(part, _WORDS, asking.ask) for part in nodes)
    return "any where\n" + layout.write(parts[0] if len(parts) == 1 else Joined("and", parts), indent="  ")


class _Asking:
    def __init__(self, query: Query) -> None:
        self.query = query

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        name = "?" + _name(field)
        kind = self.query.kind(field)
        shapes.refuse_unreadable("EQL", self.query, [field])
        texts = shapes.as_texts(tests)
        rest: list[Test] = [test for test in tests if not isinstance(test, Text | Number)]
        if kind == "boolean":
            values = (f"{name} == {shapes.literals(text)}" for text in texts)
            return [*values, *(_test(name, test, address=False) for test in rest)]
        free = [text for text in texts if _is_free(text)]
        listable = [text for text in texts if text not in free and _is_listable(text)]
        docs: list[Doc] = []
        if free:
            docs.append(_listed(name, ":", "like~", [shapes.write(text, str) for text in free]))
        if listable:
            docs.append(_listed(name, "in~", "in~", [shapes.literals(text) for text in listable]))
        rest += [text for text in texts if text not in free and text not in listable]
        docs += [_test(name, test, address=kind == "address") for test in rest]
        return docs


def _is_free(text: Text) -> bool:
    """Whether `:` and `like~` read a text as it is meant; an empty one they do not find."""
    literals = shapes.literals(text)
    cased = text.cased and shapes.has_letters(literals)
    literal_signs = "*" in literals or "?" in literals
    return bool(text.parts) and not (cased or literal_signs or shapes.folds_beyond_ascii(text))


def _is_listable(text: Text) -> bool:
    """Whether `in~`, which knows no wildcards, means a text that `:` would misread."""
    exact = shapes.shape(text)[0] == "exact" and bool(text.parts)
    return exact and not (text.cased or shapes.folds_beyond_ascii(text))


def _test(name: str, test: Test, *, address: bool) -> str:
    match test:
        case Exists():
            return f"{name} != null"
        case Cidr(network) if address:
            return f"cidrMatch({name}, {_quote(network)})"
        case Regex():
            return f"{name} regex {_quote(regexes.lucene(parsing.parse(test)))}"
        case Text():
            return _text(name, test)
        case _:
            raise shapes.refusal("EQL", name[1:], test)


def _text(name: str, text: Text) -> str:
    shape, literal = shapes.shape(text)
    if shape == "any":
        return f"{name} != null"
    if shape == "exact" and (text.cased or not literal):
        return f"{name} == {_quote(literal)}"
    if shape in _FUNCTIONS and not shapes.folds_beyond_ascii(text):
        fold = "" if text.cased else "~"
        return f"{_FUNCTIONS[shape]}{fold}({name}, {_quote(literal)})"
    return f"{name} regex {_quote(regexes.lucene_text(text))}"


def _listed(name: str, one: str, several: str, values: Sequence[str]) -> Doc:
    quoted = tuple(map(_quote, values))
    if len(quoted) == 1:
        return f"{name} {one} ({quoted[0]})" if one == several else f"{name} {one} {quoted[0]}"
    return Listing(f"{name} {several} (", quoted, ", ", ")")


def _quote(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _name(field: str) -> str:
    return ".".join(part if _PART.fullmatch(part) else f"`{part}`" for part in field.split("."))
