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
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
    OR (
      lower(http_request.user_agent) LIKE 'aws cloudwatch console%'
      OR lower(http_request.user_agent) LIKE 'aws signin%'
      OR lower(http_request.user_agent) LIKE 'awscloudtrail, aws-internal/%'
      OR lower(http_request.user_agent) LIKE 'awsconsole%'
      OR lower(http_request.user_agent) LIKE 'coral/jakarta%'
      OR lower(http_request.user_agent) LIKE 'ec2consolebackend, %'
      OR lower(http_request.user_agent) LIKE 'ec2consolefrontend%'
      OR lower(http_request.user_agent) LIKE 'mozilla/%'
      OR lower(http_request.user_agent) LIKE 's3console/%'
      OR lower(http_request.user_agent) LIKE '[aws console s3%'
      OR lower(http_request.user_agent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(http_request.user_agent) LIKE '[mozilla/%'
      OR lower(http_request.user_agent) LIKE '[s3console%'
      OR lower(http_request.user_agent) LIKE '% console, aws-internal/%'
    )
    OR (
      lower(http_request.user_agent) = 'coral/netty4'
      AND lower(actor.user.type) IN ('assumedrole', 'iamuser', 'root')
    )
    OR (
      (lower(http_request.user_agent) LIKE 'console.%' OR lower(http_request.user_agent) LIKE 'signin.%')
      AND lower(http_request.user_agent) LIKE '%.amazonaws.com'
    )
    OR (
      lower(http_request.user_agent) LIKE 'aws-internal%'
      AND lower(http_request.user_agent) LIKE '%awslambdaconsole/%'
    )
  )
  AND NOT COALESCE(
    lower(element_at(unmapped, 'readOnly')) = 'true'
    OR (
      lower(api.operation) LIKE 'batchdescribe%'
      OR lower(api.operation) LIKE 'batchget%'
      OR lower(api.operation) LIKE 'decrypt%'
      OR lower(api.operation) LIKE 'describe%'
      OR lower(api.operation) LIKE 'download%'
      OR lower(api.operation) LIKE 'estimate%'
      OR lower(api.operation) LIKE 'filter%'
      OR lower(api.operation) LIKE 'get%'
      OR lower(api.operation) LIKE 'head%'
      OR lower(api.operation) LIKE 'list%'
      OR lower(api.operation) LIKE 'lookup%'
      OR lower(api.operation) LIKE 'preview%'
      OR lower(api.operation) LIKE 'rest.get.%'
      OR lower(api.operation) LIKE 'rest.head.%'
      OR lower(api.operation) LIKE 'search%'
      OR lower(api.operation) LIKE 'simulate%'
      OR lower(api.operation) LIKE 'validate%'
      OR lower(api.operation) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.operation) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(actor.invoked_by) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
    , FALSE)
  )
  AND lower(api.service.name) = 's3.amazonaws.com'
  AND (
    lower(api.operation) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-acl"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."AccessControlPolicy"."AccessControlList"."Grant"."Grantee"."URI"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR (
      any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
    )
    OR (
      any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Principal"."AWS"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
    )
  )
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
