-- The table that holds records, each as JSON text, and the view that the detections read. To fill it from files with one
-- record a line, as `jq -c '.Records[]'` makes them of CloudTrail's own:
--   bq load --source_format=CSV --field_delimiter=$'\x01' --quote='' cloudtrail_records 'gs://bucket/*.ndjson.gz' record:STRING
CREATE TABLE IF NOT EXISTS `cloudtrail_records` (record STRING);
CREATE OR REPLACE VIEW `cloudtrail` AS
SELECT
  JSON_VALUE(record, '$.apiVersion') AS apiVersion,
  JSON_VALUE(record, '$.awsRegion') AS awsRegion,
  JSON_VALUE(record, '$.errorCode') AS errorCode,
  JSON_VALUE(record, '$.errorMessage') AS errorMessage,
  JSON_VALUE(record, '$.eventCategory') AS eventCategory,
  JSON_VALUE(record, '$.eventID') AS eventID,
  JSON_VALUE(record, '$.eventName') AS eventName,
  JSON_VALUE(record, '$.eventSource') AS eventSource,
  JSON_VALUE(record, '$.eventTime') AS eventTime,
  JSON_VALUE(record, '$.eventType') AS eventType,
  JSON_VALUE(record, '$.eventVersion') AS eventVersion,
  JSON_VALUE(record, '$.managementEvent') AS managementEvent,
  JSON_VALUE(record, '$.readOnly') AS readOnly,
  JSON_VALUE(record, '$.recipientAccountId') AS recipientAccountId,
  JSON_VALUE(record, '$.requestID') AS requestID,
  JSON_VALUE(record, '$.sessionCredentialFromConsole') AS sessionCredentialFromConsole,
  JSON_VALUE(record, '$.sharedEventID') AS sharedEventID,
  JSON_VALUE(record, '$.sourceIPAddress') AS sourceIPAddress,
  JSON_VALUE(record, '$.userAgent') AS userAgent,
  JSON_VALUE(record, '$.vpcEndpointAccountId') AS vpcEndpointAccountId,
  JSON_VALUE(record, '$.vpcEndpointId') AS vpcEndpointId,
  STRUCT(
    JSON_VALUE(record, '$.userIdentity.accessKeyId') AS accessKeyId,
    JSON_VALUE(record, '$.userIdentity.accountId') AS accountId,
    JSON_VALUE(record, '$.userIdentity.arn') AS arn,
    JSON_VALUE(record, '$.userIdentity.credentialId') AS credentialId,
    JSON_VALUE(record, '$.userIdentity.identityProvider') AS identityProvider,
    JSON_VALUE(record, '$.userIdentity.invokedBy') AS invokedBy,
    JSON_VALUE(record, '$.userIdentity.principalId') AS principalId,
    STRUCT(
      STRUCT(
        JSON_VALUE(record, '$.userIdentity.sessionContext.attributes.creationDate') AS creationDate,
        JSON_VALUE(record, '$.userIdentity.sessionContext.attributes.mfaAuthenticated') AS mfaAuthenticated
      ) AS attributes,
      JSON_VALUE(record, '$.userIdentity.sessionContext.ec2RoleDelivery') AS ec2RoleDelivery,
      STRUCT(
        JSON_VALUE(record, '$.userIdentity.sessionContext.sessionIssuer.accountId') AS accountId,
        JSON_VALUE(record, '$.userIdentity.sessionContext.sessionIssuer.arn') AS arn,
        JSON_VALUE(record, '$.userIdentity.sessionContext.sessionIssuer.principalId') AS principalId,
        JSON_VALUE(record, '$.userIdentity.sessionContext.sessionIssuer.type') AS type,
        JSON_VALUE(record, '$.userIdentity.sessionContext.sessionIssuer.userName') AS userName
      ) AS sessionIssuer,
      JSON_VALUE(record, '$.userIdentity.sessionContext.sourceIdentity') AS sourceIdentity
    ) AS sessionContext,
    JSON_VALUE(record, '$.userIdentity.type') AS type,
    JSON_VALUE(record, '$.userIdentity.userName') AS userName
  ) AS userIdentity,
  JSON_QUERY(record, '$.additionalEventData') AS additionalEventData,
  JSON_QUERY(record, '$.requestParameters') AS requestParameters,
  JSON_QUERY(record, '$.responseElements') AS responseElements,
  record
FROM `cloudtrail_records`;
