"""Truth tables: what each construct of a rule means, row by row, through loading and evaluation.

A row has `why` (what it shows) and one of

    rule: {field|modifier: value}                 # a detection, of which the condition is that it holds
    detections: {a: ..., b: ...}, condition: ...  # several
    yaml: 's: {f: yes}'                           # text that stands in the rule as it is

and either `true` and `false`, lists of events on which the rule fires and does not, or `error`, how the reason begins
for which it is refused. `filter` adds a filter that serves the rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clickops.errors import RuleError
from clickops.evaluate.automaton import automaton
from clickops.evaluate.explain import explain
from clickops.evaluate.predicate import predicate
from clickops.rules.document import Mapping, Sequence, structures
from clickops.rules.load import load
from clickops.rules.pack import Rule
from clickops.rules.tree import Atom, Exists

TABLES = sorted(Path(__file__).parent.glob("*.yml"))
VARIABLES = {"one": ["x"], "two": ["x", "y*"], "empty": []}
LOGSOURCE = {"product": "aws", "service": "cloudtrail"}
FORMS = ({"rule"}, {"detections", "condition"}, {"yaml"})
VERDICTS = ({"true", "false"}, {"error"})


def rows() -> Iterator[tuple[str, Mapping]]:
    """Read every row, each under the name and line of its table."""
    for path in TABLES:
        (table,) = structures(path.read_text("utf-8"), str(path))
        assert isinstance(table, Sequence)
        yield from ((f"{path.stem}:{line}", row) for row, line in zip(table, table.lines, strict=True))


def written(row: Mapping) -> str:
    """The rule of a row as YAML: JSON is that too."""
    detection = row.get("detections") or {"s": row.get("rule")}
    document: dict[str, Any] = {"title": "T", "logsource": LOGSOURCE}
    document["detection"] = {**detection, "condition": row.get("condition", "s")}
    text = json.dumps(document, ensure_ascii=False) + "\n"
    if "yaml" in row:
        text = f"title: T\nlogsource: {{}}\ndetection:\n  {row['yaml']}\n  condition: s\n"
    if "filter" in row:
        added = {"title": "F", "logsource": LOGSOURCE, "filter": {"rules": "any", **row["filter"]}}
        text += f"---\n{json.dumps(added, ensure_ascii=False)}\n"
    return text


@pytest.mark.parametrize("row", [pytest.param(row, id=place) for place, row in rows()])
def test_a_row_holds(row: Mapping) -> None:
    keys = set(row) - {"why", "filter"}
    form = next(form for form in FORMS if form <= keys)
    assert keys - form in VERDICTS
    assert row["why"]
    if "error" in row:
        with pytest.raises(RuleError) as caught:
            load(written(row), variables=VARIABLES, declared=VARIABLES)
        assert caught.value.reason.startswith(row["error"])
        return
    (rule,) = load(written(row), variables=VARIABLES, declared=VARIABLES).rules
    assert row["true"]
    assert row["false"]
    for event in row["true"]:
        said = verdicts(rule, event)
        assert said["predicate"] is said["explanation"] is said["automaton"] is True, event
    for event in row["false"]:
        said = verdicts(rule, event)
        assert said["predicate"] is said["explanation"] is said["certain"] is False, event


def verdicts(rule: Rule, event: dict[str, Any]) -> dict[str, bool]:
    """What each reader of the tree says; the automaton may say yes too often, but never no, nor be certain of it."""
    answers = automaton([rule.tree], Atom("none", Exists(expected=False)))(json.dumps(event).encode())
    said = {0: False} if answers is None else dict(answers)
    return {
        "predicate": predicate(rule.tree)(event),
        "explanation": explain(rule, event).matched,
        "automaton": 0 in said,
        "certain": said.get(0, False),
    }


def test_the_tables_say_no_about_as_often_as_yes() -> None:
    fires, does_not = (sum(len(row.get(verdict, [])) for _, row in rows()) for verdict in ("true", "false"))
    assert fires > 400
    assert 0.8 < does_not / fires < 1.25
