-- Human Session Assumed a Role Under Another Session Name
-- aws_cloudtrail_session_name_mismatch, 94987e19-238a-4109-b142-9d2ec7c26ad8, level medium, ATT&CK T1036 T1078.004
-- Detects a person's session (its name is an e-mail address, or it comes from Identity Center) that assumed a
-- role under another session name, after which the person's actions no longer show who they are. The
-- principal's id ends with the session name, so the new name is compared with that end. A new name that is
-- itself the end of the old one (example.com for alice@example.com) counts as the same. A call that a service
-- makes on behalf of the person is left out, and so is a call that was denied before its parameters were
-- recorded.
-- False positives: Tools that make up a session name (aws-go-sdk-..., botocore-session-...) when a person
-- runs them: set role_session_name in their configuration
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
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
  , FALSE)
