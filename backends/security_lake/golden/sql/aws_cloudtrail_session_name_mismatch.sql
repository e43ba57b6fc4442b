-- AWS Person Session Assumed a Role Under Another Name
-- aws_cloudtrail_session_name_mismatch, 94987e19-238a-4109-b142-9d2ec7c26ad8, level medium, ATT&CK T1036 T1078.004
-- Detects a person's session (its name is an address, or it is of Identity Center) that assumed a role under
-- another session name, after which the person's actions no longer show who they are. The principal's id ends
-- with the session name, so the new name is compared with that end. A new name that is itself the end of the
-- old one (example.com for alice@example.com) is taken for the same. A call that a service makes on behalf of
-- the person is left out, and so is a call that was denied before its parameters were recorded.
-- False positives: Tools that make up a session name (aws-go-sdk-..., botocore-session-...) when a person
-- runs them: set role_session_name in their configuration
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND lower(api.service.name) = 'sts.amazonaws.com'
  AND lower(api.operation) = 'assumerole'
  AND lower(actor.user.type) = 'assumedrole'
  AND (
    lower(actor.user.uid_alt) LIKE '%@%'
    OR lower(actor.user.uid) LIKE '%:assumed-role/awsreservedsso!_%' ESCAPE '!'
    OR lower(element_at(unmapped, 'userIdentity.sessionContext.sessionIssuer.userName')) LIKE 'awsreservedsso!_%' ESCAPE '!'
  )
  AND NOT COALESCE(
    any_match(CAST(json_parse(json_query(api.request.data, 'lax $."roleSessionName"[*]' WITH ARRAY WRAPPER)) AS array(json)), n -> (ends_with(lower(actor.user.uid_alt), lower(json_extract_scalar(n, '$')))))
  , FALSE)
  AND json_query(api.request.data, 'lax $."roleSessionName"' WITH ARRAY WRAPPER) <> '[null]'
  AND NOT COALESCE(
    lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'q.amazonaws.com'
    AND lower(api.operation) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) LIKE 'awspayment%'
      AND (
        lower(api.operation) LIKE '%.assesssorchangeimpact%'
        OR lower(api.operation) LIKE '%.convertcurrencies%'
        OR lower(api.operation) LIKE '%.describe%'
        OR lower(api.operation) LIKE '%.get%'
        OR lower(api.operation) LIKE '%.list%'
        OR lower(api.operation) LIKE '%.validate%'
      )
    )
    OR (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) = 'findpaymentinstruments'
    )
    OR (
      lower(api.service.name) = 'payments.amazonaws.com'
      AND (
        lower(api.operation) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_describe%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_find%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_get%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_list%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'cloudshell.amazonaws.com'
    AND lower(api.operation) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'iot.amazonaws.com'
    AND lower(api.operation) = 'registercertificate'
    AND lower(http_request.user_agent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'logs.amazonaws.com'
      AND lower(api.operation) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lower(api.service.name) = 'cloudtrail.amazonaws.com'
      AND lower(api.operation) IN ('cancelquery', 'startquery')
    )
    OR (
      lower(api.service.name) = 'athena.amazonaws.com'
      AND lower(api.operation) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(api.service.name) = 'config.amazonaws.com'
      AND lower(api.operation) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'iam.amazonaws.com'
      AND lower(api.operation) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(api.service.name) = 'ce.amazonaws.com' AND lower(api.operation) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'signin.amazonaws.com'
      AND lower(api.operation) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(api.service.name) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(api.operation) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(api.service.name) = 'trustedadvisor.amazonaws.com' AND lower(api.operation) = 'refreshcheck')
  , FALSE)
  AND (
    lower(api.operation) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(api.operation) LIKE 'test%', FALSE)
  )
