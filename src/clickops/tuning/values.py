"""Texts that a field of a CloudTrail record never holds, whatever happened: who asks for one waits for ever.

From the CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element": only what follows
from how a field is written, never from which services, actions or regions there are today.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from clickops.rules import pattern
from clickops.rules.tree import Number, Test, Text, Wildcard

_SHOWN = 60  # characters of a value in a message
_ACCOUNT = 12  # digits

_Shape = Callable[[str, bool], str]
"""Says what is wrong with a piece of a value, of which the flag says whether it is the whole; empty when nothing is."""


def never(field: str, test: Test) -> str:
    """Say why no record can pass `test` in `field`, and what to write instead; empty where one may."""
    shape = _SHAPES.get(field)
    if shape is None:
        return ""
    if isinstance(test, Number):
        reason, shown = shape(str(test.value), True), str(test.value)  # noqa: FBT003 - a shape's second question
    elif isinstance(test, Text):
        whole = Wildcard.MANY not in test.parts and Wildcard.ONE not in test.parts
        reasons = (shape(piece, whole) for piece in test.parts if isinstance(piece, str))
        reason, shown = next((one for one in reasons if one), ""), pattern.write(test.parts)
    else:
        return ""
    return f"{field} can never be {shown[:_SHOWN]!r}: {reason}" if reason else ""


def _event_source(piece: str, whole: bool) -> str:  # noqa: FBT001 - see _Shape
    if ":" in piece:
        return f"an action of IAM is eventName here, and eventSource the service alone, as in {_service(piece)}"
    if not re.fullmatch(r"[\w.-]+", piece, re.ASCII):
        return "a service is written as in s3.amazonaws.com"
    if whole and not re.search(r"\.(?:com|cn|eu|aws|dev|internal)$", piece, re.IGNORECASE):
        return f"a service is written with its domain, as in {_service(piece)}"
    return ""


def _service(piece: str) -> str:
    name = re.match(r"[\w-]*", piece, re.ASCII)
    return f"{name[0] if name and name[0] else 's3'}.amazonaws.com"


def _event_name(piece: str, whole: bool) -> str:  # noqa: FBT001
    del whole
    if ":" in piece:
        name = piece.rpartition(":")[2]
        return "the service is eventSource" + (f": write {name} alone" if name else "")
    return "" if not re.search(r"[\s/]", piece) else "an action is one word, as in CreateUser"


def _account(piece: str, whole: bool) -> str:  # noqa: FBT001
    digits = re.fullmatch(r"[\d -]+", piece) is not None
    wrong = re.search("[ -]", piece) is not None or len(piece) > _ACCOUNT or (whole and len(piece) < _ACCOUNT)
    return f"an account is written as {_ACCOUNT} digits in quotes" if digits and wrong else ""


def _arn(piece: str, whole: bool) -> str:  # noqa: FBT001
    return "an ARN begins with arn: (or write |contains)" if whole and not piece.lower().startswith("arn:") else ""


def _address(piece: str, whole: bool) -> str:  # noqa: FBT001
    del whole
    return "a record holds one address: write |cidr for a network" if "/" in piece else ""


def _boolean(piece: str, whole: bool) -> str:  # noqa: FBT001
    known = ("true", "false")
    found = piece.lower() in known if whole else any(piece.lower() in one for one in known)
    return "" if found else "it is true or false"


def _region(piece: str, whole: bool) -> str:  # noqa: FBT001
    wrong = not re.fullmatch(r"[a-z\d-]+", piece, re.IGNORECASE)
    zone = whole and re.fullmatch(r"[a-z]+(?:-[a-z]+)+-\d+[a-z]", piece, re.IGNORECASE)
    return "a region is written as in eu-west-1, without a zone" if wrong or zone else ""


def _word(piece: str, whole: bool) -> str:  # noqa: FBT001
    del whole
    return "" if re.fullmatch(r"\w+", piece, re.ASCII) else "it is one word, as in AssumedRole"


_ISSUER = "userIdentity.sessionContext.sessionIssuer"
_SHAPES: dict[str, _Shape] = {
    "awsRegion": _region,
    "eventName": _event_name,
    "eventSource": _event_source,
    "managementEvent": _boolean,
    "readOnly": _boolean,
    "recipientAccountId": _account,
    "sessionCredentialFromConsole": _boolean,
    "sourceIPAddress": _address,
    "userIdentity.accountId": _account,
    "userIdentity.arn": _arn,
    "userIdentity.sessionContext.attributes.mfaAuthenticated": _boolean,
    f"{_ISSUER}.accountId": _account,
    f"{_ISSUER}.arn": _arn,
    "userIdentity.type": _word,
}
