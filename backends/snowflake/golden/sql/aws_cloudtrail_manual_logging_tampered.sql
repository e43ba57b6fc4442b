-- AWS Logging or Monitoring Tampered with by Hand
-- aws_cloudtrail_manual_logging_tampered, 2c7b519c-25f7-4ce8-b95c-3878acd6d97c, level high, ATT&CK T1685 T1685.002
-- Detects a person in the console who stops, deletes or changes what records or watches an account:
-- CloudTrail, Config, GuardDuty, Security Hub, Macie, Inspector, Detective, Access Analyzer, Security Lake,
-- flow logs, DNS query logs, access logs of buckets, log groups, alarms and the rules of EventBridge. To
-- suppress or archive findings counts as well.
-- False positives: Clean-up of old log groups, alarms and trails; Moving an account to the trail or detector
-- of the organization; Findings that analysts close in the console, and rules of EventBridge that watch
-- nothing; Logging of a bucket that is switched on: the request of PutBucketLogging says whether
-- Schedule: every 15 minutes over the last 30 with -O minutes=30, because CloudTrail delivers up to 15
-- minutes late: alert once for each eventID
SELECT eventTime, eventSource, eventName, errorCode, awsRegion, recipientAccountId, "userIdentity.arn", sourceIPAddress, userAgent, eventID
FROM cloudtrail
WHERE
  (
    lower(sessionCredentialFromConsole) = 'true'
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
      OR lower(userAgent) LIKE '[aws console s3%'
      OR lower(userAgent) LIKE '[awscloudtrail, aws-internal/%'
      OR lower(userAgent) LIKE '[mozilla/%'
      OR lower(userAgent) LIKE '[s3console%'
      OR lower(userAgent) LIKE '% console, aws-internal/%'
    )
    OR (lower(userAgent) = 'coral/netty4' AND lower("userIdentity.type") IN ('assumedrole', 'iamuser', 'root'))
    OR (
      (lower(userAgent) LIKE 'console.%' OR lower(userAgent) LIKE 'signin.%')
      AND lower(userAgent) LIKE '%.amazonaws.com'
    )
    OR (lower(userAgent) LIKE 'aws-internal%' AND lower(userAgent) LIKE '%awslambdaconsole/%')
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
    lower(eventName) IN ('assumerole', 'assumerolewithsaml', 'assumerolewithwebidentity', 'consolelogin')
  , FALSE)
  AND (
    lower("userIdentity.invokedBy") = 'signin.amazonaws.com'
    OR NOT COALESCE(
      lower("userIdentity.invokedBy") LIKE '%.amazonaws.com%'
      OR lower("userIdentity.invokedBy") LIKE '%aws internal%'
    , FALSE)
  )
  AND (
    (
      lower(eventSource) = 'cloudtrail.amazonaws.com'
      AND lower(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'puteventselectors', 'putinsightselectors',
        'stopeventdatastoreingestion', 'stoplogging', 'updateeventdatastore', 'updatetrail'
      )
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deletedeliverychannel',
        'deleteservicelinkedconfigurationrecorder', 'disassociateresourcetypes', 'putconfigurationrecorder',
        'putdeliverychannel', 'stopconfigurationrecorder'
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
        OR lower(eventName) LIKE 'batchupdate%'
        OR lower(eventName) LIKE 'createarchiverule%'
        OR lower(eventName) LIKE 'createautomationrule%'
        OR lower(eventName) LIKE 'createfilter%'
        OR lower(eventName) LIKE 'createfindingsfilter%'
        OR lower(eventName) LIKE 'createipset%'
        OR lower(eventName) LIKE 'createtrustedentityset%'
        OR lower(eventName) LIKE 'deleteanalyzer%'
        OR lower(eventName) LIKE 'deletedetector%'
        OR lower(eventName) LIKE 'deletegraph%'
        OR lower(eventName) LIKE 'deletemember%'
        OR lower(eventName) LIKE 'deletepublishingdestination%'
        OR lower(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventName) LIKE 'disable%'
        OR lower(eventName) LIKE 'disassociate%'
        OR lower(eventName) LIKE 'stopmonitoring%'
        OR lower(eventName) LIKE 'updatearchiverule%'
        OR lower(eventName) LIKE 'updatedetector%'
        OR lower(eventName) LIKE 'updatefilter%'
        OR lower(eventName) LIKE 'updatefindings%'
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
        'deleteloggroup', 'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter',
        'putretentionpolicy'
      )
    )
    OR (
      lower(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR lower(eventName) IN (
      'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteloggingconfiguration',
      'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig', 'deleteresolverquerylogconfig',
      'disassociateresolverquerylogconfig', 'putbucketlogging', 'stopactivitystream',
      'updateloggingconfiguration'
    )
  )
  AND NOT COALESCE(
    lower(eventSource) = 'q.amazonaws.com' AND lower(eventName) IN ('sendmessage', 'startconversation')
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
    OR (lower(eventSource) = 'billingconsole.amazonaws.com' AND lower(eventName) = 'findpaymentinstruments')
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
    lower(eventSource) = 'iot.amazonaws.com'
    AND lower(eventName) = 'registercertificate'
    AND lower(userAgent) = 'coral/netty4'
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'logs.amazonaws.com'
      AND lower(eventName) IN ('startlivetail', 'startquery', 'stoplivetail', 'stopquery')
    )
    OR (lower(eventSource) = 'cloudtrail.amazonaws.com' AND lower(eventName) IN ('cancelquery', 'startquery'))
    OR (
      lower(eventSource) = 'athena.amazonaws.com'
      AND lower(eventName) IN ('startqueryexecution', 'stopqueryexecution')
    )
    OR (
      lower(eventSource) = 'config.amazonaws.com'
      AND lower(eventName) IN ('selectaggregateresourceconfig', 'selectresourceconfig')
    )
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'iam.amazonaws.com'
      AND lower(eventName) IN ('generateorganizationsaccessreport', 'generateservicelastaccesseddetails')
    )
    OR (lower(eventSource) = 'ce.amazonaws.com' AND lower(eventName) = 'createreport')
  , FALSE)
  AND NOT COALESCE(
    (
      lower(eventSource) = 'signin.amazonaws.com'
      AND lower(eventName) IN (
        'checkmfa', 'credentialchallenge', 'credentialverification', 'exitrole', 'externalidpdirectorylogin',
        'renewrole', 'switchrole', 'userauthentication'
      )
    )
    OR (
      lower(eventSource) IN ('sso-oauth.amazonaws.com', 'sso.amazonaws.com')
      AND lower(eventName) IN ('authenticate', 'createtoken', 'federate', 'logout')
    )
  , FALSE)
  AND NOT COALESCE(
    lower(eventSource) IN ('support-console.amazonaws.com', 'support.amazonaws.com')
    OR (lower(eventSource) = 'trustedadvisor.amazonaws.com' AND lower(eventName) = 'refreshcheck')
  , FALSE)
  AND (
    lower(eventName) IN ('testfailover', 'testinvokeauthorizer', 'testinvokemethod', 'teststate')
    OR NOT COALESCE(lower(eventName) LIKE 'test%', FALSE)
  )
