"""Events for engines that are loaded once, and what our own evaluator finds among them."""

from __future__ import annotations

import random
from typing import Any

from clickops.conversion.languages import Written
from clickops.errors import ConversionError
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import Node
from support.platform import POOL, SIGNS, written

ADDRESSES = ("10.0.0.1", "11.0.0.1", "x 10.0.0.1", "10.0.0.1:80", "10.0.0.1.x", "::1", "fd00::1", "1:2", "10.0.0")
VALUES: tuple[Any, ...] = (
    *(one for one in (*POOL, *SIGNS, *ADDRESSES) if one),
    *("aab", "ABa", "xaXbx", "a\nB", 0, 1, -1, 2.5, "-1", "1e1", True, False),
)
"""Without the empty text and null, which these stores do not tell from an absent field."""


def events(number: int = 600) -> list[dict[str, Any]]:
    """Make events of the made-up platform, the same ones every time."""
    draw = random.Random(7)  # noqa: S311 - nothing secret
    made = []
    for at in range(number):
        event: dict[str, Any] = {"eventID": f"{at:04}"}
        event |= {name: draw.choice(VALUES) for name in ("f", "g") if draw.random() < 0.8}
        if draw.random() < 0.7:
            event["n"] = {"h": draw.choice(VALUES)}
        if draw.random() < 0.5:
            event["r"] = draw.random() < 0.5
        made.append(event)
    return made


EVENTS = events()


def query_of(language: str, tree: Node) -> Written | None:
    """Write a tree; None for what is constant or cannot be said."""
    try:
        return written(language, tree)
    except ConversionError:
        return None


def selected(tree: Node) -> frozenset[str]:
    """Give the ids of the events that our own evaluator selects."""
    holds = predicate(tree)
    return frozenset(event["eventID"] for event in EVENTS if holds(event))
