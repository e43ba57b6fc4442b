-- AWS Security Group Opened to the World by Hand
-- aws_cloudtrail_manual_security_group_open_to_world, f3e5f55c-2bd2-4382-8211-9e852386ce2e, level high, ATT&CK T1686.001
-- Detects a person in the console who opens a security group to every address, IPv4 or IPv6.
-- False positives: Public services (HTTPS on a load balancer) that are set up by hand;
-- ModifySecurityGroupRules on an outbound rule: its request does not say the direction
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
  AND lower(eventSource) = 'ec2.amazonaws.com'
  AND lower(eventName) IN ('authorizesecuritygroupingress', 'modifysecuritygrouprules')
  AND (
    EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."cidrIp"'), '$'), [JSON_QUERY(requestParameters, '$."cidrIp"')])) AS m0 WHERE lower(JSON_VALUE(m0, '$')) = '0.0.0.0/0')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."ipPermissions"'), '$'), [JSON_QUERY(requestParameters, '$."ipPermissions"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."items"'), '$'), [JSON_QUERY(m0, '$."items"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."ipRanges"'), '$'), [JSON_QUERY(m1, '$."ipRanges"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."items"'), '$'), [JSON_QUERY(m2, '$."items"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."cidrIp"'), '$'), [JSON_QUERY(m3, '$."cidrIp"')])) AS m4 WHERE lower(JSON_VALUE(m4, '$')) = '0.0.0.0/0')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."ipPermissions"'), '$'), [JSON_QUERY(requestParameters, '$."ipPermissions"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."items"'), '$'), [JSON_QUERY(m0, '$."items"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."ipv6Ranges"'), '$'), [JSON_QUERY(m1, '$."ipv6Ranges"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."items"'), '$'), [JSON_QUERY(m2, '$."items"')])) AS m3, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m3, '$."cidrIpv6"'), '$'), [JSON_QUERY(m3, '$."cidrIpv6"')])) AS m4 WHERE lower(JSON_VALUE(m4, '$')) = '::/0')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."ModifySecurityGroupRulesRequest"'), '$'), [JSON_QUERY(requestParameters, '$."ModifySecurityGroupRulesRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."SecurityGroupRule"'), '$'), [JSON_QUERY(m0, '$."SecurityGroupRule"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."SecurityGroupRule"'), '$'), [JSON_QUERY(m1, '$."SecurityGroupRule"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."CidrIpv4"'), '$'), [JSON_QUERY(m2, '$."CidrIpv4"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = '0.0.0.0/0')
    OR EXISTS (SELECT 1 FROM UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(requestParameters, '$."ModifySecurityGroupRulesRequest"'), '$'), [JSON_QUERY(requestParameters, '$."ModifySecurityGroupRulesRequest"')])) AS m0, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m0, '$."SecurityGroupRule"'), '$'), [JSON_QUERY(m0, '$."SecurityGroupRule"')])) AS m1, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m1, '$."SecurityGroupRule"'), '$'), [JSON_QUERY(m1, '$."SecurityGroupRule"')])) AS m2, UNNEST(IFNULL(JSON_QUERY_ARRAY(JSON_QUERY(m2, '$."CidrIpv6"'), '$'), [JSON_QUERY(m2, '$."CidrIpv6"')])) AS m3 WHERE lower(JSON_VALUE(m3, '$')) = '::/0')
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
