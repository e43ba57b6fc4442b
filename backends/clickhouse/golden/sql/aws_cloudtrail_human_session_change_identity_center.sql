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
  , FALSE)
