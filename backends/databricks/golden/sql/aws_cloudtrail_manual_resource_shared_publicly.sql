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
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, `userIdentity.arn`, sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lower(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(userAgent) = 'aws internal'
    )
    OR (
      lower(`userIdentity.invokedBy`) = 'q.amazonaws.com'
      OR lower(`userIdentity.invokedBy`) LIKE '%-mcp.amazonaws.com'
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
        lower(`userIdentity.invokedBy`) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(`userIdentity.invokedBy`) LIKE '%.amazonaws.com%'
          OR lower(`userIdentity.invokedBy`) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(`userIdentity.type`) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(`userIdentity.type` IS NOT NULL, FALSE)
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
      AND exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["resourcesVpcConfig"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["endpointPublicAccess"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'true')
      AND exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["resourcesVpcConfig"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["publicAccessCidrs"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = '0.0.0.0/0')
    )
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["valuesToAdd"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["accountIdsToAdd"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    )
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["publiclyAccessible"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'true')
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["authType"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'none')
    )
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["launchPermission"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["add"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["items"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["group"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["launchPermission"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["add"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["items"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["organizationArn"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["launchPermission"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["add"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["items"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["userId"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["ModifyVpcBlockPublicAccessOptionsRequest"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["InternetGatewayBlockMode"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'off')
    )
    OR (lower(eventSource) = 's3.amazonaws.com' AND lower(eventName) = 'putbucketreplication')
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["createVolumePermission"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["add"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["items"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["group"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["createVolumePermission"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["add"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["items"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["userId"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["attributeValue"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
      lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    )
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["attributes"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
      lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["principal"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = '*')
      AND NOT COALESCE(
        exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["condition"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["key"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%')
        OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["organizationId"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
        OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["principalOrgID"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
        OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["sourceAccount"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["accessPolicies"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["accessPolicies"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["accessPolicies"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["assumeRolePolicyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["assumeRolePolicyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["assumeRolePolicyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["attributeValue"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["attributeValue"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["attributeValue"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["attributes"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["attributes"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["attributes"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["policy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyDocument"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyInJson"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyInJson"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyInJson"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyText"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyText"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["policyText"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
    OR (
      exists(flatten(transform(array(try_variant_get(requestParameters, '$["resourcePolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
        lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws" : "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": "*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws": ["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":"*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"aws":["*"%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal" : "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal": "%'
        OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"principal":"%'
      )
      AND exists(flatten(transform(array(try_variant_get(requestParameters, '$["resourcePolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%"allow"%')
      AND NOT COALESCE(
        exists(flatten(transform(array(try_variant_get(requestParameters, '$["resourcePolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
          lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:principalorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceaccount%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourcearn%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceorg%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%aws:sourceowner%'
          OR lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(record, '$["userIdentity"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["sessionContext"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["webIdFederationData"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["federatedProvider"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
      OR lower(`userIdentity.type`) IN ('unknown', 'webidentityuser')
      OR lower(`userIdentity.accountId`) LIKE 'anonymous%'
      OR lower(`userIdentity.userName`) = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE(`userIdentity.type` IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR exists(flatten(transform(array(try_variant_get(additionalEventData, '$["AuthenticationMethod"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'querystring')
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
