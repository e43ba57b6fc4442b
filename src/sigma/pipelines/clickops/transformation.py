"""The step that asks what a rule asks of the fields that a target keeps."""

from __future__ import annotations

from collections.abc import Iterator

from sigma.conditions import ConditionIdentifier, ConditionItem, ConditionNOT, ConditionSelector
from sigma.correlations import SigmaCorrelationRule
from sigma.exceptions import SigmaTransformationError
from sigma.processing.transformations.base import DetectionItemTransformation
from sigma.rule import SigmaDetection, SigmaDetectionItem, SigmaRule

from clickops.conversion.fields import Fields
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.conversion.guard import guard
from clickops.conversion.mapping import Mapping
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Exists, FieldReference, Node, Not, Null, Or, Test, Text, Wildcard, atoms
from sigma.pipelines.clickops import writing
from sigma.pipelines.clickops.reading import asked

IDENTIFIER = "clickops_fields"


class Place(DetectionItemTransformation):
    """Puts the target's fields in the place of CloudTrail's; a field that it does not keep is absent.

    An item is placed once, as pySigma 1.5 hands the items of a filter to the pipeline once for each rule. Raises
    SigmaTransformationError for what the target, or pySigma, cannot ask.
    """

    def __init__(self, fields: Fields, target: str, *, three_valued: bool, flattened: bool) -> None:
        super().__init__()
        self._fields = fields
        self._target = target
        self._mapping = Mapping(fields)
        self._three_valued = three_valued
        self._flattened = flattened
        self._negated: set[int] = set()

    def apply(self, rule: SigmaRule | SigmaCorrelationRule) -> None:
        """Place the fields of a rule's detections and those that it lists."""
        if isinstance(rule, SigmaCorrelationRule):
            raise SigmaTransformationError("clickops has no pipeline for correlations", source=rule.source)
        self._negated = set()
        for condition in rule.detection.parsed_condition:
            for name in _negated(condition.parse(postprocess=False), rule):
                self._negated.update(_items(rule.detection.detections[name]))
        rule.fields = [name for field in rule.fields for name in self._names(field)]
        super().apply(rule)

    def apply_detection_item(self, detection_item: SigmaDetectionItem) -> SigmaDetection | SigmaDetectionItem | None:
        """Give what stands in the place of an item; None where that has been done."""
        if detection_item.was_processed_by(IDENTIFIER):
            return None
        try:
            values, node = asked(detection_item)
            placed = fold(self._placed(node))
            if placed in (TRUE, FALSE):
                return writing.constant(self._names("eventID")[0], holds=placed == TRUE)
            self._check(placed)
            if self._three_valued:
                placed = _guarded(placed) if id(detection_item) in self._negated else guard(placed)
            return writing.detection(placed, values, self._fields.types)
        except ConversionError as error:
            raise SigmaTransformationError(f"{self._target}: {error.reason}", source=detection_item.source) from None

    def _names(self, field: str) -> tuple[str, ...]:
        try:
            return self._fields.place(field).names
        except ConversionError:
            return (field,)

    def _placed(self, node: Node) -> Node:
        match node:
            case And(nodes):
                return And(tuple(map(self._placed, nodes)))
            case Or(nodes):
                return Or(tuple(map(self._placed, nodes)))
            case Not(child):
                return Not(self._placed(child))
            case Atom(str() as field, test) if self._is_lost(field, test):
                return TRUE if test in (Null(), Exists(expected=False)) else FALSE
            case _:
                return self._mapping.apply(node).condition

    def _is_lost(self, field: str, test: Test) -> bool:
        names = [field, test.field] if isinstance(test, FieldReference) else [field]
        return any(self._fields.place(name).missing for name in names)

    def _check(self, node: Node) -> None:
        for atom in atoms(node):
            kind = self._fields.types.get(str(atom.field), "keyword")
            inside = isinstance(atom.test, Text) and atom.test.parts[:1] == (Wildcard.MANY,)
            if kind in {"json", "map"} or (kind == "flattened" and (inside or not self._flattened)):
                raise ConversionError(f"{atom.field} is part of a {kind} column, which pySigma cannot ask", target="")


def _guarded(node: Node) -> Node:
    """Guard what stands below a negation."""
    below = guard(Not(node))
    return below.node if isinstance(below, Not) else Not(below)


def _items(detection: SigmaDetection) -> Iterator[int]:
    for item in detection.detection_items:
        if isinstance(item, SigmaDetection):
            yield from _items(item)
        else:
            yield id(item)


def _negated(condition: object, rule: SigmaRule, *, below: bool = False) -> Iterator[str]:
    """Name the detections that stand below a `not`."""
    match condition:
        case ConditionIdentifier():
            if below:
                yield condition.identifier
        case ConditionSelector():
            for one in condition.resolve_referenced_detections(rule.detection):
                yield from _negated(one, rule, below=below)
        case ConditionItem():
            for part in condition.args:
                yield from _negated(part, rule, below=below or isinstance(condition, ConditionNOT))
