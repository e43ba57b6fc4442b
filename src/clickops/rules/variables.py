"""The values that somebody gives to placeholders: their form, and the names that there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from clickops.errors import ClickopsError
from clickops.rules import document
from clickops.rules.expansions import PLACEHOLDER
from clickops.rules.near import did_you_mean

Given = Mapping[str, str | Sequence[str]]
"""Values by the name of a placeholder; a text is one value."""

_DOMAINS = "employer_domains"
_DOMAIN = re.compile(r"[\w*?.-]+", re.ASCII)
_SHOWN = 60  # characters of a value in a message


def collect(given: Given | None) -> dict[str, list[str]]:
    """Give the values by name, empty ones left out; raises ClickopsError for what is no text or cannot be meant."""
    found: dict[str, list[str]] = {}
    if given is not None and not isinstance(given, Mapping):
        raise ClickopsError("variables must be a mapping of names to texts, as in {'employer_domains': 'example.com'}")
    for name, values in (given or {}).items():
        listed = [values] if isinstance(values, str) else values
        if not isinstance(listed, Collection) or not all(isinstance(value, str) for value in listed):
            raise ClickopsError(f"the value of {name} must be a text or a list of texts")
        if reason := next(wrong(name, listed), None):
            raise ClickopsError(reason)
        found[name] = [value for value in listed if value]
    return found


def wrong(name: str, values: Collection[str]) -> Iterator[str]:
    """Say which values of a placeholder can match nothing, and what to write instead."""
    for value in values if name == _DOMAINS else ():
        if value and not _DOMAIN.fullmatch(value):
            shown = value[:_SHOWN]
            told = "write a domain alone, as in example.com"
            if "@" in value and _DOMAIN.fullmatch(end := shown.rpartition("@")[2]):
                told = f"write what stands after the @, {end}"
            elif "," in value:
                told = "give each domain by itself, as in --var employer_domains=one.example --var ..."
            yield f"{name}: {shown!r} is not a domain: {told}"


def refuse_unknown(given: Collection[str], known: Collection[str]) -> None:
    """Raise ClickopsError for a name that no rule has as a placeholder."""
    for name in given:
        if name not in known:
            meant = did_you_mean(name, known)
            there = f"; there are: {', '.join(sorted(known))}" if known else ""
            raise ClickopsError(f"no rule has a placeholder {name[:_SHOWN]!r}{meant or there}")


def named(value: object) -> Iterator[str]:
    """Yield the names of the placeholders in a document, filled or not."""
    if isinstance(value, document.Mapping):
        for key, member in value.items():
            if "expand" in (part.strip() for part in key.split("|")[1:]):
                for text in member if isinstance(member, list) else [member]:
                    yield from PLACEHOLDER.findall(text) if isinstance(text, str) else ()
            else:
                yield from named(member)
    elif isinstance(value, document.Sequence):
        for member in value:
            yield from named(member)
