-- Manual AWS Change Through an AI Agent: Rule aws_cloudtrail_agent_change (8f0b717f-4526-4fd2-a56b-224842d2bb7d), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW aws_cloudtrail_agent_change AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lower("userIdentity.invokedBy") = 'q.amazonaws.com'
    OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
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
  , FALSE);

-- Manual AWS Change From CloudShell: Rule aws_cloudtrail_cloudshell_change (6b321fb5-5735-48e2-ab66-06e85ebf5d74), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW aws_cloudtrail_cloudshell_change AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower(userAgent) LIKE '%exec-env/cloudshell%'
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
  AND NOT COALESCE(
    lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
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
  , FALSE);

-- AWS Manual Console Action - 2019 User Agents: Rule aws_cloudtrail_console_action_legacy (ada1b155-6ef9-4ea6-89fd-5f91fcc0a405), level low.
CREATE OR REPLACE VIEW aws_cloudtrail_console_action_legacy AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
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
    OR lower("userIdentity.invokedBy") = 'aws internal'
    OR (
      lower(eventName) = 'assumerole'
      AND lower(userAgent) = 'coral/netty4'
      AND lower("userIdentity.invokedBy") IN (
        'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'
      )
    )
  , FALSE)
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
  , FALSE);

-- AWS Change by a Human Session Named by E-Mail Address: Rule aws_cloudtrail_human_session_change_domain (203c3295-2bfc-40e4-95d5-b1347a314c65), level low.
CREATE OR REPLACE VIEW aws_cloudtrail_human_session_change_domain AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower("userIdentity.arn") LIKE '%@example.com'
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
  AND (
    (
      lower("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
  AND NOT COALESCE(
    lower(userAgent) LIKE '%opentofu%'
    OR lower(userAgent) LIKE '%pulumi%'
    OR lower(userAgent) LIKE '%terraform%'
    OR lower(userAgent) LIKE '%aws-cdk%'
  , FALSE)
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
  , FALSE);

-- AWS Change by an Identity Center or AWS Login Session: Rule aws_cloudtrail_human_session_change_identity_center (3d114421-1344-4488-b732-7134974aef44), level low.
CREATE OR REPLACE VIEW aws_cloudtrail_human_session_change_identity_center AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lower("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso!_%' ESCAPE '!'
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'onBehalfOf', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'onBehalfOf', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'onBehalfOf', TRUE), m0h.i * 100 + m0.i), 'userId')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'onBehalfOf', TRUE), m0h.i * 100 + m0.i), 'userId')) WHERE STRPOS(m.userIdentity, '"userId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'onBehalfOf', TRUE), m0h.i * 100 + m0.i), 'userId'), m1h.i * 100 + m1.i) IS NOT NULL))
    OR lower("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso!_%' ESCAPE '!'
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'signInSessionArn')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'signInSessionArn')) WHERE STRPOS(m.userIdentity, '"signInSessionArn"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'signInSessionArn'), m1h.i * 100 + m1.i) IS NOT NULL))
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
  AND (
    (
      lower("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
  AND NOT COALESCE(
    lower(userAgent) LIKE '%opentofu%'
    OR lower(userAgent) LIKE '%pulumi%'
    OR lower(userAgent) LIKE '%terraform%'
    OR lower(userAgent) LIKE '%aws-cdk%'
  , FALSE)
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
  , FALSE);

-- Manual AWS Change in the Console: Rule aws_cloudtrail_manual_change (128e5582-9564-44b9-8f2e-881f120d1ce9), level medium.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_change AS
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
        )
        OR (
          (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
          AND lower(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND NOT COALESCE(lower(userAgent) LIKE '%exec-env/cloudshell%', FALSE)
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
  , FALSE);

-- Manual AWS Compute or Code Change: Rule aws_cloudtrail_manual_compute_or_code_change (527c93ad-9508-480b-8859-498ea7db71e4), level medium, ATT&CK T1648, T1578.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_compute_or_code_change AS
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
  , FALSE);

-- Manual AWS Data Store Deletion: Rule aws_cloudtrail_manual_data_store_deleted (8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be), level high, ATT&CK T1485.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_data_store_deleted AS
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
      (
        (
          lower(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventSource) = 'ec2.amazonaws.com'
          AND lower(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventName) LIKE 'delete%' OR lower(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventName) IN (
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
        OR lower(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventSource) IN ('cognito-idp.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com')
      AND (lower(eventName) LIKE 'modify%' OR lower(eventName) LIKE 'update%')
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'deletionProtection')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'deletionProtection')) WHERE STRPOS(m.requestParameters, '"deletionProtection"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'deletionProtection'), m0h.i * 100 + m0.i)) IN (
          'inactive', 'false'
        )
      ))
    )
    OR (
      lower(eventSource) IN ('dsql.amazonaws.com', 'dynamodb.amazonaws.com')
      AND lower(eventName) LIKE 'update%'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'deletionProtectionEnabled')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'deletionProtectionEnabled')) WHERE STRPOS(m.requestParameters, '"deletionProtectionEnabled"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'deletionProtectionEnabled'), m0h.i * 100 + m0.i)) = 'false'))
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
  , FALSE);

-- Manual AWS Privilege Change: Rule aws_cloudtrail_manual_iam_privilege_change (3c31617a-1af3-48a5-a473-77d371813c34), level high, ATT&CK T1098, T1098.003, T1136.003.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_iam_privilege_change AS
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
      lower(eventSource) = 'iam.amazonaws.com'
      AND (
        lower(eventName) LIKE 'acceptdelegationrequest%'
        OR lower(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventName) LIKE 'addroletoinstanceprofile%'
        OR lower(eventName) LIKE 'addusertogroup%'
        OR lower(eventName) LIKE 'attach%'
        OR lower(eventName) LIKE 'createloginprofile%'
        OR lower(eventName) LIKE 'createopenidconnectprovider%'
        OR lower(eventName) LIKE 'createpolicyversion%'
        OR lower(eventName) LIKE 'createrole%'
        OR lower(eventName) LIKE 'createsamlprovider%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deactivatemfadevice%'
        OR lower(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventName) LIKE 'deletevirtualmfadevice%'
        OR lower(eventName) LIKE 'disableorganizationsroot%'
        OR lower(eventName) LIKE 'enableorganizationsroot%'
        OR lower(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventName) LIKE 'putgrouppolicy%'
        OR lower(eventName) LIKE 'putrolepolicy%'
        OR lower(eventName) LIKE 'putuserpolicy%'
        OR lower(eventName) LIKE 'setdefaultpolicyversion%'
        OR lower(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'updateassumerolepolicy%'
        OR lower(eventName) LIKE 'updateloginprofile%'
        OR lower(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addmembertogroup%'
        OR lower(eventName) LIKE 'associateprofile%'
        OR lower(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventName) LIKE 'attachmanagedpolicy%'
        OR lower(eventName) LIKE 'createaccountassignment%'
        OR lower(eventName) LIKE 'createapplicationassignment%'
        OR lower(eventName) LIKE 'createbearertoken%'
        OR lower(eventName) LIKE 'createexternalidp%'
        OR lower(eventName) LIKE 'creategroupmembership%'
        OR lower(eventName) LIKE 'createpermissionset%'
        OR lower(eventName) LIKE 'createprovisioningtenant%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deletemfadevice%'
        OR lower(eventName) LIKE 'deletepermissionsboundary%'
        OR lower(eventName) LIKE 'enableexternalidp%'
        OR lower(eventName) LIKE 'enableuser%'
        OR lower(eventName) LIKE 'provisionpermissionset%'
        OR lower(eventName) LIKE 'putinlinepolicy%'
        OR lower(eventName) LIKE 'putpermissions%'
        OR lower(eventName) LIKE 'updateexternalidp%'
        OR lower(eventName) LIKE 'updatepassword%'
        OR lower(eventName) LIKE 'updatepermissionset%'
        OR lower(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
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
  , FALSE);

-- Manual AWS Key or Secret Change: Rule aws_cloudtrail_manual_key_or_secret_change (c007afc9-4fa6-4e50-8d57-94dbe1fe9bb0), level high, ATT&CK T1098.001.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_key_or_secret_change AS
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
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) LIKE '%parameter%')
    OR (
      lower(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addkeyreplicationregions%'
        OR lower(eventName) LIKE 'addprofilepermission%'
        OR lower(eventName) LIKE 'createcertificate%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createcustomkeystore%'
        OR lower(eventName) LIKE 'creategrant%'
        OR lower(eventName) LIKE 'createhsm%'
        OR lower(eventName) LIKE 'createkey%'
        OR lower(eventName) LIKE 'createpermission%'
        OR lower(eventName) LIKE 'createsecret%'
        OR lower(eventName) LIKE 'delete%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disconnect%'
        OR lower(eventName) LIKE 'export%'
        OR lower(eventName) LIKE 'import%'
        OR lower(eventName) LIKE 'initialize%'
        OR lower(eventName) LIKE 'issue%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'put%'
        OR lower(eventName) LIKE 'removepermission%'
        OR lower(eventName) LIKE 'removeprofilepermission%'
        OR lower(eventName) LIKE 'removeregions%'
        OR lower(eventName) LIKE 'replicate%'
        OR lower(eventName) LIKE 'rotate%'
        OR lower(eventName) LIKE 'schedule%'
        OR lower(eventName) LIKE 'startkey%'
        OR lower(eventName) LIKE 'startsigningjob%'
        OR lower(eventName) LIKE 'stop%'
        OR lower(eventName) LIKE 'updatealias%'
        OR lower(eventName) LIKE 'updatecertificate%'
        OR lower(eventName) LIKE 'updatecustomkeystore%'
        OR lower(eventName) LIKE 'updateprimaryregion%'
        OR lower(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
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
  , FALSE);

-- Manual Removal of AWS Logging, Monitoring or Protection: Rule aws_cloudtrail_manual_logging_tampered (2c7b519c-25f7-4ce8-b95c-3878acd6d97c), level high, ATT&CK T1685, T1685.002.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_logging_tampered AS
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
      lower(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'archivefindings%'
        OR lower(eventName) LIKE 'batchdisable%'
        OR lower(eventName) LIKE 'batchupdateautomationrules%'
        OR lower(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventName) LIKE 'createarchiverule%'
        OR lower(eventName) LIKE 'createautomationrule%'
        OR lower(eventName) LIKE 'createfilter%'
        OR lower(eventName) LIKE 'createfindingsfilter%'
        OR lower(eventName) LIKE 'createipset%'
        OR lower(eventName) LIKE 'createtrustedentityset%'
        OR lower(eventName) LIKE 'deleteanalyzer%'
        OR lower(eventName) LIKE 'deletedetector%'
        OR lower(eventName) LIKE 'deletegraph%'
        OR lower(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventName) LIKE 'deletemember%'
        OR lower(eventName) LIKE 'deletepublishingdestination%'
        OR lower(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disassociate%'
        OR lower(eventName) LIKE 'stopmonitoring%'
        OR lower(eventName) LIKE 'updatearchiverule%'
        OR lower(eventName) LIKE 'updatedetector%'
        OR lower(eventName) LIKE 'updatefilter%'
        OR lower(eventName) LIKE 'updatefindingsfilter%'
        OR lower(eventName) LIKE 'updateipset%'
        OR lower(eventName) LIKE 'updatemaciesession%'
        OR lower(eventName) LIKE 'updatememberdetectors%'
        OR lower(eventName) LIKE 'updatestandardscontrol%'
        OR lower(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventSource) = 'oam.amazonaws.com' AND lower(eventName) = 'deletelink')
    OR (
      lower(eventSource) = 's3.amazonaws.com'
      AND lower(eventName) = 'putbucketlogging'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'xmlns')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'xmlns')) WHERE STRPOS(m.requestParameters, '"xmlns"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'xmlns'), m1h.i * 100 + m1.i) IS NOT NULL))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'LoggingEnabled', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'LoggingEnabled', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'LoggingEnabled', TRUE), m1h.i * 100 + m1.i), 'TargetBucket')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'LoggingEnabled', TRUE), m1h.i * 100 + m1.i), 'TargetBucket')) WHERE STRPOS(m.requestParameters, '"TargetBucket"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'BucketLoggingStatus', TRUE), m0h.i * 100 + m0.i), 'LoggingEnabled', TRUE), m1h.i * 100 + m1.i), 'TargetBucket'), m2h.i * 100 + m2.i) IS NOT NULL))
      , FALSE)
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
  , FALSE);

-- Manual AWS Network Change: Rule aws_cloudtrail_manual_network_change (fabc330f-46c1-4f50-84fa-219af040d98b), level medium, ATT&CK T1686.001.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_network_change AS
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
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%address%'
        OR lower(eventName) LIKE '%dhcpoptions%'
        OR lower(eventName) LIKE '%gateway%'
        OR lower(eventName) LIKE '%ipam%'
        OR lower(eventName) LIKE '%networkacl%'
        OR lower(eventName) LIKE '%networkinterface%'
        OR lower(eventName) LIKE '%prefixlist%'
        OR lower(eventName) LIKE '%route%'
        OR lower(eventName) LIKE '%securitygroup%'
        OR lower(eventName) LIKE '%subnet%'
        OR lower(eventName) LIKE '%trafficmirror%'
        OR lower(eventName) LIKE '%verifiedaccess%'
        OR lower(eventName) LIKE '%vpc%'
        OR lower(eventName) LIKE '%vpn%'
      )
    )
    OR lower(eventSource) IN (
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
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
  , FALSE);

-- Manual AWS Organization, Account or Domain Change: Rule aws_cloudtrail_manual_organization_change (5b7d6cf1-7c92-418b-8580-ec31f5e8a387), level high, ATT&CK T1666.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_organization_change AS
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
      lower(eventSource) = 'billingconsole.amazonaws.com'
      AND lower(eventName) IN (
        'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
      )
    )
    OR (
      lower(eventSource) = 'route53domains.amazonaws.com'
      AND lower(eventName) IN (
        'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
        'updatedomainnameservers'
      )
    )
    OR (
      lower(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
      AND (
        lower(eventName) LIKE '%directory%'
        OR lower(eventName) LIKE '%externalidp%'
        OR lower(eventName) LIKE '%instance%'
        OR lower(eventName) LIKE '%ssoconfiguration%'
        OR lower(eventName) LIKE '%trustedtokenissuer%'
      )
    )
    OR lower(eventSource) IN (
      'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
      'ram.amazonaws.com'
    )
    OR (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) = 'deregisterorganizationdelegatedadmin'
    )
  )
  AND NOT COALESCE(lower(eventName) IN ('tagresource', 'untagresource'), FALSE)
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
  , FALSE);

-- Manual Privileged AWS Change Failed: Rule aws_cloudtrail_manual_privileged_write_denied (a8c3b16f-9ca4-4f95-91f3-1ee5f19c574f), level medium, ATT&CK T1580.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_privileged_write_denied AS
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
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '', FALSE)
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
      'pipes.amazonaws.com', 'sagemaker.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com',
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
    )
    OR (
      (
        (
          lower(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventSource) = 'ec2.amazonaws.com'
          AND lower(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventName) LIKE 'delete%' OR lower(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventName) IN (
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
        OR lower(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'createbroker%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createdbcluster%'
        OR lower(eventName) LIKE 'createdbinstance%'
        OR lower(eventName) LIKE 'createreplicationinstance%'
        OR lower(eventName) LIKE 'createworkgroup%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'modifydb%'
        OR lower(eventName) LIKE 'modifyglobalcluster%'
        OR lower(eventName) LIKE 'restoredbcluster%'
        OR lower(eventName) LIKE 'restoredbinstance%'
        OR lower(eventName) LIKE 'restorefromclustersnapshot%'
        OR lower(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) = 'modifydocumentpermission')
    OR lower(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventSource) = 's3.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventSource) = 'billingconsole.amazonaws.com'
          AND lower(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventSource) = 'route53domains.amazonaws.com'
          AND lower(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventName) LIKE '%directory%'
            OR lower(eventName) LIKE '%externalidp%'
            OR lower(eventName) LIKE '%instance%'
            OR lower(eventName) LIKE '%ssoconfiguration%'
            OR lower(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventSource) = 'cloudtrail.amazonaws.com'
          AND lower(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%address%'
        OR lower(eventName) LIKE '%dhcpoptions%'
        OR lower(eventName) LIKE '%gateway%'
        OR lower(eventName) LIKE '%ipam%'
        OR lower(eventName) LIKE '%networkacl%'
        OR lower(eventName) LIKE '%networkinterface%'
        OR lower(eventName) LIKE '%prefixlist%'
        OR lower(eventName) LIKE '%route%'
        OR lower(eventName) LIKE '%securitygroup%'
        OR lower(eventName) LIKE '%subnet%'
        OR lower(eventName) LIKE '%trafficmirror%'
        OR lower(eventName) LIKE '%verifiedaccess%'
        OR lower(eventName) LIKE '%vpc%'
        OR lower(eventName) LIKE '%vpn%'
      )
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND (
        lower(eventName) LIKE 'acceptdelegationrequest%'
        OR lower(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventName) LIKE 'addroletoinstanceprofile%'
        OR lower(eventName) LIKE 'addusertogroup%'
        OR lower(eventName) LIKE 'attach%'
        OR lower(eventName) LIKE 'createloginprofile%'
        OR lower(eventName) LIKE 'createopenidconnectprovider%'
        OR lower(eventName) LIKE 'createpolicyversion%'
        OR lower(eventName) LIKE 'createrole%'
        OR lower(eventName) LIKE 'createsamlprovider%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deactivatemfadevice%'
        OR lower(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventName) LIKE 'deletevirtualmfadevice%'
        OR lower(eventName) LIKE 'disableorganizationsroot%'
        OR lower(eventName) LIKE 'enableorganizationsroot%'
        OR lower(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventName) LIKE 'putgrouppolicy%'
        OR lower(eventName) LIKE 'putrolepolicy%'
        OR lower(eventName) LIKE 'putuserpolicy%'
        OR lower(eventName) LIKE 'setdefaultpolicyversion%'
        OR lower(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'updateassumerolepolicy%'
        OR lower(eventName) LIKE 'updateloginprofile%'
        OR lower(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addmembertogroup%'
        OR lower(eventName) LIKE 'associateprofile%'
        OR lower(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventName) LIKE 'attachmanagedpolicy%'
        OR lower(eventName) LIKE 'createaccountassignment%'
        OR lower(eventName) LIKE 'createapplicationassignment%'
        OR lower(eventName) LIKE 'createbearertoken%'
        OR lower(eventName) LIKE 'createexternalidp%'
        OR lower(eventName) LIKE 'creategroupmembership%'
        OR lower(eventName) LIKE 'createpermissionset%'
        OR lower(eventName) LIKE 'createprovisioningtenant%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deletemfadevice%'
        OR lower(eventName) LIKE 'deletepermissionsboundary%'
        OR lower(eventName) LIKE 'enableexternalidp%'
        OR lower(eventName) LIKE 'enableuser%'
        OR lower(eventName) LIKE 'provisionpermissionset%'
        OR lower(eventName) LIKE 'putinlinepolicy%'
        OR lower(eventName) LIKE 'putpermissions%'
        OR lower(eventName) LIKE 'updateexternalidp%'
        OR lower(eventName) LIKE 'updatepassword%'
        OR lower(eventName) LIKE 'updatepermissionset%'
        OR lower(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower("userIdentity.type") = 'root'
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
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lower("userIdentity.userName") = 'root'
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) LIKE '%parameter%')
    OR (
      lower(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addkeyreplicationregions%'
        OR lower(eventName) LIKE 'addprofilepermission%'
        OR lower(eventName) LIKE 'createcertificate%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createcustomkeystore%'
        OR lower(eventName) LIKE 'creategrant%'
        OR lower(eventName) LIKE 'createhsm%'
        OR lower(eventName) LIKE 'createkey%'
        OR lower(eventName) LIKE 'createpermission%'
        OR lower(eventName) LIKE 'createsecret%'
        OR lower(eventName) LIKE 'delete%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disconnect%'
        OR lower(eventName) LIKE 'export%'
        OR lower(eventName) LIKE 'import%'
        OR lower(eventName) LIKE 'initialize%'
        OR lower(eventName) LIKE 'issue%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'put%'
        OR lower(eventName) LIKE 'removepermission%'
        OR lower(eventName) LIKE 'removeprofilepermission%'
        OR lower(eventName) LIKE 'removeregions%'
        OR lower(eventName) LIKE 'replicate%'
        OR lower(eventName) LIKE 'rotate%'
        OR lower(eventName) LIKE 'schedule%'
        OR lower(eventName) LIKE 'startkey%'
        OR lower(eventName) LIKE 'startsigningjob%'
        OR lower(eventName) LIKE 'stop%'
        OR lower(eventName) LIKE 'updatealias%'
        OR lower(eventName) LIKE 'updatecertificate%'
        OR lower(eventName) LIKE 'updatecustomkeystore%'
        OR lower(eventName) LIKE 'updateprimaryregion%'
        OR lower(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'archivefindings%'
        OR lower(eventName) LIKE 'batchdisable%'
        OR lower(eventName) LIKE 'batchupdateautomationrules%'
        OR lower(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventName) LIKE 'createarchiverule%'
        OR lower(eventName) LIKE 'createautomationrule%'
        OR lower(eventName) LIKE 'createfilter%'
        OR lower(eventName) LIKE 'createfindingsfilter%'
        OR lower(eventName) LIKE 'createipset%'
        OR lower(eventName) LIKE 'createtrustedentityset%'
        OR lower(eventName) LIKE 'deleteanalyzer%'
        OR lower(eventName) LIKE 'deletedetector%'
        OR lower(eventName) LIKE 'deletegraph%'
        OR lower(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventName) LIKE 'deletemember%'
        OR lower(eventName) LIKE 'deletepublishingdestination%'
        OR lower(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disassociate%'
        OR lower(eventName) LIKE 'stopmonitoring%'
        OR lower(eventName) LIKE 'updatearchiverule%'
        OR lower(eventName) LIKE 'updatedetector%'
        OR lower(eventName) LIKE 'updatefilter%'
        OR lower(eventName) LIKE 'updatefindingsfilter%'
        OR lower(eventName) LIKE 'updateipset%'
        OR lower(eventName) LIKE 'updatemaciesession%'
        OR lower(eventName) LIKE 'updatememberdetectors%'
        OR lower(eventName) LIKE 'updatestandardscontrol%'
        OR lower(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventSource) = 'oam.amazonaws.com' AND lower(eventName) = 'deletelink')
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
  , FALSE);

-- Manual AWS Resource Sharing With Everyone or Another Account: Rule aws_cloudtrail_manual_resource_shared_publicly (f5798495-e37c-4183-b60d-a9ddbf6d2cf6), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_resource_shared_publicly AS
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
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) IN (
        'createvpcblockpublicaccessexclusion', 'disableimageblockpublicaccess',
        'disablesnapshotblockpublicaccess'
      )
    )
    OR (
      lower(eventSource) = 'eks.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess')) WHERE STRPOS(m.requestParameters, '"endpointPublicAccess"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess'), m1h.i * 100 + m1.i)) = 'true'))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs')) WHERE STRPOS(m.requestParameters, '"publicAccessCidrs"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs'), m1h.i * 100 + m1.i)) = '0.0.0.0/0'))
    )
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'valuesToAdd')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'valuesToAdd')) WHERE STRPOS(m.requestParameters, '"valuesToAdd"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'valuesToAdd'), m0h.i * 100 + m0.i) IS NOT NULL))
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd')) WHERE STRPOS(m.requestParameters, '"accountIdsToAdd"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd'), m0h.i * 100 + m0.i) IS NOT NULL))
    )
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible')) WHERE STRPOS(m.requestParameters, '"publiclyAccessible"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible'), m0h.i * 100 + m0.i)) = 'true'))
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'authType')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'authType')) WHERE STRPOS(m.requestParameters, '"authType"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'authType'), m0h.i * 100 + m0.i)) = 'none'))
    )
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) WHERE STRPOS(m.requestParameters, '"group"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn')) WHERE STRPOS(m.requestParameters, '"organizationArn"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) WHERE STRPOS(m.requestParameters, '"userId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode')) WHERE STRPOS(m.requestParameters, '"InternetGatewayBlockMode"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode'), m1h.i * 100 + m1.i)) = 'off'))
    )
    OR (lower(eventSource) = 's3.amazonaws.com' AND lower(eventName) = 'putbucketreplication')
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) WHERE STRPOS(m.requestParameters, '"group"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) WHERE STRPOS(m.requestParameters, '"userId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principal')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principal')) WHERE STRPOS(m.requestParameters, '"principal"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'principal'), m0h.i * 100 + m0.i)) = '*'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key')) WHERE STRPOS(m.requestParameters, '"key"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'organizationId')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'organizationId')) WHERE STRPOS(m.requestParameters, '"organizationId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'organizationId'), m0h.i * 100 + m0.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principalOrgID')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principalOrgID')) WHERE STRPOS(m.requestParameters, '"principalOrgID"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'principalOrgID'), m0h.i * 100 + m0.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'sourceAccount')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'sourceAccount')) WHERE STRPOS(m.requestParameters, '"sourceAccount"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'sourceAccount'), m0h.i * 100 + m0.i) IS NOT NULL))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
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
  , FALSE);

-- Manual AWS S3 Change That Allows Public Access: Rule aws_cloudtrail_manual_s3_made_public (f1ed7a6b-600f-428f-ad14-1d903117c212), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_s3_made_public AS
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
  AND lower(eventSource) = 's3.amazonaws.com'
  AND (
    eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-acl')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-acl')) WHERE STRPOS(m.requestParameters, '"x-amz-acl"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-acl'), m0h.i * 100 + m0.i)) IN (
        'authenticated-read', 'public-read', 'public-read-write'
      )
    ))
    OR lower(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicAcls')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicAcls')) WHERE STRPOS(m.requestParameters, '"BlockPublicAcls"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicAcls'), m1h.i * 100 + m1.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicPolicy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicPolicy')) WHERE STRPOS(m.requestParameters, '"BlockPublicPolicy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'BlockPublicPolicy'), m1h.i * 100 + m1.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'IgnorePublicAcls')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'IgnorePublicAcls')) WHERE STRPOS(m.requestParameters, '"IgnorePublicAcls"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'IgnorePublicAcls'), m1h.i * 100 + m1.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'RestrictPublicBuckets')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'RestrictPublicBuckets')) WHERE STRPOS(m.requestParameters, '"RestrictPublicBuckets"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PublicAccessBlockConfiguration', TRUE), m0h.i * 100 + m0.i), 'RestrictPublicBuckets'), m1h.i * 100 + m1.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicAcls')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicAcls')) WHERE STRPOS(m.requestParameters, '"BlockPublicAcls"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicAcls'), m2h.i * 100 + m2.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicPolicy')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicPolicy')) WHERE STRPOS(m.requestParameters, '"BlockPublicPolicy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'BlockPublicPolicy'), m2h.i * 100 + m2.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'IgnorePublicAcls')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'IgnorePublicAcls')) WHERE STRPOS(m.requestParameters, '"IgnorePublicAcls"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'IgnorePublicAcls'), m2h.i * 100 + m2.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'RestrictPublicBuckets')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'RestrictPublicBuckets')) WHERE STRPOS(m.requestParameters, '"RestrictPublicBuckets"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'CreateAccessPointRequest', TRUE), m0h.i * 100 + m0.i), 'PublicAccessBlockConfiguration', TRUE), m1h.i * 100 + m1.i), 'RestrictPublicBuckets'), m2h.i * 100 + m2.i)) = 'false'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE), m2h.i * 100 + m2.i), 'Grantee', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE), m2h.i * 100 + m2.i), 'Grantee', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE), m2h.i * 100 + m2.i), 'Grantee', TRUE), m3h.i * 100 + m3.i), 'URI')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE), m2h.i * 100 + m2.i), 'Grantee', TRUE), m3h.i * 100 + m3.i), 'URI')) WHERE STRPOS(m.requestParameters, '"URI"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'AccessControlPolicy', TRUE), m0h.i * 100 + m0.i), 'AccessControlList', TRUE), m1h.i * 100 + m1.i), 'Grant', TRUE), m2h.i * 100 + m2.i), 'Grantee', TRUE), m3h.i * 100 + m3.i), 'URI'), m4h.i * 100 + m4.i)) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-full-control')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-full-control')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-full-control"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-full-control'), m0h.i * 100 + m0.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-read"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read'), m0h.i * 100 + m0.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read-acp')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read-acp')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-read-acp"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-read-acp'), m0h.i * 100 + m0.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-write"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write'), m0h.i * 100 + m0.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write-acp')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write-acp')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-write-acp"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'x-amz-grant-write-acp'), m0h.i * 100 + m0.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-full-control')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-full-control')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-full-control"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-full-control'), m1h.i * 100 + m1.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-read"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read'), m1h.i * 100 + m1.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read-acp')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read-acp')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-read-acp"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-read-acp'), m1h.i * 100 + m1.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-write"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write'), m1h.i * 100 + m1.i)) LIKE '%groups/global/%'))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write-acp')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write-acp')) WHERE STRPOS(m.requestParameters, '"x-amz-grant-write-acp"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'accessControlList', TRUE), m0h.i * 100 + m0.i), 'x-amz-grant-write-acp'), m1h.i * 100 + m1.i)) LIKE '%groups/global/%'))
    OR (
      (
        (
          eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect')) WHERE STRPOS(m.requestParameters, '"Effect"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect'), m2h.i * 100 + m2.i)) = 'allow'))
          AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal')) WHERE STRPOS(m.requestParameters, '"Principal"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal'), m2h.i * 100 + m2.i) IS NOT NULL))
        )
        OR (
          eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect')) WHERE STRPOS(m.requestParameters, '"Effect"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Effect'), m2h.i * 100 + m2.i)) = 'allow'))
          AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal', TRUE), m2h.i * 100 + m2.i), 'AWS')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal', TRUE), m2h.i * 100 + m2.i), 'AWS')) WHERE STRPOS(m.requestParameters, '"AWS"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Principal', TRUE), m2h.i * 100 + m2.i), 'AWS'), m3h.i * 100 + m3.i)) = '*'))
        )
      )
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringEquals', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringEquals', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths')) WHERE STRPOS(m.requestParameters, '"aws:PrincipalOrgPaths"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringLike', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringLike', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths')) WHERE STRPOS(m.requestParameters, '"aws:PrincipalOrgPaths"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'ForAnyValue:StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgPaths'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalAccount')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalAccount')) WHERE STRPOS(m.requestParameters, '"aws:PrincipalAccount"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalAccount'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID')) WHERE STRPOS(m.requestParameters, '"aws:PrincipalOrgID"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceAccount')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceAccount')) WHERE STRPOS(m.requestParameters, '"aws:SourceAccount"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceAccount'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceOrgID')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceOrgID')) WHERE STRPOS(m.requestParameters, '"aws:SourceOrgID"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringEquals', TRUE), m3h.i * 100 + m3.i), 'aws:SourceOrgID'), m4h.i * 100 + m4.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringLike', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringLike', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID')) WHERE STRPOS(m.requestParameters, '"aws:PrincipalOrgID"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'bucketPolicy', TRUE), m0h.i * 100 + m0.i), 'Statement', TRUE), m1h.i * 100 + m1.i), 'Condition', TRUE), m2h.i * 100 + m2.i), 'StringLike', TRUE), m3h.i * 100 + m3.i), 'aws:PrincipalOrgID'), m4h.i * 100 + m4.i) IS NOT NULL))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'PutAccessPointPolicyRequest', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
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
  , FALSE);

-- Manual Opening of an AWS Security Group to the Internet: Rule aws_cloudtrail_manual_security_group_open_to_world (f3e5f55c-2bd2-4382-8211-9e852386ce2e), level high, ATT&CK T1686.001.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_security_group_open_to_world AS
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
  AND lower(eventSource) = 'ec2.amazonaws.com'
  AND lower(eventName) IN ('authorizesecuritygroupingress', 'modifysecuritygrouprules')
  AND (
    eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'cidrIp')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'cidrIp')) WHERE STRPOS(m.requestParameters, '"cidrIp"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'cidrIp'), m0h.i * 100 + m0.i)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIp')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIp')) WHERE STRPOS(m.requestParameters, '"cidrIp"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipRanges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIp'), m4h.i * 100 + m4.i)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m4h ON m4h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIpv6')) JOIN cloudtrail_numbers AS m4 ON m4h.i * 100 + m4.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIpv6')) WHERE STRPOS(m.requestParameters, '"cidrIpv6"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ipPermissions', TRUE), m0h.i * 100 + m0.i), 'items', TRUE), m1h.i * 100 + m1.i), 'ipv6Ranges', TRUE), m2h.i * 100 + m2.i), 'items', TRUE), m3h.i * 100 + m3.i), 'cidrIpv6'), m4h.i * 100 + m4.i)) IN (
        '2000::/3', '::/0', '::/1'
      )
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv4')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv4')) WHERE STRPOS(m.requestParameters, '"CidrIpv4"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv4'), m3h.i * 100 + m3.i)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv6')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv6')) WHERE STRPOS(m.requestParameters, '"CidrIpv6"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifySecurityGroupRulesRequest', TRUE), m0h.i * 100 + m0.i), 'SecurityGroupRule', TRUE), m1h.i * 100 + m1.i), 'SecurityGroupRule', TRUE), m2h.i * 100 + m2.i), 'CidrIpv6'), m3h.i * 100 + m3.i)) IN (
        '2000::/3', '::/0', '::/1'
      )
    ))
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
  , FALSE);

-- Manual AWS Change Failed: Rule aws_cloudtrail_manual_write_denied (e37dc801-8e1c-471b-afde-33176b60575e), level low.
CREATE OR REPLACE VIEW aws_cloudtrail_manual_write_denied AS
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
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '', FALSE)
  AND NOT COALESCE(
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
      'pipes.amazonaws.com', 'sagemaker.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com',
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
    )
    OR (
      (
        (
          lower(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventSource) = 'ec2.amazonaws.com'
          AND lower(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventName) LIKE 'delete%' OR lower(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventName) IN (
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
        OR lower(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'createbroker%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createdbcluster%'
        OR lower(eventName) LIKE 'createdbinstance%'
        OR lower(eventName) LIKE 'createreplicationinstance%'
        OR lower(eventName) LIKE 'createworkgroup%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'modifydb%'
        OR lower(eventName) LIKE 'modifyglobalcluster%'
        OR lower(eventName) LIKE 'restoredbcluster%'
        OR lower(eventName) LIKE 'restoredbinstance%'
        OR lower(eventName) LIKE 'restorefromclustersnapshot%'
        OR lower(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) = 'modifydocumentpermission')
    OR lower(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventSource) = 's3.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventSource) = 'billingconsole.amazonaws.com'
          AND lower(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventSource) = 'route53domains.amazonaws.com'
          AND lower(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventName) LIKE '%directory%'
            OR lower(eventName) LIKE '%externalidp%'
            OR lower(eventName) LIKE '%instance%'
            OR lower(eventName) LIKE '%ssoconfiguration%'
            OR lower(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventSource) = 'cloudtrail.amazonaws.com'
          AND lower(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%address%'
        OR lower(eventName) LIKE '%dhcpoptions%'
        OR lower(eventName) LIKE '%gateway%'
        OR lower(eventName) LIKE '%ipam%'
        OR lower(eventName) LIKE '%networkacl%'
        OR lower(eventName) LIKE '%networkinterface%'
        OR lower(eventName) LIKE '%prefixlist%'
        OR lower(eventName) LIKE '%route%'
        OR lower(eventName) LIKE '%securitygroup%'
        OR lower(eventName) LIKE '%subnet%'
        OR lower(eventName) LIKE '%trafficmirror%'
        OR lower(eventName) LIKE '%verifiedaccess%'
        OR lower(eventName) LIKE '%vpc%'
        OR lower(eventName) LIKE '%vpn%'
      )
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND (
        lower(eventName) LIKE 'acceptdelegationrequest%'
        OR lower(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventName) LIKE 'addroletoinstanceprofile%'
        OR lower(eventName) LIKE 'addusertogroup%'
        OR lower(eventName) LIKE 'attach%'
        OR lower(eventName) LIKE 'createloginprofile%'
        OR lower(eventName) LIKE 'createopenidconnectprovider%'
        OR lower(eventName) LIKE 'createpolicyversion%'
        OR lower(eventName) LIKE 'createrole%'
        OR lower(eventName) LIKE 'createsamlprovider%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deactivatemfadevice%'
        OR lower(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventName) LIKE 'deletevirtualmfadevice%'
        OR lower(eventName) LIKE 'disableorganizationsroot%'
        OR lower(eventName) LIKE 'enableorganizationsroot%'
        OR lower(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventName) LIKE 'putgrouppolicy%'
        OR lower(eventName) LIKE 'putrolepolicy%'
        OR lower(eventName) LIKE 'putuserpolicy%'
        OR lower(eventName) LIKE 'setdefaultpolicyversion%'
        OR lower(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'updateassumerolepolicy%'
        OR lower(eventName) LIKE 'updateloginprofile%'
        OR lower(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addmembertogroup%'
        OR lower(eventName) LIKE 'associateprofile%'
        OR lower(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventName) LIKE 'attachmanagedpolicy%'
        OR lower(eventName) LIKE 'createaccountassignment%'
        OR lower(eventName) LIKE 'createapplicationassignment%'
        OR lower(eventName) LIKE 'createbearertoken%'
        OR lower(eventName) LIKE 'createexternalidp%'
        OR lower(eventName) LIKE 'creategroupmembership%'
        OR lower(eventName) LIKE 'createpermissionset%'
        OR lower(eventName) LIKE 'createprovisioningtenant%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deletemfadevice%'
        OR lower(eventName) LIKE 'deletepermissionsboundary%'
        OR lower(eventName) LIKE 'enableexternalidp%'
        OR lower(eventName) LIKE 'enableuser%'
        OR lower(eventName) LIKE 'provisionpermissionset%'
        OR lower(eventName) LIKE 'putinlinepolicy%'
        OR lower(eventName) LIKE 'putpermissions%'
        OR lower(eventName) LIKE 'updateexternalidp%'
        OR lower(eventName) LIKE 'updatepassword%'
        OR lower(eventName) LIKE 'updatepermissionset%'
        OR lower(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower("userIdentity.type") = 'root'
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
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lower("userIdentity.userName") = 'root'
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) LIKE '%parameter%')
    OR (
      lower(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addkeyreplicationregions%'
        OR lower(eventName) LIKE 'addprofilepermission%'
        OR lower(eventName) LIKE 'createcertificate%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createcustomkeystore%'
        OR lower(eventName) LIKE 'creategrant%'
        OR lower(eventName) LIKE 'createhsm%'
        OR lower(eventName) LIKE 'createkey%'
        OR lower(eventName) LIKE 'createpermission%'
        OR lower(eventName) LIKE 'createsecret%'
        OR lower(eventName) LIKE 'delete%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disconnect%'
        OR lower(eventName) LIKE 'export%'
        OR lower(eventName) LIKE 'import%'
        OR lower(eventName) LIKE 'initialize%'
        OR lower(eventName) LIKE 'issue%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'put%'
        OR lower(eventName) LIKE 'removepermission%'
        OR lower(eventName) LIKE 'removeprofilepermission%'
        OR lower(eventName) LIKE 'removeregions%'
        OR lower(eventName) LIKE 'replicate%'
        OR lower(eventName) LIKE 'rotate%'
        OR lower(eventName) LIKE 'schedule%'
        OR lower(eventName) LIKE 'startkey%'
        OR lower(eventName) LIKE 'startsigningjob%'
        OR lower(eventName) LIKE 'stop%'
        OR lower(eventName) LIKE 'updatealias%'
        OR lower(eventName) LIKE 'updatecertificate%'
        OR lower(eventName) LIKE 'updatecustomkeystore%'
        OR lower(eventName) LIKE 'updateprimaryregion%'
        OR lower(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'archivefindings%'
        OR lower(eventName) LIKE 'batchdisable%'
        OR lower(eventName) LIKE 'batchupdateautomationrules%'
        OR lower(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventName) LIKE 'createarchiverule%'
        OR lower(eventName) LIKE 'createautomationrule%'
        OR lower(eventName) LIKE 'createfilter%'
        OR lower(eventName) LIKE 'createfindingsfilter%'
        OR lower(eventName) LIKE 'createipset%'
        OR lower(eventName) LIKE 'createtrustedentityset%'
        OR lower(eventName) LIKE 'deleteanalyzer%'
        OR lower(eventName) LIKE 'deletedetector%'
        OR lower(eventName) LIKE 'deletegraph%'
        OR lower(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventName) LIKE 'deletemember%'
        OR lower(eventName) LIKE 'deletepublishingdestination%'
        OR lower(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disassociate%'
        OR lower(eventName) LIKE 'stopmonitoring%'
        OR lower(eventName) LIKE 'updatearchiverule%'
        OR lower(eventName) LIKE 'updatedetector%'
        OR lower(eventName) LIKE 'updatefilter%'
        OR lower(eventName) LIKE 'updatefindingsfilter%'
        OR lower(eventName) LIKE 'updateipset%'
        OR lower(eventName) LIKE 'updatemaciesession%'
        OR lower(eventName) LIKE 'updatememberdetectors%'
        OR lower(eventName) LIKE 'updatestandardscontrol%'
        OR lower(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventSource) = 'oam.amazonaws.com' AND lower(eventName) = 'deletelink')
  , FALSE)
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
  , FALSE);

-- AWS Change by the Root User: Rule aws_cloudtrail_root_change (0c9f517e-9eef-4a8b-b69a-eeeabc899a72), level high, ATT&CK T1078.004.
CREATE OR REPLACE VIEW aws_cloudtrail_root_change AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lower("userIdentity.type") = 'root'
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
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lower("userIdentity.userName") = 'root'
    )
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
  AND (
    (
      lower("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
  AND NOT COALESCE(lower(eventType) = 'awsserviceevent', FALSE)
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
  , FALSE);

-- Manual AWS S3 Change in the Console: Rule aws_cloudtrail_s3_console_change (56cc56c6-d6e2-4274-af17-ef86cd41bd2d), level medium.
CREATE OR REPLACE VIEW aws_cloudtrail_s3_console_change AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower(eventSource) LIKE 's3%'
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR (
      lower(userAgent) LIKE 'mozilla/%'
      OR lower(userAgent) LIKE 's3console/%'
      OR lower(userAgent) LIKE '[aws console %'
      OR lower(userAgent) LIKE '[mozilla/%'
      OR lower(userAgent) LIKE '[s3console%'
    )
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'referrer')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'referrer')) WHERE STRPOS(m.additionalEventData, '"referrer"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'referrer'), m0h.i * 100 + m0.i)) LIKE '%console.amazonaws-us-gov.com%'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'referrer'), m0h.i * 100 + m0.i)) LIKE '%console.amazonaws.cn%'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'referrer'), m0h.i * 100 + m0.i)) LIKE '%console.aws.amazon.com%'
    ))
  )
  AND NOT COALESCE(lower(userAgent) LIKE '%exec-env/cloudshell%', FALSE)
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
  AND NOT COALESCE(
    lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
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
  , FALSE);

-- Role Assumed Itself Without a Trust Grant: Rule aws_cloudtrail_session_name_bypass (9d461983-56cc-4fa6-b271-f08fd916bedc), level high, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW aws_cloudtrail_session_name_bypass AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower(eventSource) = 'sts.amazonaws.com'
  AND lower(eventName) = 'assumerole'
  AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'explicitTrustGrant')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'explicitTrustGrant')) WHERE STRPOS(m.additionalEventData, '"explicitTrustGrant"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'explicitTrustGrant'), m0h.i * 100 + m0.i)) = 'false'))
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
  , FALSE);

-- Human Session Assumed a Role Under Another Session Name: Rule aws_cloudtrail_session_name_mismatch (94987e19-238a-4109-b142-9d2ec7c26ad8), level medium, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW aws_cloudtrail_session_name_mismatch AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lower(eventSource) = 'sts.amazonaws.com'
  AND lower(eventName) = 'assumerole'
  AND lower("userIdentity.type") = 'assumedrole'
  AND (
    lower("userIdentity.principalId") LIKE '%@%'
    OR lower("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso!_%' ESCAPE '!'
    OR lower("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso!_%' ESCAPE '!'
  )
  AND NOT COALESCE(
    eventID IN (SELECT n.eventID FROM cloudtrail AS n JOIN cloudtrail_numbers AS n0h ON n0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(n.requestParameters, 'roleSessionName')) JOIN cloudtrail_numbers AS n0 ON n0h.i * 100 + n0.i < f_cloudtrail_length(f_cloudtrail_value(n.requestParameters, 'roleSessionName')) WHERE STRPOS(n.requestParameters, '"roleSessionName"') > 0 AND (RIGHT(lower("userIdentity.principalId"), LENGTH(lower(f_cloudtrail_text(f_cloudtrail_value(n.requestParameters, 'roleSessionName'), n0h.i * 100 + n0.i)))) = lower(f_cloudtrail_text(f_cloudtrail_value(n.requestParameters, 'roleSessionName'), n0h.i * 100 + n0.i))))
  , FALSE)
  AND JSON_EXTRACT_PATH_TEXT(requestParameters, 'roleSessionName', TRUE) IS NOT NULL
  AND NOT COALESCE(
    lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
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
  , FALSE);
