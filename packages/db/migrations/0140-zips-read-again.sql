-- A zip whose members are read again gets its statistics and its summary anew when that is over, not after each of them.
alter table ingestion_jobs add column archive_stale_since timestamptz;
comment on column ingestion_jobs.archive_stale_since is
  'When a member of the zip was last read again, while the dataset of the zip is filled from what was read before. Missing: null where it is filled from the last.';
create index ingestion_jobs_stale on ingestion_jobs (archive_stale_since) where archive_stale_since is not null;
