"""Rules, filters and cases together: what `clickops test` runs and `clickops check` looks through."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import msgspec

from clickops import content
from clickops.errors import RuleError
from clickops.rules import files
from clickops.rules.load import load
from clickops.rules.pack import Pack, beside
from clickops.rules.variables import Given, collect, named, refuse_unknown
from clickops.tuning import cases, sources
from clickops.tuning.cases import Case
from clickops.tuning.sources import Document, Listing, OnProblem, Source

CASES = content.RULES.parent / "tests" / "rules"
"""The cases of the shipped rules."""

RULES = (content.RULES / "detections", content.RULES / "filters")
"""The shipped rules: folders that stand in every installation."""


class Suite(msgspec.Struct, frozen=True):
    """Rules with their filters and cases; `documents` and `listings` are what they were read from."""

    pack: Pack
    cases: tuple[Case, ...]
    documents: tuple[Document, ...]
    listings: tuple[Listing, ...]


def gather(
    paths: Iterable[Source] | None = None,
    *,
    variables: Given | None = None,
    on_problem: OnProblem,
) -> Suite:
    """Read what files and folders hold: mappings are rules and filters, lists are cases.

    Beside the rules in `paths` stand the shipped ones, for cases and filters that are about those. None means the
    shipped rules and their cases. `variables` gives the values of
    placeholders over those in the placeholders.yml of each folder. No problem is given to `on_problem` twice.
    """
    seen: set[str] = set()

    def report(error: RuleError) -> None:
        if str(error) not in seen:
            seen.add(str(error))
            on_problem(error)

    given = shipped() if paths is None else list(paths)
    found = sources.read(given, report)
    documents = tuple(one for one in found if isinstance(one, Document))
    listings = tuple(one for one in found if isinstance(one, Listing))
    values = _placeholders(given, found, report)
    filled = collect(variables)
    known = {*values, *itertools.chain(*(named(one.part) for one in documents))}
    refuse_unknown([name for name in filled if name not in known], known)
    values |= filled
    own = load(dict.fromkeys(one.path for one in documents), variables=values, declared=values, on_problem=report)
    others = load([path for path in RULES if path not in given], variables=values, declared=values, on_problem=report)
    pack = beside(own, others)
    return Suite(pack, tuple(cases.collect(listings, pack, report)), documents, listings)


def shipped() -> list[Source]:
    """List the folders of the shipped rules, and that of their cases."""
    return [*RULES, CASES]


def _placeholders(
    given: Iterable[Source], found: Iterable[Document | Listing], report: OnProblem
) -> dict[str, list[str]]:
    """Read the placeholders.yml of each folder; what is empty in one may be filled by the next."""
    folders = dict.fromkeys([content.RULES, CASES, *map(Path, given), *(Path(one.path).parent for one in found)])
    values: dict[str, list[str]] = {}
    for folder in folders:
        path = folder / files.PLACEHOLDERS
        try:
            here = files.placeholders(path) if path.is_file() else {}
        except RuleError as error:
            report(error)
            continue
        values |= {name: value for name, value in here.items() if value or name not in values}
    return values
