-- Manual AWS Compute or Code Change
-- aws_cloudtrail_manual_compute_or_code_change, 527c93ad-9508-480b-8859-498ea7db71e4, level medium, ATT&CK T1648 T1578
-- Detects a person who changes what runs: instances and their images, disks and roles, containers, functions,
-- pipelines, stacks, state machines, commands and sessions on machines. The change was made in the console,
-- in CloudShell or through an AI agent.
-- False positives: Starting, stopping and restarting machines in operation; Stacks and pipelines that are
-- started by hand by agreement
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lower(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(userAgent) = 'aws internal'
    )
    OR (
      lower("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lower(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lower(sourceIPAddress) LIKE '1%'
            OR lower(sourceIPAddress) LIKE '2%'
            OR lower(sourceIPAddress) LIKE '3%'
            OR lower(sourceIPAddress) LIKE '4%'
            OR lower(sourceIPAddress) LIKE '5%'
            OR lower(sourceIPAddress) LIKE '6%'
            OR lower(sourceIPAddress) LIKE '7%'
            OR lower(sourceIPAddress) LIKE '8%'
            OR lower(sourceIPAddress) LIKE '9%'
          )
          AND (
            lower(userAgent) LIKE 'aws internal%'
            OR lower(userAgent) LIKE 'coral/netty4%'
            OR lower(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lower(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lower(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lower(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
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
          OR lower(userAgent) LIKE '[aws console %'
          OR lower(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(userAgent) LIKE '[mozilla/%'
          OR lower(userAgent) LIKE '[s3console%'
          OR lower(userAgent) LIKE 'console.aws.amazon.com%'
          OR lower(userAgent) LIKE '% console, aws-internal/%'
          OR lower(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
          AND lower(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lower("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
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
    lower(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
  AND (
    (
      lower(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'createactivation%'
        OR lower(eventName) LIKE 'createassociation%'
        OR lower(eventName) LIKE 'createdocument%'
        OR lower(eventName) LIKE 'opentunnel%'
        OR lower(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventName) LIKE 'resumesession%'
        OR lower(eventName) LIKE 'send%'
        OR lower(eventName) LIKE 'startaccessrequest%'
        OR lower(eventName) LIKE 'startautomationexecution%'
        OR lower(eventName) LIKE 'startconnection%'
        OR lower(eventName) LIKE 'startsession%'
        OR lower(eventName) LIKE 'updateassociation%'
        OR lower(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%fleet%'
        OR lower(eventName) LIKE '%iaminstanceprofile%'
        OR lower(eventName) LIKE '%image%'
        OR lower(eventName) LIKE '%instance%'
        OR lower(eventName) LIKE '%launchtemplate%'
        OR lower(eventName) LIKE '%serialconsole%'
        OR lower(eventName) LIKE '%snapshot%'
        OR lower(eventName) LIKE '%volume%'
      )
    )
    OR lower(eventSource) IN (
      'amplify.amazonaws.com', 'apigateway.amazonaws.com', 'apprunner.amazonaws.com', 'appsync.amazonaws.com',
      'autoscaling.amazonaws.com', 'batch.amazonaws.com', 'cloudformation.amazonaws.com',
      'codeartifact.amazonaws.com', 'codebuild.amazonaws.com', 'codecommit.amazonaws.com',
      'codedeploy.amazonaws.com', 'codepipeline.amazonaws.com', 'ecr-public.amazonaws.com',
      'ecr.amazonaws.com', 'ecs.amazonaws.com', 'eks.amazonaws.com', 'elasticbeanstalk.amazonaws.com',
      'elasticmapreduce.amazonaws.com', 'emr-serverless.amazonaws.com', 'events.amazonaws.com',
      'glue.amazonaws.com', 'imagebuilder.amazonaws.com', 'lambda.amazonaws.com', 'lightsail.amazonaws.com',
      'pipes.amazonaws.com', 'sagemaker.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com'
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) WHERE STRPOS(m.userIdentity, '"federatedProvider"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider'), m2h.i * 100 + m2.i) IS NOT NULL))
      OR lower("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lower("userIdentity.accountId") LIKE 'anonymous%'
      OR lower("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) WHERE STRPOS(m.additionalEventData, '"AuthenticationMethod"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod'), m0h.i * 100 + m0.i)) = 'querystring'))
      OR (
        lower(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lower(eventName) LIKE '%!_get' ESCAPE '!' OR lower(eventName) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(eventType) = 'awsmcpevent'
    OR lower(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lower(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
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
    OR (lower(eventSource) = 'billingconsole.amazonaws.com' AND lower(eventName) LIKE 'set%preference%')
    OR (
      lower(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
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
    lower(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'iot.amazonaws.com'
    AND lower(eventName) = 'registercertificate'
    AND lower(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(eventSource) = 'access-analyzer.amazonaws.com' AND lower(eventName) LIKE 'check%')
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(eventSource) = 'grafana.amazonaws.com' AND lower(eventName) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lower(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
