r"""CrowdStrike's query language (CQL, once LogScale's).

A filter is two-valued: where a field is absent every comparison fails and its negation holds, so nothing is guarded.
`or` binds tighter than `and` and is mixed with it in parentheses only ("CrowdStrike Query Language Grammar Subset",
Filter; "Operators"). Values are compared with case by `=`, without it by `in(..., ignoreCase=true)` from version 1.100
on; `*` is a wildcard in both and nothing escapes it ("in()", grammar, EqualityPattern). What that cannot say is a
regular expression between slashes: `\A` and `\z` are the ends, flag `d` lets `.` be a line break, `i` ignores case
("Regular Expression Syntax Patterns", "Regular Expression Flags"). Members of arrays are asked by `array:exists()`
and `objectArray:exists()`, from version 1.175 on ("Array Syntax").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clickops.conversion import layout, parsing, regexes, shapes
from clickops.conversion.languages import Query
from clickops.conversion.layout import Doc, Joined, Listing, Negated, Words
from clickops.errors import ConversionError
from clickops.rules.tree import Atom, Cidr, Compare, Exists, FieldReference, Number, Regex, Test, Text

_EDGES = regexes.edges(r"\A", r"\z")
_WORDS = Words("and", "or", "not (")
_ARRAY = "[]"
_BARE = re.compile(r"[#@]?[A-Za-z_][\w.]*", re.ASCII)
_UNQUOTABLE = re.compile(r'[*"\\\x00-\x1f\x7f]')  # a wildcard, what a string may not hold as it is
_OPERATORS = {"lt": ("<",), "lte": ("<=",), "gt": (">",), "gte": (">=",), "eq": (">=", "<=")}
_VARIABLES = "xyzuvw"


def render(query: Query) -> str:
    """Write a pipeline: what selects CloudTrail, the filter, and behind it what must be computed first."""
    asking = _Asking()
    before: list[Doc] = []
    after: list[Doc] = []
    for part in layout.conjuncts(query.condition):
        asked = asking.references
        doc = layout.arrange(part, _WORDS, asking.ask)
        (before if asking.references == asked else after).append(doc)
    stages = [" ".join(map(_scope, query.scope))] if query.scope else []
    if before:
        stages.append(layout.write(_together(before)))
    stages += [f"lower({_name(field)}, as={name})" for field, name in asking.lowered.items()]
    if after:
        stages.append(layout.write(_together(after)))
    return "\n| ".join(stages)


def _together(docs: Sequence[Doc]) -> Doc:
    return docs[0] if len(docs) == 1 else Joined("and", tuple(docs))


def _scope(atom: Atom) -> str:
    """Write what an option selects by, a tag mostly, where case counts and `*` is meant."""
    text = shapes.write(atom.test, str) if isinstance(atom.test, Text) else ""
    return f"{_name(atom.field or '')}={_quote(text)}"


class _Asking:
    """The questions of one query, and the fields that comparisons of two fields need in lower case."""

    def __init__(self) -> None:
        self.lowered: dict[str, str] = {}
        self.references = 0

    def ask(self, field: str, tests: Sequence[Test], depth: int = 0) -> Sequence[Doc]:
        if _ARRAY in field:
            return [self.member(field, tests, depth)]
        texts = shapes.as_texts(tests)
        free = [text for text in texts if not text.cased and _is_listable(text)]
        docs: list[Doc] = [_listed(field, free)] if free else []
        docs += [_text(field, text) for text in texts if text not in free]
        return docs + [self.test(field, test) for test in tests if not isinstance(test, Text | Number)]

    def member(self, field: str, tests: Sequence[Test], depth: int) -> Doc:
        """Ask for a member of the outermost array of which the rest holds."""
        array, _, rest = field.partition(_ARRAY)
        if any(isinstance(test, FieldReference) for test in tests):
            raise ConversionError(f"LogScale cannot compare the members of {array} with another field", target="")
        if depth == len(_VARIABLES):
            raise ConversionError(f"{field} holds more than {depth} arrays in each other", target="")
        variable = _VARIABLES[depth]
        inner = tuple(self.ask(variable + rest, tests, depth + 1))
        function = "objectArray:exists" if rest else "array:exists"
        head = f'{function}(array="{array}[]", var={variable}, condition={{'
        return Negated(head, inner[0] if len(inner) == 1 else Joined("or", inner), "})")

    def test(self, field: str, test: Test) -> str:
        name = _name(field)
        match test:
            case Exists():
                return f"{name}=*"
            case Regex():
                return f"{name}={_regex(parsing.parse(test), ignore_case=False)}"
            case Cidr(network):
                return f'cidr({name}, subnet=["{network}"])'
            case Compare(operator, number):
                signs = [f"{name} {sign} {shapes.number(number)}" for sign in _OPERATORS[operator]]
                return signs[0] if len(signs) == 1 else f"({' and '.join(signs)})"
            case FieldReference(other):
                if _ARRAY in other:
                    raise ConversionError(f"LogScale cannot compare {field} with the members of {other}", target="")
                return self.reference(field, test)
            case _:
                raise shapes.refusal("LogScale", field, test)

    def reference(self, field: str, test: FieldReference) -> str:
        self.references += 1
        mine, theirs = (
            _name(one) if test.cased else self.lowered.setdefault(one, f"clickops_{len(self.lowered) + 1}")
            for one in (field, test.field)
        )
        match test.before, test.after:
            case False, False:
                held = f"test({mine} == {theirs})"
            case False, True:
                held = f"text:startsWith({mine}, substring={theirs})"
            case True, False:
                held = f"text:endsWith({mine}, substring={theirs})"
            case _:
                held = f"text:contains({mine}, substring={theirs})"
        return f"({_name(field)}=* and {_name(test.field)}=* and {held})"


def _is_listable(text: Text) -> bool:
    """Whether `in()` reads a text as it is meant."""
    literals = shapes.literals(text)
    if not text.parts or shapes.shape(text)[0] == "any" or shapes.folds_beyond_ascii(text):
        return False
    return not _UNQUOTABLE.search(literals) and "?" not in shapes.write(text, lambda _: "")


def _listed(field: str, texts: Sequence[Text]) -> Doc:
    values = tuple(_quote(shapes.write(text, str)) for text in texts)
    if len(values) == 1 and not shapes.has_letters(values[0]):
        return f"{_name(field)}={values[0]}"
    return Listing(f"in({_name(field)}, ignoreCase=true, values=[", values, ", ", "])")


def _text(field: str, text: Text) -> str:
    if shapes.shape(text)[0] == "any":
        return f"{_name(field)}=*"
    if _is_listable(text):
        return f"{_name(field)}={_quote(shapes.write(text, str))}"
    if shapes.folds_beyond_ascii(text):  # which letters the flag `i` folds is not documented
        return f"{_name(field)}={_regex(_anchored(text), ignore_case=False)}"
    return f"{_name(field)}={_regex(regexes.anchored(text), ignore_case=not text.cased)}"


def _anchored(text: Text) -> regexes.Piece:
    edge = regexes.Edge
    return regexes.Series((edge("^"), *regexes.of_text(text, fold=True), edge("$")))


def _regex(piece: regexes.Piece, *, ignore_case: bool) -> str:
    pattern = regexes.write(piece, _character, _EDGES)
    return f"/{pattern}/d{'i' if ignore_case else ''}"


def _character(sign: str) -> str:
    if sign < " " or sign in "/\x7f":  # a slash would end the literal, two of them begin a comment
        return f"\\x{ord(sign):02X}"
    return "\\" + sign if sign in "\\.^$|()[]{}*+?-" else sign


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(field: str) -> str:
    return field if _BARE.fullmatch(field) else _quote(field)
