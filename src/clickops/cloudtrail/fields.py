"""The fields of a CloudTrail record.

From the CloudTrail User Guide, "CloudTrail record contents" (event version 1.11) and "CloudTrail userIdentity
element". What stands below a field of `FREE` differs from service to service and cannot be listed.
"""

from __future__ import annotations

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
    "userIdentity.sessionContext.ec2IssuedInVpc",  # "Supported event schemas" of CloudTrail Lake
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

OBJECTS = frozenset({field for field in FREE if "." not in field} | {f.partition(".")[0] for f in KNOWN if "." in f})
"""The fields of a record that hold an object, or a list of them (`resources`); null where there is nothing to say."""
