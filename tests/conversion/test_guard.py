from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from clickops.conversion.guard import guard
from clickops.evaluate.predicate import predicate
from clickops.rules.tree import And, Atom, Exists, FieldReference, Named, Node, Not, Null, Or
from support.platform import ask, cases, plain_atoms, references

THERE = Exists(expected=True)


def test_a_negated_question_becomes_there_and_the_question() -> None:
    assert guard(Not(ask("f", "a"))) == Not(And((ask("f", THERE), ask("f", "a"))))


def test_what_is_not_negated_stays() -> None:
    tree = And((ask("f", "a"), Or((ask("g", "b"), ask("f", "c")))))
    assert guard(tree) == tree


def test_alternatives_of_one_field_share_a_guard() -> None:
    tree = Not(Or((ask("f", "a"), ask("g", "b"), ask("f", "c"))))
    assert guard(tree) == Not(Or((And((ask("f", THERE), ask("f", "a", "c"))), And((ask("g", THERE), ask("g", "b"))))))


def test_everything_below_a_negation_is_guarded_also_what_is_negated_twice() -> None:
    tree = Not(Named("n", And((ask("f", "a"), Not(ask("g", "b"))))))
    f, g = And((ask("f", THERE), ask("f", "a"))), And((ask("g", THERE), ask("g", "b")))
    assert guard(tree) == Not(Named("n", And((f, Not(g)))))


def test_presence_needs_no_guard() -> None:
    for test in (THERE, Exists(expected=False), Null()):
        assert guard(Not(ask("f", test))) == Not(ask("f", test))


def test_a_comparison_of_two_fields_needs_both() -> None:
    reference = ask("f", FieldReference("g"))
    assert guard(Not(reference)) == Not(And((ask("f", THERE), ask("g", THERE), reference)))


@settings(max_examples=300, deadline=None)
@given(cases(plain_atoms | references, lists=True))
def test_a_guarded_tree_is_right_in_three_valued_logic_where_absence_is_unknown(
    case: tuple[Node, list[dict[str, Any]]],
) -> None:
    tree, some = case
    for event in some:
        assert (unsure(guard(tree), event) is True) is predicate(tree)(event)


def test_an_unguarded_tree_is_wrong_there() -> None:
    assert unsure(Not(ask("f", "a")), {}) is None


def unsure(node: Node, event: dict[str, Any]) -> bool | None:
    """Evaluate with SQL's logic: a comparison with an absent field is None."""
    match node:
        case Named(_, child):
            return unsure(child, event)
        case Not(child):
            value = unsure(child, event)
            return None if value is None else not value
        case And(nodes) | Or(nodes):
            decisive = isinstance(node, Or)
            values = [unsure(child, event) for child in nodes]
            return decisive if decisive in values else None if None in values else not decisive
        case Atom(field, test):
            fields = [field, test.field] if isinstance(test, FieldReference) else [field]
            absent = any(not predicate(ask(str(name), THERE))(event) for name in fields)
            known = isinstance(test, Exists | Null)
            return predicate(node)(event) if known or not absent else None
