"""What an action was done to: the identifiers that its request and its answer name.

No field of CloudTrail says it for every service, so it is found by names: a key such as `subnetId` tells most when
the action is about a subnet (`CreateSubnet`), and a new thing is named in the answer. Measured on the 3,000 writes
among the public records that the rules were written from.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from clickops.report.clean import plain

_LOOKED_AT = 400  # values of one event: a policy document can hold thousands
_LISTED = 3  # of one kind

_IDENTIFIER = re.compile(r"(.*?)(?:identifier|id|name|arn)s?", re.IGNORECASE)
_VERB = re.compile(r"[A-Z]?[a-z]+")
_TELLING = (
    *("functionname", "instanceid", "instanceids", "groupid", "rolename", "username", "groupname", "policyarn"),
    *("dbinstanceidentifier", "secretid", "keyid", "name", "target", "resourcearn", "resourceid", "loggroupname"),
)
"""What is named first where no key fits the action's name."""

_ASIDE = {
    *("accountid", "attributename", "dbname", "hostname", "kmskeyid", "masterusername", "ownerid", "principalid"),
    *("registryid", "requesterid", "requestid", "reservationid", "rolesessionname", "statementid", "typename"),
}
"""Identifiers of something else than what the action is about."""


class _Named(msgspec.Struct, frozen=True):
    kind: str  # the key in lower case
    stem: str  # the key without `Id`, `Name` and the like
    values: tuple[str, ...]


def resources(event: Mapping[str, Any]) -> tuple[str, ...]:
    """List what the event was about, the most telling first: at most two kinds, each shortened to `a, b, c +4`.

    An S3 object is `bucket/key`; nothing found is an empty tuple.
    """
    request = event.get("requestParameters")
    if isinstance(request, dict) and isinstance(bucket := request.get("bucketName"), str) and bucket:
        key = request.get("key")
        return (f"{bucket}/{key}" if isinstance(key, str) else bucket,)
    asked, answered = _identifiers(request), _identifiers(event.get("responseElements"))
    about = _VERB.sub("", plain(event.get("eventName")), count=1).lower()
    fitting = [named for named in asked + answered if len(named.stem) > 2 and named.stem in about]
    fitting.sort(key=lambda named: about.index(named.stem))
    if not any(named in asked for named in fitting):
        fitting += sorted(asked, key=lambda named: _order(named.kind))[:1]
    chosen: dict[str, tuple[str, ...]] = {}
    for named in fitting:  # name, id and ARN say the same: the first is enough
        chosen.setdefault(named.stem, named.values)
    return tuple(map(_short, list(chosen.values())[:2])) or _owners(event.get("resources"))


def _order(kind: str) -> int:
    return _TELLING.index(kind) if kind in _TELLING else len(_TELLING)


def _identifiers(part: object) -> list[_Named]:
    """Collect the identifiers below `part`, each key only where it stands highest."""
    found: dict[str, tuple[int, str, list[str]]] = {}
    for depth, key, text in _leaves(part):
        kind = key.lower()
        shape = _IDENTIFIER.fullmatch(kind)
        if kind in _ASIDE or (shape is None and kind not in _TELLING):
            continue
        highest, _, values = found.setdefault(kind, (depth, shape[1] if shape else "", []))
        if depth == highest and text not in values:
            values.append(text)
    return [_Named(kind, stem, tuple(values)) for kind, (_, stem, values) in found.items()]


def _leaves(part: object) -> Iterator[tuple[int, str, str]]:
    """Yield depth, key and text of each text below `part`, the highest first; EC2 wraps some as `content`."""
    waiting: deque[tuple[int, str, object]] = deque([(0, "", part)])
    for _ in range(_LOOKED_AT):
        if not waiting:
            return
        depth, key, value = waiting.popleft()
        if isinstance(value, dict):
            waiting.extend((depth + 1, key if name == "content" else str(name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            waiting.extend((depth, key, inner) for inner in value[:_LOOKED_AT])
        elif isinstance(value, str) and value:
            yield depth, key, value


def _owners(value: object) -> tuple[str, ...]:
    """Name the ARNs of the record's `resources`."""
    arns = [plain(one.get("ARN")) for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    found = tuple(filter(None, arns))
    return (_short(found),) if found else ()


def _short(values: tuple[str, ...]) -> str:
    more = len(values) - _LISTED
    return ", ".join(values[:_LISTED]) + (f" +{more}" if more > 0 else "")
