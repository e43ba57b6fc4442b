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
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, userIdentity.arn AS userArn, sourceIPAddress, userAgent, eventID
FROM `cloudtrail`
WHERE
  (
    (
      lower(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(userAgent) = 'aws internal'
    )
    OR (
      lower(userIdentity.invokedBy) = 'q.amazonaws.com'
      OR lower(userIdentity.invokedBy) LIKE '%-mcp.amazonaws.com'
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
        lower(userIdentity.invokedBy) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(userIdentity.invokedBy) LIKE '%.amazonaws.com%'
          OR lower(userIdentity.invokedBy) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(userIdentity.type) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(userIdentity.type IS NOT NULL, FALSE)
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
    EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-acl"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-acl"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    )
    OR lower(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."BlockPublicAcls"'), '$'), [JSON_QUERY(m0, '$."BlockPublicAcls"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."BlockPublicPolicy"'), '$'), [JSON_QUERY(m0, '$."BlockPublicPolicy"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."IgnorePublicAcls"'), '$'), [JSON_QUERY(m0, '$."IgnorePublicAcls"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."RestrictPublicBuckets"'), '$'), [JSON_QUERY(m0, '$."RestrictPublicBuckets"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"'), '$'), [JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."BlockPublicAcls"'), '$'), [JSON_QUERY(m1, '$."BlockPublicAcls"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"'), '$'), [JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."BlockPublicPolicy"'), '$'), [JSON_QUERY(m1, '$."BlockPublicPolicy"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"'), '$'), [JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."IgnorePublicAcls"'), '$'), [JSON_QUERY(m1, '$."IgnorePublicAcls"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"'), '$'), [JSON_QUERY(requestParameters, '$."CreateAccessPointRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(m0, '$."PublicAccessBlockConfiguration"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."RestrictPublicBuckets"'), '$'), [JSON_QUERY(m1, '$."RestrictPublicBuckets"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."AccessControlPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."AccessControlPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."AccessControlList"'), '$'), [JSON_QUERY(m0, '$."AccessControlList"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Grant"'), '$'), [JSON_QUERY(m1, '$."Grant"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."Grantee"'), '$'), [JSON_QUERY(m2, '$."Grantee"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."URI"'), '$'), [JSON_QUERY(m3, '$."URI"')])) AS m4 WHERE 
      lower(JSON_VALUE(m4, '$')) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    )
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-grant-full-control"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-grant-full-control"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-grant-read"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-grant-read"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-grant-read-acp"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-grant-read-acp"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-grant-write"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-grant-write"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-grant-write-acp"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-grant-write-acp"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessControlList"'), '$'), [JSON_QUERY(requestParameters, '$."accessControlList"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."x-amz-grant-full-control"'), '$'), [JSON_QUERY(m0, '$."x-amz-grant-full-control"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessControlList"'), '$'), [JSON_QUERY(requestParameters, '$."accessControlList"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."x-amz-grant-read"'), '$'), [JSON_QUERY(m0, '$."x-amz-grant-read"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessControlList"'), '$'), [JSON_QUERY(requestParameters, '$."accessControlList"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."x-amz-grant-read-acp"'), '$'), [JSON_QUERY(m0, '$."x-amz-grant-read-acp"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessControlList"'), '$'), [JSON_QUERY(requestParameters, '$."accessControlList"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."x-amz-grant-write"'), '$'), [JSON_QUERY(m0, '$."x-amz-grant-write"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%groups/global/%')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."accessControlList"'), '$'), [JSON_QUERY(requestParameters, '$."accessControlList"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."x-amz-grant-write-acp"'), '$'), [JSON_QUERY(m0, '$."x-amz-grant-write-acp"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%groups/global/%')
    OR (
      (
        (
          EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Effect"'), '$'), [JSON_QUERY(m1, '$."Effect"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'allow')
          AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Principal"'), '$'), [JSON_QUERY(m1, '$."Principal"')])) AS m2 WHERE JSON_VALUE(m2, '$') IS NOT NULL)
        )
        OR (
          EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Effect"'), '$'), [JSON_QUERY(m1, '$."Effect"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'allow')
          AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Principal"'), '$'), [JSON_QUERY(m1, '$."Principal"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."AWS"'), '$'), [JSON_QUERY(m2, '$."AWS"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = '*')
        )
      )
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."ForAnyValue:StringEquals"'), '$'), [JSON_QUERY(m2, '$."ForAnyValue:StringEquals"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:PrincipalOrgPaths"'), '$'), [JSON_QUERY(m3, '$."aws:PrincipalOrgPaths"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."ForAnyValue:StringLike"'), '$'), [JSON_QUERY(m2, '$."ForAnyValue:StringLike"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:PrincipalOrgPaths"'), '$'), [JSON_QUERY(m3, '$."aws:PrincipalOrgPaths"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."StringEquals"'), '$'), [JSON_QUERY(m2, '$."StringEquals"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:PrincipalAccount"'), '$'), [JSON_QUERY(m3, '$."aws:PrincipalAccount"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."StringEquals"'), '$'), [JSON_QUERY(m2, '$."StringEquals"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:PrincipalOrgID"'), '$'), [JSON_QUERY(m3, '$."aws:PrincipalOrgID"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."StringEquals"'), '$'), [JSON_QUERY(m2, '$."StringEquals"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:SourceAccount"'), '$'), [JSON_QUERY(m3, '$."aws:SourceAccount"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."StringEquals"'), '$'), [JSON_QUERY(m2, '$."StringEquals"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:SourceOrgID"'), '$'), [JSON_QUERY(m3, '$."aws:SourceOrgID"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
        OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Condition"'), '$'), [JSON_QUERY(m1, '$."Condition"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."StringLike"'), '$'), [JSON_QUERY(m2, '$."StringLike"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."aws:PrincipalOrgID"'), '$'), [JSON_QUERY(m3, '$."aws:PrincipalOrgID"')])) AS m4 WHERE JSON_VALUE(m4, '$') IS NOT NULL)
      , FALSE)
    )
    OR (
      EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"'), '$'), [JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Policy"'), '$'), [JSON_QUERY(m0, '$."Policy"')])) AS m1 WHERE 
        lower(JSON_VALUE(m1, '$')) LIKE '%"aws" : "*"%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": "*"%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws": ["*"%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":"*"%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"aws":["*"%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal" : "%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal": "%'
        OR lower(JSON_VALUE(m1, '$')) LIKE '%"principal":"%'
      )
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"'), '$'), [JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Policy"'), '$'), [JSON_QUERY(m0, '$."Policy"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) LIKE '%"allow"%')
      AND NOT COALESCE(
        EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"'), '$'), [JSON_QUERY(requestParameters, '$."PutAccessPointPolicyRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Policy"'), '$'), [JSON_QUERY(m0, '$."Policy"')])) AS m1 WHERE 
          lower(JSON_VALUE(m1, '$')) LIKE '%aws:principalaccount%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%aws:principalorg%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%aws:sourceaccount%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%aws:sourcearn%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%aws:sourceorg%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%aws:sourceowner%'
          OR lower(JSON_VALUE(m1, '$')) LIKE '%kms:calleraccount%'
        )
      , FALSE)
    )
  )
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(record, '$."userIdentity"'), '$'), [JSON_QUERY(record, '$."userIdentity"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."sessionContext"'), '$'), [JSON_QUERY(m0, '$."sessionContext"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."webIdFederationData"'), '$'), [JSON_QUERY(m1, '$."webIdFederationData"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."federatedProvider"'), '$'), [JSON_QUERY(m2, '$."federatedProvider"')])) AS m3 WHERE JSON_VALUE(m3, '$') IS NOT NULL)
      OR lower(userIdentity.type) IN ('unknown', 'webidentityuser')
      OR lower(userIdentity.accountId) LIKE 'anonymous%'
      OR lower(userIdentity.userName) = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE(userIdentity.type IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(additionalEventData, '$."AuthenticationMethod"'), '$'), [JSON_QUERY(additionalEventData, '$."AuthenticationMethod"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = 'querystring')
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
        AND (lower(eventName) LIKE '%\\_get' OR lower(eventName) LIKE '%\\_post')
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
    (lower(eventSource) = 'grafana.amazonaws.com' AND lower(eventName) LIKE 'login\\_%')
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
