-- AWS IAM Privileges Changed by Hand
-- aws_cloudtrail_manual_iam_privilege_change, 3c31617a-1af3-48a5-a473-77d371813c34, level high, ATT&CK T1098 T1098.003 T1136.003
-- Detects a person in the console who changes what somebody may do: policies, roles and their trust, users,
-- groups, sign-in profiles, MFA devices, identity providers, root sessions of member accounts, Identity
-- Center's permission sets, assignments and users, access to EKS clusters, identity pools, trust anchors and
-- data lakes.
-- False positives: Identity administrators who work in the console by agreement; Wizards of the console that
-- make a service role on the way; Clean-up of users and roles that nobody needs any more
-- Schedule: every 15 minutes over the last 30, because CloudTrail delivers up to 15 minutes late; alert once
-- for each eventid
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail_logs
WHERE
  "timestamp" >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y/%m/%d')
  AND eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    lower(sessioncredentialfromconsole) = 'true'
    OR (
      lower(useragent) LIKE 'aws cloudwatch console%'
      OR lower(useragent) LIKE 'aws signin%'
      OR lower(useragent) LIKE 'awscloudtrail, aws-internal/%'
      OR lower(useragent) LIKE 'awsconsole%'
      OR lower(useragent) LIKE 'coral/jakarta%'
      OR lower(useragent) LIKE 'ec2consolebackend, %'
      OR lower(useragent) LIKE 'ec2consolefrontend%'
      OR lower(useragent) LIKE 'mozilla/%'
      OR lower(useragent) LIKE 's3console/%'
      OR lower(useragent) LIKE '[aws console s3%'
      OR lower(useragent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(useragent) LIKE '[mozilla/%'
      OR lower(useragent) LIKE '[s3console%'
      OR lower(useragent) LIKE '% console, aws-internal/%'
    )
    OR (lower(useragent) = 'coral/netty4' AND lower(useridentity.type) IN ('assumedrole', 'iamuser', 'root'))
    OR (
      (lower(useragent) LIKE 'console.%' OR lower(useragent) LIKE 'signin.%')
      AND lower(useragent) LIKE '%.amazonaws.com'
    )
    OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
  )
  AND NOT COALESCE(
    lower(readonly) = 'true'
    OR (
      lower(eventname) LIKE 'batchdescribe%'
      OR lower(eventname) LIKE 'batchget%'
      OR lower(eventname) LIKE 'decrypt%'
      OR lower(eventname) LIKE 'describe%'
      OR lower(eventname) LIKE 'download%'
      OR lower(eventname) LIKE 'estimate%'
      OR lower(eventname) LIKE 'filter%'
      OR lower(eventname) LIKE 'get%'
      OR lower(eventname) LIKE 'head%'
      OR lower(eventname) LIKE 'list%'
      OR lower(eventname) LIKE 'lookup%'
      OR lower(eventname) LIKE 'preview%'
      OR lower(eventname) LIKE 'rest.get.%'
      OR lower(eventname) LIKE 'rest.head.%'
      OR lower(eventname) LIKE 'search%'
      OR lower(eventname) LIKE 'simulate%'
      OR lower(eventname) LIKE 'validate%'
      OR lower(eventname) LIKE 'view%'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventname) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(useridentity.invokedby) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
      OR lower(useridentity.invokedby) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    (
      lower(eventsource) = 'iam.amazonaws.com'
      AND (
        lower(eventname) LIKE 'acceptdelegationrequest%'
        OR lower(eventname) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventname) LIKE 'addroletoinstanceprofile%'
        OR lower(eventname) LIKE 'addusertogroup%'
        OR lower(eventname) LIKE 'attach%'
        OR lower(eventname) LIKE 'createloginprofile%'
        OR lower(eventname) LIKE 'createopenidconnectprovider%'
        OR lower(eventname) LIKE 'createpolicyversion%'
        OR lower(eventname) LIKE 'createrole%'
        OR lower(eventname) LIKE 'createsamlprovider%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'createvirtualmfadevice%'
        OR lower(eventname) LIKE 'deactivatemfadevice%'
        OR lower(eventname) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'deletegrouppolicy%'
        OR lower(eventname) LIKE 'deleteloginprofile%'
        OR lower(eventname) LIKE 'deleteopenidconnectprovider%'
        OR lower(eventname) LIKE 'deletepolicyversion%'
        OR lower(eventname) LIKE 'deleterole%'
        OR lower(eventname) LIKE 'deletesamlprovider%'
        OR lower(eventname) LIKE 'deleteuser%'
        OR lower(eventname) LIKE 'deletevirtualmfadevice%'
        OR lower(eventname) LIKE 'detach%'
        OR lower(eventname) LIKE 'disableorganizationsroot%'
        OR lower(eventname) LIKE 'enablemfadevice%'
        OR lower(eventname) LIKE 'enableorganizationsroot%'
        OR lower(eventname) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventname) LIKE 'put%'
        OR lower(eventname) LIKE 'removeclientidfromopenidconnectprovider%'
        OR lower(eventname) LIKE 'removeuserfromgroup%'
        OR lower(eventname) LIKE 'setdefaultpolicyversion%'
        OR lower(eventname) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'updateassumerolepolicy%'
        OR lower(eventname) LIKE 'updateloginprofile%'
        OR lower(eventname) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventname) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventsource) IN (
        'identitystore.amazonaws.com', 'sso-directory.amazonaws.com', 'sso.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE '%accountassignment%'
        OR lower(eventname) LIKE '%associateprofile%'
        OR lower(eventname) LIKE '%createuser%'
        OR lower(eventname) LIKE '%enableuser%'
        OR lower(eventname) LIKE '%externalidp%'
        OR lower(eventname) LIKE '%groupmembership%'
        OR lower(eventname) LIKE '%membertogroup%'
        OR lower(eventname) LIKE '%mfadevice%'
        OR lower(eventname) LIKE '%permissionset%'
        OR lower(eventname) LIKE '%ssoconfiguration%'
        OR lower(eventname) LIKE '%updatepassword%'
        OR lower(eventname) LIKE '%webauthndevice%'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventname) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'grantpermissions', 'setidentitypoolroles', 'updateaccessentry', 'updatepodidentityassociation'
      )
    )
  )
  AND NOT COALESCE(
    lower(eventsource) = 'q.amazonaws.com' AND lower(eventname) IN ('sendmessage', 'startconversation')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'billingconsole.amazonaws.com'
      AND lower(eventname) LIKE 'awspayment%'
      AND (
        lower(eventname) LIKE '%.assesssorchangeimpact%'
        OR lower(eventname) LIKE '%.convertcurrencies%'
        OR lower(eventname) LIKE '%.describe%'
        OR lower(eventname) LIKE '%.get%'
        OR lower(eventname) LIKE '%.list%'
        OR lower(eventname) LIKE '%.validate%'
      )
    )
    OR (lower(eventsource) = 'billingconsole.amazonaws.com' AND lower(eventname) = 'findpaymentinstruments')
    OR (
      lower(eventsource) = 'payments.amazonaws.com'
      AND (
        lower(eventname) LIKE '%!_batchget%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_describe%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_find%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_get%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_list%' ESCAPE '!'
        OR lower(eventname) LIKE '%!_validate%' ESCAPE '!'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'cloudshell.amazonaws.com'
    AND lower(eventname) IN (
      'createenvironment', 'createsession', 'deletesession', 'putcredentials', 'redeemcode', 'sendheartbeat',
      'startenvironment', 'stopenvironment', 'updatelayout'
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'iot.amazonaws.com'
    AND lower(eventname) = 'registercertificate'
    AND lower(useragent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (lower(eventsource) = 'cloudtrail.amazonaws.com' AND lower(eventname) IN ('cancelquery', 'startquery'))
    OR (
      lower(eventsource) = 'athena.amazonaws.com'
      AND lower(eventname) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(eventsource) = 'ce.amazonaws.com' AND lower(eventname) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) = 'signin.amazonaws.com'
      AND lower(eventname) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(eventsource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventname) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(eventsource) = 'trustedadvisor.amazonaws.com' AND lower(eventname) = 'refreshcheck')
  , FALSE)
  AND (
    lower(eventname) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventname) LIKE 'test%', FALSE)
  )
