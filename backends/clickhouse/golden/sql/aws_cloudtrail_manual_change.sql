-- Manual AWS Change in the Console
-- aws_cloudtrail_manual_change, 128e5582-9564-44b9-8f2e-881f120d1ce9, level medium
-- Detects a change that a person made by hand in the AWS console: CloudTrail labels the session as a console
-- session, or the user agent is one that only the console sends. Neither test is enough alone: AWS leaves the
-- label off for S3 and some newer services, some platforms do not store it, and many console writes carry the
-- user agent of an SDK. Calls that AWS's own hosts sign for the console are recognised by the address of the
-- client. Reads, calls that a service makes on behalf of the person, sign-in steps and attempts that failed
-- are left out. A call that the sign-in service made for the person (invokedBy signin.amazonaws.com, in older
-- records) is the person's own. Changes from CloudShell and changes made through an AI agent have rules of
-- their own.
-- False positives: Changes that are made in the console on purpose (break glass, sandbox accounts): exclude
-- the account or role with a filter of your own; Scripts that send the user agent of a browser; Reads that
-- AWS marks as writes under a verb that the rule does not know
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    (
      lowerUTF8(eventSource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lowerUTF8(userAgent) = 'aws internal'
    )
    OR (
      (
        lowerUTF8(sessionCredentialFromConsole) = 'true'
        OR (
          (
            lowerUTF8(sourceIPAddress) LIKE '1%'
            OR lowerUTF8(sourceIPAddress) LIKE '2%'
            OR lowerUTF8(sourceIPAddress) LIKE '3%'
            OR lowerUTF8(sourceIPAddress) LIKE '4%'
            OR lowerUTF8(sourceIPAddress) LIKE '5%'
            OR lowerUTF8(sourceIPAddress) LIKE '6%'
            OR lowerUTF8(sourceIPAddress) LIKE '7%'
            OR lowerUTF8(sourceIPAddress) LIKE '8%'
            OR lowerUTF8(sourceIPAddress) LIKE '9%'
          )
          AND (
            lowerUTF8(userAgent) LIKE 'aws internal%'
            OR lowerUTF8(userAgent) LIKE 'coral/netty4%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE '[aws-internal/%amzn2int%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%.metal1.%'
            OR lowerUTF8(userAgent) LIKE 'aws-internal/%amzn2int%'
          )
        )
        OR (
          lowerUTF8(userAgent) LIKE 'aws cloudwatch console%'
          OR lowerUTF8(userAgent) LIKE 'aws signin%'
          OR lowerUTF8(userAgent) LIKE 'awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE 'awsconsole%'
          OR lowerUTF8(userAgent) LIKE 'coral/jakarta%'
          OR lowerUTF8(userAgent) LIKE 'ec2consolebackend, %'
          OR lowerUTF8(userAgent) LIKE 'ec2consolefrontend%'
          OR lowerUTF8(userAgent) LIKE 'mozilla/%'
          OR lowerUTF8(userAgent) LIKE 's3console/%'
          OR lowerUTF8(userAgent) LIKE '[aws console %'
          OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
          OR lowerUTF8(userAgent) LIKE '[mozilla/%'
          OR lowerUTF8(userAgent) LIKE '[s3console%'
          OR lowerUTF8(userAgent) LIKE 'console.aws.amazon.com%'
          OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
      AND NOT COALESCE(lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%', FALSE)
      AND (
        lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
          OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lowerUTF8("userIdentity.type") IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(readOnly) = 'true'
    OR (
      lowerUTF8(eventName) LIKE 'batchdescribe%'
      OR lowerUTF8(eventName) LIKE 'batchget%'
      OR lowerUTF8(eventName) LIKE 'decrypt%'
      OR lowerUTF8(eventName) LIKE 'describe%'
      OR lowerUTF8(eventName) LIKE 'download%'
      OR lowerUTF8(eventName) LIKE 'estimate%'
      OR lowerUTF8(eventName) LIKE 'filter%'
      OR lowerUTF8(eventName) LIKE 'get%'
      OR lowerUTF8(eventName) LIKE 'head%'
      OR lowerUTF8(eventName) LIKE 'list%'
      OR lowerUTF8(eventName) LIKE 'lookup%'
      OR lowerUTF8(eventName) LIKE 'preview%'
      OR lowerUTF8(eventName) LIKE 'rest.get.%'
      OR lowerUTF8(eventName) LIKE 'rest.head.%'
      OR lowerUTF8(eventName) LIKE 'search%'
      OR lowerUTF8(eventName) LIKE 'simulate%'
      OR lowerUTF8(eventName) LIKE 'validate%'
      OR lowerUTF8(eventName) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventName) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND (NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '')
  AND (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      arrayExists(m -> ifNull(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m) IS NOT NULL, false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'federatedProvider'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'webIdFederationData'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), arrayMap(x -> JSONExtractRaw(x, 'sessionContext'), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(record, ''), 'userIdentity')]))))))))))))
      OR lowerUTF8("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lowerUTF8("userIdentity.accountId") LIKE 'anonymous%'
      OR lowerUTF8("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lowerUTF8(eventType) = 'awsserviceevent'
      OR (
        NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
        AND lowerUTF8(sourceIPAddress) LIKE '%.amazonaws.com'
      )
      OR arrayExists(m -> ifNull(lowerUTF8(multiIf(JSONType(m) = 'String', JSONExtractString(m), JSONType(m) IN ('Null', 'Object', 'Array'), NULL, m)) = 'querystring', false), arrayFlatten(arrayMap(x -> if(JSONType(x) = 'Array', JSONExtractArrayRaw(x), [x]), [JSONExtractRaw(ifNull(additionalEventData, ''), 'AuthenticationMethod')])))
      OR (
        lowerUTF8(eventSource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lowerUTF8(eventName) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lowerUTF8(eventSource) = 'cognito-idp.amazonaws.com'
        AND (lowerUTF8(eventName) LIKE '%\\_get' OR lowerUTF8(eventName) LIKE '%\\_post')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventType) = 'awsmcpevent'
    OR lowerUTF8(eventSource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'codewhisperer.amazonaws.com'
    OR (
      lowerUTF8(eventSource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) LIKE 'awspayment%'
      AND (
        lowerUTF8(eventName) LIKE '%.assesssorchangeimpact%'
        OR lowerUTF8(eventName) LIKE '%.convertcurrencies%'
        OR lowerUTF8(eventName) LIKE '%.describe%'
        OR lowerUTF8(eventName) LIKE '%.get%'
        OR lowerUTF8(eventName) LIKE '%.list%'
        OR lowerUTF8(eventName) LIKE '%.validate%'
      )
    )
    OR (lowerUTF8(eventSource) = 'billingconsole.amazonaws.com' AND lowerUTF8(eventName) LIKE 'set%preference%')
    OR (
      lowerUTF8(eventSource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lowerUTF8(eventName) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
    OR (
      lowerUTF8(eventSource) = 'payments.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%\\_batchget%'
        OR lowerUTF8(eventName) LIKE '%\\_describe%'
        OR lowerUTF8(eventName) LIKE '%\\_find%'
        OR lowerUTF8(eventName) LIKE '%\\_get%'
        OR lowerUTF8(eventName) LIKE '%\\_list%'
        OR lowerUTF8(eventName) LIKE '%\\_validate%'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'cloudshell.amazonaws.com'
    AND lowerUTF8(eventName) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(errorCode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lowerUTF8(eventSource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'access-analyzer.amazonaws.com' AND lowerUTF8(eventName) LIKE 'check%')
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lowerUTF8(eventSource) = 'grafana.amazonaws.com' AND lowerUTF8(eventName) LIKE 'login\\_%')
    OR (
      lowerUTF8(eventSource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com'
      AND lowerUTF8(eventName) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lowerUTF8(eventName) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
