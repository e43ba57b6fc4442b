-- Manual AWS Change Failed
-- aws_cloudtrail_manual_write_denied, e37dc801-8e1c-471b-afde-33176b60575e, level low
-- Detects a person whose change failed, mostly for lack of permission. One is a mistake; many in a row are
-- somebody who tries out what an account allows. An attempt that fails fires this rule or the rule on
-- privileged changes that failed, whatever the error, and no rule of a change. The service and the name of
-- the call decide, because AWS often leaves the request out of records of denied calls. The attempt was made
-- in the console, in CloudShell or through an AI agent; a failed command elsewhere is not reported.
-- False positives: People who try out what they may do, or work in the wrong account; Pages of the console
-- that try a change they do not need
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
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lowerUTF8(errorCode) = '', FALSE)
  AND NOT COALESCE(
    (
      lowerUTF8(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createactivation%'
        OR lowerUTF8(eventName) LIKE 'createassociation%'
        OR lowerUTF8(eventName) LIKE 'createdocument%'
        OR lowerUTF8(eventName) LIKE 'opentunnel%'
        OR lowerUTF8(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lowerUTF8(eventName) LIKE 'resumesession%'
        OR lowerUTF8(eventName) LIKE 'send%'
        OR lowerUTF8(eventName) LIKE 'startaccessrequest%'
        OR lowerUTF8(eventName) LIKE 'startautomationexecution%'
        OR lowerUTF8(eventName) LIKE 'startconnection%'
        OR lowerUTF8(eventName) LIKE 'startsession%'
        OR lowerUTF8(eventName) LIKE 'updateassociation%'
        OR lowerUTF8(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%fleet%'
        OR lowerUTF8(eventName) LIKE '%iaminstanceprofile%'
        OR lowerUTF8(eventName) LIKE '%image%'
        OR lowerUTF8(eventName) LIKE '%instance%'
        OR lowerUTF8(eventName) LIKE '%launchtemplate%'
        OR lowerUTF8(eventName) LIKE '%serialconsole%'
        OR lowerUTF8(eventName) LIKE '%snapshot%'
        OR lowerUTF8(eventName) LIKE '%volume%'
      )
    )
    OR lowerUTF8(eventSource) IN (
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
          lowerUTF8(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lowerUTF8(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lowerUTF8(eventSource) = 'ec2.amazonaws.com'
          AND lowerUTF8(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lowerUTF8(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lowerUTF8(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lowerUTF8(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lowerUTF8(eventName) LIKE 'delete%' OR lowerUTF8(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lowerUTF8(eventName) IN (
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
        OR lowerUTF8(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lowerUTF8(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'createbroker%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbcluster%'
        OR lowerUTF8(eventName) LIKE 'createdbinstance%'
        OR lowerUTF8(eventName) LIKE 'createreplicationinstance%'
        OR lowerUTF8(eventName) LIKE 'createworkgroup%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'modifydb%'
        OR lowerUTF8(eventName) LIKE 'modifyglobalcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbcluster%'
        OR lowerUTF8(eventName) LIKE 'restoredbinstance%'
        OR lowerUTF8(eventName) LIKE 'restorefromclustersnapshot%'
        OR lowerUTF8(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) = 'modifydocumentpermission')
    OR lowerUTF8(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lowerUTF8(eventSource) = 's3.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lowerUTF8(eventSource) = 'billingconsole.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lowerUTF8(eventSource) = 'route53domains.amazonaws.com'
          AND lowerUTF8(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lowerUTF8(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lowerUTF8(eventName) LIKE '%directory%'
            OR lowerUTF8(eventName) LIKE '%externalidp%'
            OR lowerUTF8(eventName) LIKE '%instance%'
            OR lowerUTF8(eventName) LIKE '%ssoconfiguration%'
            OR lowerUTF8(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lowerUTF8(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
          AND lowerUTF8(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lowerUTF8(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lowerUTF8(eventSource) = 'ec2.amazonaws.com'
      AND (
        lowerUTF8(eventName) LIKE '%address%'
        OR lowerUTF8(eventName) LIKE '%dhcpoptions%'
        OR lowerUTF8(eventName) LIKE '%gateway%'
        OR lowerUTF8(eventName) LIKE '%ipam%'
        OR lowerUTF8(eventName) LIKE '%networkacl%'
        OR lowerUTF8(eventName) LIKE '%networkinterface%'
        OR lowerUTF8(eventName) LIKE '%prefixlist%'
        OR lowerUTF8(eventName) LIKE '%route%'
        OR lowerUTF8(eventName) LIKE '%securitygroup%'
        OR lowerUTF8(eventName) LIKE '%subnet%'
        OR lowerUTF8(eventName) LIKE '%trafficmirror%'
        OR lowerUTF8(eventName) LIKE '%verifiedaccess%'
        OR lowerUTF8(eventName) LIKE '%vpc%'
        OR lowerUTF8(eventName) LIKE '%vpn%'
      )
    )
    OR (
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
    OR lowerUTF8("userIdentity.type") = 'root'
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
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lowerUTF8("userIdentity.userName") = 'root'
    )
    OR (
      lowerUTF8(eventSource) = 'iam.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lowerUTF8(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lowerUTF8(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lowerUTF8(eventSource) = 'ssm.amazonaws.com' AND lowerUTF8(eventName) LIKE '%parameter%')
    OR (
      lowerUTF8(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'addkeyreplicationregions%'
        OR lowerUTF8(eventName) LIKE 'addprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'createcertificate%'
        OR lowerUTF8(eventName) LIKE 'createcluster%'
        OR lowerUTF8(eventName) LIKE 'createcustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'creategrant%'
        OR lowerUTF8(eventName) LIKE 'createhsm%'
        OR lowerUTF8(eventName) LIKE 'createkey%'
        OR lowerUTF8(eventName) LIKE 'createpermission%'
        OR lowerUTF8(eventName) LIKE 'createsecret%'
        OR lowerUTF8(eventName) LIKE 'delete%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disconnect%'
        OR lowerUTF8(eventName) LIKE 'export%'
        OR lowerUTF8(eventName) LIKE 'import%'
        OR lowerUTF8(eventName) LIKE 'initialize%'
        OR lowerUTF8(eventName) LIKE 'issue%'
        OR lowerUTF8(eventName) LIKE 'modifycluster%'
        OR lowerUTF8(eventName) LIKE 'put%'
        OR lowerUTF8(eventName) LIKE 'removepermission%'
        OR lowerUTF8(eventName) LIKE 'removeprofilepermission%'
        OR lowerUTF8(eventName) LIKE 'removeregions%'
        OR lowerUTF8(eventName) LIKE 'replicate%'
        OR lowerUTF8(eventName) LIKE 'rotate%'
        OR lowerUTF8(eventName) LIKE 'schedule%'
        OR lowerUTF8(eventName) LIKE 'startkey%'
        OR lowerUTF8(eventName) LIKE 'startsigningjob%'
        OR lowerUTF8(eventName) LIKE 'stop%'
        OR lowerUTF8(eventName) LIKE 'updatealias%'
        OR lowerUTF8(eventName) LIKE 'updatecertificate%'
        OR lowerUTF8(eventName) LIKE 'updatecustomkeystore%'
        OR lowerUTF8(eventName) LIKE 'updateprimaryregion%'
        OR lowerUTF8(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lowerUTF8(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lowerUTF8(eventName) LIKE 'archivefindings%'
        OR lowerUTF8(eventName) LIKE 'batchdisable%'
        OR lowerUTF8(eventName) LIKE 'batchupdateautomationrules%'
        OR lowerUTF8(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'createarchiverule%'
        OR lowerUTF8(eventName) LIKE 'createautomationrule%'
        OR lowerUTF8(eventName) LIKE 'createfilter%'
        OR lowerUTF8(eventName) LIKE 'createfindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'createipset%'
        OR lowerUTF8(eventName) LIKE 'createtrustedentityset%'
        OR lowerUTF8(eventName) LIKE 'deleteanalyzer%'
        OR lowerUTF8(eventName) LIKE 'deletedetector%'
        OR lowerUTF8(eventName) LIKE 'deletegraph%'
        OR lowerUTF8(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lowerUTF8(eventName) LIKE 'deletemember%'
        OR lowerUTF8(eventName) LIKE 'deletepublishingdestination%'
        OR lowerUTF8(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disassociate%'
        OR lowerUTF8(eventName) LIKE 'stopmonitoring%'
        OR lowerUTF8(eventName) LIKE 'updatearchiverule%'
        OR lowerUTF8(eventName) LIKE 'updatedetector%'
        OR lowerUTF8(eventName) LIKE 'updatefilter%'
        OR lowerUTF8(eventName) LIKE 'updatefindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'updateipset%'
        OR lowerUTF8(eventName) LIKE 'updatemaciesession%'
        OR lowerUTF8(eventName) LIKE 'updatememberdetectors%'
        OR lowerUTF8(eventName) LIKE 'updatestandardscontrol%'
        OR lowerUTF8(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'logs.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lowerUTF8(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lowerUTF8(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lowerUTF8(eventSource) = 'oam.amazonaws.com' AND lowerUTF8(eventName) = 'deletelink')
  , FALSE)
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
