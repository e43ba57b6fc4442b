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
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    (
      lower(eventsource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventname) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(useragent) = 'aws internal'
    )
    OR (
      lower(useridentity.invokedby) = 'q.amazonaws.com'
      OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lower(sessioncredentialfromconsole) = 'true'
        OR (
          (
            lower(sourceipaddress) LIKE '1%'
            OR lower(sourceipaddress) LIKE '2%'
            OR lower(sourceipaddress) LIKE '3%'
            OR lower(sourceipaddress) LIKE '4%'
            OR lower(sourceipaddress) LIKE '5%'
            OR lower(sourceipaddress) LIKE '6%'
            OR lower(sourceipaddress) LIKE '7%'
            OR lower(sourceipaddress) LIKE '8%'
            OR lower(sourceipaddress) LIKE '9%'
          )
          AND (
            lower(useragent) LIKE 'aws internal%'
            OR lower(useragent) LIKE 'coral/netty4%'
            OR lower(useragent) LIKE '[aws-internal/%.metal1.%'
            OR lower(useragent) LIKE '[aws-internal/%amzn2int%'
            OR lower(useragent) LIKE 'aws-internal/%.metal1.%'
            OR lower(useragent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lower(useragent) LIKE 'aws cloudwatch console%'
          OR lower(useragent) LIKE 'aws signin%'
          OR lower(useragent) LIKE 'awscloudtrail, aws-internal/%'
          OR lower(useragent) LIKE 'awsconsole%'
          OR lower(useragent) LIKE 'coral/jakarta%'
          OR lower(useragent) LIKE 'ec2consolebackend, %'
          OR lower(useragent) LIKE 'ec2consolefrontend%'
          OR lower(useragent) LIKE 'mozilla/%'
          OR lower(useragent) LIKE 's3console/%'
          OR lower(useragent) LIKE '[aws console %'
          OR lower(useragent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(useragent) LIKE '[mozilla/%'
          OR lower(useragent) LIKE '[s3console%'
          OR lower(useragent) LIKE 'console.aws.amazon.com%'
          OR lower(useragent) LIKE '% console, aws-internal/%'
          OR lower(useragent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lower(useragent) LIKE 'console.%' OR lower(useragent) LIKE 'signin.%')
          AND lower(useragent) LIKE '%.amazonaws.com'
        )
        OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lower(useridentity.invokedby) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
          OR lower(useridentity.invokedby) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(useridentity.type) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lower(readonly) = 'true'
    OR (
      lower(eventname) LIKE 'batchdescribe%'
      OR lower(eventname) LIKE 'batchget%'
      OR lower(eventname) LIKE 'decrypt%'
      OR lower(eventname) LIKE 'describe%'
      OR lower(eventname) LIKE 'download%'
      OR lower(eventname) LIKE 'estimate%'
      OR lower(eventname) LIKE 'filter%'
      OR lower(eventname) LIKE 'get%'
      OR lower(eventname) LIKE 'head%'
      OR lower(eventname) LIKE 'list%'
      OR lower(eventname) LIKE 'lookup%'
      OR lower(eventname) LIKE 'preview%'
      OR lower(eventname) LIKE 'rest.get.%'
      OR lower(eventname) LIKE 'rest.head.%'
      OR lower(eventname) LIKE 'search%'
      OR lower(eventname) LIKE 'simulate%'
      OR lower(eventname) LIKE 'validate%'
      OR lower(eventname) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventname) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
  AND (
    (
      (
        (
          lower(eventsource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventname) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventsource) = 'ec2.amazonaws.com'
          AND lower(eventname) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventsource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventname) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventsource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventname) LIKE 'delete%' OR lower(eventname) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventname) IN (
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
        OR lower(eventname) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventsource) IN ('cognito-idp.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com')
      AND (lower(eventname) LIKE 'modify%' OR lower(eventname) LIKE 'update%')
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."deletionProtection"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) IN ('inactive', 'false')
      ))
    )
    OR (
      lower(eventsource) IN ('dsql.amazonaws.com', 'dynamodb.amazonaws.com')
      AND lower(eventname) LIKE 'update%'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."deletionProtectionEnabled"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    )
  )
  AND (
    lower(sessioncredentialfromconsole) = 'true'
    OR NOT COALESCE(
      any_match(CAST(json_parse(json_query(record, 'lax $."userIdentity"."sessionContext"."webIdFederationData"."federatedProvider"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      OR lower(useridentity.type) IN ('unknown', 'webidentityuser')
      OR lower(useridentity.accountid) LIKE 'anonymous%'
      OR lower(useridentity.username) = 'cognitoidentitycredentials'
      OR lower(eventtype) = 'awsserviceevent'
      OR (NOT COALESCE(useridentity.type IS NOT NULL, FALSE) AND lower(sourceipaddress) LIKE '%.amazonaws.com')
      OR any_match(CAST(json_parse(json_query(additionaleventdata, 'lax $."AuthenticationMethod"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'querystring'))
      OR (
        lower(eventsource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(eventname) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(eventsource) = 'cognito-idp.amazonaws.com'
        AND (lower(eventname) LIKE '%!_get' ESCAPE '!' OR lower(eventname) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(eventtype) = 'awsmcpevent'
    OR lower(eventsource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'codewhisperer.amazonaws.com'
    OR (
      lower(eventsource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(eventname) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'billingconsole.amazonaws.com'
      AND lower(eventname) LIKE 'awspayment%'
      AND (
        lower(eventname) LIKE '%.assesssorchangeimpact%'
        OR lower(eventname) LIKE '%.convertcurrencies%'
        OR lower(eventname) LIKE '%.describe%'
        OR lower(eventname) LIKE '%.get%'
        OR lower(eventname) LIKE '%.list%'
        OR lower(eventname) LIKE '%.validate%'
      )
    )
    OR (lower(eventsource) = 'billingconsole.amazonaws.com' AND lower(eventname) LIKE 'set%preference%')
    OR (
      lower(eventsource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventname) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lower(eventsource) = 'payments.amazonaws.com'
      AND (
        lower(eventname) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_describe%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_find%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_get%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_list%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'cloudshell.amazonaws.com'
    AND lower(eventname) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(errorcode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'iot.amazonaws.com'
    AND lower(eventname) = 'registercertificate'
    AND lower(useragent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(eventname) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(eventsource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(eventsource) = 'access-analyzer.amazonaws.com' AND lower(eventname) LIKE 'check%')
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(eventsource) = 'grafana.amazonaws.com' AND lower(eventname) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(eventsource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventname) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(eventsource) = 'trustedadvisor.amazonaws.com'
      AND lower(eventname) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(eventname) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventname) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(eventsource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(eventname) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
