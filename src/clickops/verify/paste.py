"""Checks that a user pastes into a product: one query with the cases of a rule in it, which answers pass or fail.

Where a target has a check.yml, its `text` is filled: the rows of the cases, as `rows` (a function of `inline`) writes
them, stand in the place of the platform's table, before the converted query as it is; behind it, what that found is
compared with what our own evaluator selects.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from clickops.conversion import artifacts, templates
from clickops.conversion.languages import Written
from clickops.conversion.queries import Conversion, Converted
from clickops.conversion.targets import Comment, Target, names, parse
from clickops.errors import ClickopsError, ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.verify import differences, inline
from clickops.verify.compare import UNFILTERED, without
from clickops.verify.corpus import Case

_FILE = "check.yml"


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What check.yml says: how a check is written, or why there is none."""

    text: str = ""
    rows: str = ""  # a function of `inline`; `${schema}` is the schema that the options name
    between: str = ",\n"  # what stands between two rows
    each: str = ""  # what `${asked}` has of each query, where a rule may become several
    format: str = ""  # whose query is checked; the default one if empty
    options: Mapping[str, str] = {}  # what the query is written with, whatever the user says
    longest: int = 0  # characters that the product takes, where it says so
    most: int = 0  # cases that it takes, where it says so
    suffix: str = ""  # how the name of a file ends; as that of the format's file if empty
    refuses: Mapping[str, str] = {}  # a schema, or `any`, that cannot be checked so: why, and what to do instead


class Check(msgspec.Struct, frozen=True):
    """A query to paste, and how many of a rule's cases are in it."""

    rule: str
    file: str
    text: str
    cases: int
    fire: int  # of these
    left_out: Mapping[str, int]  # a reason -> cases

    def __str__(self) -> str:
        """Say what is in it and what is not."""
        out = "".join(f"; {count} left out: {reason}" for reason, count in self.left_out.items())
        total = self.cases + sum(self.left_out.values())
        return f"{self.cases} of {total} cases, {self.fire} of which the rule must select{out}"


class Writer:
    """Writes the checks of one target. Raises ClickopsError, with a hint, for one that cannot be checked so."""

    def __init__(self, target: Target, options: Mapping[str, str] | None = None, *, sparse: int = 1) -> None:
        self._sheet = sheet(target)
        self.conversion = Conversion(target, self._sheet.format or None, {**(options or {}), **self._sheet.options})
        schema = self.conversion.settings.get("schema", "")
        for refused in (schema, "any"):
            if refused in self._sheet.refuses:
                raise ClickopsError(f"{target.name} takes no check to paste: {self._sheet.refuses[refused]}")
        self._row = getattr(inline, self._sheet.rows.replace("${schema}", schema))
        self._sparse = sparse

    def write(self, rule: Rule, cases: Iterable[Case], converted: Converted | None = None) -> Check:
        """Write the check of a rule; ConversionError where there is no query, or no case that could be asked.

        `converted` is the query to check in the place of the rule's own.
        """
        own = self.conversion.query(rule)
        lost = [note.field for note in own.notes if note.lost]
        converted = converted or own
        if len(converted.queries) != 1 and not self._sheet.each:
            raise self._error(rule, "it is several queries, and a check holds one")
        chosen, left_out = self._chosen(rule, lost, cases)
        rows = [(case, row) for case in chosen if (row := self._row(case)) is not None]
        if len(rows) < len(chosen):
            left_out["the platform keeps no such record"] = len(chosen) - len(rows)
        if self._sheet.most and len(rows) > self._sheet.most:
            left_out[f"it takes {self._sheet.most} cases"] = len(rows) - self._sheet.most
            rows = rows[: self._sheet.most]
        counted = len(rows)
        while rows:
            check = self._check(rule, converted, rows, left_out | _short(counted - len(rows), self._sheet.longest))
            over = len(check.text) - self._sheet.longest
            if not self._sheet.longest or over <= 0:
                return check
            while over > 0 and rows:
                over -= len(rows.pop()[1])
        raise self._error(rule, "it has no case that can be asked there" + "".join(f": {why}" for why in left_out))

    def _chosen(
        self, rule: Rule, lost: Sequence[str], cases: Iterable[Case]
    ) -> tuple[list[inline.Case], dict[str, int]]:
        """Say what a rule makes of each case; one that fires and one that does not in turn, so that both are kept."""
        holds, asked = predicate(rule.tree), predicate(self.conversion.filtered(rule).tree)
        kinds: dict[bool, list[inline.Case]] = {True: [], False: []}
        left_out: dict[str, int] = {}
        for number, (event, name) in enumerate(_once(cases, rule.name).items(), 1):
            key = f"00000000-0000-4000-8000-{number:012d}"
            record = json.loads(event) | {"eventID": key}
            known = without(record, lost)
            want = holds(known)
            named = differences.explanations(rule.tree, known, self.conversion.format.differs, selected=not want)
            if named or asked(known) is not want:
                reason = f"known difference ({named[0] if named else UNFILTERED})"
                left_out[reason] = left_out.get(reason, 0) + 1
            else:
                kinds[want].append(inline.Case(key, name, want, record))
        kept = {want: same[:: self._sparse] for want, same in kinds.items()}
        if self._sparse > 1:
            left_out[f"one in {self._sparse} was asked for"] = sum(len(kinds[want]) - len(kept[want]) for want in kinds)
        pairs = itertools.zip_longest(kept[True], kept[False])
        return [case for pair in pairs for case in pair if case is not None], left_out

    def _check(
        self, rule: Rule, converted: Converted, rows: Sequence[tuple[inline.Case, str]], left_out: Mapping[str, int]
    ) -> Check:
        fire = sum(case.want for case, _ in rows)
        check = Check(rule.name, "", "", len(rows), fire, left_out)
        facts: dict[str, Any] = {
            **self.conversion.settings,
            "rule": rule.name,
            "query": _text(converted.queries[0]),
            "rows": self._sheet.between.join(row for _, row in rows),
            "count": len(rows),
            "cases": "\n".join(
                f"{case.id} {'yes' if case.want else 'no'} {templates.line(case.name)}" for case, _ in rows
            ),
            "view": _view(self.conversion),
            "header": "\n".join(artifacts.header(_about(rule, check), self._comment())),
        }
        each = templates.writer("", self._sheet.each)
        facts["asked"] = "\n".join(each({"query": _text(query)}) for query in converted.queries)
        text: str = templates.writer("", self._sheet.text)(facts)
        suffix = self._sheet.suffix or PurePath(self.conversion.format.file).suffix
        return msgspec.structs.replace(check, file=f"{artifacts.stem(rule.name)}_check{suffix}", text=text + "\n")

    def _comment(self) -> Comment:
        return Comment("# ") if self._sheet.each else self.conversion.format.comment or Comment()

    def _error(self, rule: Rule, reason: str) -> ConversionError:
        return ConversionError(reason, target=self.conversion.target.name, rule=rule.name)


def sheet(target: Target) -> Sheet:
    """Read a target's check.yml; raises ClickopsError that names the targets that have one."""
    path = target.folder / _FILE
    if not path.is_file():
        having = ", ".join(name for name in names() if (path.parent.parent / name / _FILE).is_file())
        raise ClickopsError(f"{target.name} has no check to paste; there are: {having}")
    return parse(path, Sheet)


def _text(query: Written) -> str:
    return query if isinstance(query, str) else json.dumps(query, separators=(",", ":"))


def _once(cases: Iterable[Case], rule: str) -> dict[str, str]:
    """Give the events of a rule's cases as JSON, equal ones once, each with its name."""
    found: dict[str, str] = {}
    for case in cases:
        if case.rule == rule:
            event = {key: value for key, value in case.event.items() if key != "eventID"}
            found.setdefault(json.dumps(event, sort_keys=True), getattr(case, "name", ""))
    return found


def _short(missing: int, longest: int) -> dict[str, int]:
    return {f"a query may have {longest:,} characters": missing} if missing else {}


def _view(conversion: Conversion) -> str:
    """Give what the shipped view selects, without what it selects from; empty where a target ships none."""
    path = conversion.target.folder / "formats" / "cloudtrail.sql"
    if not path.is_file() or " VIEW " not in (text := path.read_text("utf-8")):
        return ""
    filled: str = templates.writer("", text)(conversion.settings)
    selected = filled[filled.index(" AS\nSELECT") + 4 :]
    return selected[: selected.rindex("\nFROM ")]


def _about(rule: Rule, check: Check) -> dict[str, Any]:
    """Give what stands above a check."""
    said = (
        f"A check to paste: the query of this rule over {check}. It reads no data of yours. The one row of its result "
        "says pass, or fail with the cases that it misses and those that it selects beside."
    )
    facts = {"title": rule.title, "name": rule.name, "id": rule.id, "level": rule.level, "description": said}
    return facts | {"techniques": [], "falsepositives": [], "schedule": "", "notes": []}
