from __future__ import annotations

import pytest

from clickops.conversion.fields import Arrays, Fields, Place, Schema
from clickops.conversion.fold import FALSE, TRUE, fold
from clickops.conversion.mapping import Mapping, Note
from clickops.errors import ConversionError
from clickops.rules.tree import And, Atom, Cidr, Exists, FieldReference, Named, Node, Not, Null, Number, Or, Regex, Text
from support.platform import MANY, ask, fields, text

THERE = Exists(expected=True)


def mapped(node: Node, **places: Place) -> Node:
    found = Fields(Schema("", places), {}) if places else fields()
    return Mapping(found).apply(node).condition


def test_a_field_gets_the_platforms_name() -> None:
    assert mapped(ask("a", "x"), a=Place("b.c")) == ask("b.c", "x")


def test_the_rest_of_a_name_goes_where_the_star_is() -> None:
    schema = Schema("", {"a.*": Place("b.*"), "a.k.*": Place("c.*.d"), "a.k": Place("whole")})
    for raw, name in (("a.x.y", "b.x.y"), ("a.k.z", "c.z.d"), ("a.k", "whole")):
        assert Mapping(Fields(schema, {})).apply(ask(raw, "v")).condition == ask(name, "v")


@pytest.mark.parametrize("name", ["eventname", "a.b", "a", "f.g"])
def test_a_field_that_is_not_listed_is_refused_by_name(name: str) -> None:
    with pytest.raises(ConversionError, match=f"does not say where the field '{name}' is kept"):
        mapped(ask(name, "x"))


@pytest.mark.parametrize("name", ['fl.a" OR "', "fl.a`", "fl.a'", "fl.a\n", "fl.a\\", "fl.a|b", "fl.${x}", "fl.é"])
def test_a_field_name_that_could_leave_its_place_is_refused(name: str) -> None:
    with pytest.raises(ConversionError, match="holds signs that no query can carry"):
        mapped(ask(name, "x"))


def test_a_keyword_is_refused() -> None:
    with pytest.raises(ConversionError, match="a keyword asks every field"):
        mapped(Atom(None, text(MANY, "x", MANY)))


@pytest.mark.parametrize("test", [text("x"), Number(1), Regex("a.b"), Cidr("10.0.0.0/8"), FieldReference("g"), THERE])
def test_a_comparison_with_a_lost_field_is_false(test: Text) -> None:
    assert mapped(Or((ask("gone", test), ask("f", "a")))) == ask("f", "a")
    assert mapped(And((Not(ask("gone", test)), ask("f", "a")))) == ask("f", "a")
    assert mapped(Or((ask("g", FieldReference("gone")), ask("f", "a")))) == ask("f", "a")


@pytest.mark.parametrize("test", [Null(), Exists(expected=False)])
def test_a_lost_field_is_absent(test: Null) -> None:
    assert mapped(And((ask("gone", test), ask("f", "a")))) == ask("f", "a")


def test_a_rule_that_can_never_match_is_refused_with_the_reason() -> None:
    with pytest.raises(ConversionError, match="can never match there, since it does not keep gone"):
        mapped(And((ask("f", "a"), ask("gone", "x"))))


def test_a_rule_that_asks_nothing_any_more_is_refused_with_the_reason() -> None:
    with pytest.raises(ConversionError, match="would match every event there, since it does not keep gone"):
        mapped(Not(ask("gone", "x")))


def test_losses_and_differences_are_noted_once_and_for_each_rule_that_has_them() -> None:
    places = {"f": Place("f"), "gone": Place(missing="dropped"), "odd": Place("odd", note="differs")}
    mapping = Mapping(Fields(Schema("", places), {}))
    tree = And((ask("f", "a"), ask("odd", "x", "y"), Not(ask("gone", "x", "y"))))
    expected = (Note("odd", "differs", lost=False), Note("gone", "dropped", lost=True))
    assert mapping.apply(tree).notes == expected
    assert mapping.apply(tree).notes == expected
    assert mapping.apply(ask("f", "a")).notes == ()


def test_a_stand_in_for_absence_is_absence() -> None:
    place = Place("e", absent=("success",))
    absent = Not(And((ask("e", THERE), Not(ask("e", "success")))))
    assert mapped(ask("e", Null()), e=place) == absent
    assert mapped(Not(ask("e", THERE)), e=place) == absent
    assert mapped(ask("e", "Access*"), e=place) == ask("e", "Access*")
    assert mapped(ask("e", "S*"), e=place) == And((ask("e", "S*"), Not(ask("e", "success"))))
    assert mapped(ask("e", Regex("a.b")), e=place) == And((ask("e", Regex("a.b")), Not(ask("e", "success"))))
    assert mapped(ask("e", text("S", MANY, cased=True)), e=place) == ask("e", text("S", MANY, cased=True))


def test_a_stand_in_for_null_is_null_but_is_there() -> None:
    found = Fields(Schema("", {"e": Place("e")}, null=("null",)), {})
    assert Mapping(found).apply(ask("e", Null())).condition == Not(And((ask("e", THERE), Not(ask("e", "null")))))
    assert Mapping(found).apply(ask("e", THERE)).condition == ask("e", THERE)
    assert Mapping(found).apply(ask("e", "*")).condition == And((ask("e", "*"), Not(ask("e", "null"))))


def test_a_place_holds_a_field_only_under_its_conditions() -> None:
    role = Place("user", only={"type": ("Role",)})
    user = Place("user", never={"type": ("Role",)})
    assert mapped(ask("e", "x"), e=role) == And((ask("user", "x"), ask("type", "Role")))
    assert mapped(ask("e", Null()), e=user) == Not(And((ask("user", THERE), Not(ask("type", "Role")))))


def test_a_field_under_several_names_is_any_of_them() -> None:
    place = Place(("a", "b"))
    assert mapped(ask("e", "x"), e=place) == Or((ask("a", "x"), ask("b", "x")))
    assert mapped(ask("e", Null()), e=place) == Not(Or((ask("a", THERE), ask("b", THERE))))


def test_arrays_are_marked_in_names() -> None:
    arrays = Arrays("{}", always=("a.items",), either=("a.items.x",))
    found = Fields(Schema("", {"a.*": Place("a.*")}, arrays=arrays), {})
    assert found.place("a.items.x.y").names == ("a.items{}.x.y", "a.items{}.x{}.y")
    assert found.place("a.itemsx").names == ("a.itemsx",)


def test_a_schema_is_like_another_but_for_what_it_says() -> None:
    places = Fields(Schema("", {"e": Place("e${suffix}")}), {"suffix": ".keyword"})
    assert places.place("e").names == ("e.keyword",)


@pytest.mark.parametrize(
    ("pattern", "values"), [("true", ["true"]), ("TRUE", ["true"]), ("*", ["true", "false"]), ("*e", ["true", "false"])]
)
def test_a_boolean_field_is_asked_for_booleans(pattern: str, values: list[str]) -> None:
    assert mapped(ask("r", pattern)) == ask("r", *values)


@pytest.mark.parametrize("test", [text("yes"), Number(1), Cidr("10.0.0.0/8")])
def test_a_boolean_is_no_other_value(test: Text) -> None:
    assert mapped(Or((ask("f", "a"), ask("r", test)))) == ask("f", "a")


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        (ask("t", "2026*"), "t is kept as a date"),
        (ask("o", "x"), "o holds further fields"),
        (ask("o", Null()), "o holds further fields"),
        (ask("r", Regex("t.u")), "r is kept as true or false"),
        (ask("f", FieldReference("t")), "f and t are not both kept as text"),
    ],
)
def test_what_a_kind_of_field_cannot_answer_is_refused(node: Node, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        mapped(node)


def test_a_date_is_there_or_not() -> None:
    assert mapped(ask("t", Null())) == Not(ask("t", THERE))


def test_a_network_is_asked_of_the_field_that_holds_addresses() -> None:
    assert mapped(Or((ask("ip", Cidr("10.0.0.0/8")), ask("ip", "AWS Internal")))) == Or(
        (ask("ip_address", Cidr("10.0.0.0/8")), ask("ip", "AWS Internal"))
    )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[*]", text(MANY, "*", MANY, cased=True)),
        ("^a", text("a", MANY, cased=True)),
        (r"\.b$", text(MANY, ".b", cased=True)),
        ("^a$", text("a", cased=True)),
        ("a.b", Regex("a.b")),
        ("a|b", Regex("a|b")),
    ],
)
def test_a_regular_expression_that_is_but_a_text_is_one(expression: str, expected: Text) -> None:
    assert mapped(ask("f", Regex(expression))) == ask("f", expected)


def test_folding_keeps_what_is_asked_and_nothing_else() -> None:
    a, b = ask("f", "a"), ask("g", "b")
    assert fold(And((Named("n", And((a, TRUE))), And((b, a))))) == And((a, b))
    assert fold(Or((a, Or((FALSE, a))))) == a
    assert fold(Not(Not(a))) == a
    assert fold(And((a, Or(())))) == FALSE
    assert fold(Or((a, Not(FALSE)))) == TRUE
    assert fold(Not(And((Not(TRUE), a)))) == TRUE
