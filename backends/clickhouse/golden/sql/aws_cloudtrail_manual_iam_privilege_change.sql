-- AWS IAM Privileges Changed by Hand
-- aws_cloudtrail_manual_iam_privilege_change, 3c31617a-1af3-48a5-a473-77d371813c34, level high, ATT&CK T1098 T1098.003 T1136.003
-- Detects a person in the console who changes what somebody may do: policies, roles and their trust, users,
-- groups, sign-in profiles, MFA devices, identity providers, root sessions of member accounts, Identity
-- Center's permission sets, assignments and users, access to EKS clusters, identity pools, trust anchors and
-- data lakes.
-- False positives: Identity administrators who work in the console by agreement; Wizards of the console that
-- make a service role on the way; Clean-up of users and roles that nobody needs any more
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lowerUTF8(sessionCredentialFromConsole) = 'true'
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
      OR lowerUTF8(userAgent) LIKE '[aws console s3%'
      OR lowerUTF8(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lowerUTF8(userAgent) LIKE '[mozilla/%'
      OR lowerUTF8(userAgent) LIKE '[s3console%'
      OR lowerUTF8(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (
      lowerUTF8(userAgent) = 'coral/netty4'
      AND lowerUTF8("userIdentity.type") IN ('assumedrole', 'iamuser', 'root')
    )
    OR (
      (lowerUTF8(userAgent) LIKE 'console.%' OR lowerUTF8(userAgent) LIKE 'signin.%')
      AND lowerUTF8(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lowerUTF8(userAgent) LIKE 'aws-internal%' AND lowerUTF8(userAgent) LIKE '%awslambdaconsole/%')
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
    lowerUTF8(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lowerUTF8("userIdentity.invokedBy") = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lowerUTF8("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lowerUTF8("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
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
        OR lowerUTF8(eventName) LIKE 'createvirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'deactivatemfadevice%'
        OR lowerUTF8(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lowerUTF8(eventName) LIKE 'deletegrouppolicy%'
        OR lowerUTF8(eventName) LIKE 'deleteloginprofile%'
        OR lowerUTF8(eventName) LIKE 'deleteopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'deletepolicyversion%'
        OR lowerUTF8(eventName) LIKE 'deleterole%'
        OR lowerUTF8(eventName) LIKE 'deletesamlprovider%'
        OR lowerUTF8(eventName) LIKE 'deleteuser%'
        OR lowerUTF8(eventName) LIKE 'deletevirtualmfadevice%'
        OR lowerUTF8(eventName) LIKE 'detach%'
        OR lowerUTF8(eventName) LIKE 'disableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enablemfadevice%'
        OR lowerUTF8(eventName) LIKE 'enableorganizationsroot%'
        OR lowerUTF8(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lowerUTF8(eventName) LIKE 'put%'
        OR lowerUTF8(eventName) LIKE 'removeclientidfromopenidconnectprovider%'
        OR lowerUTF8(eventName) LIKE 'removeuserfromgroup%'
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
        'identitystore.amazonaws.com', 'sso-directory.amazonaws.com', 'sso.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE '%accountassignment%'
        OR lowerUTF8(eventName) LIKE '%associateprofile%'
        OR lowerUTF8(eventName) LIKE '%createuser%'
        OR lowerUTF8(eventName) LIKE '%enableuser%'
        OR lowerUTF8(eventName) LIKE '%externalidp%'
        OR lowerUTF8(eventName) LIKE '%groupmembership%'
        OR lowerUTF8(eventName) LIKE '%membertogroup%'
        OR lowerUTF8(eventName) LIKE '%mfadevice%'
        OR lowerUTF8(eventName) LIKE '%permissionset%'
        OR lowerUTF8(eventName) LIKE '%ssoconfiguration%'
        OR lowerUTF8(eventName) LIKE '%updatepassword%'
        OR lowerUTF8(eventName) LIKE '%webauthndevice%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'grantpermissions', 'setidentitypoolroles', 'updateaccessentry', 'updatepodidentityassociation'
      )
    )
  )
  AND NOT COALESCE(
    lowerUTF8(eventSource) = 'q.amazonaws.com'
    AND lowerUTF8(eventName) IN ('sendmessage', 'startconversation')
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
    OR (
      lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
      AND lowerUTF8(eventName) = 'findpaymentinstruments'
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
    lowerUTF8(eventSource) = 'iot.amazonaws.com'
    AND lowerUTF8(eventName) = 'registercertificate'
    AND lowerUTF8(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN ('cancelquery', 'startquery')
    )
    OR (
      lowerUTF8(eventSource) = 'athena.amazonaws.com'
      AND lowerUTF8(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lowerUTF8(eventSource) = 'ce.amazonaws.com' AND lowerUTF8(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) = 'signin.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lowerUTF8(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lowerUTF8(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lowerUTF8(eventSource) = 'trustedadvisor.amazonaws.com' AND lowerUTF8(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lowerUTF8(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lowerUTF8(eventName) LIKE 'test%', FALSE)
  )
