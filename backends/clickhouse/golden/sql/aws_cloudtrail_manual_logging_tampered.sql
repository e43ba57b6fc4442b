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
      lowerUTF8(eventSource) = 'cloudtrail.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteeventdatastore', 'deletetrail', 'puteventselectors', 'putinsightselectors',
        'stopeventdatastoreingestion', 'stoplogging', 'updateeventdatastore', 'updatetrail'
      )
    )
    OR (
      lowerUTF8(eventSource) = 'config.amazonaws.com'
      AND lowerUTF8(eventName) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deletedeliverychannel',
        'deleteservicelinkedconfigurationrecorder', 'disassociateresourcetypes', 'putconfigurationrecorder',
        'putdeliverychannel', 'stopconfigurationrecorder'
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
        OR lowerUTF8(eventName) LIKE 'batchupdate%'
        OR lowerUTF8(eventName) LIKE 'createarchiverule%'
        OR lowerUTF8(eventName) LIKE 'createautomationrule%'
        OR lowerUTF8(eventName) LIKE 'createfilter%'
        OR lowerUTF8(eventName) LIKE 'createfindingsfilter%'
        OR lowerUTF8(eventName) LIKE 'createipset%'
        OR lowerUTF8(eventName) LIKE 'createtrustedentityset%'
        OR lowerUTF8(eventName) LIKE 'deleteanalyzer%'
        OR lowerUTF8(eventName) LIKE 'deletedetector%'
        OR lowerUTF8(eventName) LIKE 'deletegraph%'
        OR lowerUTF8(eventName) LIKE 'deletemember%'
        OR lowerUTF8(eventName) LIKE 'deletepublishingdestination%'
        OR lowerUTF8(eventName) LIKE 'deleteservicelinkedanalyzer%'
        OR lowerUTF8(eventName) LIKE 'disable%'
        OR lowerUTF8(eventName) LIKE 'disassociate%'
        OR lowerUTF8(eventName) LIKE 'stopmonitoring%'
        OR lowerUTF8(eventName) LIKE 'updatearchiverule%'
        OR lowerUTF8(eventName) LIKE 'updatedetector%'
        OR lowerUTF8(eventName) LIKE 'updatefilter%'
        OR lowerUTF8(eventName) LIKE 'updatefindings%'
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
        'deleteloggroup', 'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter',
        'putretentionpolicy'
      )
    )
    OR (
      lowerUTF8(eventSource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lowerUTF8(eventName) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR lowerUTF8(eventName) IN (
      'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteloggingconfiguration',
      'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig', 'deleteresolverquerylogconfig',
      'disassociateresolverquerylogconfig', 'putbucketlogging', 'stopactivitystream',
      'updateloggingconfiguration'
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
