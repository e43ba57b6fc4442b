-- AWS Manual Console Action - 2019 User Agents
-- aws_cloudtrail_console_action_legacy, ada1b155-6ef9-4ea6-89fd-5f91fcc0a405, level low
-- Detects a manual action in the AWS console by the user agents that the console sent in 2019, as the post
-- that started it published them. It stands here as it was, for comparison and for old logs. Most of today's
-- console writes carry other user agents: use the manual change rule to find them.
-- False positives: Services that call AWS with the user agent Coral/Netty4 or Coral/Jakarta on behalf of a
-- role; Reads whose names begin with another verb (BatchGet, Search, Lookup, ...), which the 2019 list does
-- not know; Scripts that send the user agent of a browser
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail_logs
WHERE
  "timestamp" >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y/%m/%d')
  AND eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
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
      useridentity.sessioncontext.webidfederationdata.federatedprovider IS NOT NULL
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
