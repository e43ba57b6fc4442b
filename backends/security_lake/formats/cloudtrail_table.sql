-- Security Lake makes this table itself. The statement says which of its columns the queries read, and makes the same over
-- a copy of its files (after Lake Formation's grants, or in a test).
CREATE EXTERNAL TABLE IF NOT EXISTS ${table} (
  metadata STRUCT<
    product: STRUCT<version: STRING, name: STRING, vendor_name: STRING, feature: STRUCT<name: STRING>>,
    event_code: STRING, uid: STRING, profiles: ARRAY<STRING>, version: STRING>,
  time_dt TIMESTAMP,
  cloud STRUCT<region: STRING, provider: STRING>,
  api STRUCT<
    response: STRUCT<error: STRING, message: STRING, data: STRING>,
    operation: STRING,
    version: STRING,
    service: STRUCT<name: STRING>,
    request: STRUCT<data: STRING, uid: STRING>>,
  dst_endpoint STRUCT<svc_name: STRING>,
  actor STRUCT<
    user: STRUCT<
      type: STRING, name: STRING, uid_alt: STRING, uid: STRING, account: STRUCT<uid: STRING>, credential_uid: STRING>,
    session: STRUCT<is_mfa: BOOLEAN, issuer: STRING>,
    invoked_by: STRING>,
  http_request STRUCT<user_agent: STRING>,
  src_endpoint STRUCT<uid: STRING, ip: STRING, domain: STRING>,
  resources ARRAY<STRUCT<uid: STRING, owner: STRUCT<account: STRUCT<uid: STRING>>, type: STRING>>,
  class_uid INT,
  status STRING,
  unmapped MAP<STRING, STRING>
)
STORED AS PARQUET
LOCATION '${location}';
