"""What each modifier makes of a value (modifiers specification 2.1): the value becomes a test, step by step.

A modifier gives one draft or, where it expands, several of which any may match.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from clickops.errors import UnsupportedError
from clickops.rules import expansions, pattern
from clickops.rules.drafts import Draft, Parts, Scalar, begin, finish, plain, shown, text
from clickops.rules.expansions import Variables
from clickops.rules.tree import Cidr, Compare, Comparison, DatePart, Exists, FieldReference, Regex, Test, Wildcard

ITEM_MODIFIERS = frozenset({"all", "neq", "cased"})
"""What says something of the whole item and not of a value; `cased` may stand anywhere in the chain."""

_NETWORK_LIMIT = 60  # characters of the longest form of an IPv6 network; `ipaddress` is slow on a million digits
_CHAIN_LIMIT = 10  # SigmaHQ's rules chain three

_Modifier = Callable[[Draft], list[Draft]]


def tests(value: Scalar, modifiers: Sequence[str], variables: Variables) -> list[Test]:
    """Turn one value of a detection item into its tests, of which any may match.

    Raises UnsupportedError (PlaceholderError for an unfilled placeholder), without path and line.
    """
    chain = [name for name in modifiers if name not in ITEM_MODIFIERS]
    if len(chain) > _CHAIN_LIMIT:
        raise UnsupportedError(f"more than {_CHAIN_LIMIT} modifiers on one field")
    drafts = [begin(value, raw="re" in chain or "fieldref" in chain)]
    for name in chain:
        if name == "expand":
            drafts = [new for draft in drafts for new in expansions.expand(draft, variables)]
        elif modifier := _MODIFIERS.get(name):
            drafts = [new for draft in drafts for new in modifier(draft)]
        else:
            raise UnsupportedError(f"unknown modifier {shown(name)}")
        if len(drafts) > expansions.LIMIT:
            raise UnsupportedError(f"{'|'.join(chain)} makes more than {expansions.LIMIT:,} values of {shown(value)}")
    return [finish(draft, cased="cased" in modifiers) for draft in drafts]


def known(name: str) -> bool:
    """Whether there is a modifier called `name`."""
    return name in _MODIFIERS or name in ITEM_MODIFIERS or name == "expand"


def _around(name: str, *, before: bool, after: bool) -> _Modifier:
    """Make `startswith`, `endswith` and `contains`: more text may stand before or after."""

    def modify(draft: Draft) -> list[Draft]:
        if isinstance(draft, FieldReference):
            return [msgspec.structs.replace(draft, before=before, after=after)]
        if isinstance(draft, Regex):
            anchored = f"{'' if before else '^'}(?:{draft.pattern}){'' if after else '$'}"
            return [draft if before and after else _regex(anchored, draft.flags)]
        parts = text(draft, name)
        front = [Wildcard.MANY] if before else []
        back = [Wildcard.MANY] if after else []
        return [Parts(pattern.join([*front, *parts, *back]))]

    return modify


def _regex(expression: str, flags: str = "") -> Regex:
    """Check with RE2, the only engine that runs them: linear in the text, so no rule can hang a scan."""
    import re2  # noqa: PLC0415 - most packs hold no expression

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(expression, options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise UnsupportedError(f"RE2 refuses the regular expression {shown(expression)}: {reason[:200]}") from None
    return Regex(expression, flags)


def _re(draft: Draft) -> list[Draft]:
    if not (isinstance(draft, Parts) and len(draft.parts) <= 1 and all(map(_is_text, draft.parts))):
        raise UnsupportedError("re needs a text and no other modifier before it")
    return [_regex("".join(map(str, draft.parts)))]


def _flag(name: str) -> _Modifier:
    def modify(draft: Draft) -> list[Draft]:
        if not isinstance(draft, Regex):
            raise UnsupportedError(f"the flag {name!r} needs re before it")
        return [Regex(draft.pattern, "".join(sorted({*draft.flags, name})))]

    return modify


def _cidr(draft: Draft) -> list[Draft]:
    import ipaddress  # noqa: PLC0415 - most packs hold no network

    network = plain(draft, "cidr")
    if len(network) > _NETWORK_LIMIT:
        raise UnsupportedError(f"cidr: {shown(network)} is not a network")
    try:
        return [Cidr(str(ipaddress.ip_network(network)))]
    except ValueError as error:
        raise UnsupportedError(f"cidr: {error}") from None


def _exists(draft: Draft) -> list[Draft]:
    if not isinstance(draft, bool):
        raise UnsupportedError("exists needs true or false, without quotes")
    return [Exists(draft)]


def _compare(operator: Comparison) -> _Modifier:
    def modify(draft: Draft) -> list[Draft]:
        if isinstance(draft, DatePart):
            return [msgspec.structs.replace(draft, operator=operator)]
        if isinstance(draft, bool) or not isinstance(draft, int | float):
            raise UnsupportedError(f"{operator} needs a number, without quotes")
        return [Compare(operator, draft)]

    return modify


def _date_part(name: str) -> _Modifier:
    def modify(draft: Draft) -> list[Draft]:
        if isinstance(draft, bool) or not isinstance(draft, int):
            raise UnsupportedError(f"{name} needs a whole number, without quotes")
        return [DatePart(name, Comparison.EQ, draft)]

    return modify


def _fieldref(draft: Draft) -> list[Draft]:
    return [FieldReference(plain(draft, "fieldref"))]


def _is_text(part: str | Wildcard) -> bool:
    return isinstance(part, str)


_MODIFIERS: dict[str, _Modifier] = {
    "startswith": _around("startswith", before=False, after=True),
    "endswith": _around("endswith", before=True, after=False),
    "contains": _around("contains", before=True, after=True),
    "re": _re,
    **{flag: _flag(flag) for flag in "ims"},
    "cidr": _cidr,
    "exists": _exists,
    **{operator.value: _compare(operator) for operator in Comparison if operator is not Comparison.EQ},
    **{part: _date_part(part) for part in ("minute", "hour", "day", "week", "month", "year")},
    "fieldref": _fieldref,
    "wide": expansions.utf16le,
    "utf16le": expansions.utf16le,
    "utf16be": expansions.utf16be,
    "utf16": expansions.utf16,
    "base64": expansions.base64_,
    "base64offset": expansions.base64offset,
    "windash": expansions.windash,
}
