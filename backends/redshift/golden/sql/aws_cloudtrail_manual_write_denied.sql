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
  AND NOT COALESCE(NOT COALESCE(errorCode IS NOT NULL, FALSE) OR lower(errorCode) = '', FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'createactivation%'
        OR lower(eventName) LIKE 'createassociation%'
        OR lower(eventName) LIKE 'createdocument%'
        OR lower(eventName) LIKE 'opentunnel%'
        OR lower(eventName) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventName) LIKE 'resumesession%'
        OR lower(eventName) LIKE 'send%'
        OR lower(eventName) LIKE 'startaccessrequest%'
        OR lower(eventName) LIKE 'startautomationexecution%'
        OR lower(eventName) LIKE 'startconnection%'
        OR lower(eventName) LIKE 'startsession%'
        OR lower(eventName) LIKE 'updateassociation%'
        OR lower(eventName) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%fleet%'
        OR lower(eventName) LIKE '%iaminstanceprofile%'
        OR lower(eventName) LIKE '%image%'
        OR lower(eventName) LIKE '%instance%'
        OR lower(eventName) LIKE '%launchtemplate%'
        OR lower(eventName) LIKE '%serialconsole%'
        OR lower(eventName) LIKE '%snapshot%'
        OR lower(eventName) LIKE '%volume%'
      )
    )
    OR lower(eventSource) IN (
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
          lower(eventSource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventName) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventSource) = 'ec2.amazonaws.com'
          AND lower(eventName) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventSource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventName) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventSource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventName) LIKE 'delete%' OR lower(eventName) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventName) IN (
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
        OR lower(eventName) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventSource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'createbroker%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createdbcluster%'
        OR lower(eventName) LIKE 'createdbinstance%'
        OR lower(eventName) LIKE 'createreplicationinstance%'
        OR lower(eventName) LIKE 'createworkgroup%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'modifydb%'
        OR lower(eventName) LIKE 'modifyglobalcluster%'
        OR lower(eventName) LIKE 'restoredbcluster%'
        OR lower(eventName) LIKE 'restoredbinstance%'
        OR lower(eventName) LIKE 'restorefromclustersnapshot%'
        OR lower(eventName) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) = 'modifydocumentpermission')
    OR lower(eventName) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventSource) = 's3.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventName) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventSource) = 'billingconsole.amazonaws.com'
          AND lower(eventName) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventSource) = 'route53domains.amazonaws.com'
          AND lower(eventName) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventSource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventName) LIKE '%directory%'
            OR lower(eventName) LIKE '%externalidp%'
            OR lower(eventName) LIKE '%instance%'
            OR lower(eventName) LIKE '%ssoconfiguration%'
            OR lower(eventName) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventSource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventSource) = 'cloudtrail.amazonaws.com'
          AND lower(eventName) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventName) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventSource) = 'ec2.amazonaws.com'
      AND (
        lower(eventName) LIKE '%address%'
        OR lower(eventName) LIKE '%dhcpoptions%'
        OR lower(eventName) LIKE '%gateway%'
        OR lower(eventName) LIKE '%ipam%'
        OR lower(eventName) LIKE '%networkacl%'
        OR lower(eventName) LIKE '%networkinterface%'
        OR lower(eventName) LIKE '%prefixlist%'
        OR lower(eventName) LIKE '%route%'
        OR lower(eventName) LIKE '%securitygroup%'
        OR lower(eventName) LIKE '%subnet%'
        OR lower(eventName) LIKE '%trafficmirror%'
        OR lower(eventName) LIKE '%verifiedaccess%'
        OR lower(eventName) LIKE '%vpc%'
        OR lower(eventName) LIKE '%vpn%'
      )
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND (
        lower(eventName) LIKE 'acceptdelegationrequest%'
        OR lower(eventName) LIKE 'addclientidtoopenidconnectprovider%'
        OR lower(eventName) LIKE 'addroletoinstanceprofile%'
        OR lower(eventName) LIKE 'addusertogroup%'
        OR lower(eventName) LIKE 'attach%'
        OR lower(eventName) LIKE 'createloginprofile%'
        OR lower(eventName) LIKE 'createopenidconnectprovider%'
        OR lower(eventName) LIKE 'createpolicyversion%'
        OR lower(eventName) LIKE 'createrole%'
        OR lower(eventName) LIKE 'createsamlprovider%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deactivatemfadevice%'
        OR lower(eventName) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventName) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventName) LIKE 'deletevirtualmfadevice%'
        OR lower(eventName) LIKE 'disableorganizationsroot%'
        OR lower(eventName) LIKE 'enableorganizationsroot%'
        OR lower(eventName) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventName) LIKE 'putgrouppolicy%'
        OR lower(eventName) LIKE 'putrolepolicy%'
        OR lower(eventName) LIKE 'putuserpolicy%'
        OR lower(eventName) LIKE 'setdefaultpolicyversion%'
        OR lower(eventName) LIKE 'updateaccountpasswordpolicy%'
        OR lower(eventName) LIKE 'updateassumerolepolicy%'
        OR lower(eventName) LIKE 'updateloginprofile%'
        OR lower(eventName) LIKE 'updateopenidconnectproviderthumbprint%'
        OR lower(eventName) LIKE 'updatesamlprovider%'
      )
    )
    OR (
      lower(eventSource) IN (
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addmembertogroup%'
        OR lower(eventName) LIKE 'associateprofile%'
        OR lower(eventName) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventName) LIKE 'attachmanagedpolicy%'
        OR lower(eventName) LIKE 'createaccountassignment%'
        OR lower(eventName) LIKE 'createapplicationassignment%'
        OR lower(eventName) LIKE 'createbearertoken%'
        OR lower(eventName) LIKE 'createexternalidp%'
        OR lower(eventName) LIKE 'creategroupmembership%'
        OR lower(eventName) LIKE 'createpermissionset%'
        OR lower(eventName) LIKE 'createprovisioningtenant%'
        OR lower(eventName) LIKE 'createuser%'
        OR lower(eventName) LIKE 'deletemfadevice%'
        OR lower(eventName) LIKE 'deletepermissionsboundary%'
        OR lower(eventName) LIKE 'enableexternalidp%'
        OR lower(eventName) LIKE 'enableuser%'
        OR lower(eventName) LIKE 'provisionpermissionset%'
        OR lower(eventName) LIKE 'putinlinepolicy%'
        OR lower(eventName) LIKE 'putpermissions%'
        OR lower(eventName) LIKE 'updateexternalidp%'
        OR lower(eventName) LIKE 'updatepassword%'
        OR lower(eventName) LIKE 'updatepermissionset%'
        OR lower(eventName) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventSource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventName) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower("userIdentity.type") = 'root'
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
      AND NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE)
      AND lower("userIdentity.userName") = 'root'
    )
    OR (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventName) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventSource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventName) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventSource) = 'ssm.amazonaws.com' AND lower(eventName) LIKE '%parameter%')
    OR (
      lower(eventSource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'addkeyreplicationregions%'
        OR lower(eventName) LIKE 'addprofilepermission%'
        OR lower(eventName) LIKE 'createcertificate%'
        OR lower(eventName) LIKE 'createcluster%'
        OR lower(eventName) LIKE 'createcustomkeystore%'
        OR lower(eventName) LIKE 'creategrant%'
        OR lower(eventName) LIKE 'createhsm%'
        OR lower(eventName) LIKE 'createkey%'
        OR lower(eventName) LIKE 'createpermission%'
        OR lower(eventName) LIKE 'createsecret%'
        OR lower(eventName) LIKE 'delete%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disconnect%'
        OR lower(eventName) LIKE 'export%'
        OR lower(eventName) LIKE 'import%'
        OR lower(eventName) LIKE 'initialize%'
        OR lower(eventName) LIKE 'issue%'
        OR lower(eventName) LIKE 'modifycluster%'
        OR lower(eventName) LIKE 'put%'
        OR lower(eventName) LIKE 'removepermission%'
        OR lower(eventName) LIKE 'removeprofilepermission%'
        OR lower(eventName) LIKE 'removeregions%'
        OR lower(eventName) LIKE 'replicate%'
        OR lower(eventName) LIKE 'rotate%'
        OR lower(eventName) LIKE 'schedule%'
        OR lower(eventName) LIKE 'startkey%'
        OR lower(eventName) LIKE 'startsigningjob%'
        OR lower(eventName) LIKE 'stop%'
        OR lower(eventName) LIKE 'updatealias%'
        OR lower(eventName) LIKE 'updatecertificate%'
        OR lower(eventName) LIKE 'updatecustomkeystore%'
        OR lower(eventName) LIKE 'updateprimaryregion%'
        OR lower(eventName) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventSource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventName) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventSource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventName) LIKE 'archivefindings%'
        OR lower(eventName) LIKE 'batchdisable%'
        OR lower(eventName) LIKE 'batchupdateautomationrules%'
        OR lower(eventName) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventName) LIKE 'createarchiverule%'
        OR lower(eventName) LIKE 'createautomationrule%'
        OR lower(eventName) LIKE 'createfilter%'
        OR lower(eventName) LIKE 'createfindingsfilter%'
        OR lower(eventName) LIKE 'createipset%'
        OR lower(eventName) LIKE 'createtrustedentityset%'
        OR lower(eventName) LIKE 'deleteanalyzer%'
        OR lower(eventName) LIKE 'deletedetector%'
        OR lower(eventName) LIKE 'deletegraph%'
        OR lower(eventName) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventName) LIKE 'deletemember%'
        OR lower(eventName) LIKE 'deletepublishingdestination%'
        OR lower(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disassociate%'
        OR lower(eventName) LIKE 'stopmonitoring%'
        OR lower(eventName) LIKE 'updatearchiverule%'
        OR lower(eventName) LIKE 'updatedetector%'
        OR lower(eventName) LIKE 'updatefilter%'
        OR lower(eventName) LIKE 'updatefindingsfilter%'
        OR lower(eventName) LIKE 'updateipset%'
        OR lower(eventName) LIKE 'updatemaciesession%'
        OR lower(eventName) LIKE 'updatememberdetectors%'
        OR lower(eventName) LIKE 'updatestandardscontrol%'
        OR lower(eventName) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventSource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventName) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventSource) = 'oam.amazonaws.com' AND lower(eventName) = 'deletelink')
  , FALSE)
  AND (
    lower(sessionCredentialFromConsole) = 'true'
    OR NOT COALESCE(
      eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE)) JOIN cloudtrail_numbers AS m1h ON m1h.i * 100 < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m1 ON m1h.i * 100 + m1.i < f_cloudtrail_length(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE)) JOIN cloudtrail_numbers AS m2h ON m2h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) JOIN cloudtrail_numbers AS m2 ON m2h.i * 100 + m2.i < f_cloudtrail_length(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider')) WHERE STRPOS(m.userIdentity, '"federatedProvider"') > 0 AND (f_cloudtrail_text(f_cloudtrail_value(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(f_cloudtrail_member(JSON_EXTRACT_PATH_TEXT(m.userIdentity, 'sessionContext', TRUE), m0h.i * 100 + m0.i), 'webIdFederationData', TRUE), m1h.i * 100 + m1.i), 'federatedProvider'), m2h.i * 100 + m2.i) IS NOT NULL))
      OR lower("userIdentity.type") IN ('unknown', 'webidentityuser')
      OR lower("userIdentity.accountId") LIKE 'anonymous%'
      OR lower("userIdentity.userName") = 'cognitoidentitycredentials'
      OR lower(eventType) = 'awsserviceevent'
      OR (NOT COALESCE("userIdentity.type" IS NOT NULL, FALSE) AND lower(sourceIPAddress) LIKE '%.amazonaws.com')
      OR eventID IN (SELECT m.eventID FROM cloudtrail AS m JOIN cloudtrail_numbers AS m0h ON m0h.i * 100 < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) JOIN cloudtrail_numbers AS m0 ON m0h.i * 100 + m0.i < f_cloudtrail_length(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod')) WHERE STRPOS(m.additionalEventData, '"AuthenticationMethod"') > 0 AND (lower(f_cloudtrail_text(f_cloudtrail_value(m.additionalEventData, 'AuthenticationMethod'), m0h.i * 100 + m0.i)) = 'querystring'))
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
