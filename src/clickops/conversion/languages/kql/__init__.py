"""Kusto's query language as Microsoft Sentinel runs it.

Its operators without `_cs` fold case, but letters a to z alone (Kusto reference, "String operators"), so other letters
go through `tolower`. A comparison with a missing value is false and its negation true ("Null values"), so nothing is
guarded; but a missing text is an empty one in a table's column, so whatever fits the empty text asks for more.

What is inside JSON text may stand in arrays at every step. `where` cannot walk them, `mv-apply` can: one for each
question, before it is asked, which counts the values that pass ("mv-apply operator"). `mv-apply` drops a record whose
array is empty, so what is expanded is never empty: see `_FUNCTIONS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from clickops.conversion import layout, settled
from clickops.conversion.languages import Query
from clickops.conversion.languages.kql import questions
from clickops.conversion.languages.kql.questions import Value
from clickops.conversion.layout import Doc, Joined, Words
from clickops.rules.tree import FieldReference, Node, Test

_WORDS = Words("and", "or", "not(")
_FUNCTIONS = (
    "let each = (d: dynamic) { iff(array_length(d) > 0, d, pack_array(d)) };",
    'let plain = (d: dynamic) { isnotnull(d) and gettype(d) !in ("dictionary", "array") };',
    'let text = (d: dynamic) { iff(gettype(d) in ("dictionary", "array"), "", tostring(d)) };',
)
"""Members of an array, or the value itself, never none; whether a value is neither object nor array; its text."""

_FRESH = "| where ingestion_time() > ago(5m)"
"""What a rule that runs every five minutes adds (Sentinel documentation, "Handle ingestion delay")."""

_SOURCE = "EventSource"
_STEP = 4  # blanks before the steps of an `mv-apply`
_END = "  )"
_LIMIT = 9_600
"""Characters that are left of the 10,000 of an analytics rule's query when it asks a watchlist too."""


def render(query: Query) -> str | tuple[str, ...]:
    """Write a query on the table that the options name.

    The dialect `scheduled` is for analytics rules: it reads each record once, and is several queries where one would
    be longer than they may be. Raises ConversionError when it cannot be taken apart.
    """
    if query.dialect != "scheduled":
        return _write(query, query.condition)
    whole = _write(query, query.condition)
    if len(whole) <= _LIMIT:
        return whole
    parts = tuple(settled.texts(query.condition, _LIMIT, lambda tree: _dense(query, tree), query.is_single, _SOURCE))
    return parts if len(parts) > 1 else parts[0]


def _dense(query: Query, condition: Node) -> str:
    """Write without indentation, a seventh of a long query, but for that which says where an `mv-apply` ends."""
    lines: list[str] = []
    inside = False
    for line in _write(query, condition).split("\n"):
        inside = inside or line.startswith("| mv-apply")
        short = line.lstrip(" ")
        is_step = inside and (line == _END or (len(line) - len(short) == _STEP and short != ")"))
        lines.append(" " + short if is_step else short)
        inside = inside and line != _END
    return "\n".join(lines)


def _write(query: Query, condition: Node) -> str:
    asking = _Asking(query)
    before: list[str] = []
    after: list[str] = []
    for part in (*query.scope, *layout.conjuncts(condition)):
        count = asking.count
        doc = layout.arrange(part, _WORDS, asking.ask)
        (before if asking.count == count else after).append(_where(doc))
    fresh = (_FRESH,) if query.dialect == "scheduled" else ()
    lines = [query.options.get("table", "AWSCloudTrail"), *fresh, *before, *asking.steps, *after]
    if asking.steps:
        lines = [function for function in _FUNCTIONS if _is_used(function, asking.steps)] + lines
        lines.append("| project-away clickops_*")
    return "\n".join(lines)


def _where(doc: Doc) -> str:
    text = layout.write(doc, indent="    ")
    return "| where" + (text[3:] if "\n" not in text else "\n" + text)


def _is_used(function: str, steps: Sequence[str]) -> bool:
    name = function.split()[1] + "("
    return any(name in step for step in steps)


class _Asking:
    """Writes questions; those to JSON are counted by steps before them."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.steps: list[str] = []
        self.count = 0  # how often a step was asked for
        self._known: dict[str, str] = {}

    def ask(self, field: str, tests: Sequence[Test]) -> Sequence[Doc]:
        fields = [field]
        references = [test for test in tests if isinstance(test, FieldReference)]
        for test in references:
            inside = [name for name in (field, test.field) if self._is_json(name)]
            if inside and len(tests) > 1:
                return [doc for one in tests for doc in self.ask(field, [one])]
            fields = inside or fields
        if not any(map(self._is_json, fields)):
            return questions.ask(field, questions.column(field), tests, {}, self.query.kind(field))
        return [self._counted(fields, field, tests)]

    def _is_json(self, field: str) -> bool:
        return self.query.kind(field) == "json"

    def _counted(self, fields: Sequence[str], field: str, tests: Sequence[Test]) -> Doc:
        """Ask inside JSON: how many values pass; the same question has one step."""
        self.count += 1
        walk, values = _walk(fields)
        value = values.get(field) or questions.column(field)
        docs = questions.ask(field, value, tests, values, self.query.kind(field))
        doc = docs[0] if len(docs) == 1 else Joined("or", tuple(docs))
        condition = layout.write(doc, indent=" " * 8)
        condition = condition.strip() if "\n" not in condition else f"\n{condition}\n    "
        known = f"{walk}{condition}"
        name = self._known.get(known)
        if name is None:
            name = self._known[known] = f"clickops_{len(self._known) + 1}"
            body = [*(f"mv-expand {step}" for step in walk[1:]), f"summarize {name} = countif({condition})"]
            self.steps.append(f"| mv-apply {walk[0]} on (\n    " + "\n    | ".join(body) + "\n  )")
        return f"{name} > 0"


def _walk(fields: Sequence[str]) -> tuple[list[str], dict[str, Value]]:
    """Write how the values of some fields are reached, array by array, and what each is called in the end.

    A leaf is expanded twice: an array in an array, which CloudTrail does not write but other records hold.
    """
    steps: list[str] = []
    values: dict[str, Value] = {}
    for field in dict.fromkeys(fields):
        column, _, path = field.partition(":")
        source = f"parse_json({questions.name(column)})"
        for key in [*path.split("."), ""]:
            name = f"v{len(steps) + 1}"
            steps.append(f"{name} = each({source}{_key(key)})")
            source = name
        values[field] = Value(f"text({source})", f"plain({source})", f"isnotnull({source})")
    return steps, values


def _key(key: str) -> str:
    """Write how a member is taken; a word in lower case may be one of the language's own. `[]` is the array itself."""
    if key in {"", "[]"}:
        return ""
    return f".{key}" if questions.IDENTIFIER.fullmatch(key) and not key.islower() else f"[{questions.quote(key)}]"
