# Manual AWS Privilege Change
# aws_cloudtrail_manual_iam_privilege_change, 3c31617a-1af3-48a5-a473-77d371813c34, level high, ATT&CK T1098 T1098.003 T1136.003
# Detects a person who gives somebody more to do in AWS, or takes away what limits it: policies, roles and
# their trust, users, groups, sign-in profiles, identity providers, permissions boundaries, MFA devices that
# are removed, root sessions of member accounts, Identity Center's permission sets, assignments and users,
# access to EKS clusters, identity pools, trust anchors and data lakes. Removing privileges (detaching or
# deleting policies, users, roles) is not covered, and neither is registering an MFA device: the manual change
# rule reports both. The change was made in the console, in CloudShell or through an AI agent.
# False positives: Identity administrators who work in the console by agreement; Wizards of the console that
# create a service role along the way
# Schedule: none to set: Panther runs each rule on each event as it arrives, also on one that CloudTrail
# delivers late; events with the same eventID, delivered twice, are one alert within an hour
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

TITLE = "Manual AWS Privilege Change"
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
        and (not (exists(event, "errorCode")) or equals(event, "errorCode", [""]))
        and (
          (
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
