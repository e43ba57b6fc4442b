r"""Members of an array that a platform keeps as JSON text, found by a regular expression in RE2's syntax.

JSON is not regular: what stands before a member is skipped up to `_DEPTH` arrays and objects within each other.
Writers escape differently (Go writes `<` as \u003c, others `/` as \/), so both forms of a sign are looked for. Where a
platform takes the escapes out, a quotation mark ends a text only where a comma, colon or closing bracket follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from clickops.conversion import re2, regexes, shapes
from clickops.rules.tree import Text, Wildcard

_DEPTH = 4
_ESCAPED = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}
_MAYBE = frozenset("<>&='")
_SCALAR = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false")


class Form(msgspec.Struct, frozen=True):
    """How a platform writes the texts in JSON."""

    sign: str  # any sign of a text
    one: str  # the same, where it stands for one character
    escapes: bool


ESCAPED = Form(r'([^"\\]|\\.)', r'([^"\\]|\\u[0-9A-Fa-f]{4}|\\[^u])', escapes=True)
"""JSON as it is."""

UNESCAPED = Form(r'([^"]|"[^],:}])', ".", escapes=False)
"""JSON whose escapes were taken out as if it were one text."""


def beginning(path: Sequence[str], texts: Sequence[Text], form: Form = ESCAPED) -> str:
    """Write what fits the beginning of an array's JSON, up to a value below `path` that is one of the texts.

    The value may stand in further arrays on its way. Without a path it is found before the first object or array among
    the members. A number or boolean is compared with whole texts only.
    """
    values = "|".join(dict.fromkeys(one for text in texts for one in _values(text, form)))
    return f"{key(path, form)}({values})"


def key(path: Sequence[str], form: Form = ESCAPED) -> str:
    """Write what fits the beginning of an array's JSON, up to any value below `path`."""
    if not path:
        return r"\[" + _skipped(0, form)
    skipped = _skipped(_DEPTH, form)
    steps = (rf'\{{{skipped}"{_encoded(part, form, cased=True)}"\s*:\s*(\[{skipped})?' for part in path)
    return rf"\[{skipped}{''.join(steps)}"


def _skipped(depth: int, form: Form) -> str:
    """Write what fits any members before the wanted one: texts whole, arrays and objects with all that they hold."""
    inner = f"|[[{{]{_skipped(depth - 1, form)}[]}}]" if depth else ""
    return f'([^][{{}}"]|"{form.sign}*"{inner})*'


def _values(text: Text, form: Form) -> list[str]:
    shape, literal = shapes.shape(text)
    if shape == "any":
        return ['"', "[-0-9tf]"]
    signs = {Wildcard.MANY: f"{form.sign}*", Wildcard.ONE: form.one}
    written = "".join(
        signs[part] if isinstance(part, Wildcard) else _encoded(part, form, cased=text.cased) for part in text.parts
    )
    values = [f'"{written}"']
    bare = literal if text.cased else literal.lower()
    if shape == "exact" and _SCALAR.fullmatch(bare):
        values.append("".join(map(re2.character, bare)) + r"\s*[],}]")
    return values


def _encoded(text: str, form: Form, *, cased: bool) -> str:
    written = "".join(_sign(sign, cased=cased) if form.escapes else re2.character(sign) for sign in text)
    return written if cased or not shapes.has_letters(text) else f"(?i:{written})"


def _sign(sign: str, *, cased: bool) -> str:
    """Write the forms that a character may have in a JSON text."""
    if sign in '"\\':
        return "\\\\" + re2.character(sign)
    if sign in _ESCAPED:
        return "\\\\" + _ESCAPED[sign]
    if sign < " ":
        return _code(sign)
    if sign == "/":
        return r"\\?/"
    if sign in _MAYBE:
        return f"({sign}|{_code(sign)})"
    if sign.isascii():
        return re2.character(sign)
    signs = [sign] if cased else [first for first, _ in regexes.either_case(sign).ranges]
    return f"({'|'.join(form for one in signs for form in (one, _code(one)))})"


def _code(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\\\u(?i:{units[at : at + 2].hex()})" for at in range(0, len(units), 2))
