"""One slice of JSON text -> the value it means, or a sentence that says why it means none."""

from __future__ import annotations

import sys
from typing import NoReturn

import msgspec

_FAST = msgspec.json.Decoder()
_NAMES = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "null"}


class Malformed(Exception):  # noqa: N818  - it is handed on as a value more often than raised
    """Why a record cannot be read: a sentence for a person."""


def load(text: bytes | str) -> object:
    """Read one JSON text; raises `Malformed`.

    Of a key that stands twice the last one counts, and integers are exact up to 4,300 digits. What msgspec
    refuses though JSON allows it (half of a surrogate pair, numbers past the range of a double, which become
    infinite) is left to the standard json module. NaN and Infinity are no JSON, and bytes must be UTF-8.
    """
    try:
        return _FAST.decode(text)
    except RecursionError:
        raise Malformed("nested too deeply") from None
    except (msgspec.DecodeError, UnicodeError):
        return _load_slowly(text)


def load_object(text: bytes | str) -> dict[str, object]:
    """Read one JSON object; raises `Malformed`."""
    return as_object(load(text))


def as_object(value: object) -> dict[str, object]:
    """Give the value back if it is an object; raises `Malformed`."""
    if not isinstance(value, dict):
        raise Malformed(f"not an object but {_NAMES.get(type(value), 'a number')}")
    return value


def _load_slowly(text: bytes | str) -> object:
    import json  # noqa: PLC0415  - rarely needed

    try:
        return json.loads(text if isinstance(text, str) else text.decode(), parse_constant=_refuse)
    except RecursionError:
        raise Malformed("nested too deeply") from None
    except UnicodeDecodeError as error:
        raise Malformed(f"not UTF-8: {error.reason} at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError:  # an integer that Python does not convert
        raise Malformed(f"a number of more than {sys.get_int_max_str_digits():,} digits") from None


def _refuse(constant: str) -> NoReturn:
    raise Malformed(f"not JSON: {constant}")
