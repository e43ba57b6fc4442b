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
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    (
      lower(http_request.user_agent) IN (
        'aws cloudwatch console', 'coral/jakarta', 'coral/netty4', 'console.amazonaws.com'
      )
      OR lower(http_request.user_agent) LIKE 'mozilla/%'
      OR lower(http_request.user_agent) LIKE 's3console/%'
      OR lower(http_request.user_agent) LIKE '[s3console%'
    )
    OR (
      lower(http_request.user_agent) LIKE 'console.%'
      AND lower(http_request.user_agent) LIKE '%.amazonaws.com'
    )
    OR (
      lower(http_request.user_agent) LIKE 'aws-internal%'
      AND lower(http_request.user_agent) LIKE '%awslambdaconsole/%'
    )
  )
  AND NOT COALESCE(
    (
      lower(api.operation) IN (
        'consolelogin', 'decrypt', 'downloaddblogfileportion', 'lookupevents', 'testeventpattern',
        'testscheduleexpression', 'listdnssec', 'rest.get.object_lock_configuration'
      )
      OR lower(api.operation) LIKE 'describe%'
      OR lower(api.operation) LIKE 'get%'
      OR lower(api.operation) LIKE 'head%'
      OR lower(api.operation) LIKE 'list%'
    )
    OR lower(actor.invoked_by) = 'aws internal'
    OR (
      lower(api.operation) = 'assumerole'
      AND lower(http_request.user_agent) = 'coral/netty4'
      AND lower(actor.invoked_by) IN (
        'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'
      )
    )
  , FALSE)
