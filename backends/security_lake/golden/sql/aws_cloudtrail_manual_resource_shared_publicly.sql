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
  AND (
    any_match(CAST(json_parse(json_query(api.request.data, 'lax $."createVolumePermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."launchPermission"."add"."items"."group"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    OR (
      lower(api.service.name) = 'rds.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."valuesToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    )
    OR (
      lower(api.service.name) = 'ssm.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accountIdsToAdd"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'all'))
    )
    OR (
      lower(api.service.name) = 'lambda.amazonaws.com'
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."authType"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'none'))
    )
    OR (
      lower(api.service.name) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
    )
    OR (
      lower(api.service.name) = 'ec2.amazonaws.com'
      AND lower(api.operation) IN ('disableimageblockpublicaccess', 'disablesnapshotblockpublicaccess')
    )
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessPolicies"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."assumeRolePolicyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."attributeValue"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."attributes"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."policy"."policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."policyDocument"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."policyInJson"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."policyText"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
      OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."resourcePolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
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
