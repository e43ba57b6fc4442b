"""What lies beside trails in a log archive: recognised by its form, so that it is set aside and no fault of the input.

Each form is the one that its service's documentation gives, and is asked for strictly: what only looks similar stays a
problem. AWS's pages: "Server access log format" (S3), "Flow log records" (VPC, transit gateways), "Access logs for your
Application Load Balancer", "... Network Load Balancer", "... Classic Load Balancer" and "Connection logs for your
Application Load Balancer", "Standard logging reference" (CloudFront), "Log fields for protection packs or web ACLs"
(WAF), "Values that appear in VPC Resolver query logs" (Route 53), "Contents of a AWS Network Firewall log", "GuardDuty
finding format", "AWS Security Finding Format", "Viewing configuration history" and "Example configuration snapshot"
(AWS Config), "Configuring Amazon SNS notifications for CloudTrail", "CloudTrail aggregated events", "Parsing Amazon SNS
message formats".
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from itertools import islice

LINES = 10
"""Lines at the top of a text that are looked at; all of them must be of the one form."""

_MARKERS = ("ConfigWritabilityCheckFile", "_SUCCESS", "_started_*", "*_$folder$")
_VALIDATION = "CloudTrail validation message."
_ADDRESS = rb"(?:[0-9a-fA-F.:]++|-)"
_PEER = rb"(?:\[?[0-9a-fA-F.:]+\]?:\d++|-)"
_TIME = rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d++)?Z?"
_NUMBER = rb"(?:-?\d++(?:\.\d++)?|-)"
_FORMS = {
    "S3 access log": rb"\S++ \S++ \[\d\d/[A-Z][a-z][a-z]/20\d\d:\d\d:\d\d:\d\d [+-]\d{4}\] \S++ \S++ \S++ "
    rb"(?:REST|SOAP|S3|BATCH|WEBSITE)\.\S++ ",
    "VPC flow log": rb"(?:" + _TIME + rb" )?\d++ (?:\d{12}|unknown) eni-[0-9a-f]++ (?:" + _ADDRESS + rb" ){2}"
    rb"(?:(?:\d++|-) ){7}(?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)\b",
    "load balancer log": rb"(?:(?:https?|h2|grpcs|wss?) " + _TIME + rb" app/\S++ " + _PEER + rb" " + _PEER + rb" "
    rb"|tls \d++\.\d++ " + _TIME + rb" net/\S++ \S++ " + _PEER + rb" " + _PEER + rb" "
    rb"|" + _TIME + rb" [A-Za-z0-9-]++ " + _PEER + rb" " + _PEER + rb" (?:" + _NUMBER + rb" ){3}"
    rb"|" + _TIME + rb" " + _ADDRESS + rb" \d++ \d++ (?:TLSv1\.\d|-) )",
    "load balancer test file": rb"Enable (?:Access|Connection)Log for ELB: ",
}
_forms = {kind: re.compile(form).match for kind, form in _FORMS.items()}
_full_line = re.compile(rb"\S[^\n]*+").finditer
_FLOW_FIELDS = frozenset(
    (
        *("version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets"),
        *("bytes", "start", "end", "action", "log-status", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type"),
        *("pkt-srcaddr", "pkt-dstaddr", "region", "az-id", "flow-direction", "traffic-path", "resource-type"),
        *("tgw-id", "tgw-attachment-id", "tgw-src-vpc-id", "tgw-dst-vpc-id"),
    )
)
_field = re.compile(rb"[a-z]++(?:-[a-z0-9]++)*+").fullmatch
_config_start = re.compile(
    rb'\s*+\{\s*+"fileVersion"\s*+:\s*+"[^"]*+"\s*+,\s*+(?:"(?:configSnapshotId|requestId)"\s*+:\s*+"[^"]*+"\s*+,\s*+)*+'
    rb'"configurationItems"\s*+:\s*+\['
).match
_GUARDDUTY_TYPE = re.compile(r"[A-Za-z]+:[A-Za-z0-9]+/\S+").fullmatch  # ThreatPurpose:ResourceType/ThreatFamily...
_COMMITTER = "org.apache.hadoop.fs.s3a.commit.files.SuccessData"  # what Hadoop's committers write into _SUCCESS
_KEYS: dict[str, tuple[str, ...]] = {
    "AWS Config file": ("fileVersion", "configurationItems"),
    "WAF log record": ("webaclId", "httpRequest", "action", "terminatingRuleId"),
    "Route 53 Resolver log record": ("query_timestamp", "query_name", "query_type", "vpc_id"),
    "Network Firewall log record": ("firewall_name", "event_timestamp", "event"),
    "Security Hub finding": ("SchemaVersion", "ProductArn", "AwsAccountId", "GeneratorId"),
    "CloudFront log record": ("x-edge-location", "cs-method", "sc-status"),
    "VPC flow log record": ("interface-id", "srcaddr", "dstaddr", "log-status"),
}


def empty_marker(path: str) -> str:
    """Say what an empty file is for, by its name: only that tells it from one that lost its content."""
    name = re.split(r"[/\\!]", path)[-1]
    return "empty marker" if any(fnmatchcase(name, marker) for marker in _MARKERS) else ""


def log(head: bytes) -> str:
    """Name the kind of log that a text of lines begins as, neither JSON nor records; empty for any other text."""
    lines = [line[0].rstrip() for line in islice(_full_line(head), LINES + 1)]
    if len(lines) > 1 and len(lines) <= LINES and not head.endswith(b"\n"):
        lines.pop()  # it may be cut off
    lines = lines[:LINES]
    if not lines:
        return ""
    if _is_flow_header(lines[0]):
        return "VPC flow log"
    if len(lines) > 1 and lines[0].startswith(b"#Version:") and _is_cloudfront(lines[1]):
        return "CloudFront log"
    return next((kind for kind, fits in _forms.items() if all(map(fits, lines))), "")


def begins_config(head: bytes) -> bool:
    """Tell whether a text begins as AWS Config's history and snapshots do: one object, of any length."""
    return bool(_config_start(head))


def message(value: object) -> str:
    """Name the kind of a text message that CloudTrail sends to a topic, other than records; empty for any other."""
    return "CloudTrail validation message" if isinstance(value, str) and value.strip() == _VALIDATION else ""


def thing(value: dict[str, object]) -> str:
    """Name the kind of an object that a neighbour of CloudTrail writes; empty for any other."""
    for kind, keys in _KEYS.items():
        if all(key in value for key in keys):
            return kind
    if isinstance(value.get("s3Bucket"), str) and isinstance(value.get("s3ObjectKey"), list):
        return "CloudTrail delivery notice"
    if "schemaVersion" in value and "severity" in value and "accountId" in value:
        type_ = value.get("type")
        return "GuardDuty finding" if isinstance(type_, str) and _GUARDDUTY_TYPE(type_) else ""
    if value.get("Type") in {"SubscriptionConfirmation", "UnsubscribeConfirmation"} and "SubscribeURL" in value:
        return "SNS confirmation"
    committed = isinstance(name := value.get("name"), str) and name.startswith(_COMMITTER)
    return "empty marker" if committed else ""


def _is_flow_header(line: bytes) -> bool:
    names = line.split()
    known = [name for name in names if name.decode("ascii", "replace") in _FLOW_FIELDS]
    special = any(b"-" in name or name.endswith(b"addr") for name in known)  # `version`, `start` are anybody's words
    return special and len(known) >= 4 and len(known) * 2 > len(names) and all(map(_field, names))


def _is_cloudfront(line: bytes) -> bool:
    return line.startswith(b"#Fields:") and b" x-edge-location" in line and b" cs-method" in line
