"""CloudTrail records as rows of Microsoft Sentinel's table AWSCloudTrail.

Written from rows as stored (Azure-Sentinel, Sample Data/ASIM/AWS_CloudTrail_Authentication_IngestedLogs.csv) and from
the Azure Monitor reference of the table: text columns are empty where a record has nothing, true and false and dates
are null, parameters are compact JSON text in which `&`, `<` and `>` are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

Kind = Literal["string", "bool", "json"]

COLUMNS: Mapping[str, tuple[str, Kind]] = {
    "APIVersion": ("apiVersion", "string"),
    "AWSRegion": ("awsRegion", "string"),
    "AdditionalEventData": ("additionalEventData", "json"),
    "AwsEventId": ("eventID", "string"),
    "AwsRequestId_": ("requestID", "string"),
    "CipherSuite": ("tlsDetails.cipherSuite", "string"),
    "ClientProvidedHostHeader": ("tlsDetails.clientProvidedHostHeader", "string"),
    "EC2RoleDelivery": ("userIdentity.sessionContext.ec2RoleDelivery", "string"),
    "ErrorCode": ("errorCode", "string"),
    "ErrorMessage": ("errorMessage", "string"),
    "EventName": ("eventName", "string"),
    "EventSource": ("eventSource", "string"),
    "EventTypeName": ("eventType", "string"),
    "EventVersion": ("eventVersion", "string"),
    "ManagementEvent": ("managementEvent", "bool"),
    "ReadOnly": ("readOnly", "bool"),
    "RecipientAccountId": ("recipientAccountId", "string"),
    "RequestParameters": ("requestParameters", "json"),
    "Resources": ("resources", "json"),
    "ResponseElements": ("responseElements", "json"),
    "ServiceEventDetails": ("serviceEventDetails", "json"),
    "SessionIssuerAccountId": ("userIdentity.sessionContext.sessionIssuer.accountId", "string"),
    "SessionIssuerArn": ("userIdentity.sessionContext.sessionIssuer.arn", "string"),
    "SessionIssuerPrincipalId": ("userIdentity.sessionContext.sessionIssuer.principalId", "string"),
    "SessionIssuerType": ("userIdentity.sessionContext.sessionIssuer.type", "string"),
    "SessionIssuerUserName": ("userIdentity.sessionContext.sessionIssuer.userName", "string"),
    "SessionMfaAuthenticated": ("userIdentity.sessionContext.attributes.mfaAuthenticated", "bool"),
    "SharedEventId": ("sharedEventID", "string"),
    "SourceIpAddress": ("sourceIPAddress", "string"),
    "TlsVersion": ("tlsDetails.tlsVersion", "string"),
    "UserAgent": ("userAgent", "string"),
    "UserIdentityAccessKeyId": ("userIdentity.accessKeyId", "string"),
    "UserIdentityAccountId": ("userIdentity.accountId", "string"),
    "UserIdentityArn": ("userIdentity.arn", "string"),
    "UserIdentityInvokedBy": ("userIdentity.invokedBy", "string"),
    "UserIdentityPrincipalid": ("userIdentity.principalId", "string"),
    "UserIdentityStoreArn": ("userIdentity.onBehalfOf.identityStoreArn", "string"),
    "UserIdentityType": ("userIdentity.type", "string"),
    "UserIdentityUserId": ("userIdentity.onBehalfOf.userId", "string"),
    "UserIdentityUserName": ("userIdentity.userName", "string"),
    "VpcEndpointId": ("vpcEndpointId", "string"),
}
"""The columns that hold a part of the record: the others are Azure's own, or are empty in every row that was seen."""

_BOOLEANS = {True: True, False: False, "true": True, "false": False}


def row(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """Store a record; None for one that the columns' types cannot hold, such as a list where a text belongs."""
    try:
        return {name: _cell(_at(event, path), kind) for name, (path, kind) in COLUMNS.items()}
    except ValueError:
        return None


def _at(event: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - any part of an event
    value: Any = event
    for key in path.split("."):
        if any("." in name for name in value):
            raise ValueError("flattened elsewhere")
        value = value.get(key)
        if value is None:
            return None
        if not isinstance(value, dict) and not path.endswith(key):
            raise ValueError(path)
    return value


def _cell(value: Any, kind: Kind) -> str | bool | None:  # noqa: ANN401 - any part of an event
    match kind, value:
        case "bool", None:
            return None
        case "bool", bool() | str() if value in _BOOLEANS:
            return _BOOLEANS[value]
        case _, None:
            return ""
        case "string", str():
            return value.encode().decode()
        case "json", dict() | list():
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode().decode()
            return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        case _:
            raise ValueError(kind)
