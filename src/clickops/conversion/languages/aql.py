r"""QRadar's Ariel query language (AQL).

`=` and `IN` compare with case, `ILIKE` and `IMATCHES` without; `%` and `_` are wildcards in `ILIKE` that nothing is
said to escape, so a text that holds one of them becomes an expression. A property's name stands in double quotes, a
value in single ones; how a string escapes is not documented, see `java.py`. A property that an event does not have is
NULL, and whatever is compared with NULL is taken to be unknown, so negations are guarded (IBM, Ariel Query Language
guide, "AQL logical and comparison operators", "LIKE clause", "Best practices for using quotation marks", "AQL data
calculation and formatting functions"). AQL has no comments.

A JSON expression whose path ends with `[]` gives the whole of an array as text (IBM, QRadar 7.5, "JSON keypath
expressions"), so what is asked of its members is looked for there, below the keys that lead to it, as AWS writes JSON:
without spaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion import java, layout, parsing, regexes, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.conversion.regexes import Chars, Choice, Piece, Repeat, Series
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, FieldReference, Number, Regex, Test, Text, Wildcard

_WORDS = Words("AND", "OR", "NOT (")
_UNQUOTABLE = re.compile(r"['\\\x00-\x1f\x7f]")  # what a string may not hold as it is
_WILDCARD = re.compile(r"[%_]")
_BARE = re.compile(r"true|false|-?\d+(\.\d+)?", re.IGNORECASE)  # what JSON may write without quotation marks
_MARK = Chars((('"', '"'),))
_INNER = Chars((('"', '"'),), negated=True)  # of a text within marks; Java nests a call a sign in what knows escapes
_ONE = Chars((('"', '"'), ("\\", "\\")), negated=True)
_SCALAR = Chars((('"', '"'), ("0", "9"), ("t", "t"), ("f", "f")))  # how no array, object and null begins
_ARRAY = Chars(
    (*_SCALAR.ranges, ("{", "{"), ("n", "n")), negated=True
)  # a bracket, which only a backslash could escape
_IN_ARRAY = Repeat(Chars((("]", "]"),), negated=True), 0, None)
_IN_OBJECT = Repeat(Chars((("}", "}"),), negated=True), 0, None)
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
    docs += [_text(_name(field), text) for text in texts if text not in exact]
    return docs + [_test(field, test) for test in tests if not isinstance(test, Text | Number)]


def _is_quotable(text: Text) -> bool:
    return not _UNQUOTABLE.search(shapes.literals(text))


def _is_likable(text: Text) -> bool:
    return _is_quotable(text) and not (_WILDCARD.search(shapes.literals(text)) or shapes.folds_beyond_ascii(text))


def _listed(name: str, values: Sequence[str]) -> Doc:
    return f"{name} = {values[0]}" if len(values) == 1 else Listing(f"{name} IN (", tuple(values), ", ", ")")


def _text(name: str, text: Text) -> str:
    if shapes.shape(text)[0] == "any":
        return f"{name} IS NOT NULL"
    if _is_likable(text):
        signs = {Wildcard.MANY: "%", Wildcard.ONE: "_"}
        pattern = "".join(signs[part] if isinstance(part, Wildcard) else part for part in text.parts)
        return f"{name} {'LIKE' if text.cased else 'ILIKE'} {_quote(pattern)}"
    return f"{name} {'MATCHES' if text.cased else 'IMATCHES'} '(?s){java.text(text)}'"


def _member(field: str, test: Test) -> str:
    """Look for what the members of an array hold in its text."""
    array, _, below = field.partition("[]")
    name, keys = f'"{array}[]"', below.split(".")[1:]
    if isinstance(test, Exists):
        there = f"{name} IS NOT NULL"
        return f"({there} AND {_found(name, keys, Text((Wildcard.MANY,)))})" if keys else there
    texts = shapes.as_texts([test])
    if not texts:
        raise ConversionError(f"AQL can only look for texts in an array ({field})", target="")
    (text,) = texts
    shape, literal = shapes.shape(text)
    if shape in {"exact", "prefix"} and "[]" not in below and len(keys) < 2 and not (keys and _BARE.fullmatch(literal)):
        before = "".join(f"{json.dumps(key)}:" for key in keys)
        inner = json.dumps(literal, ensure_ascii=False)[: None if shape == "exact" else -1]
        return _text(name, Text((Wildcard.MANY, before + inner, Wildcard.MANY), text.cased))
    return _found(name, keys, text)


def _found(name: str, keys: Sequence[str], text: Text) -> str:
    """Look for a text below some keys by an expression."""
    pieces = [piece for key in keys[:-1] for piece in _opened(key, (Chars((("{", "{"),)), _IN_OBJECT))]
    pieces += [piece for key in keys[-1:] for piece in _opened(key, ())]
    pieces += _value(text, alone=not keys or keys[-1].endswith("[]"))
    folded = not text.cased and not shapes.folds_beyond_ascii(text)
    return f"{name} {'IMATCHES' if folded else 'MATCHES'} '(?s){java.search(Series(tuple(pieces)))}'"


def _opened(key: str, otherwise: Sequence[Piece]) -> Sequence[Piece]:
    """Write a key, how its array begins and what stands in that before the member that is meant."""
    written = regexes.of_text(Text((f"{json.dumps(key.removesuffix('[]'))}:",)), fold=False)
    return (*written, *((_ARRAY, _IN_ARRAY) if key.endswith("[]") else otherwise))


def _value(text: Text, *, alone: bool) -> Sequence[Piece]:
    """Write a value as JSON has it: in marks, and below a key without where it may be no text."""
    shape, literal = shapes.shape(text)
    if shape == "any":
        return [_SCALAR]
    written: list[Piece] = []
    for part in text.parts:
        if isinstance(part, Wildcard):
            written.append(Repeat(_INNER, 0, None) if part is Wildcard.MANY else _ONE)
        else:
            inner = Text((json.dumps(part, ensure_ascii=False)[1:-1],))
            written += regexes.of_text(inner, fold=shapes.folds_beyond_ascii(text))
    marked = (_MARK, *written, _MARK)
    if alone or shape != "exact" or not _BARE.fullmatch(literal):
        return marked
    return [Choice((Series(marked), Series((*written, _OVER))))]


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
