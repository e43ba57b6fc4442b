-- Manual AWS S3 Change That Allows Public Access
-- aws_cloudtrail_manual_s3_made_public, f1ed7a6b-600f-428f-ad14-1d903117c212, level high, ATT&CK T1537
-- Detects a person who makes an S3 bucket, access point or object public, or removes what keeps it private: a
-- lifted public access block, an access control list or grant for everyone, a policy that allows any
-- principal. Sigma cannot pair the parts of a policy: a condition on an account or organization, as AWS's own
-- examples write it, in any statement counts for all of them. The change was made in the console, in
-- CloudShell or through an AI agent.
-- False positives: Websites and downloads that are meant to be public; Bucket policies that allow any
-- principal under another condition (address, VPC endpoint, access points of one account); Bucket policies
-- that deny any principal in one statement and allow a named one in another
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
  AND lower(eventSource) = 's3.amazonaws.com'
  AND (
    EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-acl"') WHEN 'array' THEN requestParameters -> '$."x-amz-acl"' ELSE json_array(requestParameters -> '$."x-amz-acl"') END) AS m0) WHERE (
      lower(m) IN ('authenticated-read', 'public-read', 'public-read-write')
    ))
    OR lower(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN requestParameters -> '$."PublicAccessBlockConfiguration"' ELSE json_array(requestParameters -> '$."PublicAccessBlockConfiguration"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."BlockPublicAcls"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."BlockPublicAcls"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."BlockPublicAcls"') END) AS m1) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN requestParameters -> '$."PublicAccessBlockConfiguration"' ELSE json_array(requestParameters -> '$."PublicAccessBlockConfiguration"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."BlockPublicPolicy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."BlockPublicPolicy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."BlockPublicPolicy"') END) AS m1) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN requestParameters -> '$."PublicAccessBlockConfiguration"' ELSE json_array(requestParameters -> '$."PublicAccessBlockConfiguration"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."IgnorePublicAcls"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."IgnorePublicAcls"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."IgnorePublicAcls"') END) AS m1) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN requestParameters -> '$."PublicAccessBlockConfiguration"' ELSE json_array(requestParameters -> '$."PublicAccessBlockConfiguration"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."RestrictPublicBuckets"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."RestrictPublicBuckets"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."RestrictPublicBuckets"') END) AS m1) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."CreateAccessPointRequest"') WHEN 'array' THEN requestParameters -> '$."CreateAccessPointRequest"' ELSE json_array(requestParameters -> '$."CreateAccessPointRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."BlockPublicAcls"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."BlockPublicAcls"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."BlockPublicAcls"') END) AS m2) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."CreateAccessPointRequest"') WHEN 'array' THEN requestParameters -> '$."CreateAccessPointRequest"' ELSE json_array(requestParameters -> '$."CreateAccessPointRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."BlockPublicPolicy"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."BlockPublicPolicy"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."BlockPublicPolicy"') END) AS m2) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."CreateAccessPointRequest"') WHEN 'array' THEN requestParameters -> '$."CreateAccessPointRequest"' ELSE json_array(requestParameters -> '$."CreateAccessPointRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."IgnorePublicAcls"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."IgnorePublicAcls"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."IgnorePublicAcls"') END) AS m2) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."CreateAccessPointRequest"') WHEN 'array' THEN requestParameters -> '$."CreateAccessPointRequest"' ELSE json_array(requestParameters -> '$."CreateAccessPointRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."PublicAccessBlockConfiguration"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."PublicAccessBlockConfiguration"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."RestrictPublicBuckets"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."RestrictPublicBuckets"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."RestrictPublicBuckets"') END) AS m2) WHERE (lower(m) = 'false'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."AccessControlPolicy"') WHEN 'array' THEN requestParameters -> '$."AccessControlPolicy"' ELSE json_array(requestParameters -> '$."AccessControlPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."AccessControlList"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."AccessControlList"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."AccessControlList"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Grant"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Grant"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Grant"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."Grantee"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."Grantee"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."Grantee"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."URI"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."URI"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."URI"') END) AS m4) WHERE (
      lower(m) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-grant-full-control"') WHEN 'array' THEN requestParameters -> '$."x-amz-grant-full-control"' ELSE json_array(requestParameters -> '$."x-amz-grant-full-control"') END) AS m0) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-grant-read"') WHEN 'array' THEN requestParameters -> '$."x-amz-grant-read"' ELSE json_array(requestParameters -> '$."x-amz-grant-read"') END) AS m0) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-grant-read-acp"') WHEN 'array' THEN requestParameters -> '$."x-amz-grant-read-acp"' ELSE json_array(requestParameters -> '$."x-amz-grant-read-acp"') END) AS m0) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-grant-write"') WHEN 'array' THEN requestParameters -> '$."x-amz-grant-write"' ELSE json_array(requestParameters -> '$."x-amz-grant-write"') END) AS m0) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."x-amz-grant-write-acp"') WHEN 'array' THEN requestParameters -> '$."x-amz-grant-write-acp"' ELSE json_array(requestParameters -> '$."x-amz-grant-write-acp"') END) AS m0) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessControlList"') WHEN 'array' THEN requestParameters -> '$."accessControlList"' ELSE json_array(requestParameters -> '$."accessControlList"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."x-amz-grant-full-control"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-full-control"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-full-control"') END) AS m1) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessControlList"') WHEN 'array' THEN requestParameters -> '$."accessControlList"' ELSE json_array(requestParameters -> '$."accessControlList"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."x-amz-grant-read"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-read"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-read"') END) AS m1) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessControlList"') WHEN 'array' THEN requestParameters -> '$."accessControlList"' ELSE json_array(requestParameters -> '$."accessControlList"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."x-amz-grant-read-acp"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-read-acp"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-read-acp"') END) AS m1) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessControlList"') WHEN 'array' THEN requestParameters -> '$."accessControlList"' ELSE json_array(requestParameters -> '$."accessControlList"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."x-amz-grant-write"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-write"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-write"') END) AS m1) WHERE (lower(m) LIKE '%groups/global/%'))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."accessControlList"') WHEN 'array' THEN requestParameters -> '$."accessControlList"' ELSE json_array(requestParameters -> '$."accessControlList"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."x-amz-grant-write-acp"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-write-acp"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."x-amz-grant-write-acp"') END) AS m1) WHERE (lower(m) LIKE '%groups/global/%'))
    OR (
      (
        (
          EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Effect"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Effect"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Effect"') END) AS m2) WHERE (lower(m) = 'allow'))
          AND EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Principal"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Principal"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Principal"') END) AS m2) WHERE (m IS NOT NULL))
        )
        OR (
          EXISTS (SELECT 1 FROM (SELECT CASE m2.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m2.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Effect"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Effect"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Effect"') END) AS m2) WHERE (lower(m) = 'allow'))
          AND EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Principal"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Principal"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Principal"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."AWS"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."AWS"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."AWS"') END) AS m3) WHERE (lower(m) = '*'))
        )
      )
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."ForAnyValue:StringEquals"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."ForAnyValue:StringEquals"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."ForAnyValue:StringEquals"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:PrincipalOrgPaths"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgPaths"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgPaths"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."ForAnyValue:StringLike"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."ForAnyValue:StringLike"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."ForAnyValue:StringLike"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:PrincipalOrgPaths"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgPaths"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgPaths"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."StringEquals"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:PrincipalAccount"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalAccount"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalAccount"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."StringEquals"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:PrincipalOrgID"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgID"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgID"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."StringEquals"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:SourceAccount"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:SourceAccount"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:SourceAccount"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."StringEquals"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."StringEquals"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:SourceOrgID"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:SourceOrgID"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:SourceOrgID"') END) AS m4) WHERE (m IS NOT NULL))
        OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."bucketPolicy"') WHEN 'array' THEN requestParameters -> '$."bucketPolicy"' ELSE json_array(requestParameters -> '$."bucketPolicy"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Statement"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Statement"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."Condition"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."Condition"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."StringLike"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."StringLike"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."StringLike"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."aws:PrincipalOrgID"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgID"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."aws:PrincipalOrgID"') END) AS m4) WHERE (m IS NOT NULL))
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PutAccessPointPolicyRequest"') WHEN 'array' THEN requestParameters -> '$."PutAccessPointPolicyRequest"' ELSE json_array(requestParameters -> '$."PutAccessPointPolicyRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (
        lower(m) LIKE '%"aws" : "*"%'
        OR lower(m) LIKE '%"aws": "*"%'
        OR lower(m) LIKE '%"aws": ["*"%'
        OR lower(m) LIKE '%"aws":"*"%'
        OR lower(m) LIKE '%"aws":["*"%'
        OR lower(m) LIKE '%"principal" : "%'
        OR lower(m) LIKE '%"principal": "%'
        OR lower(m) LIKE '%"principal":"%'
      ))
      AND EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PutAccessPointPolicyRequest"') WHEN 'array' THEN requestParameters -> '$."PutAccessPointPolicyRequest"' ELSE json_array(requestParameters -> '$."PutAccessPointPolicyRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (lower(m) LIKE '%"allow"%'))
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM (SELECT CASE m1.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m1.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."PutAccessPointPolicyRequest"') WHEN 'array' THEN requestParameters -> '$."PutAccessPointPolicyRequest"' ELSE json_array(requestParameters -> '$."PutAccessPointPolicyRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."Policy"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."Policy"') END) AS m1) WHERE (
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
