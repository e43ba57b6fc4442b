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
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, userIdentity.arn AS userArn, sourceIPAddress, userAgent, eventID
FROM `cloudtrail`
WHERE
  (
    lower(sessionCredentialFromConsole) = 'true'
    OR (
      lower(userAgent) LIKE 'aws cloudwatch console%'
      OR lower(userAgent) LIKE 'aws signin%'
      OR lower(userAgent) LIKE 'awscloudtrail, aws-internal/%'
      OR lower(userAgent) LIKE 'awsconsole%'
      OR lower(userAgent) LIKE 'coral/jakarta%'
      OR lower(userAgent) LIKE 'ec2consolebackend, %'
      OR lower(userAgent) LIKE 'ec2consolefrontend%'
      OR lower(userAgent) LIKE 'mozilla/%'
      OR lower(userAgent) LIKE 's3console/%'
      OR lower(userAgent) LIKE '[aws console s3%'
      OR lower(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(userAgent) LIKE '[mozilla/%'
      OR lower(userAgent) LIKE '[s3console%'
      OR lower(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (lower(userAgent) = 'coral/netty4' AND lower(userIdentity.type) IN ('assumedrole', 'iamuser', 'root'))
    OR (
      (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
      AND lower(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
  )
  AND NOT COALESCE(
    lower(readOnly) = 'true'
    OR (
      lower(eventName) LIKE 'batchdescribe%'
      OR lower(eventName) LIKE 'batchget%'
      OR lower(eventName) LIKE 'decrypt%'
      OR lower(eventName) LIKE 'describe%'
      OR lower(eventName) LIKE 'download%'
      OR lower(eventName) LIKE 'estimate%'
      OR lower(eventName) LIKE 'filter%'
      OR lower(eventName) LIKE 'get%'
      OR lower(eventName) LIKE 'head%'
      OR lower(eventName) LIKE 'list%'
      OR lower(eventName) LIKE 'lookup%'
      OR lower(eventName) LIKE 'preview%'
      OR lower(eventName) LIKE 'rest.get.%'
      OR lower(eventName) LIKE 'rest.head.%'
      OR lower(eventName) LIKE 'search%'
      OR lower(eventName) LIKE 'simulate%'
      OR lower(eventName) LIKE 'validate%'
      OR lower(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(userIdentity.invokedBy) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(userIdentity.invokedBy) LIKE '%.amazonaws.com%'
      OR lower(userIdentity.invokedBy) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."createVolumePermission"'), '$'), [JSON_QUERY(requestParameters, '$."createVolumePermission"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."add"'), '$'), [JSON_QUERY(m0, '$."add"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."items"'), '$'), [JSON_QUERY(m1, '$."items"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."group"'), '$'), [JSON_QUERY(m2, '$."group"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = 'all')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."launchPermission"'), '$'), [JSON_QUERY(requestParameters, '$."launchPermission"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."add"'), '$'), [JSON_QUERY(m0, '$."add"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."items"'), '$'), [JSON_QUERY(m1, '$."items"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."group"'), '$'), [JSON_QUERY(m2, '$."group"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = 'all')
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."valuesToAdd"'), '$'), [JSON_QUERY(requestParameters, '$."valuesToAdd"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = 'all')
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accountIdsToAdd"'), '$'), [JSON_QUERY(requestParameters, '$."accountIdsToAdd"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = 'all')
    )
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."authType"'), '$'), [JSON_QUERY(requestParameters, '$."authType"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = 'none')
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."principal"'), '$'), [JSON_QUERY(requestParameters, '$."principal"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = '*')
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) IN ('disableimageblockpublicaccess', 'disablesnapshotblockpublicaccess')
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessPolicies"'), '$'), [JSON_QUERY(requestParameters, '$."accessPolicies"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."assumeRolePolicyDocument"'), '$'), [JSON_QUERY(requestParameters, '$."assumeRolePolicyDocument"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."attributeValue"'), '$'), [JSON_QUERY(requestParameters, '$."attributeValue"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."attributes"'), '$'), [JSON_QUERY(requestParameters, '$."attributes"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Policy"'), '$'), [JSON_QUERY(m0, '$."Policy"')])) AS m1 WHERE 
      lower(JSON_VALUE(m1, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."policy"'), '$'), [JSON_QUERY(requestParameters, '$."policy"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."policy"'), '$'), [JSON_QUERY(requestParameters, '$."policy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."policy"'), '$'), [JSON_QUERY(m0, '$."policy"')])) AS m1 WHERE 
      lower(JSON_VALUE(m1, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."policyDocument"'), '$'), [JSON_QUERY(requestParameters, '$."policyDocument"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."policyInJson"'), '$'), [JSON_QUERY(requestParameters, '$."policyInJson"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."policyText"'), '$'), [JSON_QUERY(requestParameters, '$."policyText"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."resourcePolicy"'), '$'), [JSON_QUERY(requestParameters, '$."resourcePolicy"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) LIKE '%"aws" : "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": "*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws": ["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":"*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"aws":["*"%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal" : "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal": "%'
      OR lower(JSON_VALUE(m0, '$')) LIKE '%"principal":"%'
    )
  )
  AND NOT COALESCE(
    lower(eventSource) = 'q.amazonaws.com' AND lower(eventName) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'billingconsole.amazonaws.com'
      AND lower(eventName) LIKE 'awspayment%'
      AND (
        lower(eventName) LIKE '%.assesssorchangeimpact%'
        OR lower(eventName) LIKE '%.convertcurrencies%'
        OR lower(eventName) LIKE '%.describe%'
        OR lower(eventName) LIKE '%.get%'
        OR lower(eventName) LIKE '%.list%'
        OR lower(eventName) LIKE '%.validate%'
      )
    )
    OR (lower(eventSource) = 'billingconsole.amazonaws.com' AND lower(eventName) = 'findpaymentinstruments')
    OR (
      lower(eventSource) = 'payments.amazonaws.com'
      AND (
        lower(eventName) LIKE '%\\_batchget%'
        OR lower(eventName) LIKE '%\\_describe%'
        OR lower(eventName) LIKE '%\\_find%'
        OR lower(eventName) LIKE '%\\_get%'
        OR lower(eventName) LIKE '%\\_list%'
        OR lower(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'cloudshell.amazonaws.com'
    AND lower(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'iot.amazonaws.com'
    AND lower(eventName) = 'registercertificate'
    AND lower(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (lower(eventSource) = 'cloudtrail.amazonaws.com' AND lower(eventName) IN ('cancelquery', 'startquery'))
    OR (
      lower(eventSource) = 'athena.amazonaws.com'
      AND lower(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(eventSource) = 'ce.amazonaws.com' AND lower(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'signin.amazonaws.com'
      AND lower(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(eventSource) = 'trustedadvisor.amazonaws.com' AND lower(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lower(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventName) LIKE 'test%', FALSE)
  )
