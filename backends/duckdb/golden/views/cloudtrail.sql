-- The view that the detections read: one row a record, out of files as CloudTrail writes them, or with a record a line.
-- For many queries over the same files write TABLE in place of VIEW: they are then read once.
CREATE OR REPLACE VIEW cloudtrail AS
SELECT unnest(json_transform(record, '{
  "apiVersion": "VARCHAR", "awsRegion": "VARCHAR", "errorCode": "VARCHAR", "errorMessage": "VARCHAR",
  "eventCategory": "VARCHAR", "eventID": "VARCHAR", "eventName": "VARCHAR", "eventSource": "VARCHAR",
  "eventTime": "VARCHAR", "eventType": "VARCHAR", "eventVersion": "VARCHAR", "managementEvent": "VARCHAR",
  "readOnly": "VARCHAR", "recipientAccountId": "VARCHAR", "requestID": "VARCHAR",
  "sessionCredentialFromConsole": "VARCHAR", "sharedEventID": "VARCHAR", "sourceIPAddress": "VARCHAR",
  "userAgent": "VARCHAR", "vpcEndpointAccountId": "VARCHAR", "vpcEndpointId": "VARCHAR",
  "additionalEventData": "JSON", "requestParameters": "JSON", "responseElements": "JSON",
  "userIdentity": {
    "accessKeyId": "VARCHAR", "accountId": "VARCHAR", "arn": "VARCHAR", "credentialId": "VARCHAR",
    "identityProvider": "VARCHAR", "invokedBy": "VARCHAR", "principalId": "VARCHAR", "type": "VARCHAR",
    "userName": "VARCHAR",
    "sessionContext": {
      "ec2RoleDelivery": "VARCHAR", "sourceIdentity": "VARCHAR",
      "attributes": {
        "creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR"
      },
      "sessionIssuer": {
        "accountId": "VARCHAR", "arn": "VARCHAR", "principalId": "VARCHAR", "type": "VARCHAR",
        "userName": "VARCHAR"
      }
    }
  }
}')), record
FROM (
  SELECT unnest(CASE WHEN json_exists(json, '$.Records') THEN json_extract(json, '$.Records[*]') ELSE [json] END) AS record
  FROM read_json_objects('AWSLogs/**/*.json.gz', maximum_object_size = 268435456)
);
