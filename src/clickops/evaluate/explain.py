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
    """What a rule says of one event, and why; `str()` is for people, `msgspec.to_builtins` for machines."""

    rule: str
    title: str
    path: str
    matched: bool
    conclusion: str
    step: Step

    def __str__(self) -> str:
        """Give the conclusion first, then the whole trace."""
        head = f"{'MATCH' if self.matched else 'NO MATCH'}: {self.title} ({self.rule})"
        return "\n".join([head, f"  {self.conclusion}", "", *_lines(self.step, 1), "", f"  {_LEGEND}"])


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
    leaves = [one for one in _decided(step) if one.kind in {"atom", "list"}]
    if step.matched:
        leaves = [leaf for leaf in leaves if leaf.matched] or leaves
    said = "; ".join(f"{leaf.asked} (event: {leaf.held})" if leaf.held else leaf.asked for leaf in leaves[:_REASONS])
    more = f"; and {len(leaves) - _REASONS} more" if len(leaves) > _REASONS else ""
    if step.matched or not names:
        return f"because {said}{more}"
    innermost = names[-1] if names[-1].matched else names[0]
    where = f" (line {leaves[0].line})" if leaves[0].line else ""
    filtered = next((one.asked for one in names if one.asked.startswith("filter ")), "")
    if innermost.matched:
        by = f"{filtered}: {innermost.asked}" if filtered and filtered != innermost.asked else innermost.asked
        return f"suppressed by {by}{where}: {said}{more}"
    return f"{innermost.asked} does not match{where}: {said}{more}"


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
