"""What each test asks of one value, in a dialect."""

from __future__ import annotations

from collections.abc import Sequence

from clickops.conversion import parsing, shapes
from clickops.conversion.languages.sql import networks
from clickops.conversion.languages.sql.dialect import Dialect
from clickops.conversion.layout import Doc, Joined, Listing
from clickops.conversion.regexes import Piece
from clickops.errors import ConversionError
from clickops.rules.tree import Cidr, Compare, FieldReference, Number, Regex, Test, Text

_OPERATORS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def any_of(dialect: Dialect, value: str, tests: Sequence[Test]) -> Doc:
    """Ask whether a value passes any of some tests; exact texts become a list."""
    texts = shapes.as_texts(tests)
    listable = [text for text in texts if _is_listable(dialect, text)]
    docs: list[Doc] = []
    if folded := [shapes.literals(text).lower() for text in listable if not text.cased]:
        docs.append(_listed(dialect, dialect.lower.format(value), folded))
    if cased := [shapes.literals(text) for text in listable if text.cased]:
        docs.append(_listed(dialect, value, cased))
    docs += [_text(dialect, value, text) for text in texts if text not in listable]
    docs += [_other(dialect, value, test) for test in tests if not isinstance(test, Text | Number)]
    return docs[0] if len(docs) == 1 else Joined("OR", tuple(docs))


def refers(dialect: Dialect, value: str, other: str, test: FieldReference) -> str:
    """Ask whether a value equals, begins with, ends with or holds another one."""
    if not test.cased:
        value, other = dialect.lower.format(value), dialect.lower.format(other)
    match test.before, test.after:
        case False, False:
            return f"{value} = {other}"
        case False, True:
            return dialect.starts.format(value, other)
        case True, False:
            return dialect.ends.format(value, other)
        case _:
            return dialect.holds.format(value, other)


def _is_listable(dialect: Dialect, text: Text) -> bool:
    exact = shapes.shape(text)[0] == "exact"
    return exact and (dialect.unicode or not shapes.folds_beyond_ascii(text))


def _listed(dialect: Dialect, value: str, texts: Sequence[str]) -> Doc:
    quoted = tuple(map(dialect.quote, texts))
    return f"{value} = {quoted[0]}" if len(quoted) == 1 else Listing(f"{value} IN (", quoted, ", ", ")")


def _text(dialect: Dialect, value: str, text: Text) -> str:
    if shapes.shape(text)[0] == "any":
        return f"{value} IS NOT NULL"
    return dialect.like(dialect, value, text)


def _other(dialect: Dialect, value: str, test: Test) -> str:
    match test:
        case Regex():
            return _search(dialect, value, parsing.parse(test))
        case Cidr(network) if dialect.network:
            return dialect.network(value, network)
        case Cidr(network):
            return _search(dialect, value, networks.expression(network))
        case Compare(operator, number):
            return f"{dialect.number.format(value)} {_OPERATORS[operator]} {shapes.number(number)}"
        case _:
            raise shapes.refusal(dialect.name, value, test)


def _search(dialect: Dialect, value: str, piece: Piece) -> str:
    if dialect.regex is None:
        raise ConversionError(f"{dialect.name} has no regular expressions ({value})", target="")
    return dialect.regex(value, piece)
