-- AWS Change by an Identity Center or AWS Login Session
-- aws_cloudtrail_human_session_change_identity_center, 3d114421-1344-4488-b732-7134974aef44, level low
-- Detects a change by a session that AWS itself marks as a person's, in the console and with any other client
-- alike. Identity Center creates a role called AWSReservedSSO_... for each permission set of an account and
-- hands it to people. Newer records also name the Identity Center user behind the call (onBehalfOf), or the
-- sign-in that the credentials come from (signInSessionArn, written for `aws login`).
-- False positives: Actions that cannot live in code (support, billing, data exploration): exclude them with a
-- filter of your own
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
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
  , FALSE)
