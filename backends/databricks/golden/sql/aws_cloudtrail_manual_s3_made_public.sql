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
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, `userIdentity.arn`, sourceIPAddress, userAgent, eventID
FROM cloudtrail
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
    OR (lower(userAgent) = 'coral/netty4' AND lower(`userIdentity.type`) IN ('assumedrole', 'iamuser', 'root'))
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
    lower(`userIdentity.invokedBy`) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(`userIdentity.invokedBy`) LIKE '%.amazonaws.com%'
      OR lower(`userIdentity.invokedBy`) LIKE '%aws internal%'
    , FALSE)
  )
  AND lower(eventSource) = 's3.amazonaws.com'
  AND (
    lower(eventName) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["PublicAccessBlockConfiguration"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["BlockPublicAcls"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'false')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["PublicAccessBlockConfiguration"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["BlockPublicPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'false')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["PublicAccessBlockConfiguration"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["IgnorePublicAcls"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'false')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["PublicAccessBlockConfiguration"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["RestrictPublicBuckets"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'false')
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-acl"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
      lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) IN (
        'authenticated-read', 'public-read', 'public-read-write'
      )
    )
    OR exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["AccessControlPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["AccessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Grant"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Grantee"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["URI"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> 
      lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    )
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-grant-full-control"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-grant-read"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-grant-read-acp"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-grant-write"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(array(try_variant_get(requestParameters, '$["x-amz-grant-write-acp"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["accessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["x-amz-grant-full-control"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["accessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["x-amz-grant-read"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["accessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["x-amz-grant-read-acp"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["accessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["x-amz-grant-write"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR exists(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["accessControlList"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["x-amz-grant-write-acp"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) LIKE '%groups/global/%')
    OR (
      exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["bucketPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Statement"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Effect"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'allow')
      AND exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["bucketPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Statement"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Principal"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string')) IS NOT NULL)
    )
    OR (
      exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["bucketPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Statement"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Effect"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = 'allow')
      AND exists(flatten(transform(transform(flatten(transform(transform(flatten(transform(transform(flatten(transform(array(try_variant_get(requestParameters, '$["bucketPolicy"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Statement"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["Principal"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), x -> try_variant_get(x, '$["AWS"]', 'variant')), x -> coalesce(try_variant_get(x, '$', 'array<variant>'), array(x)))), m -> lower(if(schema_of_variant(m) LIKE 'OBJECT%', NULL, try_variant_get(m, '$', 'string'))) = '*')
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
