"""Why a rule fires on an event, or does not: every part asked, none skipped, with the matchers of the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from clickops.evaluate import wording
from clickops.evaluate.predicate import predicate
from clickops.rules.pack import Rule
from clickops.rules.tree import And, Atom, Named, Node, Not, Or

_REASONS = 3  # named in the conclusion
_FILTER = "filter "  # what the name of a filter begins with, in a tree
_LEGEND = "+ matched   - did not   * the verdict follows from it"


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of a condition: what was asked, what the event held, and whether it matched."""

    asked: str  # Sigma text of an atom, the name of a detection, or "all of", "any of", "not"
    matched: bool
    kind: str  # atom, list, named, and, or, not
    held: str = ""
    line: int = 0  # in the rule's file, 0 when unknown
    decided: bool = False  # whether the verdict follows from this part
    steps: tuple[Step, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """What a rule says of one event, and why; `str()` is for people, `to_dict()` for machines."""

    rule: str
    title: str
    path: str
    matched: bool
    conclusion: str
    step: Step

    def __str__(self) -> str:
        """Give the conclusion first, then the whole trace."""
        return "\n".join([*self._head(), *_lines(self.step, 1), "", f"  {_LEGEND}"])

    def to_dict(self) -> dict[str, Any]:
        """Give it as a JSON object; of a step, what is empty or false is left out."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made

    def brief(self) -> str:
        """Give the conclusion, then only the parts that decided, each with the detection that it stands in."""
        return "\n".join([*self._head(), *_deciding(self.step, self.matched)])

    def _head(self) -> list[str]:
        return [f"{'MATCH' if self.matched else 'NO MATCH'}: {self.title} ({self.rule})", f"  {self.conclusion}", ""]


def explain(rule: Rule, event: Mapping[str, Any]) -> Explanation:
    """Ask each part of a rule and of its filters about one event, without stopping at the first answer."""
    step = _decide(_ask(rule.tree, event))
    return Explanation(rule.name, rule.title, rule.path, step.matched, _conclusion(step), step)


def _ask(node: Node, event: Mapping[str, Any]) -> Step:
    match node:
        case Atom():
            return Step(wording.asked(node), predicate(node)(event), "atom", _held(event, [node]), node.line)
        case Named(name, child):
            inner = _ask(child, event)
            return Step(name, inner.matched, "named", steps=(inner,))
        case Not(child):
            inner = _ask(child, event)
            return Step("not", not inner.matched, "not", steps=(inner,))
        case Or(nodes) if atoms := _one_field(nodes):
            return _list(atoms, event)
        case And(nodes) | Or(nodes):
            steps = tuple(_ask(child, event) for child in nodes)
            matches = (step.matched for step in steps)
            if isinstance(node, And):
                return Step("all of", all(matches), "and", steps=steps)
            return Step("any of", any(matches), "or", steps=steps)


def _list(atoms: Sequence[Atom], event: Mapping[str, Any]) -> Step:
    """Say a list of values of one field in one step, with the member that matched."""
    hits = [atom for atom in atoms if predicate(atom)(event)]
    if not hits:
        return Step(wording.asked_any(atoms), matched=False, kind="list", held=_held(event, atoms), line=atoms[0].line)
    asked = f"{wording.asked(hits[0])} (one of {len(atoms)})"
    return Step(asked, matched=True, kind="list", held=_held(event, hits), line=hits[0].line)


def _held(event: Mapping[str, Any], atoms: Sequence[Atom]) -> str:
    said = wording.held(event, atoms[0])
    if any(predicate(atom)(event) for atom in atoms):
        return said
    near = wording.near(event, atoms)
    return f"{said}, {near}" if near else said


def _one_field(nodes: Sequence[Node]) -> list[Atom]:
    atoms = [node for node in nodes if isinstance(node, Atom)]
    alike = len(atoms) == len(nodes) and len({atom.field for atom in atoms}) == 1
    return atoms if alike else []


def _decide(step: Step) -> Step:
    """Mark the parts that the verdict follows from: what is true of an `any of`, what is untrue of an `all of`."""
    deciding = step.steps
    if step.kind == ("or" if step.matched else "and"):
        deciding = next(((one,) for one in step.steps if one.matched == step.matched), ())
    steps = tuple(_decide(one) if one in deciding else one for one in step.steps)
    return msgspec.structs.replace(step, decided=True, steps=steps)


def _conclusion(step: Step) -> str:
    """Name the detection that decided and what the event held there."""
    names = [one for one in _decided(step) if one.kind == "named"]
    leaves = _tests(step)
    if step.matched:
        leaves = [leaf for leaf in leaves if leaf.matched] or leaves
    if step.matched or not names:
        return f"because {_said(leaves)}"
    innermost = names[-1] if names[-1].matched else names[0]
    if innermost.matched:  # what it suppressed decided nothing
        leaves = _tests(innermost) or leaves
    where = f" (line {leaves[0].line})" if leaves[0].line else ""
    filtered = next((one.asked for one in names if one.asked.startswith(_FILTER)), "")
    if innermost.matched:
        by = f"{filtered}: {innermost.asked}" if filtered and filtered != innermost.asked else innermost.asked
        return f"suppressed by {by}{where}: {_said(leaves)}"
    return f"{innermost.asked} does not match{where}: {_said(leaves)}"


def _tests(step: Step) -> list[Step]:
    return [one for one in _decided(step) if one.kind in {"atom", "list"}]


def _said(leaves: Sequence[Step]) -> str:
    said = "; ".join(f"{leaf.asked} (event: {leaf.held})" if leaf.held else leaf.asked for leaf in leaves[:_REASONS])
    return said + (f"; and {len(leaves) - _REASONS} more" if len(leaves) > _REASONS else "")


def _decided(step: Step) -> Iterator[Step]:
    yield step
    for one in step.steps:
        if one.decided:
            yield from _decided(one)


def _lines(step: Step, depth: int) -> Iterator[str]:
    mark = ("+" if step.matched else "-") + ("*" if step.decided and step.kind in {"atom", "list", "named"} else " ")
    held = f"   [{step.held}]" if step.held else ""
    line = f"   line {step.line}" if step.line else ""
    yield f"{'  ' * depth}{mark} {step.asked}{held}{line}"
    for one in step.steps:
        yield from _lines(one, depth + 1)


def _deciding(step: Step, matched: bool) -> Iterator[str]:  # noqa: FBT001 - a step and the verdict
    """Write the parts that decided, one a line; of a match, all filters let it pass, which is one line."""
    for named, leaf in _leaves(step, ()):
        if matched and named and named[0].startswith(_FILTER):
            continue
        mark = "+" if leaf.matched else "-"
        detection = f"{' / '.join(named)}: " if named else ""
        held = f"   [{leaf.held}]" if leaf.held else ""
        line = f"   line {leaf.line}" if leaf.line else ""
        yield f"  {mark} {detection}{leaf.asked}{held}{line}"
    filters = sum(one.kind == "named" and one.asked.startswith(_FILTER) for one in step.steps)
    if matched and filters:
        yield f"  + {filters} {'filter' if filters == 1 else 'filters'}: none leaves it out"


def _leaves(step: Step, named: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Step]]:
    """Give each part that decided and holds no other, with the names of the detections around it."""
    if step.kind == "named":
        named = (*named, step.asked)
    deciding = [one for one in step.steps if one.decided]
    if not deciding and step.kind in {"atom", "list"}:
        yield named, step
    for one in deciding:
        yield from _leaves(one, named)
