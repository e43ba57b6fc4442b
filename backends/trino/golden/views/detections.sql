-- Manual AWS Change Through an AI Agent: Rule aws_cloudtrail_agent_change (8f0b717f-4526-4fd2-a56b-224842d2bb7d), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW "aws_cloudtrail_agent_change" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    lower(useridentity.invokedby) = 'q.amazonaws.com'
    OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
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
  , FALSE);

-- Manual AWS Change From CloudShell: Rule aws_cloudtrail_cloudshell_change (6b321fb5-5735-48e2-ab66-06e85ebf5d74), level medium, ATT&CK T1059.009.
CREATE OR REPLACE VIEW "aws_cloudtrail_cloudshell_change" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(useragent) LIKE '%exec-env/cloudshell%'
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
  AND NOT COALESCE(
    lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
    OR lower(useridentity.invokedby) LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
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
  , FALSE);

-- AWS Manual Console Action - 2019 User Agents: Rule aws_cloudtrail_console_action_legacy (ada1b155-6ef9-4ea6-89fd-5f91fcc0a405), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_console_action_legacy" AS
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
  , FALSE);

-- AWS Change by a Human Session Named by E-Mail Address: Rule aws_cloudtrail_human_session_change_domain (203c3295-2bfc-40e4-95d5-b1347a314c65), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_human_session_change_domain" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(useridentity.arn) LIKE '%@example.com'
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
  AND (
    (
      lower(useridentity.invokedby) IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
      OR lower(useridentity.invokedby) LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
  AND NOT COALESCE(
    lower(useragent) LIKE '%opentofu%'
    OR lower(useragent) LIKE '%pulumi%'
    OR lower(useragent) LIKE '%terraform%'
    OR lower(useragent) LIKE '%aws-cdk%'
  , FALSE)
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
  , FALSE);

-- AWS Change by an Identity Center or AWS Login Session: Rule aws_cloudtrail_human_session_change_identity_center (3d114421-1344-4488-b732-7134974aef44), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_human_session_change_identity_center" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    lower(useridentity.arn) LIKE '%:assumed-role/awsreservedsso!_%' ESCAPE '!'
    OR any_match(CAST(json_parse(json_query(record, 'lax $."userIdentity"."onBehalfOf"."userId"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR lower(useridentity.sessioncontext.sessionissuer.username) LIKE 'awsreservedsso!_%' ESCAPE '!'
    OR any_match(CAST(json_parse(json_query(record, 'lax $."userIdentity"."sessionContext"."signInSessionArn"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
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
  AND (
    (
      lower(useridentity.invokedby) IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
      OR lower(useridentity.invokedby) LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
  AND NOT COALESCE(
    lower(useragent) LIKE '%opentofu%'
    OR lower(useragent) LIKE '%pulumi%'
    OR lower(useragent) LIKE '%terraform%'
    OR lower(useragent) LIKE '%aws-cdk%'
  , FALSE)
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
  , FALSE);

-- Manual AWS Change in the Console: Rule aws_cloudtrail_manual_change (128e5582-9564-44b9-8f2e-881f120d1ce9), level medium.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_change" AS
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
        )
        OR (
          (lower(useragent) LIKE 'console.%' OR lower(useragent) LIKE 'signin.%')
          AND lower(useragent) LIKE '%.amazonaws.com'
        )
        OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
      )
      AND NOT COALESCE(lower(useragent) LIKE '%exec-env/cloudshell%', FALSE)
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
  , FALSE);

-- Manual AWS Compute or Code Change: Rule aws_cloudtrail_manual_compute_or_code_change (527c93ad-9508-480b-8859-498ea7db71e4), level medium, ATT&CK T1648, T1578.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_compute_or_code_change" AS
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
      lower(eventsource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createactivation%'
        OR lower(eventname) LIKE 'createassociation%'
        OR lower(eventname) LIKE 'createdocument%'
        OR lower(eventname) LIKE 'opentunnel%'
        OR lower(eventname) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventname) LIKE 'resumesession%'
        OR lower(eventname) LIKE 'send%'
        OR lower(eventname) LIKE 'startaccessrequest%'
        OR lower(eventname) LIKE 'startautomationexecution%'
        OR lower(eventname) LIKE 'startconnection%'
        OR lower(eventname) LIKE 'startsession%'
        OR lower(eventname) LIKE 'updateassociation%'
        OR lower(eventname) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%fleet%'
        OR lower(eventname) LIKE '%iaminstanceprofile%'
        OR lower(eventname) LIKE '%image%'
        OR lower(eventname) LIKE '%instance%'
        OR lower(eventname) LIKE '%launchtemplate%'
        OR lower(eventname) LIKE '%serialconsole%'
        OR lower(eventname) LIKE '%snapshot%'
        OR lower(eventname) LIKE '%volume%'
      )
    )
    OR lower(eventsource) IN (
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
  , FALSE);

-- Manual AWS Data Store Deletion: Rule aws_cloudtrail_manual_data_store_deleted (8516ab5d-d3c3-42b3-b31b-1f36c3fbc1be), level high, ATT&CK T1485.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_data_store_deleted" AS
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
  , FALSE);

-- Manual AWS Privilege Change: Rule aws_cloudtrail_manual_iam_privilege_change (3c31617a-1af3-48a5-a473-77d371813c34), level high, ATT&CK T1098, T1098.003, T1136.003.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_iam_privilege_change" AS
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
      lower(eventsource) = 'iam.amazonaws.com'
      AND (
        lower(eventname) LIKE 'acceptdelegationrequest%'
        OR lower(eventname) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventname) LIKE 'addroletoinstanceprofile%'
        OR lower(eventname) LIKE 'addusertogroup%'
        OR lower(eventname) LIKE 'attach%'
        OR lower(eventname) LIKE 'createloginprofile%'
        OR lower(eventname) LIKE 'createopenidconnectprovider%'
        OR lower(eventname) LIKE 'createpolicyversion%'
        OR lower(eventname) LIKE 'createrole%'
        OR lower(eventname) LIKE 'createsamlprovider%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deactivatemfadevice%'
        OR lower(eventname) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventname) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventname) LIKE 'deletevirtualmfadevice%'
        OR lower(eventname) LIKE 'disableorganizationsroot%'
        OR lower(eventname) LIKE 'enableorganizationsroot%'
        OR lower(eventname) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventname) LIKE 'putgrouppolicy%'
        OR lower(eventname) LIKE 'putrolepolicy%'
        OR lower(eventname) LIKE 'putuserpolicy%'
        OR lower(eventname) LIKE 'setdefaultpolicyversion%'
        OR lower(eventname) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'updateassumerolepolicy%'
        OR lower(eventname) LIKE 'updateloginprofile%'
        OR lower(eventname) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventname) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventsource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addmembertogroup%'
        OR lower(eventname) LIKE 'associateprofile%'
        OR lower(eventname) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventname) LIKE 'attachmanagedpolicy%'
        OR lower(eventname) LIKE 'createaccountassignment%'
        OR lower(eventname) LIKE 'createapplicationassignment%'
        OR lower(eventname) LIKE 'createbearertoken%'
        OR lower(eventname) LIKE 'createexternalidp%'
        OR lower(eventname) LIKE 'creategroupmembership%'
        OR lower(eventname) LIKE 'createpermissionset%'
        OR lower(eventname) LIKE 'createprovisioningtenant%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deletemfadevice%'
        OR lower(eventname) LIKE 'deletepermissionsboundary%'
        OR lower(eventname) LIKE 'enableexternalidp%'
        OR lower(eventname) LIKE 'enableuser%'
        OR lower(eventname) LIKE 'provisionpermissionset%'
        OR lower(eventname) LIKE 'putinlinepolicy%'
        OR lower(eventname) LIKE 'putpermissions%'
        OR lower(eventname) LIKE 'updateexternalidp%'
        OR lower(eventname) LIKE 'updatepassword%'
        OR lower(eventname) LIKE 'updatepermissionset%'
        OR lower(eventname) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventname) IN (
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
  , FALSE);

-- Manual AWS Key or Secret Change: Rule aws_cloudtrail_manual_key_or_secret_change (c007afc9-4fa6-4e50-8d57-94dbe1fe9bb0), level high, ATT&CK T1098.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_key_or_secret_change" AS
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
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventname) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventsource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) LIKE '%parameter%')
    OR (
      lower(eventsource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addkeyreplicationregions%'
        OR lower(eventname) LIKE 'addprofilepermission%'
        OR lower(eventname) LIKE 'createcertificate%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createcustomkeystore%'
        OR lower(eventname) LIKE 'creategrant%'
        OR lower(eventname) LIKE 'createhsm%'
        OR lower(eventname) LIKE 'createkey%'
        OR lower(eventname) LIKE 'createpermission%'
        OR lower(eventname) LIKE 'createsecret%'
        OR lower(eventname) LIKE 'delete%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disconnect%'
        OR lower(eventname) LIKE 'export%'
        OR lower(eventname) LIKE 'import%'
        OR lower(eventname) LIKE 'initialize%'
        OR lower(eventname) LIKE 'issue%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'put%'
        OR lower(eventname) LIKE 'removepermission%'
        OR lower(eventname) LIKE 'removeprofilepermission%'
        OR lower(eventname) LIKE 'removeregions%'
        OR lower(eventname) LIKE 'replicate%'
        OR lower(eventname) LIKE 'rotate%'
        OR lower(eventname) LIKE 'schedule%'
        OR lower(eventname) LIKE 'startkey%'
        OR lower(eventname) LIKE 'startsigningjob%'
        OR lower(eventname) LIKE 'stop%'
        OR lower(eventname) LIKE 'updatealias%'
        OR lower(eventname) LIKE 'updatecertificate%'
        OR lower(eventname) LIKE 'updatecustomkeystore%'
        OR lower(eventname) LIKE 'updateprimaryregion%'
        OR lower(eventname) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventname) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
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
  , FALSE);

-- Manual Removal of AWS Logging, Monitoring or Protection: Rule aws_cloudtrail_manual_logging_tampered (2c7b519c-25f7-4ce8-b95c-3878acd6d97c), level high, ATT&CK T1685, T1685.002.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_logging_tampered" AS
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
      lower(eventsource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventname) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'archivefindings%'
        OR lower(eventname) LIKE 'batchdisable%'
        OR lower(eventname) LIKE 'batchupdateautomationrules%'
        OR lower(eventname) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventname) LIKE 'createarchiverule%'
        OR lower(eventname) LIKE 'createautomationrule%'
        OR lower(eventname) LIKE 'createfilter%'
        OR lower(eventname) LIKE 'createfindingsfilter%'
        OR lower(eventname) LIKE 'createipset%'
        OR lower(eventname) LIKE 'createtrustedentityset%'
        OR lower(eventname) LIKE 'deleteanalyzer%'
        OR lower(eventname) LIKE 'deletedetector%'
        OR lower(eventname) LIKE 'deletegraph%'
        OR lower(eventname) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventname) LIKE 'deletemember%'
        OR lower(eventname) LIKE 'deletepublishingdestination%'
        OR lower(eventname) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'stopmonitoring%'
        OR lower(eventname) LIKE 'updatearchiverule%'
        OR lower(eventname) LIKE 'updatedetector%'
        OR lower(eventname) LIKE 'updatefilter%'
        OR lower(eventname) LIKE 'updatefindingsfilter%'
        OR lower(eventname) LIKE 'updateipset%'
        OR lower(eventname) LIKE 'updatemaciesession%'
        OR lower(eventname) LIKE 'updatememberdetectors%'
        OR lower(eventname) LIKE 'updatestandardscontrol%'
        OR lower(eventname) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventsource) = 'oam.amazonaws.com' AND lower(eventname) = 'deletelink')
    OR (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) = 'putbucketlogging'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."BucketLoggingStatus"."xmlns"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."BucketLoggingStatus"."LoggingEnabled"."TargetBucket"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      , FALSE)
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
  , FALSE);

-- Manual AWS Network Change: Rule aws_cloudtrail_manual_network_change (fabc330f-46c1-4f50-84fa-219af040d98b), level medium, ATT&CK T1686.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_network_change" AS
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
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%address%'
        OR lower(eventname) LIKE '%dhcpoptions%'
        OR lower(eventname) LIKE '%gateway%'
        OR lower(eventname) LIKE '%ipam%'
        OR lower(eventname) LIKE '%networkacl%'
        OR lower(eventname) LIKE '%networkinterface%'
        OR lower(eventname) LIKE '%prefixlist%'
        OR lower(eventname) LIKE '%route%'
        OR lower(eventname) LIKE '%securitygroup%'
        OR lower(eventname) LIKE '%subnet%'
        OR lower(eventname) LIKE '%trafficmirror%'
        OR lower(eventname) LIKE '%verifiedaccess%'
        OR lower(eventname) LIKE '%vpc%'
        OR lower(eventname) LIKE '%vpn%'
      )
    )
    OR lower(eventsource) IN (
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
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
  , FALSE);

-- Manual AWS Organization, Account or Domain Change: Rule aws_cloudtrail_manual_organization_change (5b7d6cf1-7c92-418b-8580-ec31f5e8a387), level high, ATT&CK T1666.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_organization_change" AS
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
      lower(eventsource) = 'billingconsole.amazonaws.com'
      AND lower(eventname) IN (
        'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
      )
    )
    OR (
      lower(eventsource) = 'route53domains.amazonaws.com'
      AND lower(eventname) IN (
        'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
        'updatedomainnameservers'
      )
    )
    OR (
      lower(eventsource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
      AND (
        lower(eventname) LIKE '%directory%'
        OR lower(eventname) LIKE '%externalidp%'
        OR lower(eventname) LIKE '%instance%'
        OR lower(eventname) LIKE '%ssoconfiguration%'
        OR lower(eventname) LIKE '%trustedtokenissuer%'
      )
    )
    OR lower(eventsource) IN (
      'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
      'ram.amazonaws.com'
    )
    OR (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) = 'deregisterorganizationdelegatedadmin'
    )
  )
  AND NOT COALESCE(lower(eventname) IN ('tagresource', 'untagresource'), FALSE)
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
  , FALSE);

-- Manual Privileged AWS Change Failed: Rule aws_cloudtrail_manual_privileged_write_denied (a8c3b16f-9ca4-4f95-91f3-1ee5f19c574f), level medium, ATT&CK T1580.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_privileged_write_denied" AS
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
  AND NOT COALESCE(NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '', FALSE)
  AND (
    (
      lower(eventsource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createactivation%'
        OR lower(eventname) LIKE 'createassociation%'
        OR lower(eventname) LIKE 'createdocument%'
        OR lower(eventname) LIKE 'opentunnel%'
        OR lower(eventname) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventname) LIKE 'resumesession%'
        OR lower(eventname) LIKE 'send%'
        OR lower(eventname) LIKE 'startaccessrequest%'
        OR lower(eventname) LIKE 'startautomationexecution%'
        OR lower(eventname) LIKE 'startconnection%'
        OR lower(eventname) LIKE 'startsession%'
        OR lower(eventname) LIKE 'updateassociation%'
        OR lower(eventname) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%fleet%'
        OR lower(eventname) LIKE '%iaminstanceprofile%'
        OR lower(eventname) LIKE '%image%'
        OR lower(eventname) LIKE '%instance%'
        OR lower(eventname) LIKE '%launchtemplate%'
        OR lower(eventname) LIKE '%serialconsole%'
        OR lower(eventname) LIKE '%snapshot%'
        OR lower(eventname) LIKE '%volume%'
      )
    )
    OR lower(eventsource) IN (
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
      lower(eventsource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createbroker%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createdbcluster%'
        OR lower(eventname) LIKE 'createdbinstance%'
        OR lower(eventname) LIKE 'createreplicationinstance%'
        OR lower(eventname) LIKE 'createworkgroup%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'modifydb%'
        OR lower(eventname) LIKE 'modifyglobalcluster%'
        OR lower(eventname) LIKE 'restoredbcluster%'
        OR lower(eventname) LIKE 'restoredbinstance%'
        OR lower(eventname) LIKE 'restorefromclustersnapshot%'
        OR lower(eventname) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) = 'modifydocumentpermission')
    OR lower(eventname) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventname) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventsource) = 'billingconsole.amazonaws.com'
          AND lower(eventname) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventsource) = 'route53domains.amazonaws.com'
          AND lower(eventname) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventsource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventname) LIKE '%directory%'
            OR lower(eventname) LIKE '%externalidp%'
            OR lower(eventname) LIKE '%instance%'
            OR lower(eventname) LIKE '%ssoconfiguration%'
            OR lower(eventname) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventsource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventsource) = 'cloudtrail.amazonaws.com'
          AND lower(eventname) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventname) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%address%'
        OR lower(eventname) LIKE '%dhcpoptions%'
        OR lower(eventname) LIKE '%gateway%'
        OR lower(eventname) LIKE '%ipam%'
        OR lower(eventname) LIKE '%networkacl%'
        OR lower(eventname) LIKE '%networkinterface%'
        OR lower(eventname) LIKE '%prefixlist%'
        OR lower(eventname) LIKE '%route%'
        OR lower(eventname) LIKE '%securitygroup%'
        OR lower(eventname) LIKE '%subnet%'
        OR lower(eventname) LIKE '%trafficmirror%'
        OR lower(eventname) LIKE '%verifiedaccess%'
        OR lower(eventname) LIKE '%vpc%'
        OR lower(eventname) LIKE '%vpn%'
      )
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND (
        lower(eventname) LIKE 'acceptdelegationrequest%'
        OR lower(eventname) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventname) LIKE 'addroletoinstanceprofile%'
        OR lower(eventname) LIKE 'addusertogroup%'
        OR lower(eventname) LIKE 'attach%'
        OR lower(eventname) LIKE 'createloginprofile%'
        OR lower(eventname) LIKE 'createopenidconnectprovider%'
        OR lower(eventname) LIKE 'createpolicyversion%'
        OR lower(eventname) LIKE 'createrole%'
        OR lower(eventname) LIKE 'createsamlprovider%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deactivatemfadevice%'
        OR lower(eventname) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventname) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventname) LIKE 'deletevirtualmfadevice%'
        OR lower(eventname) LIKE 'disableorganizationsroot%'
        OR lower(eventname) LIKE 'enableorganizationsroot%'
        OR lower(eventname) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventname) LIKE 'putgrouppolicy%'
        OR lower(eventname) LIKE 'putrolepolicy%'
        OR lower(eventname) LIKE 'putuserpolicy%'
        OR lower(eventname) LIKE 'setdefaultpolicyversion%'
        OR lower(eventname) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'updateassumerolepolicy%'
        OR lower(eventname) LIKE 'updateloginprofile%'
        OR lower(eventname) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventname) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventsource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addmembertogroup%'
        OR lower(eventname) LIKE 'associateprofile%'
        OR lower(eventname) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventname) LIKE 'attachmanagedpolicy%'
        OR lower(eventname) LIKE 'createaccountassignment%'
        OR lower(eventname) LIKE 'createapplicationassignment%'
        OR lower(eventname) LIKE 'createbearertoken%'
        OR lower(eventname) LIKE 'createexternalidp%'
        OR lower(eventname) LIKE 'creategroupmembership%'
        OR lower(eventname) LIKE 'createpermissionset%'
        OR lower(eventname) LIKE 'createprovisioningtenant%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deletemfadevice%'
        OR lower(eventname) LIKE 'deletepermissionsboundary%'
        OR lower(eventname) LIKE 'enableexternalidp%'
        OR lower(eventname) LIKE 'enableuser%'
        OR lower(eventname) LIKE 'provisionpermissionset%'
        OR lower(eventname) LIKE 'putinlinepolicy%'
        OR lower(eventname) LIKE 'putpermissions%'
        OR lower(eventname) LIKE 'updateexternalidp%'
        OR lower(eventname) LIKE 'updatepassword%'
        OR lower(eventname) LIKE 'updatepermissionset%'
        OR lower(eventname) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventname) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower(useridentity.type) = 'root'
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
      AND NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
      AND lower(useridentity.username) = 'root'
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventname) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventsource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) LIKE '%parameter%')
    OR (
      lower(eventsource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addkeyreplicationregions%'
        OR lower(eventname) LIKE 'addprofilepermission%'
        OR lower(eventname) LIKE 'createcertificate%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createcustomkeystore%'
        OR lower(eventname) LIKE 'creategrant%'
        OR lower(eventname) LIKE 'createhsm%'
        OR lower(eventname) LIKE 'createkey%'
        OR lower(eventname) LIKE 'createpermission%'
        OR lower(eventname) LIKE 'createsecret%'
        OR lower(eventname) LIKE 'delete%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disconnect%'
        OR lower(eventname) LIKE 'export%'
        OR lower(eventname) LIKE 'import%'
        OR lower(eventname) LIKE 'initialize%'
        OR lower(eventname) LIKE 'issue%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'put%'
        OR lower(eventname) LIKE 'removepermission%'
        OR lower(eventname) LIKE 'removeprofilepermission%'
        OR lower(eventname) LIKE 'removeregions%'
        OR lower(eventname) LIKE 'replicate%'
        OR lower(eventname) LIKE 'rotate%'
        OR lower(eventname) LIKE 'schedule%'
        OR lower(eventname) LIKE 'startkey%'
        OR lower(eventname) LIKE 'startsigningjob%'
        OR lower(eventname) LIKE 'stop%'
        OR lower(eventname) LIKE 'updatealias%'
        OR lower(eventname) LIKE 'updatecertificate%'
        OR lower(eventname) LIKE 'updatecustomkeystore%'
        OR lower(eventname) LIKE 'updateprimaryregion%'
        OR lower(eventname) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventname) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventname) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'archivefindings%'
        OR lower(eventname) LIKE 'batchdisable%'
        OR lower(eventname) LIKE 'batchupdateautomationrules%'
        OR lower(eventname) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventname) LIKE 'createarchiverule%'
        OR lower(eventname) LIKE 'createautomationrule%'
        OR lower(eventname) LIKE 'createfilter%'
        OR lower(eventname) LIKE 'createfindingsfilter%'
        OR lower(eventname) LIKE 'createipset%'
        OR lower(eventname) LIKE 'createtrustedentityset%'
        OR lower(eventname) LIKE 'deleteanalyzer%'
        OR lower(eventname) LIKE 'deletedetector%'
        OR lower(eventname) LIKE 'deletegraph%'
        OR lower(eventname) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventname) LIKE 'deletemember%'
        OR lower(eventname) LIKE 'deletepublishingdestination%'
        OR lower(eventname) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'stopmonitoring%'
        OR lower(eventname) LIKE 'updatearchiverule%'
        OR lower(eventname) LIKE 'updatedetector%'
        OR lower(eventname) LIKE 'updatefilter%'
        OR lower(eventname) LIKE 'updatefindingsfilter%'
        OR lower(eventname) LIKE 'updateipset%'
        OR lower(eventname) LIKE 'updatemaciesession%'
        OR lower(eventname) LIKE 'updatememberdetectors%'
        OR lower(eventname) LIKE 'updatestandardscontrol%'
        OR lower(eventname) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventsource) = 'oam.amazonaws.com' AND lower(eventname) = 'deletelink')
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
  , FALSE);

-- Manual AWS Resource Sharing With Everyone or Another Account: Rule aws_cloudtrail_manual_resource_shared_publicly (f5798495-e37c-4183-b60d-a9ddbf6d2cf6), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_resource_shared_publicly" AS
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
      lower(eventsource) = 'ec2.amazonaws.com'
      AND lower(eventname) IN (
        'createvpcblockpublicaccessexclusion', 'disableimageblockpublicaccess',
        'disablesnapshotblockpublicaccess'
      )
    )
    OR (
      lower(eventsource) = 'eks.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcesVpcConfig"."endpointPublicAccess"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'true'))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcesVpcConfig"."publicAccessCidrs"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '0.0.0.0/0'))
    )
    OR (
      lower(eventsource) = 'rds.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."valuesToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    )
    OR (
      lower(eventsource) = 'ssm.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accountIdsToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    )
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."publiclyAccessible"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'true'))
    OR (
      lower(eventsource) = 'lambda.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."authType"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'none'))
    )
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."launchPermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."launchPermission"."add"."items"."organizationArn"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."launchPermission"."add"."items"."userId"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND lower(eventname) = 'modifyvpcblockpublicaccessoptions'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."ModifyVpcBlockPublicAccessOptionsRequest"."InternetGatewayBlockMode"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'off'))
    )
    OR (lower(eventsource) = 's3.amazonaws.com' AND lower(eventname) = 'putbucketreplication')
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."createVolumePermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."createVolumePermission"."add"."items"."userId"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(json_extract_scalar(m, '$')) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."condition"."key"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."organizationId"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."principalOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."sourceAccount"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessPolicies"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessPolicies"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessPolicies"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."assumeRolePolicyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."assumeRolePolicyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."assumeRolePolicyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyInJson"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyInJson"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyInJson"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyText"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyText"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyText"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcePolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcePolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcePolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
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
  , FALSE);

-- Manual AWS S3 Change That Allows Public Access: Rule aws_cloudtrail_manual_s3_made_public (f1ed7a6b-600f-428f-ad14-1d903117c212), level high, ATT&CK T1537.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_s3_made_public" AS
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
  AND lower(eventsource) = 's3.amazonaws.com'
  AND (
    any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-acl"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    ))
    OR lower(eventname) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."AccessControlPolicy"."AccessControlList"."Grant"."Grantee"."URI"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR (
      (
        (
          any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
          AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        )
        OR (
          any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
          AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Principal"."AWS"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
        )
      )
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."ForAnyValue:StringEquals"."aws:PrincipalOrgPaths"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."ForAnyValue:StringLike"."aws:PrincipalOrgPaths"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:PrincipalAccount"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:PrincipalOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:SourceAccount"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:SourceOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Condition"."StringLike"."aws:PrincipalOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
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
  , FALSE);

-- Manual Opening of an AWS Security Group to the Internet: Rule aws_cloudtrail_manual_security_group_open_to_world (f3e5f55c-2bd2-4382-8211-9e852386ce2e), level high, ATT&CK T1686.001.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_security_group_open_to_world" AS
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
  AND lower(eventsource) = 'ec2.amazonaws.com'
  AND lower(eventname) IN ('authorizesecuritygroupingress', 'modifysecuritygrouprules')
  AND (
    any_match(CAST(json_parse(json_query(requestparameters, 'lax $."cidrIp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."ipPermissions"."items"."ipRanges"."items"."cidrIp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."ipPermissions"."items"."ipv6Ranges"."items"."cidrIpv6"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('2000::/3', '::/0', '::/1')
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."ModifySecurityGroupRulesRequest"."SecurityGroupRule"."SecurityGroupRule"."CidrIpv4"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."ModifySecurityGroupRulesRequest"."SecurityGroupRule"."SecurityGroupRule"."CidrIpv6"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('2000::/3', '::/0', '::/1')
    ))
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
  , FALSE);

-- Manual AWS Change Failed: Rule aws_cloudtrail_manual_write_denied (e37dc801-8e1c-471b-afde-33176b60575e), level low.
CREATE OR REPLACE VIEW "aws_cloudtrail_manual_write_denied" AS
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
  AND NOT COALESCE(NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '', FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createactivation%'
        OR lower(eventname) LIKE 'createassociation%'
        OR lower(eventname) LIKE 'createdocument%'
        OR lower(eventname) LIKE 'opentunnel%'
        OR lower(eventname) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventname) LIKE 'resumesession%'
        OR lower(eventname) LIKE 'send%'
        OR lower(eventname) LIKE 'startaccessrequest%'
        OR lower(eventname) LIKE 'startautomationexecution%'
        OR lower(eventname) LIKE 'startconnection%'
        OR lower(eventname) LIKE 'startsession%'
        OR lower(eventname) LIKE 'updateassociation%'
        OR lower(eventname) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%fleet%'
        OR lower(eventname) LIKE '%iaminstanceprofile%'
        OR lower(eventname) LIKE '%image%'
        OR lower(eventname) LIKE '%instance%'
        OR lower(eventname) LIKE '%launchtemplate%'
        OR lower(eventname) LIKE '%serialconsole%'
        OR lower(eventname) LIKE '%snapshot%'
        OR lower(eventname) LIKE '%volume%'
      )
    )
    OR lower(eventsource) IN (
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
      lower(eventsource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createbroker%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createdbcluster%'
        OR lower(eventname) LIKE 'createdbinstance%'
        OR lower(eventname) LIKE 'createreplicationinstance%'
        OR lower(eventname) LIKE 'createworkgroup%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'modifydb%'
        OR lower(eventname) LIKE 'modifyglobalcluster%'
        OR lower(eventname) LIKE 'restoredbcluster%'
        OR lower(eventname) LIKE 'restoredbinstance%'
        OR lower(eventname) LIKE 'restorefromclustersnapshot%'
        OR lower(eventname) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) = 'modifydocumentpermission')
    OR lower(eventname) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventname) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventsource) = 'billingconsole.amazonaws.com'
          AND lower(eventname) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventsource) = 'route53domains.amazonaws.com'
          AND lower(eventname) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventsource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventname) LIKE '%directory%'
            OR lower(eventname) LIKE '%externalidp%'
            OR lower(eventname) LIKE '%instance%'
            OR lower(eventname) LIKE '%ssoconfiguration%'
            OR lower(eventname) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventsource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventsource) = 'cloudtrail.amazonaws.com'
          AND lower(eventname) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventname) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%address%'
        OR lower(eventname) LIKE '%dhcpoptions%'
        OR lower(eventname) LIKE '%gateway%'
        OR lower(eventname) LIKE '%ipam%'
        OR lower(eventname) LIKE '%networkacl%'
        OR lower(eventname) LIKE '%networkinterface%'
        OR lower(eventname) LIKE '%prefixlist%'
        OR lower(eventname) LIKE '%route%'
        OR lower(eventname) LIKE '%securitygroup%'
        OR lower(eventname) LIKE '%subnet%'
        OR lower(eventname) LIKE '%trafficmirror%'
        OR lower(eventname) LIKE '%verifiedaccess%'
        OR lower(eventname) LIKE '%vpc%'
        OR lower(eventname) LIKE '%vpn%'
      )
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND (
        lower(eventname) LIKE 'acceptdelegationrequest%'
        OR lower(eventname) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventname) LIKE 'addroletoinstanceprofile%'
        OR lower(eventname) LIKE 'addusertogroup%'
        OR lower(eventname) LIKE 'attach%'
        OR lower(eventname) LIKE 'createloginprofile%'
        OR lower(eventname) LIKE 'createopenidconnectprovider%'
        OR lower(eventname) LIKE 'createpolicyversion%'
        OR lower(eventname) LIKE 'createrole%'
        OR lower(eventname) LIKE 'createsamlprovider%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deactivatemfadevice%'
        OR lower(eventname) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventname) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventname) LIKE 'deletevirtualmfadevice%'
        OR lower(eventname) LIKE 'disableorganizationsroot%'
        OR lower(eventname) LIKE 'enableorganizationsroot%'
        OR lower(eventname) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventname) LIKE 'putgrouppolicy%'
        OR lower(eventname) LIKE 'putrolepolicy%'
        OR lower(eventname) LIKE 'putuserpolicy%'
        OR lower(eventname) LIKE 'setdefaultpolicyversion%'
        OR lower(eventname) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'updateassumerolepolicy%'
        OR lower(eventname) LIKE 'updateloginprofile%'
        OR lower(eventname) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventname) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventsource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addmembertogroup%'
        OR lower(eventname) LIKE 'associateprofile%'
        OR lower(eventname) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventname) LIKE 'attachmanagedpolicy%'
        OR lower(eventname) LIKE 'createaccountassignment%'
        OR lower(eventname) LIKE 'createapplicationassignment%'
        OR lower(eventname) LIKE 'createbearertoken%'
        OR lower(eventname) LIKE 'createexternalidp%'
        OR lower(eventname) LIKE 'creategroupmembership%'
        OR lower(eventname) LIKE 'createpermissionset%'
        OR lower(eventname) LIKE 'createprovisioningtenant%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deletemfadevice%'
        OR lower(eventname) LIKE 'deletepermissionsboundary%'
        OR lower(eventname) LIKE 'enableexternalidp%'
        OR lower(eventname) LIKE 'enableuser%'
        OR lower(eventname) LIKE 'provisionpermissionset%'
        OR lower(eventname) LIKE 'putinlinepolicy%'
        OR lower(eventname) LIKE 'putpermissions%'
        OR lower(eventname) LIKE 'updateexternalidp%'
        OR lower(eventname) LIKE 'updatepassword%'
        OR lower(eventname) LIKE 'updatepermissionset%'
        OR lower(eventname) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventname) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower(useridentity.type) = 'root'
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
      AND NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
      AND lower(useridentity.username) = 'root'
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventname) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventsource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) LIKE '%parameter%')
    OR (
      lower(eventsource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addkeyreplicationregions%'
        OR lower(eventname) LIKE 'addprofilepermission%'
        OR lower(eventname) LIKE 'createcertificate%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createcustomkeystore%'
        OR lower(eventname) LIKE 'creategrant%'
        OR lower(eventname) LIKE 'createhsm%'
        OR lower(eventname) LIKE 'createkey%'
        OR lower(eventname) LIKE 'createpermission%'
        OR lower(eventname) LIKE 'createsecret%'
        OR lower(eventname) LIKE 'delete%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disconnect%'
        OR lower(eventname) LIKE 'export%'
        OR lower(eventname) LIKE 'import%'
        OR lower(eventname) LIKE 'initialize%'
        OR lower(eventname) LIKE 'issue%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'put%'
        OR lower(eventname) LIKE 'removepermission%'
        OR lower(eventname) LIKE 'removeprofilepermission%'
        OR lower(eventname) LIKE 'removeregions%'
        OR lower(eventname) LIKE 'replicate%'
        OR lower(eventname) LIKE 'rotate%'
        OR lower(eventname) LIKE 'schedule%'
        OR lower(eventname) LIKE 'startkey%'
        OR lower(eventname) LIKE 'startsigningjob%'
        OR lower(eventname) LIKE 'stop%'
        OR lower(eventname) LIKE 'updatealias%'
        OR lower(eventname) LIKE 'updatecertificate%'
        OR lower(eventname) LIKE 'updatecustomkeystore%'
        OR lower(eventname) LIKE 'updateprimaryregion%'
        OR lower(eventname) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventname) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventname) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'archivefindings%'
        OR lower(eventname) LIKE 'batchdisable%'
        OR lower(eventname) LIKE 'batchupdateautomationrules%'
        OR lower(eventname) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventname) LIKE 'createarchiverule%'
        OR lower(eventname) LIKE 'createautomationrule%'
        OR lower(eventname) LIKE 'createfilter%'
        OR lower(eventname) LIKE 'createfindingsfilter%'
        OR lower(eventname) LIKE 'createipset%'
        OR lower(eventname) LIKE 'createtrustedentityset%'
        OR lower(eventname) LIKE 'deleteanalyzer%'
        OR lower(eventname) LIKE 'deletedetector%'
        OR lower(eventname) LIKE 'deletegraph%'
        OR lower(eventname) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventname) LIKE 'deletemember%'
        OR lower(eventname) LIKE 'deletepublishingdestination%'
        OR lower(eventname) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'stopmonitoring%'
        OR lower(eventname) LIKE 'updatearchiverule%'
        OR lower(eventname) LIKE 'updatedetector%'
        OR lower(eventname) LIKE 'updatefilter%'
        OR lower(eventname) LIKE 'updatefindingsfilter%'
        OR lower(eventname) LIKE 'updateipset%'
        OR lower(eventname) LIKE 'updatemaciesession%'
        OR lower(eventname) LIKE 'updatememberdetectors%'
        OR lower(eventname) LIKE 'updatestandardscontrol%'
        OR lower(eventname) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventsource) = 'oam.amazonaws.com' AND lower(eventname) = 'deletelink')
  , FALSE)
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
  , FALSE);

-- AWS Change by the Root User: Rule aws_cloudtrail_root_change (0c9f517e-9eef-4a8b-b69a-eeeabc899a72), level high, ATT&CK T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_root_change" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    lower(useridentity.type) = 'root'
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
      AND NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
      AND lower(useridentity.username) = 'root'
    )
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
  AND (
    (
      lower(useridentity.invokedby) IN ('q.amazonaws.com', 'signin.amazonaws.com')
      OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
    )
    OR NOT COALESCE(
      lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
      OR lower(useridentity.invokedby) LIKE '%aws internal%'
    , FALSE)
  )
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
  AND NOT COALESCE(lower(eventtype) = 'awsserviceevent', FALSE)
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
  , FALSE);

-- Manual AWS S3 Change in the Console: Rule aws_cloudtrail_s3_console_change (56cc56c6-d6e2-4274-af17-ef86cd41bd2d), level medium.
CREATE OR REPLACE VIEW "aws_cloudtrail_s3_console_change" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(eventsource) LIKE 's3%'
  AND (
    lower(sessioncredentialfromconsole) = 'true'
    OR (
      lower(useragent) LIKE 'mozilla/%'
      OR lower(useragent) LIKE 's3console/%'
      OR lower(useragent) LIKE '[aws console %'
      OR lower(useragent) LIKE '[mozilla/%'
      OR lower(useragent) LIKE '[s3console%'
    )
    OR any_match(CAST(json_parse(json_query(additionaleventdata, 'lax $."referrer"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%console.amazonaws-us-gov.com%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%console.amazonaws.cn%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%console.aws.amazon.com%'
    ))
  )
  AND NOT COALESCE(lower(useragent) LIKE '%exec-env/cloudshell%', FALSE)
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
  AND NOT COALESCE(
    lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
    OR lower(useridentity.invokedby) LIKE '%aws internal%'
  , FALSE)
  AND (NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '')
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
  , FALSE);

-- Role Assumed Itself Without a Trust Grant: Rule aws_cloudtrail_session_name_bypass (9d461983-56cc-4fa6-b271-f08fd916bedc), level high, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_session_name_bypass" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(eventsource) = 'sts.amazonaws.com'
  AND lower(eventname) = 'assumerole'
  AND any_match(CAST(json_parse(json_query(additionaleventdata, 'lax $."explicitTrustGrant"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
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
  , FALSE);

-- Human Session Assumed a Role Under Another Session Name: Rule aws_cloudtrail_session_name_mismatch (94987e19-238a-4109-b142-9d2ec7c26ad8), level medium, ATT&CK T1036, T1078.004.
CREATE OR REPLACE VIEW "aws_cloudtrail_session_name_mismatch" AS
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(eventsource) = 'sts.amazonaws.com'
  AND lower(eventname) = 'assumerole'
  AND lower(useridentity.type) = 'assumedrole'
  AND (
    lower(useridentity.principalid) LIKE '%@%'
    OR lower(useridentity.arn) LIKE '%:assumed-role/awsreservedsso!_%' ESCAPE '!'
    OR lower(useridentity.sessioncontext.sessionissuer.username) LIKE 'awsreservedsso!_%' ESCAPE '!'
  )
  AND NOT COALESCE(
    any_match(CAST(json_parse(json_query(requestparameters, 'lax $."roleSessionName"[*]' WITH ARRAY WRAPPER)) AS array(json)), n -> (ends_with(lower(useridentity.principalid), lower(json_extract_scalar(n, '$')))))
  , FALSE)
  AND json_query(requestparameters, 'lax $."roleSessionName"' WITH ARRAY WRAPPER) <> '[null]'
  AND NOT COALESCE(
    lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
    OR lower(useridentity.invokedby) LIKE '%aws internal%'
  , FALSE)
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
  , FALSE);
