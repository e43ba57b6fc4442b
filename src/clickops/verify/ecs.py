"""CloudTrail as Elastic's AWS integration stores it.

Source: elastic/integrations, packages/aws/data_stream/cloudtrail, elasticsearch/ingest_pipeline/default.yml at 3ab42812
and fields/fields.yml at 0b97ab02, and what its tests store. Only what a rule can ask: enrichment (geo, entities, the
parsed user agent) is left out.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]

_DROPPED: tuple[Any, ...] = (None, "", "-", "none", [], {})
_RENAMED = {
    "additionalEventData": "aws.cloudtrail.flattened.additional_eventdata",
    "apiVersion": "aws.cloudtrail.api_version",
    "awsRegion": "cloud.region",
    "errorCode": "aws.cloudtrail.error_code",
    "errorMessage": "aws.cloudtrail.error_message",
    "eventCategory": "aws.cloudtrail.event_category",
    "eventID": "event.id",
    "eventName": "event.action",
    "eventSource": "event.provider",
    "eventTime": "@timestamp",
    "eventType": "aws.cloudtrail.event_type",
    "eventVersion": "aws.cloudtrail.event_version",
    "managementEvent": "aws.cloudtrail.management_event",
    "readOnly": "aws.cloudtrail.read_only",
    "recipientAccountId": "aws.cloudtrail.recipient_account_id",
    "requestID": "aws.cloudtrail.request_id",
    "requestParameters": "aws.cloudtrail.flattened.request_parameters",
    "resources.ARN": "aws.cloudtrail.resources.arn",
    "resources.accountId": "aws.cloudtrail.resources.account_id",
    "resources.type": "aws.cloudtrail.resources.type",
    "responseElements": "aws.cloudtrail.flattened.response_elements",
    "serviceEventDetails": "aws.cloudtrail.flattened.service_event_details",
    "sessionCredentialFromConsole": "aws.cloudtrail.session_credential_from_console",
    "sharedEventID": "aws.cloudtrail.shared_event_id",
    "sourceIPAddress": "source.address",
    "userAgent": "user_agent.original",
    "userIdentity.accessKeyId": "aws.cloudtrail.user_identity.access_key_id",
    "userIdentity.accountId": "cloud.account.id",
    "userIdentity.arn": "aws.cloudtrail.user_identity.arn",
    "userIdentity.invokedBy": "aws.cloudtrail.user_identity.invoked_by",
    "userIdentity.principalId": "user.id",
    "userIdentity.type": "aws.cloudtrail.user_identity.type",
    "userIdentity.userName": "user.name",
    "vpcEndpointId": "aws.cloudtrail.vpc_endpoint_id",
}
_SESSION = "userIdentity.sessionContext."
_ISSUER = f"{_SESSION}sessionIssuer."
_RENAMED |= {
    f"{_SESSION}attributes.creationDate": "aws.cloudtrail.user_identity.session_context.creation_date",
    f"{_SESSION}attributes.mfaAuthenticated": "aws.cloudtrail.user_identity.session_context.mfa_authenticated",
    f"{_ISSUER}accountId": "aws.cloudtrail.user_identity.session_context.session_issuer.account_id",
    f"{_ISSUER}arn": "aws.cloudtrail.user_identity.session_context.session_issuer.arn",
    f"{_ISSUER}principalId": "aws.cloudtrail.user_identity.session_context.session_issuer.principal_id",
    f"{_ISSUER}type": "aws.cloudtrail.user_identity.session_context.session_issuer.type",
}
_SESSIONS = ("AssumedRole", "FederatedUser")
_TYPES = {
    "@timestamp": "date",
    "aws.cloudtrail.read_only": "boolean",
    "aws.cloudtrail.user_identity.session_context.creation_date": "date",
}


def document(record: Mapping[str, Any]) -> Document:
    """Make what is stored of a record: renamed, without null and empty values, and without `-` and `none`."""
    kept = _kept(record)
    made: Document = {}
    for raw, name in _RENAMED.items():
        value = _find(kept, raw)
        if value is not None:
            _put(made, name, value)
    if _find(kept, "userIdentity.type") in _SESSIONS:
        issuer = _find(kept, f"{_ISSUER}userName")
        if issuer is not None:
            _put(made, "user.name", issuer)
    address = _find(kept, "sourceIPAddress")
    if isinstance(address, str) and _is_address(address):
        _put(made, "source.ip", address)
    if kept.get("eventName") == "UserAuthentication":
        _move_user_name(made)
    _put(made, "event.dataset", "aws.cloudtrail")
    return made


def properties(flattened: str) -> Document:
    """Give the mapping; `flattened` is what the store calls the type of that name."""
    made: Document = {}
    for name in (*_RENAMED.values(), "event.dataset", "source.ip"):
        kind = flattened if ".flattened." in name else "ip" if name == "source.ip" else _TYPES.get(name, "keyword")
        *parents, last = name.split(".")
        inner = made
        for parent in parents:
            inner = inner.setdefault(parent, {"properties": {}})["properties"]
        inner[last] = {"type": kind} | ({"ignore_above": 8191} if kind == "keyword" else {})
    return made


def _kept(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, Mapping):
        parts = {key: _kept(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in _DROPPED}
    if isinstance(value, list):
        return [part for part in map(_kept, value) if part not in _DROPPED]
    return value


def _find(value: Any, name: str) -> Any:  # noqa: ANN401
    """Find what stands at a path: `rename` looks into no array, and that of resources is read otherwise."""
    for key in name.split("."):
        if isinstance(value, list) and name.startswith("resources."):
            value = [part.get(key) for part in value if isinstance(part, dict) and key in part] or None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def _put(made: Document, name: str, value: Any) -> None:  # noqa: ANN401
    *parents, last = name.split(".")
    for parent in parents:
        made = made.setdefault(parent, {})
    made[last] = value


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _move_user_name(made: Document) -> None:
    """Identity Center names the user beside the event; the pipeline moves the name to where it belongs."""
    data = _find(made, "aws.cloudtrail.flattened.additional_eventdata")
    if isinstance(data, dict) and "UserName" in data:
        _put(made, "user.name", data.pop("UserName"))
