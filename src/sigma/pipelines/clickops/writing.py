"""A condition tree as detections of pySigma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sigma.conditions import ConditionAND, ConditionOR
from sigma.rule import SigmaDetection, SigmaDetectionItem
from sigma.types import SigmaBool, SigmaCasedString, SigmaFieldReference, SigmaNull, SigmaString, SigmaType

from clickops.errors import ConversionError
from clickops.rules import pattern
from clickops.rules.tree import And, Atom, Exists, FieldReference, Node, Not, Or, Test, Text
from sigma.pipelines.clickops.reading import Values

Written = SigmaDetection | SigmaDetectionItem


def detection(node: Node, values: Values, types: Mapping[str, str], *, negated: bool = False) -> Written:
    """Write a tree; negations go down to the items, since a detection of pySigma has no other place for them.

    Presence is "not null", which every backend can ask. `values` are those of the rule, `types` the kinds of fields.
    """
    match node:
        case Not(child):
            return detection(child, values, types, negated=not negated)
        case Atom(str() as field, Exists(expected)):
            return _item(field, [SigmaNull()], negated=expected != negated)
        case Atom(str() as field, test):
            return _item(field, [_value(field, test, values, types)], negated=negated)
        case And(nodes):
            parts = [detection(child, values, types, negated=negated) for child in nodes]
            return SigmaDetection(list(parts), item_linking=ConditionOR if negated else ConditionAND)
        case Or(nodes):
            parts = [detection(child, values, types, negated=negated) for child in nodes if not _is_value(child)]
            lists: dict[str, list[SigmaType]] = {}
            for child in nodes:
                if _is_value(child) and isinstance(child, Atom) and child.field:
                    lists.setdefault(child.field, []).append(_value(child.field, child.test, values, types))
            parts = [*(_item(field, some, negated=negated) for field, some in lists.items()), *parts]
            return parts[0] if len(parts) == 1 else SigmaDetection(parts, item_linking=_either(negated=negated))
        case _:
            raise AssertionError(node)


def constant(field: str, *, holds: bool) -> SigmaDetection:
    """Write what holds for every event, or for none: a field is null, or it is not."""
    parts: list[Written] = [_item(field, [SigmaNull()], negated=False), _item(field, [SigmaNull()], negated=True)]
    return SigmaDetection(parts, item_linking=_either(negated=not holds))


def _either(*, negated: bool) -> type[ConditionAND | ConditionOR]:
    return ConditionAND if negated else ConditionOR


def _is_value(node: Node) -> bool:
    return isinstance(node, Atom) and not isinstance(node.test, Exists)


def _item(field: str, values: Sequence[SigmaType], *, negated: bool) -> SigmaDetectionItem:
    return SigmaDetectionItem(field, [], list(values), negated=negated, auto_modifiers=False)


def _value(field: str, test: Test, values: Values, types: Mapping[str, str]) -> SigmaType:
    match test:
        case Text((("true" | "false") as word,)) if types.get(field) == "boolean":
            return SigmaBool(word == "true")
        case Text(parts, cased):
            text = SigmaString(pattern.write(parts))
            return SigmaCasedString.from_sigma_string(text) if cased else text
        case FieldReference(other, before, after):
            if before and after:
                raise ConversionError(f"pySigma cannot look for one field anywhere in another ({field})", target="")
            return SigmaFieldReference(other, after, before)
        case _ if test in values:
            return values[test]
        case _:
            raise ConversionError(f"pySigma cannot be asked this ({field})", target="")
