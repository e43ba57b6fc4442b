-- AWS Change by an Identity Center Session
-- aws_cloudtrail_human_session_change_identity_center, 3d114421-1344-4488-b732-7134974aef44, level low
-- Detects a change by a session of IAM Identity Center, in the console and with any other client alike.
-- Identity Center makes a role called AWSReservedSSO_... for each permission set of an account, and hands it
-- to people.
-- False positives: Deployments that people run from their own machine with their own session (terraform
-- apply, cdk deploy); Actions that cannot live in code (support, billing, data exploration): exclude them
-- with a filter of your own
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso\\_%'
    OR lowerUTF8("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso\\_%'
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
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
