"""UDM events as Google's parser AWS_CLOUDTRAIL makes them of CloudTrail records, as far as that is published.

Sources: the rules in chronicle/detection-rules at 19793eb (rules/community/aws/cloudtrail), which ask for these
fields, and the parser's change log (docs.cloud.google.com, "AWS_CLOUDTRAIL"). UDM's types are those of the "Unified
Data Model field list": what is repeated, what are labels, what is a struct. A field that is not set is empty.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any

Labels = dict[str, str]
Event = Mapping[str, str | list[str] | Labels]

REPEATED = frozenset(
    {"principal.ip", "principal.user.group_identifiers", "security_result.rule_id", "security_result.description"}
)
MAPS = frozenset({"additional.fields", "principal.user.attribute.labels", "target.resource.attribute.labels"})
TEXTS = {
    "metadata.product_event_type": "eventName",
    "metadata.product_log_id": "eventID",
    "target.application": "eventSource",
    "network.http.user_agent": "userAgent",
    "principal.location.name": "awsRegion",
    "principal.resource.type": "userIdentity.type",
    "principal.user.userid": "userIdentity.arn",
    "principal.user.user_display_name": "userIdentity.userName",
    "metadata.vendor_name": "",
    "metadata.product_name": "",
}
"""The fields that hold one text each, and the raw field that it comes from."""

_LISTS = {
    "security_result.rule_id": "errorCode",
    "security_result.description": "errorMessage",
    "principal.user.group_identifiers": "userIdentity.accountId",
}
_EVERYWHERE = {
    ("additional.fields", "recipientAccountId"): "recipientAccountId",
    ("additional.fields", "accessKeyId"): "userIdentity.accessKeyId",
    ("principal.user.attribute.labels", "mfaAuthenticated"): "userIdentity.sessionContext.attributes.mfaAuthenticated",
}
_BLOCK = "requestParameters.PublicAccessBlockConfiguration."
_PUBLIC = ("PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock")
_SNAPSHOT = ("ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute")
_CONSOLE = (
    *("CreateListener", "ModifyListener", "GetApiKey", "GetApiKeys"),
    *("CreateDistribution", "UpdateDistribution", "TerminateInstances"),
)
_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sessionCredentialFromConsole": ("sessionCredentialFromConsole", _CONSOLE),
    "requestParameters.AccessControlPolicy.AccessControlList.Grant.Grantee.URI": (
        "AccessControlList Grantee URI",
        ("PutBucketAcl",),
    ),
    **{_BLOCK + name: (name, _PUBLIC) for name in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls")},
    _BLOCK + "RestrictPublicBuckets": ("RestrictPublicBuckets", _PUBLIC),
    "requestParameters.createVolumePermission.add.items.group": ("Add Items Group", ("ModifySnapshotAttribute",)),
    "requestParameters.launchPermission.add.items.group": ("Add Items Group", ("ModifyImageAttribute",)),
    "requestParameters.ipPermissions.items.ipRanges.items.cidrIp": (
        "ipPermissions cidrIp",
        ("AuthorizeSecurityGroupIngress",),
    ),
    "requestParameters.ipPermissions.items.ipv6Ranges.items.cidrIpv6": (
        "ipPermissions cidrIpv6",
        ("AuthorizeSecurityGroupIngress",),
    ),
    "requestParameters.valuesToAdd": ("Request Parameters Values To Add", _SNAPSHOT),
}
"""Raw fields that are kept as labels of the target, each with its label and the events that are known to get it."""


class _Unknown(Exception):  # noqa: N818 - no error: nothing is published of how such a record is stored
    pass


def parse(record: Mapping[str, Any]) -> Event | None:
    """Give the UDM event of a record; None where nothing is published of how one like it is stored.

    That is so for an array or object where UDM has one text, and for a label of several values. A label that is known
    of other events only is not written.
    """
    try:
        texts = {path: _text(record, raw) for path, raw in TEXTS.items() if raw}
        lists = {path: [value] if (value := _text(record, raw)) else [] for path, raw in _LISTS.items()}
        maps: dict[str, Labels] = {path: {} for path in MAPS}
        for (path, key), raw in _EVERYWHERE.items():
            maps[path] |= _label(key, _text(record, raw))
        for raw, (key, events) in _LABELS.items():
            if texts["metadata.product_event_type"] in events:
                maps["target.resource.attribute.labels"] |= _label(key, _text(record, raw, arrays=True))
        address = _text(record, "sourceIPAddress")
    except _Unknown:
        return None
    made: dict[str, str | list[str] | Labels] = {**texts, **lists, **maps}
    made["principal.ip"] = [address] if _is_address(address) else []
    return made | {"metadata.vendor_name": "AMAZON", "metadata.product_name": "AWS CloudTrail"}


def unkept(record: Mapping[str, Any]) -> list[str]:
    """List the raw fields that are not known to be kept of this event: labels of others, an address that is a name."""
    labels = [raw for raw, (_, events) in _LABELS.items() if record.get("eventName") not in events]
    return labels if _is_address(_text(record, "sourceIPAddress")) else [*labels, "sourceIPAddress"]


def _label(key: str, value: str) -> Labels:
    return {key: value} if value else {}


def _text(record: Mapping[str, Any], raw: str, *, arrays: bool = False) -> str:
    values = [value for value in _walk(record, raw.split("."), arrays=arrays) if value is not None]
    if len(values) > 1 or any(isinstance(value, dict | list) for value in values):
        raise _Unknown
    if values and isinstance(values[0], bool):
        return str(values[0]).lower()
    return str(values[0]) if values else ""


def _walk(part: Any, way: list[str], *, arrays: bool) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    if arrays and isinstance(part, list):
        for member in part:
            yield from _walk(member, way, arrays=arrays)
    elif not way:
        yield part
    elif isinstance(part, dict) and way[0] in part:
        yield from _walk(part[way[0]], way[1:], arrays=arrays)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
