"""What a table with typed columns can take of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

DOCUMENTED = (
    *("apiVersion", "awsRegion", "errorCode", "errorMessage", "eventCategory", "eventID", "eventName", "eventSource"),
    *("eventTime", "eventType", "eventVersion", "managementEvent", "readOnly", "recipientAccountId", "requestID"),
    *("sessionCredentialFromConsole", "sharedEventID", "sourceIPAddress", "userAgent", "vpcEndpointId"),
    *("vpcEndpointAccountId", "userIdentity.accessKeyId", "userIdentity.accountId", "userIdentity.arn"),
    *("userIdentity.credentialId", "userIdentity.identityProvider", "userIdentity.invokedBy"),
    *("userIdentity.principalId", "userIdentity.type", "userIdentity.userName"),
    *("userIdentity.sessionContext.attributes.creationDate", "userIdentity.sessionContext.ec2RoleDelivery"),
    *("userIdentity.sessionContext.attributes.mfaAuthenticated", "userIdentity.sessionContext.sourceIdentity"),
    *(f"userIdentity.sessionContext.sessionIssuer.{key}" for key in ("accountId", "arn", "principalId", "type")),
    "userIdentity.sessionContext.sessionIssuer.userName",
)
"""The fields that hold one value by the CloudTrail user guide ("record contents", "userIdentity element")."""

LONE = (
    *DOCUMENTED,
    *(f"additionalEventData.{key}" for key in ("AuthenticationMethod", "explicitTrustGrant", "referrer")),
    *("requestParameters.roleSessionName", "userIdentity.onBehalfOf.userId"),
    *(f"userIdentity.sessionContext.{key}" for key in ("signInSessionArn", "webIdFederationData.federatedProvider")),
)
"""These, and what holds one value in each record of those that shipped rules ask for."""


def fits(record: Mapping[str, Any], names: Iterable[str] = DOCUMENTED) -> bool:
    """Whether a column of text can say all that a record has in each of these fields: no array, no object.

    Such a table makes JSON text of an array, in which no member can be told any more. AWS sends none there.
    """
    return all(_is_lone(record, name.split(".")) for name in names)


def _is_lone(value: Any, keys: list[str]) -> bool:  # noqa: ANN401 - any part of a record
    for key in keys:
        if isinstance(value, list):
            return False
        value = value.get(key) if isinstance(value, dict) else None
    return not isinstance(value, dict | list)
