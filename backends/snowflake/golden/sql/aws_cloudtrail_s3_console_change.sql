-- AWS S3 Bucket or Object Changed in the Console
-- aws_cloudtrail_s3_console_change, 56cc56c6-d6e2-4274-af17-ef86cd41bd2d, level medium
-- Detects a change to an S3 bucket or object in the S3 console. CloudTrail puts no console label on S3
-- records, so the user agent or the referrer tells. S3 writes its user agents in square brackets. Changes to
-- objects (upload, delete, access control list) are data events: they are found where the trail records them.
-- False positives: Uploads and downloads that people do in the S3 console as part of their work: exclude the
-- bucket owners with a filter of your own; Browser based S3 clients other than the console
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower(eventSource) LIKE 's3%'
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR (
      lower(userAgent) LIKE 'mozilla/%'
      OR lower(userAgent) LIKE 's3console/%'
      OR lower(userAgent) LIKE '[aws console s3%'
      OR lower(userAgent) LIKE '[mozilla/%'
      OR lower(userAgent) LIKE '[s3console%'
    )
    OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(additionalEventData, 'referrer')), ARRAY_CONSTRUCT(GET(additionalEventData, 'referrer'))), m -> 
      lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%console.amazonaws-us-gov.com%'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%console.amazonaws.cn%'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%console.aws.amazon.com%'
    )) > 0
  )
  AND NOT COALESCE(
    lower(readOnly) = 'true'
    OR (
      lower(eventName) LIKE 'batchdescribe%'
      OR lower(eventName) LIKE 'batchget%'
      OR lower(eventName) LIKE 'decrypt%'
      OR lower(eventName) LIKE 'describe%'
      OR lower(eventName) LIKE 'download%'
      OR lower(eventName) LIKE 'estimate%'
      OR lower(eventName) LIKE 'filter%'
      OR lower(eventName) LIKE 'get%'
      OR lower(eventName) LIKE 'head%'
      OR lower(eventName) LIKE 'list%'
      OR lower(eventName) LIKE 'lookup%'
      OR lower(eventName) LIKE 'preview%'
      OR lower(eventName) LIKE 'rest.get.%'
      OR lower(eventName) LIKE 'rest.head.%'
      OR lower(eventName) LIKE 'search%'
      OR lower(eventName) LIKE 'simulate%'
      OR lower(eventName) LIKE 'validate%'
      OR lower(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND NOT COALESCE(
    lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'q.amazonaws.com' AND lower(eventName) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'billingconsole.amazonaws.com'
      AND lower(eventName) LIKE 'awspayment%'
      AND (
        lower(eventName) LIKE '%.assesssorchangeimpact%'
        OR lower(eventName) LIKE '%.convertcurrencies%'
        OR lower(eventName) LIKE '%.describe%'
        OR lower(eventName) LIKE '%.get%'
        OR lower(eventName) LIKE '%.list%'
        OR lower(eventName) LIKE '%.validate%'
      )
    )
    OR (lower(eventSource) = 'billingconsole.amazonaws.com' AND lower(eventName) = 'findpaymentinstruments')
    OR (
      lower(eventSource) = 'payments.amazonaws.com'
      AND (
        lower(eventName) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_describe%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_find%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_get%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_list%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'cloudshell.amazonaws.com'
    AND lower(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'iot.amazonaws.com'
    AND lower(eventName) = 'registercertificate'
    AND lower(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (lower(eventSource) = 'cloudtrail.amazonaws.com' AND lower(eventName) IN ('cancelquery', 'startquery'))
    OR (
      lower(eventSource) = 'athena.amazonaws.com'
      AND lower(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(eventSource) = 'ce.amazonaws.com' AND lower(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'signin.amazonaws.com'
      AND lower(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(eventSource) = 'trustedadvisor.amazonaws.com' AND lower(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lower(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventName) LIKE 'test%', FALSE)
  )
