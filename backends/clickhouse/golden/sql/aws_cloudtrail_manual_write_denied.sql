-- AWS Change by Hand Denied
-- aws_cloudtrail_manual_write_denied, e37dc801-8e1c-471b-afde-33176b60575e, level low
-- Detects a person in the console whose change was denied for lack of permission. One is a mistake, many in a
-- row are somebody who tries what an account allows.
-- False positives: People who try out what they may do, or work in the wrong account; Pages of the console
-- that try a change they do not need
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR (
      lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
      OR lowerUTF8(userAgent) LIKE 'aws signin%'
      OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
      OR lowerUTF8(userAgent) LIKE 'awsconsole%'
      OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
      OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
      OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
      OR lowerUTF8(userAgent) LIKE 'mozilla/%'
      OR lowerUTF8(userAgent) LIKE 's3console/%'
      OR lowerUTF8(userAgent) LIKE '[aws console s3%'
      OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lowerUTF8(userAgent) LIKE '[mozilla/%'
      OR lowerUTF8(userAgent) LIKE '[s3console%'
      OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (
      lowerUTF8(userAgent) = 'coral/netty4'
      AND lowerUTF8("userIdentity.type") IN ('assumedrole', 'iamuser', 'root')
    )
    OR (
      (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
      AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
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
  AND (
    (lowerUTF8(errorCode) LIKE 'accessto%' AND lowerUTF8(errorCode) LIKE '%denied%')
    OR (
      lowerUTF8(errorCode) LIKE 'authorizatione%'
      OR lowerUTF8(errorCode) LIKE '%accessdenied%'
      OR lowerUTF8(errorCode) LIKE '%forbidden%'
      OR lowerUTF8(errorCode) LIKE '%insufficientprivileges%'
      OR lowerUTF8(errorCode) LIKE '%notauthorized%'
      OR lowerUTF8(errorCode) LIKE '%unauthorized%'
    )
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
