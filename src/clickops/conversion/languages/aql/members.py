"""Members of arrays in AQL.

A JSON expression whose path ends with `[]` gives the whole of an array as text (IBM, QRadar 7.5, "JSON keypath
expressions"), so what is asked of its members is looked for there, below the keys that lead to it, as AWS writes JSON:
without spaces. (json_text.py skips what is nested by choices that repeat, on which Java's matcher runs out of stack.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from clickops.conversion import java, regexes, shapes
from clickops.conversion.languages.aql import texts
from clickops.conversion.regexes import Chars, Choice, Piece, Repeat, Series
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, Test, Text, Wildcard

_BARE = re.compile(r"true|false|-?\d+(\.\d+)?", re.IGNORECASE)  # what JSON may write without quotation marks
_MARK = Chars((('"', '"'),))
_INNER = Chars((('"', '"'),), negated=True)  # of a text within marks; Java nests a call a sign in what knows escapes
_ONE = Chars((('"', '"'), ("\\", "\\")), negated=True)
_SCALAR = Chars((('"', '"'), ("0", "9"), ("t", "t"), ("f", "f")))  # how no array, object and null begins
_ARRAY = Chars((*_SCALAR.ranges, ("{", "{"), ("n", "n")), negated=True)  # how one does; no backslash for a bracket
_IN_ARRAY = Repeat(Chars((("]", "]"),), negated=True), 0, None)
_IN_OBJECT = Repeat(Chars((("}", "}"),), negated=True), 0, None)
_OVER = Chars((("]", "]"), (",", ","), ("}", "}")))


def member(field: str, test: Test) -> str:
    """Look for what the members of an array hold in its text; raises ConversionError for what is no text."""
    array, _, below = field.partition("[]")
    name, keys = f'"{array}[]"', below.split(".")[1:]
    if isinstance(test, Exists):
        there = f"{name} IS NOT NULL"
        return f"({there} AND {_found(name, keys, Text((Wildcard.MANY,)))})" if keys else there
    asked = shapes.as_texts([test])
    if not asked:
        raise ConversionError(f"AQL can only look for texts in an array ({field})", target="")
    (text,) = asked
    shape, literal = shapes.shape(text)
    if shape in {"exact", "prefix"} and "[]" not in below and len(keys) < 2 and not (keys and _BARE.fullmatch(literal)):
        before = "".join(f"{json.dumps(key)}:" for key in keys)
        inner = json.dumps(literal, ensure_ascii=False)[: None if shape == "exact" else -1]
        return texts.written(name, Text((Wildcard.MANY, before + inner, Wildcard.MANY), text.cased))
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
