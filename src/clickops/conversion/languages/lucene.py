"""Lucene's query string syntax, as Elasticsearch and OpenSearch read it in `query_string` and in Kibana's search bar.

Values of keyword fields are compared with case there and nothing in the syntax turns that off, so the text of a
rule must be written as CloudTrail writes it. Exact values stand in quotes: bare, `OR` and `<` would be operators
even behind a backslash (Elasticsearch reference, "Query string query", reserved characters).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Negated, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Exists, Number, Regex, Test, Text

_WORDS = Words("AND", "OR", "NOT (")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})
_PLAIN = re.compile(r"[\w.@]")


def render(query: Query) -> str:
    """Write a query for `query_string`; line breaks in it are blanks."""
    asking = _Asking(query)
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    parts = tuple(_complete(layout.arrange(node, _WORDS, asking.ask)) for node in nodes)
    return layout.write(_conjunction(parts) if len(parts) > 1 or isinstance(parts[0], Negated) else parts[0])


def _complete(doc: Doc) -> Doc:
    """Give each negation something to take away from: Lucene reads `a OR NOT b` as "a and not b"."""
    match doc:
        case Negated(head, part, tail):
            return Negated(head, _complete(part), tail)
        case Joined("AND", parts):
            return _conjunction(tuple(map(_complete, parts)))
        case Joined(word, parts):
            whole = (_complete(part) for part in parts)
            return Joined(word, tuple(_conjunction((one,)) if isinstance(one, Negated) else one for one in whole))
        case _:
            return doc


def _conjunction(parts: tuple[Doc, ...]) -> Doc:
    everything = ("*:*",) if all(isinstance(part, Negated) for part in parts) else ()
    return Joined("AND", (*everything, *parts))


class _Asking:
    def __init__(self, query: Query) -> None:
        self.query = query

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        values = tuple(self.value(field, test) for test in tests)
        if "*" in values:
            flat = self.query.dialect == "opensearch" and self.query.kind(field) == "flattened"
            # OpenSearch's _exists_ does not find a part within a part of a flat_object (2.19.4)
            return [f"{escape(field)}:[* TO *]" if flat else f"_exists_:{escape(field)}"]
        if len(values) == 1:
            return [f"{escape(field)}:{values[0]}"]
        return [Listing(f"{escape(field)}:(", values, " OR ", ")")]

    def value(self, field: str, test: Test) -> str:
        """Write what stands behind `field:`."""
        flattened = self.query.kind(field) == "flattened"
        match test:
            case Exists():
                return "*"
            case Text() | Number():
                (text,) = shapes.as_texts([test])
                shape, literal = shapes.shape(text)
                if shape == "exact":
                    return quote(literal)
                if flattened and shape not in {"any", "prefix"}:
                    raise ConversionError(
                        f"{field} is part of a flattened field, in which Lucene's syntax finds exact values and "
                        "prefixes only",
                        target="",
                    )
                return shapes.write(text, escape)
            case Cidr(network) if self.query.kind(field) == "address":
                return quote(network)
            case Regex() if not flattened:
                return f"/{regexes.lucene(parsing.parse(test))}/"
            case _:
                raise shapes.refusal("Lucene", field, test)


def quote(text: str) -> str:
    """Write a value as a phrase, in which only quotes and backslashes mean something."""
    return f'"{text.translate(_QUOTED)}"'


def escape(text: str) -> str:
    """Write what is to stand beside a wildcard, or as the name of a field."""
    return "".join(sign if _PLAIN.match(sign) else "\\" + sign for sign in text)
