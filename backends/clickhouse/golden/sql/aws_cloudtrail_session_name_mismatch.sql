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
  , FALSE)
