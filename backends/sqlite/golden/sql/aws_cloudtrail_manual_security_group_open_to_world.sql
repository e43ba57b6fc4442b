-- Manual Opening of an AWS Security Group to the Internet
-- aws_cloudtrail_manual_security_group_open_to_world, f3e5f55c-2bd2-4382-8211-9e852386ce2e, level high, ATT&CK T1686.001
-- Detects a person who opens a security group to every address, IPv4 or IPv6, or to half of them. The change
-- was made in the console, in CloudShell or through an AI agent.
-- False positives: Public services (HTTPS on a load balancer) that are set up by hand;
-- ModifySecurityGroupRules on an outbound rule: its request does not say the direction
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
  AND lower(eventSource) = 'ec2.amazonaws.com'
  AND lower(eventName) IN ('authorizesecuritygroupingress', 'modifysecuritygrouprules')
  AND (
    EXISTS (SELECT 1 FROM (SELECT CASE m0.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m0.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."cidrIp"') WHEN 'array' THEN requestParameters -> '$."cidrIp"' ELSE json_array(requestParameters -> '$."cidrIp"') END) AS m0) WHERE (
      lower(m) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."ipPermissions"') WHEN 'array' THEN requestParameters -> '$."ipPermissions"' ELSE json_array(requestParameters -> '$."ipPermissions"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."items"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."items"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."items"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."ipRanges"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."ipRanges"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."ipRanges"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."items"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."items"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."items"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."cidrIp"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."cidrIp"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."cidrIp"') END) AS m4) WHERE (
      lower(m) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m4.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m4.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."ipPermissions"') WHEN 'array' THEN requestParameters -> '$."ipPermissions"' ELSE json_array(requestParameters -> '$."ipPermissions"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."items"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."items"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."items"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."ipv6Ranges"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."ipv6Ranges"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."ipv6Ranges"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."items"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."items"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."items"') END) AS m3, json_each(CASE json_type(iif(m3.type = 'object', m3.value, NULL), '$."cidrIpv6"') WHEN 'array' THEN iif(m3.type = 'object', m3.value, NULL) -> '$."cidrIpv6"' ELSE json_array(iif(m3.type = 'object', m3.value, NULL) -> '$."cidrIpv6"') END) AS m4) WHERE (
      lower(m) IN ('2000::/3', '::/0', '::/1')
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."ModifySecurityGroupRulesRequest"') WHEN 'array' THEN requestParameters -> '$."ModifySecurityGroupRulesRequest"' ELSE json_array(requestParameters -> '$."ModifySecurityGroupRulesRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."SecurityGroupRule"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."SecurityGroupRule"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."SecurityGroupRule"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."SecurityGroupRule"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."SecurityGroupRule"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."SecurityGroupRule"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."CidrIpv4"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."CidrIpv4"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."CidrIpv4"') END) AS m3) WHERE (
      lower(m) IN ('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1')
    ))
    OR EXISTS (SELECT 1 FROM (SELECT CASE m3.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(m3.atom AS TEXT) END AS m FROM json_each(CASE json_type(requestParameters, '$."ModifySecurityGroupRulesRequest"') WHEN 'array' THEN requestParameters -> '$."ModifySecurityGroupRulesRequest"' ELSE json_array(requestParameters -> '$."ModifySecurityGroupRulesRequest"') END) AS m0, json_each(CASE json_type(iif(m0.type = 'object', m0.value, NULL), '$."SecurityGroupRule"') WHEN 'array' THEN iif(m0.type = 'object', m0.value, NULL) -> '$."SecurityGroupRule"' ELSE json_array(iif(m0.type = 'object', m0.value, NULL) -> '$."SecurityGroupRule"') END) AS m1, json_each(CASE json_type(iif(m1.type = 'object', m1.value, NULL), '$."SecurityGroupRule"') WHEN 'array' THEN iif(m1.type = 'object', m1.value, NULL) -> '$."SecurityGroupRule"' ELSE json_array(iif(m1.type = 'object', m1.value, NULL) -> '$."SecurityGroupRule"') END) AS m2, json_each(CASE json_type(iif(m2.type = 'object', m2.value, NULL), '$."CidrIpv6"') WHEN 'array' THEN iif(m2.type = 'object', m2.value, NULL) -> '$."CidrIpv6"' ELSE json_array(iif(m2.type = 'object', m2.value, NULL) -> '$."CidrIpv6"') END) AS m3) WHERE (
      lower(m) IN ('2000::/3', '::/0', '::/1')
    ))
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
