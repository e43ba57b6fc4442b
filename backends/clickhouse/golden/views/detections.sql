-- Manual AWS Change Through an AI Agent: Rule aws_cloudtrail_agent_change (8f0b717f-4526-4fd2-a56b-224842d2bb7d), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW "aws_cloudtrail_agent_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
    OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Change From CloudShell: Rule aws_cloudtrail_cloudshell_change (6b321fb5-5735-48e2-ab66-06e85ebf5d74), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW "aws_cloudtrail_cloudshell_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- AWS Manual Console Action - 2019 User Agents: Rule aws_cloudtrail_console_action_legacy (ada1b155-6ef9-4ea6-89fd-5f91fcc0a405), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_console_action_legacy" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(userAgent) IN (
        'aws cloudwatch console', 'coral/jakarta', 'coral/netty4', 'console.amazonaws.com'
      )
      OR lowerUTF8(userAgent) LIKE 'mozilla/%'
      OR lowerUTF8(userAgent) LIKE 's3console/%'
      OR lowerUTF8(userAgent) LIKE '[s3console%'
    )
    OR (lowerUTF8(userAgent) LIKE 'console.%' AND lowerUTF8(userAgent) LIKE '%.amazonaws.com')
    OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
  )
  AND NOT COALESCE(
    (
      lowerUTF8(eventName) IN (
        'consolelogin', 'decrypt', 'downloaddblogfileportion', 'lookupevents', 'testeventpattern',
        'testscheduleexpression', 'listdnssec', 'rest.get.object_lock_configuration'
      )
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
    )
    OR lowerUTF8("userIdentity.invokedBy") = 'aws internal'
    OR (
      lowerUTF8(eventName) = 'assumerole'
      AND lowerUTF8(userAgent) = 'coral/netty4'
      AND lowerUTF8("userIdentity.invokedBy") IN (
        'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'
      )
    )
  , FALSE)
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- AWS Change by a Human Session Named by E-Mail Address: Rule aws_cloudtrail_human_session_change_domain (203c3295-2bfc-40e4-95d5-b1347a314c65), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_human_session_change_domain" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8("userIdentity.arn") LIKE '%@example.com'
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (
    (
      lowerUTF8("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND NOT COALESCE(
    lowerUTF8(userAgent) LIKE '%opentofu%'
    OR lowerUTF8(userAgent) LIKE '%pulumi%'
    OR lowerUTF8(userAgent) LIKE '%terraform%'
    OR lowerUTF8(userAgent) LIKE '%aws-cdk%'
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- AWS Change by an Identity Center or AWS Login Session: Rule aws_cloudtrail_human_session_change_identity_center (3d114421-1344-4488-b732-7134974aef44), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_human_session_change_identity_center" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso\\_%'
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'userId'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'onBehalfOf'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')])))))))))
    OR lowerUTF8("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso\\_%'
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'signInSessionArn'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')])))))))))
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (
    (
      lowerUTF8("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND NOT COALESCE(
    lowerUTF8(userAgent) LIKE '%opentofu%'
    OR lowerUTF8(userAgent) LIKE '%pulumi%'
    OR lowerUTF8(userAgent) LIKE '%terraform%'
    OR lowerUTF8(userAgent) LIKE '%aws-cdk%'
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Change in the Console: Rule aws_cloudtrail_manual_change (128e5582-9564-44b9-8f2e-881f120d1ce9), level medium.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND NOT COALESCE(lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%', FALSE)
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Compute or Code Change: Rule aws_cloudtrail_manual_compute_or_code_change (527c93ad-9508-480b-8859-498ea7db71e4), level medium, ATT&CK T1648, T1578.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_compute_or_code_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createactivation%'
        OR lowerUTF8(eventName) LIKE 'createassociation%'
        OR lowerUTF8(eventName) LIKE 'createdocument%'
        OR lowerUTF8(eventName) LIKE 'opentunnel%'
        OR lowerUTF8(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lowerUTF8(eventName) LIKE 'resumesession%'
        OR lowerUTF8(eventName) LIKE 'send%'
        OR lowerUTF8(eventName) LIKE 'startaccessrequest%'
        OR lowerUTF8(eventName) LIKE 'startautomationexecution%'
        OR lowerUTF8(eventName) LIKE 'startconnection%'
        OR lowerUTF8(eventName) LIKE 'startsession%'
        OR lowerUTF8(eventName) LIKE 'updateassociation%'
        OR lowerUTF8(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%fleet%'
        OR lowerUTF8(eventName) LIKE '%iaminstanceprofile%'
        OR lowerUTF8(eventName) LIKE '%image%'
        OR lowerUTF8(eventName) LIKE '%instance%'
        OR lowerUTF8(eventName) LIKE '%launchtemplate%'
        OR lowerUTF8(eventName) LIKE '%serialconsole%'
        OR lowerUTF8(eventName) LIKE '%snapshot%'
        OR lowerUTF8(eventName) LIKE '%volume%'
      )
    )
    OR lowerUTF8(eventSource) IN (
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
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Data Store Deletion: Rule aws_cloudtrail_manual_data_store_deleted (8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be), level high, ATT&CK T1485.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_data_store_deleted" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      (
        (
          lowerUTF8(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lowerUTF8(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lowerUTF8(eventSource) = 'ec2.amazonaws.com'
          AND lowerUTF8(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lowerUTF8(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lowerUTF8(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lowerUTF8(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lowerUTF8(eventName) LIKE 'delete%' OR lowerUTF8(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lowerUTF8(eventName) IN (
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
        OR lowerUTF8(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-idp.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com'
      )
      AND (lowerUTF8(eventName) LIKE 'modify%' OR lowerUTF8(eventName) LIKE 'update%')
      AND arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
          'inactive', 'false'
        )
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'deletionProtection')])))
    )
    OR (
      lowerUTF8(eventSource) IN ('dsql.amazonaws.com', 'dynamodb.amazonaws.com')
      AND lowerUTF8(eventName) LIKE 'update%'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'deletionProtectionEnabled')])))
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Privilege Change: Rule aws_cloudtrail_manual_iam_privilege_change (3c31617a-1af3-48a5-a473-77d371813c34), level high, ATT&CK T1098, T1098.003, T1136.003.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_iam_privilege_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE 'acceptdelegationrequest%'
        OR lowerUTF8(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'addroletoinstanceprofile%'
        OR lowerUTF8(eventName) LIKE 'addusertogroup%'
        OR lowerUTF8(eventName) LIKE 'attach%'
        OR lowerUTF8(eventName) LIKE 'createloginprofile%'
        OR lowerUTF8(eventName) LIKE 'createopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'createpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'createrole%'
        OR lowerUTF8(eventName) LIKE 'createsamlprovider%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deactivatemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deletevirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'disableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lowerUTF8(eventName) LIKE 'putgrouppolicy%'
        OR lowerUTF8(eventName) LIKE 'putrolepolicy%'
        OR lowerUTF8(eventName) LIKE 'putuserpolicy%'
        OR lowerUTF8(eventName) LIKE 'setdefaultpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'updateassumerolepolicy%'
        OR lowerUTF8(eventName) LIKE 'updateloginprofile%'
        OR lowerUTF8(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lowerUTF8(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addmembertogroup%'
        OR lowerUTF8(eventName) LIKE 'associateprofile%'
        OR lowerUTF8(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'attachmanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'createaccountassignment%'
        OR lowerUTF8(eventName) LIKE 'createapplicationassignment%'
        OR lowerUTF8(eventName) LIKE 'createbearertoken%'
        OR lowerUTF8(eventName) LIKE 'createexternalidp%'
        OR lowerUTF8(eventName) LIKE 'creategroupmembership%'
        OR lowerUTF8(eventName) LIKE 'createpermissionset%'
        OR lowerUTF8(eventName) LIKE 'createprovisioningtenant%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deletemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deletepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'enableexternalidp%'
        OR lowerUTF8(eventName) LIKE 'enableuser%'
        OR lowerUTF8(eventName) LIKE 'provisionpermissionset%'
        OR lowerUTF8(eventName) LIKE 'putinlinepolicy%'
        OR lowerUTF8(eventName) LIKE 'putpermissions%'
        OR lowerUTF8(eventName) LIKE 'updateexternalidp%'
        OR lowerUTF8(eventName) LIKE 'updatepassword%'
        OR lowerUTF8(eventName) LIKE 'updatepermissionset%'
        OR lowerUTF8(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
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
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Key or Secret Change: Rule aws_cloudtrail_manual_key_or_secret_change (c007afc9-4fa6-4e50-8d57-94dbe1fe9bb0), level high, ATT&CK T1098.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_key_or_secret_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lowerUTF8(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lowerUTF8(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) LIKE '%parameter%')
    OR (
      lowerUTF8(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addkeyreplicationregions%'
        OR lowerUTF8(eventName) LIKE 'addprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'createcertificate%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createcustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'creategrant%'
        OR lowerUTF8(eventName) LIKE 'createhsm%'
        OR lowerUTF8(eventName) LIKE 'createkey%'
        OR lowerUTF8(eventName) LIKE 'createpermission%'
        OR lowerUTF8(eventName) LIKE 'createsecret%'
        OR lowerUTF8(eventName) LIKE 'delete%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disconnect%'
        OR lowerUTF8(eventName) LIKE 'export%'
        OR lowerUTF8(eventName) LIKE 'import%'
        OR lowerUTF8(eventName) LIKE 'initialize%'
        OR lowerUTF8(eventName) LIKE 'issue%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'put%'
        OR lowerUTF8(eventName) LIKE 'removepermission%'
        OR lowerUTF8(eventName) LIKE 'removeprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'removeregions%'
        OR lowerUTF8(eventName) LIKE 'replicate%'
        OR lowerUTF8(eventName) LIKE 'rotate%'
        OR lowerUTF8(eventName) LIKE 'schedule%'
        OR lowerUTF8(eventName) LIKE 'startkey%'
        OR lowerUTF8(eventName) LIKE 'startsigningjob%'
        OR lowerUTF8(eventName) LIKE 'stop%'
        OR lowerUTF8(eventName) LIKE 'updatealias%'
        OR lowerUTF8(eventName) LIKE 'updatecertificate%'
        OR lowerUTF8(eventName) LIKE 'updatecustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'updateprimaryregion%'
        OR lowerUTF8(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lowerUTF8(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual Removal of AWS Logging, Monitoring or Protection: Rule aws_cloudtrail_manual_logging_tampered (2c7b519c-25f7-4ce8-b95c-3878acd6d97c), level high, ATT&CK T1685, T1685.002.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_logging_tampered" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'archivefindings%'
        OR lowerUTF8(eventName) LIKE 'batchdisable%'
        OR lowerUTF8(eventName) LIKE 'batchupdateautomationrules%'
        OR lowerUTF8(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'createarchiverule%'
        OR lowerUTF8(eventName) LIKE 'createautomationrule%'
        OR lowerUTF8(eventName) LIKE 'createfilter%'
        OR lowerUTF8(eventName) LIKE 'createfindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'createipset%'
        OR lowerUTF8(eventName) LIKE 'createtrustedentityset%'
        OR lowerUTF8(eventName) LIKE 'deleteanalyzer%'
        OR lowerUTF8(eventName) LIKE 'deletedetector%'
        OR lowerUTF8(eventName) LIKE 'deletegraph%'
        OR lowerUTF8(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lowerUTF8(eventName) LIKE 'deletemember%'
        OR lowerUTF8(eventName) LIKE 'deletepublishingdestination%'
        OR lowerUTF8(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disassociate%'
        OR lowerUTF8(eventName) LIKE 'stopmonitoring%'
        OR lowerUTF8(eventName) LIKE 'updatearchiverule%'
        OR lowerUTF8(eventName) LIKE 'updatedetector%'
        OR lowerUTF8(eventName) LIKE 'updatefilter%'
        OR lowerUTF8(eventName) LIKE 'updatefindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'updateipset%'
        OR lowerUTF8(eventName) LIKE 'updatemaciesession%'
        OR lowerUTF8(eventName) LIKE 'updatememberdetectors%'
        OR lowerUTF8(eventName) LIKE 'updatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lowerUTF8(eventSource) = 'oam.amazonaws.com' AND lowerUTF8(eventName) = 'deletelink')
    OR (
      lowerUTF8(eventSource) = 's3.amazonaws.com'
      AND lowerUTF8(eventName) = 'putbucketlogging'
      AND arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'xmlns'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'BucketLoggingStatus')]))))))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'TargetBucket'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'LoggingEnabled'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'BucketLoggingStatus')])))))))))
      , FALSE)
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Network Change: Rule aws_cloudtrail_manual_network_change (fabc330f-46c1-4f50-84fa-219af040d98b), level medium, ATT&CK T1686.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_network_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%address%'
        OR lowerUTF8(eventName) LIKE '%dhcpoptions%'
        OR lowerUTF8(eventName) LIKE '%gateway%'
        OR lowerUTF8(eventName) LIKE '%ipam%'
        OR lowerUTF8(eventName) LIKE '%networkacl%'
        OR lowerUTF8(eventName) LIKE '%networkinterface%'
        OR lowerUTF8(eventName) LIKE '%prefixlist%'
        OR lowerUTF8(eventName) LIKE '%route%'
        OR lowerUTF8(eventName) LIKE '%securitygroup%'
        OR lowerUTF8(eventName) LIKE '%subnet%'
        OR lowerUTF8(eventName) LIKE '%trafficmirror%'
        OR lowerUTF8(eventName) LIKE '%verifiedaccess%'
        OR lowerUTF8(eventName) LIKE '%vpc%'
        OR lowerUTF8(eventName) LIKE '%vpn%'
      )
    )
    OR lowerUTF8(eventSource) IN (
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Organization, Account or Domain Change: Rule aws_cloudtrail_manual_organization_change (5b7d6cf1-7c92-418b-8580-ec31f5e8a387), level high, ATT&CK T1666.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_organization_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'route53domains.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
        'updatedomainnameservers'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
      AND (
        lowerUTF8(eventName) LIKE '%directory%'
        OR lowerUTF8(eventName) LIKE '%externalidp%'
        OR lowerUTF8(eventName) LIKE '%instance%'
        OR lowerUTF8(eventName) LIKE '%ssoconfiguration%'
        OR lowerUTF8(eventName) LIKE '%trustedtokenissuer%'
      )
    )
    OR lowerUTF8(eventSource) IN (
      'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
      'ram.amazonaws.com'
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) = 'deregisterorganizationdelegatedadmin'
    )
  )
  AND NOT COALESCE(lowerUTF8(eventName) IN ('tagresource', 'untagresource'), FALSE)
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual Privileged AWS Change Failed: Rule aws_cloudtrail_manual_privileged_write_denied (a8c3b16f-9ca4-4f95-91f3-1ee5f19c574f), level medium, ATT&CK T1580.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_privileged_write_denied" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '', FALSE)
  AND (
    (
      lowerUTF8(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createactivation%'
        OR lowerUTF8(eventName) LIKE 'createassociation%'
        OR lowerUTF8(eventName) LIKE 'createdocument%'
        OR lowerUTF8(eventName) LIKE 'opentunnel%'
        OR lowerUTF8(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lowerUTF8(eventName) LIKE 'resumesession%'
        OR lowerUTF8(eventName) LIKE 'send%'
        OR lowerUTF8(eventName) LIKE 'startaccessrequest%'
        OR lowerUTF8(eventName) LIKE 'startautomationexecution%'
        OR lowerUTF8(eventName) LIKE 'startconnection%'
        OR lowerUTF8(eventName) LIKE 'startsession%'
        OR lowerUTF8(eventName) LIKE 'updateassociation%'
        OR lowerUTF8(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%fleet%'
        OR lowerUTF8(eventName) LIKE '%iaminstanceprofile%'
        OR lowerUTF8(eventName) LIKE '%image%'
        OR lowerUTF8(eventName) LIKE '%instance%'
        OR lowerUTF8(eventName) LIKE '%launchtemplate%'
        OR lowerUTF8(eventName) LIKE '%serialconsole%'
        OR lowerUTF8(eventName) LIKE '%snapshot%'
        OR lowerUTF8(eventName) LIKE '%volume%'
      )
    )
    OR lowerUTF8(eventSource) IN (
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
          lowerUTF8(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lowerUTF8(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lowerUTF8(eventSource) = 'ec2.amazonaws.com'
          AND lowerUTF8(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lowerUTF8(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lowerUTF8(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lowerUTF8(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lowerUTF8(eventName) LIKE 'delete%' OR lowerUTF8(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lowerUTF8(eventName) IN (
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
        OR lowerUTF8(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lowerUTF8(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createbroker%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbinstance%'
        OR lowerUTF8(eventName) LIKE 'createreplicationinstance%'
        OR lowerUTF8(eventName) LIKE 'createworkgroup%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'modifydb%'
        OR lowerUTF8(eventName) LIKE 'modifyglobalcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbinstance%'
        OR lowerUTF8(eventName) LIKE 'restorefromclustersnapshot%'
        OR lowerUTF8(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) = 'modifydocumentpermission')
    OR lowerUTF8(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lowerUTF8(eventSource) = 's3.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lowerUTF8(eventSource) = 'route53domains.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lowerUTF8(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lowerUTF8(eventName) LIKE '%directory%'
            OR lowerUTF8(eventName) LIKE '%externalidp%'
            OR lowerUTF8(eventName) LIKE '%instance%'
            OR lowerUTF8(eventName) LIKE '%ssoconfiguration%'
            OR lowerUTF8(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lowerUTF8(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
          AND lowerUTF8(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lowerUTF8(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%address%'
        OR lowerUTF8(eventName) LIKE '%dhcpoptions%'
        OR lowerUTF8(eventName) LIKE '%gateway%'
        OR lowerUTF8(eventName) LIKE '%ipam%'
        OR lowerUTF8(eventName) LIKE '%networkacl%'
        OR lowerUTF8(eventName) LIKE '%networkinterface%'
        OR lowerUTF8(eventName) LIKE '%prefixlist%'
        OR lowerUTF8(eventName) LIKE '%route%'
        OR lowerUTF8(eventName) LIKE '%securitygroup%'
        OR lowerUTF8(eventName) LIKE '%subnet%'
        OR lowerUTF8(eventName) LIKE '%trafficmirror%'
        OR lowerUTF8(eventName) LIKE '%verifiedaccess%'
        OR lowerUTF8(eventName) LIKE '%vpc%'
        OR lowerUTF8(eventName) LIKE '%vpn%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE 'acceptdelegationrequest%'
        OR lowerUTF8(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'addroletoinstanceprofile%'
        OR lowerUTF8(eventName) LIKE 'addusertogroup%'
        OR lowerUTF8(eventName) LIKE 'attach%'
        OR lowerUTF8(eventName) LIKE 'createloginprofile%'
        OR lowerUTF8(eventName) LIKE 'createopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'createpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'createrole%'
        OR lowerUTF8(eventName) LIKE 'createsamlprovider%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deactivatemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deletevirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'disableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lowerUTF8(eventName) LIKE 'putgrouppolicy%'
        OR lowerUTF8(eventName) LIKE 'putrolepolicy%'
        OR lowerUTF8(eventName) LIKE 'putuserpolicy%'
        OR lowerUTF8(eventName) LIKE 'setdefaultpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'updateassumerolepolicy%'
        OR lowerUTF8(eventName) LIKE 'updateloginprofile%'
        OR lowerUTF8(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lowerUTF8(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addmembertogroup%'
        OR lowerUTF8(eventName) LIKE 'associateprofile%'
        OR lowerUTF8(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'attachmanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'createaccountassignment%'
        OR lowerUTF8(eventName) LIKE 'createapplicationassignment%'
        OR lowerUTF8(eventName) LIKE 'createbearertoken%'
        OR lowerUTF8(eventName) LIKE 'createexternalidp%'
        OR lowerUTF8(eventName) LIKE 'creategroupmembership%'
        OR lowerUTF8(eventName) LIKE 'createpermissionset%'
        OR lowerUTF8(eventName) LIKE 'createprovisioningtenant%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deletemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deletepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'enableexternalidp%'
        OR lowerUTF8(eventName) LIKE 'enableuser%'
        OR lowerUTF8(eventName) LIKE 'provisionpermissionset%'
        OR lowerUTF8(eventName) LIKE 'putinlinepolicy%'
        OR lowerUTF8(eventName) LIKE 'putpermissions%'
        OR lowerUTF8(eventName) LIKE 'updateexternalidp%'
        OR lowerUTF8(eventName) LIKE 'updatepassword%'
        OR lowerUTF8(eventName) LIKE 'updatepermissionset%'
        OR lowerUTF8(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lowerUTF8("userIdentity.type") = 'root'
    OR (
      (
        lowerUTF8(sourceIPAddress) LIKE '1%'
        OR lowerUTF8(sourceIPAddress) LIKE '2%'
        OR lowerUTF8(sourceIPAddress) LIKE '3%'
        OR lowerUTF8(sourceIPAddress) LIKE '4%'
        OR lowerUTF8(sourceIPAddress) LIKE '5%'
        OR lowerUTF8(sourceIPAddress) LIKE '6%'
        OR lowerUTF8(sourceIPAddress) LIKE '7%'
        OR lowerUTF8(sourceIPAddress) LIKE '8%'
        OR lowerUTF8(sourceIPAddress) LIKE '9%'
      )
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lowerUTF8("userIdentity.userName") = 'root'
    )
    OR (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lowerUTF8(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lowerUTF8(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) LIKE '%parameter%')
    OR (
      lowerUTF8(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addkeyreplicationregions%'
        OR lowerUTF8(eventName) LIKE 'addprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'createcertificate%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createcustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'creategrant%'
        OR lowerUTF8(eventName) LIKE 'createhsm%'
        OR lowerUTF8(eventName) LIKE 'createkey%'
        OR lowerUTF8(eventName) LIKE 'createpermission%'
        OR lowerUTF8(eventName) LIKE 'createsecret%'
        OR lowerUTF8(eventName) LIKE 'delete%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disconnect%'
        OR lowerUTF8(eventName) LIKE 'export%'
        OR lowerUTF8(eventName) LIKE 'import%'
        OR lowerUTF8(eventName) LIKE 'initialize%'
        OR lowerUTF8(eventName) LIKE 'issue%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'put%'
        OR lowerUTF8(eventName) LIKE 'removepermission%'
        OR lowerUTF8(eventName) LIKE 'removeprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'removeregions%'
        OR lowerUTF8(eventName) LIKE 'replicate%'
        OR lowerUTF8(eventName) LIKE 'rotate%'
        OR lowerUTF8(eventName) LIKE 'schedule%'
        OR lowerUTF8(eventName) LIKE 'startkey%'
        OR lowerUTF8(eventName) LIKE 'startsigningjob%'
        OR lowerUTF8(eventName) LIKE 'stop%'
        OR lowerUTF8(eventName) LIKE 'updatealias%'
        OR lowerUTF8(eventName) LIKE 'updatecertificate%'
        OR lowerUTF8(eventName) LIKE 'updatecustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'updateprimaryregion%'
        OR lowerUTF8(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lowerUTF8(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'archivefindings%'
        OR lowerUTF8(eventName) LIKE 'batchdisable%'
        OR lowerUTF8(eventName) LIKE 'batchupdateautomationrules%'
        OR lowerUTF8(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'createarchiverule%'
        OR lowerUTF8(eventName) LIKE 'createautomationrule%'
        OR lowerUTF8(eventName) LIKE 'createfilter%'
        OR lowerUTF8(eventName) LIKE 'createfindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'createipset%'
        OR lowerUTF8(eventName) LIKE 'createtrustedentityset%'
        OR lowerUTF8(eventName) LIKE 'deleteanalyzer%'
        OR lowerUTF8(eventName) LIKE 'deletedetector%'
        OR lowerUTF8(eventName) LIKE 'deletegraph%'
        OR lowerUTF8(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lowerUTF8(eventName) LIKE 'deletemember%'
        OR lowerUTF8(eventName) LIKE 'deletepublishingdestination%'
        OR lowerUTF8(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disassociate%'
        OR lowerUTF8(eventName) LIKE 'stopmonitoring%'
        OR lowerUTF8(eventName) LIKE 'updatearchiverule%'
        OR lowerUTF8(eventName) LIKE 'updatedetector%'
        OR lowerUTF8(eventName) LIKE 'updatefilter%'
        OR lowerUTF8(eventName) LIKE 'updatefindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'updateipset%'
        OR lowerUTF8(eventName) LIKE 'updatemaciesession%'
        OR lowerUTF8(eventName) LIKE 'updatememberdetectors%'
        OR lowerUTF8(eventName) LIKE 'updatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lowerUTF8(eventSource) = 'oam.amazonaws.com' AND lowerUTF8(eventName) = 'deletelink')
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Resource Sharing With Everyone or Another Account: Rule aws_cloudtrail_manual_resource_shared_publicly (f5798495-e37c-4183-b60d-a9ddbf6d2cf6), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_resource_shared_publicly" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createvpcblockpublicaccessexclusion', 'disableimageblockpublicaccess',
        'disablesnapshotblockpublicaccess'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'eks.amazonaws.com'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'true', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'endpointPublicAccess'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcesVpcConfig')]))))))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = '0.0.0.0/0', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'publicAccessCidrs'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcesVpcConfig')]))))))
    )
    OR (
      lowerUTF8(eventSource) = 'rds.amazonaws.com'
      AND arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'valuesToAdd')])))
    )
    OR (
      lowerUTF8(eventSource) = 'ssm.amazonaws.com'
      AND arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accountIdsToAdd')])))
    )
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'true', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'publiclyAccessible')])))
    OR (
      lowerUTF8(eventSource) = 'lambda.amazonaws.com'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'none', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'authType')])))
    )
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'group'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'launchPermission')]))))))))))))
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'organizationArn'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'launchPermission')]))))))))))))
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'userId'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'launchPermission')]))))))))))))
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND lowerUTF8(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'off', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'InternetGatewayBlockMode'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'ModifyVpcBlockPublicAccessOptionsRequest')]))))))
    )
    OR (lowerUTF8(eventSource) = 's3.amazonaws.com' AND lowerUTF8(eventName) = 'putbucketreplication')
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'group'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'createVolumePermission')]))))))))))))
    OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'userId'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'createVolumePermission')]))))))))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_pub\\_0%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_pub\\_0%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_sub\\_0%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_sub\\_0%"aws":"*"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributeValue')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_pub\\_0%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_pub\\_0%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_sub\\_0%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%\\_\\_console\\_sub\\_0%"aws":"*"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributes')]))))))
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = '*', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'principal')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'key'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'condition')]))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'organizationId')])))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'principalOrgID')])))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'sourceAccount')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessPolicies')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessPolicies')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessPolicies')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'assumeRolePolicyDocument')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'assumeRolePolicyDocument')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'assumeRolePolicyDocument')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributeValue')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributeValue')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributeValue')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributes')]))))))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributes')]))))))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributes')]))))))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')]))))))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')]))))))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')]))))))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyDocument')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyDocument')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyDocument')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyInJson')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyInJson')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyInJson')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyText')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyText')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyText')])))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcePolicy')])))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcePolicy')])))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcePolicy')])))
      , FALSE)
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS S3 Change That Allows Public Access: Rule aws_cloudtrail_manual_s3_made_public (f1ed7a6b-600f-428f-ad14-1d903117c212), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_s3_made_public" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND lowerUTF8(eventSource) = 's3.amazonaws.com'
  AND (
    arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        'authenticated-read', 'public-read', 'public-read-write'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-acl')])))
    OR lowerUTF8(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'BlockPublicAcls'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PublicAccessBlockConfiguration')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'BlockPublicPolicy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PublicAccessBlockConfiguration')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'IgnorePublicAcls'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PublicAccessBlockConfiguration')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'RestrictPublicBuckets'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PublicAccessBlockConfiguration')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'BlockPublicAcls'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'PublicAccessBlockConfiguration'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'CreateAccessPointRequest')])))))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'BlockPublicPolicy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'PublicAccessBlockConfiguration'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'CreateAccessPointRequest')])))))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'IgnorePublicAcls'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'PublicAccessBlockConfiguration'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'CreateAccessPointRequest')])))))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'RestrictPublicBuckets'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'PublicAccessBlockConfiguration'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'CreateAccessPointRequest')])))))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'URI'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Grantee'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Grant'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'AccessControlList'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'AccessControlPolicy')])))))))))))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-grant-full-control')])))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-grant-read')])))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-grant-read-acp')])))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-grant-write')])))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'x-amz-grant-write-acp')])))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'x-amz-grant-full-control'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessControlList')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'x-amz-grant-read'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessControlList')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'x-amz-grant-read-acp'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessControlList')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'x-amz-grant-write'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessControlList')]))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%groups/global/%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'x-amz-grant-write-acp'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessControlList')]))))))
    OR (
      (
        (
          arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'allow', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Effect'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))
          AND arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Principal'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))
        )
        OR (
          arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'allow', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Effect'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))
          AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = '*', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'AWS'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Principal'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')]))))))))))))
        )
      )
      AND NOT COALESCE(
        arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:PrincipalOrgPaths'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'ForAnyValue:StringEquals'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:PrincipalOrgPaths'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'ForAnyValue:StringLike'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:PrincipalAccount'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'StringEquals'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:PrincipalOrgID'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'StringEquals'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:SourceAccount'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'StringEquals'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:SourceOrgID'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'StringEquals'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
        OR arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'aws:PrincipalOrgID'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'StringLike'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Condition'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Statement'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'bucketPolicy')])))))))))))))))
      , FALSE)
    )
    OR (
      arrayExists(m -> ifNull(
        lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
        OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
      , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PutAccessPointPolicyRequest')]))))))
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"allow"%', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PutAccessPointPolicyRequest')]))))))
      AND NOT COALESCE(
        arrayExists(m -> ifNull(
          lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:principalorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceaccount%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourcearn%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceorg%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%aws:sourceowner%'
          OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%kms:calleraccount%'
        , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'PutAccessPointPolicyRequest')]))))))
      , FALSE)
    )
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual Opening of an AWS Security Group to the Internet: Rule aws_cloudtrail_manual_security_group_open_to_world (f3e5f55c-2bd2-4382-8211-9e852386ce2e), level high, ATT&CK T1686.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_security_group_open_to_world" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND lowerUTF8(eventSource) = 'ec2.amazonaws.com'
  AND lowerUTF8(eventName) IN ('authorizesecuritygroupingress', 'modifysecuritygrouprules')
  AND (
    arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'cidrIp')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'cidrIp'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'ipRanges'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'ipPermissions')])))))))))))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        '2000::/3', '::/0', '::/1'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'cidrIpv6'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'ipv6Ranges'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'ipPermissions')])))))))))))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'CidrIpv4'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'SecurityGroupRule'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'SecurityGroupRule'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'ModifySecurityGroupRulesRequest')]))))))))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) IN (
        '2000::/3', '::/0', '::/1'
      )
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'CidrIpv6'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'SecurityGroupRule'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'SecurityGroupRule'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'ModifySecurityGroupRulesRequest')]))))))))))))
  )
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS Change Failed: Rule aws_cloudtrail_manual_write_denied (e37dc801-8e1c-471b-afde-33176b60575e), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_write_denied" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '', FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createactivation%'
        OR lowerUTF8(eventName) LIKE 'createassociation%'
        OR lowerUTF8(eventName) LIKE 'createdocument%'
        OR lowerUTF8(eventName) LIKE 'opentunnel%'
        OR lowerUTF8(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lowerUTF8(eventName) LIKE 'resumesession%'
        OR lowerUTF8(eventName) LIKE 'send%'
        OR lowerUTF8(eventName) LIKE 'startaccessrequest%'
        OR lowerUTF8(eventName) LIKE 'startautomationexecution%'
        OR lowerUTF8(eventName) LIKE 'startconnection%'
        OR lowerUTF8(eventName) LIKE 'startsession%'
        OR lowerUTF8(eventName) LIKE 'updateassociation%'
        OR lowerUTF8(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%fleet%'
        OR lowerUTF8(eventName) LIKE '%iaminstanceprofile%'
        OR lowerUTF8(eventName) LIKE '%image%'
        OR lowerUTF8(eventName) LIKE '%instance%'
        OR lowerUTF8(eventName) LIKE '%launchtemplate%'
        OR lowerUTF8(eventName) LIKE '%serialconsole%'
        OR lowerUTF8(eventName) LIKE '%snapshot%'
        OR lowerUTF8(eventName) LIKE '%volume%'
      )
    )
    OR lowerUTF8(eventSource) IN (
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
          lowerUTF8(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lowerUTF8(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lowerUTF8(eventSource) = 'ec2.amazonaws.com'
          AND lowerUTF8(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lowerUTF8(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lowerUTF8(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lowerUTF8(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lowerUTF8(eventName) LIKE 'delete%' OR lowerUTF8(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lowerUTF8(eventName) IN (
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
        OR lowerUTF8(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lowerUTF8(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createbroker%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbinstance%'
        OR lowerUTF8(eventName) LIKE 'createreplicationinstance%'
        OR lowerUTF8(eventName) LIKE 'createworkgroup%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'modifydb%'
        OR lowerUTF8(eventName) LIKE 'modifyglobalcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbinstance%'
        OR lowerUTF8(eventName) LIKE 'restorefromclustersnapshot%'
        OR lowerUTF8(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) = 'modifydocumentpermission')
    OR lowerUTF8(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lowerUTF8(eventSource) = 's3.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lowerUTF8(eventSource) = 'route53domains.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lowerUTF8(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lowerUTF8(eventName) LIKE '%directory%'
            OR lowerUTF8(eventName) LIKE '%externalidp%'
            OR lowerUTF8(eventName) LIKE '%instance%'
            OR lowerUTF8(eventName) LIKE '%ssoconfiguration%'
            OR lowerUTF8(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lowerUTF8(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
          AND lowerUTF8(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lowerUTF8(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%address%'
        OR lowerUTF8(eventName) LIKE '%dhcpoptions%'
        OR lowerUTF8(eventName) LIKE '%gateway%'
        OR lowerUTF8(eventName) LIKE '%ipam%'
        OR lowerUTF8(eventName) LIKE '%networkacl%'
        OR lowerUTF8(eventName) LIKE '%networkinterface%'
        OR lowerUTF8(eventName) LIKE '%prefixlist%'
        OR lowerUTF8(eventName) LIKE '%route%'
        OR lowerUTF8(eventName) LIKE '%securitygroup%'
        OR lowerUTF8(eventName) LIKE '%subnet%'
        OR lowerUTF8(eventName) LIKE '%trafficmirror%'
        OR lowerUTF8(eventName) LIKE '%verifiedaccess%'
        OR lowerUTF8(eventName) LIKE '%vpc%'
        OR lowerUTF8(eventName) LIKE '%vpn%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE 'acceptdelegationrequest%'
        OR lowerUTF8(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'addroletoinstanceprofile%'
        OR lowerUTF8(eventName) LIKE 'addusertogroup%'
        OR lowerUTF8(eventName) LIKE 'attach%'
        OR lowerUTF8(eventName) LIKE 'createloginprofile%'
        OR lowerUTF8(eventName) LIKE 'createopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'createpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'createrole%'
        OR lowerUTF8(eventName) LIKE 'createsamlprovider%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deactivatemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deletevirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'disableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lowerUTF8(eventName) LIKE 'putgrouppolicy%'
        OR lowerUTF8(eventName) LIKE 'putrolepolicy%'
        OR lowerUTF8(eventName) LIKE 'putuserpolicy%'
        OR lowerUTF8(eventName) LIKE 'setdefaultpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'updateassumerolepolicy%'
        OR lowerUTF8(eventName) LIKE 'updateloginprofile%'
        OR lowerUTF8(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lowerUTF8(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addmembertogroup%'
        OR lowerUTF8(eventName) LIKE 'associateprofile%'
        OR lowerUTF8(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'attachmanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'createaccountassignment%'
        OR lowerUTF8(eventName) LIKE 'createapplicationassignment%'
        OR lowerUTF8(eventName) LIKE 'createbearertoken%'
        OR lowerUTF8(eventName) LIKE 'createexternalidp%'
        OR lowerUTF8(eventName) LIKE 'creategroupmembership%'
        OR lowerUTF8(eventName) LIKE 'createpermissionset%'
        OR lowerUTF8(eventName) LIKE 'createprovisioningtenant%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deletemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deletepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'enableexternalidp%'
        OR lowerUTF8(eventName) LIKE 'enableuser%'
        OR lowerUTF8(eventName) LIKE 'provisionpermissionset%'
        OR lowerUTF8(eventName) LIKE 'putinlinepolicy%'
        OR lowerUTF8(eventName) LIKE 'putpermissions%'
        OR lowerUTF8(eventName) LIKE 'updateexternalidp%'
        OR lowerUTF8(eventName) LIKE 'updatepassword%'
        OR lowerUTF8(eventName) LIKE 'updatepermissionset%'
        OR lowerUTF8(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lowerUTF8("userIdentity.type") = 'root'
    OR (
      (
        lowerUTF8(sourceIPAddress) LIKE '1%'
        OR lowerUTF8(sourceIPAddress) LIKE '2%'
        OR lowerUTF8(sourceIPAddress) LIKE '3%'
        OR lowerUTF8(sourceIPAddress) LIKE '4%'
        OR lowerUTF8(sourceIPAddress) LIKE '5%'
        OR lowerUTF8(sourceIPAddress) LIKE '6%'
        OR lowerUTF8(sourceIPAddress) LIKE '7%'
        OR lowerUTF8(sourceIPAddress) LIKE '8%'
        OR lowerUTF8(sourceIPAddress) LIKE '9%'
      )
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lowerUTF8("userIdentity.userName") = 'root'
    )
    OR (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lowerUTF8(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lowerUTF8(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) LIKE '%parameter%')
    OR (
      lowerUTF8(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addkeyreplicationregions%'
        OR lowerUTF8(eventName) LIKE 'addprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'createcertificate%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createcustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'creategrant%'
        OR lowerUTF8(eventName) LIKE 'createhsm%'
        OR lowerUTF8(eventName) LIKE 'createkey%'
        OR lowerUTF8(eventName) LIKE 'createpermission%'
        OR lowerUTF8(eventName) LIKE 'createsecret%'
        OR lowerUTF8(eventName) LIKE 'delete%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disconnect%'
        OR lowerUTF8(eventName) LIKE 'export%'
        OR lowerUTF8(eventName) LIKE 'import%'
        OR lowerUTF8(eventName) LIKE 'initialize%'
        OR lowerUTF8(eventName) LIKE 'issue%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'put%'
        OR lowerUTF8(eventName) LIKE 'removepermission%'
        OR lowerUTF8(eventName) LIKE 'removeprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'removeregions%'
        OR lowerUTF8(eventName) LIKE 'replicate%'
        OR lowerUTF8(eventName) LIKE 'rotate%'
        OR lowerUTF8(eventName) LIKE 'schedule%'
        OR lowerUTF8(eventName) LIKE 'startkey%'
        OR lowerUTF8(eventName) LIKE 'startsigningjob%'
        OR lowerUTF8(eventName) LIKE 'stop%'
        OR lowerUTF8(eventName) LIKE 'updatealias%'
        OR lowerUTF8(eventName) LIKE 'updatecertificate%'
        OR lowerUTF8(eventName) LIKE 'updatecustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'updateprimaryregion%'
        OR lowerUTF8(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lowerUTF8(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'archivefindings%'
        OR lowerUTF8(eventName) LIKE 'batchdisable%'
        OR lowerUTF8(eventName) LIKE 'batchupdateautomationrules%'
        OR lowerUTF8(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'createarchiverule%'
        OR lowerUTF8(eventName) LIKE 'createautomationrule%'
        OR lowerUTF8(eventName) LIKE 'createfilter%'
        OR lowerUTF8(eventName) LIKE 'createfindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'createipset%'
        OR lowerUTF8(eventName) LIKE 'createtrustedentityset%'
        OR lowerUTF8(eventName) LIKE 'deleteanalyzer%'
        OR lowerUTF8(eventName) LIKE 'deletedetector%'
        OR lowerUTF8(eventName) LIKE 'deletegraph%'
        OR lowerUTF8(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lowerUTF8(eventName) LIKE 'deletemember%'
        OR lowerUTF8(eventName) LIKE 'deletepublishingdestination%'
        OR lowerUTF8(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disassociate%'
        OR lowerUTF8(eventName) LIKE 'stopmonitoring%'
        OR lowerUTF8(eventName) LIKE 'updatearchiverule%'
        OR lowerUTF8(eventName) LIKE 'updatedetector%'
        OR lowerUTF8(eventName) LIKE 'updatefilter%'
        OR lowerUTF8(eventName) LIKE 'updatefindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'updateipset%'
        OR lowerUTF8(eventName) LIKE 'updatemaciesession%'
        OR lowerUTF8(eventName) LIKE 'updatememberdetectors%'
        OR lowerUTF8(eventName) LIKE 'updatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lowerUTF8(eventSource) = 'oam.amazonaws.com' AND lowerUTF8(eventName) = 'deletelink')
  , FALSE)
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- AWS Change by the Root User: Rule aws_cloudtrail_root_change (0c9f517e-9eef-4a8b-b69a-eeeabc899a72), level high, ATT&CK T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_root_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8("userIdentity.type") = 'root'
    OR (
      (
        lowerUTF8(sourceIPAddress) LIKE '1%'
        OR lowerUTF8(sourceIPAddress) LIKE '2%'
        OR lowerUTF8(sourceIPAddress) LIKE '3%'
        OR lowerUTF8(sourceIPAddress) LIKE '4%'
        OR lowerUTF8(sourceIPAddress) LIKE '5%'
        OR lowerUTF8(sourceIPAddress) LIKE '6%'
        OR lowerUTF8(sourceIPAddress) LIKE '7%'
        OR lowerUTF8(sourceIPAddress) LIKE '8%'
        OR lowerUTF8(sourceIPAddress) LIKE '9%'
      )
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lowerUTF8("userIdentity.userName") = 'root'
    )
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (
    (
      lowerUTF8("userIdentity.invokedBy") IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND NOT COALESCE(lowerUTF8(eventType) = 'awsserviceevent', FALSE)
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Manual AWS S3 Change in the Console: Rule aws_cloudtrail_s3_console_change (56cc56c6-d6e2-4274-af17-ef86cd41bd2d), level medium.
CREATE OR REPLACE VIEW "aws_cloudtrail_s3_console_change" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(eventSource) LIKE 's3%'
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR (
      lowerUTF8(userAgent) LIKE 'mozilla/%'
      OR lowerUTF8(userAgent) LIKE 's3console/%'
      OR lowerUTF8(userAgent) LIKE '[aws console %'
      OR lowerUTF8(userAgent) LIKE '[mozilla/%'
      OR lowerUTF8(userAgent) LIKE '[s3console%'
    )
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%console.amazonaws-us-gov.com%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%console.amazonaws.cn%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%console.aws.amazon.com%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'referrer')])))
  )
  AND NOT COALESCE(lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%', FALSE)
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Role Assumed Itself Without a Trust Grant: Rule aws_cloudtrail_session_name_bypass (9d461983-56cc-4fa6-b271-f08fd916bedc), level high, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_session_name_bypass" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(eventSource) = 'sts.amazonaws.com'
  AND lowerUTF8(eventName) = 'assumerole'
  AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'false', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'explicitTrustGrant')])))
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);

-- Human Session Assumed a Role Under Another Session Name: Rule aws_cloudtrail_session_name_mismatch (94987e19-238a-4109-b142-9d2ec7c26ad8), level medium, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_session_name_mismatch" AS
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  lowerUTF8(eventSource) = 'sts.amazonaws.com'
  AND lowerUTF8(eventName) = 'assumerole'
  AND lowerUTF8("userIdentity.type") = 'assumedrole'
  AND (
    lowerUTF8("userIdentity.principalId") LIKE '%@%'
    OR lowerUTF8("userIdentity.arn") LIKE '%:assumed-role/awsreservedsso\\_%'
    OR lowerUTF8("userIdentity.sessionContext.sessionIssuer.userName") LIKE 'awsreservedsso\\_%'
  )
  AND NOT COALESCE(
    arrayExists(n -> ifNull(endsWith(lowerUTF8("userIdentity.principalId"), lowerUTF8(multiIf(JSONType(n) = 'String', JSONExtractString(n), JSONType(n) IN ('Null', 'Object', 'Array'), NULL, n))), false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'roleSessionName')])))
  , FALSE)
  AND arrayExists(m -> JSONType(m) <> 'Null', [JSONExtractRaw(ifNull(requestParameters, ''), 'roleSessionName')])
  AND NOT COALESCE(
    lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
    OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE);
