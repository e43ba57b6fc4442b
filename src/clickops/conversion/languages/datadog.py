"""Datadog's log search syntax, as the Log Explorer, monitors and detection rules read it.

It is two-valued: what is asked of an attribute that a log lacks is false, and its negation true. An attribute that is
an array fits when any of its members does. Values are compared with case and nothing in the syntax turns that off
outside full-text search, which detection rules do not take; so the text of a rule must be written as CloudTrail
writes it. Exact values stand in quotes, where wildcards are signs like any other; values with wildcards stand bare,
their special signs behind a backslash. Source: Datadog, "Log Search Syntax" (attributes search, escape special
characters, wildcards, arrays, CIDR notation).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Negated, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Exists, Number, Test, Text

_WORDS = Words("AND", "OR", "NOT (")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})
_NAME = re.compile(r"@?[\w.:-]+", re.ASCII)
_PLAIN = re.compile(r"[\w./@,;%'$]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def render(query: Query) -> str:
    """Write a query for the search bar; line breaks in it are blanks.

    Raises ConversionError for regular expressions, comparisons of numbers (which need a facet of the right type),
    comparisons of two attributes, and line breaks beside a wildcard.
    """
    scope = tuple(layout.arrange(node, _WORDS, _ask) for node in query.scope)
    parts = tuple(
        _complete(layout.arrange(node, _WORDS, _ask), scope[:1]) for node in layout.conjuncts(query.condition)
    )
    whole = (*scope, *parts)
    return layout.write(whole[0] if len(whole) == 1 else Joined("AND", whole))


def _complete(doc: Doc, scope: tuple[Doc, ...]) -> Doc:
    """Give each negated alternative something to take away from: Datadog reads `a OR NOT b` as "a and not b"."""
    match doc:
        case Negated(head, part, tail):
            return Negated(head, _complete(part, scope), tail)
        case Joined("OR", parts):
            whole = (_complete(part, scope) for part in parts)
            return Joined(
                "OR", tuple(Joined("AND", (*scope, one)) if isinstance(one, Negated) else one for one in whole)
            )
        case Joined(word, parts):
            return Joined(word, tuple(_complete(part, scope) for part in parts))
        case _:
            return doc


def _ask(field: str, tests: Sequence[Test]) -> Sequence[Doc]:
    networks = [test.network for test in tests if isinstance(test, Cidr)]
    docs: list[Doc] = [f"CIDR({_name(field)}, {', '.join(networks)})"] if networks else []
    values = tuple(dict.fromkeys(_value(field, test) for test in tests if not isinstance(test, Cidr)))
    if "*" in values:
        return [*docs, f"{_name(field)}:*"]
    if len(values) == 1:
        docs.append(f"{_name(field)}:{values[0]}")
    elif values:
        docs.append(Listing(f"{_name(field)}:(", values, " OR ", ")"))
    return docs


def _value(field: str, test: Test) -> str:
    """Write what stands behind `field:`."""
    match test:
        case Exists():
            return "*"
        case Text() | Number():
            (text,) = shapes.as_texts([test])
            shape, literal = shapes.shape(text)
            if shape == "exact":
                return f'"{literal.translate(_QUOTED)}"'
            if _CONTROL.search(shapes.literals(text)):
                raise ConversionError(
                    f"Datadog cannot look for a control character beside a wildcard ({field})", target=""
                )
            return shapes.write(text, _escape)
        case _:
            raise shapes.refusal("Datadog's log search", field, test)


def _name(field: str) -> str:
    if not _NAME.fullmatch(field):
        raise ConversionError(f"Datadog's log search cannot name the field {field!r}", target="")
    return field.replace(":", "\\:")


def _escape(text: str) -> str:
    return "".join(sign if _PLAIN.match(sign) else "\\" + sign for sign in text)
