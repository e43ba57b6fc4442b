"""Elasticsearch's piped query language, ES|QL.

It compares with case, so fields are lowered first. A comparison with an absent field, and with one that holds several
values, is unknown, and so is its negation: a negation is written `not coalesce(..., false)`, which is exact because
unknown is the same as false everywhere else in a condition (Elasticsearch reference, "ES|QL", "Multivalued fields",
COALESCE). A field that no index maps is an error.

Parts of flattened fields are no columns. `qstr`, which asks in Lucene's syntax, reaches their exact values and prefixes
with case, so it is taken for values without letters. It may not stand within another function, so not under `not
coalesce(...)` (Elasticsearch reference, "QSTR"; refused by 8.19.21).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query, lucene
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Compare,
    Exists,
    FieldReference,
    Named,
    Node,
    Not,
    Number,
    Or,
    Regex,
    Test,
    Text,
    Wildcard,
)

_WORDS = Words("and", "or", "not coalesce(", ", false)")
_PART = re.compile(r"[A-Za-z_@][\w@]*", re.ASCII)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_WILD = str.maketrans({"\\": "\\\\", "*": "\\*", "?": "\\?"})
_OPERATORS = {"eq": "==", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def render(query: Query) -> str:
    """Write a query that begins with `from`, the index out of the options; `where` is all it does."""
    asking = _Asking(query)
    _refuse_negated(query, query.condition, negated=False)
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    parts = tuple(layout.arrange(part, _WORDS, asking.ask) for part in nodes)
    where = layout.write(parts[0] if len(parts) == 1 else Joined("and", parts), indent="    ")
    index = query.options["index"]
    return f"from {index} metadata _id, _index, _version\n| where\n{where}"


class _Asking:
    def __init__(self, query: Query) -> None:
        self.query = query

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        name = _name(field)
        kind = self.query.kind(field)
        if kind == "flattened" and all(_is_searchable(test) for test in tests):
            return [f"qstr({_quote(_searched(field, tests))})"]
        referred = (test.field for test in tests if isinstance(test, FieldReference))
        shapes.refuse_unreadable("ES|QL", self.query, (field, *referred))
        texts = shapes.as_texts(tests)
        rest = [test for test in tests if not isinstance(test, Text | Number)]
        others = [_test(name, test, address=kind == "address") for test in rest]
        if kind == "boolean":
            return [*(f"{name} == {shapes.literals(text)}" for text in texts), *others]
        exact = [text for text in texts if shapes.shape(text)[0] == "exact" and not shapes.folds_beyond_ascii(text)]
        docs: list[Doc] = []
        if folded := [shapes.literals(text).lower() for text in exact if not text.cased]:
            docs.append(_listed(f"to_lower({name})", folded))
        if cased := [shapes.literals(text) for text in exact if text.cased]:
            docs.append(_listed(name, cased))
        return [*docs, *(_text(name, text) for text in texts if text not in exact), *others]


def _is_searchable(test: Test) -> bool:
    """Whether `qstr` finds what is meant in a flattened field."""
    if not isinstance(test, Text | Number):
        return isinstance(test, Exists)
    (text,) = shapes.as_texts([test])
    fits = shapes.shape(text)[0] in {"exact", "prefix", "any"}
    return fits and (text.cased or not shapes.has_letters(shapes.literals(text)))


def _searched(field: str, tests: Sequence[Test]) -> str:
    written = [_sought(test) for test in tests]
    if "*" in written:
        return f"_exists_:{lucene.escape(field)}"
    return f"{lucene.escape(field)}:{written[0] if len(written) == 1 else '(' + ' OR '.join(written) + ')'}"


def _sought(test: Test) -> str:
    (text,) = shapes.as_texts([test]) or [Text((Wildcard.MANY,))]
    shape, literal = shapes.shape(text)
    return lucene.quote(literal) if shape == "exact" else shapes.write(text, lucene.escape)


def _refuse_negated(query: Query, node: Node, *, negated: bool) -> None:
    match node:
        case Atom(str() as field):
            if negated and query.kind(field) == "flattened":
                raise ConversionError(f"{field} is part of a flattened field, which ES|QL cannot negate", target="")
        case And(nodes) | Or(nodes):
            for child in nodes:
                _refuse_negated(query, child, negated=negated)
        case Not(child):
            _refuse_negated(query, child, negated=True)
        case Named(_, child):
            _refuse_negated(query, child, negated=negated)


def _listed(name: str, values: Sequence[str]) -> Doc:
    quoted = tuple(map(_quote, values))
    return f"{name} == {quoted[0]}" if len(quoted) == 1 else Listing(f"{name} in (", quoted, ", ", ")")


def _text(name: str, text: Text) -> str:
    shape, literal = shapes.shape(text)
    if shape == "any":
        return f"{name} is not null"
    if shapes.folds_beyond_ascii(text):  # pushed down to the index, to_lower folds a to z alone
        return f"{name} rlike {_quote(regexes.lucene_text(text))}"
    if not text.cased:
        name, literal = f"to_lower({name})", literal.lower()
    match shape:
        case "prefix":
            return f"starts_with({name}, {_quote(literal)})"
        case "suffix":
            return f"ends_with({name}, {_quote(literal)})"
        case _:
            pattern = shapes.write(text, lambda piece: piece.translate(_WILD))
            return f"{name} like {_quote(pattern if text.cased else pattern.lower())}"


def _test(name: str, test: Test, *, address: bool) -> str:
    match test:
        case Exists():
            return f"{name} is not null"
        case Cidr(network):
            return f"cidr_match({name if address else f'to_ip({name})'}, {_quote(network)})"
        case Regex():
            return f"{name} rlike {_quote(regexes.lucene(parsing.parse(test)))}"
        case Compare(operator, number):
            return f"to_double({name}) {_OPERATORS[operator]} {shapes.number(number)}"
        case FieldReference():
            return _reference(name, _name(test.field), test)
        case _:
            raise shapes.refusal("ES|QL", name, test)


def _reference(name: str, other: str, test: FieldReference) -> str:
    if not test.cased:
        name, other = f"to_lower({name})", f"to_lower({other})"
    match test.before, test.after:
        case False, False:
            return f"{name} == {other}"
        case False, True:
            return f"starts_with({name}, {other})"
        case True, False:
            return f"ends_with({name}, {other})"
        case _:
            return f"locate({name}, {other}) > 0"


def _quote(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _name(field: str) -> str:
    return ".".join(part if _PART.fullmatch(part) else f"`{part}`" for part in field.split("."))
