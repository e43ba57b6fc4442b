-- The view that the detections read, over ${records}: one column `record`, text, with one CloudTrail record a row.
CREATE OR REPLACE VIEW ${table} AS
SELECT
  json_extract_scalar(record, '$.apiVersion') AS apiversion,
  json_extract_scalar(record, '$.awsRegion') AS awsregion,
  json_extract_scalar(record, '$.errorCode') AS errorcode,
  json_extract_scalar(record, '$.errorMessage') AS errormessage,
  json_extract_scalar(record, '$.eventCategory') AS eventcategory,
  json_extract_scalar(record, '$.eventID') AS eventid,
  json_extract_scalar(record, '$.eventName') AS eventname,
  json_extract_scalar(record, '$.eventSource') AS eventsource,
  json_extract_scalar(record, '$.eventTime') AS eventtime,
  json_extract_scalar(record, '$.eventType') AS eventtype,
  json_extract_scalar(record, '$.eventVersion') AS eventversion,
  json_extract_scalar(record, '$.managementEvent') AS managementevent,
  json_extract_scalar(record, '$.readOnly') AS readonly,
  json_extract_scalar(record, '$.recipientAccountId') AS recipientaccountid,
  json_extract_scalar(record, '$.requestID') AS requestid,
  json_extract_scalar(record, '$.sessionCredentialFromConsole') AS sessioncredentialfromconsole,
  json_extract_scalar(record, '$.sharedEventID') AS sharedeventid,
  json_extract_scalar(record, '$.sourceIPAddress') AS sourceipaddress,
  json_extract_scalar(record, '$.userAgent') AS useragent,
  json_extract_scalar(record, '$.vpcEndpointAccountId') AS vpcendpointaccountid,
  json_extract_scalar(record, '$.vpcEndpointId') AS vpcendpointid,
  CAST(ROW(
    json_extract_scalar(record, '$.userIdentity.accessKeyId'),
    json_extract_scalar(record, '$.userIdentity.accountId'),
    json_extract_scalar(record, '$.userIdentity.arn'),
    json_extract_scalar(record, '$.userIdentity.credentialId'),
    json_extract_scalar(record, '$.userIdentity.identityProvider'),
    json_extract_scalar(record, '$.userIdentity.invokedBy'),
    json_extract_scalar(record, '$.userIdentity.principalId'),
    json_extract_scalar(record, '$.userIdentity.type'),
    json_extract_scalar(record, '$.userIdentity.userName'),
    ROW(
      json_extract_scalar(record, '$.userIdentity.sessionContext.ec2RoleDelivery'),
      json_extract_scalar(record, '$.userIdentity.sessionContext.sourceIdentity'),
      ROW(
        json_extract_scalar(record, '$.userIdentity.sessionContext.attributes.creationDate'),
        json_extract_scalar(record, '$.userIdentity.sessionContext.attributes.mfaAuthenticated')
      ),
      ROW(
        json_extract_scalar(record, '$.userIdentity.sessionContext.sessionIssuer.accountId'),
        json_extract_scalar(record, '$.userIdentity.sessionContext.sessionIssuer.arn'),
        json_extract_scalar(record, '$.userIdentity.sessionContext.sessionIssuer.principalId'),
        json_extract_scalar(record, '$.userIdentity.sessionContext.sessionIssuer.type'),
        json_extract_scalar(record, '$.userIdentity.sessionContext.sessionIssuer.userName')
      )
    )
  ) AS ROW(
    accesskeyid varchar, accountid varchar, arn varchar, credentialid varchar, identityprovider varchar, invokedby varchar,
    principalid varchar, type varchar, username varchar,
    sessioncontext ROW(
      ec2roledelivery varchar, sourceidentity varchar,
      attributes ROW(
        creationdate varchar, mfaauthenticated varchar
      ),
      sessionissuer ROW(
        accountid varchar, arn varchar, principalid varchar, type varchar, username varchar
      )
    )
  )) AS useridentity,
  nullif(json_format(json_extract(record, '$.additionalEventData')), 'null') AS additionaleventdata,
  nullif(json_format(json_extract(record, '$.requestParameters')), 'null') AS requestparameters,
  nullif(json_format(json_extract(record, '$.responseElements')), 'null') AS responseelements,
  record
FROM ${records};
