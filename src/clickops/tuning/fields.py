"""The fields of a CloudTrail record.

From the CloudTrail User Guide, "CloudTrail record contents" (event version 1.11) and "CloudTrail userIdentity
element". What stands below a field of `FREE` differs from service to service and cannot be listed.
"""

from __future__ import annotations

from clickops.rules.near import near

_SHOWN = 60  # characters of a name in a message
_BEGUN = 6  # characters: as far as a name tells what is meant

FREE = frozenset(
    {
        "additionalEventData",
        "edgeDeviceDetails",
        "eventContext",
        "insightDetails",
        "requestParameters",
        "responseElements",
        "serviceEventDetails",
        "userIdentity.sessionContext.webIdFederationData.attributes",
    }
)

KNOWN = FREE | {
    "addendum",
    "addendum.originalEventID",
    "addendum.originalRequestID",
    "addendum.reason",
    "addendum.updatedFields",
    "apiVersion",
    "awsRegion",
    "errorCode",
    "errorMessage",
    "eventCategory",
    "eventID",
    "eventName",
    "eventSource",
    "eventTime",
    "eventType",
    "eventVersion",
    "managementEvent",
    "readOnly",
    "recipientAccountId",
    "requestID",
    "resources",
    "resources.ARN",
    "resources.ARNPrefix",
    "resources.accountId",
    "resources.type",
    "sessionCredentialFromConsole",
    "sharedEventID",
    "sourceIPAddress",
    "tlsDetails",
    "tlsDetails.cipherSuite",
    "tlsDetails.clientProvidedHostHeader",
    "tlsDetails.keyExchange",
    "tlsDetails.tlsVersion",
    "userAgent",
    "userIdentity",
    "userIdentity.accessKeyId",
    "userIdentity.accountId",
    "userIdentity.arn",
    "userIdentity.credentialId",
    "userIdentity.identityProvider",
    "userIdentity.inScopeOf",
    "userIdentity.inScopeOf.credentialsIssuedTo",
    "userIdentity.inScopeOf.issuerType",
    "userIdentity.inScopeOf.sourceAccount",
    "userIdentity.inScopeOf.sourceArn",
    "userIdentity.invokedBy",
    "userIdentity.onBehalfOf",
    "userIdentity.onBehalfOf.identityStoreArn",
    "userIdentity.onBehalfOf.userId",
    "userIdentity.principalId",
    "userIdentity.sessionContext",
    "userIdentity.sessionContext.assumedRoot",
    "userIdentity.sessionContext.attributes",
    "userIdentity.sessionContext.attributes.creationDate",
    "userIdentity.sessionContext.attributes.mfaAuthenticated",
    "userIdentity.sessionContext.attributes.sourceIdentity",
    "userIdentity.sessionContext.ec2RoleDelivery",
    "userIdentity.sessionContext.sessionIssuer",
    "userIdentity.sessionContext.sessionIssuer.accountId",
    "userIdentity.sessionContext.sessionIssuer.arn",
    "userIdentity.sessionContext.sessionIssuer.principalId",
    "userIdentity.sessionContext.sessionIssuer.type",
    "userIdentity.sessionContext.sessionIssuer.userName",
    "userIdentity.sessionContext.signInSessionArn",
    "userIdentity.sessionContext.sourceIdentity",
    "userIdentity.sessionContext.webIdFederationData",
    "userIdentity.sessionContext.webIdFederationData.federatedProvider",
    "userIdentity.type",
    "userIdentity.userName",
    "vpcEndpointAccountId",
    "vpcEndpointId",
}


def known(field: str) -> bool:
    """Whether a record may have `field`, as far as that can be known."""
    if field in KNOWN:
        return True
    parts = field.split(".")
    return any(".".join(parts[:depth]) in FREE for depth in range(1, len(parts)))


def unknown(field: str) -> str:
    """Say that no record has `field`, and which one is perhaps meant; empty for one that a record may have."""
    if known(field):
        return ""
    meant = _meant(field)
    return f"{field[:_SHOWN]} is no field of a CloudTrail record" + (f": did you mean {meant}?" if meant else "")


def _meant(field: str) -> str | None:
    """Find the known field that differs least, or ends or begins alike, or correct the part before the first dot."""
    head, dot, rest = field.partition(".")
    if dot and head not in KNOWN and (free := near(head, FREE)):
        return f"{free}.{rest}"
    if found := near(field, KNOWN):
        return found
    word = field.lower()
    alike = [one for one in sorted(KNOWN, key=lambda one: (one.count("."), one)) if one.lower().endswith(f".{word}")]
    begun = [one for one in sorted(KNOWN) if len(word) >= _BEGUN and one.lower().startswith(word)]
    return next(iter(alike + begun), None)
