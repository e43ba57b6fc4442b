-- Manual AWS Privilege Change
-- aws_cloudtrail_manual_iam_privilege_change, 3c31617a-1af3-48a5-a473-77d371813c34, level high, ATT&CK T1098 T1098.003 T1136.003
-- Detects a person who gives somebody more to do in AWS, or takes away what limits it: policies, roles and
-- their trust, users, groups, sign-in profiles, identity providers, permissions boundaries, MFA devices that
-- are removed, root sessions of member accounts, Identity Center's permission sets, assignments and users,
-- access to EKS clusters, identity pools, trust anchors and data lakes. Removing privileges (detaching or
-- deleting policies, users, roles) is not covered, and neither is registering an MFA device: the manual
-- change rule reports both. The change was made in the console, in CloudShell or through an AI agent.
-- False positives: Identity administrators who work in the console by agreement; Wizards of the console that
-- create a service role along the way
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
      lowerUTF8("userIdentity.invokedBy") = 'q.amazonaws.com'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%-mcp.amazonaws.com'
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
          OR lowerUTF8(userAgent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
          AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
        )
        OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
      )
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
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE 'acceptdelegationrequest%'
        OR lowerUTF8(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'addroletoinstanceprofile%'
        OR lowerUTF8(eventName) LIKE 'addusertogroup%'
        OR lowerUTF8(eventName) LIKE 'attach%'
        OR lowerUTF8(eventName) LIKE 'createloginprofile%'
        OR lowerUTF8(eventName) LIKE 'createopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'createpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'createrole%'
        OR lowerUTF8(eventName) LIKE 'createsamlprovider%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deactivatemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'deletevirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'disableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lowerUTF8(eventName) LIKE 'putgrouppolicy%'
        OR lowerUTF8(eventName) LIKE 'putrolepolicy%'
        OR lowerUTF8(eventName) LIKE 'putuserpolicy%'
        OR lowerUTF8(eventName) LIKE 'setdefaultpolicyversion%'
        OR lowerUTF8(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'updateassumerolepolicy%'
        OR lowerUTF8(eventName) LIKE 'updateloginprofile%'
        OR lowerUTF8(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lowerUTF8(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addmembertogroup%'
        OR lowerUTF8(eventName) LIKE 'associateprofile%'
        OR lowerUTF8(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'attachmanagedpolicy%'
        OR lowerUTF8(eventName) LIKE 'createaccountassignment%'
        OR lowerUTF8(eventName) LIKE 'createapplicationassignment%'
        OR lowerUTF8(eventName) LIKE 'createbearertoken%'
        OR lowerUTF8(eventName) LIKE 'createexternalidp%'
        OR lowerUTF8(eventName) LIKE 'creategroupmembership%'
        OR lowerUTF8(eventName) LIKE 'createpermissionset%'
        OR lowerUTF8(eventName) LIKE 'createprovisioningtenant%'
        OR lowerUTF8(eventName) LIKE 'createuser%'
        OR lowerUTF8(eventName) LIKE 'deletemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deletepermissionsboundary%'
        OR lowerUTF8(eventName) LIKE 'enableexternalidp%'
        OR lowerUTF8(eventName) LIKE 'enableuser%'
        OR lowerUTF8(eventName) LIKE 'provisionpermissionset%'
        OR lowerUTF8(eventName) LIKE 'putinlinepolicy%'
        OR lowerUTF8(eventName) LIKE 'putpermissions%'
        OR lowerUTF8(eventName) LIKE 'updateexternalidp%'
        OR lowerUTF8(eventName) LIKE 'updatepassword%'
        OR lowerUTF8(eventName) LIKE 'updatepermissionset%'
        OR lowerUTF8(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
  )
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
