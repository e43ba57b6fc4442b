"""CloudTrail records as rows of AWS's own tables: Athena's over a trail's bucket, CloudTrail Lake, Security Lake.

Written from AWS's statements and OCSF's mapping (ocsf/examples at 45c82e3, mappings/markdown/AWS/v1.1.0/CloudTrail).
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
Row = dict[str, Any]

_STRUCTS = {
    *("useridentity", "onbehalfof", "sessioncontext", "attributes", "sessionissuer", "webidfederationdata"),
    *("addendum", "tlsdetails"),
}
_LEFTOVERS = (
    *("readOnly", "managementEvent", "sessionCredentialFromConsole", "recipientAccountId", "sharedEventID"),
    "vpcEndpointAccountId",
)
_SIGN_IN = {
    *("AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "ConsoleLogin", "CheckMfa"),
    *("CredentialChallenge", "UserAuthentication"),
}
LAKE = """(
  eventversion varchar,
  useridentity ROW(
    type varchar, principalid varchar, arn varchar, accountid varchar, accesskeyid varchar, username varchar,
    sessioncontext ROW(
      attributes ROW(creationdate varchar, mfaauthenticated varchar),
      sessionissuer ROW(type varchar, principalid varchar, arn varchar, accountid varchar, username varchar),
      webidfederationdata ROW(federatedprovider varchar, attributes MAP(varchar, varchar)),
      sourceidentity varchar, ec2roledelivery varchar),
    onbehalfof ROW(userid varchar, identitystorearn varchar),
    invokedby varchar),
  eventtime timestamp, eventsource varchar, eventname varchar, awsregion varchar, sourceipaddress varchar,
  useragent varchar, errorcode varchar, errormessage varchar, requestparameters MAP(varchar, varchar),
  responseelements MAP(varchar, varchar), additionaleventdata MAP(varchar, varchar), requestid varchar,
  eventid varchar, readonly boolean, resources ARRAY(ROW(accountid varchar, type varchar, arn varchar)),
  eventtype varchar, apiversion varchar, managementevent boolean, recipientaccountid varchar, sharedeventid varchar,
  vpcendpointid varchar, vpcendpointaccountid varchar, serviceeventdetails MAP(varchar, varchar),
  eventcategory varchar, sessioncredentialfromconsole varchar
)"""
"""An event data store's columns (CloudTrail user guide, "Supported SQL schemas for event data stores")."""


def table(record: Record) -> Row:
    """Give the row that the JSON SerDe makes: names in lower case, JSON text where a column is a text."""
    row = {name.lower(): _typed(name.lower(), value) for name, value in record.items()}
    resources = record.get("resources")
    row["resources"] = (
        [_struct(one) for one in resources if isinstance(one, dict)] if isinstance(resources, list) else None
    )
    return row


def lake(record: Record) -> Row:
    """Give the row of an event data store; a value within a map is a text, JSON where it holds more than one."""
    row = table(record)
    for name in ("requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"):
        value = record.get(name)
        row[name.lower()] = {key: _text(one) for key, one in value.items()} if isinstance(value, dict) else None
    for name in ("readOnly", "managementEvent"):
        row[name.lower()] = {"true": True, "false": False}.get(str(_text(record.get(name))).lower())
    return row


def security_lake(record: Record) -> Row:
    """Give the row of OCSF 1.1: what has no column stands in `unmapped`, as text under its dotted name."""
    user = _object(record.get("userIdentity"))
    context = _object(user.get("sessionContext"))
    issuer, attributes = _object(context.get("sessionIssuer")), _object(context.get("attributes"))
    mfa = attributes.get("mfaAuthenticated")
    extra = _object(record.get("additionalEventData"))
    unmapped = {name: _text(record[name]) for name in _LEFTOVERS if record.get(name) is not None}
    for name in ("addendum", "serviceEventDetails", "tlsDetails"):
        unmapped |= _flat({f"{name}.{key}": one for key, one in _object(record.get(name)).items()})
    unmapped |= _flat({f"additionalEventData.{key}": one for key, one in extra.items() if key not in _MOVED})
    unmapped |= _flat({f"userIdentity.{key}": one for key, one in user.items() if key not in _USER})
    where = "userIdentity.sessionContext."
    unmapped |= _flat({where + key: one for key, one in context.items() if key not in {"attributes", "sessionIssuer"}})
    unmapped |= _flat({f"{where}sessionIssuer.{key}": one for key, one in issuer.items() if key != "arn"})
    address = _text(record.get("sourceIPAddress"))
    kind = _class(record)
    found = record.get("resources")
    resources = found if isinstance(found, list) and kind == 6003 else []
    return {
        "metadata": {
            "product": {
                "version": _text(record.get("eventVersion")),
                "name": "CloudTrail",
                "feature": {"name": _text(record.get("eventCategory")) or "Management, Data, and Insights"},
            },
            "event_code": _text(record.get("eventType")),
            "uid": _text(record.get("eventID")),
        },
        "time_dt": _text(record.get("eventTime")),
        "cloud": {"region": _text(record.get("awsRegion")), "provider": "AWS"},
        "api": {
            "response": {
                "error": _text(record.get("errorCode")),
                "message": _text(record.get("errorMessage")),
                "data": _text(record.get("responseElements")),
            },
            "operation": _text(record.get("eventName")),
            "version": _text(record.get("apiVersion")),
            "service": {"name": _text(record.get("eventSource"))},
            "request": {"data": _text(record.get("requestParameters")), "uid": _text(record.get("requestID"))},
        },
        "dst_endpoint": {"svc_name": _text(extra.get("LoginTo"))},
        "actor": {
            "user": {
                "type": _text(user.get("type")),
                "name": _text(user.get("userName")) or _text(extra.get("UserName")),
                "uid_alt": _text(user.get("principalId")),
                "uid": _text(user.get("arn")),
                "account": {"uid": _text(user.get("accountId"))},
                "credential_uid": _text(user.get("accessKeyId")) or _text(user.get("credentialId")),
            },
            "session": {"is_mfa": None if mfa is None else _text(mfa) == "true", "issuer": _text(issuer.get("arn"))},
            "invoked_by": _text(user.get("invokedBy")),
        },
        "http_request": {"user_agent": _text(record.get("userAgent"))},
        "src_endpoint": {
            "uid": _text(record.get("vpcEndpointId")),
            ("ip" if _is_address(address) else "domain"): address,
        },
        "resources": [_resource(one) for one in resources if isinstance(one, dict)],
        "class_uid": kind,
        "unmapped": unmapped,
    }


_MOVED = {"LoginTo", "MFAUsed", "UserName"}
_USER = {
    *("type", "userName", "principalId", "arn", "accountId", "accessKeyId", "credentialId", "invokedBy"),
    "sessionContext",
}


def _class(record: Record) -> int:
    """Give authentication, account change (which OCSF's list has of most of what changes IAM) or API activity."""
    if _text(record.get("eventName")) in _SIGN_IN:
        return 3002
    return 3001 if record.get("eventSource") == "iam.amazonaws.com" and not record.get("readOnly") else 6003


def _resource(value: Record) -> Row:
    account = {"uid": _text(value.get("accountId"))}
    uid = _text(value.get("ARN", value.get("arn")))
    return {"uid": uid, "owner": {"account": account}, "type": _text(value.get("type"))}


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """Give texts under dotted names; an array stays one text."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found |= _flat({f"{name}.{key}": one for key, one in value.items()})
        elif (text := _text(value)) is not None:
            found[name] = text
    return found


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - any part of a record
    """Give a struct where the table has one, and NULL for what is none there; else a text."""
    if name in _STRUCTS:
        return _struct(value) if isinstance(value, dict) else None
    return _text(value)


def _struct(value: Record) -> Row:
    return {key.lower(): _typed(key.lower(), one) for key, one in value.items()}


def _text(value: Any) -> str | None:  # noqa: ANN401
    return value if isinstance(value, str) or value is None else json.dumps(value)


def _object(value: Any) -> Record:  # noqa: ANN401
    return value if isinstance(value, dict) else {}


def _is_address(text: str | None) -> bool:
    try:
        ipaddress.ip_address(text or "")
    except ValueError:
        return False
    return True
