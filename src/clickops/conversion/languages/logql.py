"""Grafana Loki's query language, LogQL, over lines that are CloudTrail records as JSON.

The `json` stage makes a label of each scalar, its path joined by `_`; a label filter compares with case except by a
regular expression. That fits the whole value, but Loki forgets it where alternatives begin alike (`Assume(Role|X)` is
found in UpdateAssumeRole), so both ends are written. A label that is not there is the empty text, so negations are
true there; an empty text, null and an absent field are one and the same. There is no `not`: negations are pushed into
the filters. Arrays are left out by the `json` stage; their JSON text, without its escapes, is extracted by path
(`a.b:c.d`, of kind `json`, is c.d in the array a.b). What compares two labels is computed by `label_format`. A filter
that cannot read a number or an address passes every line, so such filters stand behind a guard. Source: Grafana Loki,
"Log queries" (label filter expression, JSON parser, label format), "Template functions", "Matching IP addresses", and
what Loki 3.7.8 does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion import json_text, layout, re2, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined
from clickops.errors import ConversionError
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Compare,
    Exists,
    FieldReference,
    Node,
    Not,
    Number,
    Or,
    Regex,
    Test,
    Text,
)

_OPPOSITE = {"=": "!=", "=~": "!~", ">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!="}
_OPERATORS = {"eq": "==", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_NUMBER = r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"
_ADDRESS = r"\d+(\.\d+){3}"
_KEY = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_REFERENCES = {
    (False, False): "eq %s %s",
    (False, True): "hasPrefix %s %s",
    (True, False): "hasSuffix %s %s",
    (True, True): "contains %s %s",
}


def render(query: Query) -> str:
    """Write a query that begins with the stream selector out of the options.

    Raises ConversionError for an empty text, IPv6 networks, and arrays of which more is asked than texts.
    """
    writer = _Writer(query)
    before: list[str] = []
    after: list[str] = []
    for part in (*query.scope, *layout.conjuncts(query.condition)):
        known = writer.computed
        doc = writer.doc(part, negated=False)
        parts = doc.parts if isinstance(doc, Joined) and doc.word == "and" else (doc,)
        stages = [f"| {layout.write(one)}" for one in parts]
        (before if writer.computed == known else after).extend(stages)
    selector = query.options.get("selector", '{job="cloudtrail"}')
    extracted = [f"{label}={_quote(path)}" for path, label in writer.arrays.items()]
    formatted = [f"{label}=`{template}`" for template, label in writer.formats.items()]
    return "\n".join(
        (
            selector,
            "| json",
            *before,
            *(["| json " + ", ".join(extracted)] if extracted else []),
            *(["| label_format " + ", ".join(formatted)] if formatted else []),
            *after,
        )
    )


class _Writer:
    def __init__(self, query: Query) -> None:
        self.query = query
        self.arrays: dict[str, str] = {}  # a path -> the label that gets the array's JSON text
        self.formats: dict[str, str] = {}  # a template -> the label that gets its text
        self.computed = 0  # how often one of these labels was asked for

    def doc(self, node: Node, *, negated: bool) -> Doc:
        match node:
            case Not(child):
                return self.doc(child, negated=not negated)
            case And(nodes):
                return _joined("and", [self.doc(child, negated=negated) for child in nodes], negated=negated)
            case Or(nodes):
                return _joined("or", self.any_of(nodes, negated=negated), negated=negated)
            case Atom():
                return _joined("or", self.any_of((node,), negated=negated), negated=negated)
        raise AssertionError(node)

    def any_of(self, nodes: Sequence[Node], *, negated: bool) -> list[Doc]:
        """Write alternatives, those that ask one field for texts as one question."""
        texts: dict[str, list[Test]] = {}
        for child in nodes:
            if isinstance(child, Atom) and child.field and isinstance(child.test, Text | Number):
                texts.setdefault(child.field, []).append(child.test)
        docs: list[Doc] = []
        for child in nodes:
            if not isinstance(child, Atom) or child.field is None:
                docs.append(self.doc(child, negated=negated))
            elif not isinstance(child.test, Text | Number):
                docs.append(self.test(child.field, child.test, negated=negated))
            elif found := texts.pop(child.field, None):
                docs += self.texts(child.field, shapes.as_texts(found), negated=negated)
        return docs

    def texts(self, field: str, texts: Sequence[Text], *, negated: bool) -> list[Doc]:
        if any(not text.parts for text in texts):
            raise ConversionError(f"Loki does not tell an empty text from an absent field ({field})", target="")
        if self.in_array(field):
            expression = json_text.beginning(self.path(field), texts, json_text.UNESCAPED)
            return [_filter(self.array(field), "=~", f"`(?s)^{expression}.*$`", negated=negated)]
        label = _label(field)
        if any(shapes.shape(text)[0] == "any" for text in texts):
            return [_filter(label, "=", '""', negated=not negated)]
        plain = [text for text in texts if text.cased or not shapes.has_letters(shapes.literals(text))]
        folded = [text for text in texts if text not in plain]
        docs: list[Doc] = []
        for same in (folded, plain):
            if len(same) == 1 and same is plain and shapes.shape(same[0])[0] == "exact":
                docs.append(_filter(label, "=", _quote(shapes.literals(same[0])), negated=negated))
            elif same:
                docs.append(_filter(label, "=~", f"`{re2.fitting(same)}`", negated=negated))
        return docs

    def test(self, field: str, test: Test, *, negated: bool) -> Doc:
        if self.in_array(field):
            if not isinstance(test, Exists):
                raise ConversionError(f"{field} is in an array, of which LogQL can ask for texts only", target="")
            path = self.path(field)
            if path:
                return _filter(
                    self.array(field), "=~", f"`(?s)^{json_text.key(path, json_text.UNESCAPED)}.*$`", negated=negated
                )
            return _filter(self.array(field), "=", '""', negated=not negated)
        label = _label(field)
        match test:
            case Exists():
                return _filter(label, "=", '""', negated=not negated)
            case Regex():
                guard = _filter(label, "=", '""', negated=not negated)
                found = f"`(?s)^.*(?:{re2.search(test).removeprefix('(?s)')}).*$`"
                return _joined("and", [guard, _filter(label, "=~", found, negated=negated)], negated=negated)
            case Compare(operator, value):
                guard = _filter(label, "=~", f"`^{_NUMBER}$`", negated=negated)
                compared = _filter(label, _OPERATORS[operator], shapes.number(value), negated=negated)
                return _joined("and", [guard, compared], negated=negated)
            case Cidr(network) if ":" not in network:  # `ip()` does not find ::1
                guard = _filter(label, "=~", f"`^{_ADDRESS}$`", negated=negated)
                inside = _filter(label, "=", f"ip({_quote(network)})", negated=negated)
                return _joined("and", [guard, inside], negated=negated)
            case FieldReference():
                self.computed += 1
                template = _reference(label, _label(test.field), test)
                name = self.formats.setdefault(template, f"clickops_format_{len(self.formats) + 1}")
                return _filter(name, "=", '"true"', negated=negated)
            case _:
                raise shapes.refusal("LogQL", field, test)

    def in_array(self, field: str) -> bool:
        return self.query.kind(field) == "json" and ":" in field

    def array(self, field: str) -> str:
        """Name the label that gets the JSON text of an array."""
        self.computed += 1
        return self.arrays.setdefault(_path(field.partition(":")[0]), f"clickops_array_{len(self.arrays) + 1}")

    def path(self, field: str) -> list[str]:
        """Give the keys below an array."""
        below = field.partition(":")[2]
        return below.split(".") if below else []


def _joined(word: str, docs: Sequence[Doc], *, negated: bool) -> Doc:
    """Join documents, all negated or none; what is joined by the same word within them is drawn up."""
    word = {"and": "or", "or": "and"}[word] if negated else word
    parts: list[Doc] = []
    for doc in docs:
        parts += doc.parts if isinstance(doc, Joined) and doc.word == word else (doc,)
    return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))


def _filter(label: str, operator: str, value: str, *, negated: bool) -> str:
    return f"{label}{_OPPOSITE[operator] if negated else operator}{value}"


def _reference(label: str, other: str, test: FieldReference) -> str:
    """Write a template that is `true` where one label holds the other; Loki's functions take the part first."""
    whole, part = (f".{label}", f".{other}") if test.cased else (f"(lower .{label})", f"(lower .{other})")
    return f"{{{{if and .{label} .{other}}}}}{{{{{_REFERENCES[test.before, test.after] % (part, whole)}}}}}{{{{end}}}}"


def _label(field: str) -> str:
    """Name the label that the `json` stage makes of a field."""
    name = re.sub(r"\W", "_", field.replace(".", "_"), flags=re.ASCII)
    return f"_{name}" if name[:1].isdigit() else name


def _path(field: str) -> str:
    """Write the path that the `json` stage is given."""
    first, *rest = field.split(".")
    return first + "".join(f".{key}" if _KEY.fullmatch(key) else f"[{_quote(key)}]" for key in rest)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
