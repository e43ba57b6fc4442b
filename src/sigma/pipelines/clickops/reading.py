"""What a detection item of pySigma asks, as a condition tree."""

from __future__ import annotations

from sigma.conditions import ConditionAND
from sigma.rule import SigmaDetectionItem
from sigma.types import (
    SigmaBool,
    SigmaCasedString,
    SigmaCIDRExpression,
    SigmaCompareExpression,
    SigmaExists,
    SigmaExpansion,
    SigmaFieldReference,
    SigmaNull,
    SigmaNumber,
    SigmaRegularExpression,
    SigmaString,
    SigmaTimestampPart,
    SigmaType,
    SpecialChars,
)

from clickops.errors import ConversionError
from clickops.rules import pattern
from clickops.rules.tree import (
    And,
    Atom,
    Cidr,
    Compare,
    Comparison,
    Exists,
    FieldReference,
    Node,
    Not,
    Null,
    Number,
    Or,
    Regex,
    Test,
    Text,
    Wildcard,
)

Values = dict[Test, SigmaType]
"""Which of pySigma's values a test was read from."""

_WILDCARDS = {SpecialChars.WILDCARD_MULTI: Wildcard.MANY, SpecialChars.WILDCARD_SINGLE: Wildcard.ONE}


def asked(item: SigmaDetectionItem) -> tuple[Values, Node]:
    """Read an item; raises ConversionError for a keyword, a placeholder and what pySigma has of its own."""
    if item.field is None:
        raise ConversionError("a keyword asks every field: name the field that is meant", target="")
    values: Values = {}
    nodes = tuple(_node(item.field, value, values) for value in item.value or [SigmaNull()])
    node = And(nodes) if item.value_linking is ConditionAND else Or(nodes)
    return values, Not(node) if item.negated else node


def _node(field: str, value: SigmaType, values: Values) -> Node:
    if isinstance(value, SigmaExpansion):
        return Or(tuple(_node(field, one, values) for one in value.values))
    test = _test(field, value)
    values[test] = value
    return Atom(field, test)


def _test(field: str, value: SigmaType) -> Test:
    match value:
        case SigmaString():
            return _text(field, value)
        case SigmaBool():
            return Text((str(value.boolean).lower(),))
        case SigmaNull():
            return Null()
        case SigmaExists():
            return Exists(expected=bool(value))
        case SigmaNumber() if not isinstance(value, SigmaTimestampPart):
            return Number(value.number)
        case _:
            return _other(field, value)


def _other(field: str, value: SigmaType) -> Test:
    match value:
        case SigmaRegularExpression():
            return Regex(str(value.regexp), "".join(sorted(value.sigma_to_re_flag[flag] for flag in value.flags)))
        case SigmaCIDRExpression():
            return Cidr(value.cidr)
        case SigmaCompareExpression():
            return Compare(Comparison(value.op.name.lower()), value.number.number)
        case SigmaFieldReference():
            return FieldReference(value.field, before=value.ends_with, after=value.starts_with)
        case _:
            raise ConversionError(f"{type(value).__name__} is not known here ({field})", target="")


def _text(field: str, value: SigmaString) -> Text:
    pieces: list[str | Wildcard] = []
    for part in value.s:
        if isinstance(part, str):
            pieces.append(part)
        elif isinstance(part, SpecialChars):
            pieces.append(_WILDCARDS[part])
        else:
            raise ConversionError(f"the placeholder {part.name} has no value ({field})", target="")
    return Text(pattern.join(pieces), isinstance(value, SigmaCasedString))
