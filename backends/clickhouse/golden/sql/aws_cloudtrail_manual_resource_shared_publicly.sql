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
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR (
      lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
      OR lowerUTF8(userAgent) LIKE 'aws signin%'
      OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
      OR lowerUTF8(userAgent) LIKE 'awsconsole%'
      OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
      OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
      OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
      OR lowerUTF8(userAgent) LIKE 'mozilla/%'
      OR lowerUTF8(userAgent) LIKE 's3console/%'
      OR lowerUTF8(userAgent) LIKE '[aws console s3%'
      OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lowerUTF8(userAgent) LIKE '[mozilla/%'
      OR lowerUTF8(userAgent) LIKE '[s3console%'
      OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (
      lowerUTF8(userAgent) = 'coral/netty4'
      AND lowerUTF8("userIdentity.type") IN ('assumedrole', 'iamuser', 'root')
    )
    OR (
      (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
      AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
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
    lowerUTF8(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'all', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'group'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'createVolumePermission')]))))))))))))
    OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'all', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'group'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'items'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'add'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'launchPermission')]))))))))))))
    OR (
      lowerUTF8(eventSource) = 'rds.amazonaws.com'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'all', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'valuesToAdd')])))
    )
    OR (
      lowerUTF8(eventSource) = 'ssm.amazonaws.com'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'all', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accountIdsToAdd')])))
    )
    OR (
      lowerUTF8(eventSource) = 'lambda.amazonaws.com'
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'none', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'authType')])))
    )
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = '*', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'principal')])))
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND lowerUTF8(eventName) IN ('disableimageblockpublicaccess', 'disablesnapshotblockpublicaccess')
    )
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'accessPolicies')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'assumeRolePolicyDocument')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributeValue')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'Policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'attributes')]))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'policy'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policy')]))))))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyDocument')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyInJson')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'policyText')])))
    OR arrayExists(m -> ifNull(
      lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws" : "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": "*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws": ["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":"*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"aws":["*"%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal" : "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal": "%'
      OR lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) LIKE '%"principal":"%'
    , false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(requestParameters, ''), 'resourcePolicy')])))
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'q.amazonaws.com'
    AND lowerUTF8(eventName) IN ('sendmessage', 'startconversation')
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
    OR (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) = 'findpaymentinstruments'
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
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN ('cancelquery', 'startquery')
    )
    OR (
      lowerUTF8(eventSource) = 'athena.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lowerUTF8(eventSource) = 'ce.amazonaws.com' AND lowerUTF8(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'signin.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com' AND lowerUTF8(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
