"""Elastic's own engine for EQL: PyPI's eql (AGPL, for development only)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import eql
from eql import parser


def found(query: str, documents: Sequence[dict[str, Any]]) -> list[int]:
    """Return the positions of the documents that a query finds."""
    engine = eql.PythonEngine()
    positions: list[int] = []
    with parser.elasticsearch_syntax:
        engine.add_query(parser.parse_query(query))
    engine.add_output_hook(lambda output: positions.extend(event.time for event in output.events))
    engine.stream_events([eql.Event("any", number, document) for number, document in enumerate(documents)])
    return positions
