-- Manual AWS Resource Sharing With Everyone or Another Account
-- aws_cloudtrail_manual_resource_shared_publicly, f5798495-e37c-4183-b60d-a9ddbf6d2cf6, level high, ATT&CK T1537
-- Detects a person who shares something with every AWS account, with the internet or with a named account: a
-- snapshot, image, database snapshot or document, a function, function URL or event bus, a database or
-- cluster with a public address, a bucket's copies, or a resource or trust policy that allows any principal.
-- Lifting the block of a region or VPC against public access counts as well. In a policy, any principal is
-- the text * or an object that names * as an AWS account, alone or first in its list. Sigma cannot pair the
-- parts of a policy: a policy with "Allow" anywhere counts, and one with a condition on an account, an
-- organization, the calling resource (aws:SourceArn) or a mount target of EFS anywhere does not, although
-- another statement may lack it. The console's own statements for a public SNS topic always count. The change
-- was made in the console, in CloudShell or through an AI agent.
-- False positives: Images, documents, layers and functions that are published or shared on purpose; Policies
-- that allow any principal under another condition (address, VPC endpoint); Policies that deny any principal
-- in one statement and allow a named one in another
-- Schedule: whenever new records are there; over a window of 30 minutes every 15 with -O minutes=30, because
-- CloudTrail delivers up to 15 minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn" AS userArn, sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lower(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(userAgent) = 'aws internal'
    )
    OR (
      lower("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lower("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lower(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lower(sourceIPAddress) LIKE '1%'
            OR lower(sourceIPAddress) LIKE '2%'
            OR lower(sourceIPAddress) LIKE '3%'
            OR lower(sourceIPAddress) LIKE '4%'
            OR lower(sourceIPAddress) LIKE '5%'
            OR lower(sourceIPAddress) LIKE '6%'
            OR lower(sourceIPAddress) LIKE '7%'
            OR lower(sourceIPAddress) LIKE '8%'
            OR lower(sourceIPAddress) LIKE '9%'
          )
          AND (
            lower(userAgent) LIKE 'aws internal%'
            OR lower(userAgent) LIKE 'coral/netty4%'
            OR lower(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lower(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lower(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lower(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
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
          OR lower(userAgent) LIKE '[aws console %'
          OR lower(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(userAgent) LIKE '[mozilla/%'
          OR lower(userAgent) LIKE '[s3console%'
          OR lower(userAgent) LIKE 'console.aws.amazon.com%'
          OR lower(userAgent) LIKE '% console, aws-internal/%'
          OR lower(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
          AND lower(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lower("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
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
    lower(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '')
  AND (
    (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) IN (
        'createvpcblockpublicaccessexclusion', 'disableimageblockpublicaccess',
        'disablesnapshotblockpublicaccess'
      )
    )
    OR (
      lower(eventSource) = 'eks.amazonaws.com'
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."resourcesVpcConfig"') WHEN 'array' THEN requestParameters -> '$."resourcesVpcConfig"' ELSE json_array(requestParameters -> '$."resourcesVpcConfig"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."endpointPublicAccess"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."endpointPublicAccess"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."endpointPublicAccess"') END) AS m1) WHERE (lower(m) = 'true'))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."resourcesVpcConfig"') WHEN 'array' THEN requestParameters -> '$."resourcesVpcConfig"' ELSE json_array(requestParameters -> '$."resourcesVpcConfig"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."publicAccessCidrs"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."publicAccessCidrs"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."publicAccessCidrs"') END) AS m1) WHERE (lower(m) = '0.0.0.0/0'))
    )
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."valuesToAdd"') WHEN 'array' THEN requestParameters -> '$."valuesToAdd"' ELSE json_array(requestParameters -> '$."valuesToAdd"') END) AS m0) WHERE (m IS NOT NULL))
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accountIdsToAdd"') WHEN 'array' THEN requestParameters -> '$."accountIdsToAdd"' ELSE json_array(requestParameters -> '$."accountIdsToAdd"') END) AS m0) WHERE (m IS NOT NULL))
    )
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."publiclyAccessible"') WHEN 'array' THEN requestParameters -> '$."publiclyAccessible"' ELSE json_array(requestParameters -> '$."publiclyAccessible"') END) AS m0) WHERE (lower(m) = 'true'))
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."authType"') WHEN 'array' THEN requestParameters -> '$."authType"' ELSE json_array(requestParameters -> '$."authType"') END) AS m0) WHERE (lower(m) = 'none'))
    )
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."launchPermission"') WHEN 'array' THEN requestParameters -> '$."launchPermission"' ELSE json_array(requestParameters -> '$."launchPermission"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."add"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."add"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."add"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."items"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."items"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."items"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."group"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."group"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."group"') END) AS m3) WHERE (m IS NOT NULL))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."launchPermission"') WHEN 'array' THEN requestParameters -> '$."launchPermission"' ELSE json_array(requestParameters -> '$."launchPermission"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."add"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."add"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."add"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."items"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."items"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."items"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."organizationArn"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."organizationArn"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."organizationArn"') END) AS m3) WHERE (m IS NOT NULL))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."launchPermission"') WHEN 'array' THEN requestParameters -> '$."launchPermission"' ELSE json_array(requestParameters -> '$."launchPermission"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."add"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."add"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."add"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."items"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."items"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."items"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."userId"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."userId"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."userId"') END) AS m3) WHERE (m IS NOT NULL))
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."ModifyVpcBlockPublicAccessOptionsRequest"') WHEN 'array' THEN requestParameters -> '$."ModifyVpcBlockPublicAccessOptionsRequest"' ELSE json_array(requestParameters -> '$."ModifyVpcBlockPublicAccessOptionsRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."InternetGatewayBlockMode"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."InternetGatewayBlockMode"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."InternetGatewayBlockMode"') END) AS m1) WHERE (lower(m) = 'off'))
    )
    OR (lower(eventSource) = 's3.amazonaws.com' AND lower(eventName) = 'putbucketreplication')
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."createVolumePermission"') WHEN 'array' THEN requestParameters -> '$."createVolumePermission"' ELSE json_array(requestParameters -> '$."createVolumePermission"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."add"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."add"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."add"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."items"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."items"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."items"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."group"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."group"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."group"') END) AS m3) WHERE (m IS NOT NULL))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."createVolumePermission"') WHEN 'array' THEN requestParameters -> '$."createVolumePermission"' ELSE json_array(requestParameters -> '$."createVolumePermission"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."add"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."add"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."add"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."items"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."items"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."items"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."userId"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."userId"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."userId"') END) AS m3) WHERE (m IS NOT NULL))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributeValue"') WHEN 'array' THEN requestParameters -> '$."attributeValue"' ELSE json_array(requestParameters -> '$."attributeValue"') END) AS m0) WHERE (
      lower(m) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributes"') WHEN 'array' THEN requestParameters -> '$."attributes"' ELSE json_array(requestParameters -> '$."attributes"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (
      lower(m) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(m) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."principal"') WHEN 'array' THEN requestParameters -> '$."principal"' ELSE json_array(requestParameters -> '$."principal"') END) AS m0) WHERE (lower(m) = '*'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."condition"') WHEN 'array' THEN requestParameters -> '$."condition"' ELSE json_array(requestParameters -> '$."condition"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."key"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."key"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."key"') END) AS m1) WHERE (lower(m) LIKE '%aws:principalorg%'))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."organizationId"') WHEN 'array' THEN requestParameters -> '$."organizationId"' ELSE json_array(requestParameters -> '$."organizationId"') END) AS m0) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."principalOrgID"') WHEN 'array' THEN requestParameters -> '$."principalOrgID"' ELSE json_array(requestParameters -> '$."principalOrgID"') END) AS m0) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."sourceAccount"') WHEN 'array' THEN requestParameters -> '$."sourceAccount"' ELSE json_array(requestParameters -> '$."sourceAccount"') END) AS m0) WHERE (m IS NOT NULL))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessPolicies"') WHEN 'array' THEN requestParameters -> '$."accessPolicies"' ELSE json_array(requestParameters -> '$."accessPolicies"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessPolicies"') WHEN 'array' THEN requestParameters -> '$."accessPolicies"' ELSE json_array(requestParameters -> '$."accessPolicies"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessPolicies"') WHEN 'array' THEN requestParameters -> '$."accessPolicies"' ELSE json_array(requestParameters -> '$."accessPolicies"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."assumeRolePolicyDocument"') WHEN 'array' THEN requestParameters -> '$."assumeRolePolicyDocument"' ELSE json_array(requestParameters -> '$."assumeRolePolicyDocument"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."assumeRolePolicyDocument"') WHEN 'array' THEN requestParameters -> '$."assumeRolePolicyDocument"' ELSE json_array(requestParameters -> '$."assumeRolePolicyDocument"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."assumeRolePolicyDocument"') WHEN 'array' THEN requestParameters -> '$."assumeRolePolicyDocument"' ELSE json_array(requestParameters -> '$."assumeRolePolicyDocument"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributeValue"') WHEN 'array' THEN requestParameters -> '$."attributeValue"' ELSE json_array(requestParameters -> '$."attributeValue"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributeValue"') WHEN 'array' THEN requestParameters -> '$."attributeValue"' ELSE json_array(requestParameters -> '$."attributeValue"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributeValue"') WHEN 'array' THEN requestParameters -> '$."attributeValue"' ELSE json_array(requestParameters -> '$."attributeValue"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributes"') WHEN 'array' THEN requestParameters -> '$."attributes"' ELSE json_array(requestParameters -> '$."attributes"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributes"') WHEN 'array' THEN requestParameters -> '$."attributes"' ELSE json_array(requestParameters -> '$."attributes"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."attributes"') WHEN 'array' THEN requestParameters -> '$."attributes"' ELSE json_array(requestParameters -> '$."attributes"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."policy"') END) AS m1) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."policy"') END) AS m1) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policy"') WHEN 'array' THEN requestParameters -> '$."policy"' ELSE json_array(requestParameters -> '$."policy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."policy"') END) AS m1) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyDocument"') WHEN 'array' THEN requestParameters -> '$."policyDocument"' ELSE json_array(requestParameters -> '$."policyDocument"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyDocument"') WHEN 'array' THEN requestParameters -> '$."policyDocument"' ELSE json_array(requestParameters -> '$."policyDocument"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyDocument"') WHEN 'array' THEN requestParameters -> '$."policyDocument"' ELSE json_array(requestParameters -> '$."policyDocument"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyInJson"') WHEN 'array' THEN requestParameters -> '$."policyInJson"' ELSE json_array(requestParameters -> '$."policyInJson"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyInJson"') WHEN 'array' THEN requestParameters -> '$."policyInJson"' ELSE json_array(requestParameters -> '$."policyInJson"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyInJson"') WHEN 'array' THEN requestParameters -> '$."policyInJson"' ELSE json_array(requestParameters -> '$."policyInJson"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyText"') WHEN 'array' THEN requestParameters -> '$."policyText"' ELSE json_array(requestParameters -> '$."policyText"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyText"') WHEN 'array' THEN requestParameters -> '$."policyText"' ELSE json_array(requestParameters -> '$."policyText"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."policyText"') WHEN 'array' THEN requestParameters -> '$."policyText"' ELSE json_array(requestParameters -> '$."policyText"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."resourcePolicy"') WHEN 'array' THEN requestParameters -> '$."resourcePolicy"' ELSE json_array(requestParameters -> '$."resourcePolicy"') END) AS m0) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."resourcePolicy"') WHEN 'array' THEN requestParameters -> '$."resourcePolicy"' ELSE json_array(requestParameters -> '$."resourcePolicy"') END) AS m0) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."resourcePolicy"') WHEN 'array' THEN requestParameters -> '$."resourcePolicy"' ELSE json_array(requestParameters -> '$."resourcePolicy"') END) AS m0) WHERE (
          lower(m) LIKE '%aws:principalaccount%'
          OR lower(m) LIKE '%aws:principalorg%'
          OR lower(m) LIKE '%aws:sourceaccount%'
          OR lower(m) LIKE '%aws:sourcearn%'
          OR lower(m) LIKE '%aws:sourceorg%'
          OR lower(m) LIKE '%aws:sourceowner%'
          OR lower(m) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(record, '$."userIdentity"') WHEN 'array' THEN record -> '$."userIdentity"' ELSE json_array(record -> '$."userIdentity"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."sessionContext"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."sessionContext"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."sessionContext"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."webIdFederationData"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."webIdFederationData"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."webIdFederationData"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."federatedProvider"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."federatedProvider"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."federatedProvider"') END) AS m3) WHERE (m IS NOT NULL))
      OR lower("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lower("userIdentity.accountId") LIKE 'anonymous%'
      OR lower("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(additionalEventData, '$."AuthenticationMethod"') WHEN 'array' THEN additionalEventData -> '$."AuthenticationMethod"' ELSE json_array(additionalEventData -> '$."AuthenticationMethod"') END) AS m0) WHERE (lower(m) = 'querystring'))
      OR (
        lower(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lower(eventName) LIKE '%!_get' ESCAPE '!' OR lower(eventName) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(eventType) = 'awsmcpevent'
    OR lower(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lower(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
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
    OR (lower(eventSource) = 'billingconsole.amazonaws.com' AND lower(eventName) LIKE 'set%preference%')
    OR (
      lower(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lower(eventSource) = 'payments.amazonaws.com'
      AND (
        lower(eventName) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_describe%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_find%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_get%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_list%' ESCAPE '!'
        OR lower(eventName) LIKE '%!_validate%' ESCAPE '!'
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
    lower(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) = 'iot.amazonaws.com'
    AND lower(eventName) = 'registercertificate'
    AND lower(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(eventSource) = 'access-analyzer.amazonaws.com' AND lower(eventName) LIKE 'check%')
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(eventSource) = 'grafana.amazonaws.com' AND lower(eventName) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lower(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
