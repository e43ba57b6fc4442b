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
SELECT time_dt AS eventtime, api.service.name AS eventsource, api.operation AS eventname, api.response.error AS errorcode, cloud.region AS awsregion, element_at(unmapped, 'recipientAccountId') AS recipientaccountid, actor.user.uid AS userarn, coalesce(src_endpoint.ip, src_endpoint.domain) AS sourceipaddress, http_request.user_agent AS useragent, metadata.uid AS eventid
FROM amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0
WHERE
  time_dt >= CAST((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC' AS timestamp)
  AND (
    lower(element_at(unmapped, 'sessionCredentialFromConsole')) = 'true'
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
      OR lower(http_request.user_agent) LIKE '[aws console s3%'
      OR lower(http_request.user_agent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(http_request.user_agent) LIKE '[mozilla/%'
      OR lower(http_request.user_agent) LIKE '[s3console%'
      OR lower(http_request.user_agent) LIKE '% console, aws-internal/%'
    )
    OR (
      lower(http_request.user_agent) = 'coral/netty4'
      AND lower(actor.user.type) IN ('assumedrole', 'iamuser', 'root')
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
    lower(api.operation) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower(actor.invoked_by) = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower(actor.invoked_by) LIKE '%.amazonaws.com%' OR lower(actor.invoked_by) LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    (
      lower(api.service.name) = 'iam.amazonaws.com'
      AND (
        lower(api.operation) LIKE 'acceptdelegationrequest%'
        OR lower(api.operation) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(api.operation) LIKE 'addroletoinstanceprofile%'
        OR lower(api.operation) LIKE 'addusertogroup%'
        OR lower(api.operation) LIKE 'attach%'
        OR lower(api.operation) LIKE 'createloginprofile%'
        OR lower(api.operation) LIKE 'createopenidconnectprovider%'
        OR lower(api.operation) LIKE 'createpolicyversion%'
        OR lower(api.operation) LIKE 'createrole%'
        OR lower(api.operation) LIKE 'createsamlprovider%'
        OR lower(api.operation) LIKE 'createuser%'
        OR lower(api.operation) LIKE 'createvirtualmfadevice%'
        OR lower(api.operation) LIKE 'deactivatemfadevice%'
        OR lower(api.operation) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(api.operation) LIKE 'deletegrouppolicy%'
        OR lower(api.operation) LIKE 'deleteloginprofile%'
        OR lower(api.operation) LIKE 'deleteopenidconnectprovider%'
        OR lower(api.operation) LIKE 'deletepolicyversion%'
        OR lower(api.operation) LIKE 'deleterole%'
        OR lower(api.operation) LIKE 'deletesamlprovider%'
        OR lower(api.operation) LIKE 'deleteuser%'
        OR lower(api.operation) LIKE 'deletevirtualmfadevice%'
        OR lower(api.operation) LIKE 'detach%'
        OR lower(api.operation) LIKE 'disableorganizationsroot%'
        OR lower(api.operation) LIKE 'enablemfadevice%'
        OR lower(api.operation) LIKE 'enableorganizationsroot%'
        OR lower(api.operation) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(api.operation) LIKE 'put%'
        OR lower(api.operation) LIKE 'removeclientidfromopenidconnectprovider%'
        OR lower(api.operation) LIKE 'removeuserfromgroup%'
        OR lower(api.operation) LIKE 'setdefaultpolicyversion%'
        OR lower(api.operation) LIKE 'updateaccountpasswordpolicy%'
        OR lower(api.operation) LIKE 'updateassumerolepolicy%'
        OR lower(api.operation) LIKE 'updateloginprofile%'
        OR lower(api.operation) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(api.operation) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(api.service.name) IN (
        'identitystore.amazonaws.com', 'sso-directory.amazonaws.com', 'sso.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE '%accountassignment%'
        OR lower(api.operation) LIKE '%associateprofile%'
        OR lower(api.operation) LIKE '%createuser%'
        OR lower(api.operation) LIKE '%enableuser%'
        OR lower(api.operation) LIKE '%externalidp%'
        OR lower(api.operation) LIKE '%groupmembership%'
        OR lower(api.operation) LIKE '%membertogroup%'
        OR lower(api.operation) LIKE '%mfadevice%'
        OR lower(api.operation) LIKE '%permissionset%'
        OR lower(api.operation) LIKE '%ssoconfiguration%'
        OR lower(api.operation) LIKE '%updatepassword%'
        OR lower(api.operation) LIKE '%webauthndevice%'
      )
    )
    OR (
      lower(api.service.name) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'grantpermissions', 'setidentitypoolroles', 'updateaccessentry', 'updatepodidentityassociation'
      )
    )
  )
  AND NOT COALESCE(
    lower(api.service.name) = 'q.amazonaws.com'
    AND lower(api.operation) IN ('sendmessage', 'startconversation')
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
    OR (
      lower(api.service.name) = 'billingconsole.amazonaws.com'
      AND lower(api.operation) = 'findpaymentinstruments'
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
    lower(api.service.name) = 'iot.amazonaws.com'
    AND lower(api.operation) = 'registercertificate'
    AND lower(http_request.user_agent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'logs.amazonaws.com'
      AND lower(api.operation) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (
      lower(api.service.name) = 'cloudtrail.amazonaws.com'
      AND lower(api.operation) IN ('cancelquery', 'startquery')
    )
    OR (
      lower(api.service.name) = 'athena.amazonaws.com'
      AND lower(api.operation) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(api.service.name) = 'config.amazonaws.com'
      AND lower(api.operation) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'iam.amazonaws.com'
      AND lower(api.operation) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(api.service.name) = 'ce.amazonaws.com' AND lower(api.operation) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(api.service.name) = 'signin.amazonaws.com'
      AND lower(api.operation) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(api.service.name) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(api.operation) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(api.service.name) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(api.service.name) = 'trustedadvisor.amazonaws.com' AND lower(api.operation) = 'refreshcheck')
  , FALSE)
  AND (
    lower(api.operation) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(api.operation) LIKE 'test%', FALSE)
  )
