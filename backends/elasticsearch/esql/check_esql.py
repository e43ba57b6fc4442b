"""Has Elastic's own checker read our ES|QL: syntax, functions, fields and their types, and which stack has them.

Two programs in one, since the checker (requirements.txt) needs Python 3.12 and has the Elastic licence: with the path
of a Python that has it, clickops writes the queries and gives them to that one, which is this file without an argument.
Exits with 1 when a query is refused, or one that is wrong is not.
"""

# ruff: noqa: INP001, PLC0415, S603, T201 - a script that runs what it is given and tells of it
from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

WRONG = {
    "syntax": 'from logs | where event.action = "a"',
    "end": 'from logs | where (event.action == "a"',
    "field": 'from logs | where event.actions == "a"',
    "function": 'from logs | where to_lowercase(event.action) == "a"',
    "type": "from logs | where event.action > 5",
    "escape": 'from logs | where event.action like "a\\*"',
}
STACK = "8.19"


def main(python: str) -> int:
    """Write all queries in both schemas, have them checked, and say how many there were."""
    from clickops.verify import ecs

    asked = written("ecs", {"properties": ecs.properties("flattened")}) + written("raw", dynamic())
    wrong = [{"name": name, "query": query, "fields": {"event.action": "keyword"}} for name, query in WRONG.items()]
    lines = "\n".join(json.dumps(case) for case in [*asked, *wrong])
    done = subprocess.run([python, __file__], input=lines, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    refused = [f"{name}: {said[name]}" for name in (case["name"] for case in asked) if said[name]]
    passed = [f"{name}: not refused" for name in WRONG if not said[name]]
    print(f"esql: {len(asked)} queries read by Elastic's checker, {len(refused)} refused;", end=" ")
    print(f"{len(WRONG)} wrong ones, {len(passed)} not refused", *refused, *passed, sep="\n")
    return 1 if refused or passed or len(asked) < len(WRONG) else 0


def written(schema: str, fields: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a mapping of Elasticsearch
    """Give the queries of both formats, each with the mapping of its index."""
    from clickops.conversion.convert import convert
    from clickops.conversion.goldens import shipped

    options = {"schema": schema}
    queries = convert(shipped(), "elasticsearch", "esql", options=options, on_problem=lambda _: None)
    rules = convert(shipped(), "elasticsearch", "siem_esql_rule_ndjson", options=options, on_problem=lambda _: None)
    found = {name: str(query) for name, query in queries.items()}
    for rule in map(json.loads, str(rules["rules.ndjson"]).splitlines()):
        found[f"rule {rule['name']}"] = rule["query"]
    return [{"name": f"{schema} {name}", "query": query, "fields": fields} for name, query in found.items()]


def dynamic() -> dict[str, Any]:
    """Map each raw field that a rule asks by its first value in our cases: a boolean, or text with `.keyword`.

    Elasticsearch reference, "Dynamic field mapping". What no case has is text.
    """
    from clickops.conversion.goldens import shipped
    from clickops.evaluate.fields import resolve
    from clickops.rules.tree import fields
    from clickops.tuning import suite

    text = {"type": "text", "fields": {"keyword": {"type": "keyword"}}}
    events = [case.event for case in suite.gather(on_problem=print).cases]
    found: dict[str, Any] = {}
    for name in sorted(frozenset[str]().union(*(fields(rule.tree) for rule in shipped().rules))):
        values = (value for event in events for value in resolve(event, name) if value is not None)
        found[name] = {"type": "boolean"} if isinstance(next(values, None), bool) else text
    return found


def check() -> int:
    """Read cases, a JSON a line; print why each is refused, empty where it is not."""
    import esql  # type: ignore[import-not-found]

    said = {}
    for case in map(json.loads, sys.stdin):
        schema = esql.Schema(case["fields"])
        try:
            with esql.ParserConfig(min_stack_version=STACK), schema:
                esql.parse_query(case["query"])
        except esql.EsqlError as error:
            said[case["name"]] = " ".join(str(error).split()) or type(error).__name__
        else:
            said[case["name"]] = ""
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) > 1 else check())
