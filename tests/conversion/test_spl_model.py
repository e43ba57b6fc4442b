"""The model of Splunk: what its manuals say, what it refuses, and that it notices what a converter gets wrong."""

from __future__ import annotations

from typing import Any

import pytest

from clickops.conversion.queries import Conversion
from clickops.conversion.targets import find
from clickops.rules.load import load
from clickops.tuning import suite
from clickops.verify.corpus import numbered
from clickops.verify.engines import EngineError, spl_model
from clickops.verify.models.spl import ingestion, pipeline
from clickops.verify.models.spl.tokens import Event

A = {"f": ("a",)}
SEVERAL = {"f": ("a", "b")}

READ: list[tuple[str, str, Event, bool]] = [
    ("OR stands before AND in a search", 'f="a" OR f="x" AND g="1"', A, False),
    ("AND is implied", 'f="a" g="1"', {"f": ("a",), "g": ("1",)}, True),
    ("NOT is for the next term only", 'NOT f="x" g="1"', A, False),
    ("NOT is true without the field", 'NOT g="1"', A, True),
    ("!= is false without the field", 'g!="1"', A, False),
    ("!= is true with another value", 'f!="1"', A, True),
    ("any of several values is enough", 'f="b"', SEVERAL, True),
    ("NOT is false if any of several values fits", 'NOT f="b"', SEVERAL, False),
    ("!= is true if any of several values differs", 'f!="b"', SEVERAL, True),
    ("values are compared without case", 'f="A"', A, True),
    ("names are compared with case", 'F="a"', A, False),
    ("1 is not 1.0", 'f="1"', {"f": ("1.0",)}, False),
    ("an asterisk is any run of signs", 'f="a*c"', {"f": ("a\nbc",)}, True),
    ("an asterisk cannot be escaped", r'f="a\*"', {"f": ("a*",)}, False),
    ("a question mark is itself", 'f="?"', A, False),
    ("a value must fit whole", 'f="a"', {"f": ("ab",)}, False),
    ("IN is any of the values", 'f IN ("x", "a*")', A, True),
    ("words need no quotes", "f IN (x, a)", A, True),
    ("f=* is presence", "f=*", A, True),
    ("f=* is not absence", "g=*", A, False),
    ("a quote is escaped", r'f="\"\\"', {"f": ('"\\',)}, True),
    ("what is no sequence is not altered", r'f="\s"', {"f": (r"\s",)}, True),
    ("a comment is nothing", '```f="x" |``` f="a"', A, True),
    ("a pipe in quotes parts nothing", 'f="|"', {"f": ("|",)}, True),
    ("a table keeps events", 'f="a" | table _time, f', A, True),
]


@pytest.mark.parametrize(("query", "event", "kept"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_the_manual_says(query: str, event: Event, kept: bool) -> None:
    assert pipeline.read(query.strip())(event) is kept


ONE = {"f": ("1",), "g": ("1.0",)}

EVALUATED: list[tuple[str, str, Event, bool]] = [
    ("AND stands before OR", "1=1 OR 1=2 AND 1=2", A, True),
    ("texts are compared with case", '"A"=f', A, False),
    ("NULL is not TRUE", "'g'=f", A, False),
    ("NULL or TRUE is TRUE", "'g'=f OR 1=1", A, True),
    ("numbers are compared as numbers", "'f'='g'", ONE, True),
    ("texts are not, behind a letter", "\"x\" . 'f'=\"x\" . 'g'", ONE, False),
    ("a text is no number", "tonumber('f')>0", A, False),
    ("mvfind looks at every value", "isnotnull(mvfind('f', \"^b$\"))", SEVERAL, True),
    ("mvfind finds a part", "isnotnull(mvfind('f', \"b\"))", {"f": ("abc",)}, True),
    ("mvfind may find nothing", "isnotnull(mvfind('f', \"c\"))", SEVERAL, False),
    ("a network holds an address", "cidrmatch(\"10.0.0.0/8\", 'f')", {"f": ("10.1.2.3",)}, True),
    ("a network holds no name", "cidrmatch(\"10.0.0.0/8\", 'f')", A, False),
    ("substr counts from 1", "substr('f', 2, 1)=\"b\"", {"f": ("abc",)}, True),
    ("substr may count from the end", "substr('f', -1)=\"c\"", {"f": ("abc",)}, True),
    ("split gives one part more than there are delimiters", "mvcount(split('f', \"b\"))=2", {"f": ("abc",)}, True),
]


@pytest.mark.parametrize(
    ("test", "event", "holds"), [case[1:] for case in EVALUATED], ids=[case[0] for case in EVALUATED]
)
def test_eval_says(test: str, event: Event, holds: bool) -> None:
    query = f'* | eval x=if({test}, "t", "f") | search x="t"'
    assert pipeline.read(query)(event) is holds


UNKNOWN = [
    "word",
    '"a phrase"',
    "f<5",
    'f="a" | where f="a"',
    'f="a" | regex f="a"',
    "f=a | stats count",
    "`macro`",
    "[search f=a]",
    'f="a',
    '(f="a"',
    'f="a")',
    "f IN ()",
    "f IN (a",
    "f=",
    "NOT",
    "f=a OR",
    "f=a and g=b",
    r'f="a\|b"',
    r"f=a\b",
    "f='a'",
    '* | eval x=match(f, "a")',
    "* | eval x=if(f.g=1, 1, 2)",
    "* | eval a.b=1",
    "* | eval x=f=1",
    '* | eval x=mvfind(f, "(?<=a)b")',
    '* | eval x=mvfind(f, "(")',
    "* | eval x=lower(f, g) y",
    '* | lookup gone arn AS "f" OUTPUT arn AS x',
]


@pytest.mark.parametrize("query", UNKNOWN)
def test_what_the_model_does_not_know_is_an_error(query: str) -> None:
    with pytest.raises(EngineError):
        pipeline.read(query)({"f": ("a",), "g": ("b",)})


def test_what_a_function_makes_of_several_values_is_not_documented() -> None:
    with pytest.raises(EngineError, match="several values"):
        pipeline.read("* | eval x=lower(f)")(SEVERAL)


INGESTED: list[tuple[str, dict[str, Any], dict[str, tuple[str, ...]]]] = [
    ("a path is a name", {"a": {"b": {"c": "x"}}}, {"a.b.c": ("x",)}),
    ("an array has a mark", {"a": ["x", "y"]}, {"a{}": ("x", "y")}),
    ("members of objects in an array are one field", {"a": [{"b": "x"}, {"b": "y"}]}, {"a{}.b": ("x", "y")}),
    ("null is a text", {"a": None}, {"a": ("null",)}),
    ("numbers and booleans are texts", {"a": 1, "b": True, "c": 1.5}, {"a": ("1",), "b": ("true",), "c": ("1.5",)}),
    ("an empty text is a field", {"a": ""}, {"a": ("",)}),
    ("an empty object or array is none", {"a": {}, "b": [], "c": {"d": {}}}, {}),
]


@pytest.mark.parametrize(("record", "fields"), [case[1:] for case in INGESTED], ids=[case[0] for case in INGESTED])
def test_splunk_extracts(record: dict[str, Any], fields: dict[str, tuple[str, ...]]) -> None:
    assert ingestion.fields(record, addon=False) == fields
    assert ingestion.fields(record, addon=True) == {"errorCode": ("success",)} | fields


def test_the_add_on_keeps_an_error_code() -> None:
    assert ingestion.fields({"errorCode": "AccessDenied"}, addon=True) == {"errorCode": ("AccessDenied",)}


def test_only_arrays_that_cloudtrail_writes_are_taken() -> None:
    assert ingestion.is_unheard_of({"eventName": ["A"]})
    assert ingestion.is_unheard_of({"userIdentity": {"arn": ["A"]}})
    assert not ingestion.is_unheard_of({"requestParameters": {"a": [{"b": ["x"]}]}, "userAgent": ["x"]})


MUTATIONS = [
    ("a lost negation", "AND NOT (\n  readOnly", "AND (\n  readOnly"),
    ("a lost parenthesis", "AND (\n  sessionCredentialFromConsole", "AND sessionCredentialFromConsole"),
    ("another field", "eventName", "eventname"),
    ("a lost wildcard", '"Mozilla/*"', '"Mozilla/"'),
    ("a lost escape", "(", '("x'),
    ("a lost operator", "OR userAgent", "userAgent"),
    ("another scope", 'sourcetype="aws:cloudtrail"', 'sourcetype="aws:other"'),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in MUTATIONS], ids=[case[0] for case in MUTATIONS])
def test_the_model_notices_what_a_converter_would_get_wrong(old: str, new: str) -> None:
    (rule,) = load().select(["aws_cloudtrail_manual_change"]).rules
    conversion = Conversion(find("splunk"))
    query = str(conversion.query(rule).query)
    assert old in query
    with spl_model.start(conversion) as engine:
        engine.load(numbered(case.event for case in suite.gather(on_problem=lambda _: None).cases))
        right = engine.run(query)
        assert right
        try:
            found = engine.run(query.replace(old, new))
        except EngineError:
            return
        assert found != right
