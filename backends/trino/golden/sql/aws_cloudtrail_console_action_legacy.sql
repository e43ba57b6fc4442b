-- AWS Manual Console Action - 2019 User Agents
-- aws_cloudtrail_console_action_legacy, ada1b155-6ef9-4ea6-89fd-5f91fcc0a405, level low
-- Detects a manual action in the AWS console by the user agents that the console sent in 2019, as the post
-- that started it published them. It stands here as it was, for comparison and for old logs. Most of today's
-- console writes carry other user agents: use the manual change rule to be told of them.
-- False positives: Services that call AWS with the user agent Coral/Netty4 or Coral/Jakarta on behalf of a
-- role; Reads whose names begin with another verb (BatchGet, Search, Lookup, ...), which the 2019 list does
-- not know; Scripts that send the user agent of a browser
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    (
      lower(useragent) IN ('aws cloudwatch console', 'coral/jakarta', 'coral/netty4', 'console.amazonaws.com')
      OR lower(useragent) LIKE 'mozilla/%'
      OR lower(useragent) LIKE 's3console/%'
      OR lower(useragent) LIKE '[s3console%'
    )
    OR (lower(useragent) LIKE 'console.%' AND lower(useragent) LIKE '%.amazonaws.com')
    OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
  )
  AND NOT COALESCE(
    (
      lower(eventname) IN (
        'consolelogin', 'decrypt', 'downloaddblogfileportion', 'lookupevents', 'testeventpattern',
        'testscheduleexpression', 'listdnssec', 'rest.get.object_lock_configuration'
      )
      OR lower(eventname) LIKE 'describe%'
      OR lower(eventname) LIKE 'get%'
      OR lower(eventname) LIKE 'head%'
      OR lower(eventname) LIKE 'list%'
    )
    OR lower(useridentity.invokedby) = 'aws internal'
    OR (
      lower(eventname) = 'assumerole'
      AND lower(useragent) = 'coral/netty4'
      AND lower(useridentity.invokedby) IN (
        'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'
      )
    )
  , FALSE)
