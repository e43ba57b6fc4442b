"""Faults in what is shipped, and the proof that each field is where shipped tables, views and queries look for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from clickops.conversion.targets import Target
from clickops.rules.pack import Pack
from clickops.rules.tree import Atom, Node, Text
from clickops.verify import corpus
from clickops.verify.columns import DOCUMENTED
from clickops.verify.compare import verdicts
from clickops.verify.engines import Engine, EngineError
from clickops.verify.shipped import Shipped
from support.engines import shipment, started
from support.platform import rule

VALUES: dict[str, tuple[Any, Any]] = {
    "readOnly": (True, False),
    "managementEvent": (True, False),
    "sourceIPAddress": ("192.0.2.7", "192.0.2.8"),
    "eventType": ("AwsApiCall", "AwsServiceEvent"),
    "eventCategory": ("Management", "Data"),
    "userIdentity.sessionContext.attributes.mfaAuthenticated": ("true", "false"),
    "userIdentity.sessionContext.ec2RoleDelivery": ("2.0", "1.0"),
}
KEPT = {"eventID", "eventTime", "userIdentity.sessionContext.attributes.creationDate"}
ASKED = [name for name in DOCUMENTED if name not in KEPT] + [
    *("requestParameters.roleSessionName", "responseElements.assumedRoleUser.arn"),
    "additionalEventData.MFAUsed",
]
TIME = "2026-11-24T08:14:03Z"


def values(name: str) -> tuple[Any, Any]:
    """Give a value that no other field has, and another one."""
    return VALUES.get(name, (f"v-{name}", f"w-{name}"))


def records() -> list[dict[str, Any]]:
    """Make two records for each field, which differ in its value and have little else."""
    made = []
    for name in ASKED:
        for value in values(name):
            kind = "AssumedRole" if "sessionContext" in name else "IAMUser"
            record: dict[str, Any] = {"eventName": "GetX", "eventSource": "x.amazonaws.com", "eventTime": TIME}
            record |= {"userIdentity": {"type": kind}}
            put(record, name, value)
            made.append(record)
    return corpus.numbered(made)


def put(record: dict[str, Any], name: str, value: Any) -> None:
    *parents, last = name.split(".")
    for parent in parents:
        record = record.setdefault(parent, {})
    record[last] = value


def question(name: str) -> Node:
    value = values(name)[0]
    return Atom(name, Text((str(value).lower() if isinstance(value, bool) else value,)))


RULES = [rule(question(name), name) for name in ASKED]


def misplaced(engine: Engine, shipped: Shipped, events: Sequence[Mapping[str, Any]] = ()) -> tuple[list[str], int]:
    """Name the fields that the engine does not find where they are asked, and count those that it finds.

    `events`, which hold `records`, are what it has loaded already.
    """
    found = [one for one in verdicts(engine, shipped, RULES, events or records()) if not one.refused]
    return [one.rule for one in found if not one.same], sum(one.selected > 0 for one in found)


def broken(text: str, key: str) -> str:
    """Misspell a key in the first line of a script that has it, but for the name that the line gives to a column."""
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if re.search(rf"\b{key}\b", line, re.IGNORECASE) and line[:2] != "--")
    *places, last = [found.end() for found in re.finditer(rf"\b{key}\b", lines[at], re.IGNORECASE)]
    for end in reversed(places or [last]):
        lines[at] = lines[at][:end] + "x" + lines[at][end:]
    return "\n".join(lines)


def scripts(target: Target) -> list[str]:
    """Name the files of a target that make its tables and say how they are filled."""
    names = {name for form in target.formats.values() for name in form.also}
    return sorted(names & {"cloudtrail.sql", "cloudtrail_table.sql", "jsonpaths.json"})


def is_found(target: Target, script: str, key: str) -> bool:
    """Whether the proof notices that a script of a target misspells a key."""
    with started(target) as (shipped, engine):
        right = shipped.companion
        shipped.companion = lambda name: broken(right(name), key) if name == script else right(name)  # type: ignore[method-assign]
        try:
            wrong, _ = misplaced(engine, shipped)
        except EngineError:
            return True
    return bool(wrong)


def wrapped(text: str, behind: str) -> str:
    """Let a shipped view give what a SELECT from what it gives now does: `behind` is what follows its FROM."""
    made, count = re.subn(
        r" AS\n(SELECT\b.*);", rf" AS\nSELECT\n  every.* FROM (\n\1\n) AS every {behind};", text, flags=re.DOTALL
    )
    assert count == 1
    return made


LOSING = "WHERE errorCode IS NULL"
"""Drops the two of `records` that have the field."""

DOUBLING = "CROSS JOIN (SELECT 1 AS number UNION ALL SELECT 2 AS number) AS numbers"


def said_of_view(target: Target, behind: str) -> str:
    """Give what is said of a shipped view that is `wrapped`."""
    (script,) = scripts(target)
    return said(target, {script: lambda text: wrapped(text, behind)})


def said(target: Target, spoils: Mapping[str, Callable[[str], str]]) -> str:
    """Give the error that comes of shipped scripts that are spoilt; there is none where no rule is asked for it."""
    with started(target) as (shipped, engine):
        right = shipped.companion
        shipped.companion = lambda name: spoils.get(name, str)(right(name))  # type: ignore[method-assign]
        with pytest.raises(EngineError) as error:
            verdicts(engine, shipped, [], records())
    return str(error.value)


def ends_of_long_arrays(target: Target) -> list[int]:
    """Say how many records are selected, and should be one each, for the last member of an array and a key in it."""
    x, y = {"name": "x"}, {"name": "y"}
    lists: list[list[Any]] = [[*["x"] * 130, "y"], ["x"] * 131, [*[x] * 130, y], [x] * 131]
    events = corpus.numbered([{"eventTime": TIME, "requestParameters": {"list": one}} for one in lists])
    asked = [rule(Atom(f"requestParameters.{name}", Text(("y",))), name) for name in ("list", "list.name")]
    with started(target) as (shipped, engine):
        found = verdicts(engine, shipped, asked, events)
    assert all(one.same for one in found), found
    return [one.selected for one in found]


def refuses_broken_views(target: Target, pack: Pack) -> bool:
    """Whether the engine makes the views that are shipped, and refuses broken ones."""
    with started(target, "views", pack) as (shipped, engine):
        engine.load([{"eventID": "1", "eventTime": TIME}])
        take: Any = engine.take  # type: ignore[attr-defined]
        take(shipped)
        broken_ones = shipment(target, "views", pack)
        vars(broken_ones)["files"] = {key: text.replace("SELECT", "SELEKT") for key, text in shipped.files.items()}
        try:
            take(broken_ones)
        except EngineError:
            return True
    return False
