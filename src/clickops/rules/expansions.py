"""The modifiers that write a value in other ways: encodings, dashes and placeholders."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from clickops.errors import PlaceholderError, UnsupportedError
from clickops.rules import pattern
from clickops.rules.drafts import Draft, Parts, data, plain, shown, text
from clickops.rules.tree import Wildcard

LIMIT = 5_000
"""Into how many values one value may expand: five dashes under `windash` make 3,125."""

_LENGTH_LIMIT = 1_000_000  # characters of them all

Variables = Mapping[str, Sequence[str]]

_Choices = Sequence[pattern.Parts]

_DASHES = ("-", "/", "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}")
_FLAG_DASH = re.compile(r"\B[-/]\b")
PLACEHOLDER = re.compile(r"(?<!\\)%([^%\s]+)%")


def utf16le(draft: Draft) -> list[Draft]:
    """Encode as UTF-16, little end first (`wide` is the same)."""
    return [plain(draft, "utf16le").encode("utf-16-le")]


def utf16be(draft: Draft) -> list[Draft]:
    """Encode as UTF-16, big end first."""
    return [plain(draft, "utf16be").encode("utf-16-be")]


def utf16(draft: Draft) -> list[Draft]:
    """Encode as UTF-16, little end first, with its byte order mark."""
    return [b"\xff\xfe" + plain(draft, "utf16").encode("utf-16-le")]


def base64_(draft: Draft) -> list[Draft]:
    """Encode with padding."""
    return [Parts((base64.b64encode(data(draft, "base64")).decode(),))]


def base64offset(draft: Draft) -> list[Draft]:
    """Encode at each of the three offsets, without the signs that the neighbouring bytes would change."""
    plain_bytes = data(draft, "base64offset")
    found: list[Draft] = []
    for offset, start in enumerate((0, 2, 3)):
        encoded = base64.b64encode(b" " * offset + plain_bytes).decode()
        end = (None, -3, -2)[(offset + len(plain_bytes)) % 3]
        found.append(Parts(pattern.join([encoded[start:end]])))
    return found


def windash(draft: Draft) -> list[Draft]:
    """Give each dash that begins a flag every form that Windows takes for one."""

    def choices(literal: str) -> Iterator[_Choices]:
        first, *rest = _FLAG_DASH.split(literal)
        yield [(first,)]
        for piece in rest:
            yield [(dash,) for dash in _DASHES]
            yield [(piece,)]

    return _combinations("windash", text(draft, "windash"), choices)


def expand(draft: Draft, variables: Variables) -> list[Draft]:
    r"""Put each value of a placeholder in its place; the values may hold wildcards. `\%` is a plain percent sign."""

    def choices(literal: str) -> Iterator[_Choices]:
        for index, piece in enumerate(PLACEHOLDER.split(literal)):
            if index % 2 == 0:
                yield [(piece.replace("\\%", "%"),)]
            elif not variables.get(piece):
                raise PlaceholderError(f"the placeholder %{piece}% has no value")
            else:
                yield [pattern.parse(value) for value in variables[piece]]

    return _combinations("expand", text(draft, "expand"), choices)


def _combinations(modifier: str, parts: pattern.Parts, choices: Callable[[str], Iterator[_Choices]]) -> list[Draft]:
    """Join one choice for each piece in every way; the number of ways is bounded before any is made."""
    pieces: list[_Choices] = []
    ways, length = 1, 0
    for part in parts:
        for piece in [[(part,)]] if isinstance(part, Wildcard) else choices(part):
            pieces.append(piece)
            ways *= len(piece)
            length += sum(len(one) for one in piece[0] if isinstance(one, str))
            if ways > LIMIT:
                raise UnsupportedError(f"{modifier} makes more than {LIMIT:,} values of {shown(pattern.write(parts))}")
            if ways > 1 and ways * length > _LENGTH_LIMIT:
                raise UnsupportedError(f"{modifier} makes more than {_LENGTH_LIMIT:,} characters of one value")
    return [Parts(pattern.join(itertools.chain(*chosen))) for chosen in itertools.product(*pieces)]
