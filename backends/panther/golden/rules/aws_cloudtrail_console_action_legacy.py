# AWS Manual Console Action - 2019 User Agents
# aws_cloudtrail_console_action_legacy, ada1b155-6ef9-4ea6-89fd-5f91fcc0a405, level low
# Detects a manual action in the AWS console by the user agents that the console sent in 2019, as the post
# that started it published them. It stands here as it was, for comparison and for old logs. Most of today's
# console writes carry other user agents: use the manual change rule to be told of them.
# False positives: Services that call AWS with the user agent Coral/Netty4 or Coral/Jakarta on behalf of a
# role; Reads whose names begin with another verb (BatchGet, Search, Lookup, ...), which the 2019 list does
# not know; Scripts that send the user agent of a browser
# Schedule: none to set: Panther runs each rule on each event as it arrives, also on one that CloudTrail
# delivers late; events with the same eventID, delivered twice, are one alert within an hour
from collections.abc import Mapping, Sequence

TITLE = "AWS Manual Console Action - 2019 User Agents"
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
        (
          equals(event, "userAgent", [
            "AWS CloudWatch Console", "Coral/Jakarta", "Coral/Netty4", "console.amazonaws.com"
          ])
          or starts(event, "userAgent", ["Mozilla/", "S3Console/", "[S3Console"])
          or (
            starts(event, "userAgent", ["console."])
            and ends(event, "userAgent", [".amazonaws.com"])
          )
          or (
            starts(event, "userAgent", ["aws-internal"])
            and contains(event, "userAgent", ["AWSLambdaConsole/"])
          )
        )
        and not (
          starts(event, "eventName", ["Describe", "Get", "Head", "List"])
          or equals(event, "eventName", [
            "ConsoleLogin", "Decrypt", "DownloadDBLogFilePortion", "LookupEvents",
            "TestEventPattern", "TestScheduleExpression", "listDnssec",
            "REST.GET.OBJECT_LOCK_CONFIGURATION"
          ])
          or equals(event, "userIdentity.invokedBy", ["AWS Internal"])
          or (
            equals(event, "eventName", ["AssumeRole"])
            and equals(event, "userAgent", ["Coral/Netty4"])
            and equals(event, "userIdentity.invokedBy", [
              "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "lambda.amazonaws.com",
              "monitoring.rds.amazonaws.com"
            ])
          )
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
