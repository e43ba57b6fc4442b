-- AWS Data Store Deleted by Hand
-- aws_cloudtrail_manual_data_store_deleted, 8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be, level high, ATT&CK T1485
-- Detects a person in the console who deletes something that holds data: buckets, databases, tables, file
-- systems, volumes, snapshots, backups, streams, queues, user pools, repositories. Objects of S3 that are
-- deleted, and lifecycle rules that delete them, are not in it.
-- False positives: Clean-up of data that nobody needs any more; Parts of a data service that hold no data
-- (subnet group, parameter group)
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, `userIdentity.arn`, sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lower(sessionCredentialFromConsole) = 'true'
    OR (
      lower(userAgent) LIKE 'aws cloudwatch console%'
      OR lower(userAgent) LIKE 'aws signin%'
      OR lower(userAgent) LIKE 'awscloudtrail, aws-internal/%'
      OR lower(userAgent) LIKE 'awsconsole%'
      OR lower(userAgent) LIKE 'coral/jakarta%'
      OR lower(userAgent) LIKE 'ec2consolebackend, %'
      OR lower(userAgent) LIKE 'ec2consolefrontend%'
      OR lower(userAgent) LIKE 'mozilla/%'
      OR lower(userAgent) LIKE 's3console/%'
      OR lower(userAgent) LIKE '[aws console s3%'
      OR lower(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(userAgent) LIKE '[mozilla/%'
      OR lower(userAgent) LIKE '[s3console%'
      OR lower(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (lower(userAgent) = 'coral/netty4' AND lower(`userIdentity.type`) IN ('assumedrole', 'iamuser', 'root'))
    OR (
      (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
      AND lower(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
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
  AND (
    lower(`userIdentity.invokedBy`) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(`userIdentity.invokedBy`) LIKE '%.amazonaws.com%'
      OR lower(`userIdentity.invokedBy`) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    (
      lower(eventSource) IN (
        'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
        'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
        'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
        'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
        'redshift-serverless.amazonaws.com', 'redshift.amazonaws.com', 'timestream-influxdb.amazonaws.com',
        'timestream.amazonaws.com'
      )
      AND (lower(eventName) LIKE 'delete%' OR lower(eventName) LIKE 'drop%')
    )
    OR lower(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
    )
    OR (
      lower(eventSource) IN (
        'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
        'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
        'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com', 's3tables.amazonaws.com',
        'sqs.amazonaws.com'
      )
      AND lower(eventName) IN (
        'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
        'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
        'disassociaterecoverypoint', 'purgequeue'
      )
    )
  )
  AND NOT COALESCE(lower(eventName) = 'deletetags', FALSE)
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
