"""What a rule or filter asks of CloudTrail that no record can answer: it loads, runs, and never matches."""

from __future__ import annotations

from collections.abc import Iterator

from clickops.rules import tree
from clickops.rules.pack import Filter, Logsource, Rule
from clickops.rules.tree import FieldReference, Number
from clickops.tuning import fields, values

Doubt = tuple[int, str]
"""The line, and the sentence."""


def doubts(one: Rule | Filter) -> Iterator[Doubt]:
    """Yield the doubts about the fields and values that a rule or filter for CloudTrail asks for, each once."""
    if not one.logsource.fits_cloudtrail:
        return
    seen: set[str] = set()
    asked: set[str] = set()
    for atom in tree.atoms(one.condition):
        test = atom.test
        names = {name for name in (atom.field, test.field if isinstance(test, FieldReference) else None) if name}
        for reason in (*map(fields.unknown, sorted(names - asked)), never(atom)):
            if reason and reason not in seen:
                seen.add(reason)
                yield atom.line, reason
        asked |= names


def values_never_met(one: Rule | Filter) -> Iterator[Doubt]:
    """Yield the texts that a rule or filter for CloudTrail asks for and that no record holds.

    A number that is none is YAML's doing, of which `yaml_traps` says more.
    """
    if one.logsource.fits_cloudtrail:
        asked = (atom for atom in tree.atoms(one.condition) if not isinstance(atom.test, Number))
        found = ((atom.line, never(atom)) for atom in asked)
        yield from dict.fromkeys((line, reason) for line, reason in found if reason)


def never(atom: tree.Atom) -> str:
    """Say why no record can pass an atom; empty where one may."""
    return values.never(atom.field, atom.test) if atom.field is not None else ""


def other_logs(logsource: Logsource) -> str:
    """Say that a log source is never CloudTrail's, and what was perhaps meant; empty for one that may be."""
    if logsource.fits_cloudtrail:
        return ""
    named = {"category": logsource.category, "product": logsource.product, "service": logsource.service}
    written = ", ".join(f"{key}: {value[:40]}" for key, value in named.items() if value is not None)
    return (
        f"the log source ({written}) is never CloudTrail's, so clickops does not run it: CloudTrail's is "
        "product: aws, service: cloudtrail"
    )
