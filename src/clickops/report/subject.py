"""Who did what, when and from where: what a person needs to know of an event first.

Fields are those of CloudTrail's record reference; any of them may be absent or of another type than it says
(`userIdentity` null, `sourceIPAddress` an object), and then its text is what stands there, or empty.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from clickops.report.clean import plain
from clickops.report.resource import resources
from clickops.scanning import event_time

_PERMISSION_SET = re.compile(r"AWSReservedSSO_(.+)_[0-9a-f]{16}")
_SERVICE = ".amazonaws.com"
_PERSONS = {"assumedrole", "federateduser", "iamuser", "identitycenteruser", "root", "samluser"}
"""The values of `userIdentity.type`, in lower case, that a person can act under, or an agent for a person."""
_MCP, _Q = "-mcp.amazonaws.com", "q.amazonaws.com"

AGENT = "through an agent"
"""What is said of an event that an agent caused with a person's identity."""


class Subject(msgspec.Struct, frozen=True):
    """An event in words; a text is empty when the event does not say, and none is cleaned."""

    time: str  # 2024-05-01T10:00:00Z, or what the event holds if that is no time
    person: str  # session name, user name, `root`, or the service that acted
    role: str  # for a role session: the role's name, `SSO <permission set>` for Identity Center's
    account: str  # the caller's, or that of the trail where the record names no caller's
    recipient: str  # whose trail the record is from
    agent: bool  # one of AWS's own agents acted with the person's identity
    service: str  # ec2
    action: str  # AuthorizeSecurityGroupIngress
    resources: tuple[str, ...]
    error: str
    source: str  # an address or a service's name
    region: str

    @property
    def identity(self) -> str:
        """The person, the role in brackets, the account: the same whether the person or an agent used it."""
        account = self.account if self.account != self.person else ""
        return " ".join(filter(None, (self.person or "-", self.role and f"({self.role})", account)))

    def others(self, accounts: Sequence[str] = ()) -> tuple[str, ...]:
        """Give the accounts that got the record, or those of an alert, without the caller's."""
        return tuple(one for one in accounts or (self.recipient,) if one and one != self.account)

    @property
    def who(self) -> str:
        """The identity, and that an agent used it."""
        return f"{self.identity} {AGENT}" if self.agent else self.identity

    @property
    def operation(self) -> str:
        """Service and action as IAM writes them, `ec2:RunInstances`."""
        return f"{self.service}:{self.action}" if self.service else self.action or "-"


def describe(event: Mapping[str, Any], zone: Callable[[dt.datetime], dt.datetime] | None = None) -> Subject:
    """Read a CloudTrail record; takes any object, whatever is in it. `zone` is that of `utc`, for its time."""
    identity = _mapping(event.get("userIdentity"))
    person, role = _person(identity)
    source = plain(event.get("eventSource"))
    recipient = plain(event.get("recipientAccountId"))
    time = event_time(event)
    return Subject(
        time=plain(event.get("eventTime")) if time is None else utc(time, zone),
        person=person,
        role=role,
        account=plain(identity.get("accountId")) or recipient,
        recipient=recipient,
        agent=_agent(identity),
        service=source.removesuffix(_SERVICE),
        action=plain(event.get("eventName")),
        resources=resources(event),
        error=plain(event.get("errorCode")),
        source=plain(event.get("sourceIPAddress")),
        region=plain(event.get("awsRegion")),
    )


def utc(time: dt.datetime, zone: Callable[[dt.datetime], dt.datetime] | None = None) -> str:
    """Write an aware time as `2024-05-01T10:00:00Z`, without parts of seconds.

    `zone` turns a time into one of another zone, and then the offset stands at the end.
    """
    try:
        time = time.astimezone(dt.UTC) if zone is None else zone(time)
    except (OverflowError, ValueError, OSError):  # its zone leads out of the years 1 to 9999
        return time.isoformat()
    text = time.replace(microsecond=0).isoformat()
    return f"{text[: -len('+00:00')]}Z" if text.endswith("+00:00") else text


def _person(identity: Mapping[str, Any]) -> tuple[str, str]:
    """Find the name a person is known by, and the role if it is a role's session.

    Documented in "CloudTrail userIdentity element"; the session's name is in the ARN, and in `principalId` behind
    a colon where the ARN is absent.
    """
    kind, arn, principal = (plain(identity.get(key)) for key in ("type", "arn", "principalId"))
    tail = arn.split(":", 5)[-1].split("/")
    if tail[0] == "assumed-role" and len(tail) > 2:
        issuer = _mapping(_mapping(identity.get("sessionContext")).get("sessionIssuer"))
        return tail[-1], _role(plain(issuer.get("userName")) or tail[-2])
    if kind == "Root":
        return "root", ""
    name = plain(identity.get("userName")) or (tail[-1] if len(tail) > 1 else "")
    service = "" if _agent(identity) else plain(identity.get("invokedBy"))  # an agent is not whom it acts for
    behalf = plain(_mapping(identity.get("onBehalfOf")).get("userId"))
    return name or behalf or service or principal.partition(":")[2] or principal or kind, ""


def _agent(identity: Mapping[str, Any]) -> bool:
    """Tell whether an agent acted with a person's identity: Amazon Q or one of AWS's own MCP servers.

    Its calls carry the person's identity and its own name in `invokedBy`. "Logging Amazon Q Developer API calls using
    AWS CloudTrail" shows such a record; the names of MCP servers are those that IAM's `aws:CalledViaAWSMCP` takes
    (`aws-mcp.amazonaws.com`). Case does not count, as in Sigma. A value that is not a text is read as JSON, which
    never ends like a name.
    """
    kind, service = (plain(identity.get(key)).lower() for key in ("type", "invokedBy"))
    return kind in _PERSONS and (service == _Q or service.endswith(_MCP))


def _role(name: str) -> str:
    permission_set = _PERMISSION_SET.fullmatch(name)
    return f"SSO {permission_set[1]}" if permission_set else name


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
