"""VictoriaLogs' query language, LogsQL.

It compares with case except through a regular expression, so texts without case become one; a phrase (`field:word`)
finds words only and is never written. A log without a field has the empty text there: an empty text is the same as
an absent field, so it cannot be asked for, and what a regular expression says of nothing is guarded. Negation is
two-valued. Arrays are JSON text: `a.b:c.d`, of kind `json`, is c.d in the array a.b. Source: VictoriaLogs 1.24,
"LogsQL" (exact, exact prefix, multi-exact, any value, regexp, IPv4 range and eq_field filters, string literals).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion import json_text, layout, re2, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Exists, FieldReference, Number, Regex, Test, Text

_WORDS = Words("AND", "OR", "NOT (")
_PLAIN = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)


def render(query: Query) -> str:
    """Write a query that begins with the stream filter out of the options; it is all filters, without pipes.

    Raises ConversionError for an empty text, numbers in order, IPv6 networks, and two fields compared in another way
    than for equality with case.
    """
    asking = _Asking(query)
    stream = query.options.get("stream", "")
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    parts = tuple(layout.arrange(node, _WORDS, asking.ask) for node in nodes)
    if stream:
        parts = (stream, *parts)
    return layout.write(parts[0] if len(parts) == 1 else Joined("AND", parts))


class _Asking:
    def __init__(self, query: Query) -> None:
        self.query = query

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        texts = shapes.as_texts(tests)
        if any(not text.parts for text in texts):
            raise ConversionError(f"VictoriaLogs does not tell an empty text from an absent field ({field})", target="")
        array, colon, path = field.partition(":")
        if self.query.kind(field) == "json" and colon:
            return _members(array, path.split(".") if path else [], tests)
        name = _name(field)
        docs = [f"{name}:*"] if any(shapes.shape(text)[0] == "any" for text in texts) else _texts(name, texts)
        return docs + [_test(name, test) for test in tests if not isinstance(test, Text | Number)]


def _texts(name: str, texts: Sequence[Text]) -> list[Doc]:
    plain = [text for text in texts if text.cased or not shapes.has_letters(shapes.literals(text))]
    exact = tuple(_quote(shapes.literals(text)) for text in plain if shapes.shape(text)[0] == "exact")
    docs: list[Doc] = []
    if exact:
        docs.append(f"{name}:={exact[0]}" if len(exact) == 1 else Listing(f"{name}:in(", exact, ", ", ")"))
    prefixes = [text for text in plain if shapes.shape(text)[0] == "prefix"]
    docs += [f"{name}:={_quote(shapes.literals(text))}*" for text in prefixes]
    others = [text for text in plain if shapes.shape(text)[0] not in {"exact", "prefix"}]
    for same in ([text for text in texts if text not in plain], others):
        if same:
            docs.append(f"{name}:~{_expression(re2.searching(same))}")
    return docs


def _test(name: str, test: Test) -> Doc:
    match test:
        case Exists():
            return f"{name}:*"
        case Regex():
            return Joined("AND", (f"{name}:*", f"{name}:~{_expression(re2.search(test))}"))
        case Cidr(network) if ":" not in network:
            return f"{name}:ipv4_range({_quote(network)})"
        case FieldReference(other, before=False, after=False, cased=True):
            return Joined("AND", (f"{name}:*", f"{name}:eq_field({_name(other)})"))
        case _:
            raise shapes.refusal("LogsQL", name, test)


def _members(array: str, path: Sequence[str], tests: Sequence[Test]) -> list[Doc]:
    """Ask the members of an array, or what they have below a path."""
    name = _name(array)
    texts = shapes.as_texts(tests)
    docs: list[Doc] = []
    for test in tests:
        if not isinstance(test, Text | Number | Exists):
            raise ConversionError(f"{array} is an array, of which LogsQL can ask for texts only", target="")
        if isinstance(test, Exists):
            docs.append(f"{name}:~{_expression('(?s)^' + json_text.key(path))}" if path else f"{name}:*")
    if texts:
        docs.append(f"{name}:~{_expression('(?s)^' + json_text.beginning(path, texts))}")
    return docs


def _name(field: str) -> str:
    return field if _PLAIN.fullmatch(field) else _quote(field)


def _quote(text: str) -> str:
    """Write a string literal, of Go's syntax; `%{` would be an environment variable to vmalert."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace("%{", "\\u0025{")


def _expression(expression: str) -> str:
    return f"`{expression.replace('%{', '[%]{')}`"
