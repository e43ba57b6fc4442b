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
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess')) WHERE STRPOS(m.requestParameters, '"endpointPublicAccess"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'endpointPublicAccess'), m1h.i * 100 + m1.i)) = 'true'))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs')) WHERE STRPOS(m.requestParameters, '"publicAccessCidrs"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'resourcesVpcConfig', TRUE), m0h.i * 100 + m0.i), 'publicAccessCidrs'), m1h.i * 100 + m1.i)) = '0.0.0.0/0'))
    )
    OR (
      lower(eventSource) = 'rds.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'valuesToAdd')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'valuesToAdd')) WHERE STRPOS(m.requestParameters, '"valuesToAdd"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'valuesToAdd'), m0h.i * 100 + m0.i) IS NOT NULL))
    )
    OR (
      lower(eventSource) = 'ssm.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd')) WHERE STRPOS(m.requestParameters, '"accountIdsToAdd"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accountIdsToAdd'), m0h.i * 100 + m0.i) IS NOT NULL))
    )
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible')) WHERE STRPOS(m.requestParameters, '"publiclyAccessible"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'publiclyAccessible'), m0h.i * 100 + m0.i)) = 'true'))
    OR (
      lower(eventSource) = 'lambda.amazonaws.com'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'authType')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'authType')) WHERE STRPOS(m.requestParameters, '"authType"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'authType'), m0h.i * 100 + m0.i)) = 'none'))
    )
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) WHERE STRPOS(m.requestParameters, '"group"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn')) WHERE STRPOS(m.requestParameters, '"organizationArn"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'organizationArn'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) WHERE STRPOS(m.requestParameters, '"userId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'launchPermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND lower(eventName) = 'modifyvpcblockpublicaccessoptions'
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode')) WHERE STRPOS(m.requestParameters, '"InternetGatewayBlockMode"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'ModifyVpcBlockPublicAccessOptionsRequest', TRUE), m0h.i * 100 + m0.i), 'InternetGatewayBlockMode'), m1h.i * 100 + m1.i)) = 'off'))
    )
    OR (lower(eventSource) = 's3.amazonaws.com' AND lower(eventName) = 'putbucketreplication')
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group')) WHERE STRPOS(m.requestParameters, '"group"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'group'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE)) JOIN cloudtrail_numbers AS m3h ON m3h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) JOIN cloudtrail_numbers AS m3 ON m3h.i * 100 + m3.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId')) WHERE STRPOS(m.requestParameters, '"userId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'createVolumePermission', TRUE), m0h.i * 100 + m0.i), 'add', TRUE), m1h.i * 100 + m1.i), 'items', TRUE), m2h.i * 100 + m2.i), 'userId'), m3h.i * 100 + m3.i) IS NOT NULL))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
      lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_pub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_pub!_0%"aws":"*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_sub!_0%"aws": "*"%' ESCAPE '!'
      OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%!_!_console!_sub!_0%"aws":"*"%' ESCAPE '!'
    ))
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'lambda.amazonaws.com')
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principal')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principal')) WHERE STRPOS(m.requestParameters, '"principal"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'principal'), m0h.i * 100 + m0.i)) = '*'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key')) WHERE STRPOS(m.requestParameters, '"key"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'condition', TRUE), m0h.i * 100 + m0.i), 'key'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'organizationId')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'organizationId')) WHERE STRPOS(m.requestParameters, '"organizationId"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'organizationId'), m0h.i * 100 + m0.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principalOrgID')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'principalOrgID')) WHERE STRPOS(m.requestParameters, '"principalOrgID"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'principalOrgID'), m0h.i * 100 + m0.i) IS NOT NULL))
        OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'sourceAccount')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'sourceAccount')) WHERE STRPOS(m.requestParameters, '"sourceAccount"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'sourceAccount'), m0h.i * 100 + m0.i) IS NOT NULL))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'accessPolicies')) WHERE STRPOS(m.requestParameters, '"accessPolicies"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'accessPolicies'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument')) WHERE STRPOS(m.requestParameters, '"assumeRolePolicyDocument"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'assumeRolePolicyDocument'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'attributeValue')) WHERE STRPOS(m.requestParameters, '"attributeValue"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'attributeValue'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy')) WHERE STRPOS(m.requestParameters, '"Policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'attributes', TRUE), m0h.i * 100 + m0.i), 'Policy'), m1h.i * 100 + m1.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%elasticfilesystem:accessedviamounttarget%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policy'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy')) WHERE STRPOS(m.requestParameters, '"policy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.requestParameters, 'policy', TRUE), m0h.i * 100 + m0.i), 'policy'), m1h.i * 100 + m1.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyDocument')) WHERE STRPOS(m.requestParameters, '"policyDocument"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyDocument'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyInJson')) WHERE STRPOS(m.requestParameters, '"policyInJson"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyInJson'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'policyText')) WHERE STRPOS(m.requestParameters, '"policyText"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'policyText'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
    OR (
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (
        lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws" : "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws": "*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws": ["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws":"*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"aws":["*"%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal" : "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal": "%'
        OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"principal":"%'
      ))
      AND eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%"allow"%'))
      AND NOT COALESCE(
        eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.requestParameters, 'resourcePolicy')) WHERE STRPOS(m.requestParameters, '"resourcePolicy"') > 0 AND (
          lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:principalorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceaccount%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourcearn%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceorg%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%aws:sourceowner%'
          OR lower(f_cloudtrail_text(f_cloudtrail_value(m.requestParameters, 'resourcePolicy'), m0h.i * 100 + m0.i)) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) WHERE STRPOS(m.userIdentity, '"federatedProvider"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider'), m2h.i * 100 + m2.i) IS NOT NULL))
      OR lower("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lower("userIdentity.accountId") LIKE 'anonymous%'
      OR lower("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) WHERE STRPOS(m.additionalEventData, '"AuthenticationMethod"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod'), m0h.i * 100 + m0.i)) = 'querystring'))
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
