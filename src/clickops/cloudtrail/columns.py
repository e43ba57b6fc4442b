"""Rows whose columns are a record's fields in other spelling -> records as CloudTrail spells them.

Tables write `eventname`, `event_name` and `EVENTNAME`, take objects apart (`useridentity_arn`, `userIdentity.arn`,
`arn`), or have names of their own: Event history's CSV, Sentinel's table AWSCloudTrail, Elastic's ECS. One table says
for each name where its value is in a record. What it does not know keeps its name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

from clickops.cloudtrail.decode import Malformed, load
from clickops.cloudtrail.fields import FREE, KNOWN, OBJECTS
from clickops.cloudtrail.objects import as_value, whole

Place = tuple[str, ...]

_STRUCTURE = ("userIdentity", "sessionContext", "attributes")
"""Objects whose name a column may leave out: `arn`, `sessionissuerarn`, `mfaauthenticated`."""

_OTHER_NAMES = {
    # Event history's "Download CSV", whose columns changed over the years
    "accesskey": "userIdentity.accessKeyId",
    "awsaccesskey": "userIdentity.accessKeyId",
    "awsaccesskeyid": "userIdentity.accessKeyId",
    "eventdatetime": "eventTime",
    "region": "awsRegion",
    "requestuseragent": "userAgent",
    "resourcename": "resources.resourceName",
    "resourcetype": "resources.resourceType",
    "sourceip": "sourceIPAddress",
    # Sentinel's table AWSCloudTrail: backends/sentinel/fields.yml
    "awseventid": "eventID",
    "awsrequestid": "requestID",
    "eventtypename": "eventType",
    "sessioncreationdate": "userIdentity.sessionContext.attributes.creationDate",
    "sessionmfaauthenticated": "userIdentity.sessionContext.attributes.mfaAuthenticated",
    "timegenerated": "eventTime",
    "_time": "eventTime",  # Splunk
    "useridentitystorearn": "userIdentity.onBehalfOf.identityStoreArn",
    "useridentityuserid": "userIdentity.onBehalfOf.userId",
    # Elastic's ECS: backends/elasticsearch/fields.yml; `aws.cloudtrail.` before a name is passed over
    "@timestamp": "eventTime",
    "additionaleventdata": "additionalEventData",
    "cloud.account.id": "userIdentity.accountId",
    "cloud.region": "awsRegion",
    "event.action": "eventName",
    "event.id": "eventID",
    "event.provider": "eventSource",
    "source.address": "sourceIPAddress",
    "source.ip": "sourceIPAddress",
    "user.id": "userIdentity.principalId",
    "user.name": "userIdentity.userName",
    "user_agent.original": "userAgent",
    # Datadog's pipeline: backends/datadog/fields.yml
    "evt.name": "eventName",
    "http.useragent": "userAgent",
    "network.client.ip": "sourceIPAddress",
}
_WRAPPERS = ("@", "aws.cloudtrail.flattened.", "aws.cloudtrail.", "vendor.")
_LONGEST = 200  # characters of a name that is looked at
_GROUPS = frozenset({"aws", "cloud", "event", "evt", "http", "network", "source", "user", "user_agent", "vendor"})
_TYPES = frozenset(
    {"assumedrole", "awsaccount", "awsservice", "directory", "federateduser", "iamuser", "identitycenteruser", "role"}
    | {"root", "samluser", "unknown", "webidentityuser"}
)
"""The values of `userIdentity.type`, in lower case: Athena calls its column `type`, a name that others have too."""

_index = re.compile(r"\[(\d+)\]").sub  # `items[0]`, as LogScale names members of lists
_unit = re.compile(r" ?\[[^\]]*\]$").sub  # `TimeGenerated [UTC]`
_letters = re.compile(r"[ ._@:/\"'\r-]").sub


def place(name: str) -> Place:
    """Give the way to a column's value in a record; empty for what is no field of one."""
    return _place(name) if len(name) <= _LONGEST else ()


@functools.lru_cache(4_096)
def _place(name: str) -> Place:
    name = _index(r".\1", name)
    lower = _unit("", name.strip(" \t\r\n\"'").lower())
    way = _TABLE.get(lower, ())
    for wrapper in _WRAPPERS:
        lower = lower.removeprefix(wrapper)
        way = way or _TABLE.get(lower, ())
    way = way or _TABLE.get(plain(lower), ())
    if way or "." not in lower:
        return way
    *above, tail = name.split(".")  # what stands below `requestParameters` is spelled by the service
    for length in range(len(above), 0, -1):
        way = _place(".".join(above[:length]))
        if ".".join(way) in FREE:
            return (*way, *above[length:], tail)
    return ()


def is_row(value: Mapping[str, Any]) -> bool:
    """Tell whether an object has an event's name, and whose or what it was, in whatever spelling."""
    fields = {(*place(name), "")[0] for name, _ in _leaves(value)}
    return "eventName" in fields and not fields.isdisjoint({"eventSource", "userIdentity"})


def is_respelled(record: Mapping[str, Any]) -> bool:
    """Tell whether a record that has its event's name has other fields under other names, or in other objects."""
    named = [((name,), name) for name in record] + [(tuple(name.split(".")), name) for name, _ in _leaves(record)]
    return any(way and way != stands for stands, name in named for way in [place(name)])


def placed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Put each value where a record has it; raises `Malformed` where an object's field is unreadable text.

    Of two columns for one field the first that is not empty counts. A column with all of `userIdentity` knows more
    than those that do not say whose they are, such as `User name`. The account is read from the ARN where no column
    has it.
    """
    record: dict[str, Any] = {}
    knows_identity = False
    leaves = sorted(_leaves(row), key=lambda leaf: _rank(_short(leaf[0])))
    for name, given in leaves:
        way = _way(name, given)
        if way[:1] == way and "".join(way) in record:  # also where this one is text that cannot be read
            continue
        value = as_value(way[0], given) if isinstance(given, str) and ".".join(way) in OBJECTS else given
        if way == ("userIdentity",) and isinstance(value, dict):
            knows_identity = True
        elif knows_identity and way[:1] == ("userIdentity",) and not plain(name).startswith("useridentity"):
            continue
        _put_all(record, way or (name,), value)
    return whole(_finished(record, [name for name, _ in leaves]))


def _short(name: str) -> str:
    """Cut off what no known name has, before a memory keeps it."""
    return name[: _LONGEST + 1]


def _way(name: str, value: object) -> Place:
    if plain(name) == "type" and str(value).lower() in _TYPES:
        return ("userIdentity", "type")
    return place(name)


def _put_all(record: dict[str, Any], way: Place, value: object) -> None:
    """Put a value in its place, the members of an object of known fields each in theirs."""
    if isinstance(value, dict) and way[0] in OBJECTS and way[0] not in FREE:
        for inner, leaf in _leaves(value, f"{way[0]}."):
            _put(record, place(inner) or tuple(inner.split(".")), leaf)
    elif way == ("resources",) and isinstance(value, list):
        _put(record, way, [_respelled(member) for member in value])
    elif value is not None:
        _put(record, way, value)


@functools.lru_cache(4_096)
def _rank(name: str) -> int:
    """Order columns: what Elastic keeps flattened is whole, the same as text is not; then whole objects.

    Last is what only stands in for a column of CloudTrail's own.
    """
    if name == "_time":
        return 3
    return 0 if "flattened" in name else 1 if len(place(name)) == 1 else 2


def _leaves(value: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Give the names and values in an object; those in objects of known fields have all the names above in theirs."""
    for key, inner in value.items():
        name = f"{above}{key}"
        if inner is None or inner in ("", {}):
            continue
        if isinstance(inner, dict) and name.count(".") < 8 and _is_group(name):
            yield from _leaves(inner, f"{name}.")
        else:
            yield name, inner


def _is_group(name: str) -> bool:
    way = ".".join(place(name))
    return way not in FREE and (way in _HOLDERS or name.partition(".")[0].lower() in _GROUPS)


def _respelled(resource: object) -> object:
    if not isinstance(resource, dict):
        return resource
    return {(place(f"resources.{key}") or ("", key))[1]: value for key, value in resource.items()}


def _put(record: dict[str, Any], way: Place, value: object) -> None:
    holder: object = record
    for name in way[:-1]:
        holder = holder.setdefault(name, {}) if isinstance(holder, dict) else None
    if isinstance(holder, dict):  # and not a text or a list, which says it all
        holder.setdefault(way[-1], value)


def _finished(record: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    taken_apart = {way[0] for way in map(place, names) if len(way) > 1}
    identity = record.get("userIdentity")
    if isinstance(identity, dict):
        arn = identity.get("arn")
        if isinstance(arn, str) and "accountId" not in identity and len(parts := arn.split(":", 5)) == 6 and parts[4]:
            identity["accountId"] = parts[4]
        if "user.name" in names and identity.get("type") in ("AssumedRole", "FederatedUser") and "userName" in identity:
            _put(
                identity, ("sessionContext", "sessionIssuer", "userName"), identity.pop("userName")
            )  # ECS has one name
    if isinstance(record.get("resources"), dict):
        record["resources"] = [record["resources"]]
    for field in (FREE & record.keys()) & taken_apart:
        record[field] = _with_lists(record[field])
    return record


def _with_lists(value: object) -> object:
    """Make lists of what was taken apart by number, `items.0.cidrIp`, as Logs Insights does, and of lists in JSON.

    VictoriaLogs keeps lists as text. An object in JSON stays text, as policies are in CloudTrail itself.
    """
    if isinstance(value, str) and value.startswith("["):
        return _list_in(value)
    if not isinstance(value, dict):
        return value
    inner = {key: _with_lists(member) for key, member in value.items()}
    if inner and all(key == str(number) for number, key in enumerate(inner)):
        return list(inner.values())
    return inner


def _list_in(text: str) -> object:
    try:
        return load(text)
    except Malformed:
        return text


def plain(name: str) -> str:
    """Write a name in lower case, its letters and digits alone; of a long one the beginning."""
    return _plain(_short(name))


@functools.lru_cache(4_096)
def _plain(name: str) -> str:
    return _letters("", name.lower())


def _table() -> dict[str, Place]:
    """Make the places by plain name: all of it, and what is left when some of `_STRUCTURE` is not named."""
    table: dict[str, Place] = {}
    fields = sorted(KNOWN, key=lambda field: (field.count("."), field))
    for field in fields:
        table.setdefault(plain(field), tuple(field.split(".")))
    for field in fields:
        way = tuple(field.split("."))
        inner = [name for name in way[:-1] if name in _STRUCTURE]
        for count in range(1, len(inner) + 1):
            for left_out in combinations(inner, count):
                short = "".join(name for name in way if name not in left_out)
                if field.startswith("userIdentity.") and short not in ("type", "attributes"):
                    table.setdefault(plain(short), way)
        if field.startswith("tlsDetails."):
            table.setdefault(way[-1].lower(), way)
    return table | {name: tuple(field.split(".")) for name, field in _OTHER_NAMES.items()}


_TABLE = _table()
_HOLDERS = {field.rpartition(".")[0] for field in KNOWN} - {""}
