"""Runs the shipped rules, converted for Panther, in Panther's own test runner, with our cases as their tests.

Needs clickops, and `pat` (requirements.txt; in an environment of its own) whose path is the first argument. Beside the
cases there is one in so many of their hostile variants, where the second argument says so. Nothing goes to a network.
Exits with 1 where Panther decides otherwise than `clickops scan`, or takes a file for invalid.
"""

# ruff: noqa: INP001, S603, T201 - a script that runs what it is given and tells of it
from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from clickops.conversion import goldens
from clickops.conversion.convert import convert
from clickops.evaluate.predicate import predicate
from clickops.tuning import suite
from clickops.tuning.cases import Case
from clickops.verify import corpus


def main(pat: str, sparse: str = "10") -> int:
    """Write the folder with tests, run it, and say how many tests there were."""
    pack = goldens.shipped()
    cases = list(suite.gather(on_problem=print).cases)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in convert(pack, "panther", options={"enabled": "true"}).items():
            Path(folder, name).write_text(str(text), "utf-8")
        count = 0
        for rule in pack.rules:
            own = [case for case in cases if case.rule == rule.name]
            events = corpus.numbered([*(case.event for case in own), *hostile(own, rule, int(sparse))])
            holds = predicate(rule.tree)
            path = Path(folder, rule.name + ".yml")
            tests = [{"Name": event["eventID"], "ExpectedResult": holds(event), "Log": event} for event in events]
            path.write_text(json.dumps(yaml.safe_load(path.read_text("utf-8")) | {"Tests": tests}), "utf-8")
            count += len(tests)
        done = subprocess.run([pat, "test", "--path", folder], capture_output=True, text=True, check=False, cwd=folder)
    summary = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith(("Failed:", "Invalid:"))]
    print(f"panther: pat test: {len(pack.rules)} rules, {count:,} tests, {', '.join(summary)}")
    if done.returncode or summary != ["Failed: 0", "Invalid: 0"]:
        print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
        return 1
    return 0


def hostile(cases: list[Case], rule: Any, sparse: int) -> list[dict[str, Any]]:  # noqa: ANN401 - a Rule
    """Vary the first case that matches and the first that does not."""
    first = {case.match: case for case in reversed(cases)}
    return [event for case in first.values() for event in corpus.variants(case.event, rule)][::sparse]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
