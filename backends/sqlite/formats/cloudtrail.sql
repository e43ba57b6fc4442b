-- The table that holds records, each as JSON, and the view that the detections read. To fill it in the sqlite3 program:
--   INSERT INTO ${table}_records SELECT value FROM json_each(readfile('trail.json'), '$.Records');
CREATE TABLE IF NOT EXISTS ${table}_records (record TEXT NOT NULL CHECK (json_valid(record)));
-- SQLite reads a text as far as its first NUL: U+FFFD is kept in place of each.
CREATE TRIGGER IF NOT EXISTS ${table}_nul AFTER INSERT ON ${table}_records WHEN instr(NEW.record, '\u0000') BEGIN
  UPDATE ${table}_records SET record = replace(replace(replace(record, '\\', char(1)), '\u0000', '\ufffd'), char(1), '\\')
  WHERE rowid = NEW.rowid;
END;
CREATE VIEW IF NOT EXISTS ${table} AS
SELECT
  iif(json_type(record, '$.apiVersion') IN ('true', 'false'), json_type(record, '$.apiVersion'), CAST(record ->> '$.apiVersion' AS TEXT)) AS "apiVersion",
  iif(json_type(record, '$.awsRegion') IN ('true', 'false'), json_type(record, '$.awsRegion'), CAST(record ->> '$.awsRegion' AS TEXT)) AS "awsRegion",
  iif(json_type(record, '$.errorCode') IN ('true', 'false'), json_type(record, '$.errorCode'), CAST(record ->> '$.errorCode' AS TEXT)) AS "errorCode",
  iif(json_type(record, '$.errorMessage') IN ('true', 'false'), json_type(record, '$.errorMessage'), CAST(record ->> '$.errorMessage' AS TEXT)) AS "errorMessage",
  iif(json_type(record, '$.eventCategory') IN ('true', 'false'), json_type(record, '$.eventCategory'), CAST(record ->> '$.eventCategory' AS TEXT)) AS "eventCategory",
  iif(json_type(record, '$.eventID') IN ('true', 'false'), json_type(record, '$.eventID'), CAST(record ->> '$.eventID' AS TEXT)) AS "eventID",
  iif(json_type(record, '$.eventName') IN ('true', 'false'), json_type(record, '$.eventName'), CAST(record ->> '$.eventName' AS TEXT)) AS "eventName",
  iif(json_type(record, '$.eventSource') IN ('true', 'false'), json_type(record, '$.eventSource'), CAST(record ->> '$.eventSource' AS TEXT)) AS "eventSource",
  iif(json_type(record, '$.eventTime') IN ('true', 'false'), json_type(record, '$.eventTime'), CAST(record ->> '$.eventTime' AS TEXT)) AS "eventTime",
  iif(json_type(record, '$.eventType') IN ('true', 'false'), json_type(record, '$.eventType'), CAST(record ->> '$.eventType' AS TEXT)) AS "eventType",
  iif(json_type(record, '$.eventVersion') IN ('true', 'false'), json_type(record, '$.eventVersion'), CAST(record ->> '$.eventVersion' AS TEXT)) AS "eventVersion",
  iif(json_type(record, '$.managementEvent') IN ('true', 'false'), json_type(record, '$.managementEvent'), CAST(record ->> '$.managementEvent' AS TEXT)) AS "managementEvent",
  iif(json_type(record, '$.readOnly') IN ('true', 'false'), json_type(record, '$.readOnly'), CAST(record ->> '$.readOnly' AS TEXT)) AS "readOnly",
  iif(json_type(record, '$.recipientAccountId') IN ('true', 'false'), json_type(record, '$.recipientAccountId'), CAST(record ->> '$.recipientAccountId' AS TEXT)) AS "recipientAccountId",
  iif(json_type(record, '$.requestID') IN ('true', 'false'), json_type(record, '$.requestID'), CAST(record ->> '$.requestID' AS TEXT)) AS "requestID",
  iif(json_type(record, '$.sessionCredentialFromConsole') IN ('true', 'false'), json_type(record, '$.sessionCredentialFromConsole'), CAST(record ->> '$.sessionCredentialFromConsole' AS TEXT)) AS "sessionCredentialFromConsole",
  iif(json_type(record, '$.sharedEventID') IN ('true', 'false'), json_type(record, '$.sharedEventID'), CAST(record ->> '$.sharedEventID' AS TEXT)) AS "sharedEventID",
  iif(json_type(record, '$.sourceIPAddress') IN ('true', 'false'), json_type(record, '$.sourceIPAddress'), CAST(record ->> '$.sourceIPAddress' AS TEXT)) AS "sourceIPAddress",
  iif(json_type(record, '$.userAgent') IN ('true', 'false'), json_type(record, '$.userAgent'), CAST(record ->> '$.userAgent' AS TEXT)) AS "userAgent",
  iif(json_type(record, '$.vpcEndpointAccountId') IN ('true', 'false'), json_type(record, '$.vpcEndpointAccountId'), CAST(record ->> '$.vpcEndpointAccountId' AS TEXT)) AS "vpcEndpointAccountId",
  iif(json_type(record, '$.vpcEndpointId') IN ('true', 'false'), json_type(record, '$.vpcEndpointId'), CAST(record ->> '$.vpcEndpointId' AS TEXT)) AS "vpcEndpointId",
  iif(json_type(record, '$.userIdentity.accessKeyId') IN ('true', 'false'), json_type(record, '$.userIdentity.accessKeyId'), CAST(record ->> '$.userIdentity.accessKeyId' AS TEXT)) AS "userIdentity.accessKeyId",
  iif(json_type(record, '$.userIdentity.accountId') IN ('true', 'false'), json_type(record, '$.userIdentity.accountId'), CAST(record ->> '$.userIdentity.accountId' AS TEXT)) AS "userIdentity.accountId",
  iif(json_type(record, '$.userIdentity.arn') IN ('true', 'false'), json_type(record, '$.userIdentity.arn'), CAST(record ->> '$.userIdentity.arn' AS TEXT)) AS "userIdentity.arn",
  iif(json_type(record, '$.userIdentity.credentialId') IN ('true', 'false'), json_type(record, '$.userIdentity.credentialId'), CAST(record ->> '$.userIdentity.credentialId' AS TEXT)) AS "userIdentity.credentialId",
  iif(json_type(record, '$.userIdentity.identityProvider') IN ('true', 'false'), json_type(record, '$.userIdentity.identityProvider'), CAST(record ->> '$.userIdentity.identityProvider' AS TEXT)) AS "userIdentity.identityProvider",
  iif(json_type(record, '$.userIdentity.invokedBy') IN ('true', 'false'), json_type(record, '$.userIdentity.invokedBy'), CAST(record ->> '$.userIdentity.invokedBy' AS TEXT)) AS "userIdentity.invokedBy",
  iif(json_type(record, '$.userIdentity.principalId') IN ('true', 'false'), json_type(record, '$.userIdentity.principalId'), CAST(record ->> '$.userIdentity.principalId' AS TEXT)) AS "userIdentity.principalId",
  iif(json_type(record, '$.userIdentity.sessionContext.attributes.creationDate') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.attributes.creationDate'), CAST(record ->> '$.userIdentity.sessionContext.attributes.creationDate' AS TEXT)) AS "userIdentity.sessionContext.attributes.creationDate",
  iif(json_type(record, '$.userIdentity.sessionContext.attributes.mfaAuthenticated') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.attributes.mfaAuthenticated'), CAST(record ->> '$.userIdentity.sessionContext.attributes.mfaAuthenticated' AS TEXT)) AS "userIdentity.sessionContext.attributes.mfaAuthenticated",
  iif(json_type(record, '$.userIdentity.sessionContext.ec2RoleDelivery') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.ec2RoleDelivery'), CAST(record ->> '$.userIdentity.sessionContext.ec2RoleDelivery' AS TEXT)) AS "userIdentity.sessionContext.ec2RoleDelivery",
  iif(json_type(record, '$.userIdentity.sessionContext.sessionIssuer.accountId') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sessionIssuer.accountId'), CAST(record ->> '$.userIdentity.sessionContext.sessionIssuer.accountId' AS TEXT)) AS "userIdentity.sessionContext.sessionIssuer.accountId",
  iif(json_type(record, '$.userIdentity.sessionContext.sessionIssuer.arn') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sessionIssuer.arn'), CAST(record ->> '$.userIdentity.sessionContext.sessionIssuer.arn' AS TEXT)) AS "userIdentity.sessionContext.sessionIssuer.arn",
  iif(json_type(record, '$.userIdentity.sessionContext.sessionIssuer.principalId') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sessionIssuer.principalId'), CAST(record ->> '$.userIdentity.sessionContext.sessionIssuer.principalId' AS TEXT)) AS "userIdentity.sessionContext.sessionIssuer.principalId",
  iif(json_type(record, '$.userIdentity.sessionContext.sessionIssuer.type') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sessionIssuer.type'), CAST(record ->> '$.userIdentity.sessionContext.sessionIssuer.type' AS TEXT)) AS "userIdentity.sessionContext.sessionIssuer.type",
  iif(json_type(record, '$.userIdentity.sessionContext.sessionIssuer.userName') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sessionIssuer.userName'), CAST(record ->> '$.userIdentity.sessionContext.sessionIssuer.userName' AS TEXT)) AS "userIdentity.sessionContext.sessionIssuer.userName",
  iif(json_type(record, '$.userIdentity.sessionContext.sourceIdentity') IN ('true', 'false'), json_type(record, '$.userIdentity.sessionContext.sourceIdentity'), CAST(record ->> '$.userIdentity.sessionContext.sourceIdentity' AS TEXT)) AS "userIdentity.sessionContext.sourceIdentity",
  iif(json_type(record, '$.userIdentity.type') IN ('true', 'false'), json_type(record, '$.userIdentity.type'), CAST(record ->> '$.userIdentity.type' AS TEXT)) AS "userIdentity.type",
  iif(json_type(record, '$.userIdentity.userName') IN ('true', 'false'), json_type(record, '$.userIdentity.userName'), CAST(record ->> '$.userIdentity.userName' AS TEXT)) AS "userIdentity.userName",
  nullif(record -> '$.additionalEventData', 'null') AS "additionalEventData",
  nullif(record -> '$.requestParameters', 'null') AS "requestParameters",
  nullif(record -> '$.responseElements', 'null') AS "responseElements",
  record
FROM ${table}_records;
