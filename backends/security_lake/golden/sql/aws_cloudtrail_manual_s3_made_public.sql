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
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    (
      lower(api.service.name) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(api.operation) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(http_request.user_agent) = 'aws internal'
    )
    OR (lower(actor.invoked_by) = 'q.amazonaws.com' OR lower(actor.invoked_by) LIKE '%-mcp.amazonaws.com')
    OR (
      (
        lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
        OR (
          (
            (
              lower(src_endpoint.ip) LIKE '1%'
              OR lower(src_endpoint.ip) LIKE '2%'
              OR lower(src_endpoint.ip) LIKE '3%'
              OR lower(src_endpoint.ip) LIKE '4%'
              OR lower(src_endpoint.ip) LIKE '5%'
              OR lower(src_endpoint.ip) LIKE '6%'
              OR lower(src_endpoint.ip) LIKE '7%'
              OR lower(src_endpoint.ip) LIKE '8%'
              OR lower(src_endpoint.ip) LIKE '9%'
            )
            OR (
              lower(src_endpoint.domain) LIKE '1%'
              OR lower(src_endpoint.domain) LIKE '2%'
              OR lower(src_endpoint.domain) LIKE '3%'
              OR lower(src_endpoint.domain) LIKE '4%'
              OR lower(src_endpoint.domain) LIKE '5%'
              OR lower(src_endpoint.domain) LIKE '6%'
              OR lower(src_endpoint.domain) LIKE '7%'
              OR lower(src_endpoint.domain) LIKE '8%'
              OR lower(src_endpoint.domain) LIKE '9%'
            )
          )
          AND (
            lower(http_request.user_agent) LIKE 'aws internal%'
            OR lower(http_request.user_agent) LIKE 'coral/netty4%'
            OR lower(http_request.user_agent) LIKE '[aws-internal/%.metal1.%'
            OR lower(http_request.user_agent) LIKE '[aws-internal/%amzn2int%'
            OR lower(http_request.user_agent) LIKE 'aws-internal/%.metal1.%'
            OR lower(http_request.user_agent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lower(http_request.user_agent) LIKE 'aws cloudwatch console%'
          OR lower(http_request.user_agent) LIKE 'aws signin%'
          OR lower(http_request.user_agent) LIKE 'awscloudtrail, aws-internal/%'
          OR lower(http_request.user_agent) LIKE 'awsconsole%'
          OR lower(http_request.user_agent) LIKE 'coral/jakarta%'
          OR lower(http_request.user_agent) LIKE 'ec2consolebackend, %'
          OR lower(http_request.user_agent) LIKE 'ec2consolefrontend%'
          OR lower(http_request.user_agent) LIKE 'mozilla/%'
          OR lower(http_request.user_agent) LIKE 's3console/%'
          OR lower(http_request.user_agent) LIKE '[aws console %'
          OR lower(http_request.user_agent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(http_request.user_agent) LIKE '[mozilla/%'
          OR lower(http_request.user_agent) LIKE '[s3console%'
          OR lower(http_request.user_agent) LIKE 'console.aws.amazon.com%'
          OR lower(http_request.user_agent) LIKE '% console, aws-internal/%'
          OR lower(http_request.user_agent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lower(http_request.user_agent) LIKE 'console.%' OR lower(http_request.user_agent) LIKE 'signin.%')
          AND lower(http_request.user_agent) LIKE '%.amazonaws.com'
        )
        OR (
          lower(http_request.user_agent) LIKE 'aws-internal%'
          AND lower(http_request.user_agent) LIKE '%awslambdaconsole/%'
        )
      )
      AND (
        lower(actor.invoked_by) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(actor.user.type) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(actor.user.type IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lower(element_at(unmapped, 'readOnly')) = 'true'
    OR (
      lower(api.operation) LIKE 'batchdescribe%'
      OR lower(api.operation) LIKE 'batchget%'
      OR lower(api.operation) LIKE 'decrypt%'
      OR lower(api.operation) LIKE 'describe%'
      OR lower(api.operation) LIKE 'download%'
      OR lower(api.operation) LIKE 'estimate%'
      OR lower(api.operation) LIKE 'filter%'
      OR lower(api.operation) LIKE 'get%'
      OR lower(api.operation) LIKE 'head%'
      OR lower(api.operation) LIKE 'list%'
      OR lower(api.operation) LIKE 'lookup%'
      OR lower(api.operation) LIKE 'preview%'
      OR lower(api.operation) LIKE 'rest.get.%'
      OR lower(api.operation) LIKE 'rest.head.%'
      OR lower(api.operation) LIKE 'search%'
      OR lower(api.operation) LIKE 'simulate%'
      OR lower(api.operation) LIKE 'validate%'
      OR lower(api.operation) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.operation) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(api.response.error IS NOT NULL, FALSE) OR lower(api.response.error) = '')
  AND lower(api.service.name) = 's3.amazonaws.com'
  AND (
    any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-acl"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN ('authenticated-read', 'public-read', 'public-read-write')
    ))
    OR lower(api.operation) IN ('deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock')
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."BlockPublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."BlockPublicPolicy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."IgnorePublicAcls"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."CreateAccessPointRequest"."PublicAccessBlockConfiguration"."RestrictPublicBuckets"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'false'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."AccessControlPolicy"."AccessControlList"."Grant"."Grantee"."URI"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
      lower(json_extract_scalar(m, '$')) IN (
        'http://acs.amazonaws.com/groups/global/allusers',
        'http://acs.amazonaws.com/groups/global/authenticatedusers'
      )
    ))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-full-control"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-read"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-read-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-write"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."accessControlList"."x-amz-grant-write-acp"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%groups/global/%'))
    OR (
      (
        (
          any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
          AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Principal"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        )
        OR (
          any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Effect"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'allow'))
          AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Principal"."AWS"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = '*'))
        )
      )
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."ForAnyValue:StringEquals"."aws:PrincipalOrgPaths"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."ForAnyValue:StringLike"."aws:PrincipalOrgPaths"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:PrincipalAccount"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:PrincipalOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:SourceAccount"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."StringEquals"."aws:SourceOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
        OR any_match(CAST(json_parse(json_query(api.request.data, 'lax $."bucketPolicy"."Statement"."Condition"."StringLike"."aws:PrincipalOrgID"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (json_extract_scalar(m, '$') IS NOT NULL))
      , FALSE)
    )
    OR (
      any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
        lower(json_extract_scalar(m, '$')) LIKE '%"aws" : "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": "*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws": ["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":"*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"aws":["*"%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal" : "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal": "%'
        OR lower(json_extract_scalar(m, '$')) LIKE '%"principal":"%'
      ))
      AND any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) LIKE '%"allow"%'))
      AND NOT COALESCE(
        any_match(CAST(json_parse(json_query(api.request.data, 'lax $."PutAccessPointPolicyRequest"."Policy"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (
          lower(json_extract_scalar(m, '$')) LIKE '%aws:principalaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:principalorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceaccount%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourcearn%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceorg%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%aws:sourceowner%'
          OR lower(json_extract_scalar(m, '$')) LIKE '%kms:calleraccount%'
        ))
      , FALSE)
    )
  )
  AND (
    lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
    OR NOT COALESCE(
      element_at(unmapped, 'userIdentity.sessionContext.webIdFederationData.federatedProvider') IS NOT NULL
      OR lower(actor.user.type) IN ('unknown', 'webidentityuser')
      OR lower(actor.user.account.uid) LIKE 'anonymous%'
      OR lower(actor.user.name) = 'cognitoidentitycredentials'
      OR lower(metadata.event_code) = 'awsserviceevent'
      OR (
        NOT COALESCE(actor.user.type IS NOT NULL, FALSE)
        AND (lower(src_endpoint.ip) LIKE '%.amazonaws.com' OR lower(src_endpoint.domain) LIKE '%.amazonaws.com')
      )
      OR lower(element_at(unmapped, 'additionalEventData.AuthenticationMethod')) = 'querystring'
      OR (
        lower(api.service.name) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(api.operation) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(api.service.name) = 'cognito-idp.amazonaws.com'
        AND (lower(api.operation) LIKE '%!_get' ESCAPE '!' OR lower(api.operation) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(metadata.event_code) = 'awsmcpevent'
    OR lower(api.service.name) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'codewhisperer.amazonaws.com'
    OR (
      lower(api.service.name) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(api.operation) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) LIKE 'awspayment%'
      AND (
        lower(api.operation) LIKE '%.assesssorchangeimpact%'
        OR lower(api.operation) LIKE '%.convertcurrencies%'
        OR lower(api.operation) LIKE '%.describe%'
        OR lower(api.operation) LIKE '%.get%'
        OR lower(api.operation) LIKE '%.list%'
        OR lower(api.operation) LIKE '%.validate%'
      )
    )
    OR (lower(api.service.name) = 'billingconsole.amazonaws.com' AND lower(api.operation) LIKE 'set%preference%')
    OR (
      lower(api.service.name) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(api.operation) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lower(api.service.name) = 'payments.amazonaws.com'
      AND (
        lower(api.operation) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_describe%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_find%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_get%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_list%' ESCAPE '!'
        OR lower(api.operation) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'cloudshell.amazonaws.com'
    AND lower(api.operation) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.response.error) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) = 'iot.amazonaws.com'
    AND lower(api.operation) = 'registercertificate'
    AND lower(http_request.user_agent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(api.service.name) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(api.service.name) = 'access-analyzer.amazonaws.com' AND lower(api.operation) LIKE 'check%')
    OR (
      lower(api.service.name) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(api.service.name) = 'grafana.amazonaws.com' AND lower(api.operation) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(api.service.name) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(api.operation) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(api.service.name) = 'trustedadvisor.amazonaws.com'
      AND lower(api.operation) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(api.operation) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(api.operation) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(api.service.name) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(api.operation) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
