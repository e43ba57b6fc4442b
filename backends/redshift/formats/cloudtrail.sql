-- The table that the detections read, and what they walk arrays with. To fill it from files with one record a line, as
-- `jq -c '.Records[]'` makes them of CloudTrail's own (jsonpaths.json lies beside this file):
--   COPY cloudtrail FROM 's3://bucket/records/' IAM_ROLE default GZIP FORMAT JSON 's3://bucket/jsonpaths.json' MAXERROR 100;
CREATE TABLE IF NOT EXISTS cloudtrail (
  eventTime VARCHAR(1024),
  eventID VARCHAR(1024),
  apiVersion VARCHAR(1024),
  awsRegion VARCHAR(1024),
  errorCode VARCHAR(1024),
  errorMessage VARCHAR(65535),
  eventCategory VARCHAR(1024),
  eventName VARCHAR(1024),
  eventSource VARCHAR(1024),
  eventType VARCHAR(1024),
  eventVersion VARCHAR(1024),
  managementEvent VARCHAR(1024),
  readOnly VARCHAR(1024),
  recipientAccountId VARCHAR(1024),
  requestID VARCHAR(1024),
  sessionCredentialFromConsole VARCHAR(1024),
  sharedEventID VARCHAR(1024),
  sourceIPAddress VARCHAR(1024),
  userAgent VARCHAR(4096),
  "userIdentity.accessKeyId" VARCHAR(1024),
  "userIdentity.accountId" VARCHAR(1024),
  "userIdentity.arn" VARCHAR(4096),
  "userIdentity.credentialId" VARCHAR(1024),
  "userIdentity.identityProvider" VARCHAR(1024),
  "userIdentity.invokedBy" VARCHAR(1024),
  "userIdentity.principalId" VARCHAR(4096),
  "userIdentity.sessionContext.attributes.creationDate" VARCHAR(1024),
  "userIdentity.sessionContext.attributes.mfaAuthenticated" VARCHAR(1024),
  "userIdentity.sessionContext.ec2RoleDelivery" VARCHAR(1024),
  "userIdentity.sessionContext.sessionIssuer.accountId" VARCHAR(1024),
  "userIdentity.sessionContext.sessionIssuer.arn" VARCHAR(4096),
  "userIdentity.sessionContext.sessionIssuer.principalId" VARCHAR(1024),
  "userIdentity.sessionContext.sessionIssuer.type" VARCHAR(1024),
  "userIdentity.sessionContext.sessionIssuer.userName" VARCHAR(1024),
  "userIdentity.sessionContext.sourceIdentity" VARCHAR(1024),
  "userIdentity.type" VARCHAR(1024),
  "userIdentity.userName" VARCHAR(1024),
  vpcEndpointAccountId VARCHAR(1024),
  vpcEndpointId VARCHAR(1024),
  addendum VARCHAR(65535),
  additionalEventData VARCHAR(65535),
  edgeDeviceDetails VARCHAR(65535),
  eventContext VARCHAR(65535),
  requestParameters VARCHAR(65535),
  resources VARCHAR(65535),
  responseElements VARCHAR(65535),
  serviceEventDetails VARCHAR(65535),
  tlsDetails VARCHAR(65535),
  userIdentity VARCHAR(65535)
)
DISTSTYLE AUTO SORTKEY (eventTime);

-- Places in an array: a query puts two of them together, hundreds and the rest, to reach ten thousand members.
CREATE TABLE IF NOT EXISTS cloudtrail_numbers (i INTEGER);
DELETE FROM cloudtrail_numbers;
INSERT INTO cloudtrail_numbers VALUES
  (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19),
  (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39),
  (40), (41), (42), (43), (44), (45), (46), (47), (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59),
  (60), (61), (62), (63), (64), (65), (66), (67), (68), (69), (70), (71), (72), (73), (74), (75), (76), (77), (78), (79),
  (80), (81), (82), (83), (84), (85), (86), (87), (88), (89), (90), (91), (92), (93), (94), (95), (96), (97), (98), (99);

-- What an object has at a key, unless that is an object in turn: a text that begins with { follows a quote there.
CREATE OR REPLACE FUNCTION f_cloudtrail_value(VARCHAR(65535), VARCHAR(1024)) RETURNS VARCHAR(65535) IMMUTABLE AS $$
  SELECT CASE
    WHEN JSON_EXTRACT_PATH_TEXT($1, $2, TRUE) LIKE '{%'
      AND STRPOS(REPLACE($1, ' ', ''), '"' || REPLACE($2, ' ', '') || '":"{') = 0 THEN NULL
    ELSE JSON_EXTRACT_PATH_TEXT($1, $2, TRUE)
  END
$$ LANGUAGE sql;
-- How many members a value has, one of them, and one of them that is no object: what is no array is its own only member.
CREATE OR REPLACE FUNCTION f_cloudtrail_length(VARCHAR(65535)) RETURNS INTEGER IMMUTABLE AS $$
  SELECT CASE WHEN IS_VALID_JSON_ARRAY($1) THEN JSON_ARRAY_LENGTH($1, TRUE) ELSE 1 END
$$ LANGUAGE sql;
CREATE OR REPLACE FUNCTION f_cloudtrail_member(VARCHAR(65535), INTEGER) RETURNS VARCHAR(65535) IMMUTABLE AS $$
  SELECT CASE WHEN IS_VALID_JSON_ARRAY($1) THEN JSON_EXTRACT_ARRAY_ELEMENT_TEXT($1, $2, TRUE) ELSE $1 END
$$ LANGUAGE sql;
CREATE OR REPLACE FUNCTION f_cloudtrail_text(VARCHAR(65535), INTEGER) RETURNS VARCHAR(65535) IMMUTABLE AS $$
  SELECT CASE
    WHEN NOT IS_VALID_JSON_ARRAY($1) THEN $1
    WHEN JSON_EXTRACT_ARRAY_ELEMENT_TEXT($1, $2, TRUE) LIKE '{%' AND STRPOS($1, '"{') = 0 THEN NULL
    ELSE JSON_EXTRACT_ARRAY_ELEMENT_TEXT($1, $2, TRUE)
  END
$$ LANGUAGE sql;
