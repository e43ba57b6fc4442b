"""From a rule to its query in one format of one target."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from clickops.conversion import mapping
from clickops.conversion.languages import Query, Several, Written, renderer
from clickops.conversion.targets import Target
from clickops.errors import ConversionError
from clickops.rules.pack import Rule
from clickops.rules.tree import Atom, Node
from clickops.rules.tree import fields as asked

Remarks = tuple[tuple[str, str], ...]
"""Fields, and what a reader of the query should know of each."""


class Note(msgspec.Struct, frozen=True):
    """What a reader should know about one field in one converted rule; prints as `target: rule: field: text`."""

    target: str
    rule: str
    field: str
    text: str
    lost: bool  # the platform does not keep the field: it is evaluated as absent

    @property
    def sentence(self) -> str:
        """Say it without target and rule."""
        return f"{self.field} is not kept there: {self.text}" if self.lost else f"{self.field}: {self.text}"

    def __str__(self) -> str:
        """Give the line that is shown to a person."""
        return f"{self.target}: {self.rule}: {self.sentence}"


class Converted(msgspec.Struct, frozen=True):
    """One rule's queries, of which any may select an event, and what to know about them."""

    queries: Several
    notes: tuple[Note, ...]

    @property
    def query(self) -> Written:
        """Give the query where there is but one; ValueError where there are several."""
        (query,) = self.queries
        return query


class Conversion:
    """One target in one format, with the user's options: writes the query of one rule after the other.

    Raises ClickopsError for a format or option that the target does not have.
    """

    def __init__(self, target: Target, format: str | None = None, options: Mapping[str, str] | None = None) -> None:  # noqa: A002
        self.target = target
        self.settings = target.settings(options or {})
        self.format = target.format(format).under(self.settings)
        self.fields = target.fields(self.settings)
        self._mapping = mapping.Mapping(self.fields)
        renderer(self.format.language)  # which says so if there is none

    def query(self, rule: Rule) -> Converted:
        """Write a rule, with its filters as far as the format takes them.

        Raises ConversionError when the target cannot express it.
        """
        reason, left_out = self._unfiltered(rule)
        asked = self.filtered(rule)
        try:
            mapped = self._mapping.apply(asked.tree)
            queries, remarks = self._written(mapped.condition, rule.title)
        except ConversionError as error:
            listed = self.format.refused.get(rule.name, "")
            reason = listed or error.reason
            raise ConversionError(reason, target=self.target.name, rule=rule.name, listed=bool(listed)) from None
        name = self.target.name
        notes = [Note(name, rule.name, n.field, n.text, n.lost) for n in mapped.notes]
        notes += [Note(name, rule.name, field, text, lost=False) for field, text in remarks]
        if asked is not rule:
            text = f"{', '.join(left_out)} are left out of the query: {reason}"
            notes.append(Note(name, rule.name, "filters", text, lost=False))
        return Converted(queries, tuple(notes))

    def filtered(self, rule: Rule) -> Rule:
        """Give a rule without the filters that the format leaves out; the rule itself where it leaves out none."""
        _, left_out = self._unfiltered(rule)
        filters = tuple(one for one in rule.filters if one.name not in left_out)
        return rule if len(filters) == len(rule.filters) else msgspec.structs.replace(rule, filters=filters)

    def _written(self, condition: Node, title: str) -> tuple[Several, Remarks]:
        kinds = self.fields.types  # of what any rule has asked for until now
        types = tuple((name, kinds[name]) for name in sorted(asked(condition) & kinds.keys()))
        options = tuple(self.settings.items())
        form = self.format
        made = _rendered(form.language, form.dialect, condition, self.fields.scope, types, options, title)
        if isinstance(made, str):
            raise ConversionError(made, target=self.target.name)
        return copy.deepcopy(made)

    def _unfiltered(self, rule: Rule) -> tuple[str, tuple[str, ...]]:
        """Name the filters that the format leaves out of a rule, and why."""
        named = ((reason, rules[rule.name]) for reason, rules in self.format.unfiltered.items() if rule.name in rules)
        return next(named, ("", ()))


@lru_cache(maxsize=128)
def _rendered(
    language: str,
    dialect: str,
    condition: Node,
    scope: tuple[Atom, ...],
    types: tuple[tuple[str, str], ...],
    options: tuple[tuple[str, str], ...],
    title: str,
) -> tuple[Several, Remarks] | str:
    """Write a query, or say why not; kept, since several formats of a target are made round the same queries."""
    query = Query(condition, scope, dict(types), dict(options), title, dialect, {})
    try:
        written = renderer(language)(query)
    except ConversionError as refusal:
        return refusal.reason
    return written if isinstance(written, tuple) else (written,), tuple(query.remarks.items())
