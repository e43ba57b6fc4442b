-- AWS Manual Console Action - 2019 User Agents
-- aws_cloudtrail_console_action_legacy, ada1b155-6ef9-4ea6-89fd-5f91fcc0a405, level low
-- Detects a manual action in the AWS console by the user agents that the console sent in 2019, as the post
-- that started it published them. It stands here as it was, for comparison and for old logs. Most of today's
-- console writes carry other user agents: use the manual change rule to be told of them.
-- False positives: Services that call AWS with the user agent Coral/Netty4 or Coral/Jakarta on behalf of a
-- role; Reads whose names begin with another verb (BatchGet, Search, Lookup, ...), which the 2019 list does
-- not know; Scripts that send the user agent of a browser
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, `userIdentity.arn`, sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lower(userAgent) IN ('aws cloudwatch console', 'coral/jakarta', 'coral/netty4', 'console.amazonaws.com')
      OR lower(userAgent) LIKE 'mozilla/%'
      OR lower(userAgent) LIKE 's3console/%'
      OR lower(userAgent) LIKE '[s3console%'
    )
    OR (lower(userAgent) LIKE 'console.%' AND lower(userAgent) LIKE '%.amazonaws.com')
    OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
  )
  AND NOT COALESCE(
    (
      lower(eventName) IN (
        'consolelogin', 'decrypt', 'downloaddblogfileportion', 'lookupevents', 'testeventpattern',
        'testscheduleexpression', 'listdnssec', 'rest.get.object_lock_configuration'
      )
      OR lower(eventName) LIKE 'describe%'
      OR lower(eventName) LIKE 'get%'
      OR lower(eventName) LIKE 'head%'
      OR lower(eventName) LIKE 'list%'
    )
    OR lower(`userIdentity.invokedBy`) = 'aws internal'
    OR (
      lower(eventName) = 'assumerole'
      AND lower(userAgent) = 'coral/netty4'
      AND lower(`userIdentity.invokedBy`) IN (
        'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'
      )
    )
  , FALSE)
