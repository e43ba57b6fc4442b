-- AWS Logging or Monitoring Tampered with by Hand
-- aws_cloudtrail_manual_logging_tampered, 2c7b519c-25f7-4ce8-b95c-3878acd6d97c, level high, ATT&CK T1685 T1685.002
-- Detects a person in the console who stops, deletes or changes what records or watches an account:
-- CloudTrail, Config, GuardDuty, Security Hub, Macie, Inspector, Detective, Access Analyzer, Security Lake,
-- flow logs, DNS query logs, access logs of buckets, log groups, alarms and the rules of EventBridge. To
-- suppress or archive findings counts as well.
-- False positives: Clean-up of old log groups, alarms and trails; Moving an account to the trail or detector
-- of the organization; Findings that analysts close in the console, and rules of EventBridge that watch
-- nothing; Logging of a bucket that is switched on: the request of PutBucketLogging says whether
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
      lower(api.service.name) = 'cloudtrail.amazonaws.com'
      AND lower(api.operation) IN (
        'deleteeventdatastore', 'deletetrail', 'puteventselectors', 'putinsightselectors',
        'stopeventdatastoreingestion', 'stoplogging', 'updateeventdatastore', 'updatetrail'
      )
    )
    OR (
      lower(api.service.name) = 'config.amazonaws.com'
      AND lower(api.operation) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deletedeliverychannel',
        'deleteservicelinkedconfigurationrecorder', 'disassociateresourcetypes', 'putconfigurationrecorder',
        'putdeliverychannel', 'stopconfigurationrecorder'
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
        OR lower(api.operation) LIKE 'batchupdate%'
        OR lower(api.operation) LIKE 'createarchiverule%'
        OR lower(api.operation) LIKE 'createautomationrule%'
        OR lower(api.operation) LIKE 'createfilter%'
        OR lower(api.operation) LIKE 'createfindingsfilter%'
        OR lower(api.operation) LIKE 'createipset%'
        OR lower(api.operation) LIKE 'createtrustedentityset%'
        OR lower(api.operation) LIKE 'deleteanalyzer%'
        OR lower(api.operation) LIKE 'deletedetector%'
        OR lower(api.operation) LIKE 'deletegraph%'
        OR lower(api.operation) LIKE 'deletemember%'
        OR lower(api.operation) LIKE 'deletepublishingdestination%'
        OR lower(api.operation) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(api.operation) LIKE 'disable%'
        OR lower(api.operation) LIKE 'disassociate%'
        OR lower(api.operation) LIKE 'stopmonitoring%'
        OR lower(api.operation) LIKE 'updatearchiverule%'
        OR lower(api.operation) LIKE 'updatedetector%'
        OR lower(api.operation) LIKE 'updatefilter%'
        OR lower(api.operation) LIKE 'updatefindings%'
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
        'deleteloggroup', 'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter',
        'putretentionpolicy'
      )
    )
    OR (
      lower(api.service.name) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(api.operation) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR lower(api.operation) IN (
      'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteloggingconfiguration',
      'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig', 'deleteresolverquerylogconfig',
      'disassociateresolverquerylogconfig', 'putbucketlogging', 'stopactivitystream',
      'updateloggingconfiguration'
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
