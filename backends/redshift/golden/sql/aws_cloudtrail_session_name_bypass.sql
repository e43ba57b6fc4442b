-- Role Assumed Itself Without a Trust Grant
-- aws_cloudtrail_session_name_bypass, 9d461983-56cc-4fa6-b271-f08fd916bedc, level high, ATT&CK T1036 T1078.004
-- Detects a role that assumed itself although its trust policy does not allow it, which AWS still permits for
-- some old roles (explicitTrustGrant false). The caller who assumes a role chooses the session name, so a
-- person can continue under a name that no longer says who they are, and rules that recognise people by their
-- session name no longer work.
-- False positives: Automation made before September 2022 whose role assumes itself: add the role to its own
-- trust policy and the flag disappears
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
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
  , FALSE)
