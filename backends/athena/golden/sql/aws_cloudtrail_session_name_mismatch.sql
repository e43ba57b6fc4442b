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
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail_logs
WHERE
  "timestamp" >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y/%m/%d')
  AND eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
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
  , FALSE)
