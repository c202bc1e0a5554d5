-- What the gateway keeps: jobs as a projection of the event stream, and events on their way to it.

-- One row for each file of a job, folded from the events of that file. `state` is what is folded (see
-- services/gateway/src/jobs); the other columns are derived from it, so that a job can be summed up in SQL.
create table job_files (
  job_id uuid not null,
  file_id uuid not null,
  is_root boolean not null,
  attempt integer not null,
  member_number integer,
  filename varchar(1000) not null,
  dataset_id integer,
  status varchar(20) not null check (status in ('pending', 'running', 'succeeded', 'failed')),
  stage varchar(20),
  progress_pct integer not null,
  profiles_total integer,
  profiles_ingested integer not null,
  profiles_rejected integer not null,
  profiles_superseded integer not null,
  outlier_count bigint not null,
  reason text,
  started_at timestamptz,
  ended_at timestamptz,
  state jsonb not null,
  primary key (job_id, file_id)
);
create index job_files_members on job_files (job_id, member_number);

-- A rebuilt projection grows here, beside the one that is served.
create table job_files_rebuilt (like job_files including all);

alter table ingestion_jobs
  add file_id uuid unique,
  add attempt integer not null default 1,
  add stage varchar(20),
  add stages jsonb not null default '[]',
  add file_counts jsonb not null default '{"total": 1, "ended": 0, "succeeded": 0, "failed": 0}',
  add profiles_rejected integer not null default 0,
  add profiles_superseded integer not null default 0,
  add outlier_count bigint not null default 0,
  add test_counts jsonb not null default '[]',
  add warnings jsonb not null default '[]',
  add trace_id char(32),
  -- Counts the changes of this row: the id of its server-sent event.
  add revision bigint not null default 1,
  -- When anything of the job changed last; what the watcher of stuck jobs goes by.
  add progressed_at timestamptz not null default now(),
  -- The attempt for which the watcher has sent the event again.
  add resent_attempt integer,
  -- What the zip's own dataset was last filled from.
  add archive_filled text;
create index ingestion_jobs_open on ingestion_jobs (progressed_at) where status in ('pending', 'running');

alter table datasets
  -- The run that the summary is of: a later one replaces it.
  add summary_run_id uuid,
  add summary_model varchar(200);

-- Events that were recorded together with what they tell of, until the broker has acknowledged them.
create table outbox (
  outbox_id bigint generated always as identity primary key,
  topic varchar(200) not null,
  record_type varchar(100) not null,
  record jsonb not null,
  -- Set for a dead letter: the sentence and the code that go into its headers.
  dead_letter jsonb,
  traceparent varchar(55),
  job_id uuid not null,
  created_at timestamptz not null default now()
);
create index outbox_job on outbox (job_id);

-- Wakes every gateway whose clients follow the job.
create function notify_job_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('floatchat_job_changed', new.job_id::text);
  return null;
end $$;
create trigger ingestion_jobs_recorded after insert on ingestion_jobs
  for each row execute function notify_job_changed();
create trigger ingestion_jobs_changed after update of revision on ingestion_jobs
  for each row when (new.revision <> old.revision) execute function notify_job_changed();
