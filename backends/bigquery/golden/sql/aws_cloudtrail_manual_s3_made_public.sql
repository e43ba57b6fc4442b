-- AWS S3 Bucket or Object Made Public by Hand
-- aws_cloudtrail_manual_s3_made_public, f1ed7a6b-600f-428f-ad14-1d903117c212, level high, ATT&CK T1537
-- Detects a person in the console who makes an S3 bucket or object public, or takes away what keeps it
-- private: the public access block lifted, an access control list or a grant for everybody, a bucket policy
-- that allows any principal.
-- False positives: Websites and downloads that are meant to be public; Bucket policies that allow any
-- principal under a condition (organization, address, VPC endpoint); Bucket policies that deny any principal
-- in one statement and allow a named one in another
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
  AND lower(eventSource) = 's3.amazonaws.com'
  AND (
    lower(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."BlockPublicAcls"'), '$'), [JSON_QUERY(m0, '$."BlockPublicAcls"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."BlockPublicPolicy"'), '$'), [JSON_QUERY(m0, '$."BlockPublicPolicy"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."IgnorePublicAcls"'), '$'), [JSON_QUERY(m0, '$."IgnorePublicAcls"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"'), '$'), [JSON_QUERY(requestParameters, '$."PublicAccessBlockConfiguration"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."RestrictPublicBuckets"'), '$'), [JSON_QUERY(m0, '$."RestrictPublicBuckets"')])) AS m1 WHERE lower(JSON_VALUE(m1, '$')) = 'false')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."x-amz-acl"'), '$'), [JSON_QUERY(requestParameters, '$."x-amz-acl"')])) AS m0 WHERE 
      lower(JSON_VALUE(m0, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    )
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
      EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Effect"'), '$'), [JSON_QUERY(m1, '$."Effect"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'allow')
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Principal"'), '$'), [JSON_QUERY(m1, '$."Principal"')])) AS m2 WHERE JSON_VALUE(m2, '$') IS NOT NULL)
    )
    OR (
      EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Effect"'), '$'), [JSON_QUERY(m1, '$."Effect"')])) AS m2 WHERE lower(JSON_VALUE(m2, '$')) = 'allow')
      AND EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."bucketPolicy"'), '$'), [JSON_QUERY(requestParameters, '$."bucketPolicy"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."Statement"'), '$'), [JSON_QUERY(m0, '$."Statement"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."Principal"'), '$'), [JSON_QUERY(m1, '$."Principal"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."AWS"'), '$'), [JSON_QUERY(m2, '$."AWS"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = '*')
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
