-- AWS Role Assumed Itself without a Trust Grant
-- aws_cloudtrail_session_name_bypass, 9d461983-56cc-4fa6-b271-f08fd916bedc, level high, ATT&CK T1036 T1078.004
-- Detects a role that assumed itself although its trust policy does not allow it, which AWS still lets some
-- old roles do (explicitTrustGrant false). Whoever assumes a role chooses the session name, so a person can
-- go on under a name that no longer says who they are, and rules that know people by their session name are
-- blind.
-- False positives: Automation made before September 2022 whose role assumes itself: add the role to its own
-- trust policy and the flag goes
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(eventSource) = 'sts.amazonaws.com'
  AND lowerUTF8(eventName) = 'assumerole'
  AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'explicitTrustGrant')])))
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
