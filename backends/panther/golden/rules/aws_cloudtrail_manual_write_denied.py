# Manual AWS Change Failed
# aws_cloudtrail_manual_write_denied, e37dc801-8e1c-471b-afde-33176b60575e, level low
# Detects a person whose change failed, mostly for lack of permission. One is a mistake; many in a row are
# somebody who tries out what an account allows. An attempt that fails fires this rule or the rule on
# privileged changes that failed, whatever the error, and no rule of a change. The service and the name of the
# call decide, because AWS often leaves the request out of records of denied calls. The attempt was made in
# the console, in CloudShell or through an AI agent; a failed command elsewhere is not reported.
# False positives: People who try out what they may do, or work in the wrong account; Pages of the console
# that try a change they do not need
# Schedule: none to set: Panther runs each rule on each event as it arrives, also on one that CloudTrail
# delivers late; events with the same eventID, delivered twice, are one alert within an hour
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

TITLE = "Manual AWS Change Failed"
DEDUP = "eventID"
CONTEXT = [
  "eventTime", "eventSource", "eventName", "errorCode", "awsRegion", "recipientAccountId",
  "userIdentity.type", "userIdentity.arn", "sourceIPAddress", "userAgent", "requestID", "eventID"
]


def find(part: object, name: str) -> list[object]:
    """Find the values of a field, through objects and through every member of arrays."""
    if isinstance(part, Mapping):
        if name in part:
            return [part[name]]
        dots = [at for at, sign in enumerate(name) if sign == "." and name[:at] in part]
        return [value for at in dots for value in find(part[name[:at]], name[at + 1 :])]
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [value for member in part for value in find(member, name)]
    return []


def scalars(values: Sequence[object]) -> list[object]:
    """List the texts, numbers and booleans among values and in their arrays."""
    found: list[object] = []
    for value in values:
        if isinstance(value, Sequence) and not isinstance(value, str):
            found += scalars(value)
        elif value is not None and not isinstance(value, Mapping):
            found.append(value)
    return found


def text(value: object) -> str:
    """Write a scalar as JSON does."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(event: object, name: str, *, cased: bool = False) -> list[str]:
    """List the values of a field as texts, in lower case unless case counts."""
    found = [text(value) for value in scalars(find(event, name))]
    return found if cased else [one.lower() for one in found]


def equals(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field is one of the values."""
    wanted = {value if cased else value.lower() for value in values}
    return any(one in wanted for one in texts(event, name, cased=cased))


def starts(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field starts with one of the values."""
    wanted = tuple(value if cased else value.lower() for value in values)
    return any(one.startswith(wanted) for one in texts(event, name, cased=cased))


def ends(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field ends with one of the values."""
    wanted = tuple(value if cased else value.lower() for value in values)
    return any(one.endswith(wanted) for one in texts(event, name, cased=cased))


def contains(event: object, name: str, values: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field contains one of the values."""
    wanted = [value if cased else value.lower() for value in values]
    return any(value in one for one in texts(event, name, cased=cased) for value in wanted)


def like(event: object, name: str, patterns: Sequence[str], *, cased: bool = False) -> bool:
    """Whether the field fits a pattern of * and ?, where [*], [?] and [[] are the signs themselves."""
    wanted = [pattern if cased else pattern.lower() for pattern in patterns]
    found = texts(event, name, cased=cased)
    return any(fnmatchcase(one, pattern) for one in found for pattern in wanted)


def exists(event: object, name: str) -> bool:
    """Whether the field is there and not null."""
    found = find(event, name)
    return bool(found) and all(value is not None for value in found)


def shown(event: object, name: str) -> str:
    """Write a field for a person."""
    return ", ".join(texts(event, name, cased=True)) or "unknown"


def rule(event: object) -> bool:
    """Say whether the event is one to alert on."""
    return (
        (
          (
            equals(event, "eventSource", [
              "ec2-instance-connect.amazonaws.com", "iam.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "ChangePassword", "SendSSHPublicKey", "SendSerialConsoleSSHPublicKey"
            ])
            and equals(event, "userAgent", ["AWS Internal"])
          )
          or ends(event, "userIdentity.invokedBy", ["-mcp.amazonaws.com"])
          or equals(event, "userIdentity.invokedBy", ["q.amazonaws.com"])
          or (
            (
              equals(event, "sessionCredentialFromConsole", ["true"])
              or (
                starts(event, "sourceIPAddress", ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
                and (
                  starts(event, "userAgent", ["AWS Internal", "Coral/Netty4"])
                  or like(event, "userAgent", [
                    "[[]aws-internal/*.metal1.*", "[[]aws-internal/*amzn2int*",
                    "aws-internal/*.metal1.*", "aws-internal/*amzn2int*"
                  ])
                )
              )
              or starts(event, "userAgent", [
                "AWS CloudWatch Console", "AWS Signin", "AWSCloudTrail, aws-internal/",
                "AWSConsole", "Coral/Jakarta", "EC2ConsoleBackend, ", "EC2ConsoleFrontend",
                "Mozilla/", "S3Console/", "[AWS Console ", "[AWSCloudTrail, aws-internal/",
                "[Mozilla/", "[S3Console", "console.aws.amazon.com"
              ])
              or contains(event, "userAgent", [" Console, aws-internal/", "exec-env/CloudShell"])
              or (
                starts(event, "userAgent", ["console.", "signin."])
                and ends(event, "userAgent", [".amazonaws.com"])
              )
              or (
                starts(event, "userAgent", ["aws-internal"])
                and contains(event, "userAgent", ["AWSLambdaConsole/"])
              )
            )
            and (
              equals(event, "userIdentity.invokedBy", ["signin.amazonaws.com"])
              or not (contains(event, "userIdentity.invokedBy", [".amazonaws.com", "AWS Internal"]))
            )
          )
        )
        and (
          equals(event, "userIdentity.type", [
            "AssumedRole", "FederatedUser", "IAMUser", "IdentityCenterUser", "Root", "SAMLUser"
          ])
          or not (exists(event, "userIdentity.type"))
        )
        and not (
          equals(event, "readOnly", ["true"])
          or starts(event, "eventName", [
            "BatchDescribe", "BatchGet", "Decrypt", "Describe", "Download", "Estimate", "Filter",
            "Get", "Head", "List", "Lookup", "Preview", "REST.GET.", "REST.HEAD.", "Search",
            "Simulate", "Validate", "View"
          ])
        )
        and not (
          equals(event, "eventName", [
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity",
            "AuthorizeOAuth2Access", "ConsoleLogin", "CreateOAuth2Token"
          ])
        )
        and not (not (exists(event, "errorCode")) or equals(event, "errorCode", [""]))
        and not (
          (
            equals(event, "eventSource", [
              "ec2-instance-connect.amazonaws.com", "ssm.amazonaws.com",
              "ssm-guiconnect.amazonaws.com"
            ])
            and starts(event, "eventName", [
              "CreateActivation", "CreateAssociation", "CreateDocument", "OpenTunnel",
              "RegisterTaskWithMaintenanceWindow", "ResumeSession", "Send", "StartAccessRequest",
              "StartAutomationExecution", "StartConnection", "StartSession", "UpdateAssociation",
              "UpdateDocument"
            ])
          )
          or (
            equals(event, "eventSource", ["ec2.amazonaws.com"])
            and contains(event, "eventName", [
              "Fleet", "IamInstanceProfile", "Image", "Instance", "LaunchTemplate", "SerialConsole",
              "Snapshot", "Volume"
            ])
          )
          or equals(event, "eventSource", [
            "amplify.amazonaws.com", "apigateway.amazonaws.com", "apprunner.amazonaws.com",
            "appsync.amazonaws.com", "autoscaling.amazonaws.com", "batch.amazonaws.com",
            "cloudformation.amazonaws.com", "codeartifact.amazonaws.com", "codebuild.amazonaws.com",
            "codecommit.amazonaws.com", "codedeploy.amazonaws.com", "codepipeline.amazonaws.com",
            "ecr-public.amazonaws.com", "ecr.amazonaws.com", "ecs.amazonaws.com",
            "eks.amazonaws.com", "elasticbeanstalk.amazonaws.com", "elasticmapreduce.amazonaws.com",
            "emr-serverless.amazonaws.com", "events.amazonaws.com", "glue.amazonaws.com",
            "imagebuilder.amazonaws.com", "lambda.amazonaws.com", "lightsail.amazonaws.com",
            "pipes.amazonaws.com", "sagemaker.amazonaws.com", "scheduler.amazonaws.com",
            "states.amazonaws.com", "appmesh.amazonaws.com", "cloudfront.amazonaws.com",
            "directconnect.amazonaws.com", "elasticloadbalancing.amazonaws.com",
            "fms.amazonaws.com", "globalaccelerator.amazonaws.com",
            "network-firewall.amazonaws.com", "networkmanager.amazonaws.com",
            "route53.amazonaws.com", "route53domains.amazonaws.com",
            "route53resolver.amazonaws.com", "servicediscovery.amazonaws.com",
            "shield.amazonaws.com", "vpc-lattice.amazonaws.com", "waf-regional.amazonaws.com",
            "waf.amazonaws.com", "wafv2.amazonaws.com"
          ])
          or (
            (
              (
                equals(event, "eventSource", [
                  "s3.amazonaws.com", "s3tables.amazonaws.com", "s3vectors.amazonaws.com"
                ])
                and equals(event, "eventName", [
                  "DeleteBucket", "DeleteTableBucket", "DeleteVectorBucket"
                ])
              )
              or (
                equals(event, "eventSource", ["ec2.amazonaws.com"])
                and equals(event, "eventName", ["DeleteSnapshot", "DeleteVolume", "DeregisterImage"])
              )
              or (
                equals(event, "eventSource", [
                  "backup.amazonaws.com", "codeartifact.amazonaws.com", "codecommit.amazonaws.com",
                  "cognito-idp.amazonaws.com", "ecr.amazonaws.com", "ecr-public.amazonaws.com",
                  "firehose.amazonaws.com", "glue.amazonaws.com", "lightsail.amazonaws.com",
                  "s3tables.amazonaws.com", "sqs.amazonaws.com"
                ])
                and equals(event, "eventName", [
                  "BatchDeleteImage", "BatchDeleteTable", "DeleteDatabase", "DeleteDeliveryStream",
                  "DeleteQueue", "DeleteRelationalDatabase", "DeleteRepository", "DeleteTable",
                  "DeleteUserPool", "DisassociateRecoveryPoint", "PurgeQueue"
                ])
              )
              or (
                equals(event, "eventSource", [
                  "aoss.amazonaws.com", "backup.amazonaws.com", "cassandra.amazonaws.com",
                  "dax.amazonaws.com", "docdb-elastic.amazonaws.com", "dsql.amazonaws.com",
                  "dynamodb.amazonaws.com", "elasticache.amazonaws.com",
                  "elasticfilesystem.amazonaws.com", "es.amazonaws.com", "fsx.amazonaws.com",
                  "glacier.amazonaws.com", "kafka.amazonaws.com", "kinesis.amazonaws.com",
                  "memorydb.amazonaws.com", "neptune-graph.amazonaws.com", "rds.amazonaws.com",
                  "redshift.amazonaws.com", "redshift-serverless.amazonaws.com",
                  "timestream.amazonaws.com", "timestream-influxdb.amazonaws.com"
                ])
                and starts(event, "eventName", ["Delete", "Drop"])
              )
            )
            and not (
              equals(event, "eventName", [
                "DeleteACL", "DeleteAccessPoint", "DeleteAuthenticationProfile",
                "DeleteBackupVaultNotifications", "DeleteCacheParameterGroup",
                "DeleteCacheSecurityGroup", "DeleteCacheSubnetGroup", "DeleteClusterParameterGroup",
                "DeleteClusterSecurityGroup", "DeleteClusterSubnetGroup", "DeleteConfiguration",
                "DeleteDBClusterEndpoint", "DeleteDBClusterParameterGroup",
                "DeleteDBParameterGroup", "DeleteDBProxy", "DeleteDBProxyEndpoint",
                "DeleteDBSecurityGroup", "DeleteDBSubnetGroup", "DeleteDataRepositoryAssociation",
                "DeleteEndpointAccess", "DeleteEventSubscription", "DeleteInboundConnection",
                "DeleteItem", "DeleteMountTarget", "DeleteOptionGroup", "DeleteOutboundConnection",
                "DeleteParameterGroup", "DeletePartner", "DeleteReportPlan",
                "DeleteScheduledAction", "DeleteSnapshotSchedule", "DeleteSubnetGroup",
                "DeleteTags", "DeleteUsageLimit", "DeleteUser", "DeleteUserGroup",
                "DeleteVaultNotifications", "DeleteVpcEndpoint"
              ])
              or ends(event, "eventName", ["Policy"])
            )
          )
          or (
            equals(event, "eventSource", [
              "amazonmq.amazonaws.com", "dms.amazonaws.com", "rds.amazonaws.com",
              "redshift.amazonaws.com", "redshift-serverless.amazonaws.com"
            ])
            and starts(event, "eventName", [
              "CreateBroker", "CreateCluster", "CreateDBCluster", "CreateDBInstance",
              "CreateReplicationInstance", "CreateWorkgroup", "ModifyCluster", "ModifyDB",
              "ModifyGlobalCluster", "RestoreDBCluster", "RestoreDBInstance",
              "RestoreFromClusterSnapshot", "UpdateWorkgroup"
            ])
          )
          or (
            equals(event, "eventSource", ["ssm.amazonaws.com"])
            and equals(event, "eventName", ["ModifyDocumentPermission"])
          )
          or equals(event, "eventName", [
            "AddPermission", "CreateDomain", "CreateQueue", "CreateResourcePolicy", "CreateTopic",
            "PutAccountPolicy", "PutBackupVaultAccessPolicy", "PutFileSystemPolicy",
            "PutIdentityPolicy", "PutRegistryPolicy", "PutResourcePolicy", "PutTableBucketPolicy",
            "PutVectorBucketPolicy", "SetQueueAttributes", "SetRepositoryPolicy",
            "SetTopicAttributes", "SetVaultAccessPolicy", "UpdateDomainConfig",
            "UpdateElasticsearchDomainConfig"
          ])
          or (
            equals(event, "eventSource", ["s3.amazonaws.com"])
            and equals(event, "eventName", [
              "CreateAccessPoint", "DeleteAccountPublicAccessBlock",
              "DeleteBucketPublicAccessBlock", "PutAccessPointPolicy",
              "PutAccountPublicAccessBlock", "PutBucketAcl", "PutBucketLogging", "PutBucketPolicy",
              "PutBucketPublicAccessBlock", "PutBucketReplication", "PutObjectAcl"
            ])
          )
          or (
            equals(event, "eventSource", [
              "cognito-idp.amazonaws.com", "dsql.amazonaws.com", "dynamodb.amazonaws.com",
              "neptune-graph.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "UpdateCluster", "UpdateGraph", "UpdateTable", "UpdateUserPool"
            ])
          )
          or (
            (
              (
                equals(event, "eventSource", ["billingconsole.amazonaws.com"])
                and equals(event, "eventName", [
                  "CloseAccount", "SetAdditionalContacts", "SetContactAddress",
                  "SetSecurityQuestions"
                ])
              )
              or (
                equals(event, "eventSource", ["route53domains.amazonaws.com"])
                and equals(event, "eventName", [
                  "DeleteDomain", "DisableDomainTransferLock", "TransferDomainToAnotherAwsAccount",
                  "UpdateDomainNameservers"
                ])
              )
              or (
                equals(event, "eventSource", ["sso.amazonaws.com", "sso-directory.amazonaws.com"])
                and contains(event, "eventName", [
                  "Directory", "ExternalIdP", "Instance", "SsoConfiguration", "TrustedTokenIssuer"
                ])
              )
              or equals(event, "eventSource", [
                "account.amazonaws.com", "controltower.amazonaws.com",
                "organizations.amazonaws.com", "ram.amazonaws.com"
              ])
              or (
                equals(event, "eventSource", ["cloudtrail.amazonaws.com"])
                and equals(event, "eventName", ["DeregisterOrganizationDelegatedAdmin"])
              )
            )
            and not (equals(event, "eventName", ["TagResource", "UntagResource"]))
          )
          or (
            equals(event, "eventSource", ["ec2.amazonaws.com"])
            and contains(event, "eventName", [
              "Address", "DhcpOptions", "Gateway", "Ipam", "NetworkAcl", "NetworkInterface",
              "PrefixList", "Route", "SecurityGroup", "Subnet", "TrafficMirror", "VerifiedAccess",
              "Vpc", "Vpn"
            ])
          )
          or (
            equals(event, "eventSource", ["iam.amazonaws.com"])
            and starts(event, "eventName", [
              "AcceptDelegationRequest", "AddClientIDToOpenIDConnectProvider",
              "AddRoleToInstanceProfile", "AddUserToGroup", "Attach", "CreateLoginProfile",
              "CreateOpenIDConnectProvider", "CreatePolicyVersion", "CreateRole",
              "CreateSAMLProvider", "CreateUser", "DeactivateMFADevice",
              "DeleteAccountPasswordPolicy", "DeleteRolePermissionsBoundary",
              "DeleteUserPermissionsBoundary", "DeleteVirtualMFADevice", "DisableOrganizationsRoot",
              "EnableOrganizationsRoot", "EnableOutboundWebIdentityFederation", "PutGroupPolicy",
              "PutRolePolicy", "PutUserPolicy", "SetDefaultPolicyVersion",
              "UpdateAccountPasswordPolicy", "UpdateAssumeRolePolicy", "UpdateLoginProfile",
              "UpdateOpenIDConnectProviderThumbprint", "UpdateSAMLProvider"
            ])
          )
          or (
            equals(event, "eventSource", [
              "identitystore.amazonaws.com", "sso.amazonaws.com", "sso-directory.amazonaws.com"
            ])
            and starts(event, "eventName", [
              "AddMemberToGroup", "AssociateProfile", "AttachCustomerManagedPolicy",
              "AttachManagedPolicy", "CreateAccountAssignment", "CreateApplicationAssignment",
              "CreateBearerToken", "CreateExternalIdP", "CreateGroupMembership",
              "CreatePermissionSet", "CreateProvisioningTenant", "CreateUser", "DeleteMfaDevice",
              "DeletePermissionsBoundary", "EnableExternalIdP", "EnableUser",
              "ProvisionPermissionSet", "PutInlinePolicy", "PutPermissions", "UpdateExternalIdP",
              "UpdatePassword", "UpdatePermissionSet", "UpdateSsoConfiguration"
            ])
          )
          or (
            equals(event, "eventSource", [
              "cognito-identity.amazonaws.com", "eks.amazonaws.com", "lakeformation.amazonaws.com",
              "rolesanywhere.amazonaws.com", "signin.amazonaws.com", "sts.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "AssociateAccessPolicy", "AssociateIdentityProviderConfig", "AssumeRoot",
              "BatchGrantPermissions", "CreateAccessEntry", "CreatePodIdentityAssociation",
              "CreateProfile", "CreateTrustAnchor", "EnableCrl", "EnableProfile",
              "EnableTrustAnchor", "GrantPermissions", "ImportCrl",
              "PutConsoleAuthorizationConfiguration", "PutDataLakeSettings",
              "PutResourcePermissionStatement", "SetIdentityPoolRoles", "UpdateAccessEntry",
              "UpdateCrl", "UpdatePodIdentityAssociation", "UpdateProfile", "UpdateTrustAnchor"
            ])
          )
          or equals(event, "userIdentity.type", ["Root"])
          or (
            starts(event, "sourceIPAddress", ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
            and not (exists(event, "userIdentity.type"))
            and equals(event, "userIdentity.userName", ["root"])
          )
          or (
            equals(event, "eventSource", ["iam.amazonaws.com"])
            and equals(event, "eventName", [
              "CreateAccessKey", "CreateServiceSpecificCredential",
              "ResetServiceSpecificCredential", "UpdateAccessKey", "UpdateSSHPublicKey",
              "UpdateServiceSpecificCredential", "UpdateSigningCertificate", "UploadSSHPublicKey",
              "UploadServerCertificate", "UploadSigningCertificate"
            ])
          )
          or (
            equals(event, "eventSource", ["ec2.amazonaws.com", "lightsail.amazonaws.com"])
            and equals(event, "eventName", ["CreateKeyPair", "ImportKeyPair"])
          )
          or (
            equals(event, "eventSource", [
              "bedrock-agentcore.amazonaws.com", "codeconnections.amazonaws.com",
              "codestar-connections.amazonaws.com", "ds.amazonaws.com", "iot.amazonaws.com",
              "transfer.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "CreateApiKeyCredentialProvider", "CreateConnection", "CreateKeysAndCertificate",
              "CreateOauth2CredentialProvider", "ImportSshPublicKey", "ResetUserPassword"
            ])
          )
          or (
            equals(event, "eventSource", ["ssm.amazonaws.com"])
            and contains(event, "eventName", ["Parameter"])
          )
          or (
            equals(event, "eventSource", [
              "acm.amazonaws.com", "acm-pca.amazonaws.com", "cloudhsm.amazonaws.com",
              "kms.amazonaws.com", "payment-cryptography.amazonaws.com",
              "secretsmanager.amazonaws.com", "signer.amazonaws.com"
            ])
            and starts(event, "eventName", [
              "AddKeyReplicationRegions", "AddProfilePermission", "CreateCertificate",
              "CreateCluster", "CreateCustomKeyStore", "CreateGrant", "CreateHsm", "CreateKey",
              "CreatePermission", "CreateSecret", "Delete", "Disable", "Disconnect", "Export",
              "Import", "Initialize", "Issue", "ModifyCluster", "Put", "RemovePermission",
              "RemoveProfilePermission", "RemoveRegions", "Replicate", "Rotate", "Schedule",
              "StartKey", "StartSigningJob", "Stop", "UpdateAlias", "UpdateCertificate",
              "UpdateCustomKeyStore", "UpdatePrimaryRegion", "UpdateSecret"
            ])
          )
          or (
            equals(event, "eventSource", ["ec2.amazonaws.com", "s3.amazonaws.com"])
            and equals(event, "eventName", ["DeleteBucketEncryption", "DisableEbsEncryptionByDefault"])
          )
          or (
            equals(event, "eventSource", ["events.amazonaws.com", "monitoring.amazonaws.com"])
            and equals(event, "eventName", [
              "DeleteAlarms", "DeleteRule", "DisableAlarmActions", "DisableRule", "RemoveTargets",
              "SetAlarmState"
            ])
          )
          or (
            equals(event, "eventSource", ["cloudtrail.amazonaws.com"])
            and equals(event, "eventName", [
              "DeleteEventDataStore", "DeleteTrail", "StopEventDataStoreIngestion", "StopLogging"
            ])
          )
          or (
            equals(event, "eventSource", ["config.amazonaws.com"])
            and equals(event, "eventName", [
              "DeleteConfigRule", "DeleteConfigurationRecorder", "DeleteConformancePack",
              "DeleteDeliveryChannel", "DeleteRemediationConfiguration",
              "DeleteServiceLinkedConfigurationRecorder", "DisassociateResourceTypes",
              "StopConfigurationRecorder"
            ])
          )
          or (
            equals(event, "eventSource", [
              "access-analyzer.amazonaws.com", "detective.amazonaws.com", "guardduty.amazonaws.com",
              "inspector2.amazonaws.com", "macie2.amazonaws.com", "securityhub.amazonaws.com"
            ])
            and starts(event, "eventName", [
              "ArchiveFindings", "BatchDisable", "BatchUpdateAutomationRules",
              "BatchUpdateStandardsControl", "CreateArchiveRule", "CreateAutomationRule",
              "CreateFilter", "CreateFindingsFilter", "CreateIPSet", "CreateTrustedEntitySet",
              "DeleteAnalyzer", "DeleteDetector", "DeleteGraph", "DeleteMalwareProtectionPlan",
              "DeleteMember", "DeletePublishingDestination", "DeleteServiceLinkedAnalyzer",
              "Disable", "Disassociate", "StopMonitoring", "UpdateArchiveRule", "UpdateDetector",
              "UpdateFilter", "UpdateFindingsFilter", "UpdateIPSet", "UpdateMacieSession",
              "UpdateMemberDetectors", "UpdateStandardsControl", "UpdateTrustedEntitySet"
            ])
          )
          or (
            equals(event, "eventSource", ["logs.amazonaws.com"])
            and equals(event, "eventName", [
              "DeleteAccountPolicy", "DeleteDataProtectionPolicy", "DeleteDelivery",
              "DeleteLogGroup", "DeleteLogStream", "DeleteMetricFilter", "DeleteSubscriptionFilter",
              "PutRetentionPolicy"
            ])
          )
          or (
            equals(event, "eventSource", [
              "aps.amazonaws.com", "bedrock.amazonaws.com", "ec2.amazonaws.com",
              "ivschat.amazonaws.com", "network-firewall.amazonaws.com", "rds.amazonaws.com",
              "route53.amazonaws.com", "route53resolver.amazonaws.com",
              "securitylake.amazonaws.com", "waf.amazonaws.com", "waf-regional.amazonaws.com",
              "wafv2.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "DeleteAwsLogSource", "DeleteDataLake", "DeleteFlowLogs", "DeleteGuardrail",
              "DeleteLoggingConfiguration", "DeleteModelInvocationLoggingConfiguration",
              "DeleteQueryLoggingConfig", "DeleteResolverQueryLogConfig",
              "DisassociateResolverQueryLogConfig", "StopActivityStream",
              "UpdateLoggingConfiguration"
            ])
          )
          or (
            equals(event, "eventSource", ["oam.amazonaws.com"])
            and equals(event, "eventName", ["DeleteLink"])
          )
        )
        and (
          equals(event, "sessionCredentialFromConsole", ["true"])
          or not (
            like(event, "userIdentity.sessionContext.webIdFederationData.federatedProvider", ["*"])
            or equals(event, "userIdentity.type", ["Unknown", "WebIdentityUser"])
            or starts(event, "userIdentity.accountId", ["anonymous"])
            or equals(event, "userIdentity.userName", ["CognitoIdentityCredentials"])
            or equals(event, "eventType", ["AwsServiceEvent"])
            or (
              not (exists(event, "userIdentity.type"))
              and ends(event, "sourceIPAddress", [".amazonaws.com"])
            )
            or equals(event, "additionalEventData.AuthenticationMethod", ["QueryString"])
            or (
              equals(event, "eventSource", ["appsync.amazonaws.com", "cognito-idp.amazonaws.com"])
              and equals(event, "eventName", [
                "AssociateSoftwareToken", "ChangePassword", "CompleteWebAuthnRegistration",
                "ConfirmDevice", "ConfirmForgotPassword", "ConfirmSignUp", "DeleteUser",
                "DeleteUserAttributes", "DeleteWebAuthnCredential", "ForgetDevice",
                "ForgotPassword", "GlobalSignOut", "GraphQL", "InitiateAuth",
                "ResendConfirmationCode", "RespondToAuthChallenge", "RevokeToken",
                "SetUserMFAPreference", "SetUserSettings", "SignUp", "StartWebAuthnRegistration",
                "UpdateDeviceStatus", "UpdateUserAttributes", "VerifySoftwareToken",
                "VerifyUserAttribute"
              ])
            )
            or (
              equals(event, "eventSource", ["cognito-idp.amazonaws.com"])
              and ends(event, "eventName", ["_GET", "_POST"])
            )
          )
        )
        and not (
          equals(event, "eventType", ["AwsMcpEvent"])
          or equals(event, "eventSource", [
            "aws-mcp.amazonaws.com", "sagemaker-unified-studio-mcp.amazonaws.com"
          ])
        )
        and not (
          equals(event, "eventSource", ["codewhisperer.amazonaws.com"])
          or (
            equals(event, "eventSource", ["networkmanager-chat.amazonaws.com", "q.amazonaws.com"])
            and equals(event, "eventName", [
              "CreateConversation", "DeleteConversation", "GenerateCodeFromCommands", "PassRequest",
              "SendConversationMessage", "SendMessage", "StartConversation",
              "StartTroubleshootingAnalysis", "StartTroubleshootingResolutionExplanation",
              "UpdateConversation", "UpdateTroubleshootingCommandResult", "UsePlugin"
            ])
          )
        )
        and not (
          (
            equals(event, "eventSource", ["billingconsole.amazonaws.com"])
            and starts(event, "eventName", ["AWSPayment"])
            and contains(event, "eventName", [
              ".AssessSorChangeImpact", ".ConvertCurrencies", ".Describe", ".Get", ".List",
              ".Validate"
            ])
          )
          or (
            equals(event, "eventSource", ["billingconsole.amazonaws.com"])
            and like(event, "eventName", ["Set*Preference*"])
          )
          or (
            equals(event, "eventSource", ["billingconsole.amazonaws.com", "iam.amazonaws.com"])
            and equals(event, "eventName", ["FindPaymentInstruments", "SetIAMAccessPreference"])
          )
          or (
            equals(event, "eventSource", ["payments.amazonaws.com"])
            and contains(event, "eventName", [
              "_BatchGet", "_Describe", "_Find", "_Get", "_List", "_Validate"
            ])
          )
        )
        and not (
          equals(event, "eventSource", ["cloudshell.amazonaws.com"])
          and equals(event, "eventName", [
            "CreateEnvironment", "CreateSession", "DeleteSession", "PutCredentials", "RedeemCode",
            "SendHeartBeat", "StartEnvironment", "StopEnvironment", "UpdateLayout"
          ])
        )
        and not (
          equals(event, "errorCode", [
            "Client.DryRunOperation", "DryRunOperation", "DryRunOperationException"
          ])
        )
        and not (
          equals(event, "eventSource", ["iot.amazonaws.com"])
          and equals(event, "eventName", ["RegisterCertificate"])
          and equals(event, "userAgent", ["Coral/Netty4"])
        )
        and not (
          (
            equals(event, "eventSource", [
              "airflow.amazonaws.com", "athena.amazonaws.com", "cloudtrail.amazonaws.com",
              "config.amazonaws.com", "dms.amazonaws.com", "glue.amazonaws.com",
              "kinesisanalytics.amazonaws.com", "logs.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "CancelQuery", "CancelStatement", "CreateApplicationPresignedUrl", "CreateSession",
              "CreateWebLoginToken", "GenerateQuery", "GenerateQueryResultsSummary",
              "RefreshSchemas", "RunStatement", "SelectAggregateResourceConfig",
              "SelectResourceConfig", "StartLiveTail", "StartQuery", "StartQueryExecution",
              "StartSession", "StopLiveTail", "StopQuery", "StopQueryExecution", "StopSession",
              "TerminateSession"
            ])
          )
          or equals(event, "eventSource", ["dbqms.amazonaws.com"])
        )
        and not (
          (
            equals(event, "eventSource", ["access-analyzer.amazonaws.com"])
            and starts(event, "eventName", ["Check"])
          )
          or (
            equals(event, "eventSource", [
              "access-analyzer.amazonaws.com", "ce.amazonaws.com", "cloudformation.amazonaws.com",
              "iam.amazonaws.com", "inspector2.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "CreateFindingsReport", "CreateReport", "DetectStackDrift",
              "DetectStackResourceDrift", "DetectStackSetDrift", "GenerateCredentialReport",
              "GenerateOrganizationsAccessReport", "GenerateServiceLastAccessedDetails",
              "StartPolicyGeneration", "StartResourceScan",
              "StartSavingsPlansPurchaseRecommendationGeneration"
            ])
          )
        )
        and not (
          (
            equals(event, "eventSource", ["grafana.amazonaws.com"])
            and starts(event, "eventName", ["login_"])
          )
          or (
            equals(event, "eventSource", [
              "signin.amazonaws.com", "sso-oauth.amazonaws.com", "sso.amazonaws.com"
            ])
            and equals(event, "eventName", [
              "Authenticate", "AuthorizeOAuth2Access", "CheckMfa", "CreateOAuth2Token",
              "CreateToken", "CreateTokenWithIAM", "CredentialChallenge", "CredentialVerification",
              "ExitRole", "ExternalIdPDirectoryLogin", "Federate", "Logout",
              "PasswordRecoveryRequested", "RenewRole", "SwitchRole", "UserAuthentication"
            ])
          )
        )
        and not (
          equals(event, "eventSource", ["support-console.amazonaws.com", "support.amazonaws.com"])
          or (
            equals(event, "eventSource", ["trustedadvisor.amazonaws.com"])
            and equals(event, "eventName", ["CreateExcelReport", "RefreshCheck"])
          )
        )
        and (
          equals(event, "eventName", [
            "TestFailover", "TestInvokeAuthorizer", "TestInvokeMethod", "TestState"
          ])
          or not (starts(event, "eventName", ["Test"]))
        )
        and not (
          equals(event, "eventSource", [
            "ecr-public.amazonaws.com", "ecr.amazonaws.com", "s3-outposts.amazonaws.com",
            "s3.amazonaws.com", "s3express.amazonaws.com"
          ])
          and equals(event, "eventName", [
            "CompleteLayerUpload", "InitiateLayerUpload", "UploadLayerPart", "UploadPart",
            "UploadPartCopy"
          ])
        )
    )


def title(event: object) -> str:
    """Write the alert's title."""
    return f"{TITLE}: {shown(event, 'eventName')} by {shown(event, 'userIdentity.arn')}"


def dedup(event: object) -> str:
    """Give what alerts that are one have in common."""
    return shown(event, DEDUP)


def alert_context(event: object) -> dict[str, str]:
    """Show what a person wants to know first."""
    return {name: shown(event, name) for name in CONTEXT}
