"""Why pySigma's backends do not write our queries: the smallest detection that each gets wrong.

A test here fails when upstream mends the fault; then the backend is worth another look.
"""

from __future__ import annotations

from typing import Any

import pytest
from sigma.backends.elasticsearch.elasticsearch_eql import EqlBackend
from sigma.backends.elasticsearch.elasticsearch_esql import ESQLBackend
from sigma.backends.elasticsearch.elasticsearch_lucene import LuceneBackend
from sigma.backends.splunk.splunk import SplunkBackend
from sigma.collection import SigmaCollection

Detection = dict[str, Any]

NOT_BOTH: Detection = {"s": {"f": "x"}, "n": {"a": "A", "b|re": "B.C"}, "condition": "s and not n"}
NOT_ONE: Detection = {"s": {"f": "x"}, "n": {"a": "A"}, "condition": "s and not n"}

FAULTS: list[tuple[str, Any, Detection, str]] = [
    ("SPL: a regular expression leaves its negation", SplunkBackend, NOT_BOTH, 'f="x" NOT (a="A")\n| regex b="B.C"'),
    ("SPL: one character becomes many", SplunkBackend, {"s": {"f": "a?b"}, "condition": "s"}, 'f="a*b"'),
    ("SPL: a literal star stays a wildcard", SplunkBackend, {"s": {"f": r"a\*b"}, "condition": "s"}, r'f="a\*b"'),
    (
        "SPL: a comparison with an absent field is not false",
        SplunkBackend,
        {"s": {"f|fieldref": "g"}, "condition": "not s"},
        "*\n| where NOT 'f'='g'",
    ),
    ("Lucene: a search must fit the whole value", LuceneBackend, {"s": {"f|re": "b"}, "condition": "s"}, "f:/b/"),
    ("Lucene: a value is an operator", LuceneBackend, {"s": {"f": "OR"}, "condition": "s"}, "f:OR"),
    ("Lucene: a value is a range", LuceneBackend, {"s": {"f": "<b>"}, "condition": "s"}, r"f:\<b\>"),
    (
        "EQL: not is unknown where the field is absent",
        EqlBackend,
        NOT_ONE,
        'any where f:"x" and (not a:"A")',
    ),
    (
        "EQL: a literal star is no valid string",
        EqlBackend,
        {"s": {"f": r"a\*b"}, "condition": "s"},
        r'any where f:"a\*b"',
    ),
    (
        "EQL: a prefix with case is a literal star",
        EqlBackend,
        {"s": {"f|cased|startswith": "Get"}, "condition": "s"},
        'any where f == "Get*"',
    ),
    (
        "ES|QL: not is unknown where the field is absent, and case counts",
        ESQLBackend,
        NOT_ONE,
        'from * metadata _id, _index, _version | where f=="x" and not a=="A"',
    ),
    (
        "ES|QL: a line break ends the string",
        ESQLBackend,
        {"s": {"f": "A\nB"}, "condition": "s"},
        'from * metadata _id, _index, _version | where f=="A\nB"',
    ),
]


@pytest.mark.parametrize(
    ("backend", "detection", "query"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_pysigma_still_writes(backend: Any, detection: Detection, query: str) -> None:
    rule: dict[str, Any] = {"title": "t", "logsource": {"product": "aws"}, "detection": detection}
    assert backend().convert(SigmaCollection.from_dicts([rule])) == [query]
