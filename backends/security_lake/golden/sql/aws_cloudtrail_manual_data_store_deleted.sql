-- Manual AWS Data Store Deletion
-- aws_cloudtrail_manual_data_store_deleted, 8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be, level high, ATT&CK T1485
-- Detects a person who deletes something that holds data: buckets, databases, tables, file systems, volumes,
-- snapshots, backups, streams, queues, user pools, repositories. Switching off the protection of a database
-- or user pool against deletion counts as well. Deleting S3 objects or single items, and lifecycle rules that
-- delete objects, are not covered. The change was made in the console, in CloudShell or through an AI agent.
-- False positives: Clean-up of data that nobody needs any more; Parts of a data service that hold no data and
-- that the rule does not know
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    (
      lower(api.service.name) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(api.operation) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(http_request.user_agent) = 'aws internal'
    )
    OR (lower(actor.invoked_by) = 'q.amazonaws.com' OR lower(actor.invoked_by) LIKE '%-mcp.amazonaws.com')
    OR (
      (
        lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
        OR (
          (
            (
              lower(src_endpoint.ip) LIKE '1%'
              OR lower(src_endpoint.ip) LIKE '2%'
              OR lower(src_endpoint.ip) LIKE '3%'
              OR lower(src_endpoint.ip) LIKE '4%'
              OR lower(src_endpoint.ip) LIKE '5%'
              OR lower(src_endpoint.ip) LIKE '6%'
              OR lower(src_endpoint.ip) LIKE '7%'
              OR lower(src_endpoint.ip) LIKE '8%'
              OR lower(src_endpoint.ip) LIKE '9%'
            )
            OR (
              lower(src_endpoint.domain) LIKE '1%'
              OR lower(src_endpoint.domain) LIKE '2%'
              OR lower(src_endpoint.domain) LIKE '3%'
              OR lower(src_endpoint.domain) LIKE '4%'
              OR lower(src_endpoint.domain) LIKE '5%'
              OR lower(src_endpoint.domain) LIKE '6%'
              OR lower(src_endpoint.domain) LIKE '7%'
              OR lower(src_endpoint.domain) LIKE '8%'
              OR lower(src_endpoint.domain) LIKE '9%'
            )
          )
          AND (
            lower(http_request.user_agent) LIKE 'aws internal%'
            OR lower(http_request.user_agent) LIKE 'coral/netty4%'
            OR lower(http_request.user_agent) LIKE '[aws-internal/%.metal1.%'
            OR lower(http_request.user_agent) LIKE '[aws-internal/%amzn2int%'
            OR lower(http_request.user_agent) LIKE 'aws-internal/%.metal1.%'
            OR lower(http_request.user_agent) LIKE 'aws-internal/%amzn2int%'
          )
        )
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
          OR lower(http_request.user_agent) LIKE '[aws console %'
          OR lower(http_request.user_agent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(http_request.user_agent) LIKE '[mozilla/%'
          OR lower(http_request.user_agent) LIKE '[s3console%'
          OR lower(http_request.user_agent) LIKE 'console.aws.amazon.com%'
          OR lower(http_request.user_agent) LIKE '% console, aws-internal/%'
          OR lower(http_request.user_agent) LIKE '%exec-env/cloudshell%'
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
      AND (
        lower(actor.invoked_by) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(actor.user.type) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(actor.user.type IS NOT NULL, FALSE)
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
    lower(api.operation) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(api.response.error IS NOT NULL, FALSE) OR lower(api.response.error) = '')
  AND (
    (
      (
        (
          lower(api.service.name) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(api.operation) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(api.service.name) = 'ec2.amazonaws.com'
          AND lower(api.operation) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(api.service.name) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(api.operation) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(api.service.name) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(api.operation) LIKE 'delete%' OR lower(api.operation) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(api.operation) IN (
          'deleteacl', 'deleteaccesspoint', 'deleteauthenticationprofile', 'deletebackupvaultnotifications',
          'deletecacheparametergroup', 'deletecachesecuritygroup', 'deletecachesubnetgroup',
          'deleteclusterparametergroup', 'deleteclustersecuritygroup', 'deleteclustersubnetgroup',
          'deleteconfiguration', 'deletedbclusterendpoint', 'deletedbclusterparametergroup',
          'deletedbparametergroup', 'deletedbproxy', 'deletedbproxyendpoint', 'deletedbsecuritygroup',
          'deletedbsubnetgroup', 'deletedatarepositoryassociation', 'deleteendpointaccess',
          'deleteeventsubscription', 'deleteinboundconnection', 'deleteitem', 'deletemounttarget',
          'deleteoptiongroup', 'deleteoutboundconnection', 'deleteparametergroup', 'deletepartner',
          'deletereportplan', 'deletescheduledaction', 'deletesnapshotschedule', 'deletesubnetgroup',
          'deletetags', 'deleteusagelimit', 'deleteuser', 'deleteusergroup', 'deletevaultnotifications',
          'deletevpcendpoint'
        )
        OR lower(api.operation) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(api.service.name) IN (
        'cognito-idp.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com'
      )
      AND (lower(api.operation) LIKE 'modify%' OR lower(api.operation) LIKE 'update%')
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."deletionProtection"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) IN ('inactive', 'false')
      ))
    )
    OR (
      lower(api.service.name) IN ('dsql.amazonaws.com', 'dynamodb.amazonaws.com')
      AND lower(api.operation) LIKE 'update%'
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."deletionProtectionEnabled"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    )
  )
  AND (
    lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
    OR NOT COALESCE(
      element_at(unmapped, 'userIdentity.sessionContext.webIdFederationData.federatedProvider') IS NOT NULL
      OR lower(actor.user.type) IN ('unknown', 'webidentityuser')
      OR lower(actor.user.account.uid) LIKE 'anonymous%'
      OR lower(actor.user.name) = 'cognitoidentitycredentials'
      OR lower(metadata.event_code) = 'awsserviceevent'
      OR (
        NOT COALESCE(actor.user.type IS NOT NULL, FALSE)
        AND (lower(src_endpoint.ip) LIKE '%.amazonaws.com' OR lower(src_endpoint.domain) LIKE '%.amazonaws.com')
      )
      OR lower(element_at(unmapped, 'additionalEventData.AuthenticationMethod')) = 'querystring'
      OR (
        lower(api.service.name) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(api.operation) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(api.service.name) = 'cognito-idp.amazonaws.com'
        AND (lower(api.operation) LIKE '%!_get' ESCAPE '!' OR lower(api.operation) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(metadata.event_code) = 'awsmcpevent'
    OR lower(api.service.name) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'codewhisperer.amazonaws.com'
    OR (
      lower(api.service.name) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(api.operation) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
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
    OR (lower(api.service.name) = 'billingconsole.amazonaws.com' AND lower(api.operation) LIKE 'set%preference%')
    OR (
      lower(api.service.name) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(api.operation) IN ('findpaymentinstruments', 'setiamaccesspreference')
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
    lower(api.response.error) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'iot.amazonaws.com'
    AND lower(api.operation) = 'registercertificate'
    AND lower(http_request.user_agent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(api.service.name) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(api.service.name) = 'access-analyzer.amazonaws.com' AND lower(api.operation) LIKE 'check%')
    OR (
      lower(api.service.name) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(api.service.name) = 'grafana.amazonaws.com' AND lower(api.operation) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(api.service.name) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(api.operation) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(api.service.name) = 'trustedadvisor.amazonaws.com'
      AND lower(api.operation) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(api.operation) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(api.operation) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(api.service.name) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(api.operation) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
