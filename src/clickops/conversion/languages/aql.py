r"""QRadar's Ariel query language (AQL).

`=` and `IN` compare with case, `ILIKE` and `IMATCHES` without; `%` and `_` are wildcards in `ILIKE` that nothing is
said to escape, so a text that holds one of them becomes an expression. A property's name stands in double quotes, a
value in single ones; how a string escapes is not documented, see `java.py`. A property that an event does not have is
NULL, and whatever is compared with NULL is taken to be unknown, so negations are guarded (IBM, Ariel Query Language
guide, "AQL logical and comparison operators", "LIKE clause", "Best practices for using quotation marks", "AQL data
calculation and formatting functions"). AQL has no comments.

A property holds one value, so what the members of an array hold is looked for in the record's own text: the keys in
their order, then the value, written as AWS writes JSON, without spaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion import java, layout, parsing, regexes, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.conversion.regexes import ANY, ANYTHING, Chars, Choice, Piece, Repeat, Series
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, FieldReference, Number, Regex, Test, Text, Wildcard

_WORDS = Words("AND", "OR", "NOT (")
_UNQUOTABLE = re.compile(r"['\\\x00-\x1f\x7f]")  # what a string may not hold as it is
_WILDCARD = re.compile(r"[%_]")
_BARE = re.compile(r"true|false|-?\d+(\.\d+)?", re.IGNORECASE)  # what JSON may write without quotation marks
_SCALAR = Chars((("[", "["), ("{", "{"), ("n", "n")), negated=True)  # how no array, object and null begins
_MARK = Chars((('"', '"'),))
_SIGN = Choice((Chars((('"', '"'), ("\\", "\\")), negated=True), Series((Chars((("\\", "\\"),)), ANY))))  # within marks
_OVER = Chars((("]", "]"), (",", ","), ("}", "}")))
_SHOWN = "SELECT starttime, QIDNAME(qid), username, sourceip, UTF8(payload)"


def render(query: Query) -> str:
    """Write a search over the minutes that the options say."""
    nodes = layout.conjuncts(guard(query.condition))
    parts = tuple(layout.arrange(node, _WORDS, _ask) for node in nodes)
    where = layout.write(parts[0] if len(parts) == 1 else Joined("AND", parts), indent="  ", bare=len(parts) > 1)
    source = query.options.get("log_source_type", "Amazon AWS CloudTrail")
    scope = f"WHERE LOGSOURCETYPENAME(devicetype) = {_quote(source)}"
    minutes = query.options.get("minutes", "30")
    return f"{_SHOWN}\nFROM events\n{scope}\n  AND {where.lstrip()}\nLAST {minutes} MINUTES"


def _ask(field: str, tests: Sequence[Test]) -> Sequence[Doc]:
    if "[]" in field:
        return [_member(field, test) for test in tests]
    texts = shapes.as_texts(tests)
    exact = [text for text in texts if _is_quotable(text) and shapes.shape(text)[0] == "exact"]
    docs: list[Doc] = []
    if folded := [_quote(shapes.literals(text).lower()) for text in exact if not text.cased]:
        docs.append(_listed(f"LOWER({_name(field)})", folded))
    if cased := [_quote(shapes.literals(text)) for text in exact if text.cased]:
        docs.append(_listed(_name(field), cased))
    docs += [_text(field, text) for text in texts if text not in exact]
    return docs + [_test(field, test) for test in tests if not isinstance(test, Text | Number)]


def _is_quotable(text: Text) -> bool:
    return not _UNQUOTABLE.search(shapes.literals(text))


def _is_likable(text: Text) -> bool:
    return _is_quotable(text) and not (_WILDCARD.search(shapes.literals(text)) or shapes.folds_beyond_ascii(text))


def _listed(name: str, values: Sequence[str]) -> Doc:
    return f"{name} = {values[0]}" if len(values) == 1 else Listing(f"{name} IN (", tuple(values), ", ", ")")


def _text(field: str, text: Text) -> str:
    name = _name(field)
    if shapes.shape(text)[0] == "any":
        return f"{name} IS NOT NULL"
    if _is_likable(text):
        signs = {Wildcard.MANY: "%", Wildcard.ONE: "_"}
        pattern = "".join(signs[part] if isinstance(part, Wildcard) else part for part in text.parts)
        return f"{name} {'LIKE' if text.cased else 'ILIKE'} {_quote(pattern)}"
    return f"{name} {'MATCHES' if text.cased else 'IMATCHES'} '(?s){java.text(text)}'"


def _member(field: str, test: Test) -> str:
    """Look for what the members of an array hold in the text of the record."""
    *above, last = field.split(".")
    pieces = [piece for key in above for piece in (*_key(key, below="{"), ANYTHING)]
    pieces += _key(last, below="")
    texts = [Text((Wildcard.MANY,))] if isinstance(test, Exists) else shapes.as_texts([test])
    if not texts or (last.endswith("[]") and shapes.shape(texts[0])[0] == "any"):
        raise ConversionError(f"AQL can only look for texts in an array ({field})", target="")
    (text,) = texts
    if shapes.shape(text)[0] == "any":
        pieces.append(_SCALAR)
    else:
        pieces += [ANYTHING] * last.endswith("[]") + _value(text)
    folded = not text.cased and not shapes.folds_beyond_ascii(text)
    return f"UTF8(payload) {'IMATCHES' if folded else 'MATCHES'} '(?s){java.search(Series(tuple(pieces)))}'"


def _key(key: str, below: str) -> Sequence[Piece]:
    """Write a key of the record and how its value begins."""
    name = key.removesuffix("[]")
    return regexes.of_text(Text((f"{json.dumps(name)}:{'[' if key.endswith('[]') else below}",)), fold=False)


def _value(text: Text) -> list[Piece]:
    """Write a value as JSON has it, in quotation marks unless it may be no text."""
    written: list[Piece] = []
    for part in text.parts:
        if isinstance(part, Wildcard):
            written.append(Repeat(_SIGN, 0, None) if part is Wildcard.MANY else _SIGN)
        else:
            inner = Text((json.dumps(part, ensure_ascii=False)[1:-1],))
            written += regexes.of_text(inner, fold=shapes.folds_beyond_ascii(text))
    if _BARE.fullmatch(shapes.literals(text)):
        return [Repeat(_MARK, 0, 1), *written, Repeat(_MARK, 0, 1), _OVER]
    return [_MARK, *written, _MARK]


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


def _quote(text: str) -> str:
    if "'" in text:
        raise ConversionError(f"AQL does not say how the quotation mark in {text!r} is written", target="")
    return f"'{text}'"


def _name(field: str) -> str:
    if "[]" in field:
        raise ConversionError(f"AQL can only look for texts in an array ({field})", target="")
    return f'"{field}"'
