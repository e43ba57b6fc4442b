"""Reads the predicates of a YARA-L 2.0 `events` section, as far as Google documents what they mean.

Source: Google SecOps documentation, "YARA-L 2.0 language syntax". Where a rule below has a section of its own there,
it is named. What is not documented, or is documented to fail to compile, is an EngineError.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from clickops.verify.engines import EngineError
from clickops.verify.models.yara_l import udm

Holds = Callable[[udm.Event], bool]

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)"""  # "Comments"
    r"""|(?P<field>\$e(?:\.[a-z_][a-z0-9_]*)+(?:\["(?:[^"\\])*"\])?)"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*")|(?P<raw>`[^`]*`)"""
    r"""|(?P<word>[A-Za-z_][\w.]*)|(?P<sign>!=|=|\(|\)|,)""",
    re.DOTALL,
)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\"}


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str


class _Field(msgspec.Struct, frozen=True):
    """A field of the event, perhaps behind `any`, perhaps a key of a map."""

    path: str
    key: str
    any: bool

    def values(self, event: udm.Event) -> list[str]:
        """Give what a comparison looks at: the empty text where nothing is stored ("Zero values")."""
        held: Any = event.get(self.path)
        if self.key:
            return [(held or {}).get(self.key, "")]
        return list(held or []) if self.any else [held or ""]


_RULE = re.compile(
    r"rule \w+ \{\n\n  meta:\n(?:    \w+ = \"(?:[^\"\\\n]|\\.)*\"\n)+\n"
    r"  events:\n(?P<events>.*)\n\n"
    r"  outcome:\n(?:    \$\w+ = [^\n]+\n)+\n"
    r"  condition:\n    \$e\n\}",
    re.DOTALL,
)


def _events(rule: str) -> str:
    """Give the section `events` of a rule that fires on each event that fits ("Condition section syntax")."""
    found = _RULE.fullmatch(rule)
    if found is None:
        raise EngineError("not a rule with the sections meta, events, outcome and condition, in which $e is asked")
    return found["events"]


def read(text: str) -> Holds:
    """Read the predicates of a rule, or predicates alone.

    All must hold: those that no operator joins are joined by `and` ("Logical expressions").

    Raises EngineError for what the documentation does not say.
    """
    reader = _Reader(_tokens(_events(text) if text.startswith("rule ") else text))
    predicates = [reader.alternatives()]
    while reader.at < len(reader.tokens):
        predicates.append(reader.alternatives())
    return lambda event: all(holds(event) for holds in predicates)


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise EngineError(f"YARA-L has nothing that begins with {text[at : at + 20]!r}")
        at = found.end()
        if found.lastgroup != "blank":
            tokens.append(_Token(str(found.lastgroup), found[0]))
    return tokens


class _Reader:
    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> str:
        """Give the next sign, or word in lower case: keywords have no case ("Keywords")."""
        if self.at == len(self.tokens):
            return ""
        token = self.tokens[self.at]
        return token.text.lower() if token.kind in {"word", "sign"} else token.kind

    def take(self, *expected: str) -> str:
        if self.peek() not in expected:
            raise EngineError(f"expected {' or '.join(expected)}, found {self.peek() or 'the end'!r}")
        self.at += 1
        return self.tokens[self.at - 1].text

    def took(self, word: str) -> bool:
        taken = self.peek() == word
        self.at += taken
        return taken

    def alternatives(self) -> Holds:
        """Read `or`, which binds least; `and` more, `not` most ("Logical expressions")."""
        branches = [self.conjunction()]
        while self.took("or"):
            branches.append(self.conjunction())
        return lambda event: any(holds(event) for holds in branches)

    def conjunction(self) -> Holds:
        parts = [self.negation()]
        while self.took("and"):
            parts.append(self.negation())
        return lambda event: all(holds(event) for holds in parts)

    def negation(self) -> Holds:
        if self.took("not"):
            inner = self.negation()
            return lambda event: not inner(event)
        if self.took("("):
            inner = self.alternatives()
            self.take(")")
            return inner
        return self.predicate()

    def predicate(self) -> Holds:
        match self.peek():
            case "re.regex":
                return self.regex()
            case "net.ip_in_range_cidr":
                return self.network()
            case _:
                return self.comparison()

    def comparison(self) -> Holds:
        left = self.field()
        negated = self.take("=", "!=") == "!="
        if self.peek() in {"text", "raw"}:
            wanted = self.literal()
            fold = _fold(self.took("nocase"))
            return lambda event: any((fold(one) == fold(wanted)) is not negated for one in left.values(event))
        right = self.field()
        if left.any or right.any:
            raise EngineError("any cannot stand before a field that is compared with a field")  # "Repeated fields"
        fold = _fold(self.took("nocase"))
        return lambda event: (fold(left.values(event)[0]) == fold(right.values(event)[0])) is not negated

    def regex(self) -> Holds:
        """Read `re.regex`: RE2 anywhere in the text, of which it sees the first line unless `(?s)` is given."""
        import re2  # noqa: PLC0415 - only this needs it

        field, pattern = self.call()
        flags = "(?i)" if self.took("nocase") else ""
        try:
            search = re2.compile(flags + pattern).search
        except re2.error as error:
            raise EngineError(f"RE2 does not read {pattern!r}: {error}") from None
        whole = pattern.startswith("(?s)")
        return lambda event: any(
            search(one if whole else one.partition("\n")[0]) is not None for one in field.values(event)
        )

    def network(self) -> Holds:
        field, written = self.call()
        try:
            network = ipaddress.ip_network(written)
        except ValueError:
            raise EngineError(f"{written!r} is no network") from None
        return lambda event: any(_is_in(one, network) for one in field.values(event))

    def call(self) -> tuple[_Field, str]:
        """Read a function of a field and a text."""
        self.at += 1
        self.take("(")
        field = self.field()
        self.take(",")
        written = self.literal()
        self.take(")")
        return field, written

    def literal(self) -> str:
        """Read a text: escaped in double quotes, as it stands in back quotes ("String and regular expression ...")."""
        token = self.take("text", "raw")
        if token.startswith("`"):
            return token[1:-1]
        try:
            return re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], token[1:-1], flags=re.DOTALL)
        except KeyError as error:
            raise EngineError(f"the escape \\{error.args[0]} is not documented") from None

    def field(self) -> _Field:
        """Read a field of $e: `any` goes with repeated ones alone, and not with maps ("Repeated fields", "Maps")."""
        quantified = self.took("any")
        path, _, key = self.take("field").removeprefix("$e.").partition("[")
        key = key.strip('"]')
        repeated = path in udm.REPEATED
        if not (repeated or path in udm.TEXTS or path in udm.MAPS):
            raise EngineError(f"the model of UDM has no field {path}")
        if (path in udm.MAPS) is not bool(key):
            raise EngineError(f"{path} is a map: a key in brackets must follow, and nothing else can have one")
        if quantified is not repeated:
            raise EngineError(f"{path} is {'' if repeated else 'not '}repeated: copies of the event are not modelled")
        return _Field(path, key, quantified)


def _fold(nocase: bool) -> Callable[[str], str]:  # noqa: FBT001
    return str.lower if nocase else str


def _is_in(text: str, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    try:
        return ipaddress.ip_address(text) in network
    except ValueError:
        return False
