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
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore', 'deletetrail', 'puteventselectors', 'putinsightselectors',
        'stopeventdatastoreingestion', 'stoplogging', 'updateeventdatastore', 'updatetrail'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule', 'deleteconfigurationrecorder', 'deletedeliverychannel',
        'deleteservicelinkedconfigurationrecorder', 'disassociateresourcetypes', 'putconfigurationrecorder',
        'putdeliverychannel', 'stopconfigurationrecorder'
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
        OR lower(eventname) LIKE 'batchupdate%'
        OR lower(eventname) LIKE 'createarchiverule%'
        OR lower(eventname) LIKE 'createautomationrule%'
        OR lower(eventname) LIKE 'createfilter%'
        OR lower(eventname) LIKE 'createfindingsfilter%'
        OR lower(eventname) LIKE 'createipset%'
        OR lower(eventname) LIKE 'createtrustedentityset%'
        OR lower(eventname) LIKE 'deleteanalyzer%'
        OR lower(eventname) LIKE 'deletedetector%'
        OR lower(eventname) LIKE 'deletegraph%'
        OR lower(eventname) LIKE 'deletemember%'
        OR lower(eventname) LIKE 'deletepublishingdestination%'
        OR lower(eventname) LIKE 'deleteservicelinkedanalyzer%'
        OR lower(eventname) LIKE 'disable%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'stopmonitoring%'
        OR lower(eventname) LIKE 'updatearchiverule%'
        OR lower(eventname) LIKE 'updatedetector%'
        OR lower(eventname) LIKE 'updatefilter%'
        OR lower(eventname) LIKE 'updatefindings%'
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
        'deleteloggroup', 'deletelogstream', 'deletemetricfilter', 'deletesubscriptionfilter',
        'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN ('events.amazonaws.com', 'monitoring.amazonaws.com')
      AND lower(eventname) IN (
        'deletealarms', 'deleterule', 'disablealarmactions', 'disablerule', 'removetargets', 'setalarmstate'
      )
    )
    OR lower(eventname) IN (
      'deleteawslogsource', 'deletedatalake', 'deleteflowlogs', 'deleteloggingconfiguration',
      'deletemodelinvocationloggingconfiguration', 'deletequeryloggingconfig', 'deleteresolverquerylogconfig',
      'disassociateresolverquerylogconfig', 'putbucketlogging', 'stopactivitystream',
      'updateloggingconfiguration'
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
