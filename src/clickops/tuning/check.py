"""All that is wrong with rules, filters and their cases, at once, with where it stands and what to write instead."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from clickops import content
from clickops.errors import Problem, RuleError
from clickops.rules.document import Sequence as Listed
from clickops.rules.near import did_you_mean
from clickops.rules.pack import Filter, Pack, Rule
from clickops.tuning import copies, doubts, house, lint, sources, suite, yaml_traps
from clickops.tuning.sources import Document, Listing, Source
from clickops.tuning.suite import Suite

_EACH = 20
"""How often one lint is heard in one document: nobody reads more, and a hostile file has many."""


def check(
    paths: Iterable[Source] | None = None, *, variables: Mapping[str, Sequence[str]] | None = None
) -> list[Problem]:
    """List the problems of files and folders (rules, filters and cases), or of all that is shipped.

    What loading refuses, what `lint` finds, and what only shows when documents are seen together; for the shipped
    rules also the house's style and, without `paths`, their cases, the parts that they share and the goldens. Whether
    cases pass is for `run` to say. `variables` gives the values of placeholders. In the order of files and lines.
    """
    found: list[Problem] = []

    def refused(error: RuleError) -> None:
        found.append(Problem(error.path, error.line, error.reason))

    given = [*suite.shipped(), content.EXAMPLES] if paths is None else paths
    seen = suite.gather(given, variables=variables, on_problem=refused)
    for one in seen.documents:
        found += _linted(one)
    for listing in seen.listings:
        found += _listed(listing)
    found += _twice(seen)
    found += _filters(seen)
    found += _unanswerable(seen)
    if paths is None:
        found += _balance(seen)
        found += _copies()
        found += _goldens()
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.path, problem.position))


def _linted(document: Document) -> Iterator[Problem]:
    path = Path(document.path).resolve()
    ours = any(path.is_relative_to(folder.resolve()) for folder in (content.RULES, content.EXAMPLES))
    for one in (*lint.LINTS, *(house.LINTS if ours else ())):
        for line, reason in itertools.islice(one(document), _EACH):
            yield Problem(document.path, line, reason)


def _listed(listing: Listing) -> Iterator[Problem]:
    """Look through a file of cases; what makes a case unusable, reading it has found."""
    for line, reason in itertools.chain(yaml_traps.twice(listing.part), yaml_traps.misread(listing.part, listing.text)):
        yield Problem(listing.path, line, reason)
    names: set[str] = set()
    for member, line in zip(listing.part, listing.part.lines, strict=True):
        name = member.get("name") if isinstance(member, dict) else None
        if not isinstance(name, str):
            continue
        if name in names:
            yield Problem(listing.path, line, f"another case is called {name[:60]!r}: say what differs")
        names.add(name)


def _twice(seen: Suite) -> Iterator[Problem]:
    """Find what must stand once among all documents: ids, titles and the names of files."""
    first: dict[tuple[str, str], Document] = {}
    paths: set[str] = set()
    for document in seen.documents:
        values = {"id": document.part.get("id"), "title": document.part.get("title")}
        if document.path not in paths:
            values["file name"] = Path(document.path).stem
            paths.add(document.path)
        for what, value in values.items():
            other = first.setdefault((what, value.lower()), document) if isinstance(value, str) else document
            if other is not document:
                place = f"{other.path}:{other.part.line}"
                yield Problem(document.path, document.line_of(what), f"{place} has the same {what}: {value}")


def _filters(seen: Suite) -> Iterator[Problem]:
    """Find filters that serve nothing, or whatever comes."""
    written = {(one.path, one.part.line): one for one in seen.documents}
    known = _known_names(seen)
    for one in seen.pack.filters:
        document = written.get((one.path, one.line))
        if document is not None:
            for line, reason in itertools.islice(_serves(one, document, seen.pack, known), _EACH):
                yield Problem(one.path, line, reason)


def _serves(one: Filter, document: Document, pack: Pack, known: set[str]) -> Iterator[lint.Finding]:
    rules = document.section.get("rules")
    line = document.section.lines.get("rules", document.section.line)
    for name, at in zip(one.rules, rules.lines if isinstance(rules, Listed) else [line], strict=False):
        named = [rule for rule in pack.rules if name == rule.id or name in rule.names]
        if name not in known:
            yield at, f"no rule has the id or name {name!r}{_told(name, pack)}"
        elif named and not any(one.logsource.holds(rule.logsource) for rule in named):
            yield at, f"the logsource of the filter does not hold that of {name}, so it is never applied"


def _unanswerable(seen: Suite) -> Iterator[Problem]:
    """Find values that no record holds, and rules for other logs than CloudTrail's."""
    written = {(one.path, one.part.line): one for one in seen.documents}
    loaded: list[Rule | Filter] = [*seen.pack.rules, *seen.pack.filters]
    for one in loaded:
        document = written.get((one.path, one.line))
        if document is not None:
            for line, reason in itertools.islice(doubts.values_never_met(one), _EACH):
                yield Problem(one.path, line, reason)
            reason = doubts.other_logs(one.logsource)
            if reason and isinstance(one, Rule):  # of a filter `_serves` says more
                yield Problem(one.path, document.line_of("logsource"), reason)


def _known_names(seen: Suite) -> set[str]:
    """Collect the ids and names of rules, those that did not load or were left out among them."""
    left_out = sources.read([problem.path for problem in seen.pack.left_out], lambda _: None)
    documents = [one for one in (*seen.documents, *left_out) if isinstance(one, Document) and not one.is_filter]
    loaded = {name for rule in seen.pack.rules for name in (rule.id, *rule.names)}
    return loaded | {str(one.part.get(key)) for one in documents for key in ("id", "name")}


def _told(name: str, pack: Pack) -> str:
    """Say which id is meant by the stem of a file, or by an id with a slip."""
    ids = {rule.name: rule.id for rule in pack.rules}
    if name in ids:
        return f", which is a file's name: write its id, {ids[name]}"
    return did_you_mean(name, ids.values())


def _balance(seen: Suite) -> Iterator[Problem]:
    """Find shipped rules whose cases must fire and must not fire in unequal numbers, and filters without cases."""
    counts = Counter((Path(case.path).stem, case.match) for case in seen.cases)
    for document in seen.documents:
        stem = Path(document.path).stem
        if Path(document.path).is_relative_to(content.EXAMPLES):
            continue
        fire, not_fire = counts[stem, True], counts[stem, False]
        if not fire and not not_fire:
            yield Problem(document.path, 0, f"no cases: write them in {suite.CASES / stem}.yml")
        elif fire != not_fire and not document.is_filter:
            yield Problem(document.path, 0, f"{fire} cases must fire and {not_fire} must not: make them equal")


def _copies() -> Iterator[Problem]:
    """Find parts of shipped rules that differ from the rule that they are copied from."""
    for copy in copies.stale():
        yield Problem(str(copy.path), copy.line, f"{copy.what} differs from {copy.home}: run `python3 dev.py base`")


def _goldens() -> list[Problem]:
    """Find committed queries that differ from what the rules convert to now."""
    from clickops.conversion import goldens  # noqa: PLC0415 - pySigma takes its time

    return goldens.stale()
