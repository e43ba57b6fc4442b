"""Cases: an event, and whether a rule must fire on it.

A file of cases is a YAML document that is a list; each member is

    - name: A person deletes a bucket in the console     # a sentence
      match: true                                        # whether the rule must fire
      rule: aws_cloudtrail_manual_change                 # its stem; without it, the stem of this file
      base: console                                      # an event of bases.yml in the same folder
      remove: [userIdentity.invokedBy]                   # what the base has and this event has not
      event: {eventName: DeleteBucket}                   # merged over the base, objects member by member

Without `base`, `event` is the whole event. `null` is JSON null. Filters count: a case of a filter names a rule
that it serves. Since what loads rules takes every file of its folder for one, keep cases in a folder of their own
beside the rules, as tests/rules/ stands beside rules/ here; `gather` takes both from the folder above them.
A placeholders.yml beside cases gives the values that they are written for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from clickops.errors import RuleError
from clickops.evaluate import compile as compile_rules
from clickops.evaluate.explain import Explanation, explain
from clickops.rules import document, files
from clickops.rules.document import Mapping, Sequence
from clickops.rules.near import did_you_mean
from clickops.rules.pack import Pack
from clickops.tuning import sources
from clickops.tuning.sources import Listing, OnProblem, Source

_KEYS = ("name", "match", "rule", "base", "remove", "event")


class Case(msgspec.Struct, frozen=True):
    """One event, and what a rule must say of it."""

    name: str
    rule: str  # the stem of the rule
    match: bool
    event: dict[str, Any]
    path: str
    line: int


class Result(msgspec.Struct, frozen=True):
    """How a case went; `explanation` says why a case that failed did so."""

    case: Case
    passed: bool
    explanation: Explanation | None = None


def find(source: Source | Iterable[Source], pack: Pack, *, on_problem: OnProblem | None = None) -> list[Case]:
    """Read the cases that stand in files and folders, for rules of `pack`, in the order of the files.

    A case that cannot be run is a RuleError with path and line: raised, or given to `on_problem`.
    """
    report = on_problem or _raise
    found = sources.read([source] if isinstance(source, str | Path) else source, report)
    return collect((one for one in found if isinstance(one, Listing)), pack, report)


def collect(listings: Iterable[Listing], pack: Pack, on_problem: OnProblem) -> list[Case]:
    """Make cases of lists that are read already."""
    reader = _Reader(pack, on_problem)
    return [case for listing in listings for case in reader.cases(listing)]


def run(case: Case, pack: Pack) -> Result:
    """Ask the rule that a case names, with the filters that serve it in `pack`."""
    rule = next(rule for rule in pack.rules if rule.name == case.rule)
    fires = bool(compile_rules([rule])(case.event))
    if fires is case.match:
        return Result(case, passed=True)
    return Result(case, passed=False, explanation=explain(rule, case.event))


def _raise(error: RuleError) -> None:
    raise error


class _Reader:
    """What all files of cases share: the rules, and the base events of each folder."""

    def __init__(self, pack: Pack, on_problem: OnProblem) -> None:
        self.rules = {rule.name for rule in pack.rules}
        self.filters = {one.name for one in pack.filters}
        self.left_out = {one.name: one.reason for one in pack.left_out}
        self.on_problem = on_problem
        self.bases: dict[Path, dict[str, Any]] = {}

    def cases(self, listing: Listing) -> Iterator[Case]:
        bases = self.bases_of(Path(listing.path).parent)
        for member, line in zip(listing.part, listing.part.lines, strict=True):
            try:
                yield self.case(member, listing.path, line, bases)
            except _CaseError as error:
                self.on_problem(RuleError(error.reason, path=listing.path, line=error.line or line))

    def bases_of(self, folder: Path) -> dict[str, Any]:
        if folder not in self.bases:
            self.bases[folder] = {}
            path = folder / sources.BASES
            try:
                if path.is_file():
                    for part in document.documents(files.read(path), str(path)):
                        self.bases[folder] |= {name: self.base(part, name, str(path)) for name in part}
            except RuleError as error:
                self.on_problem(error)
        return self.bases[folder]

    def base(self, part: Mapping, name: str, path: str) -> dict[str, Any]:
        try:
            return _event(part[name], f"the base {name}", part.lines[name])
        except _CaseError as error:
            raise RuleError(error.reason, path=path, line=error.line) from None

    def case(self, member: object, path: str, line: int, bases: dict[str, Any]) -> Case:
        if not isinstance(member, Mapping):
            raise _CaseError("a case is a mapping: `- name: ...`, `match: true`, `event: {...}`")
        for key in member:
            if key not in _KEYS:
                told = did_you_mean(key, _KEYS) or f": a case has {', '.join(_KEYS)}"
                raise _CaseError(f"unknown key {key!r}{told}", member.lines[key])
        name, match = member.get("name"), member.get("match")
        if not isinstance(name, str) or not name.strip():
            raise _CaseError("a name is needed: a sentence that says what happens in the event")
        if not isinstance(match, bool):
            raise _CaseError("match is needed, true or false: whether the rule must fire", member.lines.get("match", 0))
        rule = self.rule(member, Path(path).stem)
        return Case(name.strip(), rule, match, _built(member, bases), path, line)

    def rule(self, member: Mapping, stem: str) -> str:
        rule = member.get("rule", stem)
        line = member.lines.get("rule", 0)
        if not isinstance(rule, str):
            raise _CaseError("rule is the stem of a rule's file", line)
        if rule in self.rules:
            return rule
        if rule in self.left_out:
            raise _CaseError(f"the rule {rule} is left out: {self.left_out[rule]}", line)
        if rule in self.filters:
            raise _CaseError(f"{rule} is a filter: say with `rule:` which of the rules that it serves is meant", line)
        raise _CaseError(f"no rule is called {rule!r}{did_you_mean(rule, self.rules)}", line)


class _CaseError(Exception):
    """What is wrong with a case, and the line when it is not the case's first."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def _built(member: Mapping, bases: dict[str, Any]) -> dict[str, Any]:
    """Put the event of a case together."""
    event = _event(member["event"], "event", member.lines["event"]) if "event" in member else {}
    if "base" not in member:
        if "remove" in member:
            raise _CaseError("remove needs a base to remove from", member.lines["remove"])
        if "event" not in member:
            raise _CaseError("an event is needed, or the base that is meant as it is")
        return event
    base = member["base"]
    if not isinstance(base, str) or base not in bases:
        told = did_you_mean(str(base), bases) or f": {sources.BASES} has {', '.join(bases) or 'none'}"
        raise _CaseError(f"no base is called {base!r}{told}", member.lines["base"])
    found: dict[str, Any] = bases[base]
    if "remove" in member:
        removed, line = member["remove"], member.lines["remove"]
        pairs = zip(removed, removed.lines, strict=True) if isinstance(removed, Sequence) else [(removed, line)]
        for path, at in pairs:
            found = _without(found, path, f"remove: the base {base} has no {path!r}", at)
    return _merged(found, event)


def _event(value: object, what: str, line: int) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _CaseError(f"{what} is a mapping, as CloudTrail writes a record", line)
    _refuse_dates(value, line)
    return value


def _refuse_dates(value: object, line: int) -> None:
    if isinstance(value, Mapping | Sequence):
        members = value.values() if isinstance(value, Mapping) else value
        lines = value.lines.values() if isinstance(value, Mapping) else value.lines
        for member, at in zip(members, lines, strict=True):
            _refuse_dates(member, at)
    elif isinstance(value, dt.date):
        raise _CaseError(f"{value} is read as a date by YAML, which JSON does not have: put it in quotes", line)


def _without(event: dict[str, Any], path: object, reason: str, line: int) -> dict[str, Any]:
    if isinstance(path, str):
        if path in event:
            return {key: value for key, value in event.items() if key != path}
        head, _, rest = path.partition(".")
        if rest and isinstance(event.get(head), dict):
            return event | {head: _without(event[head], rest, reason, line)}
    raise _CaseError(reason, line)


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Lay one object over another: objects member by member, everything else as a whole."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
