r"""CrowdStrike's query language as far as we write it, read by its reference and not by the converter.

Sources, all under library.humio.com: lql-grammar, "Grammar Subset" (Filter: AND joins what OR has joined, NOT binds
tightest, `*` in a pattern is a wildcard that nothing escapes) and "Appendix A. Quirks"; data-analysis, "Operators" (a
comparison with an absent field fails), "in()", "array:exists()", "objectArray:exists()" (`var` names the member),
"lower()", "text:endsWith()", "test()", "Regular Expression Flags" and "Syntax Patterns".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

from clickops.verify.engines import EngineError

Fields = dict[str, str]
Filter = Callable[[Fields], bool]

_TOKEN = re.compile(
    r"""\s*(?://[^\n]*|/\*.*?\*/
    |(?P<regex>/(?:\\.|[^/\\\n])+/[a-zA-Z]*)|(?P<string>"(?:\\.|[^"\\])*")
    |(?P<sign>==|!=|<=|>=|[=<>(){}\[\]|,!])|(?P<word>[^\s"/=<>(){}\[\]|,!]+))""",
    re.DOTALL | re.VERBOSE,
)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def reader(query: str) -> Filter:
    """Read a query; raises EngineError for whatever we do not write."""
    passes = _Parser(_tokens(query)).steps("")
    return lambda fields: passes(dict(fields))


def _tokens(query: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    query = query.rstrip()
    while at < len(query):
        found = _TOKEN.match(query, at)
        if not found:
            raise EngineError(f"no token at {query[at : at + 20]!r}")
        if found.lastgroup:
            tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, expected: str = "") -> tuple[str, str]:
        kind, text = self.peek()
        if not kind or (expected and (kind == "string" or text != expected)):
            raise EngineError(f"{expected or 'something'} is missing before {text!r}")
        self.at += 1
        return kind, text

    def is_next(self, *signs: str) -> bool:
        kind, text = self.peek()
        return kind in {"sign", "word"} and text.lower() in signs

    def steps(self, end: str) -> Filter:
        each = [self.step()]
        while self.is_next("|"):
            self.take()
            each.append(self.step())
        if self.peek()[1] != end:
            raise EngineError(f"left over: {self.peek()[1]!r}")
        return lambda fields: all(passes(fields) for passes in each)

    def step(self) -> Filter:
        if self.is_next("lower"):
            return self.lower()
        return self.conjunction()

    def lower(self) -> Filter:
        """`lower(field, as=name)` adds a field where there is one to lower, and drops no event."""
        self.take()
        self.take("(")
        field = self.name()
        for word in (",", "as", "="):
            self.take(word)
        name = self.name()
        self.take(")")

        def passes(fields: Fields) -> bool:
            if field in fields:
                fields[name] = fields[field].lower()
            return True

        return passes

    def conjunction(self) -> Filter:
        each = [self.disjunction()]
        while self.peek()[0] and not self.is_next(")", "}", "|"):
            if self.is_next("and"):
                self.take()
            each.append(self.disjunction())
        return each[0] if len(each) == 1 else lambda fields: all(holds(fields) for holds in each)

    def disjunction(self) -> Filter:
        each = [self.negation()]
        while self.is_next("or"):
            self.take()
            each.append(self.negation())
        return each[0] if len(each) == 1 else lambda fields: any(holds(fields) for holds in each)

    def negation(self) -> Filter:
        if self.is_next("not", "!"):
            self.take()
            inner = self.negation()
            return lambda fields: not inner(fields)
        if self.is_next("("):
            self.take()
            inner = self.conjunction()
            self.take(")")
            return inner
        name = self.name()
        if self.is_next("("):
            return self.call(name)
        return self.comparison(name)

    def name(self) -> str:
        kind, text = self.take()
        if kind not in {"word", "string"}:
            raise EngineError(f"{text!r} is no name")
        return _unquoted(text) if kind == "string" else text

    def comparison(self, field: str) -> Filter:
        _, sign = self.take()
        kind, text = self.take()
        if sign in {"<", "<=", ">", ">="} and kind == "word":
            return _ordered(field, sign, float(text))
        if sign not in {"=", "!="} or (kind == "word" and text != "*" and not re.fullmatch(r"\w+", text)):
            raise EngineError(f"{field} {sign} {text} is not understood")
        fits = _searching(text) if kind == "regex" else _wildcards(_unquoted(text) if kind == "string" else text)
        if sign == "!=":
            return lambda fields: not (field in fields and fits(fields[field]))
        return lambda fields: field in fields and fits(fields[field])

    def call(self, function: str) -> Filter:
        self.take("(")
        made: Filter
        match function:
            case "in":
                made = self.membership()
            case "array:exists" | "objectArray:exists":
                made = self.exists(structured=function == "objectArray:exists")
            case "cidr":
                made = self.network()
            case "test":
                made = self.two("==", lambda mine, other: mine == other)
            case "text:startsWith":
                made = self.two("substring", str.startswith)
            case "text:endsWith":
                made = self.two("substring", str.endswith)
            case "text:contains":
                made = self.two("substring", str.__contains__)
            case _:
                raise EngineError(f"the function {function}() is not understood")
        self.take(")")
        return made

    def membership(self) -> Filter:
        field = self.name()
        self.expect(",", "ignoreCase", "=", "true", ",", "values", "=", "[")
        fits = [_wildcards(value, re.IGNORECASE) for value in self.strings()]
        return lambda fields: field in fields and any(one(fields[field]) for one in fits)

    def network(self) -> Filter:
        field = self.name()
        self.expect(",", "subnet", "=", "[")
        networks = [ipaddress.ip_network(value) for value in self.strings()]
        return lambda fields: field in fields and any(_is_inside(fields[field], one) for one in networks)

    def two(self, word: str, holds: Callable[[str, str], bool]) -> Filter:
        mine = self.name()
        self.expect(*([word] if word == "==" else [",", word, "="]))
        other = self.name()
        return lambda fields: mine in fields and other in fields and holds(fields[mine], fields[other])

    def exists(self, *, structured: bool) -> Filter:
        self.expect("array", "=")
        array = self.name()
        self.expect(",", "var", "=")
        variable = self.name()
        self.expect(",", "condition", "=", "{")
        condition = self.steps("}")
        self.take("}")
        if not array.endswith("[]") or "[]" in array[:-2] or re.search(r"[.\[]", variable):
            raise EngineError(f"array={array} var={variable} is no array and variable")
        prefix = array[:-2]

        def holds(fields: Fields) -> bool:
            members = _members(prefix, fields, structured=structured)
            return any(condition(fields | {variable + rest: value for rest, value in one.items()}) for one in members)

        return holds

    def expect(self, *words: str) -> None:
        for word in words:
            self.take(word)

    def strings(self) -> list[str]:
        values = []
        while True:
            kind, text = self.take()
            if kind != "string":
                raise EngineError(f"{text!r} is no string")
            values.append(_unquoted(text))
            if self.take()[1] == "]":
                return values


def _unquoted(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text[1:-1])


def _members(prefix: str, fields: Fields, *, structured: bool) -> Iterator[dict[str, str]]:
    """Yield each member of an array: what stands behind its name, with the value; flat ones have but one value."""
    for index in range(len(fields)):
        head = f"{prefix}[{index}]"
        found = {name[len(head) :]: value for name, value in fields.items() if name.startswith(head)}
        if not found:
            return
        if structured or "" in found:
            yield found if structured else {"": found[""]}


def _wildcards(pattern: str, flags: int = 0) -> Callable[[str], bool]:
    expression = ".*".join(map(re.escape, pattern.split("*")))
    fits = re.compile(expression, flags | re.DOTALL).fullmatch
    return lambda value: fits(value) is not None


def _searching(literal: str) -> Callable[[str], bool]:
    import re2  # noqa: PLC0415 - the syntax is RE2's as far as we write it

    pattern, _, flags = literal[1:].rpartition("/")
    if set(flags) - set("di"):
        raise EngineError(f"the flags {flags!r} are not understood")
    search = re2.compile(f"(?{flags.replace('d', 's')}){pattern}" if flags else pattern).search
    return lambda value: search(value) is not None


def _ordered(field: str, sign: str, bound: float) -> Filter:
    compare = {"<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__}[sign]
    return lambda fields: bool(_NUMBER.fullmatch(fields.get(field, ""))) and compare(float(fields[field]), bound)


def _is_inside(value: str, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    try:
        return ipaddress.ip_address(value) in network
    except ValueError:
        return False
