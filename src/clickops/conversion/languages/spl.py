"""Splunk's search processing language.

All that the `search` command can say is said there: it compares without case and is two-valued (`NOT` is true where
a field is absent). It knows no `?`, cannot escape `*`, compares text with `<` when one side is no number, and may
miss events when `*` stands amid other signs. What it cannot say is computed by `eval` first and asked for by a second
`search`, so that it can stand anywhere in the condition. Sources: Splunk search reference, "search", "eval" and
"Comparison and conditional functions"; search manual, "Wildcards".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.rules.tree import (
    Cidr,
    Compare,
    Exists,
    FieldReference,
    Number,
    Regex,
    Test,
    Text,
)

_EDGES = regexes.edges("^", r"\z")
_WORDS = Words("AND", "OR", "NOT (")
_BARE = re.compile(r"[A-Za-z_][\w.{}]*", re.ASCII)
_UNSEARCHABLE = re.compile(r"[*`\x00-\x1f\x7f]")  # a wildcard, a macro, what a search string may not hold
_OPERATORS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def render(query: Query) -> str:
    """Write a query for the search bar or savedsearches.conf."""
    scope = " ".join(layout.write(layout.arrange(atom, _WORDS, _Computed().ask)) for atom in query.scope)
    computed = _Computed()
    before: list[Doc] = []
    after: list[Doc] = []
    for part in layout.conjuncts(query.condition):
        asked = computed.asked
        doc = layout.arrange(part, _WORDS, computed.ask)
        (before if computed.asked == asked else after).append(doc)
    lines = [scope] if scope else []
    if before:
        text = layout.write(_together(before), bare=len(before) > 1 or not scope)
        lines.append(f"AND {text}" if scope else text)
    if not lines:
        lines.append("*")
    lines += [f'| eval {name}=if({test}, "true", "false")' for test, name in computed.fields.items()]
    if after:
        lines.append("| search " + layout.write(_together(after)))
    return "\n".join(lines)


def _together(docs: Sequence[Doc]) -> Doc:
    return docs[0] if len(docs) == 1 else Joined("AND", tuple(docs))


class _Computed:
    """The tests that need `eval`, each with the field that holds its answer."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.asked = 0  # how often one of the fields was asked for

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        texts = shapes.as_texts(tests)
        searchable = [text for text in texts if _is_searchable(text)]
        docs: list[Doc] = [_question(field, searchable)] if searchable else []
        for test in (*texts, *(test for test in tests if not isinstance(test, Text | Number))):
            if isinstance(test, Exists):
                docs.append(f"{_name(field)}=*")
            elif test not in searchable:
                name = self.fields.setdefault(_computation(field, test), f"clickops_{len(self.fields) + 1}")
                self.asked += 1
                docs.append(f'{name}="true"')
        return docs


def _is_searchable(text: Text) -> bool:
    return not (
        (text.cased and shapes.has_letters(shapes.literals(text)))
        or shapes.shape(text)[0] == "pattern"
        or _UNSEARCHABLE.search(shapes.literals(text))
    )


def _question(field: str, texts: Sequence[Text]) -> Doc:
    if any(shapes.shape(text)[0] == "any" for text in texts):
        return f"{_name(field)}=*"
    values = tuple(f'"{shapes.write(text, _escape)}"' for text in texts)
    if len(values) == 1:
        return f"{_name(field)}={values[0]}"
    return Listing(f"{_name(field)} IN (", values, ", ", ")")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _name(field: str) -> str:
    return field if _BARE.fullmatch(field) else f'"{field}"'


def _computation(field: str, test: Test) -> str:
    value = f"'{field}'"
    match test:
        case Text():
            flags = "s" if test.cased else "si"
            return f'isnotnull(mvfind({value}, "(?{flags}){_pattern(regexes.anchored(test))}"))'
        case Regex():
            return f'isnotnull(mvfind({value}, "(?s){_pattern(parsing.parse(test))}"))'
        case Cidr(network):
            return f'cidrmatch("{network}", {value})'
        case Compare(operator, number):
            return f"tonumber({value}){_OPERATORS[operator]}{shapes.number(number)}"
        case FieldReference():
            return _reference(value, f"'{test.field}'", test)
        case _:
            raise shapes.refusal("SPL", field, test)


def _reference(value: str, other: str, test: FieldReference) -> str:
    """Compare texts behind a letter: `eval` compares what looks like numbers as numbers, where 1 is 1.0."""
    if not test.cased:
        value, other = f"lower({value})", f"lower({other})"
    wanted = f'"x" . {other}'
    match test.before, test.after:
        case False, False:
            return f'"x" . {value}={wanted}'
        case False, True:
            held = f'"x" . substr({value}, 1, len({other}))={wanted}'
        case True, False:
            held = f'"x" . substr({value}, len({value})-len({other})+1)={wanted}'
        case _:
            held = f"mvcount(split({value}, {other}))>1"
    return f'len({value})>=len({other}) AND ({other}="" OR {held})'


def _pattern(piece: regexes.Piece) -> str:
    return regexes.write(piece, _character, _EDGES)


def _character(sign: str) -> str:
    """Write a sign so that neither the string's nor the macro's nor the pipe's nor the expression's are touched."""
    if sign in '"\\`|' or sign < " " or sign == "\x7f":
        return f"\\x{ord(sign):02X}"
    return "\\" + sign if sign in ".^$()[]{}*+?-" else sign
