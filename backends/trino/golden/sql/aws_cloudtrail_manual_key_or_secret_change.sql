-- AWS Key or Secret Changed by Hand
-- aws_cloudtrail_manual_key_or_secret_change, c007afc9-4fa6-4e50-8d57-94dbe1fe9bb0, level high, ATT&CK T1098.001
-- Detects a person in the console who creates, changes, replaces or destroys a key, secret, certificate or
-- credential: KMS, Secrets Manager, parameters, access keys, key pairs, certificates, payment keys, signing
-- profiles.
-- False positives: Secrets and parameters that are kept by hand because they must not stand in code; Rotation
-- of access keys by their owners
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail
WHERE
  eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    lower(sessioncredentialfromconsole) = 'true'
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
      OR lower(useragent) LIKE '[aws console s3%'
      OR lower(useragent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(useragent) LIKE '[mozilla/%'
      OR lower(useragent) LIKE '[s3console%'
      OR lower(useragent) LIKE '% console, aws-internal/%'
    )
    OR (lower(useragent) = 'coral/netty4' AND lower(useridentity.type) IN ('assumedrole', 'iamuser', 'root'))
    OR (
      (lower(useragent) LIKE 'console.%' OR lower(useragent) LIKE 'signin.%')
      AND lower(useragent) LIKE '%.amazonaws.com'
    )
    OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
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
    lower(eventname) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(useridentity.invokedby) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
      OR lower(useridentity.invokedby) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    lower(eventsource) IN (
      'acm-pca.amazonaws.com', 'acm.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
      'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) LIKE '%parameter%')
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND (
        lower(eventname) LIKE '%accesskey%'
        OR lower(eventname) LIKE '%changepassword%'
        OR lower(eventname) LIKE '%sshpublickey%'
        OR lower(eventname) LIKE '%servercertificate%'
        OR lower(eventname) LIKE '%servicespecificcredential%'
        OR lower(eventname) LIKE '%signingcertificate%'
      )
    )
    OR lower(eventname) LIKE '%keypair%'
  )
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
