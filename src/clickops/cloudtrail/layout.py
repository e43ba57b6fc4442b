"""How AWS lays out a log archive: which service a file below `AWSLogs/` is of, told by its path alone.

Services write to `[prefix/]AWSLogs/[o-organisation/]account/service/...`: CloudTrail ("Getting and viewing your
CloudTrail log files"), AWS Config, GuardDuty, Elastic Load Balancing, WAF and Route 53 Resolver by these names, VPC
flow logs also as `aws-account-id=account/aws-service=vpcflowlogs/` ("Publish flow logs to Amazon S3"). CloudTrail's
own neighbours are `CloudTrail-Digest`, `CloudTrail-Insight`, `CloudTrail-Aggregated` and `CloudTrail-NetworkActivity`.
"""

from __future__ import annotations

import re

TRAILS = "CloudTrail"
"""The folder that trails write records to."""

_service = re.compile(r"(?:^|/)AWSLogs/(?:o-[a-z0-9]+/)?(?:aws-account-id=)?\d{12}/(?:aws-service=)?([^/]+)/").finditer
_KINDS = {
    "CloudTrail-Digest": "digest",
    "Config": "AWS Config file",
    "elasticloadbalancing": "load balancer log",
    "vpcflowlogs": "VPC flow log",
}


def service(path: str, start: int = 0) -> str:
    """Name the service's folder that a file lies in, if that folder's name ends after `start`; else empty."""
    found = ""
    for match in _service(path):
        if match.end(1) > start:
            found = match[1]
    return found


def kind(folder: str) -> str:
    """Say what the files of a service's folder are, as they are counted."""
    return _KINDS.get(folder, f"{folder} file")
