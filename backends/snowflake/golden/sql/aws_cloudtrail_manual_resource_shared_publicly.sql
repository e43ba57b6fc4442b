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
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
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
      AND ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'resourcesVpcConfig')), ARRAY_CONSTRUCT(GET(requestParameters, 'resourcesVpcConfig'))), x -> COALESCE(AS_ARRAY(GET(x, 'endpointPublicAccess')), ARRAY_CONSTRUCT(GET(x, 'endpointPublicAccess'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'true')) > 0
      AND ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'resourcesVpcConfig')), ARRAY_CONSTRUCT(GET(requestParameters, 'resourcesVpcConfig'))), x -> COALESCE(AS_ARRAY(GET(x, 'publicAccessCidrs')), ARRAY_CONSTRUCT(GET(x, 'publicAccessCidrs'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = '0.0.0.0/0')) > 0
    )
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'valuesToAdd')), ARRAY_CONSTRUCT(GET(requestParameters, 'valuesToAdd'))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'accountIdsToAdd')), ARRAY_CONSTRUCT(GET(requestParameters, 'accountIdsToAdd'))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    )
    OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'publiclyAccessible')), ARRAY_CONSTRUCT(GET(requestParameters, 'publiclyAccessible'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'true')) > 0
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'authType')), ARRAY_CONSTRUCT(GET(requestParameters, 'authType'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'none')) > 0
    )
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'launchPermission')), ARRAY_CONSTRUCT(GET(requestParameters, 'launchPermission'))), x -> COALESCE(AS_ARRAY(GET(x, 'add')), ARRAY_CONSTRUCT(GET(x, 'add'))))), x -> COALESCE(AS_ARRAY(GET(x, 'items')), ARRAY_CONSTRUCT(GET(x, 'items'))))), x -> COALESCE(AS_ARRAY(GET(x, 'group')), ARRAY_CONSTRUCT(GET(x, 'group'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'launchPermission')), ARRAY_CONSTRUCT(GET(requestParameters, 'launchPermission'))), x -> COALESCE(AS_ARRAY(GET(x, 'add')), ARRAY_CONSTRUCT(GET(x, 'add'))))), x -> COALESCE(AS_ARRAY(GET(x, 'items')), ARRAY_CONSTRUCT(GET(x, 'items'))))), x -> COALESCE(AS_ARRAY(GET(x, 'organizationArn')), ARRAY_CONSTRUCT(GET(x, 'organizationArn'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'launchPermission')), ARRAY_CONSTRUCT(GET(requestParameters, 'launchPermission'))), x -> COALESCE(AS_ARRAY(GET(x, 'add')), ARRAY_CONSTRUCT(GET(x, 'add'))))), x -> COALESCE(AS_ARRAY(GET(x, 'items')), ARRAY_CONSTRUCT(GET(x, 'items'))))), x -> COALESCE(AS_ARRAY(GET(x, 'userId')), ARRAY_CONSTRUCT(GET(x, 'userId'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest')), ARRAY_CONSTRUCT(GET(requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest'))), x -> COALESCE(AS_ARRAY(GET(x, 'InternetGatewayBlockMode')), ARRAY_CONSTRUCT(GET(x, 'InternetGatewayBlockMode'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'off')) > 0
    )
    OR (lower(eventSource) = 's3.amazonaws.com' AND lower(eventName) = 'putbucketreplication')
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'createVolumePermission')), ARRAY_CONSTRUCT(GET(requestParameters, 'createVolumePermission'))), x -> COALESCE(AS_ARRAY(GET(x, 'add')), ARRAY_CONSTRUCT(GET(x, 'add'))))), x -> COALESCE(AS_ARRAY(GET(x, 'items')), ARRAY_CONSTRUCT(GET(x, 'items'))))), x -> COALESCE(AS_ARRAY(GET(x, 'group')), ARRAY_CONSTRUCT(GET(x, 'group'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'createVolumePermission')), ARRAY_CONSTRUCT(GET(requestParameters, 'createVolumePermission'))), x -> COALESCE(AS_ARRAY(GET(x, 'add')), ARRAY_CONSTRUCT(GET(x, 'add'))))), x -> COALESCE(AS_ARRAY(GET(x, 'items')), ARRAY_CONSTRUCT(GET(x, 'items'))))), x -> COALESCE(AS_ARRAY(GET(x, 'userId')), ARRAY_CONSTRUCT(GET(x, 'userId'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
    OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'attributeValue')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributeValue'))), m -> 
      lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    )) > 0
    OR ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'attributes')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributes'))), x -> COALESCE(AS_ARRAY(GET(x, 'Policy')), ARRAY_CONSTRUCT(GET(x, 'Policy'))))), m -> 
      lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    )) > 0
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'principal')), ARRAY_CONSTRUCT(GET(requestParameters, 'principal'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = '*')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'condition')), ARRAY_CONSTRUCT(GET(requestParameters, 'condition'))), x -> COALESCE(AS_ARRAY(GET(x, 'key')), ARRAY_CONSTRUCT(GET(x, 'key'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%')) > 0
        OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'organizationId')), ARRAY_CONSTRUCT(GET(requestParameters, 'organizationId'))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
        OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'principalOrgID')), ARRAY_CONSTRUCT(GET(requestParameters, 'principalOrgID'))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
        OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'sourceAccount')), ARRAY_CONSTRUCT(GET(requestParameters, 'sourceAccount'))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'accessPolicies')), ARRAY_CONSTRUCT(GET(requestParameters, 'accessPolicies'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'accessPolicies')), ARRAY_CONSTRUCT(GET(requestParameters, 'accessPolicies'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'accessPolicies')), ARRAY_CONSTRUCT(GET(requestParameters, 'accessPolicies'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'assumeRolePolicyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'assumeRolePolicyDocument'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'assumeRolePolicyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'assumeRolePolicyDocument'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'assumeRolePolicyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'assumeRolePolicyDocument'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'attributeValue')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributeValue'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'attributeValue')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributeValue'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'attributeValue')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributeValue'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'attributes')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributes'))), x -> COALESCE(AS_ARRAY(GET(x, 'Policy')), ARRAY_CONSTRUCT(GET(x, 'Policy'))))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'attributes')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributes'))), x -> COALESCE(AS_ARRAY(GET(x, 'Policy')), ARRAY_CONSTRUCT(GET(x, 'Policy'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'attributes')), ARRAY_CONSTRUCT(GET(requestParameters, 'attributes'))), x -> COALESCE(AS_ARRAY(GET(x, 'Policy')), ARRAY_CONSTRUCT(GET(x, 'Policy'))))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), x -> COALESCE(AS_ARRAY(GET(x, 'policy')), ARRAY_CONSTRUCT(GET(x, 'policy'))))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), x -> COALESCE(AS_ARRAY(GET(x, 'policy')), ARRAY_CONSTRUCT(GET(x, 'policy'))))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(requestParameters, 'policy')), ARRAY_CONSTRUCT(GET(requestParameters, 'policy'))), x -> COALESCE(AS_ARRAY(GET(x, 'policy')), ARRAY_CONSTRUCT(GET(x, 'policy'))))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyDocument'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyDocument'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyDocument')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyDocument'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyInJson')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyInJson'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyInJson')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyInJson'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyInJson')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyInJson'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyText')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyText'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyText')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyText'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'policyText')), ARRAY_CONSTRUCT(GET(requestParameters, 'policyText'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
    OR (
      ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'resourcePolicy')), ARRAY_CONSTRUCT(GET(requestParameters, 'resourcePolicy'))), m -> 
        lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws" : "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": "*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws": ["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":"*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"aws":["*"%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal" : "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal": "%'
        OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"principal":"%'
      )) > 0
      AND ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'resourcePolicy')), ARRAY_CONSTRUCT(GET(requestParameters, 'resourcePolicy'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%"allow"%')) > 0
      AND NOT COALESCE(
        ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(requestParameters, 'resourcePolicy')), ARRAY_CONSTRUCT(GET(requestParameters, 'resourcePolicy'))), m -> 
          lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:principalorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceaccount%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourcearn%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceorg%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%aws:sourceowner%'
          OR lower(IFF(IS_OBJECT(m), NULL, m::varchar)) LIKE '%kms:calleraccount%'
        )) > 0
      , FALSE)
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      ARRAY_SIZE(FILTER(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(ARRAY_FLATTEN(TRANSFORM(COALESCE(AS_ARRAY(GET(record, 'userIdentity')), ARRAY_CONSTRUCT(GET(record, 'userIdentity'))), x -> COALESCE(AS_ARRAY(GET(x, 'sessionContext')), ARRAY_CONSTRUCT(GET(x, 'sessionContext'))))), x -> COALESCE(AS_ARRAY(GET(x, 'webIdFederationData')), ARRAY_CONSTRUCT(GET(x, 'webIdFederationData'))))), x -> COALESCE(AS_ARRAY(GET(x, 'federatedProvider')), ARRAY_CONSTRUCT(GET(x, 'federatedProvider'))))), m -> IFF(IS_OBJECT(m), NULL, m::varchar) IS NOT NULL)) > 0
      OR lower("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lower("userIdentity.accountId") LIKE 'anonymous%'
      OR lower("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR ARRAY_SIZE(FILTER(COALESCE(AS_ARRAY(GET(additionalEventData, 'AuthenticationMethod')), ARRAY_CONSTRUCT(GET(additionalEventData, 'AuthenticationMethod'))), m -> lower(IFF(IS_OBJECT(m), NULL, m::varchar)) = 'querystring')) > 0
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
