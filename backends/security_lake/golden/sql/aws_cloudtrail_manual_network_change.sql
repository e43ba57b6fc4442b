-- Manual AWS Network Change
-- aws_cloudtrail_manual_network_change, fabc330f-46c1-4f50-84fa-219af040d98b, level medium, ATT&CK T1686.001
-- Detects a person who changes the network: VPCs, subnets, routes, gateways, security groups, access lists,
-- addresses, peering, VPN, traffic mirrors, load balancers, firewalls, address plans, DNS, service discovery,
-- content delivery. The change was made in the console, in CloudShell or through an AI agent.
-- False positives: Wizards of the console that create a security group or network interface along the way
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
  AND (
    (
      lower(api.service.name) = 'ec2.amazonaws.com'
      AND (
        lower(api.operation) LIKE '%address%'
        OR lower(api.operation) LIKE '%dhcpoptions%'
        OR lower(api.operation) LIKE '%gateway%'
        OR lower(api.operation) LIKE '%ipam%'
        OR lower(api.operation) LIKE '%networkacl%'
        OR lower(api.operation) LIKE '%networkinterface%'
        OR lower(api.operation) LIKE '%prefixlist%'
        OR lower(api.operation) LIKE '%route%'
        OR lower(api.operation) LIKE '%securitygroup%'
        OR lower(api.operation) LIKE '%subnet%'
        OR lower(api.operation) LIKE '%trafficmirror%'
        OR lower(api.operation) LIKE '%verifiedaccess%'
        OR lower(api.operation) LIKE '%vpc%'
        OR lower(api.operation) LIKE '%vpn%'
      )
    )
    OR lower(api.service.name) IN (
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
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
