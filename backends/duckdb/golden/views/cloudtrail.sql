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
  FROM read_json_objects('aws_cloudtrail_agent_change, aws_cloudtrail_cloudshell_change, aws_cloudtrail_console_action_legacy, aws_cloudtrail_human_session_change_domain, aws_cloudtrail_human_session_change_identity_center, aws_cloudtrail_manual_change, aws_cloudtrail_manual_compute_or_code_change, aws_cloudtrail_manual_data_store_deleted, aws_cloudtrail_manual_iam_privilege_change, aws_cloudtrail_manual_key_or_secret_change, aws_cloudtrail_manual_logging_tampered, aws_cloudtrail_manual_network_change, aws_cloudtrail_manual_organization_change, aws_cloudtrail_manual_privileged_write_denied, aws_cloudtrail_manual_resource_shared_publicly, aws_cloudtrail_manual_s3_made_public, aws_cloudtrail_manual_security_group_open_to_world, aws_cloudtrail_manual_write_denied, aws_cloudtrail_root_change, aws_cloudtrail_s3_console_change, aws_cloudtrail_session_name_bypass, aws_cloudtrail_session_name_mismatch', maximum_object_size = 268435456)
);
