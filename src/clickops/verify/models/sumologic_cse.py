r"""The expressions of Sumo Logic's Cloud SIEM rules as far as we write them, read by the reference.

Source: SumoLogic/sumologic-documentation, docs/cse/rules: cse-rules-syntax.md ("=" and "like" are with case, "rlike"
takes Java's expressions, "isNull", "lower", "length", "substring" from 0, "contains"), about-cse-rules.md (`fields`).
The order of NOT, AND and OR is SQL's. What is left open is read in the way that is worse for us, as in `aql.py`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from clickops.verify.engines import EngineError
from clickops.verify.models import aql

Record = dict[str, str]
"""What `fields` holds, and beside it the metadata of the record by its names."""


def reader(query: str) -> Callable[[Record], bool]:
    """Read a rule's expression; raises EngineError for whatever we do not write."""
    parser = _Parser(query, _FUNCTIONS)
    condition = parser.disjunction()
    if parser.peek()[0]:
        raise EngineError(f"left over: {parser.peek()[1]!r}")
    return lambda record: condition(record) is True


class _Parser(aql.Parser):
    def comparison(self) -> aql.Value:
        if self.accept("isNull"):
            (argument,) = self.arguments()
            return lambda one: argument(one) is None
        if self.peek() == ("word", "contains"):
            return self.call(self.take("word"))
        left = self.difference()
        match word := self.take("sign", "word"):
            case "=" | ">=":
                right = self.difference()
                holds = operator.eq if word == "=" else operator.ge
                return lambda one: None if None in (both := (left(one), right(one))) else holds(*both)
            case "IN":
                wanted = self.strings()
                return lambda one: None if (value := left(one)) is None else value in wanted
            case "LIKE":
                return aql.asked(left, aql.like(self.take("string"), fold=False))
            case "RLIKE":
                return aql.asked(left, _expression(self.take("string")))
        raise EngineError(f"the operator {word} is not understood")

    def term(self) -> aql.Value:
        if self.accept("fields"):
            self.expect("[")
            name = self.take("string")
            self.expect("]")
            return lambda one: one.get(f"fields.{name}")
        if self.peek()[1] in {"metadata_vendor", "metadata_product"}:
            metadata = self.take("word")
            return lambda one: one.get(metadata)
        if self.accept("length"):
            (argument,) = self.arguments()
            return lambda one: len(argument(one) or "")  # of null it is 0
        return super().term()


def _expression(pattern: str) -> Callable[[str], bool]:
    flags = re.match(r"\(\?(i?)s\)", pattern)
    if not flags:
        raise EngineError(f"the expression {pattern!r} lets no point be a line break")
    return aql.matching("(?s)" + pattern[flags.end() :], fold=bool(flags[1]))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "lower": str.lower,
    "substring": lambda text, start, end=None: text[start:end],
    "contains": lambda text, part: part in text,
}
