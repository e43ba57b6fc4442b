r"""QRadar's Ariel query language (AQL).

`=` and `IN` compare with case, `ILIKE` and `IMATCHES` without; `%` and `_` are wildcards in `ILIKE` that nothing is
said to escape, so a text that holds one of them becomes an expression. A property's name stands in double quotes, a
value in single ones; how a string escapes is not documented, see `java.py`. A property that an event does not have is
NULL, and whatever is compared with NULL is taken to be unknown, so negations are guarded (IBM, Ariel Query Language
guide, "AQL logical and comparison operators", "LIKE clause", "Best practices for using quotation marks", "AQL data
calculation and formatting functions"). AQL has no comments.
"""

from __future__ import annotations

from collections.abc import Sequence

from clickops.conversion import java, layout, parsing, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.languages.aql import texts
from clickops.conversion.languages.aql.members import member
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, FieldReference, Number, Regex, Test, Text

_WORDS = Words("AND", "OR", "NOT (")
_SHOWN = "SELECT starttime, QIDNAME(qid), username, sourceip, UTF8(payload)"


def render(query: Query) -> str:
    """Write a search over the minutes that the options say."""
    nodes = layout.conjuncts(guard(query.condition))
    parts = tuple(layout.arrange(node, _WORDS, _ask) for node in nodes)
    where = layout.write(parts[0] if len(parts) == 1 else Joined("AND", parts), indent="  ", bare=len(parts) > 1)
    source = query.options.get("log_source_type", "Amazon AWS CloudTrail")
    scope = f"WHERE LOGSOURCETYPENAME(devicetype) = {texts.quote(source)}"
    minutes = query.options.get("minutes", "30")
    return f"{_SHOWN}\nFROM events\n{scope}\n  AND {where.lstrip()}\nLAST {minutes} MINUTES"


def _ask(field: str, tests: Sequence[Test]) -> Sequence[Doc]:
    if "[]" in field:
        return [member(field, test) for test in tests]
    asked = shapes.as_texts(tests)
    exact = [text for text in asked if texts.is_quotable(text) and shapes.shape(text)[0] == "exact"]
    docs: list[Doc] = []
    if folded := [texts.quote(shapes.literals(text).lower()) for text in exact if not text.cased]:
        docs.append(_listed(f"LOWER({_name(field)})", folded))
    if cased := [texts.quote(shapes.literals(text)) for text in exact if text.cased]:
        docs.append(_listed(_name(field), cased))
    docs += [texts.written(_name(field), text) for text in asked if text not in exact]
    return docs + [_test(field, test) for test in tests if not isinstance(test, Text | Number)]


def _listed(name: str, values: Sequence[str]) -> Doc:
    return f"{name} = {values[0]}" if len(values) == 1 else Listing(f"{name} IN (", tuple(values), ", ", ")")


def _test(field: str, test: Test) -> str:
    match test:
        case Exists():
            return f"{_name(field)} IS NOT NULL"
        case Regex():
            return f"{_name(field)} MATCHES '(?s){java.search(parsing.parse(test))}'"
        case FieldReference():
            return _reference(_name(field), _name(test.field), test)
        case _:
            raise shapes.refusal("AQL", field, test)


def _reference(value: str, other: str, test: FieldReference) -> str:
    if not test.cased:
        value, other = f"LOWER({value})", f"LOWER({other})"
    match test.before, test.after:
        case False, False:
            return f"{value} = {other}"
        case False, True:
            return f"STRPOS({value}, {other}) = 0"
        case True, False:
            longer = f"STRLEN({value}) >= STRLEN({other})"
            return f"({longer} AND STRPOS({value}, {other}, STRLEN({value}) - STRLEN({other})) >= 0)"
        case _:
            return f"STRPOS({value}, {other}) >= 0"


def _name(field: str) -> str:
    if "[]" in field:
        raise ConversionError(f"AQL can only look for texts in an array ({field})", target="")
    return f'"{field}"'
