r"""CloudWatch Logs Insights QL, over log events that are CloudTrail records.

`like` searches by a regular expression, which ignores case by `(?i)`; it was Hyperscan's, elsewhere the guide says RE2,
so what is written means the same in both. What a comparison with an absent field gives is not said: negated ones stand
behind `ispresent`, so nothing hangs on it. A boolean is kept as 1 or 0, so `true` fits these too. Members of arrays are
fields by their number; any member is found in what `jsonStringify` makes of the array (`a.b:c.d`, of kind `json`, is
c.d in the array a.b).
Sources: CloudWatch Logs user guide, "filter", "Boolean, comparison, numeric, datetime, and other functions" (general,
JSON, IP address and string functions; structure types), "Fields in JSON logs", "Fields that contain special
characters"; API reference, StartQuery (queryString takes 10,000 characters).
"""

from __future__ import annotations

import ipaddress
import os.path
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from clickops.conversion import json_text, layout, parsing, re2, regexes, settled, shapes
from clickops.conversion.guard import guard
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Compare, Exists, FieldReference, Node, Number, Regex, Test, Text, atoms

_EDGES = regexes.edges("^", r"\z")
LIMIT = 10_000
_COMMENT = 1_500  # room for what stands above the query, which counts
_COLUMNS = "fields @timestamp, eventSource, eventName, userIdentity.arn, errorCode, eventID, @message"
_SOURCE = "eventSource"
_RECORD = "record"  # what jsonParse makes of the log event
_WORDS = Words("and", "or", "not (")
_BARE = re.compile(r"[A-Za-z0-9_@.]+", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_]+", re.ASCII)
_UNQUOTED = re.compile(r"(\\.)|([/#])", re.DOTALL)
_DOT = r"\."
_NUMBER = r"/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\z/"
_OPERATORS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_WIDTH = 90  # of one regular expression of alternatives
_INDENTATION = re.compile(r"\n +")  # an eighth of a long query, which it can do without


def render(query: Query) -> tuple[str, ...]:
    """Write a query, or several where one would be too long; the newest event comes first, with the whole record.

    Raises ConversionError for what stays longer than a query may be.
    """
    whole = _query(query, query.condition)
    if len(whole) + _COMMENT <= LIMIT:
        return (whole,)
    write = partial(_query, query)
    return tuple(settled.texts(query.condition, LIMIT, write, query.is_single, _SOURCE, beside=_COMMENT))


def _query(query: Query, tree: Node) -> str:
    asking = _Asking(query, tree)
    nodes = (*query.scope, *layout.conjuncts(guard(tree)))
    parts = tuple(layout.arrange(part, _WORDS, asking.ask) for part in nodes)
    condition = layout.write(parts[0] if len(parts) == 1 else Joined("and", parts), indent="  ")
    parsed = [f"| fields jsonParse(@message) as {_RECORD}"] if asking.parsed else []
    text = "\n".join((_COLUMNS, *parsed, "| filter", condition, "| sort @timestamp desc", "| limit 10000"))
    return text if len(text) <= LIMIT - _COMMENT else _INDENTATION.sub("\n", text)


class _Asking:
    def __init__(self, query: Query, tree: Node) -> None:
        self.query = query
        self.all_parsed = query.options.get("fields") == "parsed"
        names = {atom.field or "" for atom in atoms(tree)}
        self.parsed = self.all_parsed or any(self.in_array(name) for name in names)

    def in_array(self, field: str) -> bool:
        return self.query.kind(field) == "json" and ":" in field

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        texts = shapes.as_texts(tests)
        rest = [test for test in tests if not isinstance(test, Text | Number)]
        if self.in_array(field):
            return self.array(field, texts, rest)
        name = self.name(field)
        if any(shapes.shape(text)[0] == "any" for text in texts):
            docs: list[Doc] = [f"ispresent({name})"]
        else:
            docs = [f"{name} = {number}" for number in _booleans(texts)]
            docs += [f"{name} like {pattern}" for pattern in _patterns(texts)]
        return docs + [self.test(name, test) for test in rest]

    def test(self, name: str, test: Test) -> Doc:
        match test:
            case Exists():
                return f"ispresent({name})"
            case Regex():
                return f"{name} like {_slashed('(?s)' + _written(parsing.parse(test)))}"
            case Cidr(network):
                return f'isIpInSubnet({name}, "{ipaddress.ip_network(network, strict=False)}")'
            case Compare(operator, value):
                compared = f"{name} {_OPERATORS[operator]} {shapes.number(value)}"
                return Joined("and", (f"{name} like {_NUMBER}", compared))
            case FieldReference():
                return _reference(name, self.name(test.field), test)
            case _:
                raise shapes.refusal("Logs Insights", name, test)

    def array(self, field: str, texts: Sequence[Text], rest: Sequence[Test]) -> Sequence[Doc]:
        """Ask any member of an array; what is no array is an empty text here, so nothing is unknown."""
        above, _, below = field.partition(":")
        path = [part for part in re.split(r"[.:]", below) if part]
        value = f'coalesce(jsonStringify({_path(above)}), "")'
        docs: list[Doc] = []
        if texts:
            docs.append(f"{value} like {_slashed('^' + json_text.beginning(path, texts))}")
        for test in rest:
            if not isinstance(test, Exists):
                raise ConversionError(
                    f"{field} is in an array, of which Logs Insights can ask for texts only", target=""
                )
            docs.append(f"{value} like {_slashed('^' + json_text.key(path))}")
        return docs

    def name(self, field: str) -> str:
        if self.in_array(field):
            raise ConversionError(f"{field} is in an array: Logs Insights compares it with no other field", target="")
        if self.all_parsed:
            return _path(field)
        return field if _BARE.fullmatch(field) else f"`{_unticked(field)}`"


def _path(field: str) -> str:
    """Name a part of the parsed record."""
    parts = (part if _PART.fullmatch(part) else f"`{_unticked(part)}`" for part in field.split("."))
    return ".".join((_RECORD, *parts))


def _unticked(name: str) -> str:
    if "`" in name:
        raise ConversionError(f"Logs Insights cannot name the field {name!r}", target="")
    return name


def _booleans(texts: Sequence[Text]) -> Iterator[str]:
    """Yield the numbers as which the booleans among some texts are kept."""
    words = {shapes.literals(text).lower() for text in texts if shapes.shape(text)[0] == "exact"}
    yield from (number for word, number in (("true", "1"), ("false", "0")) if word in words)


def _patterns(texts: Sequence[Text]) -> Iterator[str]:
    """Write regular expressions that fit any of some texts, of a length that can be read."""
    for cased in (False, True):
        same = [text for text in texts if (text.cased and shapes.has_letters(shapes.literals(text))) is cased]
        for shape in ("exact", "prefix", "suffix", "contains", "pattern"):
            words = [_word(text) for text in same if shapes.shape(text)[0] == shape]
            start = "" if shape in {"suffix", "contains", "pattern"} else "^"
            end = "" if shape in {"prefix", "contains", "pattern"} else r"\z"
            shared = "" if shape == "pattern" else _shared_end(words)
            for some in _filled([word.removesuffix(shared) for word in words]):
                flags = _flags(cased=cased, words=[*some, shared])
                one = some[0] if len(some) == 1 else f"({'|'.join(some)})"
                yield _slashed(f"{flags}{start}{one}{shared}{end}")


def _shared_end(words: Sequence[str]) -> str:
    """Give the end that words share from a dot on, such as `.amazonaws.com`: it is written once."""
    shared = os.path.commonprefix([word[::-1] for word in words])[::-1] if len(words) > 1 else ""  # noqa: RUF071 - no paths
    return shared[shared.index(_DOT) :] if _DOT in shared else ""


@lru_cache(maxsize=10_000)
def _word(text: Text) -> str:
    shape, _ = shapes.shape(text)
    if shape == "pattern":
        return _written(regexes.anchored(text))
    folded = not text.cased
    return "".join(_letter(sign) if folded else re2.character(sign) for sign in shapes.literals(text))


def _letter(sign: str) -> str:
    """Write a sign whose case does not matter; the flag for that is only sure to know the letters of ASCII."""
    if sign.isascii() or not shapes.has_letters(sign):
        return re2.character(sign)
    return f"({'|'.join(first for first, _ in regexes.either_case(sign).ranges)})"


def _flags(*, cased: bool, words: Sequence[str]) -> str:
    fold = not cased and any(map(shapes.has_letters, words))
    dot = any("." in re.sub(r"\\.", "", word) for word in words)
    flags = ("i" if fold else "") + ("s" if dot else "")
    return f"(?{flags})" if flags else ""


def _filled(words: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for word in words:
        if some and sum(map(len, some)) + len(some) + len(word) > _WIDTH:
            yield some
            some = []
        some.append(word)
    if some:
        yield some


def _written(piece: regexes.Piece) -> str:
    return regexes.write(piece, re2.character, _EDGES, _member)


def _member(sign: str) -> str:
    return "\\" + sign if sign in "]^-[\\" else re2.character(sign)


def _slashed(pattern: str) -> str:
    """Write an expression between slashes, with nothing in it that ends it or starts a comment."""
    inert = _UNQUOTED.sub(lambda found: found[1] or {"/": r"\/", "#": r"\x23"}[found[2]], pattern)
    return f"/{inert}/"


def _reference(name: str, other: str, test: FieldReference) -> Doc:
    """Compare two fields; equal is to begin with each other, since `=` reads what looks like a number as one."""
    whole, part = (name, other) if test.cased else (f"tolower({name})", f"tolower({other})")
    match test.before, test.after:
        case False, False:
            held = [f"startsWith({whole}, {part}) = 1", f"startsWith({part}, {whole}) = 1"]
        case False, True:
            held = [f"startsWith({whole}, {part}) = 1"]
        case True, False:
            held = [f"endsWith({whole}, {part}) = 1"]
        case _:
            held = [f"strcontains({whole}, {part}) = 1"]
    return Joined("and", (f"ispresent({name})", f"ispresent({other})", *held))
