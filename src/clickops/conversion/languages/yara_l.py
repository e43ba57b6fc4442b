"""YARA-L 2.0 of Google Security Operations: the predicates of a rule's `events` section, over UDM.

UDM has no absent field: what was not stored is the empty text, so `not` is two-valued, presence is `!= ""`, and an
expression that fits the empty text is asked of stored values only. Comparisons look at case unless `nocase` follows.
Repeated fields are asked with `any`, since without it a rule is tried on copies of the event with one value each,
and a negation is true of a copy. An expression reads the first line only unless it starts with `(?s)`; it stands in
back quotes, which escape nothing. Lists are one expression, because a rule may hold so many `or` only. Source: Google
SecOps documentation, "YARA-L 2.0 language syntax" (boolean expressions, repeated fields, maps, literals, re.regex).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Exists, FieldReference, Regex, Test, Text

_EDGES = regexes.edges("^", "$")
_WORDS = Words("and", "or", "not (")
_INDENT = "    "
_WIDTH = 90  # of the values in one expression, which cannot be broken
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_KEY = re.compile(r"[A-Za-z0-9_.:/@ -]+")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f-\x9f\"\\\ud800-\udfff\u2028\u2029]+")
_LANGUAGE = "YARA-L"


def render(query: Query) -> str:
    """Write the predicates, each a line or a group in parentheses: those that follow each other must all hold."""
    asking = _Asking(query)
    nodes = (*query.scope, *layout.conjuncts(query.condition))
    docs = [layout.arrange(node, _WORDS, asking.ask) for node in nodes]
    return "\n".join(layout.write(doc, indent=_INDENT, bare=not isinstance(doc, Joined)) for doc in docs)


class _Asking:
    def __init__(self, query: Query) -> None:
        self.query = query

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        name = self.name(field)
        texts = shapes.as_texts(tests)
        rest = [
            test for test in tests if test not in texts and isinstance(test, Exists | Regex | Cidr | FieldReference)
        ]
        if len(rest) + len(texts) < len(tests):
            raise shapes.refusal(_LANGUAGE, field, next(test for test in tests if test not in (*texts, *rest)))
        docs: list[Doc] = []
        for cased in (False, True):
            docs += _texts(name, [text for text in texts if _counts(text) is cased], cased=cased, field=field)
        return docs + [self.single(name, field, test) for test in rest]

    def name(self, field: str) -> str:
        """Write a field of the event: `any` before a repeated one, a key of a map in brackets."""
        path, _, key = field.partition(":")
        kind = self.query.kind(field)
        if not _PATH.fullmatch(path) or (kind == "map") is not bool(_KEY.fullmatch(key)):
            raise ConversionError(f"{field} is not a field of UDM", target="")
        if kind == "map":
            return f'$e.{path}["{key}"]'
        return f"any $e.{path}" if kind == "several" else f"$e.{path}"

    def single(self, name: str, field: str, test: Test) -> Doc:
        match test:
            case Exists():
                return f'{name} != ""'
            case Cidr(network):
                return f'net.ip_in_range_cidr({name}, "{network}")'
            case Regex():
                pattern = _write(parsing.parse(test))
                found = f"re.regex({name}, `(?s){pattern}`)"
                return Joined("and", (f'{name} != ""', found)) if _fits_nothing(pattern) else found
            case FieldReference(other, before, after, cased):
                return _reference(name, self.name(other), field, cased=cased, parts=before or after)
            case _:
                raise shapes.refusal(_LANGUAGE, field, test)


def _texts(name: str, texts: Sequence[Text], *, cased: bool, field: str) -> list[Doc]:
    """Ask for any of some texts: one by `=`, several by an expression for each shape."""
    grouped: dict[str, list[Text]] = {}
    for text in texts:
        shape, literal = shapes.shape(text)
        if shape == "any":
            return [f'{name} != ""']
        if shape == "exact" and not literal:
            raise ConversionError(f"UDM cannot tell an empty {field} from one that is not there", target="")
        grouped.setdefault(shape, []).append(text)
    tail = "" if cased else " nocase"
    docs: list[Doc] = []
    for shape, several in grouped.items():
        if shape == "exact" and len(several) == 1 and _PLAIN.fullmatch(shapes.literals(several[0])):
            docs.append(f'{name} = "{shapes.literals(several[0])}"{tail}')
            continue
        for group in _groups([_body(text) for text in several]):
            start = "^" if shape in {"exact", "prefix", "pattern"} else ""
            end = "$" if shape in {"exact", "suffix", "pattern"} else ""
            body = f"({'|'.join(group)})" if len(group) > 1 else group[0]
            docs.append(f"re.regex({name}, `(?s){start}{body}{end}`){tail}")
    return docs


def _body(text: Text) -> str:
    """Write a text as an expression, without the `*` at its ends if that is all its wildcards."""
    pieces = regexes.of_text(text, fold=False)
    if shapes.shape(text)[0] != "pattern":
        pieces = tuple(piece for piece in pieces if piece != regexes.ANYTHING)
    return _write(regexes.Series(pieces))


def _groups(bodies: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for body in bodies:
        if groups[-1] and sum(map(len, groups[-1])) + len(groups[-1]) + len(body) > _WIDTH:
            groups.append([])
        groups[-1].append(body)
    return groups


def _reference(name: str, other: str, field: str, *, cased: bool, parts: bool) -> Doc:
    if name.startswith("any ") or other.startswith("any "):
        raise ConversionError(f"YARA-L cannot compare a repeated field with another ({field})", target="")
    if parts:
        raise ConversionError(f"YARA-L cannot look for one field's value within another ({field})", target="")
    return Joined("and", (f'{name} != ""', f"{name} = {other}{'' if cased else ' nocase'}"))


def _counts(text: Text) -> bool:
    return text.cased and shapes.has_letters(shapes.literals(text))


def _fits_nothing(pattern: str) -> bool:
    import re2  # noqa: PLC0415 - few rules hold an expression

    return re2.search("(?s)" + pattern, "") is not None


def _write(piece: regexes.Piece) -> str:
    return regexes.write(piece, _character, _EDGES)


def _character(sign: str) -> str:
    """Escape what has a meaning in an expression or would end it."""
    if sign == "`" or not sign.isprintable():
        return f"\\x{{{ord(sign):x}}}"
    return "\\" + sign if sign in r"\.^$|()[]{}*+?-" else sign
