"""A control character in a value hides no event: from databases that come with the tests, and in what is pasted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.rules.tree import And, Node, Not
from clickops.verify import corpus, engines, inline
from clickops.verify.compare import verdicts
from support.platform import ask, rule

SIGNS = ("\0", "\1", "\t", "\n", "\r", "\x1f", "\x7f", "\x85", "\u2028")
VALUES = [text for sign in SIGNS for text in (sign, f"{sign}Delete", f"Del{sign}ete", f"Delete{sign}", f"x{sign}")]
EVENTS = corpus.numbered(
    {"eventName": value, "requestParameters": {"name": [value]}, "userIdentity": {"type": "Root"}} for value in VALUES
)
TREES: list[Node] = [
    ask("eventName", "Delete*"),
    ask("eventName", "*Delete"),
    ask("eventName", "*ete*"),
    Not(ask("eventName", "Delete", "x")),
    Not(ask("eventName", "")),
    ask("requestParameters.name", "*ete*"),
    And((ask("userIdentity.type", "Root"), Not(ask("requestParameters.name", "Del*", "")))),
]


@pytest.mark.parametrize("target", ["sqlite", "duckdb"])
def test_a_database_reads_past_a_control_character(target: str) -> None:
    conversion = Conversion(find(target))
    with engines.find(conversion.format.engine).start(conversion) as engine:
        found = verdicts(engine, conversion, [rule(tree, f"r{at}") for at, tree in enumerate(TREES)], EVENTS)
    assert [one for one in found if not one.same or one.known] == []
    assert all(one.selected for one in found)


def test_what_is_pasted_has_no_nul() -> None:
    case = inline.Case("1", "a", want=True, event={"userAgent": "x\0y", "n": ["\0"]})
    record: dict[str, Any] = json.loads(inline.without_nul(case) or "")["record"]
    assert record == {"userAgent": "x\ufffdy", "n": ["\ufffd"]}
