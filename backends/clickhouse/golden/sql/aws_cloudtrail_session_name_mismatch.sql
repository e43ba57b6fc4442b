-- AWS Person Session Assumed a Role Under Another Name
-- aws_cloudtrail_session_name_mismatch, 94987e19-238a-4109-b142-9d2ec7c26ad8, level medium, ATT&CK T1036 T1078.004
-- Detects a person's session (its name is an address, or it is of Identity Center) that assumed a role under
-- another session name, after which the person's actions no longer show who they are. The principal's id ends
-- with the session name, so the new name is compared with that end. A new name that is itself the end of the
-- old one (example.com for alice@example.com) is taken for the same. A call that a service makes on behalf of
-- the person is left out, and so is a call that was denied before its parameters were recorded.
-- False positives: Tools that make up a session name (aws-go-sdk-..., botocore-session-...) when a person
-- runs them: set role_session_name in their configuration
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(eventSource) = 'sts.amazonaws.com'
  AND lowerUTF8(eventName) = 'assumerole'
  AND lowerUTF8("userIdentity.type") = 'assumedrole'
  AND (
    lowerUTF8("userIdentity.principalId") LIKE '%@%'
    OR lowerUTF8("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso\\_%'
    OR lowerUTF8("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso\\_%'
  )
  AND NOT COALESCE(
    arrayExists(n -> ifNull(endsWith(lowerUTF8("userIdentity.principalId"), lowerUTF8(multiIf(JSONType(n) = 'String', JSONExtractString(n), JSONType(n) IN ('Null', 'Object', 'Array'), NULL, n))), false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'roleSessionName')])))
  , FALSE)
  AND arrayExists(m -> JSONType(m) <> 'Null', [JSONExtractRaw(ifNull(requestParameters, ''), 'roleSessionName')])
  AND NOT COALESCE(
    lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'q.amazonaws.com'
    AND lowerUTF8(eventName) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) = 'findpaymentinstruments'
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN ('cancelquery', 'startquery')
    )
    OR (
      lowerUTF8(eventSource) = 'athena.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lowerUTF8(eventSource) = 'ce.amazonaws.com' AND lowerUTF8(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'signin.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com' AND lowerUTF8(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
