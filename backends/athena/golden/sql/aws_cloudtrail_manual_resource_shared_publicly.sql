-- AWS Resource Shared with Everybody by Hand
-- aws_cloudtrail_manual_resource_shared_publicly, f5798495-e37c-4183-b60d-a9ddbf6d2cf6, level high, ATT&CK T1537
-- Detects a person in the console who shares something with every AWS account or with the whole internet: a
-- snapshot, image, database snapshot, document, function, function URL or event bus, or a resource or trust
-- policy that names any principal. In a policy the principal is a text only when it is the star, or an object
-- that names the star as an AWS account. Both are found under conditions too, since one condition says
-- nothing about the other statements. The lock of a region against public images or snapshots, taken away,
-- counts as well.
-- False positives: Images, documents, layers and functions that are published on purpose; Policies and grants
-- for any principal under a condition (organization, account, address, VPC endpoint), among them the default
-- policy of a topic made in the console; Policies that deny any principal
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail_logs
WHERE
  "timestamp" >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y/%m/%d')
  AND eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
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
    any_match(CAST(json_parse(json_query(requestparameters, 'lax $."createVolumePermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."launchPermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    OR (
      lower(eventsource) = 'rds.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."valuesToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    )
    OR (
      lower(eventsource) = 'ssm.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accountIdsToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    )
    OR (
      lower(eventsource) = 'lambda.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."authType"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'none'))
    )
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND lower(eventname) IN ('disableimageblockpublicaccess', 'disablesnapshotblockpublicaccess')
    )
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessPolicies"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."assumeRolePolicyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policy"."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyInJson"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."policyText"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."resourcePolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
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
