# AWS Change by a Person Session Named by E-Mail
# aws_cloudtrail_human_session_change_domain, 203c3295-2bfc-40e4-95d5-b1347a314c65, level low
# Detects a change by a session whose name is an address of the employer, in the console and with any other
# client alike. It needs a single way in (SAML or Identity Center) that sets the session name to the person's
# address, and the domains in the placeholder employer_domains. The session name is the end of the ARN, which
# also finds an IAM user or a federated user named by address. It is compared without case, since identity
# providers pass addresses on as people typed them.
# False positives: Deployments that people run from their own machine with their own session (terraform apply,
# cdk deploy); Actions that cannot live in code (support, billing, data exploration): exclude them with a
# filter of your own; Machines whose role session name ends with the domain
# Schedule: none to set: Panther runs each rule on each event as it arrives, also on one that CloudTrail
# delivers late; events with the same eventID, delivered twice, are one alert within an hour
from collections.abc import Mapping, Sequence

TITLE = "AWS Change by a Person Session Named by E-Mail"
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


def shown(event: object, name: str) -> str:
    """Write a field for a person."""
    return ", ".join(texts(event, name, cased=True)) or "unknown"


def rule(event: object) -> bool:
    """Say whether the event is one to alert on."""
    return (
        ends(event, "userIdentity.arn", ["@example.com"])
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
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "ConsoleLogin"
          ])
        )
        and (
          equals(event, "userIdentity.invokedBy", ["signin.amazonaws.com"])
          or not (contains(event, "userIdentity.invokedBy", [".amazonaws.com", "AWS Internal"]))
        )
        and not (
          equals(event, "eventSource", ["q.amazonaws.com"])
          and equals(event, "eventName", ["SendMessage", "StartConversation"])
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
            and equals(event, "eventName", ["FindPaymentInstruments"])
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
          equals(event, "eventSource", ["iot.amazonaws.com"])
          and equals(event, "eventName", ["RegisterCertificate"])
          and equals(event, "userAgent", ["Coral/Netty4"])
        )
        and not (
          (
            equals(event, "eventSource", ["logs.amazonaws.com"])
            and equals(event, "eventName", ["StartLiveTail", "StartQuery", "StopLiveTail", "StopQuery"])
          )
          or (
            equals(event, "eventSource", ["cloudtrail.amazonaws.com"])
            and equals(event, "eventName", ["CancelQuery", "StartQuery"])
          )
          or (
            equals(event, "eventSource", ["athena.amazonaws.com"])
            and equals(event, "eventName", ["StartQueryExecution", "StopQueryExecution"])
          )
          or (
            equals(event, "eventSource", ["config.amazonaws.com"])
            and equals(event, "eventName", ["SelectAggregateResourceConfig", "SelectResourceConfig"])
          )
        )
        and not (
          (
            equals(event, "eventSource", ["iam.amazonaws.com"])
            and equals(event, "eventName", [
              "GenerateOrganizationsAccessReport", "GenerateServiceLastAccessedDetails"
            ])
          )
          or (
            equals(event, "eventSource", ["ce.amazonaws.com"])
            and equals(event, "eventName", ["CreateReport"])
          )
        )
        and not (
          (
            equals(event, "eventSource", ["signin.amazonaws.com"])
            and equals(event, "eventName", [
              "CheckMfa", "CredentialChallenge", "CredentialVerification", "ExitRole",
              "ExternalIdPDirectoryLogin", "RenewRole", "SwitchRole", "UserAuthentication"
            ])
          )
          or (
            equals(event, "eventSource", ["sso-oauth.amazonaws.com", "sso.amazonaws.com"])
            and equals(event, "eventName", ["Authenticate", "CreateToken", "Federate", "Logout"])
          )
        )
        and not (
          equals(event, "eventSource", ["support-console.amazonaws.com", "support.amazonaws.com"])
          or (
            equals(event, "eventSource", ["trustedadvisor.amazonaws.com"])
            and equals(event, "eventName", ["RefreshCheck"])
          )
        )
        and (
          equals(event, "eventName", [
            "TestFailover", "TestInvokeAuthorizer", "TestInvokeMethod", "TestState"
          ])
          or not (starts(event, "eventName", ["Test"]))
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
