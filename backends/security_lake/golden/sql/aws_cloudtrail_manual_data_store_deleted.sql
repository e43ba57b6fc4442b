-- AWS Data Store Deleted by Hand
-- aws_cloudtrail_manual_data_store_deleted, 8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be, level high, ATT&CK T1485
-- Detects a person in the console who deletes something that holds data: buckets, databases, tables, file
-- systems, volumes, snapshots, backups, streams, queues, user pools, repositories. Objects of S3 that are
-- deleted, and lifecycle rules that delete them, are not in it.
-- False positives: Clean-up of data that nobody needs any more; Parts of a data service that hold no data
-- (subnet group, parameter group)
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
    OR (
      lower(http_request.user_agent) LIKE 'aws cloudwatch console%'
      OR lower(http_request.user_agent) LIKE 'aws signin%'
      OR lower(http_request.user_agent) LIKE 'awscloudtrail, aws-internal/%'
      OR lower(http_request.user_agent) LIKE 'awsconsole%'
      OR lower(http_request.user_agent) LIKE 'coral/jakarta%'
      OR lower(http_request.user_agent) LIKE 'ec2consolebackend, %'
      OR lower(http_request.user_agent) LIKE 'ec2consolefrontend%'
      OR lower(http_request.user_agent) LIKE 'mozilla/%'
      OR lower(http_request.user_agent) LIKE 's3console/%'
      OR lower(http_request.user_agent) LIKE '[aws console s3%'
      OR lower(http_request.user_agent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(http_request.user_agent) LIKE '[mozilla/%'
      OR lower(http_request.user_agent) LIKE '[s3console%'
      OR lower(http_request.user_agent) LIKE '% console, aws-internal/%'
    )
    OR (
      lower(http_request.user_agent) = 'coral/netty4'
      AND lower(actor.user.type) IN ('assumedrole', 'iamuser', 'root')
    )
    OR (
      (lower(http_request.user_agent) LIKE 'console.%' OR lower(http_request.user_agent) LIKE 'signin.%')
      AND lower(http_request.user_agent) LIKE '%.amazonaws.com'
    )
    OR (
      lower(http_request.user_agent) LIKE 'aws-internal%'
      AND lower(http_request.user_agent) LIKE '%awslambdaconsole/%'
    )
  )
  AND NOT COALESCE(
    lower(element_at(unmapped, 'readOnly')) = 'true'
    OR (
      lower(api.operation) LIKE 'batchdescribe%'
      OR lower(api.operation) LIKE 'batchget%'
      OR lower(api.operation) LIKE 'decrypt%'
      OR lower(api.operation) LIKE 'describe%'
      OR lower(api.operation) LIKE 'download%'
      OR lower(api.operation) LIKE 'estimate%'
      OR lower(api.operation) LIKE 'filter%'
      OR lower(api.operation) LIKE 'get%'
      OR lower(api.operation) LIKE 'head%'
      OR lower(api.operation) LIKE 'list%'
      OR lower(api.operation) LIKE 'lookup%'
      OR lower(api.operation) LIKE 'preview%'
      OR lower(api.operation) LIKE 'rest.get.%'
      OR lower(api.operation) LIKE 'rest.head.%'
      OR lower(api.operation) LIKE 'search%'
      OR lower(api.operation) LIKE 'simulate%'
      OR lower(api.operation) LIKE 'validate%'
      OR lower(api.operation) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.operation) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(actor.invoked_by) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    (
      lower(api.service.name) IN (
        'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
        'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
        'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
        'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
        'redshift-serverless.amazonaws.com', 'redshift.amazonaws.com', 'timestream-influxdb.amazonaws.com',
        'timestream.amazonaws.com'
      )
      AND (lower(api.operation) LIKE 'delete%' OR lower(api.operation) LIKE 'drop%')
    )
    OR lower(api.operation) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
    OR (
      lower(api.service.name) = 'ec2.amazonaws.com'
      AND lower(api.operation) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
    )
    OR (
      lower(api.service.name) IN (
        'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
        'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
        'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com', 's3tables.amazonaws.com',
        'sqs.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
        'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
        'disassociaterecoverypoint', 'purgequeue'
      )
    )
  )
  AND NOT COALESCE(lower(api.operation) = 'deletetags', FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'q.amazonaws.com'
    AND lower(api.operation) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) LIKE 'awspayment%'
      AND (
        lower(api.operation) LIKE '%.assesssorchangeimpact%'
        OR lower(api.operation) LIKE '%.convertcurrencies%'
        OR lower(api.operation) LIKE '%.describe%'
        OR lower(api.operation) LIKE '%.get%'
        OR lower(api.operation) LIKE '%.list%'
        OR lower(api.operation) LIKE '%.validate%'
      )
    )
    OR (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) = 'findpaymentinstruments'
    )
    OR (
      lower(api.service.name) = 'payments.amazonaws.com'
      AND (
        lower(api.operation) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_describe%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_find%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_get%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_list%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'cloudshell.amazonaws.com'
    AND lower(api.operation) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'iot.amazonaws.com'
    AND lower(api.operation) = 'registercertificate'
    AND lower(http_request.user_agent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'logs.amazonaws.com'
      AND lower(api.operation) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lower(api.service.name) = 'cloudtrail.amazonaws.com'
      AND lower(api.operation) IN ('cancelquery', 'startquery')
    )
    OR (
      lower(api.service.name) = 'athena.amazonaws.com'
      AND lower(api.operation) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(api.service.name) = 'config.amazonaws.com'
      AND lower(api.operation) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'iam.amazonaws.com'
      AND lower(api.operation) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(api.service.name) = 'ce.amazonaws.com' AND lower(api.operation) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'signin.amazonaws.com'
      AND lower(api.operation) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(api.service.name) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(api.operation) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(api.service.name) = 'trustedadvisor.amazonaws.com' AND lower(api.operation) = 'refreshcheck')
  , FALSE)
  AND (
    lower(api.operation) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(api.operation) LIKE 'test%', FALSE)
  )
