-- AWS Role Assumed Itself without a Trust Grant
-- aws_cloudtrail_session_name_bypass, 9d461983-56cc-4fa6-b271-f08fd916bedc, level high, ATT&CK T1036 T1078.004
-- Detects a role that assumed itself although its trust policy does not allow it, which AWS still lets some
-- old roles do (explicitTrustGrant false). Whoever assumes a role chooses the session name, so a person can
-- go on under a name that no longer says who they are, and rules that know people by their session name are
-- blind.
-- False positives: Automation made before September 2022 whose role assumes itself: add the role to its own
-- trust policy and the flag goes
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND lower(eventsource) = 'sts.amazonaws.com'
  AND lower(eventname) = 'assumerole'
  AND any_match(CAST(json_parse(json_query(additionaleventdata, 'lax $."explicitTrustGrant"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
  AND NOT COALESCE(
    lower(eventsource) = 'q.amazonaws.com' AND lower(eventname) IN ('sendmessage', 'startconversation')
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
    OR (lower(eventsource) = 'billingconsole.amazonaws.com' AND lower(eventname) = 'findpaymentinstruments')
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
    lower(eventsource) = 'iot.amazonaws.com'
    AND lower(eventname) = 'registercertificate'
    AND lower(useragent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (lower(eventsource) = 'cloudtrail.amazonaws.com' AND lower(eventname) IN ('cancelquery', 'startquery'))
    OR (
      lower(eventsource) = 'athena.amazonaws.com'
      AND lower(eventname) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(eventsource) = 'ce.amazonaws.com' AND lower(eventname) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'signin.amazonaws.com'
      AND lower(eventname) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(eventsource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventname) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(eventsource) = 'trustedadvisor.amazonaws.com' AND lower(eventname) = 'refreshcheck')
  , FALSE)
  AND (
    lower(eventname) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventname) LIKE 'test%', FALSE)
  )
