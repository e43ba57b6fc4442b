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
SELECT eventtime, eventsource, eventname, errorcode, awsregion, recipientaccountid, useridentity.arn AS userarn, sourceipaddress, useragent, eventid
FROM cloudtrail_logs
WHERE
  "timestamp" >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y/%m/%d')
  AND eventtime >= date_format((now() - INTERVAL '30' MINUTE) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%i:%sZ')
  AND (
    (
      lower(eventsource) IN ('ec2-instance-connect.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventname) IN ('changepassword', 'sendsshpublickey', 'sendserialconsolesshpublickey')
      AND lower(useragent) = 'aws internal'
    )
    OR (
      lower(useridentity.invokedby) = 'q.amazonaws.com'
      OR lower(useridentity.invokedby) LIKE '%-mcp.amazonaws.com'
    )
    OR (
      (
        lower(sessioncredentialfromconsole) = 'true'
        OR (
          (
            lower(sourceipaddress) LIKE '1%'
            OR lower(sourceipaddress) LIKE '2%'
            OR lower(sourceipaddress) LIKE '3%'
            OR lower(sourceipaddress) LIKE '4%'
            OR lower(sourceipaddress) LIKE '5%'
            OR lower(sourceipaddress) LIKE '6%'
            OR lower(sourceipaddress) LIKE '7%'
            OR lower(sourceipaddress) LIKE '8%'
            OR lower(sourceipaddress) LIKE '9%'
          )
          AND (
            lower(useragent) LIKE 'aws internal%'
            OR lower(useragent) LIKE 'coral/netty4%'
            OR lower(useragent) LIKE '[aws-internal/%.metal1.%'
            OR lower(useragent) LIKE '[aws-internal/%amzn2int%'
            OR lower(useragent) LIKE 'aws-internal/%.metal1.%'
            OR lower(useragent) LIKE 'aws-internal/%amzn2int%'
          )
        )
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
          OR lower(useragent) LIKE '[aws console %'
          OR lower(useragent) LIKE '[awscloudtrail, aws-internal/%'
          OR lower(useragent) LIKE '[mozilla/%'
          OR lower(useragent) LIKE '[s3console%'
          OR lower(useragent) LIKE 'console.aws.amazon.com%'
          OR lower(useragent) LIKE '% console, aws-internal/%'
          OR lower(useragent) LIKE '%exec-env/cloudshell%'
        )
        OR (
          (lower(useragent) LIKE 'console.%' OR lower(useragent) LIKE 'signin.%')
          AND lower(useragent) LIKE '%.amazonaws.com'
        )
        OR (lower(useragent) LIKE 'aws-internal%' AND lower(useragent) LIKE '%awslambdaconsole/%')
      )
      AND (
        lower(useridentity.invokedby) = 'signin.amazonaws.com'
        OR NOT COALESCE(
          lower(useridentity.invokedby) LIKE '%.amazonaws.com%'
          OR lower(useridentity.invokedby) LIKE '%aws internal%'
        , FALSE)
      )
    )
  )
  AND (
    lower(useridentity.type) IN (
      'assumedrole', 'federateduser', 'iamuser', 'identitycenteruser', 'root', 'samluser'
    )
    OR NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
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
    lower(eventname) IN (
      'assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'authorizeoauth2access',
      'consolelogin', 'createoauth2token'
    )
  , FALSE)
  AND NOT COALESCE(NOT COALESCE(errorcode IS NOT NULL, FALSE) OR lower(errorcode) = '', FALSE)
  AND (
    (
      lower(eventsource) IN (
        'ec2-instance-connect.amazonaws.com', 'ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createactivation%'
        OR lower(eventname) LIKE 'createassociation%'
        OR lower(eventname) LIKE 'createdocument%'
        OR lower(eventname) LIKE 'opentunnel%'
        OR lower(eventname) LIKE 'registertaskwithmaintenancewindow%'
        OR lower(eventname) LIKE 'resumesession%'
        OR lower(eventname) LIKE 'send%'
        OR lower(eventname) LIKE 'startaccessrequest%'
        OR lower(eventname) LIKE 'startautomationexecution%'
        OR lower(eventname) LIKE 'startconnection%'
        OR lower(eventname) LIKE 'startsession%'
        OR lower(eventname) LIKE 'updateassociation%'
        OR lower(eventname) LIKE 'updatedocument%'
      )
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%fleet%'
        OR lower(eventname) LIKE '%iaminstanceprofile%'
        OR lower(eventname) LIKE '%image%'
        OR lower(eventname) LIKE '%instance%'
        OR lower(eventname) LIKE '%launchtemplate%'
        OR lower(eventname) LIKE '%serialconsole%'
        OR lower(eventname) LIKE '%snapshot%'
        OR lower(eventname) LIKE '%volume%'
      )
    )
    OR lower(eventsource) IN (
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
          lower(eventsource) IN ('s3.amazonaws.com', 's3tables.amazonaws.com', 's3vectors.amazonaws.com')
          AND lower(eventname) IN ('deletebucket', 'deletetablebucket', 'deletevectorbucket')
        )
        OR (
          lower(eventsource) = 'ec2.amazonaws.com'
          AND lower(eventname) IN ('deletesnapshot', 'deletevolume', 'deregisterimage')
        )
        OR (
          lower(eventsource) IN (
            'backup.amazonaws.com', 'codeartifact.amazonaws.com', 'codecommit.amazonaws.com',
            'cognito-idp.amazonaws.com', 'ecr.amazonaws.com', 'ecr-public.amazonaws.com',
            'firehose.amazonaws.com', 'glue.amazonaws.com', 'lightsail.amazonaws.com',
            's3tables.amazonaws.com', 'sqs.amazonaws.com'
          )
          AND lower(eventname) IN (
            'batchdeleteimage', 'batchdeletetable', 'deletedatabase', 'deletedeliverystream', 'deletequeue',
            'deleterelationaldatabase', 'deleterepository', 'deletetable', 'deleteuserpool',
            'disassociaterecoverypoint', 'purgequeue'
          )
        )
        OR (
          lower(eventsource) IN (
            'aoss.amazonaws.com', 'backup.amazonaws.com', 'cassandra.amazonaws.com', 'dax.amazonaws.com',
            'docdb-elastic.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
            'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'es.amazonaws.com',
            'fsx.amazonaws.com', 'glacier.amazonaws.com', 'kafka.amazonaws.com', 'kinesis.amazonaws.com',
            'memorydb.amazonaws.com', 'neptune-graph.amazonaws.com', 'rds.amazonaws.com',
            'redshift.amazonaws.com', 'redshift-serverless.amazonaws.com', 'timestream.amazonaws.com',
            'timestream-influxdb.amazonaws.com'
          )
          AND (lower(eventname) LIKE 'delete%' OR lower(eventname) LIKE 'drop%')
        )
      )
      AND NOT COALESCE(
        lower(eventname) IN (
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
        OR lower(eventname) LIKE '%policy'
      , FALSE)
    )
    OR (
      lower(eventsource) IN (
        'amazonmq.amazonaws.com', 'dms.amazonaws.com', 'rds.amazonaws.com', 'redshift.amazonaws.com',
        'redshift-serverless.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'createbroker%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createdbcluster%'
        OR lower(eventname) LIKE 'createdbinstance%'
        OR lower(eventname) LIKE 'createreplicationinstance%'
        OR lower(eventname) LIKE 'createworkgroup%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'modifydb%'
        OR lower(eventname) LIKE 'modifyglobalcluster%'
        OR lower(eventname) LIKE 'restoredbcluster%'
        OR lower(eventname) LIKE 'restoredbinstance%'
        OR lower(eventname) LIKE 'restorefromclustersnapshot%'
        OR lower(eventname) LIKE 'updateworkgroup%'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) = 'modifydocumentpermission')
    OR lower(eventname) IN (
      'addpermission', 'createdomain', 'createqueue', 'createresourcepolicy', 'createtopic',
      'putaccountpolicy', 'putbackupvaultaccesspolicy', 'putfilesystempolicy', 'putidentitypolicy',
      'putregistrypolicy', 'putresourcepolicy', 'puttablebucketpolicy', 'putvectorbucketpolicy',
      'setqueueattributes', 'setrepositorypolicy', 'settopicattributes', 'setvaultaccesspolicy',
      'updatedomainconfig', 'updateelasticsearchdomainconfig'
    )
    OR (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesspoint', 'deleteaccountpublicaccessblock', 'deletebucketpublicaccessblock',
        'putaccesspointpolicy', 'putaccountpublicaccessblock', 'putbucketacl', 'putbucketlogging',
        'putbucketpolicy', 'putbucketpublicaccessblock', 'putbucketreplication', 'putobjectacl'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-idp.amazonaws.com', 'dsql.amazonaws.com', 'dynamodb.amazonaws.com',
        'neptune-graph.amazonaws.com'
      )
      AND lower(eventname) IN ('updatecluster', 'updategraph', 'updatetable', 'updateuserpool')
    )
    OR (
      (
        (
          lower(eventsource) = 'billingconsole.amazonaws.com'
          AND lower(eventname) IN (
            'closeaccount', 'setadditionalcontacts', 'setcontactaddress', 'setsecurityquestions'
          )
        )
        OR (
          lower(eventsource) = 'route53domains.amazonaws.com'
          AND lower(eventname) IN (
            'deletedomain', 'disabledomaintransferlock', 'transferdomaintoanotherawsaccount',
            'updatedomainnameservers'
          )
        )
        OR (
          lower(eventsource) IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com')
          AND (
            lower(eventname) LIKE '%directory%'
            OR lower(eventname) LIKE '%externalidp%'
            OR lower(eventname) LIKE '%instance%'
            OR lower(eventname) LIKE '%ssoconfiguration%'
            OR lower(eventname) LIKE '%trustedtokenissuer%'
          )
        )
        OR lower(eventsource) IN (
          'account.amazonaws.com', 'controltower.amazonaws.com', 'organizations.amazonaws.com',
          'ram.amazonaws.com'
        )
        OR (
          lower(eventsource) = 'cloudtrail.amazonaws.com'
          AND lower(eventname) = 'deregisterorganizationdelegatedadmin'
        )
      )
      AND NOT COALESCE(lower(eventname) IN ('tagresource', 'untagresource'), FALSE)
    )
    OR (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND (
        lower(eventname) LIKE '%address%'
        OR lower(eventname) LIKE '%dhcpoptions%'
        OR lower(eventname) LIKE '%gateway%'
        OR lower(eventname) LIKE '%ipam%'
        OR lower(eventname) LIKE '%networkacl%'
        OR lower(eventname) LIKE '%networkinterface%'
        OR lower(eventname) LIKE '%prefixlist%'
        OR lower(eventname) LIKE '%route%'
        OR lower(eventname) LIKE '%securitygroup%'
        OR lower(eventname) LIKE '%subnet%'
        OR lower(eventname) LIKE '%trafficmirror%'
        OR lower(eventname) LIKE '%verifiedaccess%'
        OR lower(eventname) LIKE '%vpc%'
        OR lower(eventname) LIKE '%vpn%'
      )
    )
    OR (
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
        OR lower(eventname) LIKE 'deactivatemfadevice%'
        OR lower(eventname) LIKE 'deleteaccountpasswordpolicy%'
        OR lower(eventname) LIKE 'deleterolepermissionsboundary%'
        OR lower(eventname) LIKE 'deleteuserpermissionsboundary%'
        OR lower(eventname) LIKE 'deletevirtualmfadevice%'
        OR lower(eventname) LIKE 'disableorganizationsroot%'
        OR lower(eventname) LIKE 'enableorganizationsroot%'
        OR lower(eventname) LIKE 'enableoutboundwebidentityfederation%'
        OR lower(eventname) LIKE 'putgrouppolicy%'
        OR lower(eventname) LIKE 'putrolepolicy%'
        OR lower(eventname) LIKE 'putuserpolicy%'
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
        'identitystore.amazonaws.com', 'sso.amazonaws.com', 'sso-directory.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addmembertogroup%'
        OR lower(eventname) LIKE 'associateprofile%'
        OR lower(eventname) LIKE 'attachcustomermanagedpolicy%'
        OR lower(eventname) LIKE 'attachmanagedpolicy%'
        OR lower(eventname) LIKE 'createaccountassignment%'
        OR lower(eventname) LIKE 'createapplicationassignment%'
        OR lower(eventname) LIKE 'createbearertoken%'
        OR lower(eventname) LIKE 'createexternalidp%'
        OR lower(eventname) LIKE 'creategroupmembership%'
        OR lower(eventname) LIKE 'createpermissionset%'
        OR lower(eventname) LIKE 'createprovisioningtenant%'
        OR lower(eventname) LIKE 'createuser%'
        OR lower(eventname) LIKE 'deletemfadevice%'
        OR lower(eventname) LIKE 'deletepermissionsboundary%'
        OR lower(eventname) LIKE 'enableexternalidp%'
        OR lower(eventname) LIKE 'enableuser%'
        OR lower(eventname) LIKE 'provisionpermissionset%'
        OR lower(eventname) LIKE 'putinlinepolicy%'
        OR lower(eventname) LIKE 'putpermissions%'
        OR lower(eventname) LIKE 'updateexternalidp%'
        OR lower(eventname) LIKE 'updatepassword%'
        OR lower(eventname) LIKE 'updatepermissionset%'
        OR lower(eventname) LIKE 'updatessoconfiguration%'
      )
    )
    OR (
      lower(eventsource) IN (
        'cognito-identity.amazonaws.com', 'eks.amazonaws.com', 'lakeformation.amazonaws.com',
        'rolesanywhere.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'
      )
      AND lower(eventname) IN (
        'associateaccesspolicy', 'associateidentityproviderconfig', 'assumeroot', 'batchgrantpermissions',
        'createaccessentry', 'createpodidentityassociation', 'createprofile', 'createtrustanchor',
        'enablecrl', 'enableprofile', 'enabletrustanchor', 'grantpermissions', 'importcrl',
        'putconsoleauthorizationconfiguration', 'putdatalakesettings', 'putresourcepermissionstatement',
        'setidentitypoolroles', 'updateaccessentry', 'updatecrl', 'updatepodidentityassociation',
        'updateprofile', 'updatetrustanchor'
      )
    )
    OR lower(useridentity.type) = 'root'
    OR (
      (
        lower(sourceipaddress) LIKE '1%'
        OR lower(sourceipaddress) LIKE '2%'
        OR lower(sourceipaddress) LIKE '3%'
        OR lower(sourceipaddress) LIKE '4%'
        OR lower(sourceipaddress) LIKE '5%'
        OR lower(sourceipaddress) LIKE '6%'
        OR lower(sourceipaddress) LIKE '7%'
        OR lower(sourceipaddress) LIKE '8%'
        OR lower(sourceipaddress) LIKE '9%'
      )
      AND NOT COALESCE(useridentity.type IS NOT NULL, FALSE)
      AND lower(useridentity.username) = 'root'
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'createaccesskey', 'createservicespecificcredential', 'resetservicespecificcredential',
        'updateaccesskey', 'updatesshpublickey', 'updateservicespecificcredential',
        'updatesigningcertificate', 'uploadsshpublickey', 'uploadservercertificate',
        'uploadsigningcertificate'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 'lightsail.amazonaws.com')
      AND lower(eventname) IN ('createkeypair', 'importkeypair')
    )
    OR (
      lower(eventsource) IN (
        'bedrock-agentcore.amazonaws.com', 'codeconnections.amazonaws.com',
        'codestar-connections.amazonaws.com', 'ds.amazonaws.com', 'iot.amazonaws.com',
        'transfer.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createapikeycredentialprovider', 'createconnection', 'createkeysandcertificate',
        'createoauth2credentialprovider', 'importsshpublickey', 'resetuserpassword'
      )
    )
    OR (lower(eventsource) = 'ssm.amazonaws.com' AND lower(eventname) LIKE '%parameter%')
    OR (
      lower(eventsource) IN (
        'acm.amazonaws.com', 'acm-pca.amazonaws.com', 'cloudhsm.amazonaws.com', 'kms.amazonaws.com',
        'payment-cryptography.amazonaws.com', 'secretsmanager.amazonaws.com', 'signer.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'addkeyreplicationregions%'
        OR lower(eventname) LIKE 'addprofilepermission%'
        OR lower(eventname) LIKE 'createcertificate%'
        OR lower(eventname) LIKE 'createcluster%'
        OR lower(eventname) LIKE 'createcustomkeystore%'
        OR lower(eventname) LIKE 'creategrant%'
        OR lower(eventname) LIKE 'createhsm%'
        OR lower(eventname) LIKE 'createkey%'
        OR lower(eventname) LIKE 'createpermission%'
        OR lower(eventname) LIKE 'createsecret%'
        OR lower(eventname) LIKE 'delete%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disconnect%'
        OR lower(eventname) LIKE 'export%'
        OR lower(eventname) LIKE 'import%'
        OR lower(eventname) LIKE 'initialize%'
        OR lower(eventname) LIKE 'issue%'
        OR lower(eventname) LIKE 'modifycluster%'
        OR lower(eventname) LIKE 'put%'
        OR lower(eventname) LIKE 'removepermission%'
        OR lower(eventname) LIKE 'removeprofilepermission%'
        OR lower(eventname) LIKE 'removeregions%'
        OR lower(eventname) LIKE 'replicate%'
        OR lower(eventname) LIKE 'rotate%'
        OR lower(eventname) LIKE 'schedule%'
        OR lower(eventname) LIKE 'startkey%'
        OR lower(eventname) LIKE 'startsigningjob%'
        OR lower(eventname) LIKE 'stop%'
        OR lower(eventname) LIKE 'updatealias%'
        OR lower(eventname) LIKE 'updatecertificate%'
        OR lower(eventname) LIKE 'updatecustomkeystore%'
        OR lower(eventname) LIKE 'updateprimaryregion%'
        OR lower(eventname) LIKE 'updatesecret%'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 's3.amazonaws.com')
      AND lower(eventname) IN ('deletebucketencryption', 'disableebsencryptionbydefault')
    )
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventname) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore', 'deletetrail', 'stopeventdatastoreingestion', 'stoplogging'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deleteconformancepack', 'deletedeliverychannel',
        'deleteremediationconfiguration', 'deleteservicelinkedconfigurationrecorder',
        'disassociateresourcetypes', 'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'detective.amazonaws.com', 'guardduty.amazonaws.com',
        'inspector2.amazonaws.com', 'macie2.amazonaws.com', 'securityhub.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'archivefindings%'
        OR lower(eventname) LIKE 'batchdisable%'
        OR lower(eventname) LIKE 'batchupdateautomationrules%'
        OR lower(eventname) LIKE 'batchupdatestandardscontrol%'
        OR lower(eventname) LIKE 'createarchiverule%'
        OR lower(eventname) LIKE 'createautomationrule%'
        OR lower(eventname) LIKE 'createfilter%'
        OR lower(eventname) LIKE 'createfindingsfilter%'
        OR lower(eventname) LIKE 'createipset%'
        OR lower(eventname) LIKE 'createtrustedentityset%'
        OR lower(eventname) LIKE 'deleteanalyzer%'
        OR lower(eventname) LIKE 'deletedetector%'
        OR lower(eventname) LIKE 'deletegraph%'
        OR lower(eventname) LIKE 'deletemalwareprotectionplan%'
        OR lower(eventname) LIKE 'deletemember%'
        OR lower(eventname) LIKE 'deletepublishingdestination%'
        OR lower(eventname) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'stopmonitoring%'
        OR lower(eventname) LIKE 'updatearchiverule%'
        OR lower(eventname) LIKE 'updatedetector%'
        OR lower(eventname) LIKE 'updatefilter%'
        OR lower(eventname) LIKE 'updatefindingsfilter%'
        OR lower(eventname) LIKE 'updateipset%'
        OR lower(eventname) LIKE 'updatemaciesession%'
        OR lower(eventname) LIKE 'updatememberdetectors%'
        OR lower(eventname) LIKE 'updatestandardscontrol%'
        OR lower(eventname) LIKE 'updatetrustedentityset%'
      )
    )
    OR (
      lower(eventsource) = 'logs.amazonaws.com'
      AND lower(eventname) IN (
        'deleteaccountpolicy', 'deletedataprotectionpolicy', 'deletedelivery', 'deleteloggroup',
        'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter', 'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN (
        'aps.amazonaws.com', 'bedrock.amazonaws.com', 'ec2.amazonaws.com', 'ivschat.amazonaws.com',
        'network-firewall.amazonaws.com', 'rds.amazonaws.com', 'route53.amazonaws.com',
        'route53resolver.amazonaws.com', 'securitylake.amazonaws.com', 'waf.amazonaws.com',
        'waf-regional.amazonaws.com', 'wafv2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteguardrail',
        'deleteloggingconfiguration', 'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig',
        'deleteresolverquerylogconfig', 'disassociateresolverquerylogconfig', 'stopactivitystream',
        'updateloggingconfiguration'
      )
    )
    OR (lower(eventsource) = 'oam.amazonaws.com' AND lower(eventname) = 'deletelink')
  )
  AND (
    lower(sessioncredentialfromconsole) = 'true'
    OR NOT COALESCE(
      useridentity.sessioncontext.webidfederationdata.federatedprovider IS NOT NULL
      OR lower(useridentity.type) IN ('unknown', 'webidentityuser')
      OR lower(useridentity.accountid) LIKE 'anonymous%'
      OR lower(useridentity.username) = 'cognitoidentitycredentials'
      OR lower(eventtype) = 'awsserviceevent'
      OR (NOT COALESCE(useridentity.type IS NOT NULL, FALSE) AND lower(sourceipaddress) LIKE '%.amazonaws.com')
      OR any_match(CAST(json_parse(json_query(additionaleventdata, 'lax $."AuthenticationMethod"[*]' WITH ARRAY WRAPPER)) AS array(json)), m -> (lower(json_extract_scalar(m, '$')) = 'querystring'))
      OR (
        lower(eventsource) IN ('appsync.amazonaws.com', 'cognito-idp.amazonaws.com')
        AND lower(eventname) IN (
          'associatesoftwaretoken', 'changepassword', 'completewebauthnregistration', 'confirmdevice',
          'confirmforgotpassword', 'confirmsignup', 'deleteuser', 'deleteuserattributes',
          'deletewebauthncredential', 'forgetdevice', 'forgotpassword', 'globalsignout', 'graphql',
          'initiateauth', 'resendconfirmationcode', 'respondtoauthchallenge', 'revoketoken',
          'setusermfapreference', 'setusersettings', 'signup', 'startwebauthnregistration',
          'updatedevicestatus', 'updateuserattributes', 'verifysoftwaretoken', 'verifyuserattribute'
        )
      )
      OR (
        lower(eventsource) = 'cognito-idp.amazonaws.com'
        AND (lower(eventname) LIKE '%!_get' ESCAPE '!' OR lower(eventname) LIKE '%!_post' ESCAPE '!')
      )
    , FALSE)
  )
  AND NOT COALESCE(
    lower(eventtype) = 'awsmcpevent'
    OR lower(eventsource) IN ('aws-mcp.amazonaws.com', 'sagemaker-unified-studio-mcp.amazonaws.com')
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'codewhisperer.amazonaws.com'
    OR (
      lower(eventsource) IN ('networkmanager-chat.amazonaws.com', 'q.amazonaws.com')
      AND lower(eventname) IN (
        'createconversation', 'deleteconversation', 'generatecodefromcommands', 'passrequest',
        'sendconversationmessage', 'sendmessage', 'startconversation', 'starttroubleshootinganalysis',
        'starttroubleshootingresolutionexplanation', 'updateconversation',
        'updatetroubleshootingcommandresult', 'useplugin'
      )
    )
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
    OR (lower(eventsource) = 'billingconsole.amazonaws.com' AND lower(eventname) LIKE 'set%preference%')
    OR (
      lower(eventsource) IN ('billingconsole.amazonaws.com', 'iam.amazonaws.com')
      AND lower(eventname) IN ('findpaymentinstruments', 'setiamaccesspreference')
    )
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
    lower(errorcode) IN ('client.dryrunoperation', 'dryrunoperation', 'dryrunoperationexception')
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) = 'iot.amazonaws.com'
    AND lower(eventname) = 'registercertificate'
    AND lower(useragent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventsource) IN (
        'airflow.amazonaws.com', 'athena.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com',
        'dms.amazonaws.com', 'glue.amazonaws.com', 'kinesisanalytics.amazonaws.com', 'logs.amazonaws.com'
      )
      AND lower(eventname) IN (
        'cancelquery', 'cancelstatement', 'createapplicationpresignedurl', 'createsession',
        'createweblogintoken', 'generatequery', 'generatequeryresultssummary', 'refreshschemas',
        'runstatement', 'selectaggregateresourceconfig', 'selectresourceconfig', 'startlivetail',
        'startquery', 'startqueryexecution', 'startsession', 'stoplivetail', 'stopquery',
        'stopqueryexecution', 'stopsession', 'terminatesession'
      )
    )
    OR lower(eventsource) = 'dbqms.amazonaws.com'
  , FALSE)
  AND NOT COALESCE(
    (lower(eventsource) = 'access-analyzer.amazonaws.com' AND lower(eventname) LIKE 'check%')
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com', 'ce.amazonaws.com', 'cloudformation.amazonaws.com',
        'iam.amazonaws.com', 'inspector2.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createfindingsreport', 'createreport', 'detectstackdrift', 'detectstackresourcedrift',
        'detectstacksetdrift', 'generatecredentialreport', 'generateorganizationsaccessreport',
        'generateservicelastaccesseddetails', 'startpolicygeneration', 'startresourcescan',
        'startsavingsplanspurchaserecommendationgeneration'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    (lower(eventsource) = 'grafana.amazonaws.com' AND lower(eventname) LIKE 'login!_%' ESCAPE '!')
    OR (
      lower(eventsource) IN ('signin.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventname) IN (
        'authenticate', 'authorizeoauth2access', 'checkmfa', 'createoauth2token', 'createtoken',
        'createtokenwithiam', 'credentialchallenge', 'credentialverification', 'exitrole',
        'externalidpdirectorylogin', 'federate', 'logout', 'passwordrecoveryrequested', 'renewrole',
        'switchrole', 'userauthentication'
      )
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventsource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (
      lower(eventsource) = 'trustedadvisor.amazonaws.com'
      AND lower(eventname) IN ('createexcelreport', 'refreshcheck')
    )
  , FALSE)
  AND (
    lower(eventname) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventname) LIKE 'test%', FALSE)
  )
  AND NOT COALESCE(
    lower(eventsource) IN (
      'ecr-public.amazonaws.com', 'ecr.amazonaws.com', 's3-outposts.amazonaws.com', 's3.amazonaws.com',
      's3express.amazonaws.com'
    )
    AND lower(eventname) IN (
      'completelayerupload', 'initiatelayerupload', 'uploadlayerpart', 'uploadpart', 'uploadpartcopy'
    )
  , FALSE)
