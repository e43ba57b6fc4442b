"""Elasticsearch's Query DSL: `bool` with `filter`, `should` and `must_not` over terms, prefixes and wildcards.

The only language of Elasticsearch that compares without case on keyword fields, is two-valued, and reaches every
field; `case_insensitive` needs Elasticsearch 7.10. What no query clause can ask is asked by a Painless script over
doc values, whose parameters carry every value of the rule.

The dialect `opensearch` is for OpenSearch's flat_object, which stands for `flattened` there: it takes wildcards and
regular expressions, where `flattened` takes none; its doc values do not tell parts from each other, so no script can
read one; and `exists` does not find a part within a part (all measured on 2.19.4). `opensearch_monitor` is the same for
a monitor, whose query is a Mustache template: no `{{` of a rule may stand in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
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

Clause = dict[str, Any]

_Asked = str | list[str]
"""A text that a script looks for, or the pieces that it finds one after the other."""

_FILLED = "{{"

_TEXTS = (
    "if (!doc.containsKey(params.field)) { return false } for (def value : doc[params.field]) "
    "{ for (def text : params.texts) { if (value%s.%s(text)) { return true } } } return false"
)
_PIECES = (
    "if (!doc.containsKey(params.field)) { return false } for (def value : doc[params.field]) "
    "{ for (def text : params.texts) { int at = 0; for (def piece : text) { if (at >= 0) "
    "{ int found = value%s.indexOf(piece, at); at = found < 0 ? -1 : found + piece.length() } } "
    "if (at >= 0) { return true } } } return false"
)
"""Whether a value holds the pieces of a text one after the other, as `*a*b*` asks."""
_REFERENCE = (
    "if (!doc.containsKey(params.field) || !doc.containsKey(params.other)) { return false } "
    "for (def value : doc[params.field]) { for (def other : doc[params.other]) "
    "{ if (value%s.%s(other%s)) { return true } } } return false"
)
_METHODS = {"exact": "equals", "prefix": "startsWith", "suffix": "endsWith", "contains": "contains"}
_REFERENCES = {
    (False, False): "equals",
    (False, True): "startsWith",
    (True, False): "endsWith",
    (True, True): "contains",
}


def render(query: Query) -> Clause:
    """Write a query clause, to stand behind `query` in a search; its name comes back in `matched_queries`."""
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    writer = _Writer(query)
    clause = writer.all_of(nodes)
    if query.title and not (writer.is_template and _FILLED in query.title):
        clause = {"bool": {"_name": query.title} | clause["bool"]}
    if writer.is_template and _FILLED in json.dumps(clause):
        raise ConversionError("OpenSearch fills in what stands between {{ and }} in a monitor's query", target="")
    return clause


class _Writer:
    def __init__(self, query: Query) -> None:
        self.query = query
        self.is_opensearch = query.dialect.startswith("opensearch")
        self.is_template = query.dialect == "opensearch_monitor"

    def node(self, node: Node) -> Clause:
        match node:
            case And(nodes):
                return self.all_of(nodes)
            case Or(nodes):
                clauses = self.each(nodes)
                return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses, "minimum_should_match": 1}}
            case Not():
                return self.all_of((node,))
            case Named(_, child):
                return self.node(child)
            case Atom(field, test):
                return self.each((node,))[0] if self.needs_script(node) else self.atom(field or "", test)

    def all_of(self, nodes: tuple[Node, ...]) -> Clause:
        """Put what must hold under `filter` and what must not under `must_not`, alternatives side by side."""
        wanted = [self.node(node) for node in nodes if not isinstance(node, Not)]
        unwanted: list[Clause] = []
        for node in nodes:
            if isinstance(node, Not):
                children = node.node.nodes if isinstance(node.node, Or) else (node.node,)
                unwanted.extend(self.each(children))
        clauses = {"filter": wanted} if wanted else {}
        return {"bool": clauses | ({"must_not": unwanted} if unwanted else {})}

    def each(self, nodes: Sequence[Node]) -> list[Clause]:
        """Write alternatives; texts that one script can look for together become one clause."""
        scripted: dict[tuple[str, str, bool], list[_Asked]] = {}
        clauses: list[Clause] = []
        for node in nodes:
            if not isinstance(node, Atom) or not isinstance(node.test, Text) or not self.needs_script(node):
                clauses.append(self.node(node))
                continue
            shape, literal = shapes.shape(node.test)
            pieces = _pieces(node.test)
            if shape not in _METHODS and not pieces:
                raise ConversionError(
                    f"{node.field} is part of a flattened field: no pattern can be asked of it", target=""
                )
            key = (node.field or "", _METHODS.get(shape, ""), node.test.cased)
            asked = literal if shape in _METHODS else pieces
            scripted.setdefault(key, []).append(asked if node.test.cased else _lowered(asked))
        return clauses + [
            _script(_source(method, cased=cased), field=field, texts=texts)
            for (field, method, cased), texts in scripted.items()
        ]

    def needs_script(self, atom: Atom) -> bool:
        """Whether a text is asked of a flattened field, whose queries know exact values and prefixes only."""
        if not self.is_bare(atom.field or "") or not isinstance(atom.test, Text):
            return False
        return shapes.shape(atom.test)[0] not in {"any", "exact", "prefix"} or shapes.folds_beyond_ascii(atom.test)

    def is_bare(self, field: str) -> bool:
        """Whether a field is part of a flattened one that knows exact values and prefixes only."""
        return self.query.kind(field) == "flattened" and not self.is_opensearch

    def presence(self, field: str) -> Clause:
        if self.query.kind(field) == "flattened" and self.is_opensearch:
            return {"wildcard": {field: {"value": "*"}}}
        return {"exists": {"field": field}}

    def reads_flat_object(self, *fields: str) -> bool:
        """Whether a script would have to read a part of a flat_object, which it cannot."""
        return self.is_opensearch and any(self.query.kind(field) == "flattened" for field in fields)

    def atom(self, field: str, test: Test) -> Clause:
        kind = self.query.kind(field)
        match test:
            case Exists():
                return self.presence(field)
            case Text() | Number():
                (text,) = shapes.as_texts([test])
                if kind == "boolean":
                    return {"term": {field: shapes.literals(text) == "true"}}
                if shapes.shape(text)[0] == "any":
                    return self.presence(field)
                if self.is_template and _FILLED in shapes.literals(text):
                    return _regexp(field, regexes.lucene_text(text))
                return _text(field, text)
            case Cidr(network) if kind == "address":
                return {"term": {field: network}}
            case Regex() if not self.is_bare(field):
                return _regexp(field, regexes.lucene(parsing.parse(test)))
            case FieldReference() if not self.reads_flat_object(field, test.field):
                fold = "" if test.cased else ".toLowerCase()"
                method = _REFERENCES[test.before, test.after]
                return _script(_REFERENCE % (fold, method, fold), field=field, other=test.field)
            case _:
                raise shapes.refusal("the Query DSL", field, test)


def _pieces(text: Text) -> list[str]:
    """Give the pieces of a text that holds them one after the other, such as `*a*b*`; none for another."""
    many = Wildcard.MANY
    if text.parts[:1] != (many,) or text.parts[-1:] != (many,) or Wildcard.ONE in text.parts:
        return []
    return [part for part in text.parts if isinstance(part, str)]


def _lowered(asked: _Asked) -> _Asked:
    return asked.lower() if isinstance(asked, str) else [piece.lower() for piece in asked]


def _source(method: str, *, cased: bool) -> str:
    fold = "" if cased else ".toLowerCase()"
    return _TEXTS % (fold, method) if method else _PIECES % fold


def _text(field: str, text: Text) -> Clause:
    shape, literal = shapes.shape(text)
    if shapes.folds_beyond_ascii(text):
        return _regexp(field, regexes.lucene_text(text))
    kind = {"exact": "term", "prefix": "prefix"}.get(shape, "wildcard")
    value = shapes.write(text, _escape) if kind == "wildcard" else literal
    folded = not text.cased and shapes.has_letters(value)
    return {kind: {field: {"value": value, "case_insensitive": True} if folded else {"value": value}}}


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?")


def _regexp(field: str, expression: str) -> Clause:
    return {"regexp": {field: {"value": expression, "flags": "NONE"}}}


def _script(source: str, **params: str | list[_Asked]) -> Clause:
    return {"script": {"script": {"lang": "painless", "source": source, "params": params}}}
