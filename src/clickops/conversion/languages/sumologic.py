r"""Sumo Logic's log search.

Each field that is asked is read from the message by `json ... nodrop`, which leaves it null where the message lacks it;
comparisons are with case, so the fields are lowered by `toLowerCase` ("Parse JSON Formatted Logs", "toLowerCase",
"Field Expressions"). `matches` takes a text with `*`, or an RE2 expression between slashes ("matches"); whether that is
searched for or must fit is not said, so it is written to mean the same in both readings. What `[*]` reads comes as the
text of a JSON array, in which a member is looked for. What a comparison with null gives is not said either: negations
are guarded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Exists, FieldReference, Number, Regex, Test, Text, Wildcard

_EDGES = regexes.edges(r"\A", r"\z")
_WORDS = Words("and", "or", "!(")
_ARRAY = "[]"
_UNQUOTABLE = re.compile(r'[*"\\\x00-\x1f\x7f]')  # a wildcard, what a string may not hold as it is
_KEY = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_QUOTATION = r"\x22"
_ITEM = r'("([^"\\]|\\.)*"|[^",\[\]]+)'
_INSIDE = {Wildcard.MANY: r'([^"\\]|\\.)*', Wildcard.ONE: r'([^"\\]|\\.)'}


def render(query: Query) -> str:
    """Write a search: what selects CloudTrail, what is read from the message, and the condition."""
    asking = _Asking()
    nodes = layout.conjuncts(guard(query.condition))
    parts = tuple(layout.arrange(node, _WORDS, asking.ask) for node in nodes)
    where = layout.write(parts[0] if len(parts) == 1 else Joined("and", parts))
    scope = " ".join(f"{a.field}={shapes.write(a.test, str)}" for a in query.scope if isinstance(a.test, Text))
    return "\n| ".join([scope or "*", *asking.fields.lines, f"where {where}"])


class _Fields:
    """What the search makes before it asks, each once."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}  # of each path
        self.lines: list[str] = []

    def raw(self, path: str) -> str:
        """Read a path from the message; a flat array comes as the text of a JSON array without `[*]`, too."""
        if path.count(_ARRAY) == 1:
            path = path.removesuffix(_ARRAY)
        if path not in self.names:
            stem = re.sub(r"\W+", "_", path.replace(_ARRAY, ""), flags=re.ASCII).strip("_")
            line = f"json field=_raw {_quote(_path(path))} as %s nodrop"
            self._add(path, stem, line)
        return self.names[path]

    def lowered(self, path: str) -> str:
        return self._made(f"lower {path}", "{}_lower", "toLowerCase({})", self.raw(path))

    def pattern(self, name: str, before: str, after: str) -> str:
        """Make a text for `matches` of another field's value, a `*` on either side."""
        parts = ", ".join(part for part in (before, name, after) if part)
        return self._made(f"pattern {parts}", "{}_pattern", f"concat({parts})", name)

    def _made(self, key: str, name: str, line: str, source: str) -> str:
        if key not in self.names:
            self._add(key, name.format(source), line.format(source) + " as %s")
        return self.names[key]

    def _add(self, key: str, wanted: str, line: str) -> None:
        taken = set(self.names.values())
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}_{number}", number + 1
        self.names[key] = name
        self.lines.append(line.replace("%s", name))


class _Asking:
    def __init__(self) -> None:
        self.fields = _Fields()

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        if _ARRAY in field:
            return [self.member(field, test) for test in tests]
        texts = shapes.as_texts(tests)
        plain = [text for text in texts if not text.cased and _is_plain(text)]
        docs: list[Doc] = []
        if exact := [shapes.literals(text).lower() for text in plain if shapes.shape(text)[0] == "exact"]:
            docs.append(_listed(self.fields.lowered(field), exact))
        docs += [self.text(field, text) for text in texts if text not in plain or shapes.shape(text)[0] != "exact"]
        return docs + [self.test(field, test) for test in tests if not isinstance(test, Text | Number)]

    def text(self, field: str, text: Text) -> str:
        if shapes.shape(text)[0] == "any":
            return f"!isNull({self.fields.raw(field)})"
        if _is_plain(text):
            pattern = shapes.write(text, str)
            name = self.fields.raw(field) if text.cased else self.fields.lowered(field)
            return f"{name} matches {_quote(pattern if text.cased else pattern.lower())}"
        anchored = (regexes.Edge("^"), *regexes.of_text(text, fold=False), regexes.Edge("$"))
        return self.searched(field, regexes.Series(anchored), fold=not text.cased)

    def searched(self, field: str, piece: regexes.Piece, *, fold: bool) -> str:
        pattern = regexes.write(_fitted(piece), _character, _EDGES)
        return f"{self.fields.raw(field)} matches /(?{'i' if fold else ''}s){pattern}/"

    def test(self, field: str, test: Test) -> str:
        match test:
            case Exists():
                return f"!isNull({self.fields.raw(field)})"
            case Regex():
                return self.searched(field, parsing.parse(test), fold=False)
            case FieldReference(other):
                if _ARRAY in other:
                    raise ConversionError(f"Sumo Logic cannot compare {field} with the members of {other}", target="")
                return self.reference(field, test)
            case _:
                raise shapes.refusal("Sumo Logic", field, test)

    def reference(self, field: str, test: FieldReference) -> str:
        name = self.fields.raw if test.cased else self.fields.lowered
        mine, theirs = name(field), name(test.field)
        if not (test.before or test.after):
            return f"{mine} = {theirs}"
        star = '"*"'
        pattern = self.fields.pattern(theirs, star if test.before else "", star if test.after else "")
        there = " and ".join(f"!isNull({self.fields.raw(one)})" for one in (field, test.field))
        return f"({there} and {mine} matches {pattern})"  # of null the pattern is a lone star

    def member(self, field: str, test: Test) -> str:
        """Look for a member in the text of a JSON array of lone values."""
        name = self.fields.raw(field)
        match test:
            case Exists():
                return rf"{name} matches /(?s)\A\[.*[^\s\[\]].*\]\z/"
            case Text() | Number():
                (text,) = shapes.as_texts([test])
                fold = "" if text.cased else "i"
                value = "".join(_INSIDE[part] if isinstance(part, Wildcard) else _in_json(part) for part in text.parts)
                bare = f"|{value}" if re.fullmatch(r"[\w.-]+", shapes.literals(text)) else ""
                pattern = rf'\A\[\s*({_ITEM}\s*,\s*)*("{value}"{bare})\s*[,\]].*\z'.replace('"', _QUOTATION)
                return f"{name} matches /(?{fold}s){pattern}/"
            case _:
                raise ConversionError(f"Sumo Logic cannot ask the members of {field} for more than a text", target="")


def _is_plain(text: Text) -> bool:
    """Whether strings and `*` say what a text means."""
    one = any(part is Wildcard.ONE for part in text.parts)
    return not (one or shapes.shape(text)[0] == "any" or _UNQUOTABLE.search(shapes.literals(text)))


def _listed(name: str, values: Sequence[str]) -> Doc:
    quoted = tuple(map(_quote, values))
    return f"{name} = {quoted[0]}" if len(quoted) == 1 else Listing(f"{name} in (", quoted, ", ", ")")


def _fitted(piece: regexes.Piece) -> regexes.Piece:
    """Make a search fit the whole value, too."""
    pieces = piece.pieces if isinstance(piece, regexes.Series) else (piece,)
    start, end = regexes.Edge("^"), regexes.Edge("$")
    before = () if pieces[:1] == (start,) else (start, regexes.ANYTHING)
    after = () if pieces[-1:] == (end,) else (regexes.ANYTHING, end)
    return regexes.Series((*before, *pieces, *after))


def _character(sign: str) -> str:
    """Write a sign so that neither a comment nor another operator can be seen in an expression."""
    if sign in '"/|' or sign < " " or sign == "\x7f":
        return f"\\x{ord(sign):02X}"
    return "\\" + sign if sign in "\\.^$()[]{}*+?-" else sign


def _in_json(literal: str) -> str:
    """Write a literal piece as it stands in JSON text; a slash may be escaped there."""
    if any(sign < " " for sign in literal):
        raise ConversionError(f"Sumo Logic cannot look for {literal!r} in an array", target="")
    signs = {'"': r"\\" + _QUOTATION, "\\": r"\\\\", "/": r"\\?\x2F"}
    return "".join(signs.get(sign) or _character(sign) for sign in literal)


def _path(path: str) -> str:
    """Write a path for `json`, `[*]` for each array; keys with signs of their own stand in brackets."""
    written = ""
    for part in path.split("."):
        key = part.removesuffix(_ARRAY)
        star = "[*]" if key != part else ""
        written += (f".{key}" if written else key) + star if _KEY.fullmatch(key) else f"['{key}']{star}"
    return written


def _quote(text: str) -> str:
    return f'"{text}"'
