-- AWS S3 Bucket or Object Made Public by Hand
-- aws_cloudtrail_manual_s3_made_public, f1ed7a6b-600f-428f-ad14-1d903117c212, level high, ATT&CK T1537
-- Detects a person in the console who makes an S3 bucket or object public, or takes away what keeps it
-- private: the public access block lifted, an access control list or a grant for everybody, a bucket policy
-- that allows any principal.
-- False positives: Websites and downloads that are meant to be public; Bucket policies that allow any
-- principal under a condition (organization, address, VPC endpoint); Bucket policies that deny any principal
-- in one statement and allow a named one in another
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
  AND lower(eventsource) = 's3.amazonaws.com'
  AND (
    lower(eventname) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-acl"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."AccessControlPolicy"."AccessControlList"."Grant"."Grantee"."URI"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(requestparameters, 'lax $."accessControlList"."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    )
    OR (
      any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
      AND any_match(CAST(json_parse(json_query(requestparameters, 'lax $."bucketPolicy"."Statement"."Principal"."AWS"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
    )
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
