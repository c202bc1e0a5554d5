/** What no role may do. */
export const refusedToEverybody: readonly string[] = [
  'create table mine (a int)',
  'drop table measurements',
  'alter table profiles disable trigger all',
  'truncate measurements',
  'create role friend',
  'select * from schema_migrations',
  "update dead_letters set reason = 'nothing happened'",
  'delete from dead_letters',
  'delete from ingestion_jobs',
  'delete from datasets',
  'delete from audit_log',
  "update audit_log set who = 'somebody else'",
  'delete from api_keys',
  "update api_keys set role = 'admin'",
]

/** What is some other role's business. */
export const refusedStatements = [
  {
    role: 'floatchat_gateway',
    refused: [
      'insert into measurements (profile_id, level) values (1, 0)',
      'delete from profiles',
      'update profiles set latitude = 0',
      'update profile_variables set raw = null',
      'delete from measurements',
      "insert into floats (platform_number) values ('1')",
      'delete from float_positions',
      "update datasets set raw_file_path = 'elsewhere'",
      "select nextval('profile_ids')",
    ],
  },
  {
    role: 'floatchat_writer',
    refused: [
      'update measurements set pressure = 0',
      'update profile_variables set raw = null',
      'select * from ingestion_jobs',
      'select * from job_files',
      'select * from outbox',
      'select * from dead_letters',
      "insert into ingestion_jobs (original_filename) values ('x')",
    ],
  },
  {
    role: 'floatchat_operator',
    refused: [
      'select * from profiles',
      'select * from argo.cycles',
      'select * from ingestion_jobs',
      'select * from datasets',
      'select * from outbox',
    ],
  },
  {
    role: 'floatchat_reader',
    refused: [
      'select * from floats',
      'select * from profiles',
      'select * from measurements',
      'select * from profile_variables',
      'select * from float_positions',
      'select * from datasets',
      'select * from quality_tests',
      'create view argo.mine as select 1',
      'select * from ingestion_jobs',
      'select * from job_files',
      'select * from outbox',
      'select * from dead_letters',
    ],
  },
]
