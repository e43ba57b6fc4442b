-- Manual Privileged AWS Change Failed
-- aws_cloudtrail_manual_privileged_write_denied, a8c3b16f-9ca4-4f95-91f3-1ee5f19c574f, level medium, ATT&CK T1580
-- Detects a person whose change failed where it would have been one of those that the severity rules look
-- for, or a failed change by the root user. An attempt that fails fires this rule or the rule on other
-- changes that failed, whatever the error, and no rule of a change. The service and the name of the call
-- decide, because AWS often leaves the request out of records of denied calls. The attempt was made in the
-- console, in CloudShell or through an AI agent; a failed command elsewhere is not reported.
-- False positives: People who try out what they may do, or work in the wrong account; Pages of the console
-- that try a change they do not need
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
  AND NOT COALESCE(NOT COALESCE(api.response.error IS NOT NULL, FALSE) OR lower(api.response.error) = '', FALSE)
  AND (
    (
      lower(api.service.name) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE 'createactivation%'
        OR lower(api.operation) LIKE 'createassociation%'
        OR lower(api.operation) LIKE 'createdocument%'
        OR lower(api.operation) LIKE 'opentunnel%'
        OR lower(api.operation) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(api.operation) LIKE 'resumesession%'
        OR lower(api.operation) LIKE 'send%'
        OR lower(api.operation) LIKE 'startaccessrequest%'
        OR lower(api.operation) LIKE 'startautomationexecution%'
        OR lower(api.operation) LIKE 'startconnection%'
        OR lower(api.operation) LIKE 'startsession%'
        OR lower(api.operation) LIKE 'updateassociation%'
        OR lower(api.operation) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(api.service.name) = 'ec2.amazonaws.com'
      AND (
        lower(api.operation) LIKE '%fleet%'
        OR lower(api.operation) LIKE '%iaminstanceprofile%'
        OR lower(api.operation) LIKE '%image%'
        OR lower(api.operation) LIKE '%instance%'
        OR lower(api.operation) LIKE '%launchtemplate%'
        OR lower(api.operation) LIKE '%serialconsole%'
        OR lower(api.operation) LIKE '%snapshot%'
        OR lower(api.operation) LIKE '%volume%'
      )
    )
    OR lower(api.service.name) IN (
      'amplify.amazonaws.com', 'apigateway.amazonaws.com', 'apprunner.amazonaws.com', 'appsync.amazonaws.com',
      'autoscaling.amazonaws.com', 'batch.amazonaws.com', 'cloudformation.amazonaws.com',
      'codeartifact.amazonaws.com', 'codebuild.amazonaws.com', 'codecommit.amazonaws.com',
      'codedeploy.amazonaws.com', 'codepipeline.amazonaws.com', 'ecr-public.amazonaws.com',
      'ecr.amazonaws.com', 'ecs.amazonaws.com', 'eks.amazonaws.com', 'elasticbeanstalk.amazonaws.com',
      'elasticmapreduce.amazonaws.com', 'emr-serverless.amazonaws.com', 'events.amazonaws.com',
      'glue.amazonaws.com', 'imagebuilder.amazonaws.com', 'lambda.amazonaws.com', 'lightsail.amazonaws.com',
      'pipes.amazonaws.com', 'sagemaker.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com',
      'appmesh.amazonaws.com', 'cloudfront.amazonaws.com', 'directconnect.amazonaws.com',
      'elasticloadbalancing.amazonaws.com', 'fms.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'network-firewall.amazonaws.com', 'networkmanager.amazonaws.com', 'route53.amazonaws.com',
      'route53domains.amazonaws.com', 'route53resolver.amazonaws.com', 'servicediscovery.amazonaws.com',
      'shield.amazonaws.com', 'vpc-lattice.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com',
      'wafv2.amazonaws.com'
    )
    OR (
      (
        (
          lower(api.service.name) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(api.operation) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(api.service.name) = 'ec2.amazonaws.com'
          AND lower(api.operation) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(api.service.name) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(api.operation) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(api.service.name) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(api.operation) LIKE 'delete%' OR lower(api.operation) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(api.operation) IN (
          'deleteacl', 'deleteaccesspoint', 'deleteauthenticationprofile', 'deletebackupvaultnotifications',
          'deletecacheparametergroup', 'deletecachesecuritygroup', 'deletecachesubnetgroup',
          'deleteclusterparametergroup', 'deleteclustersecuritygroup', 'deleteclustersubnetgroup',
          'deleteconfiguration', 'deletedbclusterendpoint', 'deletedbclusterparametergroup',
          'deletedbparametergroup', 'deletedbproxy', 'deletedbproxyendpoint', 'deletedbsecuritygroup',
          'deletedbsubnetgroup', 'deletedatarepositoryassociation', 'deleteendpointaccess',
          'deleteeventsubscription', 'deleteinboundconnection', 'deleteitem', 'deletemounttarget',
          'deleteoptiongroup', 'deleteoutboundconnection', 'deleteparametergroup', 'deletepartner',
          'deletereportplan', 'deletescheduledaction', 'deletesnapshotschedule', 'deletesubnetgroup',
          'deletetags', 'deleteusagelimit', 'deleteuser', 'deleteusergroup', 'deletevaultnotifications',
          'deletevpcendpoint'
        )
        OR lower(api.operation) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(api.service.name) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE 'createbroker%'
        OR lower(api.operation) LIKE 'createcluster%'
        OR lower(api.operation) LIKE 'createdbcluster%'
        OR lower(api.operation) LIKE 'createdbinstance%'
        OR lower(api.operation) LIKE 'createreplicationinstance%'
        OR lower(api.operation) LIKE 'createworkgroup%'
        OR lower(api.operation) LIKE 'modifycluster%'
        OR lower(api.operation) LIKE 'modifydb%'
        OR lower(api.operation) LIKE 'modifyglobalcluster%'
        OR lower(api.operation) LIKE 'restoredbcluster%'
        OR lower(api.operation) LIKE 'restoredbinstance%'
        OR lower(api.operation) LIKE 'restorefromclustersnapshot%'
        OR lower(api.operation) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(api.service.name) = 'ssm.amazonaws.com' AND lower(api.operation) = 'modifydocumentpermission')
    OR lower(api.operation) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(api.service.name) = 's3.amazonaws.com'
      AND lower(api.operation) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(api.service.name) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(api.operation) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(api.service.name) = 'billingconsole.amazonaws.com'
          AND lower(api.operation) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(api.service.name) = 'route53domains.amazonaws.com'
          AND lower(api.operation) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(api.service.name) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(api.operation) LIKE '%directory%'
            OR lower(api.operation) LIKE '%externalidp%'
            OR lower(api.operation) LIKE '%instance%'
            OR lower(api.operation) LIKE '%ssoconfiguration%'
            OR lower(api.operation) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(api.service.name) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(api.service.name) = 'cloudtrail.amazonaws.com'
          AND lower(api.operation) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(api.operation) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
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
    OR (
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
        OR lower(api.operation) LIKE 'deactivatemfadevice%'
        OR lower(api.operation) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(api.operation) LIKE 'deleterolepermissionsboundary%'
        OR lower(api.operation) LIKE 'deleteuserpermissionsboundary%'
        OR lower(api.operation) LIKE 'deletevirtualmfadevice%'
        OR lower(api.operation) LIKE 'disableorganizationsroot%'
        OR lower(api.operation) LIKE 'enableorganizationsroot%'
        OR lower(api.operation) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(api.operation) LIKE 'putgrouppolicy%'
        OR lower(api.operation) LIKE 'putrolepolicy%'
        OR lower(api.operation) LIKE 'putuserpolicy%'
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
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE 'addmembertogroup%'
        OR lower(api.operation) LIKE 'associateprofile%'
        OR lower(api.operation) LIKE 'attachcustomermanagedpolicy%'
        OR lower(api.operation) LIKE 'attachmanagedpolicy%'
        OR lower(api.operation) LIKE 'createaccountassignment%'
        OR lower(api.operation) LIKE 'createapplicationassignment%'
        OR lower(api.operation) LIKE 'createbearertoken%'
        OR lower(api.operation) LIKE 'createexternalidp%'
        OR lower(api.operation) LIKE 'creategroupmembership%'
        OR lower(api.operation) LIKE 'createpermissionset%'
        OR lower(api.operation) LIKE 'createprovisioningtenant%'
        OR lower(api.operation) LIKE 'createuser%'
        OR lower(api.operation) LIKE 'deletemfadevice%'
        OR lower(api.operation) LIKE 'deletepermissionsboundary%'
        OR lower(api.operation) LIKE 'enableexternalidp%'
        OR lower(api.operation) LIKE 'enableuser%'
        OR lower(api.operation) LIKE 'provisionpermissionset%'
        OR lower(api.operation) LIKE 'putinlinepolicy%'
        OR lower(api.operation) LIKE 'putpermissions%'
        OR lower(api.operation) LIKE 'updateexternalidp%'
        OR lower(api.operation) LIKE 'updatepassword%'
        OR lower(api.operation) LIKE 'updatepermissionset%'
        OR lower(api.operation) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(api.service.name) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower(actor.user.type) = 'root'
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
      AND NOT COALESCE(actor.user.type IS NOT NULL, FALSE)
      AND lower(actor.user.name) = 'root'
    )
    OR (
      lower(api.service.name) = 'iam.amazonaws.com'
      AND lower(api.operation) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(api.service.name) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(api.operation) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(api.service.name) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(api.service.name) = 'ssm.amazonaws.com' AND lower(api.operation) LIKE '%parameter%')
    OR (
      lower(api.service.name) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE 'addkeyreplicationregions%'
        OR lower(api.operation) LIKE 'addprofilepermission%'
        OR lower(api.operation) LIKE 'createcertificate%'
        OR lower(api.operation) LIKE 'createcluster%'
        OR lower(api.operation) LIKE 'createcustomkeystore%'
        OR lower(api.operation) LIKE 'creategrant%'
        OR lower(api.operation) LIKE 'createhsm%'
        OR lower(api.operation) LIKE 'createkey%'
        OR lower(api.operation) LIKE 'createpermission%'
        OR lower(api.operation) LIKE 'createsecret%'
        OR lower(api.operation) LIKE 'delete%'
        OR lower(api.operation) LIKE 'disable%'
        OR lower(api.operation) LIKE 'disconnect%'
        OR lower(api.operation) LIKE 'export%'
        OR lower(api.operation) LIKE 'import%'
        OR lower(api.operation) LIKE 'initialize%'
        OR lower(api.operation) LIKE 'issue%'
        OR lower(api.operation) LIKE 'modifycluster%'
        OR lower(api.operation) LIKE 'put%'
        OR lower(api.operation) LIKE 'removepermission%'
        OR lower(api.operation) LIKE 'removeprofilepermission%'
        OR lower(api.operation) LIKE 'removeregions%'
        OR lower(api.operation) LIKE 'replicate%'
        OR lower(api.operation) LIKE 'rotate%'
        OR lower(api.operation) LIKE 'schedule%'
        OR lower(api.operation) LIKE 'startkey%'
        OR lower(api.operation) LIKE 'startsigningjob%'
        OR lower(api.operation) LIKE 'stop%'
        OR lower(api.operation) LIKE 'updatealias%'
        OR lower(api.operation) LIKE 'updatecertificate%'
        OR lower(api.operation) LIKE 'updatecustomkeystore%'
        OR lower(api.operation) LIKE 'updateprimaryregion%'
        OR lower(api.operation) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(api.service.name) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(api.operation) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(api.service.name) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(api.operation) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(api.service.name) = 'cloudtrail.amazonaws.com'
      AND lower(api.operation) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(api.service.name) = 'config.amazonaws.com'
      AND lower(api.operation) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(api.service.name) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(api.operation) LIKE 'archivefindings%'
        OR lower(api.operation) LIKE 'batchdisable%'
        OR lower(api.operation) LIKE 'batchupdateautomationrules%'
        OR lower(api.operation) LIKE 'batchupdatestandardscontrol%'
        OR lower(api.operation) LIKE 'createarchiverule%'
        OR lower(api.operation) LIKE 'createautomationrule%'
        OR lower(api.operation) LIKE 'createfilter%'
        OR lower(api.operation) LIKE 'createfindingsfilter%'
        OR lower(api.operation) LIKE 'createipset%'
        OR lower(api.operation) LIKE 'createtrustedentityset%'
        OR lower(api.operation) LIKE 'deleteanalyzer%'
        OR lower(api.operation) LIKE 'deletedetector%'
        OR lower(api.operation) LIKE 'deletegraph%'
        OR lower(api.operation) LIKE 'deletemalwareprotectionplan%'
        OR lower(api.operation) LIKE 'deletemember%'
        OR lower(api.operation) LIKE 'deletepublishingdestination%'
        OR lower(api.operation) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(api.operation) LIKE 'disable%'
        OR lower(api.operation) LIKE 'disassociate%'
        OR lower(api.operation) LIKE 'stopmonitoring%'
        OR lower(api.operation) LIKE 'updatearchiverule%'
        OR lower(api.operation) LIKE 'updatedetector%'
        OR lower(api.operation) LIKE 'updatefilter%'
        OR lower(api.operation) LIKE 'updatefindingsfilter%'
        OR lower(api.operation) LIKE 'updateipset%'
        OR lower(api.operation) LIKE 'updatemaciesession%'
        OR lower(api.operation) LIKE 'updatememberdetectors%'
        OR lower(api.operation) LIKE 'updatestandardscontrol%'
        OR lower(api.operation) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(api.service.name) = 'logs.amazonaws.com'
      AND lower(api.operation) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(api.service.name) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(api.operation) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(api.service.name) = 'oam.amazonaws.com' AND lower(api.operation) = 'deletelink')
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
