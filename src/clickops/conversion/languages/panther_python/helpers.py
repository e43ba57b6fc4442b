"""What a rule for Panther is made of: the functions that it needs are copied into its file, source and all.

Panther gives a rule an event whose objects are Mappings and whose arrays are Sequences, but no dict and no list
(panther-core, `PantherEvent`). Values are of any JSON type, and nothing here may raise: Panther turns an exception
into an error of the rule, and the event is lost to it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase


def find(part: object, name: str) -> list[object]:
    """Find the values of a field, through objects and through every member of arrays."""
    if isinstance(part, Mapping):
        if name in part:
            return [part[name]]
        dots = [at for at, sign in enumerate(name) if sign == "." and name[:at] in part]
        return [value for at in dots for value in find(part[name[:at]], name[at + 1 :])]
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [value for member in part for value in find(member, name)]
    return []


def scalars(values: Sequence[object]) -> list[object]:
    """List the texts, numbers and booleans among values and in their arrays."""
    found: list[object] = []
    for value in values:
        if isinstance(value, Sequence) and not isinstance(value, str):
            found += scalars(value)
        elif value is not None and not isinstance(value, Mapping):
            found.append(value)
    return found


def text(value: object) -> str:
    """Write a scalar as JSON does."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(event: object, name: str, *, cased: bool = False) -> list[str]:
    """List the values of a field as texts, in lower case unless case counts."""
    found = [text(value) for value in scalars(find(event, name))]
    return found if cased else [one.lower() for one in found]


def equals(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field is one of the values."""
    wanted = {value if cased else value.lower() for value in values}
    return any(one in wanted for one in texts(event, name, cased=cased))


def starts(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field starts with one of the values."""
    wanted = tuple(value if cased else value.lower() for value in values)
    return any(one.startswith(wanted) for one in texts(event, name, cased=cased))


def ends(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field ends with one of the values."""
    wanted = tuple(value if cased else value.lower() for value in values)
    return any(one.endswith(wanted) for one in texts(event, name, cased=cased))


def contains(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field contains one of the values."""
    wanted = [value if cased else value.lower() for value in values]
    return any(value in one for one in texts(event, name, cased=cased) for value in wanted)


def like(event: object, name: str, patterns: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field fits a pattern of * and ?, where [*], [?] and [[] are the signs themselves."""
    wanted = [pattern if cased else pattern.lower() for pattern in patterns]
    found = texts(event, name, cased=cased)
    return any(fnmatchcase(one, pattern) for one in found for pattern in wanted)


def searches(event: object, name: str, patterns: Sequence[str]) -> bool:
    """Whether a regular expression is found in the field; case counts."""
    flags = re.ASCII | re.DOTALL
    found = texts(event, name, cased=True)
    return any(re.search(pattern, one, flags) for one in found for pattern in patterns)


def exists(event: object, name: str) -> bool:
    """Whether the field is there and not null."""
    found = find(event, name)
    return bool(found) and all(value is not None for value in found)


def is_number(event: object, name: str, numbers: Sequence[float]) -> bool:
    """Whether the field is one of the numbers, or the text of one."""
    values = [value for value in scalars(find(event, name)) if not isinstance(value, bool)]
    written = [text(number) for number in numbers]
    return any(value in (written if isinstance(value, str) else numbers) for value in values)


def compares(event: object, name: str, operator: str, bound: float) -> bool:
    """Whether the field is a number, or the text of one, on that side of the bound."""
    numeric = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?", re.ASCII)
    for value in scalars(find(event, name)):
        if isinstance(value, str) and numeric.fullmatch(value):
            number = float(value) if re.search(r"[.eE]", value) else int(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = value
        else:
            continue
        if {"==": number == bound, "<": number < bound, "<=": number <= bound}.get(operator):
            return True
        if {">": number > bound, ">=": number >= bound}.get(operator):
            return True
    return False


def in_network(event: object, name: str, networks: Sequence[str]) -> bool:
    """Whether the field is an address in one of the networks; what is no address is not."""
    for value in scalars(find(event, name)):
        try:
            address = ipaddress.ip_address(value if isinstance(value, str) else "")
        except ValueError:
            continue
        other = getattr(address, "ipv4_mapped", None) or address
        if address.version == 4:
            other = ipaddress.ip_address(f"::ffff:{address}")
        if any(form in ipaddress.ip_network(one) for form in (address, other) for one in networks):
            return True
    return False


def refers(event: object, name: str, how: str, other: str, *, cased: bool = False) -> bool:
    """Whether the field equals, starts with, ends with or contains the value of another field."""
    for part in scalars(find(event, other)):
        wanted = text(part) if cased else text(part).lower()
        for value in scalars(find(event, name)):
            one = text(value) if cased else text(value).lower()
            numbers = not {type(value), type(part)} & {str, bool}
            if how == "equals" and (one == wanted or (numbers and value == part)):
                return True
            if how == "starts with" and one.startswith(wanted):
                return True
            if how == "ends with" and one.endswith(wanted):
                return True
            if how == "contains" and wanted in one:
                return True
    return False


def shown(event: object, name: str) -> str:
    """Write a field for a person."""
    return ", ".join(texts(event, name, cased=True)) or "unknown"
