"""Rules that are written to do harm: each is answered by name in little time and memory, or loads, small as it is."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator

import pytest

from clickops.errors import RuleError
from clickops.rules.load import load

SECONDS = 10
"""When a test is ended that hangs: many times what an answer takes on a busy machine."""

MEMORY = 200_000
"""Kilobytes that an answer may add to the process: it takes less than half."""


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < MEMORY


def rule(detection: str, condition: str = "s") -> str:
    return f"title: T\nlogsource: {{product: aws}}\ndetection:\n{detection}\n  condition: {condition}\n"


def listed(value: str, times: int, field: str = "f") -> str:
    return f"  s:\n    {field}:\n" + f"      - {value}\n" * times


def numbered(line: str, times: int) -> str:
    return "".join(f"{line}\n".replace("#", str(number)) for number in range(times))


HOSTILE = {
    "a field of many dots": (rule("  s:\n    " + "a." * 40 + "b: x"), "5: a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a...."),
    "a reference of many dots": (rule("  s:\n    f|fieldref: " + "a." * 40 + "b"), "5: a.a.a.a.a.a.a.a.a.a.a.a.a"),
    "many wildcards": (rule("  s:\n    f: '" + "a?*" * 300_000 + "'"), "5: more than 100 wildcards in one value"),
    "100,000 brackets": (rule("  s: " + "[" * 100_000), "4: n"),  # nested too deep: for us, or for libyaml already
    "100,000 braces": (rule("  s: " + "{a: " * 100_000), "4: nested deeper than 40 levels"),
    "100,000 complex keys": ("? " * 100_000 + "a\n", "1: a key must be plain text"),
    "an alias bomb": (
        "a: &a [x, x]\n" + numbered("b#: &b# [*a, *a, *a]", 20),
        "2: the alias *a is not allowed in a rule",
    ),
    "a merge bomb": ("a: &a {x: y}\nb:\n  <<: *a\n", "3: the merge key << is not allowed in a rule"),
    "an object tag": ("a: !!python/object/apply:os.system [id]\n", "1: the tag tag:yaml.org,2002:python/object/apply"),
    "many tag directives": (numbered("%TAG !a#! b", 60_000) + "---\na: 1\n", "1: the directive %TAG is not allowed"),
    "a file over the limit": ("#" * 4_000_000 + "\n", " longer than 1,000,000 characters"),
    "many documents": ("---\n" * 240_000, "33335: more than 100,000 keys and values"),
    "many keys": (numbered("k#: a", 80_000), "50000: more than 100,000 keys and values"),
    "many empty keys": ("? a\n" * 240_000, "50000: more than 100,000 keys and values"),
    "many items": ("a: [" + "a," * 480_000 + "]\n", "1: more than 100,000 keys and values"),
    "a number of a million digits": (rule(f"  s: {{f: {'1' * 900_000}}}"), "4: '1111"),
    "a number to the base of sixty": (rule(f"  s: {{f: 1{':59' * 300_000}}}"), "4: '1:59"),
    "a number to the base of sixteen": (rule(f"  s: {{f: 0x{'f' * 4_000}}}"), "4: '0xff"),
    "20,001 values": (rule(listed("a", 20_001)), "20006: more than 20,000 values after modifiers in one rule"),
    "20,001 keywords": (rule("  s:\n" + "    - a\n" * 20_001), "20005: more than 20,000 values after modifiers"),
    "eight dashes under windash": (
        rule("  s: {f|windash: ' -a -b -c -d -e -f -g -h'}"),
        "4: windash makes more than 5,000 values of ' -a -b",
    ),
    "a million dashes under windash": (rule(f"  s: {{f|windash: '{' -a' * 320_000}'}}"), "4: windash makes more"),
    "five dashes before a long text": (
        rule(f"  s: {{f|windash: ' -a -b -c -d -e {'x' * 900_000}'}}"),
        "4: windash makes more than 1,000,000 characters of one value",
    ),
    "many values of five dashes": (
        rule(listed("' -a -b -c -d -e'", 30_000, "f|windash")),
        "12: more than 20,000 values after modifiers in one rule",
    ),
    "a chain of encodings": (rule(f"  s: {{f{'|base64' * 60}: a}}"), "4: more than 10 modifiers on one field"),
    "a placeholder again and again": (rule(f"  s: {{f|expand: '{'%a%' * 100_000}'}}"), "4: expand makes more"),
    "an expression of a million signs": (rule(f"  s: {{f|re: '{'(' * 900_000}'}}"), "4: RE2 refuses"),
    "an expression that grows": (rule("  s: {f|re: '((a{1,99}){1,99}){1,99}'}"), "4: RE2 refuses"),
    "a network of a million digits": (rule(f"  s: {{f|cidr: '{'1' * 900_000}'}}"), "4: cidr is given more than"),
    "1,000 parentheses": (rule("  s: {f: a}", "(" * 1_000 + "s" + ")" * 900), "5: the condition is nested deeper"),
    "1,000 negations": (rule("  s: {f: a}", "not " * 1_000 + "s"), "5: the condition is nested deeper"),
    "a condition of many words": (rule("  s: {f: a}", "s or " * 150_000 + "s"), "5: the condition has more than 2,000"),
    "a condition of many selectors": (
        rule(numbered("  s#: {f: a}", 10_000), "1 of s* or " * 400 + "1 of them"),
        "10005: the condition makes more than 100,000 comparisons",
    ),
    "many conditions": (
        rule("  s: {f: a}", "\n" + "    - s\n" * 2_000),
        "5: the condition has more than 2,000 words",
    ),
    "a long name": (rule("  s: {f: a}", "x" * 900_000), "5: the condition names 'xxxx"),
}


@pytest.mark.parametrize(("text", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_rule_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(text, variables={"a": ["x", "y"]})
    assert str(caught.value).startswith(f"<text>:{reason}")
    assert len(str(caught.value)) < 600


LARGE = {
    "20,000 values": rule(listed("a", 20_000)),
    "10,000 detections under 1 of them": rule(numbered("  s#: {f: a}", 10_000), "1 of them"),
    "a text of a million signs": rule(f"  s: {{f: '{'x' * 900_000}'}}"),
    "a text of escapes": rule(f"  s: {{f: '{chr(92) * 900_000}'}}"),
    "a text of percent signs": rule(f"  s: {{f|expand: '{'%' * 900_000}'}}"),
    "a title of a million signs": rule("  s: {f: a}").replace("title: T", "title: " + "A " * 450_000),
    "a comment of a million signs": rule("  s: {f: a}") + "#" * 900_000,
    "a block of many lines": rule("  s: {f: a}") + "description: |\n" + " x\n" * 300_000,
    "2,000 expressions": rule(listed("'(?i)(a|b){1,50}.*x'", 2_000, "f|re")),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_what_is_large_and_harmless_is_loaded(text: str) -> None:
    assert len(load(text).rules) == 1
