r"""The expressions of Sumo Logic's Cloud SIEM rules, over records.

A record keeps each value of the message under `fields['raw.path']`. `=`, `IN`, `LIKE` and `RLIKE` compare with case,
so fields are lowered; a comparison with null is false in the reference's examples and unknown in its text, so negations
are guarded. `%` and `_` are wildcards of `LIKE`; how a string escapes is told by one example alone, so a text that
holds one of them becomes an expression of Java's, see `java.py` ("Cloud SIEM Rules Syntax", "About Cloud SIEM Rules").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import java, layout, parsing, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, FieldReference, Number, Regex, Test, Text, Wildcard

_WORDS = Words("AND", "OR", "NOT (")
_SCOPE = ("metadata_vendor = 'Amazon AWS'", "metadata_product = 'CloudTrail'")
_UNQUOTABLE = re.compile(r"['{\\\x00-\x1f\x7f]")  # `{` may begin a template in the file of Terraform's
_WILDCARD = re.compile(r"[%_]")


def render(query: Query) -> str:
    """Write the expression of a match rule."""
    nodes = layout.conjuncts(guard(query.condition))
    return layout.write(Joined("AND", (*_SCOPE, *(layout.arrange(node, _WORDS, _ask) for node in nodes))))


def _ask(field: str, tests: Sequence[Test]) -> Sequence[Doc]:
    texts = shapes.as_texts(tests)
    exact = [text for text in texts if _is_quotable(text) and shapes.shape(text)[0] == "exact"]
    docs: list[Doc] = []
    if folded := [shapes.literals(text).lower() for text in exact if not text.cased]:
        docs.append(_listed(_value(field, cased=False), folded))
    if cased := [shapes.literals(text) for text in exact if text.cased]:
        docs.append(_listed(_value(field, cased=True), cased))
    docs += [_text(field, text) for text in texts if text not in exact]
    return docs + [_test(field, test) for test in tests if not isinstance(test, Text | Number)]


def _is_quotable(text: Text) -> bool:
    return not _UNQUOTABLE.search(shapes.literals(text))


def _listed(value: str, values: Sequence[str]) -> Doc:
    quoted = tuple(f"'{one}'" for one in values)
    return f"{value} = {quoted[0]}" if len(quoted) == 1 else Listing(f"{value} IN (", quoted, ", ", ")")


def _text(field: str, text: Text) -> str:
    if shapes.shape(text)[0] == "any":
        return f"NOT isNull({_value(field, cased=True)})"
    if _is_quotable(text) and not _WILDCARD.search(shapes.literals(text)):
        signs = {Wildcard.MANY: "%", Wildcard.ONE: "_"}
        pattern = "".join(signs[part] if isinstance(part, Wildcard) else part for part in text.parts)
        return f"{_value(field, cased=text.cased)} LIKE '{pattern if text.cased else pattern.lower()}'"
    flags = "s" if text.cased else "is"
    return f"{_value(field, cased=True)} RLIKE '(?{flags}){java.text(text)}'"


def _test(field: str, test: Test) -> str:
    value = _value(field, cased=True)
    match test:
        case Exists():
            return f"NOT isNull({value})"
        case Regex():
            return f"{value} RLIKE '(?s){java.search(parsing.parse(test))}'"
        case FieldReference(other):
            there = f"NOT isNull({value}) AND NOT isNull({_value(other, cased=True)})"  # the length of null is 0
            held = _reference(_value(field, cased=test.cased), _value(other, cased=test.cased), test)
            return f"({there} AND {held})"
        case _:
            raise shapes.refusal("Cloud SIEM", field, test)


def _reference(value: str, other: str, test: FieldReference) -> str:
    match test.before, test.after:
        case False, False:
            return f"{value} = {other}"
        case True, True:
            return f"contains({value}, {other})"
    start = f"length({value}) - length({other})" if test.before else "0"
    end = "" if test.before else f", length({other})"
    held = f"length({value}) >= length({other}) AND substring({value}, {start}{end}) = {other}"
    return f"(length({other}) = 0 OR ({held}))"


def _value(field: str, *, cased: bool) -> str:
    if "[]" in field:
        raise ConversionError(f"how Cloud SIEM names the members of an array is not documented ({field})", target="")
    return f"fields['{field}']" if cased else f"lower(fields['{field}'])"
