"""A control character in a value hides no event from a database, nor from what is pasted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clickops.conversion.targets import find
from clickops.rules.tree import And, Node, Not
from clickops.verify import corpus, inline
from clickops.verify.compare import verdicts
from support.engines import started
from support.platform import ask, rule

SIGNS = ("\0", "\1", "\t", "\n", "\r", "\x1f", "\x7f", "\x85", "\u2028")
VALUES = [text for sign in SIGNS for text in (sign, f"{sign}Delete", f"Del{sign}ete", f"Delete{sign}", f"x{sign}")]
VALUES += ["Delete\\u0000", "Delete\\\\u0000\0"]  # a backslash and u0000, which is no NUL
EVENTS = corpus.numbered(
    {"eventName": value, "requestParameters": {"name": [value]}, "userIdentity": {"type": "Root"}} for value in VALUES
)
TREES: list[Node] = [
    ask("eventName", "Delete*"),
    ask("eventName", "*Delete"),
    ask("eventName", "*ete*"),
    Not(ask("eventName", "Delete", "x")),
    Not(ask("eventName", "")),
    ask("eventName", "Delete\\u0000"),
    ask("eventName", "*\\u0000?"),
    ask("requestParameters.name", "*ete*"),
    And((ask("userIdentity.type", "Root"), Not(ask("requestParameters.name", "Del*", "")))),
]


@pytest.mark.parametrize("target", ["sqlite", "duckdb"])
def test_a_database_reads_past_a_control_character(target: str) -> None:
    with started(find(target)) as (shipped, engine):
        found = verdicts(engine, shipped, [rule(tree, f"r{at}") for at, tree in enumerate(TREES)], EVENTS)
    assert [one for one in found if not one.same or one.known] == []
    assert all(one.selected for one in found)


def test_what_is_pasted_has_no_nul() -> None:
    case = inline.Case("1", "a", want=True, event={"userAgent": "x\0y", "n": ["\0"]})
    record: dict[str, Any] = json.loads(inline.without_nul(case) or "")["record"]
    assert record == {"userAgent": "x\ufffdy", "n": ["\ufffd"]}
